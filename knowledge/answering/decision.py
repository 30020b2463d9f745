"""From signals to a decision: how likely is it that a clause answers, and is that enough.

With lists of ways of asking the candidates' totals are logits, so the chance that some clause
answers follows from them. An ordinary collection has no lists; there the confidence is a logistic
function of the best passage's score, the share of the question that it covers and its lead. The
constants were fitted on held-out questions (docs/answer-quality.md) and are written out here, so
that the same set gives the same answer everywhere. The thresholds are stated, not learned.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.day_index import Candidate, Candidates

ANSWER = 0.7
"""At this confidence the best clause is quoted as the answer."""
NEAREST = 0.5
"""Between this and `ANSWER` up to three clauses are offered as the nearest, not as an answer."""

_LOOKED_AT = 40
# Platt's constants for an ordinary collection (retrieval facts: sigmoid(6.88 c - 5.26)).
_SLOPE, _START = 6.88, -5.26
_COVERED, _LEAD = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """The clauses, best first; the best subject that the policies do not cover; and how sure it
    is that a clause answers (0 to 1)."""

    clauses: Sequence[Candidate]
    subject: Candidate | None
    confidence: float


def decide(candidates: Candidates, lists: bool) -> AnswerDecision:
    """Weigh the candidates of a set with or without lists of ways of asking."""
    best = candidates.best(_LOOKED_AT)
    clauses = [candidate for candidate in best if candidate.passage]
    subject = next((candidate for candidate in best if candidate.subject), None)
    if not clauses:
        return AnswerDecision((), subject, 0.0)
    if lists:
        return AnswerDecision(clauses, subject, candidates.chance_of_a_clause())
    second = clauses[1].total if len(clauses) > 1 else 0.0
    evidence = (
        clauses[0].total
        + _COVERED * clauses[0].signals["words"]
        + _LEAD * (clauses[0].total - second)
    )
    return AnswerDecision(clauses, subject, 1 / (1 + math.exp(-(_SLOPE * evidence + _START))))
