"""What an OpenDocument file says of itself: properties, and the table of document control."""

from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree import ElementTree as ET

from knowledge.importing.document_facts import facts_from_pairs
from knowledge.importing.odt.odt_package import TABLE, T, attribute
from knowledge.importing.odt.odt_text import text_of

_TABLES = 3


def odt_facts(trees: Mapping[str, ET.Element], body: ET.Element) -> dict[str, str]:
    """Facts by front matter key. What a table says beats what the properties say, as people see
    the table; a field of a date gives its date whatever its text shows."""
    return facts_from_pairs([*_properties(trees.get("meta.xml")), *_tables(body)])


def _properties(meta: ET.Element | None) -> Iterator[tuple[str, str]]:
    for element in meta.iter() if meta is not None else ():
        name = element.tag.rpartition("}")[2]
        if name == "user-defined":
            name = attribute(element, "name")
        if element.text:
            yield name, element.text


def _tables(body: ET.Element) -> Iterator[tuple[str, str]]:
    for table in islice(body.iter(TABLE + "table"), _TABLES):
        for row in table.iter(TABLE + "table-row"):
            cells = [_cell(cell) for cell in row.iter(TABLE + "table-cell")]
            yield from zip(cells[::2], cells[1::2], strict=False)


def _cell(cell: ET.Element) -> str:
    for element in cell.iter():
        if element.tag == T + "date" and (day := element.get(T + "date-value")):
            return day[:10]
        if day := attribute(element, "current-date"):  # a control to choose a date
            return day[:10]
    return " ".join(" ".join(text_of(one) for one in cell.iter(T + "p")).split())
