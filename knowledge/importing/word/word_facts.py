"""What a Word file says of itself: properties, and the table of document control."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.document_facts import facts_from_pairs
from knowledge.importing.word.word_package import W, WordPackage
from knowledge.importing.word.word_text import text_of

_TABLES = 3
_PROPERTIES = {
    "title": "title",
    "description": "summary",
    "subject": "summary",
    "version": "version",
}


def word_facts(package: WordPackage) -> Mapping[str, str]:
    """Facts by front matter key. What a table says beats what the properties say, as people see
    the table; a control of a date gives its date whatever its text shows."""
    pairs = [*_core(package), *_custom(package), *_tables(package)]
    return facts_from_pairs(pairs)


def _core(package: WordPackage) -> Iterator[tuple[str, str]]:
    tree = package.trees.get("docProps/core.xml")
    for element in tree if tree is not None else ():
        name = element.tag.rpartition("}")[2]
        if name in _PROPERTIES and (element.text or "").strip():
            yield _PROPERTIES[name], (element.text or "").strip()


def _custom(package: WordPackage) -> Iterator[tuple[str, str]]:
    tree = package.trees.get("docProps/custom.xml")
    for element in tree if tree is not None else ():
        yield element.get("name") or "", "".join(element.itertext()).strip()


def _tables(package: WordPackage) -> Iterator[tuple[str, str]]:
    body = package.trees["word/document.xml"]
    for table in [*body.iter(W + "tbl")][:_TABLES]:
        for row in table.iter(W + "tr"):
            cells = [_cell(cell) for cell in row.iter(W + "tc")]
            yield from zip(cells[::2], cells[1::2], strict=False)


def _cell(cell: ET.Element) -> str:
    for date in cell.iter(W + "date"):
        if day := (date.get(W + "fullDate") or "")[:10]:
            return day
    return " ".join(text_of(cell).split())
