"""What a decision needs before it holds, and what is told about what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.people import ANN, EVIDENCE, HARMLESS, OFFICER, proposal
from triage.days import months_after
from triage.model.assessments import AssessmentState
from triage.model.fields import LIMIT
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Idea
from triage.model.outcomes import Rejected, RejectionReason, Submitted
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.triage_list import TriageList
from triage.workflow.gates import PILOT, SCALE, GateFacts, gate_errors, needed_authority

TODAY = date(2026, 11, 23)
SOUND = GateFacts(
    risk=Risk.LOW,
    assessments={"dpia": AssessmentState.SIGNED, "eqia": AssessmentState.NOT_NEEDED},
    escalated=True,
)


def _lacking(
    kind: DecisionKind,
    record: GateFacts = SOUND,
    maker: Authority = Authority.BOARD,
    evidence: Mapping[str, str] | None = None,
) -> set[tuple[str, ErrorCode]]:
    found = gate_errors(kind, maker, TODAY, {**EVIDENCE, **(evidence or {})}, record)
    return {(one.field, one.why) for one in found}


@pytest.mark.parametrize("kind", DecisionKind)
def test_with_everything_on_record_every_decision_holds(kind: DecisionKind) -> None:
    assert _lacking(kind) == set()


@pytest.mark.parametrize("name", PILOT)
def test_a_pilot_needs_each_part_of_its_plan(name: str) -> None:
    assert _lacking(DecisionKind.PILOT, evidence={name: ""}) == {(name, ErrorCode.MISSING)}


@pytest.mark.parametrize("name", SCALE)
def test_a_roll_out_needs_its_evidence(name: str) -> None:
    assert _lacking(DecisionKind.SCALE, evidence={name: ""}) == {(name, ErrorCode.MISSING)}


@pytest.mark.parametrize(
    ("ends_on", "why"),
    [
        ("2026-11-24", None),
        ("2027-05-23", None),
        ("2027-05-24", ErrorCode.OUT_OF_RANGE),
        ("2026-11-23", ErrorCode.OUT_OF_RANGE),
        ("next summer", ErrorCode.UNREADABLE),
    ],
)
def test_a_pilot_ends_within_six_months(ends_on: str, why: ErrorCode | None) -> None:
    assert _lacking(DecisionKind.PILOT, evidence={"ends_on": ends_on}) == (
        {("ends_on", why)} if why else set()
    )


def test_whoever_gave_too_long_a_pilot_is_told_how_many_months_it_may_last() -> None:
    found = gate_errors(
        DecisionKind.PILOT, Authority.BOARD, TODAY, {**EVIDENCE, "ends_on": "2028-01-01"}, SOUND
    )

    assert found == (FieldError("ends_on", ErrorCode.OUT_OF_RANGE, 6),)


@pytest.mark.parametrize(("length", "taken"), [(LIMIT, True), (LIMIT + 1, False)])
def test_evidence_is_as_long_as_any_text_may_be_and_who_wrote_more_is_told_how_long(
    length: int, taken: bool
) -> None:
    evidence = {**EVIDENCE, "owner": "x" * length}

    found = gate_errors(DecisionKind.PILOT, Authority.BOARD, TODAY, evidence, SOUND)

    assert found == (() if taken else (FieldError("owner", ErrorCode.TOO_LONG, LIMIT),))


def test_a_pilot_is_extended_once_and_by_six_months_from_its_end() -> None:
    running = replace(SOUND, pilot_ends=date(2026, 12, 31))

    assert _lacking(DecisionKind.EXTEND, running, evidence={"ends_on": "2027-06-30"}) == set()
    assert _lacking(DecisionKind.EXTEND, running, evidence={"ends_on": "2027-07-01"}) == {
        ("ends_on", ErrorCode.OUT_OF_RANGE)
    }
    again = replace(running, extended=True)
    assert _lacking(DecisionKind.EXTEND, again, evidence={"ends_on": "2027-06-30"}) == {
        ("kind", ErrorCode.DONE_BEFORE)
    }


@pytest.mark.parametrize("kind", [DecisionKind.PILOT, DecisionKind.SCALE])
def test_assessments_are_signed_or_recorded_as_not_needed(kind: DecisionKind) -> None:
    due = replace(SOUND, assessments={"dpia": AssessmentState.DUE, "eqia": AssessmentState.SIGNED})

    assert _lacking(kind, due) == {("assessment:dpia", ErrorCode.MISSING)}
    assert _lacking(kind, GateFacts()) == {
        ("risk", ErrorCode.MISSING),
        ("screening", ErrorCode.MISSING),
        ("escalation", ErrorCode.MISSING),
    }


@pytest.mark.parametrize(
    ("kind", "risk", "residual", "maker"),
    [
        (DecisionKind.PILOT, Risk.MEDIUM, None, Authority.OFFICER),
        (DecisionKind.PILOT, Risk.HIGH, Risk.MEDIUM, Authority.STEERING_GROUP),
        (DecisionKind.PILOT, Risk.MEDIUM, Risk.HIGH, Authority.BOARD),
        (DecisionKind.PILOT, Risk.MEDIUM, Risk.VERY_HIGH, Authority.BOARD),
        (DecisionKind.SCAN, Risk.VERY_HIGH, None, Authority.BOARD),
        (DecisionKind.SCALE, Risk.HIGH, None, Authority.BOARD),
        (DecisionKind.DECLINE, Risk.VERY_HIGH, None, Authority.OFFICER),
    ],
)
def test_the_higher_the_risk_the_higher_who_decides(
    kind: DecisionKind, risk: Risk, residual: Risk | None, maker: Authority
) -> None:
    assert needed_authority(kind, replace(SOUND, risk=risk, residual=residual)) is maker


def test_very_high_risk_is_not_for_the_group_alone() -> None:
    grave = replace(SOUND, risk=Risk.VERY_HIGH, escalated=False)

    assert _lacking(DecisionKind.PILOT, grave, Authority.STEERING_GROUP) == {
        ("maker", ErrorCode.BOARD_DECIDES)
    }
    assert _lacking(DecisionKind.PILOT, grave) == {("escalation", ErrorCode.MISSING)}


def test_high_risk_is_for_the_group_and_not_for_an_officer_alone() -> None:
    high = replace(SOUND, risk=Risk.HIGH)

    assert _lacking(DecisionKind.PILOT, high, Authority.OFFICER) == {
        ("maker", ErrorCode.GROUP_DECIDES)
    }
    assert _lacking(DecisionKind.PILOT, high, Authority.STEERING_GROUP) == set()


@pytest.mark.parametrize("kind", DecisionKind)
def test_what_a_clause_forbids_is_not_even_watched_or_gone_on_with(kind: DecisionKind) -> None:
    barred = replace(SOUND, barred_by="using-ai@2.0#prohibited-uses")
    goes_ahead = kind in {"scan", "pilot", "scale", "extend"}

    assert _lacking(kind, barred) == ({("barred_by", ErrorCode.BARRED)} if goes_ahead else set())


BEFORE_ROLL_OUT, BEFORE_PILOT = "safety.roll-out", "safety.pilot"


@pytest.mark.parametrize(
    ("kind", "stops"),
    [
        (DecisionKind.PILOT, {BEFORE_PILOT}),
        (DecisionKind.SCALE, {BEFORE_ROLL_OUT}),
        (DecisionKind.EXTEND, set()),
        (DecisionKind.SCAN, set()),
    ],
)
@pytest.mark.parametrize("name", [BEFORE_ROLL_OUT, BEFORE_PILOT])
def test_a_test_stands_before_its_own_decision_alone(
    kind: DecisionKind, stops: set[str], name: str
) -> None:
    """It is passed before a pilot begins and again before a roll-out, whatever else is signed."""
    both = dict.fromkeys((BEFORE_ROLL_OUT, BEFORE_PILOT), AssessmentState.SIGNED)
    record = replace(SOUND, assessments={**both, **SOUND.assessments})
    due = replace(record, assessments={**record.assessments, name: AssessmentState.DUE})
    field = f"assessment:{name}"

    assert _lacking(kind, record) == set()
    assert _lacking(kind, due) == ({(field, ErrorCode.MISSING)} if name in stops else set())
    failed = replace(record, failed=frozenset({name}))
    assert _lacking(kind, failed) == ({(field, ErrorCode.NOT_PASSED)} if name in stops else set())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_months_after_a_day_never_spill_into_the_month_after(day: date, months: int) -> None:
    after = months_after(day, months)

    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after + timedelta(days=1)).day == 1


async def _ready(triage: TriageList) -> Idea:
    done = await triage.submit(proposal(), by=ANN, key="k", screened=HARMLESS)
    assert isinstance(done, Submitted)
    ready = await triage.transition(done.idea.reference, Stage.READY, by=OFFICER)
    assert isinstance(ready, Idea)
    return ready


def _deciding(kind: DecisionKind, **evidence: str) -> DecisionInput:
    return DecisionInput(kind, Authority.STEERING_GROUP, TODAY, "Worth it", evidence=evidence)


async def test_a_screening_without_need_lets_a_pilot_begin_and_its_end_be_moved_once(
    triage: TriageList,
) -> None:
    ref = (await _ready(triage)).reference

    refused = await triage.decide(ref, _deciding(DecisionKind.PILOT, owner=" "), by=OFFICER)
    assert isinstance(refused, Rejected)
    assert refused.wrong == tuple(FieldError(name, ErrorCode.MISSING) for name in PILOT)

    early = await triage.decide(ref, _deciding(DecisionKind.EXTEND, **EVIDENCE), by=OFFICER)
    assert isinstance(early, Rejected)
    assert early.because is RejectionReason.NO_ARROW

    begun = await triage.decide(ref, _deciding(DecisionKind.PILOT, **EVIDENCE), by=OFFICER)
    assert isinstance(begun, Decision)
    longer = _deciding(DecisionKind.EXTEND, ends_on="2027-09-30")
    assert isinstance(await triage.decide(ref, longer, by=OFFICER), Decision)
    again = await triage.decide(ref, _deciding(DecisionKind.EXTEND, ends_on="2028-01-31"), by=ANN)
    assert isinstance(again, Rejected)
    assert FieldError("kind", ErrorCode.DONE_BEFORE) in again.wrong
