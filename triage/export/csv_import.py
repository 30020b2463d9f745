"""Ideas from a CSV file: every row read, every problem with its row."""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice, zip_longest

from triage.export.field_text import read_fields
from triage.export.spreadsheet import HEADINGS, unescape_formula
from triage.model.fields import BY_NAME, FIELDS, USUAL_CLASSES, Place, Proposal
from triage.model.validation import ErrorCode, proposal_errors, tidied_texts

MOST_ROWS = 1000

TEMPLATE = tuple(one.name for one in FIELDS if one.is_shown(Place.IMPORT))
"""The headings of a table to be sent in, those that are needed first."""

_REFERENCE = "reference"
_ON_THE_LIST = (
    "{reference} is on the list already and stays as it is: change it on its page, or leave this "
    "cell empty to send it in as a new idea"
)
_OPEN_QUOTE = "a quotation mark is opened here and never closed: close it, or take it out"
_TOO_MANY_CELLS = (
    "has more cells than there are headings: put a text that holds commas in quotation marks"
)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_BEGINNING = 64  # bytes in which a text of two bytes a character shows itself
_WORKBOOK = "PK\x03\x04"
_SAID_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_MOST_ABOVE = 5

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
    is imported again adds only what is new in it. `reference`: it comes from a list of ours."""

    row: int
    proposal: Proposal
    key: str
    reference: str = ""


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheet programs save it: UTF-8, Excel's "Unicode Text", which is
    UTF-16, else Windows' own."""
    if data.startswith(_WORKBOOK.encode()):
        return data.decode("latin-1")
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:_BEGINNING]:
        is_little = data[1:2] == b"\0"
        return data.decode("utf-16-le" if is_little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_csv(
    text: str, classes: Sequence[str] = USUAL_CLASSES
) -> tuple[tuple[Row, ...], tuple[RowProblem, ...]]:
    """The rows that can be submitted, and what is wrong with the others; `classes` are the classes
    of data that the set of policies has."""
    if text.startswith(_WORKBOOK):
        return (), (RowProblem(1, "", "this is a workbook: save it as CSV UTF-8"),)
    separator, text = _separator(text)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    problems: list[RowProblem] = []
    try:
        above, names = _headings(lines)
        problems += _heading_problems(above + 1, names)
        if set(_NEEDED) <= set(names) and not _doubled(names):
            for row, cells in enumerate(lines, start=above + 2):
                if any(cell.strip() for cell in cells):
                    found = _read(row, names, cells, classes)
                    rows += [one for one in found if isinstance(one, Row)]
                    problems += [one for one in found if isinstance(one, RowProblem)]
                if row > MOST_ROWS:
                    problems.append(RowProblem(row, "", f"more than {MOST_ROWS} rows"))
                    break
            if rows and rows[-1].row == row and _ends_in_a_quotation(text, separator):
                problems.append(RowProblem(rows.pop().row, "", _OPEN_QUOTE))
    except csv.Error as error:
        problems.append(RowProblem(lines.line_num, "", f"cannot be read: {error}"))
    return tuple(rows), tuple(problems)


def new_ideas(rows: Sequence[Row]) -> tuple[list[Row], list[RowProblem]]:
    """The rows that are no ideas of the list yet, and what to do about the others: an export that
    comes back doubles nothing."""
    known = [row for row in rows if row.reference]
    return [row for row in rows if not row.reference], [
        RowProblem(row.row, _REFERENCE, _ON_THE_LIST.format(reference=row.reference))
        for row in known
    ]


def _ends_in_a_quotation(text: str, separator: str) -> bool:
    """Whether what is quoted last is never closed, so that all that follows is one cell."""
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells, and the text without the line that may say so (`sep=;`)."""
    first, _, rest = text.lstrip().partition("\n")
    if said := _SAID_SEPARATOR.fullmatch(first.strip()):
        return said[1], rest
    heading = next((line for line in text.splitlines() if _has_headings(line)), first)
    return max(",;\t", key=heading.count), text


def _has_headings(line: str) -> bool:
    return set(_NEEDED) <= {_name(cell.strip('" ')) for cell in re.split(r"[,;\t]", line)}


def _headings(lines: Iterator[list[str]]) -> tuple[int, list[str]]:
    """How many rows, such as a title, stand above the headings, and these."""
    first: list[str] = []
    for above, cells in enumerate(islice(lines, _MOST_ABOVE + 1)):
        names = [_name(cell) for cell in cells]
        if set(_NEEDED) <= set(names):
            return above, names
        first = first or names
    return 0, first


def _name(cell: str) -> str:
    return "_".join(cell.strip().strip("*").lower().replace("/", " ").split())


def _doubled(names: list[str]) -> set[str]:
    """The headings of fields that stand there more than once: nobody knows which is meant."""
    return {name for name in names if name in BY_NAME and names.count(name) > 1}


def _heading_problems(row: int, names: list[str]) -> Iterator[RowProblem]:
    for needed in _NEEDED:
        if needed not in names:
            yield RowProblem(row, needed, "is missing: the first row must have this heading")
    for name in sorted(_doubled(names)):
        yield RowProblem(row, name, "is the heading of two columns: take one out or rename it")
    for name in names:
        if name and name not in BY_NAME and name not in HEADINGS:
            yield RowProblem(row, name, "is no field of an idea, and is left out")


def _read(
    row: int, names: list[str], line: list[str], classes: Sequence[str]
) -> list[Row | RowProblem]:
    unnamed = [cell for name, cell in zip_longest(names, line, fillvalue="") if not name]
    if any(map(str.strip, unnamed)):
        return [RowProblem(row, "", _TOO_MANY_CELLS)]
    cells = dict(zip(names, line, strict=False))
    values = {name: unescape_formula(cells[name]) for name in BY_NAME if name in cells}
    proposal, unreadable = read_fields(values, classes)
    proposal = tidied_texts(proposal)
    problems = [RowProblem(row, field, message) for field, message in unreadable.items()]
    problems += [
        RowProblem(row, wrong.field, _WORDS[wrong.why].format(limit=wrong.limit))
        for wrong in proposal_errors(proposal, classes)
    ]
    if problems:
        return list(problems)
    content = "\x1f".join(f"{name}={values[name].strip()}" for name in sorted(values))
    key = f"csv:{hashlib.sha256(content.encode()).hexdigest()[:32]}"
    return [Row(row, proposal, key, cells.get(_REFERENCE, "").strip()), *_left_out(row, cells)]


def _left_out(row: int, cells: dict[str, str]) -> Iterator[RowProblem]:
    """What a new idea says of things that the list keeps itself."""
    kept = [name for name in cells if name in HEADINGS and name not in BY_NAME]
    filled = [name for name in kept if cells[name].strip()]
    if filled and _REFERENCE not in filled:
        yield RowProblem(row, ", ".join(filled), "is kept by the list itself, and is left out")
