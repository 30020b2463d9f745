"""What the lists of ways of asking teach as a whole: two multinomial logistic regressions.

One reads a line's meaning (its vector), one its words and word pairs. Both are fitted from zero
by a fixed number of gradient steps with momentum, so the same lists give the same weights; the
steps, the ridge and the scales were chosen by cross-validation over the lists
(docs/answer-quality.md). Fits are kept by the digest of their inputs, because an edit of a clause
leaves the lists as they are.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import Stemmer
from numpy.typing import NDArray

import common.words
from common.words import stems, words
from knowledge.index.array_file import Halves, read_arrays, write_arrays
from knowledge.index.lexical import Scores

Matrix = NDArray[np.float32]

logger = logging.getLogger(__name__)

SCALE, _STEPS, _STEP, _MOMENTUM, _RIDGE = 10.0, 60, 0.5, 0.9, 3e-4
_AT_ONCE = 1024  # cells multiplied together, so that what they look up stays in the cache
_FITS_KEPT = 16
_RAREST = 3  # lines that hold a word before it is learned from


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """Stems and pairs of stems that stand in some lines, weighted by their rarity."""

    columns: dict[str, int]
    rarity: Matrix

    @classmethod
    def of(cls, lines: Sequence[str]) -> "WordFeatures":
        holding = Counter(chain.from_iterable(set(_features(stems(words(line)))) for line in lines))
        kept = sorted(feature for feature, count in holding.items() if count >= _RAREST)
        counts = np.array([holding[feature] for feature in kept], dtype=np.float64)
        rarity = np.log((len(lines) + 1) / (counts + 1)).astype(np.float32)
        return cls({feature: at for at, feature in enumerate(kept)}, rarity)

    def row(self, said: Sequence[str]) -> tuple[NDArray[np.int64], Matrix]:
        """The columns that a text of these stems fills, int64 and ascending, and their values,
        float32, of norm 1 together; both of shape (columns filled,), which may be 0."""
        known = {self.columns[f] for f in _features(said) if f in self.columns}
        at = np.array(sorted(known), dtype=np.int64)
        values = self.rarity[at]
        norm = float(np.linalg.norm(values)) or 1.0
        return at, (values / norm).astype(np.float32)

    def table(self, lines: Sequence[str]) -> "Sparse":
        """The rows of all lines, scaled, with a last column of ones."""
        rows, columns, values = [], [], []
        for row, line in enumerate(lines):
            at, weights = self.row(stems(words(line)))
            rows += [row] * (len(at) + 1)
            columns += [*at.tolist(), len(self.columns)]
            values += [*(weights * np.float32(SCALE)).tolist(), 1.0]
        return Sparse(
            np.array(rows),
            np.array(columns),
            np.array(values, dtype=np.float32),
            (len(lines), len(self.columns) + 1),
        )


@dataclass(frozen=True)
class Sparse:
    """A table with few filled cells. `rows`, `columns` and `values` are one a cell, in any order.

    Rows that fill equally many cells are multiplied together, as many as stay in the cache of a
    core: seven times quicker than summing cell by cell, and no library is needed for it.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Matrix
    shape: tuple[int, int]

    @property
    def T(self) -> "Sparse":  # noqa: N802 - as arrays call it
        return Sparse(self.columns, self.rows, self.values, (self.shape[1], self.shape[0]))

    def __matmul__(self, right: Matrix) -> Matrix:
        product = np.zeros((self.shape[0], right.shape[1]), dtype=np.float32)
        for rows, columns, values in self._blocks:
            product[rows] = (values @ right[columns])[:, 0]
        return product

    @cached_property
    def _blocks(self) -> list[tuple[NDArray[np.int64], NDArray[np.int64], Matrix]]:
        """Rows of the same length; their columns, of shape (rows, cells); and their values, of
        shape (rows, 1, cells)."""
        order = np.argsort(self.rows, kind="stable")
        columns, values = self.columns[order], self.values[order]
        lengths = np.bincount(self.rows, minlength=self.shape[0])
        begins = np.cumsum(lengths) - lengths
        blocks = []
        for length in np.unique(lengths[lengths > 0]).tolist():
            alike = np.flatnonzero(lengths == length)
            cells = begins[alike][:, None] + np.arange(length)
            step = max(1, _AT_ONCE // length)
            for at in range(0, len(alike), step):
                these = cells[at : at + step]
                blocks.append((alike[at : at + step], columns[these], values[these][:, None, :]))
        return blocks


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ClauseClassifier:
    """Fitted weights; each reading gives a log probability for every list."""

    features: WordFeatures
    by_meaning: Matrix
    by_words: Halves
    """In float16, as the largest table of all: 10 MB a day otherwise."""

    def semantic(self, vector: Matrix) -> Scores:
        """Log probabilities of shape (lists,), float32, for a question's vector of shape (384,).
        Raises ValueError for another length."""
        return _log_softmax(_scaled(vector[None]) @ self.by_meaning)[0, :]

    def lexical(self, said: Sequence[str]) -> Scores:
        """Log probabilities of shape (lists,), float32, for a question's stems; one without a
        known stem gets how often each list was taken on the whole."""
        at, values = self.features.row(said)
        power: Matrix = (values * np.float32(SCALE)) @ self.by_words[at] + self.by_words[-1]
        return _log_softmax(power[None])[0, :]


_IN_USE = WeakValueDictionary[str, ClauseClassifier]()
"""What some index still uses: the lists are the same on most days, and when a clause changes."""


def fit(
    lines: Sequence[str],
    vectors: Matrix,
    owner: NDArray[np.int64],
    count: int,
    folder: Path | None = None,
) -> ClauseClassifier:
    """Fit both regressions, or take them from `folder` where the same was fitted before.

    `vectors` are the lines', of shape (lines, 384), float32, each row of norm 1. `owner`, of shape
    (lines,), gives the list, from 0 to `count` - 1, that each line belongs to. Raises ValueError
    where shapes do not fit each other.
    """
    digest = _digest(lines, vectors, owner)
    file = folder / f"learned-{digest}.npz" if folder else None
    found = _IN_USE.get(f"{digest} {count}") or _kept(file)
    if found is None:
        features = WordFeatures.of(lines)
        tables = (_scaled(vectors), features.table(lines))
        with ThreadPoolExecutor(len(tables)) as threads:  # a core each: both are numpy's work
            by_meaning, by_words = threads.map(lambda rows: regression(rows, owner, count), tables)
        found = ClauseClassifier(features, by_meaning, by_words.astype(np.float16))
        _keep(file, found)
    _IN_USE[f"{digest} {count}"] = found
    return found


def _features(said: Sequence[str]) -> list[str]:
    return [*said, *(f"{first} {second}" for first, second in pairwise(said))]


def regression(
    rows: Matrix | Sparse, owner: NDArray[np.int64], count: int, steps: int = _STEPS
) -> Matrix:
    """Weights of shape (columns, count) that tell which of `count` lists each row belongs to."""
    each = np.arange(len(owner))
    weights = np.zeros((rows.shape[1], count), dtype=np.float32)
    motion = np.zeros_like(weights)
    turned = rows.T
    for _ in range(steps):
        error = _softmax(rows @ weights)
        error[each, owner] -= np.float32(1)
        change = turned @ error
        del error  # each of these tables is 9 MB: only what is needed is there, and used again
        change /= np.float32(rows.shape[0])
        motion *= np.float32(_MOMENTUM)
        motion += change
        motion += np.multiply(weights, np.float32(_RIDGE), out=change)
        weights -= np.multiply(motion, np.float32(_STEP), out=change)
        del change
    return weights


def _softmax(rows: Matrix) -> Matrix:
    """The shares of each row, to the last bit those of `_log_softmax`, in place: a table of the
    lists for each line is 10 MB."""
    rows -= rows.max(axis=1, keepdims=True)
    rows -= np.log(np.exp(rows).sum(axis=1, keepdims=True))
    return np.exp(rows, out=rows)


def _scaled(rows: Matrix) -> Matrix:
    """The rows scaled, with a last column of ones; of ten thousand lines each further copy would be
    16 MB."""
    made = np.ones((len(rows), rows.shape[1] + 1), dtype=np.float32)
    np.multiply(rows, np.float32(SCALE), out=made[:, :-1])
    return made


def _log_softmax(rows: NDArray[np.floating[Any]]) -> Matrix:
    shifted = rows - rows.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def _reading() -> bytes:
    """Stands for how words are read and learned from: what was fitted under another reading is no
    longer right. To read all lines again would take a fifth of a second of each start."""
    sources = (Path(source).read_bytes() for source in (common.words.__file__, __file__))
    return b"".join((*sources, Stemmer.version().encode()))


def _digest(lines: Sequence[str], vectors: Matrix, owner: NDArray[np.int64]) -> str:
    total = hashlib.sha256(_reading())
    for line, label in zip(lines, owner.tolist(), strict=True):
        total.update(f"{label} {line}\n".encode())
    total.update(np.ascontiguousarray(vectors).data)  # another encoder's are other vectors
    return total.hexdigest()[:16]


def _kept(file: Path | None) -> ClauseClassifier | None:
    found = read_arrays(file, "features", "rarity", "meaning", "words") if file else None
    if found is None:
        return None
    features, rarity, by_meaning, by_words = found
    columns = features.tobytes().decode().split("\n") if len(rarity) else []
    named = {feature: at for at, feature in enumerate(columns)}
    return ClauseClassifier(WordFeatures(named, rarity), by_meaning, by_words)


def _keep(file: Path | None, fitted: ClauseClassifier) -> None:
    """Keep the newest fits: today's set, and the same with what is to come or over, have two each,
    and two more each as they are asked in Welsh. A folder that cannot be written costs a few
    seconds a start."""
    if file is None:
        return
    features = np.frombuffer("\n".join(fitted.features.columns).encode(), dtype=np.uint8)
    try:
        fits = sorted(file.parent.glob("learned-*.npz"), key=lambda fit: fit.stat().st_mtime_ns)
        for old in fits[: max(0, len(fits) - _FITS_KEPT + 1)]:
            old.unlink(missing_ok=True)
        write_arrays(
            file,
            features=features,
            rarity=fitted.features.rarity,
            meaning=fitted.by_meaning,
            words=fitted.by_words,
        )
    except OSError as error:
        logger.warning("learned weights not kept in %s: %s", file.parent, error.strerror)
