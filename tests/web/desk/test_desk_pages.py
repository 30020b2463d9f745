"""The officers' desk, on a set that is really served and a journal that is really kept."""

import csv
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from aiohttp import FormData
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.answering.answer_log import AnswerLog, FeedbackVerdict
from bot.conversation import Conversation
from bot.message import Message
from common.person import Person
from knowledge import Library
from knowledge.publishing.live_set import LiveSet
from knowledge.quality.coverage import TopicCoverage, coverage
from storage import Store, StoreError
from storage.engine.errors import DatabaseErrorKind
from tests.databases import SetClock
from tests.knowledge.importing.made_documents import MADE, MadeDocument
from tests.knowledge.importing.made_open_documents import OPEN
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Visitor, read_html
from triage.records import RecordRepository
from triage.records.schemas import AGENT
from web.desk import coverage_page
from web.desk.desk_pages import DeskServices

OWN = {"Sec-Fetch-Site": "same-origin"}
PAGES = (
    "/desk/work",
    "/desk",
    "/desk/questions",
    "/desk/clauses",
    "/desk/coverage",
    "/desk/receipts",
    "/desk/impact",
    "/desk/import",
    "/desk/pauses",
)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))


@pytest.fixture
async def kept(sqlite_database: Path, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def office(kept: Store, clock: SetClock, tmp_path: Path) -> DeskServices:
    folder, data = copy_of_the_sound_set(tmp_path), tmp_path / "data"
    undisputed = folder / "data" / "1.0.md"
    undisputed.write_text(undisputed.read_text().replace("conflicts: [meetings#kept]\n", ""))
    serving = LiveSet.load(folder, clock=clock, meaning=False, kept=data / "sets")
    return DeskServices(lambda: kept, serving, data, meaning=False)


@pytest.fixture
async def officer(office: DeskServices, clock: SetClock, aiohttp_client: AiohttpClient) -> Visitor:
    site = made_up_site(MadeUpConversation(), clock, office=office)
    return Visitor(await aiohttp_client(site))


Ask = Callable[[str], Awaitable[str]]


@pytest.fixture
def ask(office: DeskServices, clock: SetClock) -> Ask:
    """Ask as a member of staff does; gives the receipt."""
    journal = AnswerLog(office.store)
    conversation = Conversation(lambda: office.serving.library, clock, journal)

    async def asked(text: str) -> str:
        message = Message(text, text, Person("t", "person-9", "Jo Bloggs"), text)
        return (await conversation.reply_to(message)).receipt

    return asked


def edit(office: DeskServices, name: str, old: str, new: str) -> None:
    path = office.serving.folder / name
    path.write_text(path.read_text().replace(old, new))
    office.serving.reload()


async def test_every_page_stands_on_an_empty_desk(officer: Visitor) -> None:
    for path in PAGES:
        page = await officer.open(path)
        assert page.one("nav", class_="tabs").one("a", **{"aria-current": "page"})


async def test_the_desk_shows_the_set_that_is_served(
    officer: Visitor, office: DeskServices
) -> None:
    page = await officer.open("/desk")

    assert office.serving.fingerprint in page.text
    assert "1 October 2026, 10:00:00" in page.text, "in the council's own time"
    assert "up to date" in page.text


async def test_an_error_in_the_folder_is_shown_with_file_and_line(
    officer: Visitor, office: DeskServices
) -> None:
    edit(office, "data/1.0.md", "status: approved", "status: perhaps")
    page = await officer.open("/desk/work")

    assert "not up to date" in (await officer.open("/desk")).text
    rows = page.one("section", **{"aria-labelledby": "problems"}).one("tbody").all("tr")
    assert [row.one("th").text for row in rows] == ["data/1.0.md:5"]


async def test_what_is_due_is_shown_with_its_days(officer: Visitor, clock: SetClock) -> None:
    clock.now = datetime(2027, 9, 15, 9, tzinfo=UTC)
    page = await officer.open("/desk/work")

    reviews = page.one("section", **{"aria-labelledby": "reviews"})
    assert "Keeping data safe" in reviews.text or "overdue by" in reviews.text
    assert "suspended since" in page.one("section", **{"aria-labelledby": "audits"}).text


async def test_agents_that_nobody_answers_for_are_on_the_desk(
    officer: Visitor, kept: Store
) -> None:
    agent = {"title": "Rota helper", "level": "2: shared in a team", "who_uses": "Parks",
             "reads": "The rota", "review_on": "2026-12-01", "state": "in use"}  # fmt: skip
    records = RecordRepository(kept)
    who = Person("t", "olga")
    await records.add(AGENT, agent, by=who)
    await records.add(AGENT, {**agent, "title": "Looked after", "owner": "Head of Parks"}, by=who)
    late = {**agent, "title": "Late", "owner": "Head of Parks", "review_on": "2026-09-01"}
    await records.add(AGENT, late, by=who)

    said = (await officer.open("/desk")).one("section", **{"aria-labelledby": "agents"}).text

    assert "Rota helper" in said
    assert "Without an owner" in said
    assert "Review overdue since 1 September 2026" in said
    assert "Looked after" not in said


async def test_questions_without_an_answer_lie_on_the_desk_masked_and_with_what_to_type(
    officer: Visitor, ask: Ask
) -> None:
    await ask("how much does the parrot of Jo Bloggs cost in euros at jo@example.com")
    page = await officer.open("/desk/questions")

    text = page.one("section", **{"aria-labelledby": "unanswered"}).text
    assert "Teach this question" in text
    assert "python3" not in page.text
    assert "jo@example.com" not in text
    assert "person-9" not in page.text


async def test_clauses_are_counted_and_feedback_stands_beside_them(
    officer: Visitor, ask: Ask, office: DeskServices
) -> None:
    receipt = await ask("how long are recordings kept")
    await AnswerLog(office.store).feedback(
        receipt, FeedbackVerdict.NOT_HELPFUL, "it says nothing of films"
    )
    page = await officer.open("/desk/clauses")

    cited = page.one("section", **{"aria-labelledby": "cited"})
    assert cited.one("svg").attributes["aria-label"].startswith("The clauses that were quoted most")
    first = [row.all("td")[1].text for row in cited.one("tbody").all("tr")]
    assert sorted(first, reverse=True)[0] == "1"
    assert "it says nothing of films" in page.text


async def test_coverage_shows_each_topic_with_its_clause_or_that_nothing_answers(
    officer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_page, "_WAITED", 300.0)  # a busy machine is not what is tested
    page = await officer.open("/desk/coverage")
    rows = [
        [cell.text.strip() for cell in row.all() if cell.tag in ("th", "td")]
        for row in page.one("tbody").all("tr")
    ]
    assert len(rows) == 84
    states = [row[1] for row in rows]
    assert states == sorted(states, key=("Nothing", "Perhaps", "Answered").index)
    assert all(row[2] == "None" for row in rows if row[1] == "Nothing")
    assert all(" of " in row[3] for row in rows)
    (path,) = {link.attributes["href"] for link in page.one("tbody").all("a")} & {
        "/policies/meetings/2.0#tell-first"
    }
    assert (await officer.client.get(path)).status == 200

    response = await officer.client.get("/desk/coverage.csv")
    told = list(csv.reader(StringIO(await response.text("utf-8-sig"))))
    names = [summary.text for summary in page.one("tbody").all("summary")]
    assert [row[:2] for row in told[1:]] == [list(row) for row in zip(names, states, strict=True)]


async def test_coverage_is_worked_out_once_for_a_set_and_again_for_the_next(
    officer: Visitor, office: DeskServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def counted(library: Library, on: date) -> tuple[TopicCoverage, ...]:
        asked.append(library.fingerprint)
        return coverage(library, on)

    monkeypatch.setattr(coverage_page, "coverage", counted)
    await officer.open("/desk/coverage")
    await officer.open("/desk/coverage")
    path = office.serving.folder / "lexicon.md"
    path.write_text(path.read_text() + "\n")
    office.serving.reload()
    await officer.open("/desk/coverage")
    assert len(asked) == len(set(asked)) == 2


async def test_while_coverage_takes_long_the_page_says_so(
    officer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_page, "_WAITED", 0.0)
    page = await officer.open("/desk/coverage")
    assert "This is being worked out" in page.text
    assert (await officer.client.get("/desk/coverage.csv")).status == 503


@pytest.mark.parametrize("name", ["unanswered", "cited", "never-cited", "weeks", "audits"])
async def test_each_table_has_a_page_and_a_file_with_all_of_it(
    officer: Visitor, ask: Ask, name: str
) -> None:
    await ask("how long are recordings kept")
    page = await officer.open(f"/desk/tables/{name}")
    rows = [row for table in page.all("tbody") for row in table.all("tr")]
    response = await officer.client.get(f"/desk/tables/{name}.csv")
    body = await response.read()

    assert body.startswith(b"\xef\xbb\xbf"), "Excel would misread it"
    assert f'filename="{name}-2026-10-01.csv"' in response.headers["Content-Disposition"]
    written = list(csv.reader(StringIO(body.decode("utf-8-sig"))))
    assert len(written) == len(rows) + 1


async def test_no_cell_of_a_file_is_taken_for_a_formula(officer: Visitor, ask: Ask) -> None:
    await ask('=HYPERLINK("http://evil","click") and what about gizmos')
    body = await (await officer.client.get("/desk/tables/unanswered.csv")).text("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(body)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


async def test_a_period_that_nobody_offers_is_the_usual_one(officer: Visitor) -> None:
    for asked in ("", "7", "x", "٣٠"):
        page = await officer.open(f"/desk/questions?days={asked}")
        assert page.one("option", selected="").attributes["value"] == "90"


async def test_while_the_journal_cannot_be_read_the_state_is_still_shown(
    office: DeskServices, clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    def gone() -> Store:
        raise StoreError(DatabaseErrorKind.GONE, "nowhere")

    site = made_up_site(
        MadeUpConversation(),
        clock,
        office=DeskServices(gone, office.serving, office.data, meaning=False),
    )
    client = await aiohttp_client(site)
    response = await client.get("/desk")
    page = read_html(await response.text())

    assert response.status == 503
    assert "cannot be reached" in page.one("p", role="alert").text
    assert office.serving.fingerprint in page.text
    assert (await client.get("/desk/tables/cited.csv")).status == 503


async def test_a_receipt_is_found_however_it_is_typed_and_proven(
    officer: Visitor, ask: Ask, office: DeskServices
) -> None:
    receipt = await ask("how long are recordings kept")
    edit(office, "meetings/2.0.md", "30 days and", "3 days and")
    for typed in (receipt, receipt.lower().replace("-", " ")):
        page = await officer.open(f"/desk/receipts?code={typed}")
        assert page.all("strong", class_="badge")[0].text == "confirmed"
    assert "30 days" in page.all("section", class_="quoted")[0].text, "as it was shown then"


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [("nonsense", 422, "That is no receipt"), ("R-7K2M-9QF3", 404, "not on record")],
)
async def test_a_receipt_that_is_none_or_unknown_is_told_so(
    officer: Visitor, code: str, status: int, words: str
) -> None:
    response = await officer.client.get(f"/desk/receipts?code={code}")
    page = read_html(await response.text())

    assert response.status in (status, 422)
    assert page.one("input", id="code").attributes["value"] == code, "nothing typed is lost"
    assert page.one("p", id="code-problem").text
    assert words


async def bring_in(officer: Visitor, name: str, content: bytes, status: int = 200) -> str:
    """Bring a document in on the desk; gives the page as it came."""
    form = (await officer.open("/desk/import")).all("form")[-1]
    data = FormData()
    data.add_field("token", form.one("input", name="token").attributes["value"])
    data.add_field("owner", "Keeper of Records")
    data.add_field("contact", "the record room")
    if name:
        data.add_field("file", content, filename=name, content_type="application/octet-stream")
    response = await officer.client.post("/desk/import", data=data, headers=OWN)
    page = await response.text()
    assert response.status == status, page
    return page


@pytest.mark.parametrize("document", [*MADE, *OPEN], ids=lambda document: document.name)
async def test_a_document_brought_in_has_its_report_and_nothing_is_kept(
    officer: Visitor, office: DeskServices, document: MadeDocument
) -> None:
    before = sorted(office.serving.folder.rglob("*"))
    page = read_html(await bring_in(officer, document.name, document.data))

    assert "words in the document" in page.text
    draft = page.one("textarea", id="draft").text
    assert draft.startswith("---")
    assert "status: draft" in draft
    assert "owner: " in draft
    told = " ".join(row.text for row in page.all("tr")).lower()
    assert [words for words in document.named if words not in " ".join(told.split())] == []
    assert sorted(office.serving.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", b"", "Choose a document first"),
        ("a.docx", b"PK broken", "damaged"),
        ("a.exe", b"MZ", "are not read"),
    ],
)
async def test_what_cannot_be_brought_in_is_refused_in_words_and_what_was_typed_stays(
    officer: Visitor, name: str, content: bytes, words: str
) -> None:
    page = read_html(await bring_in(officer, name, content, status=422))

    assert words in page.one("div", role="alert").text
    assert page.one("input", id="owner").attributes["value"] == "Keeper of Records"


async def send(officer: Visitor, name: str, text: str, folder: str = "", status: int = 200) -> str:
    """Send a file to be compared; gives the page's words."""
    form = (await officer.open("/desk/impact")).all("form")[-1]
    data = FormData()
    data.add_field("token", form.one("input", name="token").attributes["value"])
    data.add_field("folder", folder)
    if name:
        data.add_field("file", text.encode(), filename=name, content_type="text/markdown")
    response = await officer.client.post("/desk/impact", data=data, headers=OWN)
    page = await response.text()
    assert response.status == status, page
    return read_html(page).text


async def test_a_changed_file_is_compared_with_what_is_served_and_changes_nothing(
    officer: Visitor, office: DeskServices
) -> None:
    before = office.serving.fingerprint
    path = office.serving.folder / "meetings" / "2.0.md"
    said = await send(officer, "anything.md", path.read_text().replace("30 days and", "3 days and"))

    assert "meetings@2.0#kept" in said
    assert "reworded" in said
    office.serving.reload()
    assert office.serving.fingerprint == before


async def test_a_file_that_breaks_something_says_so(officer: Visitor, office: DeskServices) -> None:
    text = (office.serving.folder / "data" / "1.0.md").read_text()
    said = await send(officer, "1.0.md", text.replace("{#private}", "{#secret}"))

    assert re.search(r"\d+ things? breaks?\.", said)
    assert "citation" in said


@pytest.mark.parametrize(
    ("name", "text", "folder", "words"),
    [
        ("", "", "", "Choose the changed file first"),
        ("notes.txt", "x", "", "A policy file ends in .md"),
        ("../../evil.md", "x", "meetings", "Rename it first"),
        ("2.0.md", "no front matter", "", "does not say which policy"),
        ("2.0.md", "\xff\x00", "nowhere", "one of the folders in the list"),
    ],
)
async def test_what_cannot_be_compared_is_refused_in_words(
    officer: Visitor, name: str, text: str, folder: str, words: str
) -> None:
    assert words in await send(officer, name, text, folder, status=422)


async def test_a_folder_with_an_error_is_compared_as_it_stands(
    officer: Visitor, office: DeskServices
) -> None:
    edit(office, "data/1.0.md", "status: approved", "status: perhaps")
    page = await officer.open("/desk/impact")
    form = page.one("section", **{"aria-labelledby": "folder-now"}).one("form")
    said = (await officer.send(form)).text

    assert "The policy folder as it stands" in said
    assert "data/1.0.md:5" in said


async def test_a_comparison_that_is_not_kept_says_so(officer: Visitor) -> None:
    response = await officer.client.get("/desk/impact/0123")

    assert response.status == 404
    assert "Compare once more" in await response.text()


async def test_a_question_is_taught_at_the_press_of_a_button_and_undone_as_easily(
    officer: Visitor, office: DeskServices
) -> None:
    file = office.serving.folder / "meetings" / "asked.md"
    before = file.read_bytes()
    menu = (await officer.open("/desk/work")).one("nav", **{"aria-label": "Main"})
    form = await officer.open("/desk/teach?question=who+bins+the+films&place=meetings%23kept")
    assert form.one("nav", **{"aria-label": "Main"}).text == menu.text
    page = await officer.send(form.all("form")[-1], {"place": "meetings#kept"})
    assert "no known questions to compare with" in page.text
    assert file.read_bytes() == before, "nothing is written before it is wanted"

    page = await officer.press("Teach it")
    assert "It is answered like this from now on" in page.text
    assert b"- who bins the films\n" in file.read_bytes()
    lines = office.serving.library.policy_set.asked["meetings#kept"]
    assert "who bins the films" in lines

    await officer.press("Take it out again")
    assert file.read_bytes() == before


async def test_what_cannot_be_taught_is_said_and_what_was_typed_stays(officer: Visitor) -> None:
    form = (await officer.open("/desk/teach")).all("form")[-1]
    page = await officer.send(form, {"question": "?", "place": "meetings#kept"}, 422)

    assert "There is no question to teach" in page.one("div", role="alert").text
    assert page.one("input", id="question").attributes["value"] == "?"


async def test_a_file_that_somebody_else_changed_is_not_written_over(
    officer: Visitor, office: DeskServices
) -> None:
    file = office.serving.folder / "meetings" / "asked.md"
    form = (await officer.open("/desk/teach")).all("form")[-1]
    sent = {"question": "who bins the films", "place": "meetings#kept"}
    await officer.send(form, sent)
    await officer.press("Teach it")
    file.write_text(file.read_text() + "- and the reels\n")
    undo = officer.page.all("form")[-1]
    page = await officer.send(undo, status=409)

    assert "changed meanwhile" in page.text
    assert "- and the reels" in file.read_text()
