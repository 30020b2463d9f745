"""A transparency record is filled from what is on record, each value with its source; so is a draft
of an impact assessment."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest

import storage
from knowledge.cli.formatting import facts_as_json
from knowledge.files.load import read_folder
from storage import Store
from tests.databases import SetClock
from tests.freeze import MODEL_SET
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS, OFFICER, submitted
from tests.triage.records.test_records import BENEFIT, RISK
from triage.listing.board_service import Board
from triage.model.assessments import Assessment, AssessmentState
from triage.model.fields import Proposal
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.papers import Paper, PaperFormat, Snapshot, as_file, take_snapshot, write_paper
from triage.papers.known_of_use import known_of, use_of
from triage.papers.paper import BLANK
from triage.papers.policy_facts import parse_policy_facts
from triage.papers.shared_tables import days_to_signed
from triage.records import SCHEMAS, Record, RecordRepository
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


async def in_use(store: Store) -> str:
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
    idea = await submitted(ideas, "k", ANN, said)
    ref = idea.reference
    await ideas.screen(ref, HARMLESS, by=ANN, key="s")
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


async def test_most_fields_are_filled_and_each_names_the_record_that_it_is_read_from(
    store: Store,
) -> None:
    ref = await in_use(store)
    snapshot = await taken(store)
    use = use_of(snapshot, ref)
    assert use
    known = known_of(snapshot, use)

    tiers = [number for number in known if not number.startswith("0.")]
    assert len(tiers) >= 35, sorted({one.number for one in FIELDS} - set(known))
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
