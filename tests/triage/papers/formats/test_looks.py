"""How papers look: nothing said twice, no word cut without need, samples marked in every file."""

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import pairwise

import docx
import openpyxl
import pytest
from docx.shared import Twips
from pypdf import PdfReader

from triage.papers import PaperFormat, as_file
from triage.papers.paper import Paper, PaperSection, PaperTable

OWNERS = PaperTable(
    "Pilots",
    ("Record", "Pilot", "Owner", "Starts", "Reason"),
    [("P-2026-0001", "Notes of occupational therapy visits (AI-2026-0002)",
      "Principal occupational therapist", "16 November 2026", "A small trial. " * 9)],
)  # fmt: skip
PAPER = Paper(
    name="agenda",
    title="Agenda",
    about=(("As of", "30 November 2026"), ("Samples", "To try things out")),
    sections=(
        PaperSection("Pilots", (OWNERS,)),
        PaperSection("Incidents", (PaperTable("Incidents", ("What",), (), "None was recorded."),)),
    ),
    mark="Made-up samples",
)


def read(form: PaperFormat, paper: Paper = PAPER) -> str:
    file = as_file(paper, form)
    if form is PaperFormat.PDF:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if form is PaperFormat.WORD:
        written = docx.Document(BytesIO(file))
        foot = [one.text for one in written.sections[0].footer.paragraphs]
        return "\n".join([*(one.text for one in written.paragraphs), *foot])
    return re.sub(r"<[^>]+>", "\n", file.decode())


@pytest.mark.parametrize(
    "form", [PaperFormat.PDF, PaperFormat.WORD, PaperFormat.HTML, PaperFormat.MARKDOWN]
)
def test_a_table_under_a_heading_of_its_own_name_does_not_say_it_again(form: PaperFormat) -> None:
    lines = [one.strip(" #*") for one in read(form).splitlines() if one.strip()]

    assert lines.count("Pilots") == 1
    assert lines.count("Incidents") == 1
    assert "None was recorded." in lines


def test_no_word_is_cut_in_a_table_whose_words_fit_beside_one_another() -> None:
    assert not [
        (line, following)
        for line, following in pairwise(read(PaperFormat.PDF).splitlines())
        if line.endswith(("-", "\u2010", "\xad"))
    ]


def test_a_column_of_a_word_file_is_as_wide_as_what_it_holds_needs() -> None:
    written = docx.Document(BytesIO(as_file(PAPER, PaperFormat.WORD)))
    (drawn,) = written.tables
    widths = [cell.width or 0 for cell in drawn.rows[1].cells]
    page = written.sections[0]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)

    reference, _, _, _, reason = widths
    assert reason > 1.5 * reference
    assert widths == [cell.width for cell in drawn.rows[0].cells], "one width a column"
    rounded = len(widths) * Twips(1)
    assert abs(room - sum(widths)) <= rounded, "as wide as the page, and no wider"


def test_samples_are_marked_at_the_foot_of_pages_and_in_files_of_tables_alone() -> None:
    for form in (PaperFormat.PDF, PaperFormat.WORD):
        assert "Made-up samples" in read(form)
        assert "Made-up samples" not in read(form, replace(PAPER, mark=""))
    rows = list(csv.reader(StringIO(as_file(PAPER, PaperFormat.CSV).decode("utf-8-sig"))))
    assert rows[:3] == [["Paper", "Agenda"], ["As of", "30 November 2026"],
                        ["Samples", "To try things out"]]  # fmt: skip
    book = openpyxl.load_workbook(BytesIO(as_file(PAPER, PaperFormat.XLSX)))
    assert [cell.value for cell in book.worksheets[0][3]] == ["Samples", "To try things out"]
