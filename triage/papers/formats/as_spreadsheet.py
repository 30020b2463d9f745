"""The tables of a paper for a spreadsheet: text stays text, whatever it begins with."""

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO

from triage.export.spreadsheet import escape_formula
from triage.papers.paper import Cell, Paper, PaperTable

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def as_csv(table: PaperTable) -> str:
    """One table with its headings."""
    return rows_as_csv([table.headings, *table.rows])


def all_as_csv(paper: Paper) -> str:
    """What the paper is, and every table of it in one file, each below its caption, with an empty
    row between."""
    cover = paper.cover()
    rows: list[Sequence[Cell]] = [cover.headings, *cover.rows, []]
    for table in paper.tables():
        rows += [[table.caption], table.headings, *table.rows, []]
    return rows_as_csv(rows[:-1])


def rows_as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    """Rows, with an apostrophe before whatever would be taken for a formula."""
    out = StringIO(newline="")
    csv.writer(out).writerows([escape_formula(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_xlsx(tables: Sequence[PaperTable]) -> bytes:
    """A workbook with a sheet for each table. Blocks: call it in a thread."""
    import xlsxwriter  # noqa: PLC0415  only for who exports: a start does without

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True})
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(_sheet_name(table.caption, number))
            sheet.write_row(0, 0, table.headings, bold)
            for at, row in enumerate(table.rows, 1):
                sheet.write_row(at, 0, row)
            sheet.freeze_panes(1, 0)
            sheet.autofit()
        if not tables:
            book.add_worksheet("Nothing")
    return out.getvalue()


def _sheet_name(caption: str, number: int) -> str:
    """As spreadsheets allow it: short, without their marks, no two alike."""
    return f"{number} {_NOT_IN_A_NAME.sub(' ', caption)}"[:31].strip()
