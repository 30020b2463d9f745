"""Ways of asking, as officers listed them: which clause or subject a question is meant for.

Four readings of the same lists. `near`: the mean nearness in meaning of the three best lines of a
list. `learned` and `learned_words`: log probabilities of two regressions
(knowledge/index/classifier.py). `words`: the share of the question's words that a list as a whole
holds. Without an encoder only the last remains, and the nearest line is the one with most of the
question's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.index.classifier import ClauseClassifier, fit
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import IndexedText, LexicalIndex, Scores
from knowledge.query.parse import Query

_BEST_LINES = 3


@dataclass(frozen=True, slots=True)
class ExampleFeatures:
    """Each list's signals for a question, a label a row."""

    near: Scores
    learned: Scores
    learned_words: Scores
    words: Scores
    nearest: NDArray[np.int64]
    """The number of each label's nearest line."""


class ExampleQuestions:
    """The asked lists of one set, indexed. `labels` are places (`policy-id#anchor`) or subjects."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.labels = [label for label in sorted(lists) if lists[label]]
        self.lines = [line for label in self.labels for line in lists[label]]
        sizes = [len(lists[label]) for label in self.labels]
        self._owner = np.repeat(np.arange(len(self.labels)), sizes)
        self._by_list = LexicalIndex([IndexedText("", " . ".join(lists[x])) for x in self.labels])
        self._by_line = LexicalIndex([IndexedText("", line) for line in self.lines])
        self._table = _padded(sizes)
        self._vectors: NDArray[np.float32] | None = None
        self._learned: ClauseClassifier | None = None

    def __bool__(self) -> bool:
        """Whether there are lists to choose between."""
        return len(self.labels) > 1

    @property
    def surface(self) -> Mapping[str, int]:
        """The words of all lines with their counts."""
        return self._by_list.surface

    def attach_embeddings(self, shelf: EmbeddingCache, folder: Path | None = None) -> None:
        """Begin to use meaning. All of `lines` must be on the shelf; `folder` keeps the fits."""
        if self:
            vectors = shelf.rows(self.lines)
            self._learned = fit(self.lines, vectors, self._owner, len(self.labels), folder)
            self._vectors = vectors

    def ask(self, question: Query, vector: NDArray[np.float32] | None) -> ExampleFeatures:
        near = learned = learned_words = np.zeros(len(self.labels), dtype=np.float32)
        if vector is not None and self._vectors is not None and self._learned is not None:
            nearest_by = self._vectors @ vector
            near = self._best(nearest_by, _BEST_LINES)
            learned = self._learned.semantic(vector)
            learned_words = self._learned.lexical(" ".join(question.words))
        else:
            nearest_by = self._by_line.scores(question.readings)
        nearest = self._padded_values(nearest_by).argmax(axis=1)
        return ExampleFeatures(
            near=near,
            learned=learned,
            learned_words=learned_words,
            words=self._by_list.scores(question.readings),
            nearest=self._table[np.arange(len(self.labels)), nearest],
        )

    def _padded_values(self, values: Scores) -> Scores:
        padded: Scores = np.append(values, np.float32(-1))[self._table]
        return padded

    def _best(self, values: Scores, count: int) -> Scores:
        """The mean of each list's best values; of all where a list is shorter."""
        table = -np.sort(-self._padded_values(values), axis=1)[:, :count]
        there = (self._table >= 0)[:, :count]
        best: Scores = (table * there).sum(axis=1) / there.sum(axis=1)
        return best.astype(np.float32)


def _padded(sizes: Sequence[int]) -> NDArray[np.int64]:
    """Line numbers, a list a row, -1 behind the shorter lists."""
    table = np.full((len(sizes), max(sizes, default=1)), -1, dtype=np.int64)
    start = 0
    for row, size in enumerate(sizes):
        table[row, :size] = np.arange(start, start + size)
        start += size
    return table
