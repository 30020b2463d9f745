"""Records in words: every field with what it says, and how an edit changed it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from common.clock import local_day
from triage.days import day
from triage.model.fields import FieldType
from triage.papers.paper import PaperTable
from triage.records import Record, RecordField, RecordSchema
from triage.records.record import shown

_SPELT = {"dpia": "DPIA", "eqia": "EqIA"}
"""The words of the published catalogue format that begin with more than one capital."""


def worded(choice: str) -> str:
    """A choice as it stands in a form."""
    return _SPELT.get(choice, f"{choice[:1].upper()}{choice[1:]}")


def rows(entry: Record) -> list[tuple[RecordField, str]]:
    """Every field with what it says."""
    return [
        (one, value_in_words(one, entry.content.get(one.name)))
        for one in entry.kind.fields
        if one.name != "title"
    ]


def value_in_words(field: RecordField, value: object) -> str:
    if field.takes is FieldType.ITEMS and isinstance(value, list):
        return "\n".join(map(str, value))
    if field.takes is FieldType.DAY and isinstance(value, str):
        return day(date.fromisoformat(value))
    return str(shown(field, value))


def changed(
    kind: RecordSchema, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Field, before, after: of each field that an edit changed."""
    return [
        (
            one.label,
            value_in_words(one, before.get(one.name)),
            value_in_words(one, after.get(one.name)),
        )
        for one in kind.fields
        if one.name in before or one.name in after
    ]


def as_table(kind: RecordSchema, entries: Sequence[Record]) -> PaperTable:
    headings = ("Reference", "Idea", *(one.label for one in kind.fields), "Changed")
    lines = [
        (
            one.reference,
            one.idea,
            *(shown(field, one.content.get(field.name)) for field in kind.fields),
            local_day(one.changed_at).isoformat(),
        )
        for one in entries
    ]
    return PaperTable(kind.many, headings, lines)
