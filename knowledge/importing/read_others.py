"""reStructuredText and PDF, by their own libraries, as source documents."""

import io
import re
from collections.abc import Iterable
from html import escape

from knowledge.importing.document_facts import facts_from_pairs
from knowledge.importing.html.html_tree import parse_html
from knowledge.importing.read_html import decoded, page_words
from knowledge.importing.source_document import (
    ImportRefusedError,
    NoConverterError,
    Remark,
    SourceDocument,
    SourceWords,
)

_NUMBERED = re.compile(r"(?:Section\s+)?\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-Z][^.;:]{2,80}")
_ROLE = re.compile(r":(?:ref|doc|term|abbr|any|numref):`([^`<]+?)(?:\s*<[^>]*>)?`")
_FIELD = re.compile(r"^:([A-Za-z][\w -]*):[ \t]+(.+)$", re.MULTILINE)


def read_rst(name: str, data: bytes) -> SourceDocument:
    """Files that a text includes are not opened, and raw HTML is not run."""
    try:
        from docutils.core import publish_parts  # noqa: PLC0415 - an optional package
        from docutils.utils import SystemMessage  # noqa: PLC0415
    except ImportError:
        raise NoConverterError("reStructuredText", "docutils") from None
    text = decoded(data)
    told = io.StringIO()
    settings = {
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "warning_stream": told,
        "report_level": 2,
        "halt_level": 4,
        "section_self_link": False,
        "initial_header_level": 1,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "embed_stylesheet": False,
        "syntax_highlight": "none",
    }
    try:
        html = publish_parts(_ROLE.sub(r"\1", text), writer="html5", settings_overrides=settings)[
            "html_body"
        ]
    except SystemMessage as error:
        raise ImportRefusedError(f"This reStructuredText cannot be read: {error}") from error
    remarks = [Remark("", line.strip()) for line in told.getvalue().splitlines() if line.strip()]
    for found in re.finditer(r"^\.\. include::\s*(\S+)", text, re.MULTILINE):
        line = text.count("\n", 0, found.start()) + 1
        remarks.append(Remark(f"line {line}", f"the text of {found[1]} is not included"))
    facts = facts_from_pairs((m[1], m[2]) for m in _FIELD.finditer(text))
    return SourceDocument(name, html, [*page_words(parse_html(html))], facts, remarks)


def read_pdf(name: str, data: bytes) -> SourceDocument:
    """A PDF keeps no headings, tables or links: what can be told from its text is guessed."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an optional package
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise NoConverterError("PDF", "pypdf") from None
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, OSError, NotImplementedError) as error:
        said = "This PDF cannot be read: it is damaged or has a password."
        raise ImportRefusedError(said) from error
    if not any(page.strip() for page in pages):
        said = "This PDF holds pictures of pages and no text. Import the document it was made from."
        raise ImportRefusedError(said)
    repeated = _repeated(pages)
    words: list[SourceWords] = []
    parts: list[str] = []
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            text = line.strip()
            if not text:
                parts.append("")
            elif re.sub(r"\d+", "0", text) in repeated:
                words.append(SourceWords(f"page {number}", text, "stands on every page"))
            else:
                words.append(SourceWords(f"page {number}", text))
                parts.append(text)
    said = "a PDF has no headings, tables or links: compare every clause with the document, and "
    remarks = [Remark("", f"{said}import the Word file or the web page in its place if you can")]
    facts = facts_from_pairs([("title", title)])
    return SourceDocument(name, _paragraphs(parts), words, facts, remarks)


def _repeated(pages: list[str]) -> frozenset[str]:
    """First and last lines that stand, but for numbers, on at least three pages and on most."""
    counts: dict[str, int] = {}
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        for line in {re.sub(r"\d+", "0", text) for text in (*lines[:2], *lines[-2:])}:
            counts[line] = counts.get(line, 0) + 1
    return frozenset(line for line, n in counts.items() if n >= 3 and n > len(pages) / 2)


def _paragraphs(lines: Iterable[str]) -> str:
    """Lines of a page as paragraphs: one ends with a full stop at a line's end, at an empty
    line, and before a line that looks like a numbered heading or a point."""
    html: list[str] = []
    gathered: list[str] = []

    def flush() -> None:
        if gathered:
            html.append(f"<p>{escape(' '.join(gathered))}</p>")
            gathered.clear()

    for line in lines:
        if not line or _NUMBERED.fullmatch(line):
            flush()
            if line:
                depth = line.split()[0].rstrip(".)").count(".") + 2
                html.append(f"<h{min(depth, 6)}>{escape(line)}</h{min(depth, 6)}>")
            continue
        if re.match(r"[•‣▪○●–]\s|\(?[a-z]\)\s|\d{1,2}[.)]\s", line):
            flush()
        gathered.append(line)
        if line.endswith((".", ":", ";", "?", "!")):
            flush()
    flush()
    return "\n".join(html)
