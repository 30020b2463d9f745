"""Ways of asking, as officers listed them: which clause or subject a question is meant for.

Four readings of the same lists. `near`: the mean nearness in meaning of the three best lines of a
list. `learned` and `learned_words`: log probabilities of two regressions
(knowledge/index/classifier.py), which know the texts without a list as one more class, so that a
question that is like them is taken for none of the lists. `words`: the share of the question's
words that a list as a whole holds. Without an encoder only the last remains, and the nearest line
is the one with most of the question's words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from knowledge.index.classifier import ClauseClassifier, fit
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import IndexedText, JointWeights, LexicalIndex, Scores
from knowledge.index.vector_table import Nearness
from knowledge.query.parse import Query

_BEST_LINES = 3
_USUAL_LENGTH = 600.0  # words of a long list; a fixed one, so that no list changes another's score
_MOST_UNLISTED = 2_000  # texts without a list that are learned from


@dataclass(frozen=True, slots=True)
class ExampleFeatures:
    """Signals of l lists for a question: each of shape (l,), a label a row. `words` is 0 to 1,
    `near` -1 to 1, `learned` and `learned_words` are log probabilities, at most 0; the three but
    `words` are 0 without the encoder."""

    near: Scores
    learned: Scores
    learned_words: Scores
    words: Scores
    nearest: NDArray[np.int64]
    """The number of each label's nearest line among all lines, of shape (l,)."""
    nearness: Scores
    """How near that line is: in meaning, or by words where there is no encoder."""


@dataclass(frozen=True, slots=True)
class ListedTexts:
    """The texts that lists stand beside: their index, which of its rows is each label's, and what
    is said of those that have no list."""

    lexical: LexicalIndex
    rows: Mapping[str, int]
    unlisted: Sequence[str] = ()


class _Lists:
    """Lists by their labels, indexed: the same for every day on which they are asked about."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.labels = list(lists)
        self.lines = [line for lines in lists.values() for line in lines]
        sizes = [len(lines) for lines in lists.values()]
        self.sizes = np.array(sizes, dtype=np.float32)
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        whole = [IndexedText("", " . ".join(lines)) for lines in lists.values()]
        self.by_list = LexicalIndex(whole, _USUAL_LENGTH)
        self.table = _padded(sizes)

    @cached_property
    def by_line(self) -> LexicalIndex:
        """Asked only where there is no meaning to go by: 15 MB and a tenth of a second."""
        return LexicalIndex([IndexedText("", line) for line in self.lines])


_IN_USE = WeakValueDictionary[tuple[tuple[str, ...], ...], _Lists]()
"""What some index still uses: ten thousand lines take a fifth of a second and 20 MB each time."""


def _indexed(lists: Mapping[str, Sequence[str]]) -> _Lists:
    filled = {label: lists[label] for label in sorted(lists) if lists[label]}
    key = tuple((label, *lines) for label, lines in filled.items())
    found = _IN_USE.get(key)
    if found is None:
        found = _IN_USE[key] = _Lists(filled)
    return found


class ExampleQuestions:
    """The asked lists of one set, indexed. `labels` are places (`policy-id#anchor`) or subjects."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], beside: ListedTexts | None = None
    ) -> None:
        indexed = _indexed(lists)
        self._lists = indexed
        self.labels = indexed.labels
        self.lines = indexed.lines
        self.sizes = indexed.sizes
        """How many lines each list has."""
        self._owner, self._table = indexed.owner, indexed.table
        self._by_list = indexed.by_list
        rows = beside.rows if beside else {label: at for at, label in enumerate(self.labels)}
        own = np.array([rows[label] for label in self.labels], dtype=np.int32)
        self._weigh = JointWeights(beside.lexical, self._by_list, own) if beside else None
        self._list_of = {rows[label]: at for at, label in enumerate(self.labels)}
        step = -(-len(beside.unlisted) // _MOST_UNLISTED) if beside else 1
        self._unlisted = list(beside.unlisted[:: step or 1]) if beside else []
        self._near: Nearness | None = None
        self._learned: ClauseClassifier | None = None

    @property
    def surface(self) -> Mapping[str, int]:
        """The words of all lines with their counts."""
        return self._by_list.surface

    def known(self, terms: Iterable[str]) -> set[str]:
        """Those of some stems that any list has."""
        return self._by_list.known(terms)

    def covered(self, row: int, question: Sequence[Mapping[str, float]]) -> list[str]:
        """The stems of the question that the list of a text holds, by the text's row."""
        at = self._list_of.get(row)
        return [] if at is None else self._by_list.covered(at, question)

    def attach_embeddings(self, shelf: EmbeddingCache, folder: Path | None = None) -> None:
        """Begin to use meaning. All of `lines`, and what is said of the texts without a list, must
        be on the shelf; `folder` keeps the fits."""
        if not self.labels:
            return
        lines = [*self.lines, *self._unlisted]
        owner = np.append(self._owner, np.full(len(self._unlisted), len(self.labels)))
        classes = len(self.labels) + bool(self._unlisted)
        self._learned = fit(lines, shelf.rows(lines), owner, classes, folder)
        self._near = shelf.nearness(self.lines)

    def ask(self, question: Query, vector: NDArray[np.float32] | None) -> ExampleFeatures:
        """The signals of every list. `vector` is the question's meaning, of shape (384,); None
        where there is no encoder."""
        near = learned = learned_words = np.zeros(len(self.labels), dtype=np.float32)
        if vector is not None and self._near is not None and self._learned is not None:
            padded = self._padded_values(self._near(vector))
            near = _best(padded, _BEST_LINES)
            learned = self._learned.semantic(vector)[: len(self.labels)]
            learned_words = self._learned.lexical(question.stems)[: len(self.labels)]
        else:
            padded = self._padded_values(self._lists.by_line.scores(question.readings))
        nearest = padded.argmax(axis=1)
        return ExampleFeatures(
            near=near,
            learned=learned,
            learned_words=learned_words,
            words=self._by_list.scores(question.readings, self._weigh),
            nearest=self._table[np.arange(len(self.labels)), nearest],
            nearness=padded[np.arange(len(self.labels)), nearest],
        )

    def _padded_values(self, values: Scores) -> Scores:
        padded: Scores = np.append(values, np.float32(-1))[self._table]
        return padded


def _best(padded: Scores, count: int) -> Scores:
    """The mean of each list's `count` best values, of shape (l,); of all where a list is shorter.
    `padded` has a list a row, -1 behind the shorter ones."""
    keep = min(count, padded.shape[1])
    table = -np.partition(-padded, keep - 1, axis=1)[:, :keep]
    there = table > -1
    best: Scores = (table * there).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    return best.astype(np.float32)


def _padded(sizes: Sequence[int]) -> NDArray[np.int64]:
    """Line numbers, a list a row, -1 behind the shorter lists."""
    table = np.full((len(sizes), max(sizes, default=1)), -1, dtype=np.int64)
    start = 0
    for row, size in enumerate(sizes):
        table[row, :size] = np.arange(start, start + size)
        start += size
    return table
