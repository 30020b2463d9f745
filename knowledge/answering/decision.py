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

_LOOKED_AT = 40


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
    nearest: float
    is_likelier: bool


def decide(candidates: Candidates, weights: Weights) -> AnswerDecision:
    """Weigh the candidates for a question."""
    best = candidates.best(_LOOKED_AT)
    clauses = [candidate for candidate in best if candidate.passage]
    subject = next((candidate for candidate in best if candidate.subject), None)
    if not clauses or not candidates.signals.features.any():
        answer, nearest = weights.answer.at(0.0), weights.nearest.at(0.0)
        return AnswerDecision(clauses, subject, 0.0, 0.0, answer, nearest, is_likelier=False)
    features = evidence(candidates, clauses, wording())
    return AnswerDecision(
        clauses,
        subject,
        confidence=confidence(features, weights),
        within_three=chance(features, weights.three),
        answer=weights.answer.at(long_list(features)),
        nearest=weights.nearest.at(features["listed"]),
        is_likelier=is_likelier(features),
    )
