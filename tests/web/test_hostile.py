"""What somebody with bad intentions types into every field stays text wherever it is shown."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import fields

import openpyxl
import pytest
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

import storage
from storage import Store
from tests.databases import SetClock
from tests.web.board_site import MEMBER, OFFICER, board_site, sent_in
from tests.web.visitor import read_html
from triage import Person, TriageList
from triage.checks import LIMIT, LIMITS
from triage.ideas import Idea, Proposal

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\"'><b>"
FORMULAS = ('=HYPERLINK("http://evil.example";"x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)")
LINK = "[click](javascript:alert(1)) https://evil.example"


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


async def hostile(store: Store, clock: SetClock, payload: str, key: str) -> Idea:
    """An idea whose every text is the payload, noted and asked about with it too."""
    names = [field.name for field in fields(Proposal) if field.type in ("str", str)]
    texts = {name: payload[: LIMITS.get(name, LIMIT)] for name in names}
    idea = await sent_in(store, clock, key=key, **texts)  # type: ignore[arg-type]
    mallory = Person("guild", "mallory", payload)
    for for_submitter in (False, True):
        await TriageList(store).remark(
            idea.reference, payload, by=mallory, for_submitter=for_submitter
        )
    return idea


@pytest.fixture
async def client(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> TestClient:  # type: ignore[type-arg]
    return await aiohttp_client(board_site(store, clock))


async def test_markup_in_every_field_is_text_on_every_page(
    client: TestClient,  # type: ignore[type-arg]
    store: Store,
    clock: SetClock,
) -> None:
    idea = await hostile(store, clock, MARKUP + LINK, "k")
    seen = 0
    below = ("", "/scores", "/plan", "/note", "/care", "/screening", "/decide/ask")
    for path in ("/board", "/board/matrix", *(f"/board/{idea.reference}{end}" for end in below)):
        response = await client.get(path, headers=OFFICER)
        assert response.status == 200, path
        text = await response.text()
        page = read_html(text)
        seen += "alert(1)" in page.text
        assert not [s for s in page.all("script") if "src" not in s.attributes], path
        assert not [e for e in page.all("img") if e.attributes.get("src") == "x"], path
        assert not [e for e in page.all() if any(n.startswith("on") for n in e.attributes)], path
        links = [a.attributes.get("href", "") for a in page.all("a")]
        assert not [a for a in links if a.lower().startswith(("javascript", "https://evil"))], path
        assert "49" not in page.text, path
    assert seen >= 3


@pytest.mark.parametrize("payload", FORMULAS)
async def test_a_formula_in_every_field_is_text_in_every_table(
    client: TestClient,  # type: ignore[type-arg]
    store: Store,
    clock: SetClock,
    payload: str,
) -> None:
    await hostile(store, clock, payload, "k")
    response = await client.get("/board/ideas.csv", headers=OFFICER)
    rows = list(csv.reader(io.StringIO((await response.read()).decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row if payload in cell]
    assert cells
    assert not [cell for cell in cells if cell[0] in "=+-@\t"]

    response = await client.get("/board/ideas.xlsx", headers=OFFICER)
    book = openpyxl.load_workbook(io.BytesIO(await response.read()))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in found if payload in str(cell.value)]
    assert not [cell for cell in found if cell.data_type == "f"]


@pytest.mark.parametrize(
    "ref",
    [
        "AI-2026-9999",
        "AI-2026-0001'--",
        "..%2f..%2fetc",
        "x" * 3000,
        "%ff",
        "💥",
    ],
    ids=lambda ref: ref[:20],
)
async def test_a_reference_that_is_guessed_leads_nowhere(
    client: TestClient,  # type: ignore[type-arg]
    store: Store,
    clock: SetClock,
    ref: str,
) -> None:
    await sent_in(store, clock)
    response = await client.get(f"/board/{ref}", headers=MEMBER)

    assert response.status == 404
    assert read_html(await response.text()).one("h1").text == "Page not found"
