"""Whatever somebody types into the form of a decision is on the record, in the notice and in the
spreadsheet letter for letter, or is refused."""

import asyncio
import io
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import openpyxl
import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import storage
from storage import Store
from tests.databases import IN_MEMORY, SetClock
from tests.triage.people import ANN
from tests.web.board_site import CHAIR, board_site, sent_in
from tests.web.visitor import Element, Visitor, fields, read_html
from triage.assessment.scoring import Floors
from triage.listing.board_service import Board
from triage.model.idea import Scores
from triage.model.stages import Stage
from triage.model.validation import tidied
from triage.redaction import name_redactor
from triage.triage_list import TriageList
from triage.workflow.gates import PILOT

EVIDENCE = PILOT[:-1]
NEEDED = ("reason", "conflicts", "exempt_reason", *EVIDENCE)
FIELDS = (*NEEDED, "alternatives", "conditions")
IN_TABLES = ("reason", "exempt_reason", *EVIDENCE)
"""What stands in a table of some paper, and so in a spreadsheet."""

NASTY = ("=1+1", "@x", "a\tb", "a\r\nb", "_x0041_", "<b>", "| x |", "1. x", "\u202ex", "\0", " ",
         "{{x}}", "&amp;", "'=1", "\\", "\u2028x", "# x")  # fmt: skip
TEXT = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8"), max_size=40))

named = name_redactor([ANN.name, CHAIR["As"]])


@dataclass
class Group:
    """A steering group on a store, with its chair at a browser."""

    store: Store
    clock: SetClock
    chair: Visitor
    numbers: Iterator[int]

    async def decided(self, said: Mapping[str, str]) -> Element:
        """The page that comes when the chair sends in the form for a pilot."""
        idea = await sent_in(self.store, self.clock, key=str(next(self.numbers)))
        ref = idea.reference
        await Board(self.store).score(ref, Scores(1, 1, 1, 1, 1), "", Floors(), by=ANN)
        await TriageList(self.store).transition(ref, Stage.READY, by=ANN)
        page = await self.chair.open(f"/board/{ref}/decide/pilot")
        form = next(one for one in page.all("form") if one.attributes["action"].endswith("/pilot"))
        sent = {name: text for name, text in fields(form) if not name.startswith("m.")}
        sent |= {f"v.{name}": text for name, text in said.items()}
        sent |= {"v.ends_on": "2026-10-01", "v.published": "false"}
        answer = await self.chair.client.post(
            form.attributes["action"],
            data={**sent, "m.policies": "data@1.0#checking", "step": "record"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.status in (200, 422)
        return read_html(await answer.text())

    async def file(self, path: str) -> bytes:
        answer = await self.chair.client.get(path)
        assert answer.status == 200, path
        return await answer.read()


@asynccontextmanager
async def group(folder: str) -> AsyncIterator[Group]:
    clock = SetClock(datetime(2026, 6, 1, 9, tzinfo=UTC))
    store = await storage.open(folder, clock)
    async with TestClient(TestServer(board_site(store, clock)), headers=CHAIR) as client:
        yield Group(store, clock, Visitor(client), count(1))
    await store.close()


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as held:
        yield held


@pytest.fixture(scope="module")
def chair(runner: asyncio.Runner) -> Iterator[Group]:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        opened = group(folder)
        yield runner.run(opened.__aenter__())
        runner.run(opened.__aexit__(None, None, None))


def test_a_text_is_kept_letter_for_letter_or_refused(runner: asyncio.Runner, chair: Group) -> None:
    @settings(max_examples=4)
    @given(said=st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXT)))
    def holds(said: dict[str, str]) -> None:
        runner.run(kept_or_refused(chair, said))

    holds()


async def kept_or_refused(chair: Group, said: Mapping[str, str]) -> None:
    kept = {name: tidied(text) for name, text in said.items()}
    page = await chair.decided(said)
    heading = page.one("h1").text
    if not all(kept[name] for name in NEEDED):
        assert page.one(class_="summary", role="alert")
        return

    assert heading.startswith("Decision record")
    record = heading.split()[-1]
    on_page = {one.text for one in page.all("dd")}
    for name in FIELDS:
        text = " ".join(kept[name].split())
        assert not text or {text, f"Not published: {text}"} & on_page, name

    notice = read_html((await chair.file(f"/papers/notice/file.html?about={record}")).decode())
    parts = {squeezed(one.text) for tag in ("dd", "p") for one in notice.all(tag)}
    assert {squeezed(named(text)) for text in kept.values() if text} <= parts
    drawn = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown = (await chair.file(f"/papers/notice/file.md?about={record}")).decode()
    words = squeezed(read_html(drawn.render(markdown)).text)
    assert not [name for name, text in kept.items() if squeezed(named(text)) not in words]

    cells = set[object]()
    for path in (f"/papers/notice/file.xlsx?about={record}", "/papers/quarterly/file.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(await chair.file(path)))
        cells |= {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {named(kept[name]) for name in IN_TABLES} <= cells


def squeezed(text: str) -> str:
    """Without spaces: where lines end is the paper's own affair."""
    return "".join(text.split())
