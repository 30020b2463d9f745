"""The words of an OpenDocument text by place, read from its XML and not from the HTML that is
made of it: so that a word which the HTML lacks is found."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.odt.odt_numbering import OdtLabel
from knowledge.importing.odt.odt_package import DRAW, FORM, OFFICE, STYLE, SVG, TABLE, T
from knowledge.importing.source_document import SourceWords

LEFT_OUT = {
    T + "tracked-changes": "",
    OFFICE + "annotation": "a comment",
    OFFICE + "forms": "",
    T + "table-of-content": "the table of contents",
    **{T + f"{kind}-index": "an index" for kind in ("alphabetical", "illustration", "table",
                                                    "object", "user")},
}  # fmt: skip
"""What is no part of the text, and how it is called where its words are listed."""

_SPACES = frozenset({T + "s", T + "tab", T + "line-break"})
_WHO = frozenset(f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("creator", "date"))
_WHO_OF_COMMENT = "creator-initials"
_BLOCKS = frozenset({T + "p", T + "h", TABLE + "table-cell"})


def is_drawn(element: ET.Element) -> bool:
    """Whether it is a box, a picture or a shape, which hangs on a paragraph."""
    return element.tag.startswith(DRAW)


def alternative_text(drawn: ET.Element) -> str:
    """What is said in place of a picture; "" for what holds text itself."""
    if drawn.find(DRAW + "image") is None or drawn.find(DRAW + "text-box") is not None:
        return ""
    said = [" ".join((drawn.findtext(SVG + name) or "").split()) for name in ("title", "desc")]
    return ": ".join(filter(None, dict.fromkeys(said)))


def text_of(element: ET.Element) -> str:
    """The words of a paragraph as they are read: without notes, comments and what hangs on it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _SPACES:
            parts.append(" ")
        elif child.tag == T + "ruby":
            parts.append(" ".join(child.itertext()))
        elif is_drawn(child):
            parts.append(f" {alternative_text(child)} " if alternative_text(child) else "")
        elif child.tag != T + "note" and child.tag not in LEFT_OUT:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def words_by_place(
    trees: Mapping[str, ET.Element], body: ET.Element, labels: Mapping[ET.Element, OdtLabel]
) -> Iterator[SourceWords]:
    """Every text of the file: paragraphs with their labels, boxes, notes; and, left out with the
    reason, deletions, comments, indexes, form fields, headers and footers."""
    yield from _Places(labels).below(body, "")
    for region in body.iter(T + "changed-region"):
        for deletion in region.iter(T + "deletion"):
            if words := _all_words(deletion):
                yield SourceWords("tracked change", words, "a deletion that is tracked")
    for forms in body.iter(OFFICE + "forms"):
        told = (e.get(FORM + key) for e in forms.iter() for key in ("label", "current-value"))
        for words in filter(None, told):
            yield SourceWords("form", words, "a form field")
    seen = set[str]()
    for kind in ("header", "footer"):
        for page in trees["styles.xml"].iter() if "styles.xml" in trees else ():
            words = _all_words(page) if page.tag.startswith(f"{STYLE}{kind}") else ""
            if words and words not in seen and not page.tag.endswith(("style", "properties")):
                seen.add(words)
                yield SourceWords(kind, words, f"the {kind} of the pages")


class _Places:
    """Walks the text once and says where each paragraph stands."""

    def __init__(self, labels: Mapping[ET.Element, OdtLabel]) -> None:
        self._labels = labels
        self._paragraphs = 0
        self._notes = 0
        self._comments = 0

    def below(self, element: ET.Element, place: str) -> Iterator[SourceWords]:
        for child in element:
            if child.tag in LEFT_OUT:
                if LEFT_OUT[child.tag] and (words := _all_words(child)):
                    yield SourceWords(self._where(child), words, LEFT_OUT[child.tag])
            elif child.tag in (T + "p", T + "h"):
                yield from self._paragraph(child, place)
            else:
                if alternative := alternative_text(child) if is_drawn(child) else "":
                    yield SourceWords(place or "picture", alternative)
                yield from self.below(child, place)

    def _where(self, element: ET.Element) -> str:
        if element.tag != OFFICE + "annotation":
            return LEFT_OUT[element.tag]
        self._comments += 1
        return f"comment {self._comments}"

    def _paragraph(self, element: ET.Element, place: str) -> Iterator[SourceWords]:
        text = " ".join(text_of(element).split())
        self._paragraphs += bool(text)
        where = place or f"paragraph {self._paragraphs} (“{' '.join(text.split()[:6])} …”)"
        label = self._labels.get(element)
        if text:
            yield SourceWords(where, f"{label.text if label else ''} {text}".strip())
        yield from self._hanging(element, place)

    def _hanging(self, element: ET.Element, place: str) -> Iterator[SourceWords]:
        """What hangs on a paragraph: notes, boxes, comments."""
        for child in element:
            if child.tag == T + "note":
                self._notes += 1
                body = child.find(T + "note-body")
                yield from self.below(body, f"note {self._notes}") if body is not None else ()
            elif is_drawn(child):
                yield from self._drawn(child, place or "text box")
            elif child.tag in LEFT_OUT:
                yield from self.below(_holding(child), place)
            else:
                yield from self._hanging(child, place)

    def _drawn(self, element: ET.Element, place: str) -> Iterator[SourceWords]:
        for child in element:
            if child.tag in (T + "p", T + "h"):
                yield from self._paragraph(child, place)
            elif is_drawn(child):
                if alternative := alternative_text(child):
                    yield SourceWords(place, alternative)
                yield from self._drawn(child, place)
            else:
                yield from self.below(child, place)


def _holding(child: ET.Element) -> ET.Element:
    holder = ET.Element("holder")
    holder.append(child)
    return holder


def _all_words(element: ET.Element) -> str:
    """Every word below, without who wrote it and when."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _WHO and not child.tag.endswith(_WHO_OF_COMMENT):
            gap = " " if child.tag in _BLOCKS or child.tag in _SPACES else ""
            parts.append(f"{gap}{_all_words(child)}{gap}")
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
