"""An OpenDocument text written as HTML, for the one reader of HTML."""

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from knowledge.importing.list_labels import told_label
from knowledge.importing.odt.odt_numbering import OdtLabel, heading_level
from knowledge.importing.odt.odt_package import DRAW, OFFICE, TABLE, XLINK, T
from knowledge.importing.odt.odt_references import MARKS, REFERENCES
from knowledge.importing.odt.odt_styles import OdtStyles
from knowledge.importing.odt.odt_text import LEFT_OUT, alternative_text, is_drawn, text_of

_DEEPEST = 5
"""Levels of headings below the title."""


class OdtHtml:
    """Writes the text once. `title` is the paragraph of that style."""

    def __init__(self, styles: OdtStyles, labels: Mapping[ET.Element, OdtLabel]) -> None:
        self.title = ""
        self._styles = styles
        self._labels = labels
        self._notes: list[str] = []
        self._headings: dict[str, str] = {}

    def page(self, body: ET.Element) -> str:
        """The whole text, its notes at the end."""
        for number, heading in enumerate(body.iter(T + "h"), 1):
            self._headings[_plain(text_of(heading))] = f"heading-{number}"
            heading.set("id", f"heading-{number}")
        written = "".join(self._blocks(body))
        return f"{written}<ol>{''.join(self._notes)}</ol>" if self._notes else written

    def _blocks(self, element: ET.Element) -> Iterator[str]:
        for child in element:
            if child.tag in LEFT_OUT:
                continue
            if child.tag == T + "h":
                level = min(heading_level(child), _DEEPEST) + 1
                label = self._labels.get(child)
                number = f"{escape(label.text)} " if label and label.text else ""
                inner = "".join(self._inline(child))
                yield f'<h{level} id="{child.get("id")}">{number}{inner}</h{level}>'
                yield from self._hanging(child)
            elif child.tag == T + "p":
                yield self._paragraph(child)
                yield from self._hanging(child)
            elif child.tag == TABLE + "table":
                yield f"<table>{''.join(self._rows(child, in_head=False))}</table>"
            else:
                if is_drawn(child):
                    yield _picture(child)
                yield from self._blocks(child)

    def _paragraph(self, element: ET.Element) -> str:
        style = element.get(T + "style-name") or ""
        inner = "".join(self._inline(element))
        if not self.title and self._styles.is_title(style) and inner.strip():
            self.title = " ".join(text_of(element).split())
            return f"<h1>{inner}</h1>"
        label = self._labels.get(element)
        return f"<p>{told_label(label.text, label.level) if label else ''}" + (
            f"{self._formed(inner, style)}</p>"
        )

    def _formed(self, inner: str, style: str) -> str:
        if self._styles.is_slanted(style):
            inner = f"<i>{inner}</i>"
        return f"<b>{inner}</b>" if self._styles.is_bold(style) else inner

    def _rows(self, element: ET.Element, *, in_head: bool) -> Iterator[str]:
        for child in element:
            if child.tag == TABLE + "table-row":
                yield f"<tr>{''.join(self._cells(child, 'th' if in_head else 'td'))}</tr>"
            else:
                within = in_head or child.tag == TABLE + "table-header-rows"
                yield from self._rows(child, in_head=within)

    def _cells(self, row: ET.Element, tag: str) -> Iterator[str]:
        for cell in row.findall(TABLE + "table-cell"):
            spans = "".join(
                f' {name[:3]}span="{escape(spanned)}"'
                for name in ("columns", "rows")
                if (spanned := cell.get(f"{TABLE}number-{name}-spanned"))
            )
            yield f"<{tag}{spans}>{''.join(self._blocks(cell))}</{tag}>"

    def _inline(self, element: ET.Element) -> Iterator[str]:
        yield escape(element.text or "")
        for child in element:
            yield from self._piece(child)
            yield escape(child.tail or "")

    def _piece(self, child: ET.Element) -> Iterator[str]:
        tag = child.tag
        if tag == T + "s":
            yield " " * int(child.get(T + "c") or 1)
        elif tag in (T + "tab", T + "line-break"):
            yield " " if tag == T + "tab" else "<br>"
        elif tag == T + "a":
            inner = "".join(self._inline(child))
            yield f'<a href="{escape(self._target(child.get(XLINK + "href") or ""))}">{inner}</a>'
        elif tag == T + "note":
            yield self._note(child)
        elif tag in REFERENCES:
            inner = "".join(self._inline(child))
            yield f'<a href="#{escape(child.get(T + "ref-name") or "")}">{inner}</a>'
        elif tag in MARKS:
            yield f'<a id="{escape(child.get(T + "name") or "")}"></a>'
        elif tag == T + "ruby":
            yield " ".join(escape(words) for words in child.itertext())
        elif is_drawn(child):
            yield _picture(child)
        elif tag not in LEFT_OUT:
            yield self._formed("".join(self._inline(child)), child.get(T + "style-name") or "")

    def _target(self, href: str) -> str:
        """LibreOffice leads to a heading by its words: `#2.1.Keys|outline`."""
        if not href.startswith("#"):
            return href
        words, _, kind = unquote(href[1:]).partition("|")
        if kind != "outline":
            return href
        plain = _plain(words)
        known = (name for name in self._headings if name and plain.endswith(name))
        return f"#{self._headings.get(max(known, key=len, default=''), '')}"

    def _note(self, note: ET.Element) -> str:
        number = len(self._notes) + 1
        self._notes.append("")  # a note in a note comes after it
        holder = note.find(T + "note-body")
        inner = "".join(self._blocks(holder)) if holder is not None else ""
        back = f'<a href="#fnref{number}">↑</a>'
        self._notes[number - 1] = f'<li id="fn{number}">{inner} {back}</li>'
        return f'<sup><a id="fnref{number}" href="#fn{number}">{number}</a></sup>'

    def _hanging(self, element: ET.Element) -> Iterator[str]:
        """Boxes and shapes that hang on a paragraph stand after it; in a note, with its text."""
        for child in element:
            if is_drawn(child):
                yield from self._drawn(child)
            elif child.tag != T + "note" and child.tag not in LEFT_OUT:
                yield from self._hanging(child)

    def _drawn(self, element: ET.Element) -> Iterator[str]:
        for child in element:
            if child.tag == DRAW + "text-box":
                yield from self._blocks(child)
            elif is_drawn(child):
                yield _picture(child)
                yield from self._drawn(child)
            elif child.tag.startswith((T, TABLE, OFFICE)):
                holder = ET.Element("holder")
                holder.append(child)
                yield from self._blocks(holder)


def _picture(drawn: ET.Element) -> str:
    said = alternative_text(drawn)
    return f'<img alt="{escape(said)}">' if said else ""


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
