"""Cross-references of an OpenDocument text, computed: what it keeps of them may be stale."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.odt.odt_numbering import OdtLabel
from knowledge.importing.odt.odt_package import T
from knowledge.importing.source_document import SourceWords

REFERENCES = frozenset({T + "bookmark-ref", T + "reference-ref"})
MARKS = frozenset(
    T + f"{kind}{end}" for kind in ("bookmark", "reference-mark") for end in ("", "-start")
)
_NUMBERED = ("number", "chapter")
"""How the formats of references begin that show the number of what they lead to."""


def resolve_references(
    body: ET.Element, labels: Mapping[ET.Element, OdtLabel]
) -> Iterator[SourceWords]:
    """Write the number of the paragraph that a reference leads to in place of what was kept, and
    give what was kept where the two differ."""
    numbers = {
        mark.get(T + "name") or "": label.text.rstrip(".")
        for paragraph, label in labels.items()
        for mark in paragraph.iter()
        if mark.tag in MARKS and label.text
    }
    for element in [e for e in body.iter() if e.tag in REFERENCES]:
        name = element.get(T + "ref-name") or ""
        number = numbers.get(name, "")
        if not number or not (element.get(T + "reference-format") or "").startswith(_NUMBERED):
            continue
        shown = "".join(element.itertext()).strip()
        element[:] = []
        element.text = number
        if shown.rstrip(".") != number:
            said = f"a cross-reference that was out of date: it leads to {number}, which is written"
            yield SourceWords(f"reference {name}", shown, said)
