"""What the board's forms say: what was done, what somebody else did meanwhile, clauses by name."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from storage import Store
from tests.databases import SetClock
from tests.triage.people import BEN
from tests.web.board_site import CHAIR, MEMBER, OFFICER, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.screening_rules import ScreeningReply
from triage.model.stages import Stage

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
REF = re.compile(r"[a-z-]+@\d+\.\d+")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    site = board_site(store, clock)

    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(site, headers=who))

    return come


@pytest.fixture
async def ready(store: Store, clock: SetClock) -> str:
    idea = await sent_in(store, clock)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    return idea.reference


def form_of(page: Element) -> Element:
    return next(form for form in page.all("form", method="post") if form.all("button"))


def said(page: Element) -> str:
    return " ".join(" ".join(page.one("main")._texts()).split())


DECLINED: Mapping[str, str | list[str]] = {
    "v.reason": "Not now", "v.conflicts": "None declared", "m.policies": ["data@1.0#checking"]
}  # fmt: skip


async def test_the_page_after_a_form_says_what_was_done_to_who_did_it_and_for_a_moment(
    arrive: Arrive, ready: str, clock: SetClock
) -> None:
    visitor = await arrive(MEMBER)
    page = await visitor.open(f"/board/{ready}/note")
    page = await visitor.send(form_of(page), {"v.text": "Looks good"})
    status = page.one(role="status")
    assert status.text == "What you wrote is kept. Notes"
    assert (status.attributes["id"], status.attributes["tabindex"]) == ("done", "-1")
    assert visitor.response is not None
    address = str(visitor.response.url.relative())

    assert not (await (await arrive(CHAIR)).open(address)).all(role="status")
    assert not (await visitor.open(address.replace("note.", "scores."))).all(role="status")
    clock.forward(minutes=2)
    assert not (await visitor.open(address)).all(role="status")


async def test_after_a_decision_its_record_says_that_it_is_recorded(
    arrive: Arrive, ready: str
) -> None:
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{ready}/decide/decline")
    page = await visitor.send(form_of(page), DECLINED)
    page = await visitor.send(form_of(page))

    assert "The decision is recorded" in page.one(role="status").text


@pytest.mark.parametrize("made_up", ["", "note", "note.1.x", "note.9999999999999.x", "note.².x"])
async def test_an_address_that_was_made_up_says_nothing(
    arrive: Arrive, ready: str, made_up: str
) -> None:
    page = await (await arrive(CHAIR)).open(f"/board/{ready}?done={made_up}")

    assert not page.all(role="status")


async def test_a_score_can_be_taken_back(arrive: Arrive, ready: str) -> None:
    visitor = await arrive(MEMBER)
    page = await visitor.open(f"/board/{ready}/scores")
    page = await visitor.send(form_of(page), {"v.ease": "4"})
    assert "4 of 5" in said(page)
    page = await visitor.open(f"/board/{ready}/scores")
    page = await visitor.send(form_of(page), {"v.ease": ""})

    assert "Ease not scored yet" in said(page)
    assert "Ease: 4 → nothing" in said(page)


async def test_a_decision_made_meanwhile_is_the_heading_and_what_was_typed_stays(
    arrive: Arrive, ready: str, clock: SetClock
) -> None:
    chair, officer = await arrive(CHAIR), await arrive(OFFICER)
    theirs = form_of(await chair.open(f"/board/{ready}/decide/decline"))
    mine = form_of(await officer.open(f"/board/{ready}/decide/scan"))
    clock.forward(minutes=1)
    await chair.send(form_of(await chair.send(theirs, DECLINED)))
    page = await officer.send(mine, {**DECLINED, "v.reason": "Let us watch it"}, 409)

    assert page.one("h1").text == f"Somebody else has decided on {ready} meanwhile"
    assert page.one("title").text.startswith("Somebody else has decided")
    assert f"/board/{ready}" in {a.attributes["href"] for a in page.one("main").all("a")}
    assert "Cleo Chair" in page.one("section", **{"aria-labelledby": "changed"}).text
    assert page.one("textarea", name="v.reason").text == "Let us watch it"
    assert not page.one("main").all("button"), "it cannot be decided like this any more"


async def test_scores_changed_meanwhile_are_told_with_what_was_typed(
    arrive: Arrive, ready: str, clock: SetClock
) -> None:
    first, second = await arrive(MEMBER), await arrive(OFFICER)
    theirs = form_of(await first.open(f"/board/{ready}/scores"))
    mine = form_of(await second.open(f"/board/{ready}/scores"))
    clock.forward(minutes=1)
    await first.send(theirs, {"v.ease": "2"})
    page = await second.send(mine, {"v.ease": "5"}, 409)

    assert page.one("h1").text == f"Somebody else has changed {ready} meanwhile"
    assert "Ease: nothing → 2" in said(page)
    page = await second.send(form_of(page))
    assert "5 of 5" in said(page)


async def test_mending_a_slip_does_not_write_over_what_somebody_changed_meanwhile(
    arrive: Arrive, ready: str, clock: SetClock
) -> None:
    first, second = await arrive(MEMBER), await arrive(OFFICER)
    theirs = form_of(await first.open(f"/board/{ready}/scores"))
    mine = form_of(await second.open(f"/board/{ready}/scores"))
    clock.forward(minutes=1)
    await first.send(theirs, {"v.ease": "2"})
    page = await second.send(mine, {"v.ease": "9"}, 422)
    page = await second.send(form_of(page), {"v.ease": "5"}, 409)

    assert "Ease: nothing → 2" in said(page)


@pytest.mark.parametrize("how", ["move", "form"])
async def test_what_cannot_be_done_any_more_leads_back_to_the_idea(
    arrive: Arrive, store: Store, clock: SetClock, how: str
) -> None:
    idea = await sent_in(store, clock)
    chair = await arrive(CHAIR)
    page = await chair.open(f"/board/{idea.reference}")
    clock.forward(minutes=1)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    if how == "move":
        page = await chair.send(form_of(page), status=409)
        assert page.one("h1").text == f"Somebody else has changed {idea.reference} meanwhile"
    else:
        path = f"/board/{idea.reference}/decide/scale"
        page = await chair._arrive(await chair.client.get(path), 409)
        assert "cannot be decided on like this now" in page.one("h1").text
    assert "to Ready to decide" in said(page)
    assert page.one("a", class_="button").attributes["href"] == f"/board/{idea.reference}"


async def test_questions_that_are_open_are_told_by_assessment_and_not_one_by_one(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, None)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{idea.reference}/screening")
    open_ones = len({box.attributes["name"] for box in page.all("input", type="radio")})
    page = await visitor.send(form_of(page), {}, 422)
    told = page.one(class_="summary").all("li")

    assert open_ones > 2
    assert len(told) <= 5
    assert all(page.all(id=li.one("a").attributes["href"][1:]) for li in told)


async def test_what_bars_the_way_comes_first_and_what_is_unsaid_is_one_line(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, ScreeningReply.YES)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    page = await (await arrive(CHAIR)).open(f"/board/{idea.reference}")
    lines = [li.text for li in page.one("section", **{"aria-labelledby": "gate-pilot"}).all("li")]

    assert lines[0] != lines[-1]
    assert lines[-1].startswith("Still to be written down: Owner, Business lead, Technical lead")


async def test_clauses_have_names_wherever_somebody_reads_or_ticks(
    arrive: Arrive, ready: str
) -> None:
    visitor = await arrive(CHAIR)
    page = await visitor.open(f"/board/{ready}/decide/decline")
    labels = [label.text for label in page.all("label")]
    assert "What may be written down, clause 1.2: Checking before you start" in labels
    assert not REF.search(said(page))
    await visitor.send(form_of(await visitor.send(form_of(page), DECLINED)))
    for path in ("/decisions/D-2026-0001", "", "/decide/decline?corrects=D-2026-0001"):
        assert not REF.search(said(await visitor.open(f"/board/{ready}{path}"))), path


async def test_days_are_in_words_in_the_history_too(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, ScreeningReply.YES)
    visitor = await arrive(OFFICER)
    page = await visitor.open(f"/board/{idea.reference}/assessments/dpia")
    signed: Mapping[str, str | list[str]] = {
        "v.state": "signed", "v.reference": "7", "v.signed_by": "DPO", "v.signed_on": "2026-05-30"
    }  # fmt: skip
    await visitor.send(form_of(page), signed)
    page = await visitor.open(f"/board/{idea.reference}/plan")
    page = await visitor.send(form_of(page), {"v.ends_on": "2026-09-30"})

    history = page.one("ol", class_="history").text
    assert "signed by DPO on 30 May 2026" in history
    assert "30 September 2026" in history
    assert "2026-0" not in history.replace(idea.reference, "")
