"""The desk says what officers say: crawled page by page, at every route that a link leads to."""

import asyncio
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.importing.source_document import NoConverterError
from storage.engine.engines import FILE
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.web.visitor import Element, read_html
from tests.web.whole_site import Crawl, whole_site

OLD = (
    "The set that is served", "Mend it before you publish", "nothing breaks",
    "Shown only what lies nearest", "Words that the lexicon lacks",
    "led by", "confidence 0", "Look at it again on", "Looked after by nobody", "Days in it",
    "Take it in",
)  # fmt: skip
"""What these pages said before, in the words of the machine."""

MACHINE = ("fingerprint", "byte for byte", "digest", "server", "replica", "JSON", "YAML", "SQLite")
"""What belongs into a folded part alone."""

SHELL = re.compile(
    r"\bpython3?\b|\brun\.py\b|\bpip install\b|\bgit \w+|^\s*\$ |--\w+", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages that were found by their paths, and the main parts of those of the desk."""

    all: Mapping[str, Element]
    desk: Mapping[str, Element]


@pytest.fixture(scope="module")
def crawled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Each page of the desk, with samples, questions without an answer and changes under way."""
    place = tmp_path_factory.mktemp("crawled")
    shutil.copy(migrated_sqlite, place / FILE)
    routes = asyncio.run(_crawled(place)).pages
    pages = {
        (route, path): read_html(body.decode())
        for route, kept in routes.items()
        for path, body in kept.items()
        if body
    }
    desk = {at: page.one("main") for at, page in pages.items() if at[0].startswith("/desk")}
    assert len(desk) > 20, "the crawl came about"
    return Pages(
        {path: page for (_, path), page in pages.items()},
        {path: main for (_, path), main in desk.items()},
    )


async def _crawled(place: Path) -> Crawl:
    clock = SetClock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    folder = undisputed_set(place)
    async with whole_site(str(place), clock, folder, place / "data") as site:
        token = site.token("officer")
        for question in ("where does the wax drum go", "may i use quillbot"):
            await site.ask("officer", "/chat", "POST", {"token": token, "text": question})
        boxes = await site.forms("officer", "/desk/set/lexicon.md/part/acronyms.agm")
        sent = {**dict(boxes[0].sent), "v.called": "moot"}
        await site.ask("officer", "/desk/set/lexicon.md/part/acronyms.agm", "POST", sent)
        forms = await site.forms("officer", "/desk/rules/meetings/clause/kept")
        sent = {**dict(forms[0].sent), "text": "Recordings are kept for 30 days."}
        await site.ask("officer", "/desk/rules/meetings/clause/kept", "POST", sent)
        return await site.crawled("officer", "/desk/work", "/board", "/papers", most=3)


def unfolded(page: Element) -> str:
    """The words of a page without what is folded, and without what somebody typed."""
    folded = {id(one) for tag in ("details", "textarea", "option") for one in page.all(tag)}

    def words(element: Element) -> str:
        return "".join(
            part if isinstance(part, str) else "" if id(part) in folded else words(part)
            for part in element.parts
        )

    return words(page)


def test_the_words_of_before_are_gone_from_every_page(crawled: Pages) -> None:
    found = {
        (path, old)
        for path, page in crawled.all.items()
        for old in OLD
        if re.search(rf"\b{old}\b", page.one("main").text, re.IGNORECASE)
    }

    assert found == set()


def test_the_machine_is_named_in_folded_parts_alone(crawled: Pages) -> None:
    found = {
        (path, word)
        for path, page in crawled.desk.items()
        for word in MACHINE
        if re.search(rf"\b{word}", unfolded(page), re.IGNORECASE)
    }

    assert found == set()


def test_no_page_of_the_desk_shows_a_shell_command(crawled: Pages) -> None:
    found = {
        (path, seen[0]) for path, page in crawled.desk.items() if (seen := SHELL.search(page.text))
    }

    assert found == set()


def test_an_officer_is_told_of_a_missing_converter_without_a_command() -> None:
    assert SHELL.search(str(NoConverterError("Word", "mammoth"))) is None


def test_ready_to_decide_is_no_button_by_that_name(crawled: Pages) -> None:
    buttons = {button.text for page in crawled.all.values() for button in page.all("button")}

    assert "Ready to decide" not in buttons
