"""What is kept is kept for as long as the pages for the council say, and not a day longer."""

import asyncio
import json
import logging
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import Store, StoreError
from storage.answers.pauses import begin_pause, end_pause
from storage.engine.errors import DatabaseErrorKind
from storage.tables import audit
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, HARMLESS, OFFICER, proposal, submitted
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.privacy import retention
from triage.triage_list import TriageList

PERIODS = retention.periods()
DECLINE = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 11, 23), "No")

# The rows of the table in docs/ideas.md, by the kinds that they tell of.
TOLD_OF = {
    "drafts of forms": ["drafts"],
    "sign-ins to the pages, and the roles they gave": ["sessions", "sign-ins begun"],
    "once-only keys of forms": ["form keys"],
    "notices": ["notices"],
    "answers, gaps, feedback": ["answers", "gaps", "feedback"],
    "what was said of a gap: which role looks after it, what became of it": ["gaps followed up"],
    "addresses for notices": ["addresses"],
    "screenings without an idea": ["screenings"],
    "ideas that have ended": ["ideas"],
    "pauses of answering that have ended": ["pauses"],
    "closed records without an idea": ["records"],
}


def _told() -> Mapping[str, timedelta]:
    """How long each row of the table says; a year of six has a leap day in two of them."""
    page = (Path(__file__).parents[3] / "docs/ideas.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d+) (days|years) \|", page, re.M)
    days = {"days": 1.0, "years": 365.25}
    return {kind: timedelta(days=-(-int(many) * days[unit] // 1)) for kind, many, unit in rows}


def test_each_kind_is_kept_for_as_long_as_people_are_told() -> None:
    told = _told()

    assert set(told) == set(TOLD_OF)
    for row, kinds in TOLD_OF.items():
        for kind in kinds:
            assert PERIODS[kind] == told[row], kind
    assert set(PERIODS) == {kind for kinds in TOLD_OF.values() for kind in kinds}


def test_a_period_of_ones_own_takes_the_place_of_that_one_alone() -> None:
    assert retention.periods({"answers": 1}) == {**PERIODS, "answers": timedelta(days=1)}


@pytest.mark.parametrize(("kind", "days"), [("sandwiches", 3), ("ideas", 0), ("ideas", -1)])
def test_who_gives_a_period_that_makes_no_sense_reads_what_does(kind: str, days: int) -> None:
    with pytest.raises(ValueError, match=rf"^{kind}: give days, 1 or more, for one of drafts, a"):
        retention.periods({"drafts": 2, kind: days})


async def _trail(store: Store) -> list[tuple[str, str, str, Mapping[str, int]]]:
    removals = ("idea.removed", "retention.held")
    query = select(audit).where(audit.c.action.in_(removals)).order_by(audit.c.seq)
    async with store.reading() as connection:
        rows = (await connection.execute(query)).all()
    return [(row.actor, row.action, row.subject, json.loads(row.detail)) for row in rows]


async def test_the_trail_says_which_ideas_went_and_how_much_of_each_kind(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    await submitted(triage, "still looked at", BEN)
    await triage.decide(kept.reference, DECLINE, by=OFFICER)
    clock.forward(days=2193)

    removed = await retention.apply_retention(store, {"ideas": PERIODS["ideas"]}, by="shell")

    assert removed == {"ideas": 1, "people": 2}, "whoever sent it in and whoever declined it"
    assert await _trail(store) == [
        ("shell", "idea.removed", kept.reference, {}),
        ("shell", "retention.held", "all", {"ideas": 1, "people": 2}),
    ]


async def test_where_nothing_is_old_enough_the_trail_says_nothing(
    triage: TriageList, store: Store
) -> None:
    await submitted(triage)

    removed = await retention.apply_retention(store, PERIODS, by="job")

    assert removed == {**dict.fromkeys(PERIODS, 0), "people": 0}
    assert await _trail(store) == []


async def test_a_period_is_over_once_all_of_it_has_passed(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Half"})
    only = {"drafts": timedelta(days=14)}

    clock.forward(days=14)
    assert await retention.due(store, only) == {"drafts": 0}
    clock.forward(seconds=1)
    assert await retention.due(store, only) == {"drafts": 1}


async def test_an_idea_that_ended_is_kept_from_its_last_change(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    only = {"ideas": PERIODS["ideas"]}
    kept = await submitted(triage)
    clock.forward(days=2000)
    await triage.decide(kept.reference, DECLINE, by=OFFICER)

    for days, due in ((2192, 0), (1, 1)):
        clock.forward(days=days)
        assert await retention.due(store, only) == {"ideas": due}


async def test_a_pause_is_kept_from_its_end_and_one_that_lasts_for_as_long_as_it_does(
    store: Store, clock: SetClock
) -> None:
    only = {"pauses": timedelta(days=10)}
    async with store.writing() as unit:
        await begin_pause(unit, "all", "Look", "", by="shell")
    clock.forward(days=100)
    assert await retention.due(store, only) == {"pauses": 0}
    async with store.writing() as unit:
        await end_pause(unit, "all", by="shell")

    clock.forward(days=10)
    assert await retention.due(store, only) == {"pauses": 0}
    clock.forward(seconds=1)
    assert await retention.due(store, only) == {"pauses": 1}


async def test_a_screening_of_an_idea_goes_with_the_idea_and_not_by_itself(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await triage.submit(proposal(), by=ANN, key="k", screened=HARMLESS)
    await triage.save_screening(HARMLESS, by=ANN, key="s")
    clock.forward(days=2193)

    only = {"screenings": PERIODS["screenings"]}
    assert await retention.due(store, only) == {"screenings": 1}


async def test_an_address_goes_at_once_when_there_is_nothing_left_to_tell(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Half"})
    assert await triage.notices.save_address(ANN, {"conversation": "a:1"})
    only = {"addresses": PERIODS["addresses"]}

    assert await retention.due(store, only) == {"addresses": 0}
    await triage.drop_draft(ANN, "idea")
    assert await retention.due(store, only) == {"addresses": 1}


class Nights:
    """Stands for `asyncio.sleep`: says how long is waited, and ends the job at the last night."""

    def __init__(self, many: int) -> None:
        self.waited: list[float] = []
        self._many = many

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        if len(self.waited) == self._many:
            raise asyncio.CancelledError


async def test_the_job_holds_to_the_periods_day_after_day_and_after_a_fault_in_an_hour(
    triage: TriageList,
    store: Store,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Half"})
    clock.forward(days=15)
    held, fault = retention.apply_retention, StoreError(DatabaseErrorKind.BUSY, "here")
    faults = iter([None, fault, None])

    async def sometimes(store: Store, kept: Mapping[str, timedelta], by: str) -> Mapping[str, int]:
        if now := next(faults):
            raise now
        return await held(store, kept, by)

    nights = Nights(3)
    monkeypatch.setattr(retention, "apply_retention", sometimes)
    monkeypatch.setattr(asyncio, "sleep", nights)
    caplog.set_level(logging.INFO, retention.__name__)

    with pytest.raises(asyncio.CancelledError):
        await retention.daily(store, PERIODS)

    assert nights.waited == [86_400, 3_600, 86_400]
    assert caplog.messages == [
        "retention: 2 removed",
        f"retention could not be held to: {fault}",
        "retention: 0 removed",
    ]
    assert [one[:3] for one in await _trail(store)] == [("job", "retention.held", "all")]
