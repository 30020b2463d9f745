"""A paper as a Word file that a committee's officer can go on with: headings, lists, tables with a
header row that repeats, links and pictures with their description.

What python-docx leaves as its template has it is set here: A4, British English, our own properties.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from triage.papers.formats.as_pdf import as_picture
from triage.papers.formats.column_widths import column_widths
from triage.papers.formats.links import linked
from triage.papers.paper import (
    BLANK,
    Chart,
    Facts,
    Paper,
    PaperTable,
    PaperText,
    Part,
    caption_under,
    cell_text,
)

_INK, _LINK = RGBColor(0x24, 0x24, 0x24), RGBColor(0x11, 0x5E, 0xA3)
_TYPEFACE = "Arial"
_WIDTH, _MARGIN = Cm(21), Cm(2)
_BESIDE = 58  # beside the words of a cell, in twentieths of a point
_ROOM = _WIDTH - 2 * _MARGIN
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When a file says it was made: the paper says its own day, and the same paper is the same file."""


def as_word(paper: Paper, base: str | None) -> bytes:
    """The bytes of a .docx file. `base` as in `linked`. Blocks: call it in a thread."""
    document = docx.Document()
    _prepare(document, paper.title)
    document.sections[0].footer.paragraphs[0].text = paper.mark
    document.add_heading(paper.title, 1)
    for name, said in paper.about:
        _fact(document, name, said, base)
    for text in paper.summary:
        _text(document.add_paragraph(), text, base)
    for section in paper.sections:
        document.add_heading(section.heading, 2)
        for part in section.parts:
            _part(document, part, base, section.heading)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Document, title: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    known = document.core_properties
    known.title, known.language = title, "en-GB"
    known.author = known.last_modified_by = known.comments = ""
    known.created = known.modified = _MADE
    for style in document.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and style.name != "Normal":
            for fonts in style.element.iter(qn("w:rFonts")):
                fonts.getparent().remove(fonts)  # the template's headings have their own typeface
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _TYPEFACE, Pt(10.5)
    for name in ("Heading 1", "Heading 2", "Caption"):
        document.styles[name].font.color.rgb = _INK
    document.styles["Caption"].paragraph_format.keep_with_next = True
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _LINK, True
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "en-GB")


def _part(document: Document, part: Part, base: str | None, heading: str) -> None:
    if isinstance(part, PaperText):
        for text in part.paragraphs or [""]:
            _text(document.add_paragraph(), text, base)
    elif isinstance(part, Facts):
        for name, said in part.rows:
            _fact(document, name, said, base)
    elif isinstance(part, Chart) and part.bars:
        _caption(document, caption_under(heading, part))
        picture = document.add_picture(BytesIO(as_picture(part)), width=Cm(15))
        picture._inline.docPr.set("descr", part.in_words())
    else:
        table = part.as_table() if isinstance(part, Chart) else part
        _table(document, table, base, caption_under(heading, table))


def _caption(document: Document, shown: str) -> None:
    if shown:
        document.add_paragraph(shown, style="Caption")


def _fact(document: Document, name: str, said: str, base: str | None) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(f"{name}: ").bold = True
    _text(paragraph, said, base)


def _table(document: Document, table: PaperTable, base: str | None, shown: str) -> None:
    if not table.rows:
        paragraph = document.add_paragraph()
        if shown:
            paragraph.add_run(f"{shown}: ").bold = True
        paragraph.add_run(table.empty)
        return
    _caption(document, shown)
    drawn = document.add_table(rows=0, cols=len(table.headings), style="Table Grid")
    _describe(drawn, table.caption)
    _close_up(drawn)
    _share_out(drawn, column_widths(table).letters)
    size = Pt(8 if len(table.headings) > 6 else 9)
    header = drawn.add_row()
    _mark(header, "w:tblHeader")
    for cell, heading in zip(header.cells, table.headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
        _fit(cell.paragraphs[0], size)
    for row in table.rows:
        added = drawn.add_row()
        _mark(added, "w:cantSplit")
        for cell, said in zip(added.cells, row, strict=True):
            _text(cell.paragraphs[0], cell_text(said), base)
            if not isinstance(said, str):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _fit(cell.paragraphs[0], size)
    document.add_paragraph()


def _share_out(drawn: Table, shares: Sequence[float]) -> None:
    """Give each column its share of the page. Rows that are added take it from here."""
    for column, share in zip(drawn.columns, shares, strict=True):
        column.width = int(_ROOM * share / sum(shares))


def _close_up(drawn: Table) -> None:
    """Less space between the lines of the grid and the words, so that words stay whole."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_BESIDE))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    drawn._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _describe(drawn: Table, caption: str) -> None:
    """What a screen reader says of the table; its first row and column are headings."""
    properties = drawn._tbl.tblPr
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), caption)
    properties.append(said)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fit(paragraph: Paragraph, size: Pt) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    for run in paragraph.runs:
        run.font.size = size
    for link in paragraph.hyperlinks:
        for run in link.runs:
            run.font.size = size


def _text(paragraph: Paragraph, text: str, base: str | None) -> None:
    """The text with its lines and links; an empty one is a blank."""
    if not text:
        paragraph.add_run(BLANK).italic = True
    for number, line in enumerate(text.splitlines()):
        if number:
            paragraph.add_run().add_break()
        _pieces(paragraph, list(linked(line, base)))


def _pieces(paragraph: Paragraph, pieces: Sequence[tuple[str, str]]) -> None:
    for said, leads in pieces:
        if not leads:
            paragraph.add_run(said)
            continue
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(leads, RELATIONSHIP_TYPE.HYPERLINK, True))
        run = paragraph.add_run(said, style="Hyperlink")
        link.append(run._r)
        paragraph._p.append(link)
