"""Papers: what stands in them, for whom, as what files, and that they name nobody."""

import asyncio
import csv
import re
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

import storage
from knowledge.cli.formatting import facts_as_json
from knowledge.files.load import read_folder
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import SOUND
from tests.triage.people import ANN, BEN, EVIDENCE, HARMLESS, OFFICER, submitted
from tests.triage.records.test_records import BENEFIT, RISK
from triage.__main__ import main
from triage.export.spreadsheet import unescape_formula
from triage.model.fields import Proposal
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.names import STAGES, UNNAMED
from triage.papers import (
    PAPERS,
    Paper,
    PaperFormat,
    PaperProblem,
    Snapshot,
    as_file,
    take_snapshot,
    write_paper,
)
from triage.papers.formats.as_spreadsheet import rows_as_csv
from triage.papers.paper import BLANK, PaperSection, PaperTable, PaperText
from triage.papers.paper_types import period_of, subjects
from triage.papers.policy_facts import PolicyFacts, parse_policy_facts
from triage.records import SCHEMAS, Record, RecordRepository
from triage.redaction import name_redactor
from triage.triage_list import TriageList

FORMULA = '=HYPERLINK("http://evil","x")'
MARKUP = "<script>alert(1)</script> **bold** | cell"
TODAY = date(2026, 11, 23)


MEETING = {"title": FORMULA, "held_on": "2026-11-23", "state": "held", "on_other": MARKUP}


async def filled(store: Store, clock: SetClock) -> None:
    """An idea that became a pilot, and one with hostile words that was declined."""
    triage, records = TriageList(store), RecordRepository(store)
    proposal = Proposal(
        title="Sort the post",
        description="Ann Archer says it reads letters. Ring 0161 496 0000 or ann@example.org.",
        problem="Letters go to the wrong team.",
        service="Post",
    )
    piloted = await submitted(triage, "one", ANN, proposal)
    await triage.screen(piloted.reference, HARMLESS, by=ANN, key="s")
    await triage.transition(piloted.reference, Stage.READY, by=OFFICER)
    pilot = DecisionInput(
        DecisionKind.PILOT,
        Authority.STEERING_GROUP,
        TODAY,
        reason="Ann Archer’s team is ready.",
        alternatives="A rota",
        policies=("data@1.0#checking", "meetings@1.0#kept", "old@1.0#a-rule"),
        evidence=EVIDENCE,
    )
    begun = await triage.decide(piloted.reference, pilot, by=OFFICER, fingerprint="f1")
    assert isinstance(begun, Decision), begun
    hostile = await submitted(triage, "two", BEN, Proposal(FORMULA, MARKUP, service=FORMULA))
    await triage.screen(hostile.reference, HARMLESS, by=BEN, key="s")
    await triage.transition(hostile.reference, Stage.READY, by=OFFICER)
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, TODAY, MARKUP, exempt_reason="legal advice"
    )
    assert isinstance(await triage.decide(hostile.reference, no, by=OFFICER), Decision)
    for kind, typed in (("risk", RISK), ("benefit", BENEFIT), ("meeting", MEETING)):
        assert isinstance(await records.add(SCHEMAS[kind], typed, by=OFFICER), Record)
    clock.forward(days=40)


