"""Ideas as a table for a spreadsheet: text stays text, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO

from common.clock import local_time
from triage.export.field_text import field_as_text
from triage.model.fields import FIELDS, Place
from triage.model.idea import Idea

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""With these a spreadsheet program takes a cell of a CSV file for a formula."""

_OF_THE_LIST = (
    "reference",
    "stage",
    "stage_since",
    "submitted_at",
    "risk",
    "lead",
    "duplicate_of",
    "revisit_on",
    "share",
    "submitter",
)

_SAID = tuple(one.name for one in FIELDS if one.is_shown(Place.EXPORT))
HEADINGS = ("reference", *_SAID, *_OF_THE_LIST[1:])

Cell = str | int | float


def idea_rows(ideas: Iterable[Idea], *, names: bool) -> list[Sequence[Cell]]:
    """One row an idea, in the order of `HEADINGS`; people only with `names`."""
    return [_row(idea, names) for idea in ideas]


def as_csv(table: Iterable[Sequence[Cell]], headings: Sequence[str] = HEADINGS) -> str:
    """With headings, and with an apostrophe before whatever would be taken for a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([escape_formula(cell) for cell in row] for row in table)
    return out.getvalue()


def as_xlsx(table: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet, `Ideas`; text is written as text."""
    import xlsxwriter  # noqa: PLC0415  only for who exports: a start does without

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("Ideas")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADINGS, bold)
        for number, row in enumerate(table, start=1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table), len(HEADINGS) - 1)
    return out.getvalue()


def escape_formula(cell: Cell) -> Cell:
    """The cell of a CSV file that no spreadsheet takes for a formula; `written_back` undoes it."""
    return f"'{cell}" if isinstance(cell, str) and _starts_a_formula(cell) else cell


def unescape_formula(cell: str) -> str:
    """The text of a cell of a CSV file of ours, or of anybody's."""
    return cell[1:] if cell.startswith("'") and _starts_a_formula(cell) else cell


def _starts_a_formula(text: str) -> bool:
    """Also behind apostrophes, so that one that somebody typed is not lost on the way."""
    return text.lstrip("'").startswith(_FORMULA_STARTS)


def _row(idea: Idea, names: bool) -> Sequence[Cell]:
    values: dict[str, object] = {name: getattr(idea.proposal, name) for name in _SAID} | {
        "reference": idea.reference,
        "stage": idea.stage,
        "stage_since": _moment(idea.stage_since),
        "submitted_at": _moment(idea.submitted_at),
        "risk": idea.risk,
        "lead": idea.lead.name if idea.lead and names else "",
        "duplicate_of": idea.duplicate_of,
        "revisit_on": idea.revisit_on,
        "share": idea.share,
        "submitter": idea.submitter.name if names else "",
    }
    return [
        cell if isinstance(cell := field_as_text(values[name]), int) else str(cell)
        for name in HEADINGS
    ]


def _moment(when: datetime) -> str:
    """In the council's time, with the zone: in summer an hour later than in UTC."""
    return local_time(when).strftime("%Y-%m-%d %H:%M %Z")
