"""Half past midnight in July, when the United Kingdom is a day ahead of UTC: every page, paper and
table says the council's day, and rules about today go by it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.messages.formats import format_day
from storage import Store
from tests.databases import SetClock
from tests.triage.people import BEN
from tests.web.board_site import CHAIR, board_site, sent_in
from triage import TriageList
from triage.export.spreadsheet import HEADINGS
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Idea
from triage.model.stages import Stage

MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
ITS_DAY = "1 July 2026"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MIDNIGHT)


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


async def test_pages_papers_and_tables_agree_on_the_day_and_tables_say_the_zone(
    store: Store, clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    idea = await sent_in(store, clock)
    client = await aiohttp_client(board_site(store, clock), headers=CHAIR)

    for path in (f"/board/{idea.reference}", "/papers/agenda"):
        page = await (await client.get(path)).text()
        assert ITS_DAY in page, path
        assert "30 June 2026" not in page, path

    table = await (await client.get("/board/ideas.csv")).text()
    assert "2026-07-01 00:30 BST" in table
    assert "2026-06-30" not in table
    book = await (await client.get("/board/ideas.xlsx")).read()
    sheet = openpyxl.load_workbook(BytesIO(book))["Ideas"]
    at = HEADINGS.index("submitted_at") + 1
    assert sheet.cell(2, at).value == "2026-07-01 00:30 BST"


async def test_in_winter_the_zone_is_greenwich_time(
    store: Store, clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    clock.now = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    await sent_in(store, clock)
    client = await aiohttp_client(board_site(store, clock), headers=CHAIR)
    assert "2026-12-01 09:30 GMT" in await (await client.get("/board/ideas.csv")).text()


async def test_a_decision_of_that_day_is_taken_and_one_of_the_next_is_not(
    store: Store, clock: SetClock
) -> None:
    triage = TriageList(store)
    for day, accepted in ((date(2026, 7, 2), False), (date(2026, 7, 1), True)):
        sent = await sent_in(store, clock, key=str(day), title=f"Of {day}")
        idea = await triage.transition(sent.reference, Stage.READY, by=BEN)
        assert isinstance(idea, Idea)
        deciding = DecisionInput(
            kind=DecisionKind.DECLINE,
            maker=Authority.STEERING_GROUP,
            decided_on=day,
            reason="There is no need.",
            policies=("ideas@1.0#idea-triage",),
        )
        done = await triage.decide(idea.reference, deciding, by=BEN, version=idea.version)
        assert isinstance(done, Decision) is accepted, done


def test_a_moment_is_written_as_the_day_of_the_council() -> None:
    assert format_day(MIDNIGHT) == ITS_DAY
    assert format_day(MIDNIGHT.date()) == "30 June 2026"
