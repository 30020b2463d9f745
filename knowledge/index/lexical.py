"""Field-weighted BM25 over an inverted index, as the share of the question that a text covers.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section
3.6: term frequencies of the fields are normalised by their own length, weighted and added before
they saturate. The sum over the question's terms is divided by the terms' total weight, so that a
score lies between 0 and 1 and may be fused with other bounded signals and held to a threshold.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np
from numpy.typing import NDArray

from common.words import stem, words

Scores = NDArray[np.float32]
Rows = NDArray[np.int32]

Question = Sequence[Mapping[str, float]]
"""Each word a mapping from its possible stems to how sure each reading is, 0 to 1."""

Weigh = Callable[[Sequence[str]], Sequence[float]]
"""From stems to their weights, above 0, in their order; "" is one that is nowhere."""

_K1 = 1.2
_HEADING_WEIGHT, _HEADING_B = 1.5, 0.4
_BODY_WEIGHT, _BODY_B = 1.0, 0.75
_GAP = -1  # between heading and body, so that no pair spans them
_NOWHERE = -2
_WEIGHTS_KEPT = 20_000  # stems


@dataclass(frozen=True, slots=True)
class IndexedText:
    """What is indexed of a text: its heading (with title and path) and its body."""

    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of a question as an index knows it: those of its readings that any text has, their
    numbers in the same order, and what the word weighs, above 0."""

    readings: Mapping[str, float]
    numbers: Sequence[int]
    weight: float


class LexicalIndex:
    """An inverted index; built once, never changed."""

    def __init__(self, documents: Sequence[IndexedText], usual_length: float = 0.0) -> None:
        """`usual_length` is the number of words that a body's length is measured by: that of the
        bodies in the mean where it is 0, so that each text's score depends on all lengths."""
        self.size = len(documents)
        self._usual_length = usual_length
        terms = defaultdict[str, int](count().__next__)
        found: list[str] = []
        self._tokens, self._starts, heading_ends = _read(documents, found, terms.__getitem__)
        self._terms = dict(terms)
        self.surface = Counter(found)
        """How often each unstemmed word occurs: the vocabulary that spelling is repaired to."""
        self._invert(heading_ends)

    def _invert(self, heading_ends: Rows) -> None:
        texts = np.repeat(np.arange(self.size, dtype=np.int64), np.diff(self._starts))
        places = np.arange(len(self._tokens))
        real = self._tokens != _GAP
        in_heading = (places < np.repeat(heading_ends, np.diff(self._starts)))[real]
        # One number for each (term, text), so that one sort groups the whole collection.
        keys = self._tokens[real].astype(np.int64) * max(self.size, 1) + texts[real]
        postings, inverse = np.unique(keys, return_inverse=True)
        heading = np.bincount(inverse[in_heading], minlength=len(postings))
        body = np.bincount(inverse[~in_heading], minlength=len(postings))
        self._texts = (postings % max(self.size, 1)).astype(np.int32)
        terms = postings // max(self.size, 1)
        self._offsets = np.searchsorted(terms, np.arange(len(self._terms) + 1))
        heading_norm = _norm(heading_ends - self._starts[:-1], _HEADING_B)[self._texts]
        body_lengths = np.diff(self._starts) - (heading_ends - self._starts[:-1])
        body_norm = _norm(body_lengths, _BODY_B, self._usual_length)
        frequency = (
            _HEADING_WEIGHT * heading / heading_norm + _BODY_WEIGHT * body / body_norm[self._texts]
        )
        self._credit = (frequency / (_K1 + frequency)).astype(np.float32)

    def known(self, terms: Iterable[str]) -> set[str]:
        """Those of some stems that any text has."""
        return {term for term in terms if term in self._terms}

    def weights(self, terms: Sequence[str]) -> list[float]:
        """Inverse document frequencies of stems, above 0, in their order; the highest for one that
        is nowhere."""
        return _rarities([len(texts) for texts in self.holding(terms)], self.size)

    def holding(self, terms: Iterable[str]) -> list[Rows]:
        """For each stem the rows of the texts that have it, ascending, of shape (how many they
        are,)."""
        return [self._row(term)[0] if term in self._terms else self._texts[:0] for term in terms]

    def numbers(self, terms: Iterable[str]) -> list[int]:
        """The numbers that stand for stems; a negative one for a stem that is nowhere."""
        return [self._terms.get(term, _NOWHERE) for term in terms]

    def read(self, question: Question, weigh: Weigh | None = None) -> list[KnownWord]:
        """Each word of the question as this index knows it. `weigh` gives the weights of stems
        where they shall not follow from this index alone."""
        found = [
            {term: sure for term, sure in readings.items() if term in self._terms}
            for readings in question
        ]
        terms = ["", *dict.fromkeys(term for one in found for term in one)]
        weights = dict(zip(terms, (weigh or self.weights)(terms), strict=True))
        return [
            KnownWord(
                one,
                [self._terms[term] for term in one],
                max((weights[term] for term in one), default=0.0) or weights[""],
            )
            for one in found
        ]

    def scores(self, question: Question, weigh: Weigh | None = None) -> Scores:
        """The covered share of the question, 0 to 1, of shape (texts,), a text a row, each
        credited with its best reading of a word; `weigh` as in `read`."""
        return self.scores_of(self.read(question, weigh))

    def scores_of(self, question: Sequence[KnownWord]) -> Scores:
        """The same of a question that was read."""
        total = np.zeros(self.size, dtype=np.float32)
        possible = 0.0
        for word in question:
            possible += word.weight
            self._add(total, word.readings, word.weight)
        return total / np.float32(possible) if possible else total

    def _add(self, total: Scores, readings: Mapping[str, float], weight: float) -> None:
        rows = [self._row(term) for term in readings]
        if len(rows) == 1:
            texts, credit = rows[0]
            total[texts] += np.float32(weight * next(iter(readings.values()))) * credit
        elif rows:
            best = np.zeros(self.size, dtype=np.float32)
            for (texts, credit), sure in zip(rows, readings.values(), strict=True):
                best[texts] = np.maximum(best[texts], np.float32(sure) * credit)
            total += np.float32(weight) * best

    def _row(self, term: str) -> tuple[Rows, Scores]:
        number = self._terms[term]
        row = slice(self._offsets[number], self._offsets[number + 1])
        return self._texts[row], self._credit[row]

    def covered(self, text: int, question: Iterable[Mapping[str, float]]) -> list[str]:
        """The stems of the question that a text holds, in the question's order."""
        held = set(self._tokens[self._starts[text] : self._starts[text + 1]].tolist())
        return [
            term
            for readings in question
            for term in readings
            if self._terms.get(term, _GAP) in held and term in self._terms
        ]

    def adjacent(self, texts: Sequence[int], terms: Sequence[str]) -> Scores:
        """The share of the question's neighbouring word pairs that are neighbours in each text, 0
        to 1, of shape (len(texts),) in their order.

        `texts` are rows, at least one; `terms` are at least two stems.
        """
        runs = [self._tokens[self._starts[text] : self._starts[text + 1]] for text in texts]
        # A pair as one number; the gap behind each text keeps its last word from the next one's.
        tokens = np.concatenate(runs).astype(np.int64)
        base = len(self._terms) + 2
        held = tokens[:-1] * base + tokens[1:]
        starts = np.cumsum([0, *(len(run) for run in runs[:-1])])
        numbers = [self._terms.get(term, base - 2) for term in terms]
        found = np.zeros(len(runs), dtype=np.float32)
        for first, second in pairwise(numbers):
            found += np.logical_or.reduceat(held == first * base + second, starts)
        return found / np.float32(len(terms) - 1)


