"""How sure it is that two sentences are about the same, from the evidence for it.

The weights are those of a logistic regression on the fitted half of the planted edits
(`tests/bench/planted_edits.py`), drawn towards those of an earlier one, for values (figures, days,
timings, addresses), for names (tools, roles, others) and for duties by themselves.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from knowledge.drafting.stated_facts import FactKind

SURE, BESIDE_SURE, WORTH_A_LOOK = 0.5, 0.25, 0.2
"""From how sure on a statement disagrees: by itself, and beside another of its place that does; and
from where on somebody should look whether it does."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each from 0 to 1; meanings can be a little below 0.

    `alone` and `below` say how near the sentences are in meaning, by themselves and below their
    headings. `shared` is how much of what the one is about the other has, `back` the other way,
    `telling` how rare the rarest word is that both have. `around` compares what stands round the
    fact in both, `beside` only the nearest words. `rare` is how few statements have the fact.
    `part` and `part_meant` are how near the nearest parts of both sentences are, by words and in
    meaning. `same_entry` is 1 for two lines of one register entry, `linked` where one place links
    to the other, `other_tool` where a tool's entry is compared with a rule that names others,
    `same_tool` where both name or are about one.
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
    same_tool: float
    part: float
    part_meant: float


@dataclass(frozen=True, slots=True)
class _Odds:
    """Log odds without any evidence, with all of each kind, and from where on a pair counts."""

    none: float
    weights: Evidence


_OF_VALUES = _Odds(
    -8.4, Evidence(0.0, 4.2, 1.6, 1.6, 0.0, 0.6, 3.9, 2.5, 0.0, 0.0, 1.3, 0.9, 0.4, 0.0)
)
# The same day of the same year is seldom chance; the same number is.
_OF_DAYS = replace(_OF_VALUES, none=-5.5)
_OF_NAMES = _Odds(
    -12.8, Evidence(1.1, 0.7, 3.6, 0.7, 0.9, 0.4, 9.6, 0.0, 2.2, 0.0, 4.3, 0.6, 0.5, 0.4)
)
_OF_DUTIES = _Odds(
    -11.3, Evidence(2.8, 4.2, 7.1, 1.9, 0.0, 0.0, 0.0, 0.0, 1.4, -1.4, 2.5, 1.0, 1.4, 0.4)
)
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
