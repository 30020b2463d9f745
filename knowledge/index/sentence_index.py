"""How much of a question the best sentence of a text covers.

Each sentence is read with what leads into it and below its heading, and scored like a text of its
own (knowledge/index/lexical.py), but only in the texts that are looked at: those that rank high.
"""

from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from common.words import stems, words
from knowledge.index.lexical import LexicalIndex, Scores
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
        self._headings = [frozenset(self._numbers(heading)) for heading in headings]

    def _numbers(self, text: str) -> list[int]:
        return self._lexical.numbers(stems(words(text)))

    def shares(self, texts: Sequence[int], question: Sequence[Mapping[str, float]]) -> Scores:
        """The share of the question that the best sentence of each text covers, 0 to 1."""
        first, last = self._begins[texts], self._begins[np.asarray(texts) + 1]
        counts = last - first
        rows = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
        if not len(rows) or not question:
            return np.zeros(len(texts), dtype=np.float32)
        starts, lengths = self._ends[rows], self._ends[rows + 1] - self._ends[rows]
        owner = np.repeat(np.arange(len(texts)), counts)
        norm = 1 - _BODY_B + _BODY_B * lengths / _USUAL_LENGTH
        places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(
            lengths.sum()
        )
        held = self._tokens[places]
        of = np.repeat(np.arange(len(rows)), lengths)
        total, possible = np.zeros(len(rows)), 0.0
        for word in self._lexical.read(question):
            possible += word.weight
            best = np.zeros(len(rows))
            for number, sure in zip(word.numbers, word.readings.values(), strict=True):
                found = np.bincount(of[held == number], minlength=len(rows))
                above = np.array([number in self._headings[text] for text in texts])
                frequency = _HEADING_WEIGHT * above[owner] + found / norm
                best = np.maximum(best, sure * frequency / (_K1 + frequency))
            total += word.weight * best
        return _best(total / possible, counts)


def _best(values: NDArray[np.float64], counts: NDArray[np.int64]) -> Scores:
    """The best value of each text's sentences; 0 for a text that has none."""
    best = np.zeros(len(counts), dtype=np.float32)
    some = counts > 0
    begins = (np.cumsum(counts) - counts)[some]
    best[some] = np.maximum.reduceat(values, begins)
    return best
