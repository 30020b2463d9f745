"""A transparency record is filled from what is on record, each value with its source; so is a draft
of an impact assessment."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest

import storage
from bot.ideas.pinned_questions import pinned_questions
from knowledge.cli.formatting import facts_as_json
from knowledge.files.load import read_folder
from storage import Store
from tests.databases import SetClock
from tests.freeze import MODEL_SET
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS, OFFICER, submitted
from tests.triage.records.test_records import BENEFIT, RISK
from triage import demo
from triage.listing.board_service import Board
from triage.model.assessments import Assessment, AssessmentState
from triage.model.fields import Proposal
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.papers import Paper, PaperFormat, Snapshot, as_file, take_snapshot, write_paper
from triage.papers.formats.links import linked
from triage.papers.paper import BLANK
from triage.papers.policy_facts import parse_policy_facts
from triage.papers.tables.idea_tables import days_to_signed
from triage.papers.transparency.known_of_use import KnownValue, known_of, use_of
from triage.records import SCHEMAS, Record, RecordRejected, RecordRepository
from triage.records.schemas import TRANSPARENCY
from triage.records.transparency_standard import FIELDS, PHASES, STANDARD
from triage.triage_list import TriageList

TODAY = date(2026, 11, 23)
FACTS = parse_policy_facts(facts_as_json(read_folder(MODEL_SET)[0], TODAY))


@pytest.fixture
async def store(sqlite_database: str) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, SetClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    yield opened
    await opened.close()


async def in_use(store: Store, key: str = "k") -> str:
    """An idea that is piloted with a tool of the register, with everything usual on record."""
    ideas, records = TriageList(store), RecordRepository(store)
    said = Proposal(
        title="Plain letters",
        description="Letters are reworded by a tool.",
        problem="Nobody understands our letters.",
        service="Benefits",
        how_done_now="By hand",
        volume_per_month=400,
        minutes_each=3,
        data_classes=("public",),
        tool_in_mind="Copilot Chat",
        affects_decisions=False,
        expected_benefit="Fewer calls",
    )
    idea = await submitted(ideas, key, ANN, said)
    ref = idea.reference
    await ideas.screen(ref, HARMLESS, by=ANN, key=f"{key}-screened")
    await ideas.transition(ref, Stage.READY, by=OFFICER)
    signed = Assessment(
        "dpia", AssessmentState.SIGNED, "DPIA-9", "DPO", signed_on=date(2026, 11, 23)
    )
    await Board(store).assess(ref, signed, by=OFFICER)
    pilot = DecisionInput(
        DecisionKind.PILOT,
        Authority.STEERING_GROUP,
        TODAY,
        "It helps",
        alternatives="A style guide alone",
        policies=("ideas@1.0#pilot-rules",),
        evidence=EVIDENCE,
    )
    made = await ideas.decide(ref, pilot, by=BEN)
    assert isinstance(made, Decision), made
    for kind, typed in (("risk", RISK), ("benefit", BENEFIT)):
        kept = await records.add(SCHEMAS[kind], typed, by=OFFICER, idea_ref=ref)
        assert isinstance(kept, Record)
    return ref


async def taken(store: Store) -> Snapshot:
    return await take_snapshot(store, TODAY, FACTS)


def besides_the_council(known: Mapping[str, KnownValue]) -> list[str]:
    """The fields that a record of this use fills: what the council is called is true of any."""
    return [number for number, one in known.items() if one.source != "settings.yaml"]


async def test_most_fields_are_filled_and_each_names_the_record_that_it_is_read_from(
    store: Store,
) -> None:
    ref = await in_use(store)
    snapshot = await taken(store)
    use = use_of(snapshot, ref)
    assert use
    known = known_of(snapshot, use)

    assert len(besides_the_council(known)) >= 35, sorted(
        {one.number for one in FIELDS} - set(known)
    )
    assert all(one.text and one.source for one in known.values())
    assert known["2.1.4.1"].text == "Microsoft"
    assert known["2.1.4.1"].source == "Register entry copilot-chat"
    assert known["2.2.3"].source == "P-2026-0001"
    assert known["2.2.4"].source == "D-2026-0001"
    assert known["0.3"].text == "Beta/Pilot"
    assert known["0.3"].text in PHASES
    assert known["2.4.4.1"].text == EVIDENCE["data_sources"]
    paper = write_paper("transparency", snapshot, subject=ref)
    assert isinstance(paper, Paper)
    assert STANDARD in dict(paper.about).values()
    said = str(paper.sections)
    for words in ("For an information request: Plain letters", "For the shared catalogue",
                  "For an inventory"):  # fmt: skip
        assert words in said


async def test_an_idea_that_went_the_whole_way_fills_as_many_without_anything_typed(
    store: Store,
) -> None:
    """The sample that was screened, assessed, piloted, evaluated, rolled out and shared."""
    policies, _ = read_folder(MODEL_SET)
    scoring = policies.scoring_on(TODAY)
    assert scoring
    parts = [part.anchor for part in scoring.parts]
    await demo.fill(store, pinned_questions(policies, TODAY), "screening@2.0", "", parts)
    snapshot = await taken(store)
    ref = next(one.reference for one in snapshot.ideas if one.stage is Stage.SCALE)
    use = use_of(snapshot, ref)
    assert use
    assert use.tool
    known = known_of(snapshot, use)

    assert len(besides_the_council(known)) >= 35, sorted(
        {one.number for one in FIELDS} - set(known)
    )
    assert known["0.3"].text == "Production"
    assert known["2.1.4.1"].source == f"Register entry {use.tool.id}"
    assert "Dictation without drafting" in known["2.2.4"].text
    assert known["2.2.4"].source.count("D-") == 2, "what each decision set aside"
    assert "conditional since 20 July 2026" in known["2.4.1.4"].text, "how it came to stand so"
    assert "Last audit on: 12 October 2026" in known["2.4.1.4"].text
    assert "Fairness: Strong accents" in known["2.4.2.7"].text
    for number in ("2.4.2.1", "2.4.2.2", "2.4.3.2"):
        assert number not in known, "no record says anything of the model or what it learnt from"


async def test_a_tool_is_found_by_what_staff_call_it(store: Store) -> None:
    said = Proposal("Title", "Words", tool_in_mind="MS Copilot ")
    idea = await submitted(TriageList(store), "k", ANN, said)
    use = use_of(await taken(store), idea.reference)

    assert use
    assert use.tool
    assert use.tool.id == "copilot-chat"


async def test_a_tool_that_several_ideas_use_is_none_of_them(store: Store) -> None:
    await in_use(store)
    one_use = use_of(await taken(store), "copilot-chat")
    await in_use(store, "second")
    two_uses = use_of(await taken(store), "copilot-chat")

    assert one_use
    assert one_use.idea
    assert two_uses
    assert two_uses.idea is None


async def test_a_phase_is_one_of_the_standards(store: Store) -> None:
    records = RecordRepository(store)
    refused = await records.add(TRANSPARENCY, {"title": "copilot-chat", "f0_3": "Live"}, by=OFFICER)

    assert isinstance(refused, RecordRejected)
    assert [one.field for one in refused.faults] == ["f0_3"]


async def test_a_source_leads_to_the_entry_of_the_register() -> None:
    said = list(linked("Register entry copilot-chat and D-2026-0007", "https://x.example"))

    assert said == [
        ("Register entry ", ""),
        ("copilot-chat", "https://x.example/policies/register/copilot-chat"),
        (" and ", ""),
        ("D-2026-0007", "https://x.example/decisions/D-2026-0007"),
    ]


async def test_nothing_that_no_record_says_counts(store: Store) -> None:
    idea = await submitted(TriageList(store), "k", ANN, Proposal("Title", "Words"))
    snapshot = await taken(store)
    use = use_of(snapshot, idea.reference)
    assert use

    assert set(known_of(snapshot, use)) <= {
        *("0.1", "0.2", "0.3", "1.1", "1.2", "2.1.1", "2.2.1"),
    }


async def test_what_is_typed_once_is_kept_and_goes_before(store: Store) -> None:
    typed = {"title": "copilot-chat", "f1_3": "https://council.example/ai", "f1_4": "ai@council"}
    kept = await RecordRepository(store).add(TRANSPARENCY, typed, by=OFFICER)
    assert isinstance(kept, Record)
    snapshot = await taken(store)
    use = use_of(snapshot, "copilot-chat")
    assert use
    known = known_of(snapshot, use)

    assert known["1.3"].text == "https://council.example/ai"
    assert known["1.4"].source == kept.reference


async def test_what_is_typed_of_an_idea_and_of_its_tool_goes_together(store: Store) -> None:
    ref = await in_use(store)
    records = RecordRepository(store)
    for typed in (
        {"title": ref.lower(), "f1_4": "ours@council"},
        {"title": "Copilot Chat", "f1_4": "theirs@council", "f2_1_4_2": "01624297"},
    ):
        assert isinstance(await records.add(TRANSPARENCY, typed, by=OFFICER), Record)
    snapshot = await taken(store)
    use = use_of(snapshot, ref)
    assert use
    known = known_of(snapshot, use)

    assert known["1.4"].text == "ours@council"
    assert known["2.1.4.2"].text == "01624297"


def test_every_field_of_the_standard_can_be_typed_and_stands_once() -> None:
    numbers = [one.number for one in FIELDS]
    assert len(numbers) == len(set(numbers))
    assert {one.key for one in FIELDS} <= {one.name for one in TRANSPARENCY.fields}


async def test_what_is_exempt_from_publication_is_left_out(store: Store) -> None:
    ref = await in_use(store)
    snapshot = await taken(store)
    hidden = [
        replace(one, deciding=replace(one.deciding, exempt_reason="Commercial"))
        for one in snapshot.decisions
    ]
    use = use_of(snapshot, ref)
    assert use
    text = str(known_of(replace(snapshot, decisions=hidden), use))
    assert "A style guide alone" not in text


async def test_a_draft_assessment_says_where_each_line_was_read_and_names_its_blanks(
    store: Store,
) -> None:
    ref = await in_use(store)
    paper = write_paper("dpia", await taken(store), subject=ref)
    assert isinstance(paper, Paper)
    rows = [tuple(row) for table in paper.tables() for row in table.rows]

    assert ("Purpose", "Nobody understands our letters.", ref) in rows
    assert all(row[2] for row in rows if len(row) == 3 and row[1] != BLANK)
    assert ("Lawful basis", BLANK, "") in rows
    blanks = paper.sections[-1]
    assert "Lawful basis" in str(blanks)
    word = docx.Document(BytesIO(as_file(paper, PaperFormat.WORD)))
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]


async def test_the_days_to_a_signed_assessment_are_counted(store: Store) -> None:
    await in_use(store)
    table = days_to_signed(await taken(store))

    assert [row[1:] for row in table.rows] == [(1, 0, 0)]
