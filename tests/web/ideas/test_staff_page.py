"""Staff see their own ideas and, without names, those of colleagues; support is one press."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from common.person import Person
from storage import Store
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS
from tests.triage.people import OFFICER as OLGA
from tests.web.board_site import OFFICER, STAFF, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.fields import Proposal
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.outcomes import Submitted
from triage.model.stages import Stage

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
SAM = Person("guild", "Sam Staff", "Sam Staff")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, tzinfo=UTC))


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock), headers=who))

    return come


def part(page: Element, name: str) -> str:
    return page.one("section", **{"aria-labelledby": name}).text


async def test_my_ideas_come_with_what_became_of_them(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ideas = TriageList(store)
    mine = await ideas.submit(Proposal("My own idea", "Words"), by=SAM, key="m")
    assert isinstance(mine, Submitted)
    no = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 6, 1), "Outlook has it")
    await ideas.decide(mine.idea.reference, no, by=OLGA)

    page = await (await arrive(STAFF)).open("/ideas")

    assert "My own idea Declined" in part(page, "mine")
    assert "Outlook has it" in part(page, "mine")
    assert "My own idea" not in part(page, "others")


async def test_of_an_own_idea_that_was_joined_stands_what_became_of_the_one_that_goes_on(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ideas = TriageList(store)
    mine = await ideas.submit(Proposal("My own idea", "Words"), by=SAM, key="m")
    assert isinstance(mine, Submitted)
    second = await sent_in(store, clock, key="s", title="The second")
    last = await sent_in(store, clock, key="l", title="The last")
    today = date(2026, 6, 1)
    for ref, of in ((mine.idea.reference, second), (second.reference, last)):
        same = DecisionInput(
            DecisionKind.DUPLICATE, Authority.OFFICER, today, "The same",
            duplicate_of=of.reference,
        )  # fmt: skip
        await ideas.decide(ref, same, by=OLGA)
    no = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, today, "Outlook has it")
    await ideas.decide(last.reference, no, by=OLGA)

    own = part(await (await arrive(STAFF)).open("/ideas"), "mine")

    assert f"It was joined to {last.reference}: Declined." in own
    assert "Outlook has it" in own


async def test_colleagues_ideas_have_title_state_and_supports_and_no_name(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = (await sent_in(store, clock, title="Ann Archer sorts post, ring 0161 496 0000")).reference
    await TriageList(store).support(ref, by=BEN)

    page = await (await arrive(STAFF)).open("/ideas")
    said = part(page, "others")

    assert "[name] sorts post" in said
    assert "1 support" in said
    assert "In screening" in said
    assert "Archer" not in page.text
    assert "0000" not in said.replace(ref, "")
    assert not page.all("a", href=f"/board/{ref}"), "staff may not open the board"


async def test_support_is_one_press_and_counts_once(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = (await sent_in(store, clock)).reference
    staff = await arrive(STAFF)
    page = await staff.open("/ideas")
    for _ in range(2):
        page = await staff.send(page.one("form", action=f"/ideas/{ref}/support"))

    assert "You support the idea." in page.one(id="done").text
    assert "1 support" in part(page, "others")


async def test_no_support_is_asked_for_where_nothing_is_to_be_decided(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = (await sent_in(store, clock, title="Sort the post")).reference
    no = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 6, 1), "Outlook has it")
    await TriageList(store).decide(ref, no, by=OLGA)

    page = await (await arrive(STAFF)).open("/ideas")

    assert "Sort the post" in part(page, "others")
    assert not page.all("form", action=f"/ideas/{ref}/support")


async def test_an_officer_can_hide_an_idea_from_the_page(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = (await sent_in(store, clock, title="Not for everybody")).reference
    staff, officer = await arrive(STAFF), await arrive(OFFICER)
    assert "Not for everybody" in (await staff.open("/ideas")).text
    page = await officer.open(f"/board/{ref}/care")
    form = next(one for one in page.all("form", method="post") if one.all("button"))
    await officer.send(form, {"v.hidden": "true"})

    assert "Not for everybody" not in (await staff.open("/ideas")).text


async def test_what_is_tried_is_on_the_roadmap(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ideas = TriageList(store)
    ref = (await sent_in(store, clock, title="Read the meters")).reference
    await ideas.screen(ref, HARMLESS, by=ANN, key="s")
    await ideas.transition(ref, Stage.READY, by=OLGA)
    evidence = {**EVIDENCE, "ends_on": "2026-10-01"}
    pilot = DecisionInput(
        DecisionKind.PILOT, Authority.STEERING_GROUP, date(2026, 6, 1), "Try", evidence=evidence
    )
    assert isinstance(await ideas.decide(ref, pilot, by=OLGA), Decision)

    page = await (await arrive(STAFF)).open("/ideas")
    assert "Pilot Read the meters" in part(page, "road")
