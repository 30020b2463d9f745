"""A move leaves its mark in the idea, its history, the trail, the channel and with people."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from storage import Store
from storage.tables import audit, decision, move
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, HARMLESS, OFFICER, proposal, submitted
from triage.listing.board_service import Board
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Dossier, StageChange
from triage.model.outcomes import Submitted
from triage.model.stages import Stage
from triage.repository.notice_queue import Notice, NoticeKind
from triage.repository.person_numbers import number_of
from triage.repository.queries import get
from triage.repository.transitions import transition
from triage.triage_list import TriageList

CHANNEL = {"conversation": "19:x", "serviceUrl": "https://example.org"}
DECLINE = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 11, 23), "No need")


async def _dossier(triage: TriageList, ref: str) -> Dossier:
    dossier = await triage.idea(ref, reader=OFFICER, for_reviewer=True)
    assert dossier is not None
    return dossier


async def _trail(store: Store, action: str) -> list[tuple[str, str, Mapping[str, Any], str]]:
    """Who did it, to what, how, and on which policy set."""
    query = select(audit).where(audit.c.action == action).order_by(audit.c.seq)
    async with store.reading() as connection:
        rows = (await connection.execute(query)).all()
    return [(row.actor, row.subject, json.loads(row.detail), row.fingerprint) for row in rows]


async def _actor(store: Store) -> str:
    async with store.writing() as unit:
        return f"person:{await number_of(unit, OFFICER)}"


async def _card_of(triage: TriageList) -> str:
    """The reference of an idea whose card stands in the channel."""
    await triage.notices.save_channel_address("channel:steering", CHANNEL)
    kept = await submitted(triage)
    (new,) = await triage.notices.take_due()
    await triage.notices.mark_posted(new.id, "card-1")
    return kept.reference


async def test_a_move_is_in_the_idea_its_history_and_the_trail(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    clock.forward(hours=2)

    moved = await triage.transition(
        kept.reference, Stage.SCREENING, by=OFFICER, reason="Looking at it", fingerprint="f7"
    )

    assert moved == replace(kept, stage=Stage.SCREENING, stage_since=clock.now, version=2)
    last = (await _dossier(triage, kept.reference)).moves[-1]
    before, after = Stage.SUBMITTED, Stage.SCREENING
    assert last == StageChange(clock.now, before, after, "Looking at it", OFFICER)
    said = {"from": "submitted", "to": "screening"}
    assert await _trail(store, "idea.moved") == [(await _actor(store), kept.reference, said, "f7")]


async def test_the_card_in_the_channel_follows_a_move_and_its_taking_back(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    ref = await _card_of(triage)
    board = Board(store)

    acted = await board.move_on([ref], Stage.SCREENING, by=OFFICER)
    (shown,) = await triage.notices.take_due()
    assert (shown.kind, shown.replaces) == (NoticeKind.CARD, "card-1")
    await triage.notices.mark_delivered(shown.id)

    assert await board.take_back(acted.key, by=OFFICER)
    (again,) = await triage.notices.take_due()
    assert (again.kind, again.replaces) == (NoticeKind.CARD, "card-1")


async def test_a_move_that_was_taken_back_stands_in_history_and_trail_and_nobody_hears_of_it(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    clock.forward(hours=2)
    board = Board(store)
    acted = await board.move_on([kept.reference], Stage.SCREENING, by=OFFICER)
    clock.forward(seconds=30)

    assert await board.take_back(acted.key, by=OFFICER, fingerprint="f8")

    dossier = await _dossier(triage, kept.reference)
    assert dossier.idea == replace(kept, version=3), "since when it was there"
    back = dossier.moves[-1]
    assert (back.at, back.before, back.after) == (clock.now, Stage.SCREENING, Stage.SUBMITTED)
    assert (back.by, back.reason) == (OFFICER, "Taken back within a minute.")
    said = {"from": "screening", "to": "submitted"}
    assert await _trail(store, "idea.moved_back") == [
        (await _actor(store), kept.reference, said, "f8")
    ]
    clock.forward(minutes=2)
    assert await triage.notices.take_unseen(ANN) == ()


async def test_who_is_told_of_a_move_is_told_once_it_cannot_be_taken_back(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    await Board(store).move_on([kept.reference], Stage.SCREENING, by=OFFICER)

    clock.forward(seconds=59)
    assert await triage.notices.take_unseen(ANN) == ()
    clock.forward(seconds=2)
    (told,) = await triage.notices.take_unseen(ANN)
    assert told.kind is NoticeKind.MOVED


async def test_a_repetition_that_is_taken_back_repeats_nothing_any_more(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    original, repeated = await submitted(triage, "a"), await submitted(triage, "b", BEN)
    repetition = replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference)
    board = Board(store)
    acted = await board.join({repeated.reference: repetition}, by=OFFICER)
    assert (await _dossier(triage, repeated.reference)).idea.duplicate_of == original.reference

    assert await board.take_back(acted.key, by=OFFICER)

    back = (await _dossier(triage, repeated.reference)).idea
    assert (back.stage, back.duplicate_of) == (Stage.SUBMITTED, "")
    clock.forward(minutes=2)
    assert await triage.notices.take_unseen(ANN) == await triage.notices.take_unseen(BEN) == ()


async def _told(triage: TriageList, ref: str, *people: Any) -> list[Notice]:
    """What these people, who have been told what came before, are told when it is declined."""
    for person in people:
        await triage.notices.mark_delivered(
            *(one.id for one in await triage.notices.take_unseen(person))
        )
    assert isinstance(await triage.decide(ref, DECLINE, by=OFFICER), Decision)
    told = []
    for person in people:
        (one,) = await triage.notices.take_unseen(person)
        told.append(one)
    return told


async def test_a_submitter_reads_the_reason_and_a_supporter_what_became_of_it(
    triage: TriageList,
) -> None:
    kept = await submitted(triage)
    await triage.support(kept.reference, by=BEN)

    submitter, supporter = await _told(triage, kept.reference, ANN, BEN)

    became = {
        "reference": kept.reference,
        "title": "Sort the post",
        "before": "submitted",
        "after": "declined",
    }
    assert {submitter.kind, supporter.kind} == {NoticeKind.DECIDED}
    assert submitter.content == {**became, "reason": "No need"}
    assert supporter.content == {**became, "supported": True}
    assert (submitter.at, submitter.address) == (supporter.at, {})


async def test_whose_idea_was_joined_reads_the_reason_even_if_they_support_the_other(
    triage: TriageList,
) -> None:
    original, repeated = await submitted(triage, "a"), await submitted(triage, "b", BEN)
    repetition = replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference)
    assert isinstance(await triage.decide(repeated.reference, repetition, by=OFFICER), Decision)

    told = await _told(triage, original.reference, ANN, BEN)

    assert [one.content["reason"] for one in told] == ["No need", "No need"]


async def test_who_decides_on_what_they_support_is_not_told_of_it(triage: TriageList) -> None:
    kept = await submitted(triage)
    await triage.support(kept.reference, by=OFFICER)

    await triage.decide(kept.reference, DECLINE, by=OFFICER)

    assert await triage.notices.take_unseen(OFFICER) == ()


async def test_who_can_be_reached_is_told_there(triage: TriageList) -> None:
    kept = await submitted(triage)
    await triage.support(kept.reference, by=BEN)
    for person in (ANN, BEN):
        await triage.notices.save_address(person, {"conversation": person.id})
    await triage.notices.take_due()

    await triage.decide(kept.reference, DECLINE, by=OFFICER)

    places = {one.address["conversation"]: one.content for one in await triage.notices.take_due()}
    assert set(places) == {"ann-id", "ben-id"}
    assert "supported" in places["ben-id"]


async def test_a_move_without_a_reason_has_none(triage: TriageList, store: Store) -> None:
    done = await triage.submit(proposal(), by=ANN, key="k", screened=HARMLESS)
    assert isinstance(done, Submitted)

    last = (await _dossier(triage, done.idea.reference)).moves[-1]

    assert (last.after, last.reason) == (Stage.SCREENING, "")


async def test_a_move_names_the_decision_that_led_to_it_and_one_taken_back_its_correction(
    triage: TriageList, store: Store
) -> None:
    original, repeated = await submitted(triage, "a"), await submitted(triage, "b", BEN)
    repetition = replace(DECLINE, kind=DecisionKind.DUPLICATE, duplicate_of=original.reference)
    board = Board(store)
    acted = await board.join({repeated.reference: repetition}, by=OFFICER)
    assert await board.take_back(acted.key, by=OFFICER)

    query = (
        select(move.c.after, decision.c.kind)
        .outerjoin(decision, decision.c.id == move.c.decision_id)
        .order_by(move.c.id)
    )
    async with store.reading() as connection:
        led = [tuple(row) for row in (await connection.execute(query)).all()]

    assert led == [
        ("submitted", None),
        ("submitted", None),
        ("duplicate", "duplicate"),
        ("submitted", "reopen"),
    ]


async def test_nothing_is_moved_where_no_arrow_leads(triage: TriageList, store: Store) -> None:
    kept = await submitted(triage)

    async with store.writing() as unit:
        found = await get(unit.connection, kept.reference)
        with pytest.raises(ValueError, match="no arrow leads from submitted to closed"):
            await transition(unit, found, Stage.CLOSED, by=1)

    assert (await _dossier(triage, kept.reference)).idea == kept
