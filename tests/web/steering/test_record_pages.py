"""Records and papers on the pages: written, refused with words, handed out as files."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from common.person import Person
from storage import Store
from tests.databases import SetClock
from tests.triage.demo.test_fill import QUESTIONS
from tests.triage.records.test_records import RISK
from tests.triage.weighting import PARTS
from tests.web.board_site import AUDITOR, CHAIR, MEMBER, OFFICER, STAFF, board_site
from tests.web.visitor import Element, Visitor
from triage import demo
from triage.records import SCHEMAS, Record, RecordRepository

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
OLGA = Person("guild", "olga", "Olga Officer")
TYPED = {f"v.{name}": value for name, value in RISK.items()}


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock), headers=who))

    return come


def form(page: Element) -> Element:
    return next(one for one in page.all("form", method="post") if one.all("fieldset"))


async def test_a_record_is_added_changed_and_shown_with_its_history(arrive: Arrive) -> None:
    officer = await arrive(OFFICER)
    page = await officer.open("/records/risk/new")
    await officer.send(form(page), TYPED)
    assert officer.page.one("h1").text == RISK["title"]
    assert officer.page.one(role="status").text == "The record is kept."

    page = await officer.open("/records/R-2026-0001/edit")
    await officer.send(form(page), {"v.impact": "5"})

    history = officer.page.one("ol", class_="history").text
    assert "Impact before measures: 4 5" in history
    assert "Olga Officer" in history


async def test_the_risk_register_shows_levels_and_a_matrix_that_leads_to_them(
    arrive: Arrive, store: Store
) -> None:
    records = RecordRepository(store)
    calm = {"likelihood": "1", "impact": "2", "title": "Calm"}
    left = {"residual_likelihood": "2", "residual_impact": "2", "title": "Measured"}
    for typed in (RISK, {**RISK, **calm}, {**RISK, **left}):
        assert isinstance(await records.add(SCHEMAS["risk"], typed, by=OLGA), Record)
    auditor = await arrive(AUDITOR)

    page = await auditor.open("/records/risk")
    first, *_, last = page.one("table", class_="stacking").one("tbody").all("tr")
    assert str(RISK["title"]) in first.text, "the gravest first"
    assert "Calm" in last.text
    assert "Low (4)" in page.one("table", class_="stacking").text
    place = page.one("a", href="/records/risk?cell=2-2")
    assert place.text == "1 risk"
    found = await auditor.open("/records/risk?cell=2-2")
    titles = [row.one("th").one("a").text for row in
              found.one("table", class_="stacking").one("tbody").all("tr")]  # fmt: skip
    assert titles == ["Measured"]
    by_title = await auditor.open("/records/risk?sort=title")
    assert by_title.one("th", **{"aria-sort": "ascending"}).text == "Risk"


async def test_likelihood_and_impact_are_chosen_by_what_they_mean(arrive: Arrive) -> None:
    page = await (await arrive(OFFICER)).open("/records/risk/new")
    labels = [label.text for label in page.all("label")]
    assert "4: likely" in labels
    assert "5: very grave harm" in labels


async def test_what_is_missing_is_named_and_what_was_typed_is_kept(arrive: Arrive) -> None:
    officer = await arrive(OFFICER)
    page = await officer.open("/records/risk/new")
    page = await officer.send(form(page), TYPED | {"v.owner": "", "v.impact": "9"}, status=422)

    summary = page.one("div", class_="summary")
    assert "Owner: Fill this in." in summary.text
    assert "Impact before measures: Write a number from 1 to 5." in summary.text
    targets = [link.attributes["href"].removeprefix("#") for link in summary.all("a")]
    assert all(page.all("", id=target) for target in targets)
    assert page.one("input", id="f-title").attributes["value"] == RISK["title"]


async def test_two_who_change_a_record_at_once_both_see_everything(
    arrive: Arrive, store: Store
) -> None:
    await RecordRepository(store).add(SCHEMAS["risk"], RISK, by=OLGA)
    officer, chair = await arrive(OFFICER), await arrive(CHAIR)
    late = form(await chair.open("/records/R-2026-0001/edit"))
    await officer.send(form(await officer.open("/records/R-2026-0001/edit")), {"v.impact": "5"})

    page = await chair.send(late, {"v.measures": "My words"}, status=409)

    assert "Somebody else changed this meanwhile" in page.text
    assert "My words" in page.one("textarea", id="f-measures").text
    await chair.send(form(page))
    found = await RecordRepository(store).one("R-2026-0001")
    assert found
    assert found[0].text("measures") == "My words"


async def test_who_may_not_write_is_refused_and_shown_no_button(
    arrive: Arrive, store: Store
) -> None:
    await RecordRepository(store).add(SCHEMAS["risk"], RISK, by=OLGA)
    auditor = await arrive(AUDITOR)
    page = await auditor.open("/records/R-2026-0001")
    assert not [link for link in page.all("a") if "edit" in link.attributes["href"]]
    await auditor.post("/records/risk/new", [("token", "token Ada Auditor")], status=403)
    await auditor.post("/records/samples/remove", [("token", "token Ada Auditor")], status=403)

    staff = await arrive(STAFF)
    assert (await staff.client.get("/records")).status == 403
    assert (await staff.client.get("/papers/agenda")).status == 403


async def test_an_empty_page_says_what_will_appear_and_how(arrive: Arrive) -> None:
    officer = await arrive(OFFICER)

    assert "Nothing is due." in (await officer.open("/records")).text
    for kind in SCHEMAS:
        page = await officer.open(f"/records/{kind}")
        assert "Nothing is recorded yet." in page.one("p", class_="empty").text
    assert "There is nothing to write it about yet." in (await officer.open("/papers/notice")).text


async def test_markup_and_formulas_stay_text(arrive: Arrive, store: Store) -> None:
    nasty = RISK | {"title": "<script>alert(1)</script>", "measures": "=1+1"}
    assert isinstance(await RecordRepository(store).add(SCHEMAS["risk"], nasty, by=OLGA), Record)
    officer = await arrive(OFFICER)

    page = await officer.open("/records/risk")
    assert "<script>alert(1)</script>" in page.text
    assert not page.all("script")
    csv = await (await officer.client.get("/records/risk/table.csv")).text()
    assert "'=1+1" in csv
    book = await (await officer.client.get("/records/risk/table.xlsx")).read()
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n"}


async def test_what_is_not_there_is_said(arrive: Arrive) -> None:
    officer = await arrive(OFFICER)
    for path in ("/records/R-2026-0404", "/records/nonsense", "/records/nonsense/new",
                 "/records/risk/table.pdf", "/records/R-1/edit", "/papers/nonsense",
                 "/papers/foi/file.exe"):  # fmt: skip
        assert (await officer.client.get(path)).status == 404
    for query, status in (("from=x", 400), ("from=2026-02-01&to=2026-01-01", 422)):
        assert (await officer.client.get(f"/papers/foi?{query}")).status == status
        assert (await officer.client.get(f"/papers/foi/file.md?{query}")).status == status
    assert (await officer.client.get("/papers/notice?about=D-9")).status == 422


async def test_samples_are_shown_as_papers_and_removed_with_a_button(
    arrive: Arrive, store: Store
) -> None:
    await demo.fill(store, QUESTIONS, "screening@1.0", parts=PARTS)
    officer = await arrive(OFFICER)

    page = await officer.open("/papers/agenda")
    assert "Benefit letters in plain words" in page.text
    links = [link.attributes["href"] for link in page.one("p", class_="doing").all("a")]
    for link in links:
        answer = await officer.client.get(link)
        assert answer.status == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        assert len(await answer.read()) > 1000
    page = await officer.open("/papers/case-study")
    chosen = page.one("select", id="about").all("option")[0].attributes["value"]
    assert "What we learned" in (await officer.open(f"/papers/case-study?about={chosen}")).text

    member = await arrive(MEMBER)
    for path in ("/records", "/records/pilot", "/records/P-0000-0001", "/board/matrix",
                 "/board/again", "/board/AI-0000-0001", "/papers", "/papers/agenda", "/catalogue",
                 "/catalogue/views/exists", "/board"):  # fmt: skip
        assert "Remove all samples" in (await officer.open(path)).text, path
        assert "Remove all samples" not in (await member.open(path)).text, path
    page = await officer.press("Yes, remove all samples")
    assert "Every sample is removed." in page.one(role="status").text
    assert "No idea has been sent in yet" in page.text
    assert not await demo.are_there(store)
