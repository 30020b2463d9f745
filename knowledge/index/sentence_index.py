"""How much of a question the best sentence of a text covers.

Each sentence is read with what leads into it and below its heading, and scored like a text of its
own (knowledge/index/lexical.py), but only in the texts that are looked at: those that rank high.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from common.words import stems, words
from knowledge.index.lexical import KnownWord, LexicalIndex, Scores
from knowledge.model.sentences import sentences

_K1 = 1.2
_HEADING_WEIGHT, _BODY_B = 1.5, 0.75
_USUAL_LENGTH = 20.0  # words of a sentence


class SentenceIndex:
    """The sentences of one set of texts; `lexical` is the index of the same texts, in order."""

    def __init__(
        self, lexical: LexicalIndex, texts: Sequence[str], headings: Sequence[str]
    ) -> None:
        self._lexical = lexical
        tokens, ends, counts = array("i"), array("i"), array("i")
        for text in texts:
            said = sentences(text)
            for sentence in said:
                tokens.extend(self._numbers(sentence.whole))
                ends.append(len(tokens))
            counts.append(len(said))
        self._tokens = np.array(tokens, dtype=np.int32)
        self._ends = np.array([0, *ends], dtype=np.int64)  # of each sentence, in tokens
        self._begins = np.cumsum([0, *counts])  # of each text, in sentences
        above = [self._numbers(heading) for heading in headings]
        self._headings = np.array([number for some in above for number in some], dtype=np.int32)
        self._heading_ends = np.cumsum([0, *map(len, above)])

    def _numbers(self, text: str) -> list[int]:
        return self._lexical.numbers(stems(words(text)))

    def shares(self, texts: Sequence[int], question: Sequence[KnownWord]) -> Scores:
        """The share of the question, as the index of the texts knows it, that the best sentence of
        each text covers, 0 to 1."""
        first, last = self._begins[texts], self._begins[np.asarray(texts) + 1]
        counts = last - first
        rows = _runs(first, counts)
        if not len(rows) or not question:
            return np.zeros(len(texts), dtype=np.float32)
        starts, lengths = self._ends[rows], self._ends[rows + 1] - self._ends[rows]
        norm = 1 - _BODY_B + _BODY_B * lengths / _USUAL_LENGTH
        of = np.repeat(np.arange(len(rows)), lengths)
        numbers = sorted({number for word in question for number in word.numbers})
        found = _counted(self._tokens[_runs(starts, lengths)], of, numbers, len(rows))
        above = self._above(texts, numbers)[:, np.repeat(np.arange(len(texts)), counts)]
        frequencies = dict(zip(numbers, _HEADING_WEIGHT * above + found / norm, strict=True))
        total, possible = np.zeros(len(rows)), 0.0
        for word in question:
            possible += word.weight
            best = np.zeros(len(rows))
            for number, sure in zip(word.numbers, word.readings.values(), strict=True):
                frequency = frequencies[number]
                best = np.maximum(best, sure * frequency / (_K1 + frequency))
            total += word.weight * best
        return _best(total / possible, counts)

    def _above(self, texts: Sequence[int], numbers: Sequence[int]) -> NDArray[np.bool_]:
        """Whether the heading of each text holds each number, of shape (numbers, texts)."""
        starts = self._heading_ends[texts]
        lengths = self._heading_ends[np.asarray(texts) + 1] - starts
        of = np.repeat(np.arange(len(texts)), lengths)
        return _counted(self._headings[_runs(starts, lengths)], of, numbers, len(texts)) > 0


def _runs(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of runs that begin and are as long as that, end to end."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def _counted(
    held: NDArray[np.int32], of: NDArray[np.int64], numbers: Sequence[int], rows: int
) -> NDArray[np.int64]:
    """How often each row holds each number, of shape (numbers, rows): `held` is what the rows in
    `of` hold; `numbers` are ascending."""
    if not numbers:
        return np.zeros((0, rows), dtype=np.int64)
    sought = np.array(numbers)
    line = np.minimum(np.searchsorted(sought, held), len(numbers) - 1)
    hit = sought[line] == held
    cells = np.bincount(line[hit] * rows + of[hit], minlength=rows * len(numbers))
    return cells.reshape(len(numbers), rows)


def _best(values: NDArray[np.float64], counts: NDArray[np.int64]) -> Scores:
    """The best value of each text's sentences; 0 for a text that has none."""
    best = np.zeros(len(counts), dtype=np.float32)
    some = counts > 0
    begins = (np.cumsum(counts) - counts)[some]
    best[some] = np.maximum.reduceat(values, begins)
    return best
