"""Papers as Word and PDF, read back as a screen reader and an officer's programs find them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from pypdf import PdfReader

from triage.papers import PaperFormat, as_file
from triage.papers.formats.as_pdf import as_pdf
from triage.papers.formats.as_word import as_word
from triage.papers.formats.column_widths import column_widths
from triage.papers.formats.paper_redaction import redact_paper
from triage.papers.paper import Chart, Facts, Paper, PaperSection, PaperTable, PaperText

SITE = "https://ai.example.gov.uk"
CHART = Chart("Ideas by state", "State", "Ideas", (("New", 3), ("Ready to decide", 1200)))
WIDE = PaperTable(
    "Open risks",
    ("Risk", "What", "Owner", "Before", "After", "Measures", "Look at again", "Notes"),
    [
        (f"R-2026-{number:04}", "Words " * 20, "Head of Parks", 12, 6, "none", "soon", "")
        for number in range(60)
    ],
)
PAPER = Paper(
    name="agenda",
    title="Agenda: “Tŷ’r Ysgol” & <b>more</b>",
    about=(("For", "AI Steering Group"), ("As of", "30 November 2026")),
    summary=("See AI-2026-0042 first; =1+1 and #import stay text.",),
    sections=(
        PaperSection("The list", (CHART, WIDE)),
        PaperSection(
            "One idea",
            (
                Facts("About it", (("Owner", "Head of Parks"), ("Reviewed", ""))),
                PaperText(("Two\nlines", "")),
                PaperTable("Pilots", ("Pilot", "State"), (), "No pilot ran."),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(BytesIO(as_word(PAPER, SITE)))


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(BytesIO(as_pdf(PAPER, SITE)))


def test_a_word_file_has_real_headings_its_title_and_british_english_on_a4(word: Any) -> None:
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    spoken = {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))}
    page, known = word.sections[0], word.core_properties

    assert headings == [PAPER.title, "The list", "One idea"]
    assert (known.title, known.author, known.comments) == (PAPER.title, "", "")
    assert spoken == {"en-GB"}
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_tables_in_word_repeat_their_header_and_fit_the_page(word: Any) -> None:
    (table,) = word.tables
    header, first = table.rows[0], table.rows[1]

    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in header.cells] == list(WIDE.headings)
    assert first._tr.trPr.find(qn("w:cantSplit")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Open risks"
    assert sum(column.width for column in table.columns) <= Cm(17.01)


def test_no_word_of_a_heading_is_wider_than_its_column() -> None:
    headings = ("Idea", "Screening", "Risk", "Benefit", "Ease", "Days waiting", "Due", "Counted in")
    said = "DPIA not required; Environmental not required; EqIA required"
    table = PaperTable("Ready", headings, [("AI-1", said, "Medium", 3.9, 5, 35, 6, "hours a year")])
    letters = column_widths(table).letters

    # with the space beside the words, and bold letters wider than others
    for heading, width in zip(headings, letters, strict=True):
        assert width >= 1.15 * max(map(len, heading.split())) + 2, heading


def test_the_chart_in_word_is_one_picture_that_says_its_numbers(word: Any) -> None:
    (picture,) = word.inline_shapes

    described = picture._inline.docPr.get("descr")
    assert described == "Ideas by state: New 3, Ready to decide 1,200."
    assert picture.width <= Cm(17.01)


def test_references_in_word_are_links_that_other_programs_see(word: Any) -> None:
    links = [one for paragraph in word.paragraphs for one in paragraph.hyperlinks]

    assert [(one.text, one.address) for one in links] == [
        ("AI-2026-0042", f"{SITE}/board/AI-2026-0042")
    ]
    assert links[0].runs[0].style.name == "Hyperlink"
    cell = word.tables[0].rows[1].cells[0].paragraphs[0]
    assert cell.hyperlinks[0].address == f"{SITE}/records/R-2026-0000"


def test_what_people_typed_stays_text_and_a_blank_is_shown_in_word(word: Any) -> None:
    text = "\n".join(one.text for one in word.paragraphs)

    assert "=1+1 and #import stay text." in text
    assert "Reviewed: Not filled in" in text
    assert "Pilots: No pilot ran." in text


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _tags(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Every element of the structure with its kind."""
    waiting = [_root(reader)["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop(0).get_object()
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif hasattr(one, "get"):
            if "/S" in one:
                yield str(one["/S"]), one
            waiting = [one["/K"], *waiting] if "/K" in one else waiting


def test_a_pdf_is_tagged_with_headings_lists_tables_and_scopes(pdf: PdfReader) -> None:
    tags = list(_tags(pdf))
    kinds = [kind for kind, _ in tags]
    scopes = [str(one["/A"]) for kind, one in tags if kind == "/TH"]

    assert _root(pdf)["/MarkInfo"]["/Marked"]
    assert (kinds.count("/H1"), kinds.count("/H2")) == (1, 2)
    assert {"/L", "/LI", "/Table", "/TR", "/TD", "/Figure", "/Link", "/P"} <= set(kinds)
    assert len(scopes) == len(WIDE.headings), "a header that repeats is read once"
    assert all("/Column" in scope for scope in scopes)


def test_a_pdf_says_its_language_and_title_and_describes_its_chart(pdf: PdfReader) -> None:
    root = _root(pdf)
    described = [str(one["/Alt"]) for kind, one in _tags(pdf) if kind == "/Figure"]

    assert str(root["/Lang"]).lower() == "en-gb"
    assert pdf.metadata is not None
    assert pdf.metadata.title == PAPER.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert described == ["Ideas by state: New 3, Ready to decide 1,200."]


def test_a_pdf_is_a4_keeps_every_word_and_links_ideas(pdf: PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    leads = {
        str(one.get_object()["/A"]["/URI"])
        for page in pdf.pages
        for one in page.get("/Annots", ())
        if "/A" in one.get_object()
    }

    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages} == {
        (595, 842)
    }
    assert "=1+1 and #import stay text." in text
    assert "Not filled in" in text
    assert "Page 1 of" in text
    assert f"{SITE}/board/AI-2026-0042" in leads
    assert f"{SITE}/records/R-2026-0059" in leads


def test_without_an_address_nothing_is_a_link() -> None:
    word = docx.Document(BytesIO(as_word(PAPER, None)))
    pdf = PdfReader(BytesIO(as_pdf(PAPER, None)))

    assert not [one for paragraph in word.paragraphs for one in paragraph.hyperlinks]
    assert not [page for page in pdf.pages if "/Annots" in page]


def test_a_letter_that_no_font_has_costs_the_standard_and_not_the_paper() -> None:
    odd = Paper("x", "Odd", (), (), ("before ＝ \U0001f9ea after",))
    pdf = PdfReader(BytesIO(as_pdf(odd, None)))

    assert _root(pdf)["/MarkInfo"]["/Marked"]
    assert "before" in pdf.pages[0].extract_text()
    assert "after" in pdf.pages[0].extract_text()


def test_what_cannot_be_printed_is_left_out_of_every_format() -> None:
    odd = redact_paper(Paper("x", "Odd\x1b[0m", (), (), ("a\x00b\x0bc\x9f",)), ())

    for form in PaperFormat:
        as_file(odd, form)
    assert (odd.title, odd.summary) == ("Odd[0m", ["abc"])
