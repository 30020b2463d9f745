"""Ways of asking whose answer officers marked: how near each is to a question, and what they teach
together of whether the answer is a no.

What they teach are two regressions over the lines that are answered by a no or by a yes
(knowledge/index/classifier.py): of what a line means, and of its words. They are learnt from the
marks of this set alone when its meaning is switched on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.index.classifier import ClauseClassifier, fit
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import Scores
from knowledge.index.vector_table import Nearness
from knowledge.model.policies import Verdict
from knowledge.query.parse import Query

Answers = Mapping[str, Mapping[str, Verdict]]
"""By place, the ways of asking whose answer officers marked."""

PERMITS = frozenset({Verdict.ALLOWED, Verdict.CONDITIONS, Verdict.DEPENDS})
_YES, _NO = 0, 1
_FEWEST = 20  # lines of either answer; fewer teach nothing


@dataclass(frozen=True, slots=True)
class MarkedSignals:
    """`near`, of shape (lines,), is each line's nearness in meaning, -1 to 1; `learned` and
    `learned_words` are log odds that the answer is a no. All 0 without meaning."""

    near: Scores
    learned: float = 0.0
    learned_words: float = 0.0


class MarkedLines:
    """The marked lines of a set, in the order of their places."""

    def __init__(self, answers: Answers) -> None:
        told = [(place, line, v) for place, lines in answers.items() for line, v in lines.items()]
        self.lines = [line for _, line, _ in told]
        self.verdicts = [verdict for _, _, verdict in told]
        self.leaning = np.array([_leaning(verdict) for verdict in self.verdicts], dtype=np.float32)
        """1 for a line answered by a no, -1 for one answered by a yes, 0 for a duty: of shape
        (lines,)."""
        rows: dict[str, list[int]] = {}
        for at, (place, _, _) in enumerate(told):
            rows.setdefault(place, []).append(at)
        self._rows = {place: np.array(at, dtype=np.int64) for place, at in rows.items()}
        self._near: Nearness | None = None
        self._learned: ClauseClassifier | None = None

    def rows_of(self, place: str) -> NDArray[np.int64]:
        """The numbers of a place's lines; none where it has none."""
        return self._rows.get(place, np.zeros(0, dtype=np.int64))

    def attach_embeddings(self, shelf: EmbeddingCache, folder: Path | None = None) -> None:
        """Begin to use meaning. All of `lines` must be on the shelf; `folder` keeps the fit."""
        self._near = shelf.nearness(self.lines)
        taught = np.flatnonzero(self.leaning)
        noes = (self.leaning[taught] > 0).astype(np.int64)
        if min(noes.sum(), len(noes) - noes.sum()) >= _FEWEST:
            lines = [self.lines[at] for at in taught.tolist()]
            self._learned = fit(lines, shelf.rows(lines), noes, 2, folder)

    def read(self, question: Query, vector: NDArray[np.float32] | None) -> MarkedSignals:
        """The signals for a question; `vector` is its meaning, of shape (384,) and norm 1."""
        if vector is None or self._near is None:
            return MarkedSignals(np.zeros(len(self.lines), dtype=np.float32))
        near: Scores = self._near(vector)
        if self._learned is None:
            return MarkedSignals(near)
        by_meaning = self._learned.semantic(vector)
        by_words = self._learned.lexical(question.stems)
        return MarkedSignals(near, _odds(by_meaning), _odds(by_words))


def _leaning(verdict: Verdict) -> float:
    if verdict is Verdict.NOT_ALLOWED:
        return 1.0
    return -1.0 if verdict in PERMITS else 0.0


def _odds(chances: Scores) -> float:
    return float(chances[_NO] - chances[_YES])
