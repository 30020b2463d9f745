"""A meeting from its briefing to its minutes: decided in place, written up by itself."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from knowledge import Library
from storage import Store
from storage.answers.answer_journal import add_gap
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.triage.people import ANN, BEN, OFFICER
from tests.web.board_site import AUDITOR, CHAIR, MEMBER, STAFF, board_site, sent_in
from tests.web.board_site import OFFICER as AS_OFFICER
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.model.stages import Stage
from triage.papers import Paper, take_snapshot, write_paper
from triage.papers.paper import PaperTable
from triage.records import SCHEMAS, Record, RecordRepository
from triage.repository.notice_queue import NoticeKind

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
MET = {"title": "June meeting", "held_on": "2026-06-01", "state": "planned",
       "next_on": "2026-07-06", "present": "Cleo Chair, Director\nBen Baker, Legal",
       "interests": "Ben Baker: his sister works for the supplier, he left the room"}  # fmt: skip
RISK = {"title": "Wrong advice", "harm": "people", "likelihood": "4", "impact": "5",
        "owner": "Head of Housing", "review_on": "2026-07-01", "state": "open"}  # fmt: skip


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient, tmp_path: Path) -> Arrive:
    """A site whose rules name the clauses that decisions rest on."""
    policies = undisputed_set(tmp_path)
    rules = policies / "scoring" / "1.0.md"
    named = "".join(f"- {kind}: data#checking\n" for kind in ("scan", "defer", "decline"))
    rules.write_text(f"{rules.read_text('utf-8')}\n## Clauses {{#clauses}}\n{named}", "utf-8")
    library = Library.load(policies, clock=clock, meaning=False)

    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock, library), headers=who))

    return come


def form_of(page: Element) -> Element:
    return next(one for one in page.all("form", method="post") if one.all("button"))


async def planned(store: Store, **more: str) -> str:
    made = await RecordRepository(store).add(SCHEMAS["meeting"], {**MET, **more}, by=OFFICER)
    assert isinstance(made, Record)
    return made.reference


async def ready(store: Store, clock: SetClock, count: int) -> list[str]:
    found = []
    for n in range(count):
        idea = await sent_in(store, clock, key=f"k{n}", title=f"Idea number {n}")
        await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
        found.append(idea.reference)
    return found


async def test_the_order_of_business_says_what_is_due_and_where_nothing_is(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, (ref,) = await planned(store), await ready(store, clock, 1)
    records = RecordRepository(store)
    await records.add(SCHEMAS["risk"], RISK, by=OFFICER)
    action = {"title": "Teach the basics", "area": "training", "owner": "People Team",
              "due_on": "2026-05-01", "state": "open"}  # fmt: skip
    await records.add(SCHEMAS["action"], action, by=OFFICER)
    async with store.writing() as unit:
        await add_gap(unit, "silent", "may I use AI for a funeral")

    page = await (await arrive(MEMBER)).open(f"/meetings/{meeting}")

    headings = [h.text for h in page.all("h2") if h.text[:1].isdigit()]
    assert headings == [
        "1. Ideas ready to decide",
        "2. Decisions to look at again",
        "3. Risks to escalate",
        "4. Policies and tools due",
        "5. Training",
        "6. Communications",
        "7. Open questions from staff",
        "8. Open actions",
    ]
    said = page.one("main").text
    for words in (
        *("Ben Baker, Legal", "Ben Baker: his sister", "6 July 2026", "Idea number 0"),
        *("Wrong advice", "Teach the basics", "may I use AI for a funeral"),
    ):
        assert words in said, words
    assert "Nothing due: no action on communications is open." in said
    assert page.all("a", href=f"/meetings/{meeting}/ideas/{ref}")
    assert not page.all("a", href=f"/records/{meeting}/edit"), "a member cannot write"


async def test_three_ideas_are_decided_without_typing_a_word(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, refs = await planned(store), await ready(store, clock, 3)
    chair = await arrive(CHAIR)
    presses = 0
    page = await chair.open("/meetings")
    page = await chair.open(_first(page))
    presses += 1
    for n in range(3):
        assert f"idea 1 of {3 - n}" in page.text
        check = await chair.send(form_of(page))
        assert "Nothing is recorded yet" in check.text
        assert "his sister works for the supplier" in check.text, "declared once for all"
        page = await chair.send(form_of(check))
        presses += 2

    assert presses == 7
    assert page.one("h1").text == "June meeting"
    assert "No idea is ready to be decided on." in page.text
    for ref in refs:
        found = await TriageList(store).idea(ref, reader=OFFICER, for_reviewer=True)
        assert found
        assert found.decisions[0].deciding.meeting == meeting
        assert found.decisions[0].deciding.policies, "the usual clause is named"
    notices = await TriageList(store).notices.take_unseen(ANN)
    assert [one.kind for one in notices].count(NoticeKind.DECIDED) == 3


def _first(page: Element) -> str:
    return next(
        a.attributes["href"] for a in page.all("a") if a.text == "Begin with the first idea"
    )


async def test_what_was_typed_comes_back_to_be_changed_and_nothing_is_kept_before_the_check(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, (ref,) = await planned(store), await ready(store, clock, 1)
    officer = await arrive(AS_OFFICER)
    page = await officer.open(f"/meetings/{meeting}/ideas/{ref}/scan")
    check = await officer.send(form_of(page), {"v.reason": "We wait for the supplier."})
    assert "We wait for the supplier." in check.text
    page = await officer.send(form_of(check), {"step": "change"})

    assert page.one("textarea", name="v.reason").text == "We wait for the supplier."
    found = await TriageList(store).idea(ref, reader=OFFICER, for_reviewer=True)
    assert found
    assert not found.decisions
    wrong = await officer.send(form_of(page), {"v.reason": ""}, 422)
    assert "Give a reason that the submitter can read." in wrong.one(class_="summary").text


async def test_the_officers_advice_is_what_the_meeting_begins_with(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, (ref,) = await planned(store), await ready(store, clock, 1)
    officer = await arrive(AS_OFFICER)
    form = form_of(await officer.open(f"/board/{ref}/advice"))
    await officer.send(form, {"v.advice": "decline", "v.advice_reason": "Outlook does it."})

    page = await officer.open(f"/meetings/{meeting}/ideas/{ref}")

    assert "The officer advises it." in page.text
    assert page.one("textarea", name="v.reason").text == "Outlook does it."
    assert form_of(page).attributes["action"].endswith("/decline")


async def test_who_only_reads_is_offered_no_decision(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, (ref,) = await planned(store), await ready(store, clock, 1)
    auditor = await arrive(AUDITOR)
    page = await auditor.open(f"/meetings/{meeting}/ideas/{ref}")
    assert not page.all("form", method="post")
    path = f"/meetings/{meeting}/ideas/{ref}/decline"
    await auditor.post(path, [("token", "token Ada Auditor")], status=403)
    assert (await (await arrive(STAFF)).client.get("/meetings")).status == 403
    assert (await auditor.client.get("/meetings/M-2026-0099")).status == 404
    assert (await auditor.client.get(f"/meetings/{meeting}/ideas/AI-2026-0099")).status == 404


async def test_minutes_name_who_was_there_and_nobody_else(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    meeting, (ref,) = await planned(store), await ready(store, clock, 1)
    chair = await arrive(CHAIR)
    page = await chair.open(f"/meetings/{meeting}/ideas/{ref}/scan")
    check = await chair.send(form_of(page), {"v.reason": "As Ann Archer proposed."})
    await chair.send(form_of(check))
    done = {"title": "Write to the supplier", "owner": "Head of ICT", "due_on": "2026-06-30",
            "source": meeting, "state": "open"}  # fmt: skip
    await RecordRepository(store).add(SCHEMAS["action"], done, by=OFFICER)

    paper = write_paper("minutes", await take_snapshot(store, clock().date()), subject=meeting)

    assert isinstance(paper, Paper)
    said = str(paper.sections)
    for words in ("Ben Baker, Legal", "D-2026-0001", "Write to the supplier", "6 July 2026"):
        assert words in said, words
    assert "Ann Archer" not in said
    listed = write_paper("actions", await take_snapshot(store, clock().date()), subject=meeting)
    assert isinstance(listed, Paper)
    agreed, asked, before = (section.parts[0] for section in listed.sections)
    assert isinstance(agreed, PaperTable)
    assert [tuple(row[1:4]) for row in agreed.rows] == [
        ("Write to the supplier", "Head of ICT", "30 June 2026")
    ]
    assert isinstance(asked, PaperTable)
    assert asked.rows[0][0] == "D-2026-0001"
    assert isinstance(before, PaperTable)
    assert before.empty == "Nothing is open from before."
    assert "Ben Baker" not in str(listed)
    page = await chair.open(f"/meetings/{meeting}")
    assert page.all("a", href=f"/papers/actions?about={meeting}")
    page = await chair.open(f"/papers/minutes?about={meeting}")
    assert page.all("a", href="/decisions/D-2026-0001")
    opened = await chair.open("/decisions/D-2026-0001")
    assert opened.one("h1").text == "Decision record D-2026-0001"
    assert (await chair.client.get("/decisions/D-2026-0099")).status == 404


async def test_the_day_that_the_last_meeting_set_stands_as_the_next_and_is_planned_from_there(
    arrive: Arrive, store: Store
) -> None:
    await planned(store, state="held", held_on="2026-05-04")
    visitor = await arrive(CHAIR)

    page = await visitor.open("/meetings")
    assert "6 July 2026, as the last meeting set it" in page.text
    plan = next(a for a in page.all("a") if a.text.startswith("Plan a meeting"))
    form = await visitor.open(plan.attributes["href"])
    assert form.one("input", name="v.held_on").attributes["value"] == "2026-07-06"
