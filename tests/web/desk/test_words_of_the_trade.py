"""The desk says what officers say: crawled page by page, at every route that a link leads to."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.importing.source_document import NoConverterError
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


@pytest.fixture
async def crawled(sqlite_database: str, tmp_path: Path) -> AsyncIterator[Crawl]:
    """Each page of the desk, with samples, questions without an answer and changes under way."""
    clock = SetClock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    folder = undisputed_set(tmp_path)
    async with whole_site(sqlite_database, clock, folder, tmp_path / "data") as site:
        token = site.token("officer")
        for question in ("where does the wax drum go", "may i use quillbot"):
            await site.ask("officer", "/chat", "POST", {"token": token, "text": question})
        boxes = await site.forms("officer", "/desk/set/lexicon.md/part/acronyms.agm")
        sent = {**dict(boxes[0].sent), "v.called": "moot"}
        await site.ask("officer", "/desk/set/lexicon.md/part/acronyms.agm", "POST", sent)
        forms = await site.forms("officer", "/desk/rules/meetings/clause/kept")
        sent = {**dict(forms[0].sent), "text": "Recordings are kept for 30 days."}
        await site.ask("officer", "/desk/rules/meetings/clause/kept", "POST", sent)
        yield await site.crawled("officer", "/desk/work", "/board", "/papers", most=3)


def desk(found: Crawl) -> dict[str, Element]:
    pages = {
        path: read_html(body.decode())
        for route, kept in found.pages.items()
        if route.startswith("/desk")
        for path, body in kept.items()
        if body
    }
    assert len(pages) > 20, "the crawl came about"
    return {path: page.one("main") for path, page in pages.items()}


def unfolded(page: Element) -> str:
    """The words of a page without what is folded, and without what somebody typed."""
    folded = {id(one) for tag in ("details", "textarea", "option") for one in page.all(tag)}

    def words(element: Element) -> str:
        return "".join(
            part if isinstance(part, str) else "" if id(part) in folded else words(part)
            for part in element.parts
        )

    return words(page)


async def test_the_words_of_before_are_gone_from_every_page(crawled: Crawl) -> None:
    pages = {
        path: read_html(body.decode()).one("main").text
        for kept in crawled.pages.values()
        for path, body in kept.items()
        if body
    }
    found = {
        (path, old)
        for path, text in pages.items()
        for old in OLD
        if re.search(rf"\b{old}\b", text, re.IGNORECASE)
    }

    assert found == set()


async def test_the_machine_is_named_in_folded_parts_alone(crawled: Crawl) -> None:
    found = {
        (path, word)
        for path, page in desk(crawled).items()
        for word in MACHINE
        if re.search(rf"\b{word}", unfolded(page), re.IGNORECASE)
    }

    assert found == set()


async def test_no_page_of_the_desk_shows_a_shell_command(crawled: Crawl) -> None:
    found = {
        (path, seen[0]) for path, page in desk(crawled).items() if (seen := SHELL.search(page.text))
    }

    assert found == set()


def test_an_officer_is_told_of_a_missing_converter_without_a_command() -> None:
    assert SHELL.search(str(NoConverterError("Word", "mammoth"))) is None


async def test_ready_to_decide_is_no_button_by_that_name(crawled: Crawl) -> None:
    buttons = {
        button.text
        for kept in crawled.pages.values()
        for body in kept.values()
        if body
        for button in read_html(body.decode()).all("button")
    }

    assert "Ready to decide" not in buttons
