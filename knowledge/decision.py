"""From signals to a decision: how sure is the best candidate, and is that enough to quote it.

The confidence is a logistic function of a few signals; its constants were fitted on held-out
questions (docs/answer-quality.md says which and how well) and are written out here, so that the
same set gives the same answer everywhere. The thresholds are stated, not learned.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.edition import Candidate

ANSWER = 0.5
"""At this confidence the best clause is quoted as the answer."""
NEAREST = 0.35
"""Between this and `ANSWER` up to three clauses are offered as the nearest, not as an answer."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the logistic function: a constant, then one factor a signal."""

    constant: float
    total: float
    ahead: float
    margin: float
    text: float


# Fitted with lists of ways of asking and an encoder; with lists alone; with an encoder alone
# (an ordinary collection); with neither.
_LISTS_AND_MEANING = Weights(-1.0, 0.5, 6.0, 2.0, 0.5)
_LISTS = Weights(-1.0, 0.5, 6.0, 2.0, 0.5)
_MEANING = Weights(-5.3, 6.9, 0.0, 3.4, 0.0)
_WORDS = Weights(-3.0, 5.0, 0.0, 2.0, 0.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """The best clause, the best subject that the policies do not cover, and how sure the clause
    is the answer (0 to 1)."""

    clauses: Sequence[Candidate]
    subject: Candidate | None
    confidence: float


def decide(candidates: Sequence[Candidate], lists: bool, meaning: bool) -> Decision:
    """Weigh candidates, best first, of a set with or without lists and meaning."""
    clauses = [candidate for candidate in candidates if candidate.passage]
    subject = next((candidate for candidate in candidates if candidate.subject), None)
    if not clauses:
        return Decision((), subject, 0.0)
    best = clauses[0]
    second = clauses[1].total if len(clauses) > 1 else 0.0
    weights = {
        (True, True): _LISTS_AND_MEANING,
        (True, False): _LISTS,
        (False, True): _MEANING,
        (False, False): _WORDS,
    }[lists, meaning]
    ahead = best.total - subject.total if subject else 0.5
    power = (
        weights.constant
        + weights.total * best.total
        + weights.ahead * ahead
        + weights.margin * (best.total - second)
        + weights.text * best.text
    )
    return Decision(clauses, subject, 1 / (1 + math.exp(-max(min(power, 30.0), -30.0))))
