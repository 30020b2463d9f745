"""Notices: each once, also among several replicas, and never lost."""

import asyncio

import pytest
from sqlalchemy import select

import storage
from storage import Store
from storage.tables import notice
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.model.stages import Stage
from triage.repository.notice_queue import NoticeKind
from triage.triage_list import TriageList

ADDRESS = {"conversation": "19:x", "serviceUrl": "https://example.org"}


@pytest.fixture
async def moved(triage: TriageList) -> str:
    """The reference of an idea of Ann's that an officer has moved."""
    kept = await submitted(triage)
    await triage.transition(kept.reference, Stage.SCREENING, by=OFFICER, reason="Looking at it")
    return kept.reference


async def test_a_submitter_who_can_be_reached_is_told_once(triage: TriageList, moved: str) -> None:
    await triage.notices.save_address(ANN, ADDRESS)

    (notice,) = await triage.notices.take_due()

    assert (notice.kind, notice.address) == (NoticeKind.MOVED, ADDRESS)
    assert notice.content == {
        "reference": moved,
        "title": "Sort the post",
        "before": "submitted",
        "after": "screening",
        "reason": "Looking at it",
    }
    await triage.notices.mark_delivered(notice.id)
    assert await triage.notices.take_due() == ()
    assert await triage.notices.take_unseen(ANN) == ()


async def test_a_submitter_is_not_told_of_what_they_did_themselves(triage: TriageList) -> None:
    kept = await submitted(triage)
    await triage.withdraw(kept.reference, by=ANN)

    assert await triage.notices.take_unseen(ANN) == ()


async def test_a_notice_that_nobody_can_be_sent_waits_for_the_next_chat(
    triage: TriageList, moved: str
) -> None:
    assert await triage.notices.take_due() == ()

    (notice,) = await triage.notices.take_unseen(ANN)
    await triage.notices.mark_delivered(notice.id)

    assert notice.content["reference"] == moved
    assert await triage.notices.take_unseen(ANN) == ()


async def test_an_undeliverable_notice_is_kept_and_shown_at_the_next_chat(
    triage: TriageList, moved: str, clock: SetClock
) -> None:
    await triage.notices.save_address(ANN, ADDRESS)
    (notice,) = await triage.notices.take_due()

    await triage.notices.give_up(notice.id, "403 BotBlockedByUser")
    clock.forward(days=3)

    assert await triage.notices.take_due() == ()
    (shown,) = await triage.notices.take_unseen(ANN)
    assert shown.id == notice.id
    assert await triage.notices.take_unseen(BEN) == ()


async def test_a_notice_that_was_put_off_comes_again_when_it_is_time(
    triage: TriageList, moved: str, clock: SetClock
) -> None:
    await triage.notices.save_address(ANN, ADDRESS)
    (notice,) = await triage.notices.take_due()
    clock.forward(seconds=10)
    await triage.notices.postpone(notice.id, clock.now.replace(minute=50), "429")

    assert await triage.notices.take_due() == ()
    clock.forward(minutes=20)
    (again,) = await triage.notices.take_due()
    assert again.id == notice.id


async def test_a_notice_whose_sender_died_is_not_sent_twice_but_shown(
    triage: TriageList, moved: str, clock: SetClock
) -> None:
    await triage.notices.save_address(ANN, ADDRESS)
    (notice,) = await triage.notices.take_due()
    assert await triage.notices.take_unseen(ANN) == ()

    clock.forward(minutes=6)

    assert await triage.notices.take_due() == ()
    assert [one.id for one in await triage.notices.take_unseen(ANN)] == [notice.id]


async def test_several_replicas_never_take_the_same_notice(
    database: str, triage: TriageList, clock: SetClock
) -> None:
    await triage.notices.save_channel_address("channel:steering", ADDRESS)
    for number in range(20):
        await submitted(triage, f"form-{number}")
    replicas = [await storage.open(database, clock) for _ in range(4)]

    taken = await asyncio.gather(
        *(TriageList(replica).notices.take_due() for replica in replicas for _ in range(3))
    )

    ids = [notice.id for notices in taken for notice in notices]
    assert len(ids) == len(set(ids)) == 20
    for replica in replicas:
        await replica.close()


async def test_a_new_idea_is_announced_in_the_channel_only_if_one_is_set(
    store: Store, triage: TriageList
) -> None:
    await TriageList(store).notices.save_channel_address("channel:steering", ADDRESS)
    await submitted(TriageList(store), "quiet")
    assert await triage.notices.take_due() == ()

    kept = await submitted(triage, "loud")

    (notice,) = await triage.notices.take_due()
    assert notice.kind is NoticeKind.NEW_IDEA
    assert notice.content["reference"] == kept.reference


async def test_a_change_of_a_card_that_was_taken_and_never_sent_is_given_out_again(
    store: Store, clock: SetClock
) -> None:
    """Whoever took it was killed, say. A card can be changed twice; a message is not sent twice."""
    triage = TriageList(store, "channel:x")
    await triage.notices.save_channel_address("channel:x", ADDRESS)
    kept = await submitted(triage)
    (new,) = await triage.notices.take_due()
    await triage.notices.mark_posted(new.id, "card-1")
    await triage.transition(kept.reference, Stage.SCREENING, by=OFFICER)
    (first,) = await triage.notices.take_due()
    assert (first.kind, first.replaces) == (NoticeKind.CARD, "card-1")
    assert await triage.notices.take_due() == ()
    clock.forward(minutes=6)
    assert await triage.notices.are_due()
    (again,) = await triage.notices.take_due()
    assert again.id == first.id
    await triage.notices.mark_delivered(again.id)
    clock.forward(minutes=6)
    assert not await triage.notices.are_due()


async def test_a_notice_that_was_shown_does_not_say_at_which_moment(
    triage: TriageList, moved: str, clock: SetClock
) -> None:
    written = clock.now
    clock.forward(days=1, hours=2, minutes=7)
    (shown,) = await triage.notices.take_unseen(ANN)
    await triage.notices.mark_delivered(shown.id)
    async with triage.store.reading() as connection:
        row = (await connection.execute(select(notice).where(notice.c.id == shown.id))).one()
    assert row.due_at == written
    assert row.done_at == clock.now.replace(hour=0, minute=0)
