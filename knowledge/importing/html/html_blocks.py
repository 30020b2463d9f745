"""A page, or what a converter made of a document, as blocks: the one reader of HTML."""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.importing.blocks import Block, Blocks, Heading, Paragraph, Point, Table
from knowledge.importing.html.html_inline import Run, is_bold, markdown_lines, plain_text, runs
from knowledge.importing.html.html_notes import PageNotes, page_notes
from knowledge.importing.html.html_tables import table_grid
from knowledge.importing.html.html_tree import Element
from knowledge.importing.html.page_parts import (
    SILENT,
    STRUCK,
    main_part,
    outside_of,
    silenced_in,
    why_left_out,
)
from knowledge.importing.list_labels import label_of, printed_label
from knowledge.importing.markdown_text import tidy

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code dfn em font i img ins kbd label mark q s samp small"
    " span strike strong sub sup time tt u var wbr del input".split()
)


def read_blocks(root: Element) -> Blocks:
    """The blocks of a tree in document order; what is left out is told with its reason."""
    notes = page_notes(root)
    reader = _Reader(notes)
    body = main_part(root)
    if body is not root:
        for outside in outside_of(root, body):
            reader.leave_out(outside, "stands outside the page's main part")
    reader.read(body)
    blocks = reader.blocks
    title = next((e for e in root.walk() if e.tag == "title"), None)
    blocks.title = blocks.title or (tidy(title.text()).strip() if title else "")
    for name, holder in notes.texts.items():
        inner = [*runs([holder], silenced_in(notes, holder), Run(""))]
        blocks.notes[name] = " ".join(markdown_lines(inner)).strip(" ↑↩\ufe0e")
    return blocks


def _level(element: Element) -> int:
    """The level of a heading, by its tag or its role; 0 for anything else."""
    if re.fullmatch("h[1-6]", element.tag):
        return int(element.tag[1])
    if element.get("role") != "heading":
        return 0
    said = element.get("aria-level")
    return min(int(said), 6) if said.isascii() and said.isdigit() and int(said) else 2


