"""OpenDocument text, walked as it stands: its XML is close to HTML, and needs no converter."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from knowledge.importing.document_facts import facts_from_pairs
from knowledge.importing.html.html_tree import parse_html
from knowledge.importing.list_labels import number_as
from knowledge.importing.read_html import page_words
from knowledge.importing.source_document import (
    ANCHOR_OF_ITEM,
    END_OF_LABEL,
    ImportRefusedError,
    Remark,
    SourceDocument,
    SourceWords,
)

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
T, TABLE, OFFICE, DRAW, STYLE = (
    f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style")
)
XLINK = "{http://www.w3.org/1999/xlink}"
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_SKIPPED = {T + "tracked-changes": "a deletion that is tracked", OFFICE + "annotation": "a comment"}
_CONTENTS = frozenset({T + "table-of-content", T + "alphabetical-index"})
MOST_BYTES = 200 * 1024 * 1024


def read_odt(name: str, data: bytes) -> SourceDocument:
    """Raises ImportRefusedError for what is no OpenDocument text, is encrypted or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ImportRefusedError("The file unpacks to more than 200 MB.")
            parts = {
                part: archive.read(part) for part in archive.namelist() if part.endswith(".xml")
            }
        trees = {part: _parsed(content) for part, content in parts.items()}
        content = trees["content.xml"]
    except (zipfile.BadZipFile, KeyError, RuntimeError, ET.ParseError, OSError) as error:
        said = "This is no OpenDocument text that can be opened: it is damaged or has a password."
        raise ImportRefusedError(said) from error
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ImportRefusedError("This OpenDocument file is no text document.")
    walker = _Walker([content, *([trees["styles.xml"]] if "styles.xml" in trees else [])])
    html = "".join(walker.blocks(body, 0))
    words = [*page_words(parse_html(_without_labels(html))), *walker.left_out]
    facts = facts_from_pairs(_pairs(trees.get("meta.xml")))
    if walker.title:
        facts["title"] = walker.title
    return SourceDocument(name, html, words, facts, walker.remarks)


def _parsed(content: bytes) -> ET.Element:
    if b"<!ENTITY" in content:
        raise ImportRefusedError("The file declares entities, which no text document does.")
    return ET.fromstring(content)  # noqa: S314 - no entities


def _without_labels(html: str) -> str:
    return re.sub(f"{ANCHOR_OF_ITEM}\\d\\|([^{END_OF_LABEL}]*){END_OF_LABEL}", r"\1 ", html)


def _pairs(meta: ET.Element | None) -> Iterator[tuple[str, str]]:
    for element in meta.iter() if meta is not None else ():
        name = element.tag.rpartition("}")[2]
        if name == "user-defined":
            name = next((v for k, v in element.attrib.items() if k.endswith("}name")), "")
        if element.text:
            yield name, element.text


