"""A record as it stands, and what changed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from common.person import Person
from triage.model.fields import FieldType
from triage.records.schemas import RecordField, RecordSchema


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `content` has plain values by the names of the kind's fields: texts, days as
    written by ISO 8601, numbers, lists of texts; what was not filled in is not there. `idea` and
    `idea_title` are empty for what belongs to no idea."""

    reference: str
    kind: RecordSchema
    content: Mapping[str, Any]
    idea: str
    idea_title: str
    sample: bool
    version: int
    at: datetime
    changed_at: datetime

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def is_closed(self) -> bool:
        return self.text("state") in self.kind.closed

    def text(self, name: str) -> str:
        return str(self.content.get(name, ""))

    def day(self, name: str) -> date | None:
        value = self.content.get(name)
        return date.fromisoformat(value) if value else None

    def number(self, name: str) -> float | None:
        value = self.content.get(name)
        return None if value is None else float(value)

    def items(self, name: str) -> tuple[str, ...]:
        return tuple(self.content.get(name, ()))

    def due(self) -> date | None:
        """When it has to be looked at next; None once it is closed."""
        if self.is_closed or not self.kind.due:
            return None
        return self.day("extended_to") or self.day(self.kind.due)

    def lacking(self) -> tuple[str, ...]:
        """The labels of what it needs to be complete and does not say; nothing is asked of a plan
        yet."""
        if self.text("state") == "planned":
            return ()
        return tuple(
            self.kind.field(name).label for name in self.kind.complete_with if not self.text(name)
        )

    def ended(self) -> date | None:
        """The last day of a pilot, extended or not."""
        return self.day("extended_to") or self.day("ends_on")


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """What was written, by whom and when; fields to values, before and after. Nothing stands
    before the first."""

    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    by: Person | None


@dataclass(frozen=True, slots=True)
class RecordFieldError:
    """Why a field cannot be taken as it was filled in, for the person who did."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RecordRejected:
    """Away: nothing was kept. Either fields have faults, or somebody else changed the record
    meanwhile and `now` is how it stands, or there is no such record or idea (neither)."""

    faults: tuple[RecordFieldError, ...] = ()
    now: Record | None = None


def shown(field: RecordField, value: object) -> str | int | float:
    """A value for a table: text, or a number as a number."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if field.takes is FieldType.NUMBER and isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    return str(value)
