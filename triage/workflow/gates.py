"""What a decision needs before it holds (governance facts, section 6): rules over plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from common.assessments import Gate, gate_of
from triage.days import months_after, read_day
from triage.model.assessments import AssessmentState
from triage.model.evidence import needed_before
from triage.model.fields import LIMIT
from triage.model.idea import Authority, DecisionKind
from triage.model.risk import Risk
from triage.model.stages import LONGEST_PILOT
from triage.model.validation import ErrorCode, FieldError

PILOT = needed_before(DecisionKind.PILOT)
SCALE = needed_before(DecisionKind.SCALE)

NEEDS: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.PILOT: PILOT,
    DecisionKind.SCALE: SCALE,
    DecisionKind.EXTEND: ("ends_on",),
}
"""What a decision of a kind carries as evidence, each a text; `ends_on` is an ISO date."""

GO_AHEAD = frozenset({DecisionKind.SCAN, DecisionKind.PILOT, DecisionKind.SCALE,
                      DecisionKind.EXTEND})  # fmt: skip
"""Decisions after which something is done with the idea: what a clause forbids gets none."""

_ASSESSED = frozenset({DecisionKind.PILOT, DecisionKind.SCALE})
_GRAVE = frozenset({Risk.HIGH, Risk.VERY_HIGH})


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What is on record of an idea that is to be decided on.

    `assessments` says how each stands; none that a screening asks for: it has never been screened.
    `failed` are tests that were not passed. `escalated`: it was sent
    up to the board. `pilot_ends` is the last day of the pilot that runs,
    `extended` whether that has been extended. `in_force_on` is the day on which the latest decision
    that let it go on takes effect.
    """

    risk: Risk | None = None
    residual: Risk | None = None
    assessments: Mapping[str, AssessmentState] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    barred_by: str = ""
    escalated: bool = False
    pilot_ends: date | None = None
    extended: bool = False
    in_force_on: date | None = None


def gate_errors(
    kind: DecisionKind,
    maker: Authority,
    decided_on: date,
    evidence: Mapping[str, str],
    record: GateFacts,
) -> tuple[FieldError, ...]:
    """What stands in the way of the decision. Fields: the names of `NEEDS`, `assessment:<kind>`,
    `screening`, `risk`, `barred_by`, `maker`, `escalation`, `kind`."""
    return (
        *_evidence(kind, evidence),
        *_end(kind, decided_on, evidence.get("ends_on"), record),
        *_assessments(kind, record),
        *_authority(kind, maker, record),
    )


def needed_authority(kind: DecisionKind, record: GateFacts) -> Authority:
    """The lowest who may take the decision: what goes ahead at high risk is the group's, at very
    high risk, or where much risk is left, the board's."""
    if kind not in GO_AHEAD:
        return Authority.OFFICER
    beyond = record.risk is Risk.VERY_HIGH or record.residual in _GRAVE
    if beyond or (kind is DecisionKind.SCALE and record.risk is Risk.HIGH):
        return Authority.BOARD
    return Authority.STEERING_GROUP if record.risk is Risk.HIGH else Authority.OFFICER


def _evidence(kind: DecisionKind, evidence: Mapping[str, str]) -> Iterator[FieldError]:
    for name in NEEDS.get(kind, ()):
        if not evidence.get(name):
            yield FieldError(name, ErrorCode.MISSING)
    for name, text in evidence.items():
        if len(text) > LIMIT:
            yield FieldError(name, ErrorCode.TOO_LONG, LIMIT)


def _end(
    kind: DecisionKind, decided_on: date, text: str | None, record: GateFacts
) -> Iterator[FieldError]:
    """A pilot ends within six months, and so does its one extension."""
    if "ends_on" not in NEEDS.get(kind, ()):
        return
    begins = decided_on
    if kind is DecisionKind.EXTEND:
        begins = record.pilot_ends or decided_on
        if record.extended:
            yield FieldError("kind", ErrorCode.DONE_BEFORE)
    if not text:
        return
    ends = read_day(text)
    if ends is None:
        yield FieldError("ends_on", ErrorCode.UNREADABLE)
    elif not begins < ends <= months_after(begins, LONGEST_PILOT):
        yield FieldError("ends_on", ErrorCode.OUT_OF_RANGE, LONGEST_PILOT)


def _assessments(kind: DecisionKind, record: GateFacts) -> Iterator[FieldError]:
    if kind in GO_AHEAD and record.barred_by:
        yield FieldError("barred_by", ErrorCode.BARRED)
    if kind not in _ASSESSED:
        return
    if record.risk is None:
        yield FieldError("risk", ErrorCode.MISSING)
    if all(gate_of(name) for name in record.assessments):
        yield FieldError("screening", ErrorCode.MISSING)
    for name, state in record.assessments.items():
        gate = gate_of(name)
        if gate is not None and _GATES[gate] is not kind:
            continue
        if name in record.failed:
            yield FieldError(f"assessment:{name}", ErrorCode.NOT_PASSED)
        elif state is AssessmentState.DUE:
            yield FieldError(f"assessment:{name}", ErrorCode.MISSING)


_GATES = {Gate.PILOT: DecisionKind.PILOT, Gate.ROLL_OUT: DecisionKind.SCALE}
"""A test is asked for before a pilot begins and again before a roll-out, never for an extension."""


_FROM_BELOW = (Authority.OFFICER, Authority.STEERING_GROUP, Authority.BOARD)


def _authority(kind: DecisionKind, maker: Authority, record: GateFacts) -> Iterator[FieldError]:
    needed = needed_authority(kind, record)
    if _FROM_BELOW.index(maker) < _FROM_BELOW.index(needed):
        why = ErrorCode.BOARD_DECIDES if needed is Authority.BOARD else ErrorCode.GROUP_DECIDES
        yield FieldError("maker", why)
    if kind in GO_AHEAD and maker is Authority.BOARD and not record.escalated:
        yield FieldError("escalation", ErrorCode.MISSING)
