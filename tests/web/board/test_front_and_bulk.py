"""The board opens on what waits for whoever looks; several ideas are dealt with at once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient
from sqlalchemy import select

from storage import Store
from storage.tables import board_view
from tests.databases import SetClock
from tests.triage.people import ANN, BEN
from tests.triage.people import OFFICER as OLGA
from tests.web.board_site import AUDITOR, CHAIR, MEMBER, OFFICER, board_site, sent_in
from tests.web.visitor import Element, Visitor, fields
from triage import TriageList
from triage.model.stages import Stage
from triage.privacy import subject_access
from triage.repository.board_views import BoardViews
from triage.repository.notice_queue import NoticeKind

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
    found = await TriageList(store).idea(ref, reader=OLGA, for_reviewer=True)
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


async def stages_of(store: Store) -> dict[str, Stage]:
    return {one.reference: one.stage for one in await TriageList(store).ideas()}


async def told(store: Store) -> list[NoticeKind]:
    """What the submitter of all of them would be told now."""
    return [one.kind for one in await TriageList(store).notices.take_unseen(ANN)]


async def test_marking_as_ready_is_taken_back_and_nobody_hears_of_it(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, second = await ideas(store, clock, 2)
    visitor = await arrive(MEMBER)
    page = await visitor.open("/board")
    page = await visitor.send(chosen(page), {"m.chosen": [first, second], "act": "ready"})
    assert "told in a minute, unless you undo it" in page.one(id="done").text
    assert await told(store) == [], "held for the minute"
    undo = page.one("form", action="/board/undo")
    page = await visitor.send(undo)

    assert "It is undone." in page.one(id="done").text
    assert set((await stages_of(store)).values()) == {Stage.SCREENING}
    clock.forward(minutes=2)
    assert await told(store) == []
    page = await visitor.send(undo)
    assert "too late" in page.one(id="done").text, "it cannot be taken back twice"


async def test_what_is_not_taken_back_is_told_after_the_minute(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    (ref,) = await ideas(store, clock, 1)
    visitor = await arrive(MEMBER)
    page = await visitor.open(f"/board/{ref}")
    page = await visitor.send(page.one("form", action=f"/board/{ref}/move"))
    assert page.one("h1").text == "Idea number 0"
    assert page.all("form", action="/board/undo")
    assert await told(store) == []
    clock.forward(seconds=61)
    assert await told(store) == [NoticeKind.MOVED]


async def test_one_idea_that_was_moved_on_is_put_back_where_it_stood(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    (ref,) = await ideas(store, clock, 1)
    since = (await TriageList(store).ideas())[0].stage_since
    clock.forward(hours=5)
    visitor = await arrive(MEMBER)
    page = await visitor.open(f"/board/{ref}")
    page = await visitor.send(page.one("form", action=f"/board/{ref}/move"))
    page = await visitor.send(page.one("form", action="/board/undo"))

    assert "It is undone." in page.one(id="done").text
    (idea,) = await TriageList(store).ideas()
    assert (idea.stage, idea.stage_since) == (Stage.SCREENING, since)
    assert "Taken back within a minute." in page.text, "the history says so"


async def test_repeats_are_joined_at_once_and_people_follow_to_the_one_that_goes_on(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, second, third = await ideas(store, clock)
    await TriageList(store).support(third, by=BEN)
    await TriageList(store).support(second, by=OLGA)
    visitor = await arrive(OFFICER)
    page = await visitor.open("/board")
    ticked = [("m.chosen", third), ("m.chosen", second), ("into", first)]
    page = await visitor.post("/board/joined", [*fields(chosen(page)), *ticked])

    assert "joined to the idea that goes on" in page.one(id="done").text
    stages = await stages_of(store)
    assert (stages[second], stages[third]) == (Stage.DUPLICATE, Stage.DUPLICATE)
    kept = await TriageList(store).idea(first, reader=OLGA, for_reviewer=True)
    assert kept
    assert {one.person.name for one in kept.supports} == {BEN.name, OLGA.name}
    assert await told(store) == []

    page = await visitor.send(page.one("form", action="/board/undo"))
    assert "It is undone." in page.one(id="done").text
    assert set((await stages_of(store)).values()) == {Stage.SCREENING}
    kept = await TriageList(store).idea(first, reader=OLGA, for_reviewer=True)
    assert kept
    assert not kept.supports
    back = await TriageList(store).idea(second, reader=OLGA, for_reviewer=True)
    assert back
    assert not back.idea.duplicate_of
    assert len(back.supports) == 1
    joined, corrected = back.decisions
    assert corrected.deciding.corrects == joined.reference, "a record is never edited"
    clock.forward(minutes=2)
    assert await told(store) == []


async def test_without_a_choice_the_oldest_goes_on_and_later_repeats_follow(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    first, second, third = await ideas(store, clock)
    visitor = await arrive(CHAIR)
    token = ("token", "token Cleo Chair")
    await visitor.post("/board/joined", [token, ("m.chosen", third), ("m.chosen", second)])
    await visitor.post("/board/joined", [token, ("m.chosen", second), ("m.chosen", first)])
    clock.forward(minutes=2)

    last = await TriageList(store).idea(third, reader=OLGA, for_reviewer=True)
    assert last
    assert last.idea.duplicate_of == first
    page = await visitor.post("/board/joined", [token, ("m.chosen", third), ("into", first)])
    assert "None of them could be joined" in page.one(id="done").text
    member = await arrive(MEMBER)
    assert not (await member.open("/board")).all("select", id="into"), "not theirs to decide"
    await member.post("/board/joined", [("token", "token Max Member")], status=403)


async def test_a_view_is_kept_under_a_name_and_taken_off_again(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await ideas(store, clock, 1)
    auditor = await arrive(AUDITOR)
    page = await auditor.open("/board?state=screening&q=number&sort=title&page=3")
    page = await auditor.send(page.one("form", action="/board/views"), {"name": " My  view "})

    assert "kept among yours" in page.one(id="done").text
    link = page.one("nav", **{"aria-label": "Your views"}).one("a")
    assert link.text == "My view"
    assert link.attributes["href"] == "/board?state=screening&q=number&sort=title"
    assert "Idea number 0" in (await auditor.open(link.attributes["href"])).text
    other = await (await arrive(CHAIR)).open("/board")
    assert not other.all("nav", **{"aria-label": "Your views"})
    page = await auditor.open("/board")
    page = await auditor.send(page.one("form", action="/board/views/remove"))
    assert not page.all("nav", **{"aria-label": "Your views"})
    wrong = [("token", "token Ada Auditor"), ("view", "state=x&n=<b>"), ("name", "n" * 121)]
    page = await auditor.post("/board/views", wrong)
    assert "was not kept" in page.one(id="done").text


async def test_kept_views_are_handed_out_and_go_with_the_person(store: Store) -> None:
    views = BoardViews(store)
    assert await views.keep(ANN, "Mine", "state=ready")
    assert await views.keep(ANN, "Mine", "state=pilot")
    assert await views.of(ANN) == (("Mine", "state=pilot"),)
    async with store.writing() as unit:
        (who,) = await subject_access.people_with_id(unit.connection, ANN.id, "")
        handed = await subject_access.export_person(unit.connection, who)
        await subject_access.erase_person(unit, who, "system")
        left = (await unit.connection.execute(select(board_view))).all()

    assert [one["query"] for one in handed["board_views"]] == ["state=pilot"]
    assert not left


async def test_likelihood_and_impact_are_chosen_on_a_scale_with_its_meaning(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    (ref,) = await ideas(store, clock, 1)
    page = await (await arrive(MEMBER)).open(f"/board/{ref}/scores")
    for name, lowest, highest in (
        ("likelihood", "1: very unlikely", "5: almost certain"),
        ("residual_impact", "1: hardly any harm", "5: very grave harm"),
    ):
        boxes = page.all("input", name=f"v.{name}", type="radio")
        said = {label.attributes["for"]: label.text for label in page.all("label")}
        steps = [said[one.attributes["id"]] for one in boxes]
        assert (steps[0], steps[4]) == (lowest, highest)


async def test_an_auditor_is_offered_nothing_that_they_may_not_do(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    await ideas(store, clock, 1)
    auditor = await arrive(AUDITOR)
    page = await auditor.open("/board")
    assert not page.all("input", type="checkbox")
    await auditor.post("/board/chosen", [("token", "token Ada Auditor")], status=403)
