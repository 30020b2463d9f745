"""What people are told by the calendar: each of it once, and nobody at night."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.notifications.notice_text import reply_of
from bot.notifications.scheduled_notifications import notify_due
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from knowledge import Library
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.triage.people import proposal
from triage.repository.notice_queue import Notice, NoticeKind
from triage.repository.preferences import Preferences
from triage.triage_list import TriageList

ANN = Person("tenant", "ann", "Ann")
STEERING = "channel:steering"


def morning(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(morning("2026-10-26"))


@pytest.fixture
def library(tmp_path: Path, clock: SetClock) -> Library:
    return Library.load(copy_of_the_sound_set(tmp_path), clock=clock, meaning=False)


@pytest.fixture
async def ideas(store: Store) -> TriageList:
    """A list whose steering group and Ann, who has chosen a language, can be reached."""
    ideas = TriageList(store, STEERING)
    await Preferences(store).choose_language(ANN, "en-GB")
    await ideas.notices.save_address(ANN, {"conversation": "a:1"})
    await ideas.notices.save_channel_address(STEERING, {"conversation": "19:x"})
    return ideas


async def told(ideas: TriageList, kind: NoticeKind) -> Sequence[Notice]:
    return [notice for notice in await ideas.notices.take_due() if notice.kind is kind]


async def test_whoever_follows_a_policy_is_told_once_when_its_next_version_has_begun(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    await Preferences(store).follow(ANN, "policy:meetings", "2.0")
    await notify_due(store, library, "")
    assert await ideas.notices.take_due() == ()

    clock.now = morning("2026-11-02")
    for _ in range(2):
        await notify_due(store, library, "")
    (notice,) = await ideas.notices.take_due()
    reply = reply_of(notice)
    assert reply is not None
    assert notice.place.startswith("person:")
    assert "Meetings and recordings has changed: version 3.0 is in force from 2 November 2026" in (
        alternative(reply)
    )
    assert "what changed in Meetings and recordings since 1 November 2026" in alternative(reply)


async def test_reminders_come_60_and_14_days_before_a_review_and_each_once(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    await Preferences(store).follow(ANN, "upkeep", "")
    first, second = {"2026-10-31": 0, "2026-11-01": 1}, {"2026-12-16": 0, "2026-12-17": 1}
    days = {**first, "2026-11-20": 0, **second, "2026-12-30": 0}
    for day, expected in days.items():  # the review of the data policy is due on 31 December
        clock.now = morning(day)
        for _ in range(2):
            await notify_due(store, library, STEERING)
        found = await told(ideas, NoticeKind.UPKEEP_DUE)
        places = [one.place for one in found if one.content["due"] == "2026-12-31"]
        assert len(places) == 2 * expected, day
        assert (STEERING in places) is bool(expected)


async def test_a_service_that_was_down_on_the_day_reminds_afterwards(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    clock.now = morning("2026-12-21")
    await notify_due(store, library, STEERING)

    replies = [reply_of(one) for one in await told(ideas, NoticeKind.UPKEEP_DUE)]
    assert any(
        "is due in 10 days, on 31 December 2026" in alternative(one) for one in replies if one
    )


async def test_the_steering_group_gets_its_week_once_in_figures_without_names(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    await ideas.submit(proposal(), by=ANN, key="k")
    clock.forward(days=7)
    for _ in range(3):
        await notify_due(store, library, STEERING)
        clock.forward(hours=1)
    (notice,) = await told(ideas, NoticeKind.WEEK)
    reply = reply_of(notice)
    assert reply is not None
    assert "The week in ideas, 26 October 2026 to 2 November 2026." in alternative(reply)

    clock.forward(days=7)
    await notify_due(store, library, STEERING)
    assert len(await told(ideas, NoticeKind.WEEK)) == 1


async def test_a_week_in_which_nothing_happened_and_nothing_waits_is_not_told(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    """A fresh channel that gets a table of noughts every week is soon muted."""
    for _ in range(3):
        await notify_due(store, library, STEERING)
        clock.forward(days=7)

    assert await told(ideas, NoticeKind.WEEK) == []


async def test_what_happens_after_a_quiet_week_is_told_with_its_own_week(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    await notify_due(store, library, STEERING)
    clock.forward(days=2)
    await ideas.submit(proposal(), by=ANN, key="k")
    await notify_due(store, library, STEERING)
    assert await told(ideas, NoticeKind.WEEK) == []

    clock.forward(days=5)
    await notify_due(store, library, STEERING)
    (notice,) = await told(ideas, NoticeKind.WEEK)
    assert (notice.content["ideas"], notice.content["waiting"]) == (1, 1)


@pytest.mark.parametrize(
    ("moment", "is_told"),
    [
        ("2026-11-01T03:00", False),
        ("2026-11-01T07:59:59", False),
        ("2026-11-01T08:00", True),
        ("2026-11-01T17:59:59", True),
        ("2026-11-01T18:00", False),
        ("2026-07-13T06:59:59", False),  # summer: an hour later on the clocks that people read
        ("2026-07-13T07:00", True),
        ("2026-07-13T16:59:59", True),
        ("2026-07-13T17:00", False),
    ],
)
async def test_nobody_is_told_anything_outside_eight_to_six(
    store: Store,
    library: Library,
    clock: SetClock,
    ideas: TriageList,
    *,
    moment: str,
    is_told: bool,
) -> None:
    await Preferences(store).follow(ANN, "policy:meetings", "1.0")
    clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    await notify_due(store, library, "")

    assert bool(await ideas.notices.take_due()) is is_told


async def test_what_could_not_be_sent_is_kept_for_the_next_chat(
    store: Store, library: Library, clock: SetClock, ideas: TriageList
) -> None:
    await Preferences(store).follow(ANN, "policy:meetings", "1.0")
    await notify_due(store, library, "")
    (notice,) = await ideas.notices.take_due()
    await ideas.notices.give_up(notice.id, "blocked (403)")

    assert [one.id for one in await ideas.notices.take_unseen(ANN)] == [notice.id]
