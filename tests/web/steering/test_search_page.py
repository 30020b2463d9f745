"""One search over everything that whoever searches may open."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from storage import Store
from tests.databases import SetClock
from tests.triage.people import OFFICER
from tests.triage.records.test_records import RISK
from tests.web.board_site import MEMBER, STAFF, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.records import SCHEMAS, RecordRepository

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock), headers=who))

    return come


async def on_record(store: Store, clock: SetClock) -> str:
    idea = await sent_in(store, clock, title="Read the gas meters")
    no = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 9, 30), "No")
    await TriageList(store).decide(idea.reference, no, by=OFFICER)
    await RecordRepository(store).add(
        SCHEMAS["risk"], {**RISK, "title": "Meters are misread"}, by=OFFICER
    )
    return idea.reference


def kinds(page: Element) -> list[str]:
    return [one.text for one in page.one("main").all("h2")]


async def test_everything_is_found_from_one_box_by_kind(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await on_record(store, clock)
    member = await arrive(MEMBER)
    page = await member.open("/search?q=meters")

    assert kinds(page)[:3] == ["Ideas", "Decisions", "Records"]
    for address in (f"/board/{ref}", "/decisions/D-2026-0001", "/records/R-2026-0001"):
        assert page.all("a", href=address), address
    assert "Papers" in kinds(await member.open("/search?q=quarterly"))
    assert "Policies and tools" in kinds(await member.open("/search?q=scribe"))
    assert page.all("input", id="find"), "every page has the box"


async def test_a_reference_leads_to_what_it_names(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await on_record(store, clock)
    page = await (await arrive(MEMBER)).open("/search?q=d 2026 1")
    assert page.one("h1").text == "Decision record D-2026-0001"


async def test_that_nothing_is_found_is_said(arrive: Arrive) -> None:
    page = await (await arrive(MEMBER)).open("/search?q=zzyzx")
    assert "Nothing found for “zzyzx”" in page.one(role="status").text
    long = await (await arrive(MEMBER)).client.get("/search?q=" + "x" * 201)
    assert long.status == 422


async def test_staff_find_policies_and_nothing_that_they_may_not_open(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await on_record(store, clock)
    staff = await arrive(STAFF)
    page = await staff.open("/search?q=meters")
    assert not {"Ideas", "Decisions", "Records", "Papers"} & set(kinds(page))
    page = await staff.open("/search?q=D-2026-0001")
    assert page.one("h1").text == "Search", "the reference is not given away"
