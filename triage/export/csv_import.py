"""Ideas from a CSV file: every row read, every problem with its row."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from triage.export.field_text import read_fields
from triage.export.spreadsheet import HEADINGS, unescape_formula
from triage.model.fields import BY_NAME, FIELDS, Place, Proposal
from triage.model.validation import ErrorCode, proposal_errors, tidied_texts

MOST_ROWS = 1000

TEMPLATE = tuple(one.name for one in FIELDS if one.is_shown(Place.IMPORT))
"""The headings of a table to be sent in, those that are needed first."""

_NEEDED = tuple(one.name for one in FIELDS if one.needed)

_WORDS = {
    ErrorCode.MISSING: "is missing",
    ErrorCode.TOO_LONG: "is too long: at most {limit} characters",
    ErrorCode.OUT_OF_RANGE: "must be from 0 to {limit}",
    ErrorCode.UNKNOWN_CHOICE: "is not one of the choices",
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`row` counts as a spreadsheet does: the headings are row 1."""

    row: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"row {self.row}: {field}{self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """An idea that can be submitted; `key` is the same for the same content, so that a file that
    is imported again adds only what is new in it."""

    row: int
    proposal: Proposal
    key: str


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheet programs save it: UTF-8, else Windows' own."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_csv(text: str) -> tuple[tuple[Row, ...], tuple[RowProblem, ...]]:
    """The rows that can be submitted, and what is wrong with the others."""
    heading = text.lstrip().partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    try:
        names = [_name(cell) for cell in next(lines, [])]
        problems += _heading_problems(names)
        if set(_NEEDED) <= set(names):
            for row, cells in enumerate(lines, start=2):
                if any(cell.strip() for cell in cells):
                    found = _read(row, dict(zip(names, cells, strict=False)))
                    rows += [one for one in found if isinstance(one, Row)]
                    problems += [one for one in found if isinstance(one, RowProblem)]
                if row > MOST_ROWS:
                    problems.append(RowProblem(row, "", f"more than {MOST_ROWS} rows"))
                    break
    except csv.Error as error:
        problems.append(RowProblem(lines.line_num, "", f"cannot be read: {error}"))
    return tuple(rows), tuple(problems)


def _name(cell: str) -> str:
    return "_".join(cell.strip().strip("*").lower().replace("/", " ").split())


def _heading_problems(names: list[str]) -> Iterator[RowProblem]:
    for needed in _NEEDED:
        if needed not in names:
            yield RowProblem(1, needed, "is missing: the first row must have this heading")
    for name in names:
        if name and name not in BY_NAME and name not in HEADINGS:
            yield RowProblem(1, name, "is no field of an idea, and is left out")


def _read(row: int, cells: dict[str, str]) -> list[Row | RowProblem]:
    values = {name: unescape_formula(cells[name]) for name in BY_NAME if name in cells}
    proposal, unreadable = read_fields(values)
    proposal = tidied_texts(proposal)
    problems = [RowProblem(row, field, message) for field, message in unreadable.items()]
    problems += [
        RowProblem(row, wrong.field, _WORDS[wrong.why].format(limit=wrong.limit))
        for wrong in proposal_errors(proposal)
    ]
    if problems:
        return list(problems)
    content = "\x1f".join(f"{name}={values[name].strip()}" for name in sorted(values))
    return [Row(row, proposal, f"csv:{hashlib.sha256(content.encode()).hexdigest()[:32]}")]
