"""What a pilot needs on record: asked before it, shown wherever the idea is looked at, counted in
reports, and incomplete until people were heard and fairness was measured."""

from collections.abc import Awaitable, Callable, Mapping

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from knowledge import Library
from knowledge.cli.formatting import facts_as_json
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.triage.people import ANN, BEN, EVIDENCE, OFFICER
from tests.web.board_site import CHAIR, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import TriageList
from triage.listing.board_service import Board
from triage.model.evidence import EVIDENCE as DECLARED
from triage.model.evidence import FOUND, KEPT
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.outcomes import Rejected
from triage.model.stages import Stage
from triage.papers import Paper, take_snapshot, write_paper
from triage.papers.policy_facts import parse_policy_facts
from triage.privacy import subject_access
from triage.records import SCHEMAS, Record, RecordRepository

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
CATEGORIES = ("Drafting", "Answering the public")


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory, clock: SetClock) -> Library:
    policies = undisputed_set(tmp_path_factory.mktemp("set"))
    settings = policies / "settings.yaml"
    listed = "".join(f"  - {one}\n" for one in CATEGORIES)
    settings.write_text(f"{settings.read_text('utf-8')}categories_of_use:\n{listed}", "utf-8")
    return Library.load(policies, clock=clock, meaning=False)


@pytest.fixture
def arrive(
    store: Store, clock: SetClock, library: Library, aiohttp_client: AiohttpClient
) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock, library), headers=who))

    return come


def form_of(page: Element) -> Element:
    return next(form for form in page.all("form", method="post") if form.all("button"))


def deciding(kind: DecisionKind, clock: SetClock, **without: str) -> DecisionInput:
    ends = {"ends_on": "2026-09-30"}
    return DecisionInput(
        kind, Authority.BOARD, clock().date(), "It helps", evidence=EVIDENCE | ends | without
    )


async def ready(store: Store, clock: SetClock) -> str:
    idea = await sent_in(store, clock)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    return idea.reference


async def test_what_is_prepared_is_typed_once_and_stands_on_board_meeting_and_agenda(
    arrive: Arrive, store: Store, clock: SetClock, library: Library
) -> None:
    ref = await ready(store, clock)
    chair = await arrive(CHAIR)
    asked = form_of(await chair.open(f"/board/{ref}/plan"))
    offered = [one.attributes["value"] for one in asked.all("input", name="v.category")]
    assert [one for one in offered if one] == [*CATEGORIES], "chosen from the council's own list"
    said = {"v.business_lead": "Post Room Manager", "v.category": CATEGORIES[0],
            "v.data_quality": "One scan in fifty cannot be read"}  # fmt: skip
    page = await chair.send(asked, said)

    assert "One scan in fifty" in page.one("section", **{"aria-labelledby": "prepared"}).text
    gate = page.one("section", **{"aria-labelledby": "gate-pilot"}).text
    assert "Technical lead" in gate
    assert "Business lead" not in gate, "it is on record"
    met = {"title": "June", "held_on": "2026-06-01", "state": "planned"}
    meeting = await RecordRepository(store).add(SCHEMAS["meeting"], met, by=OFFICER)
    assert isinstance(meeting, Record)
    shown = (await chair.open(f"/meetings/{meeting.reference}/ideas/{ref}")).text
    assert "One scan in fifty" in shown
    facts = parse_policy_facts(facts_as_json(library.policy_set, clock().date()))
    paper = write_paper("agenda", await take_snapshot(store, clock().date(), facts))
    assert isinstance(paper, Paper)
    rows = [tuple(row) for table in paper.tables() for row in table.rows]
    about = f"{ref} Sort the post"
    (prepared,) = [str(row[2]).splitlines() for row in rows if row[0] == about and len(row) == 3]
    assert "Business lead: Post Room Manager" in prepared
    assert prepared[-1].startswith("Not on record yet: Owner, Technical lead, ")
    assert ("Next meeting", "1 June 2026: June") in rows


