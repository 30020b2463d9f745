"""Field-weighted BM25 over an inverted index, as the share of the question that a text covers.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section
3.6: term frequencies of the fields are normalised by their own length, weighted and added before
they saturate. The sum over the question's terms is divided by the terms' total weight, so that a
score lies between 0 and 1 and may be fused with other bounded signals and held to a threshold.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from common.words import stem, words

Scores = NDArray[np.float32]
Rows = NDArray[np.int32]

_K1 = 1.2
_HEADING_WEIGHT, _HEADING_B = 1.5, 0.4
_BODY_WEIGHT, _BODY_B = 1.0, 0.75
_GAP = -1  # between heading and body, so that no pair spans them
_NOWHERE = -2


@dataclass(frozen=True, slots=True)
class IndexedText:
    """What is indexed of a text: its heading (with title and path) and its body."""

    heading: str
    body: str


class LexicalIndex:
    """An inverted index; built once, never changed."""

    def __init__(self, documents: Sequence[IndexedText], usual_length: float = 0.0) -> None:
        """`usual_length` is the number of words that a body's length is measured by: that of the
        bodies in the mean where it is 0, so that each text's score depends on all lengths."""
        self.size = len(documents)
        self._usual_length = usual_length
        self._terms: dict[str, int] = {}
        found: list[str] = []
        self._tokens, self._starts, heading_ends = self._read(documents, found)
        self.surface = Counter(found)
        """How often each unstemmed word occurs: the vocabulary that spelling is repaired to."""
        self._invert(heading_ends)

    def _read(self, documents: Iterable[IndexedText], said: list[str]) -> tuple[Rows, Rows, Rows]:
        """Every text as term numbers, end to end: heading, gap, body, gap; `said` gets words."""
        tokens, starts, heading_ends = array("i"), array("i", [0]), array("i")
        for document in documents:
            self._take(document.heading, tokens, said)
            heading_ends.append(len(tokens))
            tokens.append(_GAP)
            self._take(document.body, tokens, said)
            tokens.append(_GAP)
            starts.append(len(tokens))
        return (
            np.array(tokens, dtype=np.int32),
            np.array(starts, dtype=np.int32),
            np.array(heading_ends, dtype=np.int32),
        )

    def _take(self, text: str, tokens: "array[int]", said: list[str]) -> None:
        found = words(text)
        said += found
        tokens.extend([self._number(stem(word)) for word in found])

    def _number(self, term: str) -> int:
        return self._terms.setdefault(term, len(self._terms))

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

    def knows(self, term: str) -> bool:
        """Whether any text has this stem."""
        return term in self._terms

    def weight(self, term: str) -> float:
        """Inverse document frequency of a stem, above 0; the highest for one that is nowhere."""
        return rarity(len(self.holding(term)), self.size)

    def holding(self, term: str) -> Rows:
        """The rows of the texts that have a stem, ascending, of shape (how many they are,)."""
        number = self._terms.get(term)
        return self._texts[:0] if number is None else self._row(term)[0]

    def number(self, term: str) -> int:
        """The number that stands for a stem; a negative one for a stem that is nowhere."""
        return self._terms.get(term, _NOWHERE)

    def scores(
        self,
        question: Sequence[Mapping[str, float]],
        weigh: Callable[[str], float] | None = None,
    ) -> Scores:
        """The covered share of the question, 0 to 1, of shape (texts,), a text a row.

        Each word of the question is a mapping from its possible stems to how sure each reading
        is (0 to 1); a text is credited with its best reading. `weigh` gives the weight of a stem
        where it shall not follow from this index alone.
        """
        total = np.zeros(self.size, dtype=np.float32)
        possible = 0.0
        weigh = weigh or self.weight
        for readings in question:
            known = {term: sure for term, sure in readings.items() if term in self._terms}
            weight = max(map(weigh, known), default=0.0) or weigh("")
            possible += weight
            self._add(total, known, weight)
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


def rarity(holding: int, size: int) -> float:
    """The inverse document frequency of a stem that so many of the texts hold, above 0."""
    return float(np.log1p((size - holding + 0.5) / (holding + 0.5)))


def _norm(lengths: Rows, b: float, usual: float = 0.0) -> NDArray[np.float64]:
    mean = usual or max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    return np.asarray(1 - b + b * lengths / mean, dtype=np.float64)
