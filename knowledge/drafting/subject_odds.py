"""How sure it is that two sentences are about the same, from the evidence for it.

The weights are those of a logistic regression on planted edits, fitted for values (figures, days,
timings, addresses), for names (tools, roles, others) and for duties by themselves, with each edit
left out once to see what they are worth (`tests/bench/planted_edits.py`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from knowledge.drafting.stated_facts import FactKind

SURE, BESIDE_SURE, WORTH_A_LOOK = 0.6, 0.25, 0.2
"""From how sure on a statement disagrees: by itself, and beside another of its place that does; and
from where on somebody should look whether it does."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each from 0 to 1; meanings can be a little below 0.

    `alone` and `below` say how near the sentences are in meaning, by themselves and below their
    headings. `shared` is how much of what the one is about the other has, `back` the other way,
    `telling` how rare the rarest word is that both have. `around` compares what stands round the
    fact in both, `beside` only the nearest words. `rare` is how few statements have the fact.
    `same_entry` is 1 for two lines of one register entry, `linked` where one place links to the
    other, `other_tool` where a tool's entry is compared with a rule that names others.
    """

    alone: float
    below: float
    shared: float
    back: float
    around: float
    beside: float
    rare: float
    same_entry: float
    linked: float
    other_tool: float
    telling: float


@dataclass(frozen=True, slots=True)
class _Odds:
    """Log odds without any evidence, with all of each kind, and from where on a pair counts."""

    none: float
    weights: Evidence


_OF_VALUES = _Odds(-7.9, Evidence(0.1, 4.2, 3.0, 1.8, 1.1, 1.1, 4.0, 2.4, 0.0, -0.4, 1.6))
# The same day of the same year is seldom chance; the same number is.
_OF_DAYS = replace(_OF_VALUES, none=-6.2)
_OF_NAMES = _Odds(-10.7, Evidence(1.3, 0.6, 2.9, 0.0, 1.5, 0.6, 9.4, 0.0, 1.4, 0.0, 3.9))
_OF_DUTIES = _Odds(-8.0, Evidence(2.3, 3.0, 5.9, 3.2, 0.0, 0.0, 0.0, 0.0, 1.9, 0.0, 1.4))
_ODDS: Mapping[FactKind, _Odds] = {
    FactKind.FIGURE: _OF_VALUES,
    FactKind.DAY: _OF_DAYS,
    FactKind.TIMING: _OF_VALUES,
    FactKind.ADDRESS: _OF_VALUES,
    FactKind.TOOL: _OF_NAMES,
    FactKind.ROLE: _OF_NAMES,
    FactKind.NAME: _OF_NAMES,
    FactKind.DUTY: _OF_DUTIES,
}
_NAMES_OF_EVIDENCE = tuple(field.name for field in fields(Evidence))


def sureness(kind: FactKind, found: Evidence) -> float:
    """How sure it is, from 0 to 1, that a statement with such a fact is about the same."""
    odds = _ODDS[kind]
    logit = odds.none + sum(
        getattr(odds.weights, name) * getattr(found, name) for name in _NAMES_OF_EVIDENCE
    )
    return 1 / (1 + math.exp(-logit))
