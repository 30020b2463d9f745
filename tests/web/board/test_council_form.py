"""The council's form of a decision: who wrote and certified it, its call-in, a no in one act."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from storage import Store
from tests.databases import SetClock
from tests.triage.people import BEN, EVIDENCE, OFFICER
from tests.web import board_site
from tests.web.board_site import library, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.outcomes import Rejected
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.papers import Paper, take_snapshot, write_paper
from triage.records import SCHEMAS, Record, RecordRejected, RecordRepository


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def officer(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Visitor:
    site = board_site.board_site(store, clock, library(clock))
    return Visitor(await aiohttp_client(site, headers=board_site.OFFICER))


def form_of(page: Element) -> Element:
    return next(form for form in page.all("form", method="post") if form.all("button"))


async def test_a_new_idea_is_declined_in_one_act_with_a_reason(
    officer: Visitor, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock, reply=None)

    page = await officer.open(f"/board/{idea.reference}/decide/decline")
    form = form_of(page)
    asked = {one.attributes["name"] for one in [*form.all("textarea"), *form.all("select")]}
    assert asked <= {"v.reason", "v.maker"}, "a reason is all that has to be written"
    check = await officer.send(form, {"v.reason": "Outlook does this already."})
    assert "the submitter is told at once" in check.text
    done = await officer.send(form_of(check))

    assert "Decision record D-2026-0001" in done.text
    assert "Outlook does this already." in done.text
    found = await TriageList(store).idea(idea.reference, reader=OFFICER, for_reviewer=True)
    assert found is not None
    assert found.idea.stage is Stage.DECLINED


async def test_a_decision_inside_its_call_in_cannot_take_effect(
    officer: Visitor, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    form = form_of(await officer.open(f"/board/{idea.reference}/decide/scan"))
    said: dict[str, str | list[str]] = {
        "v.reason": "We watch it.",
        "v.conflicts": "None declared",
        "v.portfolio": "Cabinet Member for Resources",
        "v.author": "Avery Author",
        "v.certified_by": "Morgan Monitor",
        "v.other_matters": "None of the wards is named.",
        "v.call_in_until": "2026-10-08",
        "m.policies": ["data@1.0#checking"],
    }

    unsaid = await officer.send(form, said, 422)
    assert "Say on which day after the call-in it takes effect." in unsaid.text
    early = await officer.send(form_of(unsaid), {"v.in_force_on": "2026-10-08"}, 422)
    assert "nor before its call-in has ended" in early.text
    assert "Avery Author" in form_of(early).one("input", name="v.author").attributes["value"]
    check = await officer.send(form_of(early), {"v.in_force_on": "2026-10-09"})
    done = await officer.send(form_of(check))

    record = {one.one("dt").text: one.one("dd").text for one in done.one("dl").all("div")}
    assert record.items() >= {
        ("Lead member or portfolio", "Cabinet Member for Resources"),
        ("Author of the report", "Avery Author"),
        ("Certified by the proper officer", "Morgan Monitor"),
        ("Call-in ends", "8 October 2026"),
        ("Takes effect", "9 October 2026"),
        ("Other relevant matters", "None of the wards is named."),
    }
    paper = write_paper("notice", await take_snapshot(store, clock().date()), subject="D-2026-0001")
    assert isinstance(paper, Paper)
    assert "Avery Author" not in str(paper), "the notice names nobody"
    assert ("Takes effect", "9 October 2026") in [
        tuple(row) for table in paper.tables() for row in table.rows
    ]


async def test_a_pilot_starts_on_the_day_on_which_its_decision_takes_effect(
    store: Store, clock: SetClock
) -> None:
    idea, ideas = await sent_in(store, clock), TriageList(store)
    await ideas.transition(idea.reference, Stage.READY, by=BEN)
    today = clock().date()
    await ideas.decide(
        idea.reference,
        DecisionInput(
            DecisionKind.PILOT,
            Authority.STEERING_GROUP,
            today,
            "It helps",
            evidence=EVIDENCE,
            call_in_until=today.replace(day=8),
            in_force_on=today.replace(day=9),
        ),
        by=BEN,
    )

    (pilot,) = await RecordRepository(store).all(SCHEMAS["pilot"])
    assert pilot.day("starts_on") == today.replace(day=9)
    assert pilot.text("state") == "planned", "nothing runs before the decision is in force"

    records = RecordRepository(store)
    typed = {name: str(value) for name, value in pilot.content.items()}
    begun = typed | {"state": "running", "starts_on": today.isoformat()}
    refused = await records.edit(pilot.reference, begun, by=OFFICER, version=pilot.version)
    assert isinstance(refused, RecordRejected)
    assert [one.field for one in refused.faults] == ["state"]
    on_from_it = DecisionInput(
        DecisionKind.SCALE, Authority.STEERING_GROUP, today, "On we go", evidence=EVIDENCE
    )
    waits = await ideas.decide(idea.reference, on_from_it, by=BEN)
    assert isinstance(waits, Rejected)
    assert FieldError("earlier", ErrorCode.OUT_OF_RANGE) in waits.wrong
    clock.forward(days=8)
    begun["starts_on"] = clock().date().isoformat()
    assert isinstance(
        await records.edit(pilot.reference, begun, by=OFFICER, version=pilot.version), Record
    )
    later = replace(on_from_it, decided_on=clock().date())
    assert isinstance(await ideas.decide(idea.reference, later, by=BEN), Decision)


async def test_the_page_says_that_a_decision_is_not_in_force(
    officer: Visitor, store: Store, clock: SetClock
) -> None:
    idea, ideas, today = await sent_in(store, clock), TriageList(store), clock().date()
    await ideas.transition(idea.reference, Stage.READY, by=BEN)
    watched = DecisionInput(
        DecisionKind.SCAN,
        Authority.STEERING_GROUP,
        today,
        "We watch",
        call_in_until=today.replace(day=8),
        in_force_on=today.replace(day=9),
    )
    await ideas.decide(idea.reference, watched, by=BEN)

    page = f"/board/{idea.reference}"
    assert "not in force before 9 October 2026" in (await officer.open(page)).text
    clock.forward(days=8)
    assert "not in force" not in (await officer.open(page)).text


@pytest.mark.parametrize("typed", ["D-2026-0001", "d 2026 1", " d-2026-1 "])
async def test_a_reference_typed_into_the_search_opens_its_record(
    officer: Visitor, store: Store, clock: SetClock, typed: str
) -> None:
    idea = await sent_in(store, clock, reply=None)
    check = await officer.send(
        form_of(await officer.open(f"/board/{idea.reference}/decide/decline")), {"v.reason": "No."}
    )
    await officer.send(form_of(check))

    page = await officer.open(f"/board?q={typed}")

    assert "Decision record D-2026-0001" in page.text
    shown = await officer.open(f"/board?q={idea.reference.lower()}")
    assert shown.one("h1").text.startswith(idea.title)
    assert "Sort the post" in (await officer.open("/board?q=post")).text
    assert "D-2026-0099" not in (await officer.open("/board?q=AI-2026-0099")).one("h1").text
