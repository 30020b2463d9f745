"""From what was typed into a record's form to its content, or to what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from triage.days import months_after
from triage.model.fields import LIMIT, FieldType
from triage.model.stages import LONGEST_PILOT
from triage.model.validation import tidied
from triage.records.record import RecordFieldError
from triage.records.schemas import (
    BENEFIT,
    CASH,
    HOURS,
    PILOT,
    POUNDS,
    SHARING,
    RecordField,
    RecordSchema,
)
from triage.records.sharing import sharing_errors

LINE_LIMIT = 200
MOST_ITEMS = 30

TypedValues = Mapping[str, str | Sequence[str]]
"""What was typed, by field; of boxes that can be ticked, those that were."""


class _UnreadableError(ValueError):
    """The message says what would be readable."""


def parse_record(
    kind: RecordSchema, typed: TypedValues
) -> tuple[Mapping[str, Any], tuple[RecordFieldError, ...]]:
    """The content of a record, and what is wrong with it. Fields that were left empty are not in
    the content."""
    content: dict[str, Any] = {}
    faults: list[RecordFieldError] = []
    for field in kind.fields:
        try:
            value = _value(field, typed.get(field.name, ""))
        except _UnreadableError as error:
            faults.append(RecordFieldError(field.name, str(error)))
            continue
        if value not in ("", None, []):
            content[field.name] = value
        elif field.needed:
            faults.append(RecordFieldError(field.name, "Fill this in."))
    if not faults:
        faults += _RULES.get(kind.name, _no_rules)(content)
    return content, tuple(faults)


def _value(field: RecordField, typed: str | Sequence[str]) -> object:
    if field.takes is FieldType.CHOICES:
        chosen = [typed] if isinstance(typed, str) and typed else list(typed)
        if not set(chosen) <= set(field.choices):
            raise _UnreadableError(f"Choose from {', '.join(field.choices)}.")
        return [one for one in field.choices if one in chosen]
    text = tidied(typed if isinstance(typed, str) else "\n".join(typed))
    if field.takes is FieldType.ITEMS:
        return _items(text)
    if not text:
        return ""
    if field.takes is FieldType.DAY:
        return _day(text)
    if field.takes is FieldType.NUMBER:
        return _number(text, field)
    if field.takes is FieldType.CHOICE and text not in field.choices:
        raise _UnreadableError(f"Choose from {', '.join(field.choices)}.")
    limit = LINE_LIMIT if field.takes is FieldType.LINE else LIMIT
    if len(text) > limit:
        raise _UnreadableError(f"That is too long: at most {limit} characters.")
    return " ".join(text.split()) if field.takes is FieldType.LINE else text


def _items(text: str) -> list[str]:
    items = [one.strip() for one in text.splitlines() if one.strip()]
    if len(items) > MOST_ITEMS or any(len(one) > LINE_LIMIT for one in items):
        raise _UnreadableError(f"At most {MOST_ITEMS} lines of {LINE_LIMIT} characters.")
    return items


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _UnreadableError("Write the day as year-month-day, for example 2026-11-30.") from None


def _number(text: str, field: RecordField) -> float | int:
    try:
        number = Decimal(text.replace(",", "").replace(" ", "").removeprefix("£"))
    except InvalidOperation:
        raise _UnreadableError("Write a number, for example 120 or 3.5.") from None
    if not number.is_finite() or not field.least <= number <= field.most:
        raise _UnreadableError(f"Write a number from {field.least:g} to {field.most:,.0f}.")
    if (field.least, field.most) == (1, 5) and number != int(number):
        raise _UnreadableError("Write a whole number from 1 to 5.")
    return int(number) if number == int(number) else float(round(number, 2))


def _no_rules(_: Mapping[str, Any]) -> Iterator[RecordFieldError]:
    yield from ()


def _of_a_pilot(content: Mapping[str, Any]) -> Iterator[RecordFieldError]:
    starts, ends = date.fromisoformat(content["starts_on"]), date.fromisoformat(content["ends_on"])
    if ends <= starts:
        yield RecordFieldError("ends_on", "A pilot ends after it has started.")
    elif ends > months_after(starts, LONGEST_PILOT):
        yield RecordFieldError("ends_on", "A pilot lasts at most six months.")
    if extended := content.get("extended_to"):
        until = date.fromisoformat(extended)
        if not ends < until <= months_after(ends, LONGEST_PILOT):
            yield RecordFieldError(
                "extended_to", "An extension ends after the pilot, by at most six months."
            )
    if content["state"] == "ended" and "results" not in content:
        yield RecordFieldError("results", "Say what came of the pilot before it is closed.")


def _of_a_benefit(content: Mapping[str, Any]) -> Iterator[RecordFieldError]:
    kind, unit = content["benefit_kind"], content["unit"]
    if kind == CASH and unit == HOURS:
        yield RecordFieldError(
            "benefit_kind", "Hours released are time, not cash, unless a budget is cut."
        )
    elif kind == CASH and unit != POUNDS:
        yield RecordFieldError("unit", "Cash is counted in pounds a year.")
    elif kind == CASH and "budget" not in content:
        yield RecordFieldError("budget", "Name the budget that was cut; otherwise it is not cash.")
    if ("realised" in content) != ("realised_on" in content):
        yield RecordFieldError(
            "realised_on", "Give what was realised together with the day it was measured."
        )


def _of_sharing(content: Mapping[str, Any]) -> Iterator[RecordFieldError]:
    yield from (RecordFieldError(name, message) for name, message in sharing_errors(content))


_RULES = {
    PILOT.name: _of_a_pilot,
    BENEFIT.name: _of_a_benefit,
    SHARING.name: _of_sharing,
}
