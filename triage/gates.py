"""What a decision needs before it holds (governance facts, section 6): rules over plain values."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from triage.assessed import State
from triage.checks import LIMIT, Why, Wrong
from triage.ideas import DecisionKind, Maker
from triage.risk import Risk

PILOT = ("owner", "people", "baseline", "measures", "exit_plan", "ends_on")
SCALE = ("evaluation", "benefits", "register_entry", "budget", "training")

NEEDS: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.PILOT: PILOT,
    DecisionKind.SCALE: SCALE,
    DecisionKind.EXTEND: ("ends_on",),
}
"""What a decision of a kind carries as evidence, each a text; `ends_on` is an ISO date."""

LONGEST_PILOT = 6
"""Months; the one extension may add as many."""

GO_AHEAD = frozenset({DecisionKind.SCAN, DecisionKind.PILOT, DecisionKind.SCALE,
                      DecisionKind.EXTEND})  # fmt: skip
"""Decisions after which something is done with the idea: what a clause forbids gets none."""

_ASSESSED = frozenset({DecisionKind.PILOT, DecisionKind.SCALE})
_GRAVE = frozenset({Risk.HIGH, Risk.VERY_HIGH})


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of an idea that is to be decided on.

    `assessments` says how each stands; empty: it has never been screened. `escalated`: it was sent
    up to the Organisational Change Board. `pilot_ends` is the last day of the pilot that runs,
    `extended` whether that has been extended.
    """

    risk: Risk | None = None
    residual: Risk | None = None
    assessments: Mapping[str, State] = field(default_factory=dict)
    barred_by: str = ""
    escalated: bool = False
    pilot_ends: date | None = None
    extended: bool = False


def lacking(
    kind: DecisionKind,
    maker: Maker,
    decided_on: date,
    evidence: Mapping[str, str],
    record: OnRecord,
) -> tuple[Wrong, ...]:
    """What stands in the way of the decision. Fields: the names of `NEEDS`, `assessment:<kind>`,
    `screening`, `risk`, `barred_by`, `maker`, `escalation`, `kind`."""
    return (
        *_evidence(kind, evidence),
        *_end(kind, decided_on, evidence.get("ends_on", ""), record),
        *_assessments(kind, record),
        *_maker(kind, maker, record),
    )


def needed_maker(kind: DecisionKind, record: OnRecord) -> Maker:
    """The lowest who may take the decision: what goes ahead at high risk is the group's, at very
    high risk, or where much risk is left, the Organisational Change Board's."""
    if kind not in GO_AHEAD:
        return Maker.OFFICER
    beyond = record.risk is Risk.VERY_HIGH or record.residual in _GRAVE
    if beyond or (kind is DecisionKind.SCALE and record.risk is Risk.HIGH):
        return Maker.BOARD
    return Maker.STEERING_GROUP if record.risk is Risk.HIGH else Maker.OFFICER


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month; at most the last day that
    there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def read_day(text: str) -> date | None:
    """An ISO date; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _evidence(kind: DecisionKind, evidence: Mapping[str, str]) -> Iterator[Wrong]:
    for name in NEEDS.get(kind, ()):
        if not evidence.get(name):
            yield Wrong(name, Why.MISSING)
    for name, text in evidence.items():
        if len(text) > LIMIT:
            yield Wrong(name, Why.TOO_LONG, LIMIT)


def _end(kind: DecisionKind, decided_on: date, text: str, record: OnRecord) -> Iterator[Wrong]:
    """A pilot ends within six months, and so does its one extension."""
    if "ends_on" not in NEEDS.get(kind, ()):
        return
    begins = decided_on
    if kind is DecisionKind.EXTEND:
        begins = record.pilot_ends or decided_on
        if record.extended:
            yield Wrong("kind", Why.DONE_BEFORE)
    if not text:
        return
    ends = read_day(text)
    if ends is None:
        yield Wrong("ends_on", Why.UNREADABLE)
    elif not begins < ends <= months_after(begins, LONGEST_PILOT):
        yield Wrong("ends_on", Why.OUT_OF_RANGE, LONGEST_PILOT)


def _assessments(kind: DecisionKind, record: OnRecord) -> Iterator[Wrong]:
    if kind in GO_AHEAD and record.barred_by:
        yield Wrong("barred_by", Why.BARRED)
    if kind not in _ASSESSED:
        return
    if record.risk is None:
        yield Wrong("risk", Why.MISSING)
    if not record.assessments:
        yield Wrong("screening", Why.MISSING)
    for name, state in record.assessments.items():
        if state is State.DUE:
            yield Wrong(f"assessment:{name}", Why.MISSING)


_RANK = {Maker.OFFICER: 0, Maker.STEERING_GROUP: 1, Maker.BOARD: 2}


def _maker(kind: DecisionKind, maker: Maker, record: OnRecord) -> Iterator[Wrong]:
    needed = needed_maker(kind, record)
    if _RANK[maker] < _RANK[needed]:
        why = Why.BOARD_DECIDES if needed is Maker.BOARD else Why.GROUP_DECIDES
        yield Wrong("maker", why)
    if kind in GO_AHEAD and maker is Maker.BOARD and not record.escalated:
        yield Wrong("escalation", Why.MISSING)