def _read(
    documents: Iterable[IndexedText], said: list[str], number: Callable[[str], int]
) -> tuple[Rows, Rows, Rows]:
    """Every text as term numbers, end to end: heading, gap, body, gap; `said` gets words."""
    tokens, starts, heading_ends = array("i"), array("i", [0]), array("i")

    def take(text: str) -> None:
        found = words(text)
        said.extend(found)
        tokens.extend(map(number, map(stem, found)))
        tokens.append(_GAP)

    for document in documents:
        take(document.heading)
        heading_ends.append(len(tokens) - 1)
        take(document.body)
        starts.append(len(tokens))
    return (
        np.array(tokens, dtype=np.int32),
        np.array(starts, dtype=np.int32),
        np.array(heading_ends, dtype=np.int32),
    )


class JointWeights:
    """The weights of stems among texts and the lists that stand beside some of them, taken
    together: a few lists alone tell nothing. `rows` are the texts that the lists stand beside, of
    shape (lists,)."""

    def __init__(self, texts: LexicalIndex, lists: LexicalIndex, rows: Rows) -> None:
        self._texts, self._lists, self._rows = texts, lists, rows
        self._kept: dict[str, float] = {}

    def __call__(self, terms: Sequence[str]) -> list[float]:
        """As `LexicalIndex.weights` gives them."""
        if len(self._kept) >= _WEIGHTS_KEPT:
            self._kept = {}  # another thread goes on with the old ones
        kept = self._kept
        new = [term for term in terms if term not in kept]
        if new:
            held = zip(self._texts.holding(new), self._lists.holding(new), strict=True)
            sizes = [len(np.union1d(texts, self._rows[lists])) for texts, lists in held]
            kept |= zip(new, _rarities(sizes, self._texts.size), strict=True)
        return [kept[term] for term in terms]


def _rarities(holding: Sequence[int], size: int) -> list[float]:
    """The inverse document frequencies of stems that so many of the texts hold, above 0."""
    some = np.array(holding)
    weights: list[float] = np.log1p((size - some + 0.5) / (some + 0.5)).tolist()
    return weights


def _norm(lengths: Rows, b: float, usual: float = 0.0) -> NDArray[np.float64]:
    mean = usual or max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    return np.asarray(1 - b + b * lengths / mean, dtype=np.float64)
