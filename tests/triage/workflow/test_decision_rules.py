"""Which decisions are open when, what they rest on, and what is kept and told of them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from storage import Store
from storage.tables import audit
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS, OFFICER, proposal, submitted
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Idea
from triage.model.outcomes import Rejected, RejectionReason, Submitted
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.repository.notice_queue import NoticeKind
from triage.repository.person_numbers import number_of
from triage.triage_list import TriageList
from triage.workflow.decisions import open_kinds

TODAY = date(2026, 11, 23)
PLAIN = DecisionInput(
    DecisionKind.DECLINE, Authority.STEERING_GROUP, TODAY, "Because", evidence=EVIDENCE
)
FULL = DecisionInput(
    kind=DecisionKind.DEFER,
    maker=Authority.BOARD,
    decided_on=date(2026, 11, 20),
    reason="Not yet",
    alternatives="A pilot",
    conflicts="The chair left the room",
    conditions="Once letters are scanned",
    assessments=("DPIA-7", "EQIA-2"),
    policies=("ideas@1.0#deciding",),
    evidence={"owner": "Head of Post"},
    review_on=date(2027, 3, 1),
    published=True,
    exempt_reason="A contract is named",
    portfolio="Finance",
    author="Ada Author",
    other_matters="None",
    certified_by="Olga Officer",
    call_in_until=date(2026, 11, 27),
    in_force_on=date(2026, 11, 30),
    meeting="M-2026-11",
)


async def _ready(triage: TriageList, key: str = "k", *, sample: bool = False) -> Idea:
    done = await triage.submit(proposal(), by=ANN, key=key, screened=HARMLESS, sample=sample)
    assert isinstance(done, Submitted)
    ready = await triage.transition(done.idea.reference, Stage.READY, by=OFFICER)
    assert isinstance(ready, Idea)
    await triage.notices.mark_delivered(*(one.id for one in await triage.notices.take_unseen(ANN)))
    return ready


async def _decided(triage: TriageList, ref: str, deciding: DecisionInput) -> Decision:
    made = await triage.decide(ref, deciding, by=OFFICER)
    assert isinstance(made, Decision), made
    return made


async def _stage(triage: TriageList, ref: str) -> Stage:
    dossier = await triage.idea(ref, reader=ANN)
    assert dossier is not None
    return dossier.idea.stage


@pytest.mark.parametrize(
    ("kind", "stages"),
    [
        ("scan", "ready"),
        ("pilot", "ready scan"),
        ("extend", "pilot"),
        ("scale", "pilot"),
        ("close", "scale"),
        ("decline", "submitted screening ready scan pilot"),
        ("defer", "ready scan pilot"),
        ("duplicate", "submitted screening ready"),
        ("reopen", "declined deferred"),
        ("ask", "submitted screening ready scan pilot scale deferred"),
        ("escalate", "submitted screening ready scan pilot scale deferred"),
    ],
)
def test_a_decision_is_offered_where_it_can_be_taken_and_nowhere_else(
    kind: str, stages: str
) -> None:
    assert {stage.value for stage in Stage if kind in open_kinds(stage)} == set(stages.split())


async def test_every_heading_of_the_form_is_kept_as_it_was_filled_in(
    triage: TriageList, clock: SetClock
) -> None:
    ref = (await _ready(triage)).reference

    made = await _decided(triage, ref, FULL)

    assert made.deciding == FULL
    assert (made.idea, made.risk, made.recorded_at) == (ref, Risk.LOW, clock.now)
    dossier = await triage.idea(ref, reader=ANN)
    assert dossier is not None
    assert (dossier.moves[-1].by, dossier.moves[-1].reason) == (OFFICER, "Not yet")


async def test_a_day_to_look_again_is_corrected_without_moving_the_idea(
    triage: TriageList,
) -> None:
    ref = (await _ready(triage)).reference
    first = await _decided(triage, ref, FULL)

    sooner = replace(FULL, review_on=date(2027, 1, 4), corrects=first.reference)
    await _decided(triage, ref, sooner)

    dossier = await triage.idea(ref, reader=ANN)
    assert dossier is not None
    assert (dossier.idea.stage, dossier.idea.revisit_on) == (Stage.DEFERRED, date(2027, 1, 4))


async def test_each_question_to_who_sent_it_in_is_told(triage: TriageList) -> None:
    ref = (await _ready(triage)).reference
    for reason in ("Which letters?", "How many?"):
        await _decided(triage, ref, replace(PLAIN, kind=DecisionKind.ASK, reason=reason))

    told = await triage.notices.take_unseen(ANN)

    assert {one.content["reason"] for one in told} == {"Which letters?", "How many?"}


async def test_who_decides_where_nothing_leads_reads_how_the_idea_stands(
    triage: TriageList,
) -> None:
    ready = await _ready(triage)

    refused = await triage.refusal(ready.reference, replace(PLAIN, kind=DecisionKind.CLOSE))

    assert refused == Rejected(RejectionReason.NO_ARROW, ready)


async def test_decisions_are_numbered_by_year_and_those_on_samples_by_themselves(
    triage: TriageList, clock: SetClock
) -> None:
    one, two = await _ready(triage, "a"), await _ready(triage, "b")
    sample = await _ready(triage, "c", sample=True)

    made = [await _decided(triage, one.reference, PLAIN)]
    made.append(await _decided(triage, sample.reference, PLAIN))
    clock.forward(days=60)
    made.append(await _decided(triage, two.reference, PLAIN))

    assert [one.reference for one in made] == ["D-2026-0001", "D-0000-0001", "D-2027-0001"]


async def _trail(store: Store, action: str) -> list[tuple[str, Mapping[str, Any], str]]:
    query = select(audit).where(audit.c.action == action).order_by(audit.c.seq)
    async with store.reading() as connection:
        rows = (await connection.execute(query)).all()
    assert {row.actor for row in rows} == {await _actor(store)}
    return [(row.subject, json.loads(row.detail), row.fingerprint) for row in rows]


async def _actor(store: Store) -> str:
    async with store.writing() as unit:
        return f"person:{await number_of(unit, OFFICER)}"


async def test_the_trail_says_which_decision_it_was_and_would_show_another_text(
    triage: TriageList, store: Store
) -> None:
    ref = (await _ready(triage)).reference
    first = await triage.decide(ref, PLAIN, by=OFFICER, fingerprint="f9")
    assert isinstance(first, Decision)
    corrected = replace(PLAIN, reason="Another reason", corrects=first.reference)
    second = await triage.decide(ref, corrected, by=OFFICER, fingerprint="f9")
    assert isinstance(second, Decision)

    (one, said, fingerprint), (two, said_then, _) = await _trail(store, "decision.recorded")

    assert (one, two, fingerprint) == (first.reference, second.reference, "f9")
    was, then = said.pop("content"), said_then.pop("content")  # type: ignore[attr-defined]
    assert said == {"idea": ref, "kind": "decline", "maker": "steering_group", "corrects": ""}
    assert said_then == {**said, "corrects": first.reference}
    assert was
    assert was != then
    again = await _ready(triage, "again")
    await _decided(triage, again.reference, PLAIN)
    assert (await _trail(store, "decision.recorded"))[-1][1]["content"] == was


@pytest.mark.parametrize(
    ("kind", "why"), [("ask", NoticeKind.ASKED), ("escalate", NoticeKind.DECIDED)]
)
async def test_who_sent_it_in_reads_what_is_asked_and_from_when_a_decision_holds(
    triage: TriageList, kind: str, why: NoticeKind
) -> None:
    ref = (await _ready(triage)).reference
    deciding = replace(
        PLAIN, kind=DecisionKind(kind), call_in_until=date(2026, 11, 27),
        in_force_on=date(2026, 11, 30),
    )  # fmt: skip

    await _decided(triage, ref, deciding)

    (told,) = await triage.notices.take_unseen(ANN)
    assert told.kind is why
    assert told.content == {
        "reference": ref,
        "title": "Sort the post",
        "kind": kind,
        "reason": "Because",
        "call_in_until": "2026-11-27",
        "in_force_on": "2026-11-30",
    }


async def test_of_a_move_that_holds_later_people_read_from_when(triage: TriageList) -> None:
    ref = (await _ready(triage)).reference

    await _decided(triage, ref, replace(PLAIN, in_force_on=date(2026, 11, 30)))

    (told,) = await triage.notices.take_unseen(ANN)
    assert (told.content["in_force_on"], told.content["after"]) == ("2026-11-30", "declined")
    assert "call_in_until" not in told.content


@pytest.mark.parametrize(
    ("kind", "first", "waits"),
    [
        (DecisionKind.EXTEND, DecisionKind.PILOT, True),
        (DecisionKind.SCALE, DecisionKind.PILOT, True),
        (DecisionKind.DECLINE, DecisionKind.PILOT, False),
        (DecisionKind.PILOT, DecisionKind.SCAN, True),
    ],
)
async def test_what_goes_on_from_a_decision_waits_until_that_is_in_force(
    triage: TriageList, clock: SetClock, kind: DecisionKind, first: DecisionKind, waits: bool
) -> None:
    ref = (await _ready(triage)).reference
    await _decided(triage, ref, replace(PLAIN, kind=first, in_force_on=date(2026, 11, 30)))
    clock.forward(days=7)
    longer = {**EVIDENCE, "ends_on": "2027-05-29"}
    on_the_day = replace(PLAIN, kind=kind, decided_on=date(2026, 11, 30), evidence=longer)

    early = await triage.refusal(ref, replace(on_the_day, decided_on=date(2026, 11, 29)))

    wrong = (FieldError("earlier", ErrorCode.OUT_OF_RANGE),)
    assert (early.wrong if early else ()) == (wrong if waits else ())
    await _decided(triage, ref, on_the_day)


async def test_a_roll_out_is_closed_once_it_is_in_force(
    triage: TriageList, clock: SetClock
) -> None:
    ref = (await _ready(triage)).reference
    await _decided(triage, ref, replace(PLAIN, kind=DecisionKind.PILOT))
    later = replace(PLAIN, kind=DecisionKind.SCALE, in_force_on=date(2026, 11, 30))
    await _decided(triage, ref, later)

    early = await triage.refusal(ref, replace(PLAIN, kind=DecisionKind.CLOSE))

    assert early is not None
    assert early.wrong == (FieldError("earlier", ErrorCode.OUT_OF_RANGE),)
    clock.forward(days=7)
    closing = replace(PLAIN, kind=DecisionKind.CLOSE, decided_on=date(2026, 11, 30))
    await _decided(triage, ref, closing)
    assert await _stage(triage, ref) is Stage.CLOSED


async def test_a_record_may_be_corrected_before_what_it_rests_on_is_in_force(
    triage: TriageList,
) -> None:
    ref = (await _ready(triage)).reference
    await _decided(triage, ref, replace(PLAIN, kind=DecisionKind.SCAN, in_force_on=TODAY))
    pilot = replace(PLAIN, kind=DecisionKind.PILOT, in_force_on=date(2026, 11, 30))
    begun = await _decided(triage, ref, pilot)
    longer = replace(PLAIN, kind=DecisionKind.EXTEND, corrects=begun.reference)

    assert await triage.refusal(ref, replace(longer, corrects="")) is not None
    await _decided(triage, ref, longer)


async def test_a_correction_moves_the_idea_where_it_says_something_else_that_is_open(
    triage: TriageList,
) -> None:
    ref = (await _ready(triage)).reference
    pilot = await _decided(triage, ref, replace(PLAIN, kind=DecisionKind.PILOT))

    same = replace(pilot.deciding, reason="Better words", corrects=pilot.reference)
    await _decided(triage, ref, same)
    assert await _stage(triage, ref) is Stage.PILOT
    other = await _decided(triage, ref, replace(PLAIN, corrects=pilot.reference))
    assert await _stage(triage, ref) is Stage.DECLINED
    back = replace(PLAIN, kind=DecisionKind.SCALE, corrects=other.reference)
    refused = await triage.decide(ref, back, by=OFFICER)
    assert isinstance(refused, Rejected)
    assert refused.because is RejectionReason.NO_ARROW
    question = replace(PLAIN, kind=DecisionKind.ASK)
    closed = await triage.refusal(ref, question)
    assert closed is not None
    assert closed.because is RejectionReason.NO_ARROW
    assert await triage.refusal(ref, replace(question, corrects=other.reference)) is None


async def test_whether_a_decision_could_be_recorded_is_told_and_nothing_is_kept(
    triage: TriageList,
) -> None:
    ready = await _ready(triage)
    ref = ready.reference

    assert await triage.refusal(ref, PLAIN, version=ready.version) is None
    stale = await triage.refusal(ref, PLAIN, version=ready.version + 1)
    assert stale == Rejected(RejectionReason.CHANGED, ready)
    assert await triage.refusal("AI-2026-9999", PLAIN) == Rejected(RejectionReason.UNKNOWN)
    tomorrow = await triage.refusal(ref, replace(PLAIN, decided_on=date(2026, 11, 24)))
    wrong = (FieldError("decided_on", ErrorCode.OUT_OF_RANGE),)
    assert tomorrow == Rejected(RejectionReason.INCOMPLETE, ready, wrong)
    dossier = await triage.idea(ref, reader=ANN)
    assert dossier is not None
    assert (dossier.idea, dossier.decisions) == (ready, ())


async def test_a_test_that_the_council_asks_for_holds_a_pilot_up(triage: TriageList) -> None:
    ready = await _ready(triage)
    pilot = replace(PLAIN, kind=DecisionKind.PILOT)
    asked = ("safety.pilot", "safety.roll-out")
    due = Rejected(
        RejectionReason.INCOMPLETE,
        ready,
        (FieldError("assessment:safety.pilot", ErrorCode.MISSING),),
    )

    assert await triage.refusal(ready.reference, pilot, demanded=asked) == due
    assert await triage.decide(ready.reference, pilot, by=OFFICER, demanded=asked) == due


@pytest.mark.parametrize("what", ["itself", "withdrawn", "a repetition", "a sample"])
async def test_an_idea_repeats_only_another_that_goes_on_and_is_as_real(
    triage: TriageList, what: str
) -> None:
    ready, other = await _ready(triage, "a"), await _ready(triage, "b", sample=what == "a sample")
    into = ready if what == "itself" else other
    repetition = replace(PLAIN, kind=DecisionKind.DUPLICATE)
    if what == "withdrawn":
        await triage.withdraw(other.reference, by=ANN)
    if what == "a repetition":
        third = await _ready(triage, "c")
        joined = replace(repetition, duplicate_of=third.reference)
        await _decided(triage, other.reference, joined)

    refused = await triage.refusal(
        ready.reference, replace(repetition, duplicate_of=into.reference)
    )

    assert refused is not None
    assert refused.wrong == (FieldError("duplicate_of", ErrorCode.UNKNOWN_CHOICE),)


async def test_samples_are_joined_to_samples(triage: TriageList) -> None:
    one, two = [await _ready(triage, key, sample=True) for key in "ab"]
    repetition = replace(PLAIN, kind=DecisionKind.DUPLICATE, duplicate_of=two.reference)

    assert await triage.refusal(one.reference, repetition) is None


async def test_whose_idea_goes_on_is_told_that_another_was_joined(
    triage: TriageList, store: Store
) -> None:
    original = await _ready(triage)
    await triage.notices.save_address(ANN, {"conversation": "a:1"})
    repeated = await submitted(triage, "b", BEN)
    repetition = replace(PLAIN, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference)

    await _decided(triage, repeated.reference, repetition)

    (told,) = await triage.notices.take_due()
    assert (told.kind, told.address) == (NoticeKind.DUPLICATE_JOINED, {"conversation": "a:1"})
    assert told.content == {"reference": original.reference, "title": "Sort the post"}
    dossier = await triage.idea(original.reference, reader=ANN)
    assert dossier is not None
    assert [(one.person, one.comment) for one in dossier.supports] == [(BEN, "")]
    assert await _trail(store, "idea.joined") == [
        (original.reference, {"repeated": repeated.reference}, "")
    ]
