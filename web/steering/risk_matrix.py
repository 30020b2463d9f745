"""The risk register as a picture in numbers: how many stand where, each place a link; and the order
of a list of records."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.model.risk import Risk, level_of, risk_of
from triage.names import RISKS
from triage.papers.display_text import stands_at
from triage.records import Record

Cell = tuple[int, int]
"""Likelihood and impact."""

_BADGES = {Risk.LOW: "good", Risk.MEDIUM: "warn"}


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One place: how many open risks stand there with their measures, and how grave it is."""

    likelihood: int
    impact: int
    count: int
    risk: Risk

    @property
    def address(self) -> str:
        return f"/records/risk?cell={self.likelihood}-{self.impact}"

    @property
    def name(self) -> str:
        return RISKS[self.risk]


def stands_in(one: Record) -> Cell | None:
    """Where a risk stands now: what remains, or what there is before measures."""
    for which in ("residual_", ""):
        likelihood, impact = one.number(f"{which}likelihood"), one.number(f"{which}impact")
        if likelihood and impact:
            return int(likelihood), int(impact)
    return None


def matrix(found: Iterable[Record]) -> Sequence[tuple[int, Sequence[MatrixCell]]]:
    """Rows by likelihood, the highest first, each with the impacts from 1 to 5."""
    counts = Counter(stands_in(one) for one in found)
    return [
        (
            likelihood,
            [
                MatrixCell(likelihood, n, counts[likelihood, n], risk_of(likelihood, n))
                for n in range(1, 6)
            ],
        )
        for likelihood in range(5, 0, -1)
    ]


def cell_named(text: str) -> Cell | None:
    """The place that an address names (`4-5`); None for anything else."""
    likelihood, _, impact = text.partition("-")
    steps = {str(n) for n in range(1, 6)}
    return (int(likelihood), int(impact)) if {likelihood, impact} <= steps else None


def badge_of(one: Record) -> str:
    """The look of a risk's level."""
    return _BADGES.get(level_of(stands_at(one)), "bad") if stands_at(one) else ""


def in_order(found: Iterable[Record], order: str) -> list[Record]:
    """By a field, or for risks by `level`, the gravest first; as they were added otherwise."""
    if order == "level":
        return sorted(found, key=lambda one: (-stands_at(one), one.reference))
    listed = list(found)
    fields = {one.name for kept in listed for one in kept.kind.fields}
    if order not in fields:
        return listed
    return sorted(listed, key=lambda one: (not one.text(order), one.text(order).lower()))
