"""Which sentence answers, and the verdict that it gives to what was asked.

Whether a no or a yes leads is a fitted chance of what officers marked
(knowledge/answering/lead_evidence.py); it is said above a sentence that they marked so, of the
clause that is shown first, or it is not said.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.lead_evidence import LikelyClause, MarkedNearness, verdicts_for
from knowledge.answering.lead_weights import LeadWeights
from knowledge.index.lexical import Scores
from knowledge.index.marked_lines import PERMITS
from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import Sentence
from knowledge.model.statements import Statement
from knowledge.query.answer_type import AskedFor, has
from knowledge.query.question_form import Asked, FactForm, QuestionForm

Rows = NDArray[np.int64]

_DUTY = frozenset({Verdict.REQUIRED, Verdict.NOT_REQUIRED})
_CLEARLY_NEARER = 0.35  # a sentence so much nearer than any of the best clause answers instead
_NEAR_BEST = 0.1  # a duty leads only if its sentence is about as near as the nearest of all
_HELD = 0.25  # what a sentence gains that has what is asked for in its form
_MEASURED = 1.0  # what one gains that has a figure where a figure is asked for
_FEWEST = 2  # lines that say which yes it is


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on what was asked, and the statement that gives it."""

    verdict: Verdict
    statement: Statement


class NearestStatements:
    """The statements of a set by how near they are to one question."""

    def __init__(
        self,
        near: MarkedNearness,
        weights: LeadWeights,
        asked_for: Sequence[AskedFor],
        *,
        wants_who: bool,
    ) -> None:
        """`asked_for`: a sentence that has it is nearer than its words; `wants_who`: whom
        to turn to may be the answer, and elsewhere never is."""
        self._near = near
        self._asked_for = asked_for
        self._wants_who = wants_who
        self._index = near.index
        self._scores = near.statements
        self._weights = weights

    def ruling(self, asked: Asked, clauses: Sequence[LikelyClause]) -> Ruling | None:
        """What leads the answer to a question, said by a statement of the first of the clauses
        that may answer, best first; None where they leave it open, or nobody marked it."""
        rows = self._index.rows_of(clauses[0].passage)
        if asked.form is QuestionForm.MUST:
            return self._duty(rows)
        if asked.fact:
            duty = self._duty(rows) if asked.fact is FactForm.DONE else None
            return duty if duty and duty.verdict is Verdict.REQUIRED else None
        if asked.form is not QuestionForm.MAY:
            return None
        chance = self._weights.chance(self._near.evidence(asked, clauses))
        bars, permits = verdicts_for(spared=asked.spared)
        if chance >= self._weights.no_from:
            said = self._best(rows, bars) or self._best(rows, {Verdict.REQUIRED})
            return Ruling(Verdict.NOT_ALLOWED, said) if said else None
        if chance <= self._weights.yes_to:
            said = self._best(rows, permits)
            return Ruling(self._which_yes(said), said) if said else None
        return None

    def outdone(self, passage: Passage) -> Passage | None:
        """The passage with the nearest marked statement, where it is so much nearer than any of
        this one's that it answers instead."""
        said = self._best(self._index.rows_of(None), set(Verdict))
        ahead = self._nearest(said.passage) - self._nearest(passage) if said else 0.0
        return said.passage if said and ahead > _CLEARLY_NEARER else None

    def within(self, passage: Passage, verdicts: Set[Verdict] = frozenset()) -> Sentence | None:
        """The sentence of a passage that is nearest, the first of those that are equally near; of
        those with one of the verdicts, where there are any."""
        scores = self._told(passage) if self._asked_for else self._scores
        said = self._index.nearest(passage, scores, verdicts, may_refer_on=self._wants_who)
        return said.sentence if said else None

    def _told(self, passage: Passage) -> Scores:
        """The scores, where the passage's statements gain by having what is asked for."""
        scores = self._scores.copy()
        for row in self._index.rows_of(passage).tolist():
            scores[row] += self._gain(self._index.statements[row].sentence.text)
        return scores

    def _gain(self, text: str) -> float:
        exact = sum(one.measured_by(text) for one in self._asked_for)
        return _MEASURED * exact + _HELD * has(text, self._asked_for)

    def each_within(
        self, passages: Sequence[Passage], ruling: Ruling | None
    ) -> list[Sentence | None]:
        """The sentence of each passage that rules, or else the one that is nearest."""
        rules = ruling.statement if ruling else None
        return [
            rules.sentence if rules and rules.passage == passage else self.within(passage)
            for passage in passages
        ]

    def _duty(self, rows: Rows) -> Ruling | None:
        said = self._best(rows, _DUTY)
        if said is None or said.verdict is None:
            return None
        marked = rows[self._index.carries(rows, _DUTY)]
        is_near = self._scores[marked].max() > self._scores[rows].max() - _NEAR_BEST
        return Ruling(said.verdict, said) if is_near else None

    def _which_yes(self, said: Statement) -> Verdict:
        """With conditions or without: as most of its clause's ways of asking that are near have it,
        or as the sentence has it."""
        if said.verdict is not Verdict.ALLOWED:
            return said.verdict or Verdict.NOT_REQUIRED  # conditions are never read away
        marked, near = self._near.marked, self._near.signals.near
        rows: list[int] = marked.rows_of(said.passage.place).tolist()
        own = [at for at in rows if marked.verdicts[at] in PERMITS]
        best = sorted(own, key=lambda at: -near[at])[: 2 * _FEWEST + 1]
        if len(best) < _FEWEST or not near[best[0]]:
            return said.verdict
        told = Counter(marked.verdicts[at] for at in best)
        return told.most_common(1)[0][0]

    def _nearest(self, passage: Passage) -> float:
        return float(self._scores[self._index.rows_of(passage)].max(initial=0.0))

    def _best(self, among: Rows, verdicts: Set[Verdict]) -> Statement | None:
        """The nearest statement with one of the verdicts."""
        rows = among[self._index.carries(among, verdicts)]
        return self._index.statements[rows[np.argmax(self._scores[rows])]] if len(rows) else None
