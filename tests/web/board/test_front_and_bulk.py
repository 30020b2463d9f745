"""The board opens on what waits for whoever looks; several ideas are dealt with at once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from storage import Store
from tests.databases import SetClock
from tests.triage.people import BEN
from tests.triage.people import OFFICER as SOMEBODY
from tests.web.board_site import AUDITOR, CHAIR, MEMBER, OFFICER, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.stages import Stage

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, tzinfo=UTC))


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock), headers=who))

    return come


def waits(page: Element) -> str:
    return page.one("section", **{"aria-labelledby": "waits"}).text


def chosen(page: Element) -> Element:
    return page.one("form", action="/board/chosen")


async def ideas(store: Store, clock: SetClock, count: int = 3) -> list[str]:
    return [
        (await sent_in(store, clock, key=f"k{n}", title=f"Idea number {n}")).reference
        for n in range(count)
    ]


async def lead_of(store: Store, ref: str) -> str:
    found = await TriageList(store).idea(ref, reader=SOMEBODY, for_reviewer=True)
    assert found
    return found.idea.lead.name if found.idea.lead else ""


async def test_the_board_opens_on_what_waits_for_the_role(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, *_ = await ideas(store, clock)
    await TriageList(store).transition(first, Stage.READY, by=BEN)

    chair = waits(await (await arrive(CHAIR)).open("/board"))
    assert "Ready to decide: 1" in chair
    assert "Idea number 0" in chair
    assert "To screen" not in chair
    officer = waits(await (await arrive(OFFICER)).open("/board"))
    assert "To screen: 2" in officer
    assert "Over 30 days in its state: 0" in officer
    assert "Nothing waits." in officer
    assert "What changed last: 3" in waits(await (await arrive(AUDITOR)).open("/board"))
    narrowed = await (await arrive(CHAIR)).open("/board?state=ready")
    assert not narrowed.all("section", **{"aria-labelledby": "waits"})


async def test_a_column_sorts_the_list_and_says_so(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await ideas(store, clock)
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board")
    assert page.one("a", href="/board?sort=title").text == "Idea"
    page = await visitor.open("/board?sort=title")
    assert page.one("th", **{"aria-sort": "ascending"}).text == "Idea"
    rows = [row.one("th").one("a").text for row in page.one("tbody").all("tr")]
    assert rows == sorted(rows)


async def test_several_ideas_are_looked_after_at_once_and_given_back_within_a_minute(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, second, third = await ideas(store, clock)
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board")
    page = await visitor.send(chosen(page), {"m.chosen": [first, second], "act": "assign"})

    assert "You look after the ideas that you chose." in page.one(id="done").text
    assert await lead_of(store, first) == await lead_of(store, second) == "Max Member"
    assert not await lead_of(store, third)
    page = await visitor.send(page.one("form", action="/board/undo"))
    assert "It is undone." in page.one(id="done").text
    assert not await lead_of(store, first)


async def test_undo_is_for_a_minute_and_for_whoever_did_it(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    (ref,) = await ideas(store, clock, 1)
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board")
    page = await visitor.send(chosen(page), {"m.chosen": [ref], "act": "assign"})
    form = page.one("form", action="/board/undo")
    key = form.one("input", name="undo").attributes["value"]
    other = await arrive(OFFICER)
    page = await other.post("/board/undo", [("token", "token Olga Officer"), ("undo", key)])
    assert "too late" in page.one(id="done").text
    clock.forward(minutes=2)
    page = await visitor.send(form)
    assert "too late" in page.one(id="done").text
    assert await lead_of(store, ref) == "Max Member"


async def test_only_what_can_be_is_marked_as_ready_and_nothing_chosen_does_nothing(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, second = await ideas(store, clock, 2)
    fresh = (await sent_in(store, clock, reply=None, key="fresh")).reference
    visitor = await arrive(OFFICER)
    page = await visitor.open("/board")
    await visitor.send(chosen(page), {"m.chosen": [first, second, fresh], "act": "ready"})

    stages = {one.reference: one.stage for one in await TriageList(store).ideas()}
    assert stages == {first: Stage.READY, second: Stage.READY, fresh: Stage.SUBMITTED}
    page = await visitor.send(chosen(await visitor.open("/board")), {"act": "ready"})
    assert "Nothing was chosen" in page.one(id="done").text


async def test_an_auditor_is_offered_nothing_that_they_may_not_do(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await ideas(store, clock, 1)
    auditor = await arrive(AUDITOR)
    page = await auditor.open("/board")
    assert not page.all("input", type="checkbox")
    await auditor.post("/board/chosen", [("token", "token Ada Auditor")], status=403)