class _Reader:
    """Walks the tree once; text between blocks gathers until the next block begins."""

    def __init__(self, notes: PageNotes) -> None:
        self.blocks = Blocks()
        self._notes = notes
        self._gathered: list[Element | str] = []
        self._ids: set[str] = set()
        self._holders = {id(holder) for holder in notes.texts.values()}

    def read(self, element: Element) -> None:
        """Everything below an element."""
        self._below(element, 0)
        self._flush()

    def leave_out(self, element: Element, why: str) -> None:
        words = tidy(element.text()).strip()
        if words and element.tag not in SILENT:
            self.blocks.left_out.append((why, words))

    def _below(self, element: Element, depth: int) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._gathered.append(child)
            elif id(child) in self._holders or child.tag in SILENT:
                continue
            elif why := why_left_out(child):
                self.leave_out(child, why)
            elif child.tag in _INLINE and not any(e.tag not in _INLINE for e in child.walk()):
                self._inline(child)
            else:
                self._flush()
                self._block(child, depth)
                self._flush()

    def _inline(self, element: Element) -> None:
        if element.get("id") or element.get("name"):
            self._ids |= {element.get("id"), element.get("name")} - {""}
        struck = [e for e in element.walk() if e.tag in STRUCK]
        for inner in struck:
            self.leave_out(inner, STRUCK[inner.tag])
            inner.children.clear()
        self._ids |= {e.get("id") for e in element.walk() if e.get("id")}
        self._gathered.append(element)

    def _block(self, element: Element, depth: int) -> None:
        tag = element.tag
        if element.get("id"):
            self._ids.add(element.get("id"))
        level = _level(element)
        if "title" in element.get("class").split() and tag == "p" and not self.blocks.found:
            self.blocks.title = plain_text(runs(element.children, self._notes.calls, Run("")))
        elif level:
            self._ids |= {e.get("id") for e in element.walk() if e.get("id")}
            self._ids |= {e.get("name") for e in element.walk() if e.get("name")}
            text = plain_text(runs(element.children, self._notes.calls, Run("")))
            if text:
                self._add(Heading(level, text, self._taken_ids()))
        elif tag in ("ul", "ol"):
            self._list(element, depth + 1)
        elif tag == "table":
            self._table(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag == "pre":
            for line in element.text().splitlines():
                self._gathered.append(line)
                self._flush()
        else:
            self._below(element, depth)

    def _list(self, element: Element, depth: int) -> None:
        items = [child for child in element.elements() if child.tag == "li"]
        for number, item in enumerate(items):
            if id(item) in self._holders:
                continue
            inner = _Reader(self._notes)
            parts = [c for c in item.children if isinstance(c, str) or c.tag not in ("ul", "ol")]
            inner.read(Element("div", {"id": item.get("id")}, parts))
            texts, tables = _texts(inner.blocks.found), _tables(inner.blocks.found)
            self.blocks.left_out += inner.blocks.left_out
            if texts:
                ids = frozenset(self._taken_ids() | inner._ids | {item.get("id")}) - {""}
                label = label_of(element, number, item)
                self.blocks.found.append(Point(depth, label, tuple(texts), ids))
            self.blocks.found += tables
            for below in item.elements():
                if below.tag in ("ul", "ol"):
                    self._list(below, depth + 1)
        for stray in element.elements():  # a list right inside a list, as some tools write
            if stray.tag in ("ul", "ol"):
                self._list(stray, depth + 1)

    def _table(self, element: Element) -> None:
        caption = next((e for e in element.elements() if e.tag == "caption"), None)
        if caption is not None:
            self._gathered += caption.children
            self._flush()
        grid, has_head = table_grid(element, self._cell)
        if grid:
            ids = self._taken_ids() | {e.get("id") for e in element.walk() if e.get("id")}
            self._add(Table(grid, has_head, frozenset(ids)))

    def _cell(self, cell: Element) -> str:
        """A cell's words in one line: points and inner tables one after the other."""
        inner = _Reader(self._notes)
        inner.read(Element("div", {}, cell.children))
        self.blocks.left_out += inner.blocks.left_out
        parts = [*_texts(inner.blocks.found)]
        if len(parts) > 1 and all(isinstance(one, Point) for one in inner.blocks.found):
            parts = ["; ".join(parts)]
        for table in _tables(inner.blocks.found):
            parts += ["; ".join(filter(None, row)) for row in table.rows]
        return " ".join(parts)

    def _definitions(self, element: Element) -> None:
        for child in element.elements():
            if child.tag == "div":
                self._definitions(child)
            elif child.tag == "dt":
                self._flush()
                colon = "" if child.text().rstrip().endswith(":") else ":"
                self._gathered += [Element("strong", {}, child.children), f"{colon} "]
            else:
                self._inside(child)

    def _inside(self, element: Element) -> None:
        """The definition of a term; its first paragraph stands behind the term."""
        for number, child in enumerate(element.children):
            if number < 2 and isinstance(child, Element) and child.tag == "p":
                self._gathered += child.children
            else:
                self._below(Element("div", {}, [child]), 0)
        self._flush()

    def _flush(self) -> None:
        """End the paragraph that has gathered; each line that the document breaks is its own."""
        gathered, self._gathered = self._gathered, []
        found = [*runs(gathered, self._notes.calls, Run(""))]
        bold = is_bold(found)
        for text in markdown_lines(found):
            self._add(Paragraph(text, bold, self._taken_ids()))

    def _add(self, block: Block) -> None:
        if isinstance(block, Paragraph) and (printed := printed_label(block.text)):
            depth, label, text = printed
            block = Point(depth, label, (text,) if text else (), block.ids)
            if not text:
                return
        self.blocks.found.append(block)

    def _taken_ids(self) -> frozenset[str]:
        taken, self._ids = frozenset(self._ids), set()
        return taken


def _texts(blocks: Iterable[Block]) -> list[str]:
    """Paragraphs, headings and points as plain lines, for a place that holds only lines."""
    found = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append(block.text)
            case Heading():
                found.append(block.text)
            case Point():
                found.append(" ".join((block.label, *block.paragraphs)).strip())
    return found


def _tables(blocks: Iterable[Block]) -> list[Table]:
    return [replace(block) for block in blocks if isinstance(block, Table)]
