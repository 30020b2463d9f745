"""Moving along the arrows and deciding: recorded for good, told to the submitter."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.message import Text
from bot.notifications.notice_text import reply_of
from common.person import Person
from storage import Store
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Dossier, Idea
from triage.model.outcomes import Rejected, RejectionReason, Supported
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.triage_list import TriageList

DECLINE = DecisionInput(
    kind=DecisionKind.DECLINE,
    maker=Authority.STEERING_GROUP,
    decided_on=date(2026, 11, 23),
    reason="Another tool does this already",
    alternatives="A pilot",
    conflicts="None",
    conditions="None",
    assessments=("DPIA-7",),
    policies=("ideas@1.0#deciding",),
    evidence={"owner": "Head of Post"},
    published=True,
)


async def _ready(triage: TriageList, key: str = "form-1") -> Idea:
    kept = await submitted(triage, key)
    await triage.transition(kept.reference, Stage.SCREENING, by=OFFICER)
    ready = await triage.transition(kept.reference, Stage.READY, by=OFFICER)
    assert isinstance(ready, Idea)
    return ready


async def _dossier(triage: TriageList, ref: str) -> Dossier:
    dossier = await triage.idea(ref, reader=OFFICER, for_reviewer=True)
    assert dossier is not None
    return dossier


async def test_a_decision_is_kept_with_every_heading_and_moves_the_idea(
    triage: TriageList,
) -> None:
    ready = await _ready(triage)

    recorded = await triage.decide(
        ready.reference, DECLINE, by=OFFICER, version=ready.version, fingerprint="f9"
    )

    assert isinstance(recorded, Decision)
    assert recorded.reference == "D-2026-0001"
    assert recorded.deciding == DECLINE
    assert (recorded.recorded_by, recorded.fingerprint) == (OFFICER, "f9")
    dossier = await _dossier(triage, ready.reference)
    assert dossier.idea.stage is Stage.DECLINED
    assert dossier.decisions == (recorded,)
    assert [(move.before, move.after) for move in dossier.moves] == [
        (None, Stage.SUBMITTED),
        (Stage.SUBMITTED, Stage.SCREENING),
        (Stage.SCREENING, Stage.READY),
        (Stage.READY, Stage.DECLINED),
    ]
    assert dossier.moves[-1].reason == DECLINE.reason


async def test_of_two_who_decide_at_once_one_wins_and_the_other_sees_what_changed(
    triage: TriageList,
) -> None:
    ready = await _ready(triage)

    done = await asyncio.gather(
        *(
            triage.decide(ready.reference, DECLINE, by=OFFICER, version=ready.version)
            for _ in range(6)
        )
    )

    refused = [one for one in done if isinstance(one, Rejected)]
    assert len(refused) == 5
    for one in refused:
        assert one.because is RejectionReason.CHANGED
        assert one.idea is not None
        assert one.idea.stage is Stage.DECLINED


@pytest.mark.parametrize("statement", ["update decision set reason = 'Other'"])
async def test_the_database_itself_refuses_to_edit_a_decision(
    triage: TriageList, store: Store, statement: str
) -> None:
    ready = await _ready(triage)
    await triage.decide(ready.reference, DECLINE, by=OFFICER)

    with pytest.raises(DBAPIError, match="corrected by a later one"):
        async with store.writing() as unit:
            await unit.connection.execute(text(statement))


async def test_a_correction_points_back_and_leaves_the_first_record(triage: TriageList) -> None:
    ready = await _ready(triage)
    first = await triage.decide(ready.reference, DECLINE, by=OFFICER)
    assert isinstance(first, Decision)

    better = replace(DECLINE, reason="It is on the register", corrects=first.reference)
    second = await triage.decide(ready.reference, better, by=OFFICER)

    assert isinstance(second, Decision)
    assert second.deciding.corrects == first.reference
    dossier = await _dossier(triage, ready.reference)
    assert [one.deciding.reason for one in dossier.decisions] == [
        DECLINE.reason,
        "It is on the register",
    ]
    assert dossier.idea.stage is Stage.DECLINED


async def test_a_correction_of_another_ideas_decision_is_refused(triage: TriageList) -> None:
    one, two = await _ready(triage, "a"), await _ready(triage, "b")
    first = await triage.decide(one.reference, DECLINE, by=OFFICER)
    assert isinstance(first, Decision)

    refused = await triage.decide(
        two.reference, replace(DECLINE, corrects=first.reference), by=OFFICER
    )

    assert isinstance(refused, Rejected)
    assert refused.wrong == (FieldError("corrects", ErrorCode.UNKNOWN_CHOICE),)


@pytest.mark.parametrize(
    ("deciding", "wrong"),
    [
        (replace(DECLINE, reason=" "), FieldError("reason", ErrorCode.MISSING)),
        (replace(DECLINE, reason="x" * 2001), FieldError("reason", ErrorCode.TOO_LONG, 2000)),
        (
            replace(DECLINE, decided_on=date(2026, 11, 24)),
            FieldError("decided_on", ErrorCode.OUT_OF_RANGE),
        ),
        (replace(DECLINE, kind=DecisionKind.DEFER), FieldError("review_on", ErrorCode.MISSING)),
        (
            replace(DECLINE, kind=DecisionKind.DEFER, review_on=date(2026, 11, 23)),
            FieldError("review_on", ErrorCode.OUT_OF_RANGE),
        ),
        (
            replace(DECLINE, kind=DecisionKind.DUPLICATE),
            FieldError("duplicate_of", ErrorCode.MISSING),
        ),
        (
            replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of="AI-2026-0001"),
            FieldError("duplicate_of", ErrorCode.UNKNOWN_CHOICE),
        ),
    ],
)
async def test_a_decision_that_lacks_something_says_what(
    triage: TriageList, deciding: DecisionInput, wrong: FieldError
) -> None:
    ready = await _ready(triage)

    refused = await triage.decide(ready.reference, deciding, by=OFFICER)

    assert isinstance(refused, Rejected)
    assert (refused.because, refused.wrong) == (RejectionReason.INCOMPLETE, (wrong,))
    assert (await _dossier(triage, ready.reference)).idea == ready


async def test_a_deferral_says_when_the_idea_is_looked_at_again(triage: TriageList) -> None:
    ready = await _ready(triage)
    later = replace(DECLINE, kind=DecisionKind.DEFER, review_on=date(2027, 2, 1))

    await triage.decide(ready.reference, later, by=OFFICER)

    idea = (await _dossier(triage, ready.reference)).idea
    assert (idea.stage, idea.revisit_on) == (Stage.DEFERRED, date(2027, 2, 1))


async def test_a_duplicate_keeps_its_supports_and_tells_both_submitters(
    triage: TriageList,
) -> None:
    original = await _ready(triage, "a")
    repeated = await submitted(triage, "b", BEN)
    await triage.support(repeated.reference, by=OFFICER)
    for stage in (Stage.SCREENING, Stage.READY):
        await triage.transition(repeated.reference, stage, by=OFFICER)

    await triage.decide(
        repeated.reference,
        replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference),
        by=OFFICER,
    )

    assert (await _dossier(triage, repeated.reference)).idea.duplicate_of == original.reference
    supporters = {one.person for one in (await _dossier(triage, original.reference)).supports}
    assert supporters == {BEN, OFFICER}
    told = {
        person.id: [one.content["reference"] for one in await triage.notices.take_unseen(person)][
            -1
        ]
        for person in (ANN, BEN)
    }
    assert told == {"ann-id": original.reference, "ben-id": repeated.reference}


async def test_a_merge_of_a_merge_keeps_everybody_with_the_idea_that_goes_on(
    triage: TriageList,
) -> None:
    first = await _ready(triage, "a")
    second = await submitted(triage, "b", BEN)
    last = await submitted(triage, "c", OFFICER)
    for one in (second, last):
        for stage in (Stage.SCREENING, Stage.READY):
            await triage.transition(one.reference, stage, by=OFFICER)
    for one, into in ((second, first), (first, last)):
        repetition = replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=into.reference)
        assert isinstance(await triage.decide(one.reference, repetition, by=OFFICER), Decision)

    for one in (first, second):
        dossier = await _dossier(triage, one.reference)
        assert dossier.idea.duplicate_of == last.reference
    late = Person("tenant-1", "zoe-id", "Zoe")
    done = await triage.support(second.reference, by=late)
    assert isinstance(done, Supported)
    assert done.reference == last.reference
    supporters = {one.person for one in (await _dossier(triage, last.reference)).supports}
    assert {person.id for person in supporters} == {"ann-id", "ben-id", "zoe-id"}

    for person in (ANN, BEN, late):
        await triage.notices.take_unseen(person)
    await triage.decide(last.reference, DECLINE, by=OFFICER)
    for person in (ANN, BEN, late):
        (told,) = await triage.notices.take_unseen(person)
        assert told.content["reference"] == last.reference, f"{person.id} is told of it"
        assert ("reason" in told.content) is (person is not late), "written for who sent it in"


async def test_who_supports_an_idea_hears_of_its_decision_and_of_nothing_else(
    triage: TriageList,
) -> None:
    idea = await submitted(triage, "a")
    await triage.support(idea.reference, by=BEN)
    for stage in (Stage.SCREENING, Stage.READY):
        await triage.transition(idea.reference, stage, by=OFFICER)
    await triage.decide(idea.reference, replace(DECLINE, kind=DecisionKind.ASK), by=OFFICER)
    assert not await triage.notices.take_unseen(BEN)

    await triage.decide(idea.reference, DECLINE, by=OFFICER)

    (told,) = await triage.notices.take_unseen(BEN)
    reply = reply_of(told)
    assert reply is not None
    (said,) = reply.blocks
    assert isinstance(said, Text)
    assert said.text == f"The idea {idea.reference} that you support, “Sort the post”: declined."


async def test_whoever_supported_the_repetition_of_their_own_idea_does_not_support_their_own(
    triage: TriageList,
) -> None:
    original = await _ready(triage, "a")
    repeated = await submitted(triage, "b", BEN)
    await triage.support(repeated.reference, by=ANN)
    repetition = replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference)
    for stage in (Stage.SCREENING, Stage.READY):
        await triage.transition(repeated.reference, stage, by=OFFICER)
    await triage.decide(repeated.reference, repetition, by=OFFICER)

    supporters = [one.person for one in (await _dossier(triage, original.reference)).supports]
    assert supporters == [BEN], "its submitter, Ann, wants it anyway"


@pytest.mark.parametrize("kind", [DecisionKind.ASK, DecisionKind.ESCALATE])
async def test_asking_and_escalating_are_recorded_without_moving_the_idea(
    triage: TriageList, kind: DecisionKind
) -> None:
    kept = await submitted(triage)

    recorded = await triage.decide(kept.reference, replace(DECLINE, kind=kind), by=OFFICER)

    assert isinstance(recorded, Decision)
    dossier = await _dossier(triage, kept.reference)
    assert (dossier.idea.stage, dossier.idea.version) == (Stage.SUBMITTED, kept.version + 1)
    (notice,) = await triage.notices.take_unseen(ANN)
    assert notice.content["reason"] == DECLINE.reason


async def test_a_declined_idea_reopens_on_new_evidence(triage: TriageList) -> None:
    ready = await _ready(triage)
    await triage.decide(ready.reference, DECLINE, by=OFFICER)

    await triage.decide(ready.reference, replace(DECLINE, kind=DecisionKind.REOPEN), by=OFFICER)

    assert (await _dossier(triage, ready.reference)).idea.stage is Stage.SCREENING


async def test_an_officer_cannot_step_over_a_stage_or_decide_by_moving(
    triage: TriageList, clock: SetClock
) -> None:
    kept = await submitted(triage)

    for stage in (Stage.READY, Stage.PILOT, Stage.WITHDRAWN, Stage.SUBMITTED):
        refused = await triage.transition(kept.reference, stage, by=OFFICER)
        assert isinstance(refused, Rejected)
        assert refused.because is RejectionReason.NO_ARROW
    assert await triage.decide("AI-2026-9999", DECLINE, by=OFFICER) == Rejected(
        RejectionReason.UNKNOWN
    )


async def test_notes_for_reviewers_are_not_shown_to_the_submitter(triage: TriageList) -> None:
    kept = await submitted(triage)
    await triage.comment(kept.reference, "Check with legal", by=OFFICER)
    await triage.comment(kept.reference, "Which letters?", by=OFFICER, for_submitter=True)

    seen = await triage.idea(kept.reference, reader=ANN)

    assert seen is not None
    assert [note.text for note in seen.notes] == ["Which letters?"]
    assert len((await _dossier(triage, kept.reference)).notes) == 2
    (notice,) = await triage.notices.take_unseen(ANN)
    assert notice.content["reason"] == "Which letters?"
