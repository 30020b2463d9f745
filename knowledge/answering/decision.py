"""From candidates to a decision: the clauses, how likely it is that they answer, and is it enough.

The chances and the thresholds are fitted (knowledge/answering/weights.py); the same set gives the
same answer everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.candidates import Candidate, Candidates
from knowledge.answering.confidence import (
    chance,
    confidence,
    evidence,
    is_likelier,
    long_list,
)
from knowledge.answering.weights import Weights
from knowledge.answering.wording import wording
from knowledge.model.sentences import sentences
from knowledge.query.answer_type import lacks_figure
from knowledge.query.question_form import Asked, QuestionForm

_LOOKED_AT = 40
_WITHOUT_FIGURE = 0.75  # of the questions learnt from, all that are surer are answered rightly


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """The clauses, best first, and the best subject that the policies do not cover.

    `confidence` is how sure it is that the best clause answers, `within_three` that one of the best
    three does, 0 to 1; `answer` and `nearest` are what they must reach, for the first clause to be
    quoted as the answer and for three to be offered as the nearest. `is_likelier`: some clause is
    likelier than no answer, without which none is quoted.
    """

    clauses: Sequence[Candidate]
    subject: Candidate | None
    confidence: float
    within_three: float
    answer: float
    offered: float
    nearest: float
    is_likelier: bool

    @property
    def is_offered(self) -> bool:
        """Whether the best clause is near enough to be shown before any silence."""
        return self.is_likelier and self.confidence >= self.offered

    def enough_for(self, asked: Asked) -> float:
        """The confidence from which the best clause answers a question: more where a figure is
        asked for that the clause does not have."""
        best = self.clauses[0].passage if self.clauses else None
        if best is None or asked.form is not QuestionForm.OPEN:
            return self.answer
        said = (sentence.text for sentence in sentences(best.text))
        return max(self.answer, _WITHOUT_FIGURE) if lacks_figure(said, asked.text) else self.answer


def decide(candidates: Candidates, weights: Weights) -> AnswerDecision:
    """Weigh the candidates for a question."""
    best = candidates.best(_LOOKED_AT)
    clauses = [candidate for candidate in best if candidate.passage]
    subject = next((candidate for candidate in best if candidate.subject), None)
    if not clauses or not candidates.signals.features.any():
        answer, nearest = weights.answer.at(0.0), weights.nearest.at(0.0)
        return AnswerDecision(
            clauses, subject, 0.0, 0.0, answer, answer, nearest, is_likelier=False
        )
    features = evidence(candidates, clauses, wording())
    offered = weights.answer.at(long_list(features))
    return AnswerDecision(
        clauses,
        subject,
        confidence=confidence(features, weights),
        within_three=chance(features, weights.three),
        answer=max(offered, weights.answer.at(0.0)),
        offered=offered,
        nearest=weights.nearest.at(features["listed"]),
        is_likelier=is_likelier(features),
    )