@pytest.fixture
async def on_record(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    store = await storage.open(sqlite_database, clock)
    await filled(store, clock)
    yield store
    await store.close()


@pytest.fixture(scope="module")
def at_the_end(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What is on record once the pilot has been closed."""
    folder = tmp_path_factory.mktemp("papers")
    shutil.copy(migrated_sqlite, folder)

    async def take_it() -> Snapshot:
        clock = SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
        store = await storage.open(folder, clock)
        await filled(store, clock)
        await ended(store)
        taken = await snapshot(store)
        await store.close()
        return taken

    return asyncio.run(take_it())


async def test_both_databases_give_the_same_papers(
    store: Store, clock: SetClock, at_the_end: Snapshot
) -> None:
    await filled(store, clock)
    await ended(store)
    taken = await snapshot(store)

    for name in PAPERS:
        about = SUBJECT.get(name, "")
        assert markdown(written(name, taken, about)) == markdown(written(name, at_the_end, about))


async def snapshot(store: Store) -> Snapshot:
    return await take_snapshot(store, store.clock().date(), parse_policy_facts(FACTS))


FACTS = facts_as_json(read_folder(SOUND)[0], TODAY)


def written(name: str, taken: Snapshot, subject: str = "", **days: date) -> Paper:
    paper = write_paper(name, taken, subject=subject, **days)
    assert isinstance(paper, Paper), paper
    return paper


def words_of(file: bytes, form: PaperFormat) -> str:
    """What a program that opens the file finds in it."""
    if form is PaperFormat.PDF:
        return " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(file)).pages
        )
    if form is PaperFormat.WORD:
        read = docx.Document(BytesIO(file))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in read.paragraphs), *cells])
    if form is PaperFormat.XLSX:
        book = openpyxl.load_workbook(BytesIO(file))
        return "\n".join(str(cell.value) for page in book for row in page.rows for cell in row)
    return unescape(file.decode("utf-8-sig"))


def markdown(paper: Paper) -> str:
    return as_file(paper, PaperFormat.MARKDOWN).decode()


def table(paper: Paper, caption: str) -> PaperTable:
    return next(one for one in paper.tables() if one.caption == caption)


SUBJECT = {
    "notice": "D-2026-0001",
    "case-study": "P-2026-0001",
    "transparency": "AI-2026-0001",
    "dpia": "AI-2026-0001",
    "minutes": "M-2026-0001",
    "actions": "M-2026-0001",
}


async def ended(store: Store) -> None:
    """The pilot is closed with its results."""
    records = RecordRepository(store)
    found = await records.one("P-2026-0001")
    assert found
    typed = {name: str(value) for name, value in found[0].content.items()}
    typed |= {"state": "ended", "results": "Two minutes saved", "lessons": "Start small"}
    assert isinstance(await records.edit("P-2026-0001", typed, by=OFFICER, version=1), Record)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_written_in_every_form_and_names_nobody(
    at_the_end: Snapshot, name: str
) -> None:
    paper = written(name, at_the_end, SUBJECT.get(name, ""))

    for form in PaperFormat:
        text = words_of(as_file(paper, form), form)
        assert paper.title in text or form in {PaperFormat.CSV, PaperFormat.XLSX}
        assert "Ann Archer" not in text
        assert "Ben Baker" not in text
        assert "Olga Officer" not in text
        assert "ann@example.org" not in text
        assert "496 0000" not in text


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_that_people_typed_acts_as_markup_or_formula(
    at_the_end: Snapshot, name: str
) -> None:
    subject = SUBJECT | {
        "notice": "D-2026-0002",
        "transparency": "AI-2026-0002",
        "dpia": "AI-2026-0002",
    }
    paper = written(name, at_the_end, subject.get(name, ""))

    html = as_file(paper, PaperFormat.HTML).decode()
    assert "<script" not in html
    assert "onerror" not in html
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(paper))
    assert "<script" not in rendered
    assert "<strong>bold</strong>" not in rendered
    for row in csv.reader(
        StringIO(as_file(paper, PaperFormat.CSV).decode("utf-8-sig"), newline="")
    ):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    book = openpyxl.load_workbook(BytesIO(as_file(paper, PaperFormat.XLSX)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}, "no cell is a formula"


class _Outline(HTMLParser):
    """What a screen reader goes by: headings in order, tables with captions and heads."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag in {"h1", "h2", "h3"}:
            self.levels.append(int(tag[1]))


def test_a_paper_has_one_title_and_every_picture_says_its_numbers_once(
    at_the_end: Snapshot,
) -> None:
    html = as_file(written("quarterly", at_the_end), PaperFormat.HTML).decode()
    outline = _Outline()
    outline.feed(html)

    assert outline.levels[0] == 1
    assert set(outline.levels[1:]) == {2}
    assert outline.counts["table"] == outline.counts["caption"] == outline.counts["thead"]
    assert outline.counts["figure"] == outline.counts["svg"] >= 2
    assert re.search(r"<title id=\"[\w-]+\">Ideas by state: [A-Z]", html)
    assert "Ideas by state</caption>" not in html, "nothing is told twice"


async def test_a_pilot_is_recorded_with_its_decision(on_record: Store) -> None:
    (pilot,) = await RecordRepository(on_record).all(SCHEMAS["pilot"])

    assert pilot.idea == "AI-2026-0001"
    assert pilot.text("owner") == EVIDENCE["owner"]
    assert (pilot.day("starts_on"), pilot.day("ends_on")) == (TODAY, date(2027, 3, 31))
    assert pilot.text("state") == "running"


async def test_an_extension_moves_the_end_of_the_pilot(on_record: Store) -> None:
    extend = DecisionInput(
        DecisionKind.EXTEND,
        Authority.STEERING_GROUP,
        date(2027, 1, 1),
        "More time",
        evidence={"ends_on": "2027-06-30"},
    )
    triage = TriageList(on_record)
    assert isinstance(await triage.decide("AI-2026-0001", extend, by=OFFICER), Decision)

    (pilot,) = await RecordRepository(on_record).all(SCHEMAS["pilot"])
    assert pilot.ended() == date(2027, 6, 30)


async def test_the_agenda_shows_what_is_ready_how_old_it_is_and_how_risks_moved(
    on_record: Store, clock: SetClock
) -> None:
    triage, records = TriageList(on_record), RecordRepository(on_record)
    third = await submitted(triage, "three")
    await triage.screen(third.reference, HARMLESS, by=ANN, key="third")
    await triage.transition(third.reference, Stage.READY, by=OFFICER)
    clock.forward(days=45)
    await records.edit("R-2026-0001", RISK | {"impact": "5"}, by=OFFICER, version=1)

    paper = written("agenda", await snapshot(on_record))

    assert [row[0] for row in table(paper, "Ideas that are ready").rows] == [third.reference]
    ready = next(
        row
        for row in table(paper, "How long ideas have been in their state").rows
        if row[0] == STAGES[Stage.READY]
    )
    assert ready == ["Ready to decide", 1, 0, 0]
    (risk,) = table(paper, "Open risks").rows
    assert "up from 12" in risk
    (pilot,) = table(paper, "Pilots that end within 60 days").rows
    assert pilot[0] == "P-2026-0001"


def test_the_agenda_lists_decisions_whose_clause_changed_with_what_changed(
    at_the_end: Snapshot,
) -> None:
    found = table(written("agenda", at_the_end), "Decisions whose clause reads differently now")

    assert [(row[0], row[3]) for row in found.rows] == [
        ("D-2026-0001", "Meetings, clause 1.2: How long recordings are kept, version 1.0"),
        ("D-2026-0001", "“old”, version 1.0, “a rule” (not kept here any more)"),
    ]
    changed = str(found.rows[0][-1])
    assert "Note of version 2.0: Recordings are kept for 30 days: before, it was 90." in changed
    assert "Taken out: “90”. Put in: “14”." in changed


def test_an_agenda_without_the_policies_says_that_clauses_were_not_looked_up(
    at_the_end: Snapshot,
) -> None:
    paper = written("agenda", replace(at_the_end, known=PolicyFacts()))
    found = table(paper, "Decisions whose clause reads differently now")

    assert (found.rows, found.empty) == ([], "Not looked up: the policies could not be read.")


def test_hours_are_never_added_to_cash(at_the_end: Snapshot) -> None:
    paper = written("quarterly", at_the_end)

    assert table(paper, "Added up").rows == [["Hours released a year (not cash)", 1500, 0]]


def test_an_information_request_is_answered_for_its_days_alone(at_the_end: Snapshot) -> None:
    during = written("foi", at_the_end, first=date(2026, 11, 1), last=date(2026, 11, 30))
    before = written("foi", at_the_end, first=date(2026, 1, 1), last=date(2026, 11, 22))

    assert [row[0] for row in table(during, "Pilots in the period").rows] == ["P-2026-0001"]
    assert table(before, "Pilots in the period").rows == []
    uses = {row[0]: row[1:] for row in table(during, "Assessments of each use").rows}
    assert uses["Sort the post (AI-2026-0001)"][0] == "not needed, by its screening"
    responsible = table(during, "Who is responsible for each use").rows
    assert ["Sort the post (AI-2026-0001)", "Head of Post"] in responsible
    assert "Sort the post (AI-2026-0001)" not in markdown(before)


def test_an_exempt_decision_is_listed_without_what_it_said(at_the_end: Snapshot) -> None:
    rows = table(written("foi", at_the_end), "Decisions in the period").rows

    exempt = next(row for row in rows if row[0] == "D-2026-0002")
    assert exempt[2:4] == ["withheld", "withheld"]
    assert exempt[-1] == "Exempt: legal advice"


def test_a_notice_has_every_heading_of_the_form(at_the_end: Snapshot) -> None:
    paper = written("notice", at_the_end, "D-2026-0001")

    assert [section.heading for section in paper.sections] == [
        "Decision",
        "Reasons for the decision",
        "Alternatives considered and rejected",
        "Conflicts of interest declared",
        "Conditions",
        "Other relevant matters",
        "What the decision rests on",
        "Review and publication",
    ]
    text = markdown(paper)
    assert "What may be written down, clause 1.2: Checking before you start, version 1.0" in text
    assert "Meetings, clause 1.2: How long recordings are kept, version 1.0" in text
    assert "“old”, version 1.0, “a rule” (not kept here any more)" in text.replace("\\", "")
    assert "@1.0" not in text
    assert "Moot of the Guild" in text
    assert paper.sections[1].parts == [PaperText(["[name]’s team is ready."])]


async def test_a_notice_that_was_put_right_says_by_what(on_record: Store) -> None:
    right = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, TODAY, "Clearer words", corrects="D-2026-0002"
    )
    assert isinstance(
        await TriageList(on_record).decide("AI-2026-0002", right, by=OFFICER), Decision
    )

    text = markdown(written("notice", await snapshot(on_record), "D-2026-0002"))
    assert "Put right by D-2027-0001" in text


def test_a_transparency_record_shows_its_blanks(at_the_end: Snapshot) -> None:
    text = markdown(written("transparency", at_the_end, "AI-2026-0001"))

    assert "## Tier 1: overview" in text
    assert "## Tier 2: risks, mitigations and impact assessments" in text
    assert text.count(BLANK) > 10
    assert "Head of Post" in text


async def test_a_case_study_is_of_a_pilot_that_has_ended(on_record: Store) -> None:
    assert write_paper("case-study", await snapshot(on_record), subject="P-2026-0001") is (
        PaperProblem.UNKNOWN_SUBJECT
    )
    await ended(on_record)

    taken = await snapshot(on_record)
    assert subjects("case-study", taken) == [("P-2026-0001", "Sort the post")]
    assert "Two minutes saved" in markdown(written("case-study", taken, "P-2026-0001"))


def test_decisions_to_write_a_notice_of_are_told_apart_in_words(at_the_end: Snapshot) -> None:
    offered = dict(subjects("notice", at_the_end))

    kinds = {one.reference: UNNAMED.decision(one.deciding.kind) for one in at_the_end.decisions}
    assert offered
    assert all(title.startswith(f"{kinds[ref]}: ") for ref, title in offered.items())


def test_what_cannot_be_written_is_said(at_the_end: Snapshot) -> None:

    assert write_paper("notice", at_the_end) is PaperProblem.NEEDS_SUBJECT
    assert write_paper("notice", at_the_end, subject="D-1") is PaperProblem.UNKNOWN_SUBJECT
    february, january = date(2026, 2, 1), date(2026, 1, 1)
    assert write_paper("foi", at_the_end, first=february, last=january) is PaperProblem.BACKWARDS


async def test_an_empty_list_still_makes_papers_that_say_so(store: Store) -> None:
    taken = replace(await snapshot(store), known=PolicyFacts())

    for name in PAPERS:
        paper = write_paper(name, taken)
        assert isinstance(paper, Paper) or PAPERS[name].subject
        if isinstance(paper, Paper):
            assert all(as_file(paper, form) for form in PaperFormat)


def test_a_period_ends_today_and_is_as_long_as_is_usual() -> None:
    assert str(period_of("agenda", date(2026, 11, 21))) == "22 October 2026 to 21 November 2026"
    assert period_of("yearly", date(2026, 11, 21)).first == date(2025, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["Ann Archer", "archer, ann", "ANN ARCHER", "Ann  Archer", "Ann Archer’s", "ann.a@example.org",
     "+44 161 496 0000", "0161 496 0000", "QQ 12 34 56 C"],
)  # fmt: skip
def test_names_and_what_leads_to_a_person_are_taken_out(text: str) -> None:
    cleaned = name_redactor({"Ann Archer"})(f"Ask {text} about it")

    assert "rcher" not in cleaned.lower()
    assert not any(char.isdigit() for char in cleaned)
    assert "@" not in cleaned
    assert cleaned.startswith("Ask [")
    assert cleaned.endswith(" about it")


@given(st.text())
def test_a_text_without_names_is_left_as_it_is(text: str) -> None:
    cleaned = name_redactor({"Ann Archer"})(text)
    assert cleaned == text or "[" in cleaned


@given(
    st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0"))))
)
def test_a_csv_file_comes_back_as_it_was(rows: list[list[str]]) -> None:
    read = [
        [unescape_formula(cell) for cell in row]
        for row in csv.reader(StringIO(rows_as_csv(rows), newline=""))
    ]
    assert read == rows


Shell = Callable[..., Result]


@pytest.fixture
def shell(on_record: Store, sqlite_database: str) -> Shell:
    policies = str(SOUND)
    return lambda *words: CliRunner().invoke(
        main, ["--database", sqlite_database, "report", *words, "--policies", policies]
    )


def test_a_paper_is_had_in_a_shell(shell: Shell) -> None:
    notice = shell("notice", "--about", "D-2026-0001")
    assert notice.exit_code == 0, notice.output
    assert notice.output.startswith("# Decision notice D-2026-0001")

    foi = shell("foi", "--from", "2025-01-01", "--format", "csv")
    assert foi.exit_code == 0, foi.output
    assert "Scribe" in foi.output, "a tool of the register"


def test_a_shell_lists_what_a_paper_may_be_about(shell: Shell) -> None:
    for words in (["notice"], ["notice", "--about", "D-9"]):
        done = shell(*words)
        assert done.exit_code == 2
        assert "D-2026-0001  Pilot: Sort the post" in done.output
    assert "later than" in shell("foi", "--from", "2026-02-01", "--to", "2026-01-01").output


@pytest.mark.parametrize(
    "typed",
    ["1.5 minutes", "1. first", "- item", "a\n===", "---", "    code", "> said", "a & b &lt; c",
     "[x](javascript:y)", "![x](y)", "`x` *y* _z_ | a", "# big", "<b>bold</b>"],
)  # fmt: skip
def test_markdown_shows_what_was_typed(typed: str) -> None:
    section = PaperSection("Said", [PaperText([typed])])
    paper = Paper("x", "Title", (), [section])

    html = MarkdownIt("commonmark").enable("table").render(markdown(paper))

    assert [tag for tag in ("<ul", "<ol", "<pre", "<a ", "<img", "<em", "<code", "<b>", "<hr",
                            "<blockquote") if tag in html] == []  # fmt: skip
    shown = unescape(html.partition("</h2>")[2].replace("<p>", "").replace("</p>", ""))
    assert [line.strip() for line in shown.replace("<br />", "").split("\n") if line] == [
        line.strip() for line in typed.split("\n")
    ]