@pytest.mark.parametrize(
    "name",
    ["business_lead", "technical_lead", "engaged", "value", "data_sources", "data_quality",
     "category", "fairness"],
)  # fmt: skip
async def test_a_pilot_does_not_start_without_it(store: Store, clock: SetClock, name: str) -> None:
    ref = await ready(store, clock)
    await _sent_up(store, clock, ref)

    refused = await TriageList(store).decide(
        ref, deciding(DecisionKind.PILOT, clock, **{name: ""}), by=BEN
    )

    assert isinstance(refused, Rejected)
    assert [one.field for one in refused.wrong if one.field in DECLARED] == [name]


async def _sent_up(store: Store, clock: SetClock, ref: str) -> None:
    up = deciding(DecisionKind.ESCALATE, clock)
    assert isinstance(await TriageList(store).decide(ref, up, by=BEN), Decision)


async def test_a_pilot_is_incomplete_until_people_were_heard_and_the_roll_out_completes_it(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    ref = await ready(store, clock)
    await _sent_up(store, clock, ref)
    ideas, chair = TriageList(store), await arrive(CHAIR)
    begun = await ideas.decide(ref, deciding(DecisionKind.PILOT, clock), by=BEN)
    assert isinstance(begun, Decision), begun
    page = await chair.open("/records/P-2026-0001")

    lacking = [DECLARED[name].label for name in FOUND]
    assert f"Incomplete Not on record yet: {', '.join(lacking)}." in " ".join(page.text.split())
    for name in set(KEPT) - {*FOUND, "ends_on"}:
        assert EVIDENCE[name] in page.text, "what was decided stands in the record of the pilot"
    assert "Incomplete" in (await chair.open("/records/pilot")).one("tbody").text
    quarterly = write_paper("quarterly", await take_snapshot(store, clock().date()))
    assert f"incomplete: {', '.join(lacking)}" in str(quarterly)

    done = await ideas.decide(ref, deciding(DecisionKind.SCALE, clock), by=BEN)
    assert isinstance(done, Decision), done
    page = await chair.open("/records/P-2026-0001")
    assert "Incomplete" not in page.text
    assert EVIDENCE["fairness_found"] in page.text


async def test_every_report_counts_ideas_by_the_councils_aims(
    store: Store, clock: SetClock, library: Library
) -> None:
    aims = library.policy_set.settings.objectives
    assert aims == ("Fewer scrolls",)
    await sent_in(store, clock, key="a", objective=aims[0])
    await sent_in(store, clock, key="b", objective="One of their own")
    await sent_in(store, clock, key="c")
    facts = parse_policy_facts(facts_as_json(library.policy_set, clock().date()))
    snapshot = await take_snapshot(store, clock().date(), facts)

    for name in ("agenda", "quarterly", "yearly", "foi"):
        paper = write_paper(name, snapshot)
        assert isinstance(paper, Paper)
        (counted,) = [one for one in paper.tables() if one.caption == "Ideas by objective"]
        assert [tuple(row) for row in counted.rows] == [
            (aims[0], 1, 0, 0),
            ("One of their own", 1, 0, 0),
            ("No objective named", 1, 0, 0),
        ]


async def test_a_name_in_what_is_prepared_is_handed_out_taken_out_and_in_no_report(
    store: Store, clock: SetClock
) -> None:
    ref = await ready(store, clock)
    said = {"business_lead": ANN.name, "engaged": f"{ANN.name} was asked"}
    assert not isinstance(await Board(store).update_plan(ref, said, by=OFFICER), Rejected)
    snapshot = await take_snapshot(store, clock().date())
    for name in ("agenda", "quarterly", "yearly", "foi"):
        assert ANN.name not in str(write_paper(name, snapshot))
    async with store.writing() as unit:
        (who,) = await subject_access.people_with_id(unit.connection, ANN.id, "")
        handed = await subject_access.export_person(unit.connection, who)
        await subject_access.erase_person(unit, who, "system")

    assert len(handed["plans_naming_them"]) == 1
    found = await Board(store).details(ref)
    assert found
    assert found.plan == {"business_lead": "[erased]", "engaged": "[erased] was asked"}
