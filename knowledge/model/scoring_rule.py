"""How ideas are scored, as data for whoever scores them."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.model.policies import Policy

TOUCHES = ("special", "children", "decisions", "public")
"""What an idea may touch that sets the lowest impact: special category data, children or
vulnerable people, a decision about a person, the public."""

KINDS = ("scan", "pilot", "scale", "extend", "decline", "defer", "duplicate", "escalate", "close")
"""The decisions that may have clauses of their own."""


@dataclass(frozen=True, slots=True)
class ScoringPart:
    """One part of the benefit score. `asks` says what to judge, `weight` counts in per cent."""

    anchor: str
    name: str
    asks: str
    weight: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """One version of the rule. The weights make 100 together. `ease` says how ease is judged,
    `floors` the lowest impact by what an idea touches, `clauses` the places (`policy-id#anchor`)
    that a decision of each kind rests on, with the lines on which they stand."""

    policy: Policy
    parts: tuple[ScoringPart, ...]
    ease: str
    floors: Mapping[str, int]
    clauses: Mapping[str, tuple[tuple[str, int], ...]]
