"""Texts of bad intent, and whether what shows them shows them as text."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from pypdf import PdfReader

from knowledge.privacy.masking import mask
from tests.bot.teams.outbound import card_rules
from tests.web.visitor import Element, read_html
from triage.model.validation import tidied

_MARKUP = (
    "<img src=x onerror=a()>\"'>[a](javascript:a)<at>b</at>{{DATE(2026-01-01T00:00:00Z)}}**c**"
)
_BEGINNINGS = ("=1", "+1", "-1", "@A", "\t=1", "'=1", "\u202e=\0\ufffe\x1b", "＝1")
_LINES = "<script>a()\r\n# h\n> q\n- l\n1. n\n| a | b |\n---\n```\n_x0041_\n[r]: //evil.example"
TEXTS = (*(f"{one}{_MARKUP}" for one in _BEGINNINGS), _LINES)
"""What somebody may type; each is followed by a mark of the box in which it was typed."""

MARK = re.compile(r"§\d+§")
_LINKED = r"https?://[^/]+/(board|decisions|meetings|records|policies/register)/"
"""Where the links of papers may lead: to what is on record, and to the register."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_OURS = ("/", "#", "https://assistant.council.example/")


@dataclass
class Typed:
    """What was typed, by its mark, and the marks that were seen again."""

    texts: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def mark(self, box: str) -> str:
        """A text for the box, another one each time, with a mark of its own."""
        mark, before = f"§{len(self.texts)}§", list(self.boxes.values()).count(box)
        first = sum(box.encode()) % len(TEXTS)
        self.boxes[mark] = box
        self.texts[mark] = f"{TEXTS[(first + before) % len(TEXTS)]} {mark}"
        return self.texts[mark]

    def faults(self, kind: str, body: bytes) -> list[str]:
        """What is wrong with how an output shows texts."""
        try:
            return list(_KINDS[kind](body, self))
        except AssertionError as broken:  # tags that are not nested
            return [str(broken)[:200]]

    def shown(self, text: str) -> Iterator[str]:
        """Before each mark stands what was typed before it, letter for letter: all of it or, where
        a line stands for itself, the line; in the journal it is masked."""
        words = "".join(text.split())
        for found in MARK.finditer(words):
            self.seen.add(found[0])
            typed = tidied(self.texts[found[0]])
            right = (typed, typed.rpartition("\n")[2], mask(typed))
            if "knowledgeteach" in words:  # a command for officers to copy, made safe for shells
                continue
            if not any(words[: found.end()].endswith("".join(one.split())) for one in right):
                yield f"{found[0]}: {words[max(0, found.start() - 120) : found.end()]!r}"


def _html(body: bytes, typed: Typed) -> Iterator[str]:
    page = read_html(body.decode())
    yield from _harmless(page)
    for element in page.all():
        for name, value in element.attributes.items():
            if name not in ("action", "href", "id"):
                yield from typed.shown(value)
    yield from typed.shown(page.text)


def _harmless(page: Element) -> Iterator[str]:
    for element in page.all():
        held = element.attributes
        if element.tag in ("iframe", "object", "embed", "base", "at", "b") or (
            element.tag == "script"
            and not held.get("src", "").startswith(("/static/", "https://res"))
        ):
            yield f"<{element.tag}>"
        if element.tag == "img" and not held.get("src", "").startswith(("/static/", "data:image/")):
            yield f"an image of {held.get('src')}"
        if any(name.startswith("on") or name == "srcdoc" for name in held):
            yield f"a script in <{element.tag}>"
        for name in ("href", "src", "action", "formaction"):
            address = held.get(name, "").strip()
            if re.match(r"(?i)\s*(javascript|data|vbscript):(?!image)", address):
                yield f"{name}={address[:60]}"
            ours = address.startswith("/") and not address.startswith("//")
            if "evil.example" in address and "example/asked-for" not in address and not ours:
                yield f"{name}={address[:60]}"


def _markdown(body: bytes, typed: Typed) -> Iterator[str]:
    drawn = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = read_html(drawn.render(body.decode()))
    yield from _harmless(page)
    yield from (f"a link to {link.attributes}" for link in page.all("a"))
    yield from (f"{tag} of {one.text[:60]}" for tag in ("img", "pre", "code", "s", "blockquote")
                for one in page.all(tag))  # fmt: skip
    for emphasised in (*page.all("em"), *page.all("h1"), *page.all("h2"), *page.all("li")):
        if emphasised.tag == "em" and MARK.search(emphasised.text):
            yield f"emphasis: {emphasised.text}"
    yield from typed.shown(page.text)


def _csv(body: bytes, typed: Typed) -> Iterator[str]:
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
        for cell in row:
            if cell.startswith(_FORMULA):
                yield f"a formula: {cell[:60]!r}"
            yield from typed.shown(cell)


def _xlsx(body: bytes, typed: Typed) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(body)):
        for cell in (one for row in sheet.iter_rows() for one in row):
            if cell.data_type == "f" or cell.hyperlink is not None:
                yield f"a formula or a link: {cell.value!r}"
            if isinstance(cell.value, str):
                yield from typed.shown(cell.value)


def _docx(body: bytes, typed: Typed) -> Iterator[str]:
    document = docx.Document(io.BytesIO(body))
    for told in document.part.rels.values():
        if told.is_external and not re.match(_LINKED, told.target_ref):
            yield f"a link to {told.target_ref}"
    for name in ("w:fldSimple", "w:instrText", "w:altChunk", "w:object"):
        yield from (f"{name} in a Word file" for _ in document.element.iter(qn(name)))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for text in [*(one.text for one in document.paragraphs), *(cell.text for cell in cells)]:
        yield from typed.shown(text)


def _pdf(body: bytes, _: Typed) -> Iterator[str]:
    """Words are parted at the ends of lines, so what is shown is not compared."""
    read = PdfReader(io.BytesIO(body))
    root: Any = read.trailer["/Root"]
    yield from (f"{name} in a PDF" for name in ("/OpenAction", "/AA", "/AcroForm") if name in root)
    for one in (note.get_object() for page in read.pages for note in page.get("/Annots", ())):
        does = one.get("/A", {})
        if "/URI" in does and not re.match(_LINKED, str(does["/URI"])):
            yield f"a link to {does['/URI']}"
        if str(does.get("/S", "/URI")) != "/URI":
            yield f"an action {does}"


def _json(body: bytes, typed: Typed) -> Iterator[str]:
    for text in _texts(json.loads(body)):
        yield from typed.shown(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _card(body: bytes, typed: Typed) -> Iterator[str]:
    card: dict[str, Any] = json.loads(body)
    yield from card_rules.faults(card)
    drawn = MarkdownIt("commonmark", {"html": False})
    for element in card_rules.elements(card):
        if element.get("type") == "TextBlock":
            text = str(element["text"])
            if re.search(r"\{\{(DATE|TIME)\(", text):
                yield f"a date of the client's making: {text!r}"
            page = read_html(drawn.render(text.replace("\r", "\n")))
            yield from _harmless(page)
            if MARK.search(text):
                yield from (f"<{one.tag}>" for one in page.all() if one.tag != "p")
            yield from typed.shown(page.text)
        if str(element.get("type")).startswith("Input."):
            yield from typed.shown(str(element.get("value", "")))
        if "evil.example" in str(element.get("url", "")):
            yield f"a button to {element['url']}"
    yield from (f"{name} is lost" for name in ("speak", "fallbackText") if not card.get(name))


_KINDS = {
    "html": _html,
    "md": _markdown,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
    "json": _json,
    "card": _card,
}