class _Walker:
    """Writes the text as HTML and counts the numbers of headings and lists on the way."""

    def __init__(self, trees: list[ET.Element]) -> None:
        self.left_out: list[SourceWords] = []
        self.remarks: list[Remark] = []
        self.title = ""
        self._outline: dict[int, ET.Element] = {}
        self._lists: dict[str, dict[int, ET.Element]] = {}
        self._parents: dict[str, str] = {}
        self._notes: list[str] = []
        self._counts: dict[int, int] = {}
        for tree in trees:
            for outline in tree.iter(T + "outline-style"):
                self._outline = {int(e.get(T + "level") or 1): e for e in outline}
            for style in tree.iter(T + "list-style"):
                levels = {int(e.get(T + "level") or 1): e for e in style if e.get(T + "level")}
                self._lists[style.get(STYLE + "name") or ""] = levels
            for style in tree.iter(STYLE + "style"):
                name, above = style.get(STYLE + "name"), style.get(STYLE + "parent-style-name")
                self._parents[name or ""] = above or ""

    def blocks(self, element: ET.Element, depth: int) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                self._skip(child, _SKIPPED[tag])
            elif tag in _CONTENTS:
                self._skip(child, "the table of contents")
            elif tag == T + "h":
                level = min(int(child.get(T + "outline-level") or 1), 5)
                inner = "".join(self._inline(child))
                yield f"<h{level + 1}>{self._number(child, level)}{inner}</h{level + 1}>"
            elif tag == T + "p":
                yield from self._paragraph(child)
            elif tag == T + "list":
                yield from self._list(child, depth + 1, child.get(T + "style-name") or "")
            elif tag == TABLE + "table":
                yield f"<table>{''.join(self._rows(child, False))}</table>"
            else:
                yield from self.blocks(child, depth)
        if depth == 0 and element.tag == OFFICE + "text" and self._notes:
            yield f"<ol>{''.join(self._notes)}</ol>"

    def _paragraph(self, element: ET.Element) -> Iterator[str]:
        boxes = [*element.iter(DRAW + "text-box")]
        inner = "".join(self._inline(element))
        style = element.get(T + "style-name") or ""
        if "Title" in (style, self._parents.get(style)) and not self.title:
            self.title = " ".join("".join(element.itertext()).split())
            yield f"<h1>{inner}</h1>"
        else:
            yield f"<p>{inner}</p>"
        for box in boxes:
            yield from self.blocks(box, 1)

    def _number(self, heading: ET.Element, level: int) -> str:
        definition = self._outline.get(level)
        if definition is None or heading.get(T + "is-list-header") == "true":
            return ""
        form = _FORMS.get(definition.get(STYLE + "num-format") or "", "decimal")
        if form == "none":
            return ""
        restart = heading.get(T + "start-value")
        first = int(restart or definition.get(T + "start-value") or 1)
        self._counts[level] = (
            first if restart or level not in self._counts else self._counts[level] + 1
        )
        self._counts = {at: count for at, count in self._counts.items() if at <= level}
        shown = int(definition.get(T + "display-levels") or 1)
        numbers = [
            number_as(self._counts.get(at, 1), form) for at in range(level - shown + 1, level + 1)
        ]
        before = escape(definition.get(STYLE + "num-prefix") or "")
        after = escape(definition.get(STYLE + "num-suffix") or "")
        return f"{before}{'.'.join(numbers)}{after} "

    def _list(self, element: ET.Element, depth: int, style: str) -> Iterator[str]:
        definition = self._lists.get(style, {}).get(depth)
        numbered = definition is not None and definition.tag == T + "list-level-style-number"
        count = (
            int(definition.get(T + "start-value") or 1)
            if numbered and definition is not None
            else 1
        )
        for item in element:
            if item.get(T + "start-value"):
                count = int(item.get(T + "start-value") or 1)
            first = item.tag == T + "list-item"
            for child in item:
                if child.tag == T + "list":
                    yield from self._list(child, depth + 1, child.get(T + "style-name") or style)
                elif child.tag == T + "h":
                    yield from self.blocks(_holder(child), depth)
                    first = False
                elif child.tag == T + "p":
                    label = ""
                    if first and numbered and definition is not None:
                        form = _FORMS.get(definition.get(STYLE + "num-format") or "", "decimal")
                        label = (
                            f"{definition.get(STYLE + 'num-prefix') or ''}{number_as(count, form)}"
                        )
                        label += definition.get(STYLE + "num-suffix") or ""
                    told = (
                        f"{ANCHOR_OF_ITEM}{min(depth, 9)}|{escape(label)}{END_OF_LABEL}"
                        if first
                        else ""
                    )
                    yield f"<p>{told}{''.join(self._inline(child))}</p>"
                    first = False
                else:
                    yield from self.blocks(_holder(child), depth)
            count += item.tag == T + "list-item"

    def _rows(self, element: ET.Element, in_head: bool) -> Iterator[str]:
        for child in element:
            if child.tag == TABLE + "table-row":
                cell_tag = "th" if in_head else "td"
                cells = []
                for cell in child:
                    if cell.tag != TABLE + "table-cell":
                        continue
                    spans = "".join(
                        f' {name[:3]}span="{cell.get(TABLE + f"number-{name}-spanned")}"'
                        for name in ("columns", "rows")
                        if cell.get(TABLE + f"number-{name}-spanned")
                    )
                    cells.append(f"<{cell_tag}{spans}>{''.join(self.blocks(cell, 1))}</{cell_tag}>")
                yield f"<tr>{''.join(cells)}</tr>"
            else:
                yield from self._rows(child, in_head or child.tag == TABLE + "table-header-rows")

    def _inline(self, element: ET.Element) -> Iterator[str]:
        yield escape(element.text or "")
        for child in element:
            tag = child.tag
            if tag == T + "s":
                yield " " * int(child.get(T + "c") or 1)
            elif tag in (T + "tab", T + "line-break"):
                yield " " if tag == T + "tab" else "<br>"
            elif tag == T + "a":
                href = escape(child.get(XLINK + "href") or "")
                yield f'<a href="{href}">{"".join(self._inline(child))}</a>'
            elif tag == T + "note":
                yield self._note(child)
            elif tag in (T + "bookmark", T + "bookmark-start", T + "reference-mark-start"):
                yield f'<a id="{escape(child.get(T + "name") or "")}"></a>'
            elif tag in _SKIPPED:
                self._skip(child, _SKIPPED[tag])
            elif tag == DRAW + "frame" and any(True for _ in child.iter(DRAW + "text-box")):
                pass  # the paragraph writes its boxes after itself
            else:
                yield from self._inline(child)
            yield escape(child.tail or "")

    def _note(self, note: ET.Element) -> str:
        number = len(self._notes) + 1
        holder = note.find(T + "note-body")
        inner = "".join(self.blocks(holder, 1)) if holder is not None else ""
        back = f'<a href="#fnref{number}">↑</a>'
        self._notes.append(f'<li id="fn{number}">{inner} {back}</li>')
        return f'<sup><a id="fnref{number}" href="#fn{number}">{number}</a></sup>'

    def _skip(self, element: ET.Element, why: str) -> None:
        words = " ".join(" ".join(element.itertext()).split())
        if words:
            self.left_out.append(SourceWords(why, words, why))


def _holder(child: ET.Element) -> ET.Element:
    holder = ET.Element("holder")
    holder.append(child)
    return holder
