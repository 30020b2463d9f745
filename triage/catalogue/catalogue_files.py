"""Catalogue files: JSON in a published format and CSV, read strictly and written without loss."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from triage.catalogue.case import FIELDS, LISTS, Case, Maturity
from triage.export.spreadsheet import unescape_formula
from triage.model.validation import tidied
from triage.papers.formats.as_spreadsheet import rows_as_csv
from triage.records.parsing import LINE_LIMIT, parse_record
from triage.records.schemas import SHARING
from triage.records.sharing import sharing_errors

FORMAT = "ai-use-case-catalogue"
VERSION = 1
SCHEMA = (Path(__file__).parent / "catalogue.schema.json").read_text("utf-8")
"""The published format of the JSON file."""

MOST_CASES = 2000
"""Cases that one file may hold."""

_OF_OURS = ("council", "reference", "maturity", "updated_on")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What cannot be taken in: `place` is the case's number in the file, from 1, or the row of a
    CSV file as a spreadsheet counts; 0 for the file itself."""

    place: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"case {self.place}: " if self.place else ""
        return f"{where}{f'{self.field}: ' if self.field else ''}{self.message}"


Read = tuple[tuple[Case, ...], tuple[Flaw, ...]]


def as_json(cases: Iterable[Case], council: str, made_on: date) -> str:
    """A whole file. The cases are all of one council."""
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "council": council,
            "made_on": made_on.isoformat(),
            "cases": [_plain(case) for case in cases],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_csv(cases: Iterable[Case]) -> str:
    """A row a case, lists one item a line in their cell; no cell acts as a formula."""
    rows = [
        ["\n".join(value) if isinstance(value, list) else value for value in _row(case)]
        for case in cases
    ]
    return rows_as_csv([FIELDS, *rows])


def read_json(text: str) -> Read:
    """The cases that can be taken in, and what is wrong with the others."""
    try:
        file = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        return (), (Flaw(0, "", f"This is not JSON{where}."),)
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        return (), (Flaw(0, "format", f"This is no catalogue: format must be {FORMAT}."),)
    if file.get("version") != VERSION:
        return (), (Flaw(0, "version", f"Only version {VERSION} can be read here."),)
    council, cases = file.get("council"), file.get("cases")
    if not isinstance(council, str) or not isinstance(cases, list):
        return (), (Flaw(0, "", "A catalogue has a council and a list of cases."),)
    return _read_all((one, council) for one in cases)


def read_csv(text: str) -> Read:
    """The same from a CSV file with the fields' names as headings."""
    separator = max(",;\t", key=text.partition("\n")[0].count)  # spreadsheets differ by country
    try:
        lines = list(filter(any, csv.reader(StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as error:
        return (), (Flaw(0, "", f"This cannot be read as CSV: {error}."),)
    headings = lines[0] if lines else []
    missing = [name for name in ("council", "reference", "title") if name not in headings]
    if missing:
        return (), (Flaw(0, "", f"The first line has no heading {', '.join(missing)}."),)
    found = []
    for row in lines[1:]:
        cells = dict(zip(headings, map(unescape_formula, row), strict=False))
        council = cells.pop("council", "")
        made: dict[str, Any] = {
            name: cell.split("\n") if name in LISTS else cell
            for name, cell in cells.items()
            if cell
        }
        found.append((made, council))
    cases, flaws = _read_all(found)
    return cases, tuple(Flaw(one.place + 1 if one.place else 0, one.field, one.message)
                        for one in flaws)  # fmt: skip


def _read_all(found: Iterable[tuple[object, str]]) -> Read:
    cases: dict[tuple[str, str], Case] = {}
    flaws: list[Flaw] = []
    for place, (one, council) in enumerate(found, 1):
        if place > MOST_CASES:
            flaws.append(Flaw(0, "", f"At most {MOST_CASES} cases can be read at once."))
            break
        case, wrong = _case(one, tidied(council))
        flaws += [Flaw(place, field, message) for field, message in wrong]
        if case:
            cases[case.council, case.reference] = case
    return tuple(cases.values()), tuple(flaws)


def _case(one: object, council: str) -> tuple[Case | None, Sequence[tuple[str, str]]]:
    if not isinstance(one, dict):
        return None, [("", "This is no case.")]
    wrong = [(name, "There is no such field.") for name in one if name not in FIELDS]
    wrong += [
        (name, "A list of texts is needed." if name in LISTS else "A text is needed.")
        for name, value in one.items()
        if name in FIELDS and not _is_plain(name, value)
    ]
    if wrong:
        return None, wrong
    content, faults = parse_record(SHARING, {n: v for n, v in one.items() if n not in _OF_OURS})
    wrong = [(fault.field, fault.message) for fault in faults]
    own = {"council": council, "reference": tidied(str(one.get("reference", "")))}
    for name, text in own.items():
        if not text or len(text) > LINE_LIMIT:
            wrong.append((name, f"A text of up to {LINE_LIMIT} characters is needed."))
    maturity, updated = one.get("maturity"), _day(one.get("updated_on"))
    if maturity not in set(Maturity):
        wrong.append(("maturity", f"Choose from {', '.join(Maturity)}."))
    if updated is None:
        wrong.append(("updated_on", "Write the day as year-month-day."))
    if not wrong:
        wrong = list(sharing_errors({**content, **own}))
    if wrong or updated is None:
        return None, wrong
    values: dict[str, Any] = {**own, "maturity": Maturity(str(maturity)), "updated_on": updated} | {
        name: tuple(v) if name in LISTS else v for name, v in content.items()
    }
    return Case(**values), ()


def _is_plain(name: str, value: object) -> bool:
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _plain(case: Case) -> Mapping[str, Any]:
    """As in JSON: without the council, which stands above, and without what is empty."""
    return {
        name: value
        for name, value in zip(FIELDS, _row(case), strict=True)
        if name != "council" and value not in ("", [])
    }


def _row(case: Case) -> list[Any]:
    made = asdict(case) | {
        "updated_on": case.updated_on.isoformat(),
        "maturity": case.maturity.value,
    }
    return [list(made[name]) if name in LISTS else made[name] for name in FIELDS]
