"""Which sentence answers, and the verdict that it gives to what was asked.

The verdict is one that officers gave to the sentence; nothing is read out of words, but that what
comes near to a prohibition is never called allowed. The margins were set on questions written by
somebody who had not seen the policies' marks (docs/answer-quality.md).
"""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.lexical import Scores
from knowledge.index.statement_index import StatementIndex
from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import Sentence
from knowledge.model.statements import Statement
from knowledge.query.question_form import (
    QuestionForm,
    asks_to_be_spared,
    is_negated,
    question_form,
)

Rows = NDArray[np.int64]

_PERMITTED = {Verdict.ALLOWED, Verdict.CONDITIONS, Verdict.DEPENDS}
_BARRED = {Verdict.NOT_ALLOWED}
_REQUIRED = {Verdict.REQUIRED, Verdict.NOT_REQUIRED}
_NO_MARGIN = 0.05  # so much nearer must a prohibition be than what permits
_YES_MARGIN = 0.15  # and so much nearer what permits than any prohibition
_CLEARLY_NEARER = 0.35  # a sentence so much nearer than any of the best clause answers instead
_NEAR_BEST = 0.1  # a verdict leads only if its sentence is about as near as the nearest of all


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on what was asked, and the statement that gives it."""

    verdict: Verdict
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Near:
    row: int
    score: float


class NearestStatements:
    """The statements of a set by how near they are to one question."""

    def __init__(self, index: StatementIndex, scores: Scores) -> None:
        self._index = index
        self._scores = scores

    def ruling(self, question: str, passage: Passage | None = None) -> Ruling | None:
        """What the nearest marked statements say, of the set or of one passage; None where they
        leave it open."""
        form = question_form(question)
        among = self._rows(passage)
        if form is QuestionForm.MUST:
            return self._ruled(among, self._best(among, _REQUIRED))
        if form is not QuestionForm.MAY:
            return None
        spared = asks_to_be_spared(question)
        # To leave undone what is required is not allowed; what is not required may be left undone.
        barred = self._best(among, _BARRED | {Verdict.REQUIRED} if spared else _BARRED)
        free = self._best(among, {Verdict.NOT_REQUIRED} if spared else _PERMITTED)
        if barred.score - free.score > _NO_MARGIN:
            return self._ruled(among, barred, Verdict.NOT_ALLOWED)
        if free.score - barred.score > _YES_MARGIN and (spared or not is_negated(question)):
            return self._ruled(among, free)
        return None

    def lead_of(self, question: str, overall: Ruling | None, passage: Passage) -> Ruling | None:
        """The ruling to lead with above a passage: the set's where it is the passage's own, or
        else the passage's own no that nothing nearer permits."""
        if overall and overall.statement.passage == passage:
            return overall
        own = self.ruling(question, passage)
        is_free = overall is not None and overall.verdict in _PERMITTED
        is_said = own is not None and own.verdict not in _PERMITTED
        return own if is_said and not is_free else None

    def outdoes(self, one: Passage, other: Passage) -> bool:
        """Whether a passage's nearest statement is so much nearer that it answers instead."""
        return self._nearest(one) - self._nearest(other) > _CLEARLY_NEARER

    def within(self, passage: Passage, verdicts: Set[Verdict] = frozenset()) -> Sentence | None:
        """The sentence of a passage that is nearest, the first of those that are equally near; of
        those with one of the verdicts, where there are any."""
        rows = self._rows(passage)
        marked = rows[self._index.carries(rows, verdicts)] if verdicts else rows
        rows = marked if len(marked) else rows
        return (
            self._index.statements[rows[np.argmax(self._scores[rows])]].sentence
            if len(rows)
            else None
        )

    def _nearest(self, passage: Passage) -> float:
        return float(self._scores[self._rows(passage)].max(initial=0.0))

    def _rows(self, passage: Passage | None) -> Rows:
        return self._index.rows_of(passage)

    def _best(self, among: Rows, verdicts: Set[Verdict]) -> _Near:
        """The nearest statement with one of the verdicts."""
        rows = among[self._index.carries(among, verdicts)]
        if not len(rows):
            return _Near(-1, 0.0)
        row = int(rows[np.argmax(self._scores[rows])])
        return _Near(row, float(self._scores[row]))

    def _ruled(self, among: Rows, near: _Near, verdict: Verdict | None = None) -> Ruling | None:
        """What a statement rules, by its own verdict or by one that follows from it."""
        if near.row < 0 or near.score <= float(self._scores[among].max()) - _NEAR_BEST:
            return None
        statement = self._index.statements[near.row]
        said = verdict or statement.verdict
        return Ruling(said, statement) if said else None
