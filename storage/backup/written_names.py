"""A person's name where others wrote it: who signed an assessment, who was at a meeting, what a
pause says.

Everywhere else people stand by their number. A name of one word is found only where it is all
that was written, since `Grace` may stand in any sentence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import (
    assessment,
    change,
    decision,
    gap_follow_up,
    pause,
    plan,
    policy_event,
    record,
    record_change,
)

MINUTES = "meeting"
"""The kind of record that says who was at a meeting: its names belong to the minutes."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name may stand. Without `erased` it is handed out and stays until the row goes."""

    table: Table
    columns: tuple[str, ...]
    erased: bool = True
    of: Callable[[], ColumnElement[bool]] = true


def _minutes() -> Select[Any]:
    return select(record.c.id).where(record.c.kind == MINUTES)


PLACES: Mapping[str, _Place] = {
    "assessments_signed": _Place(assessment, ("signed_by", "note")),
    "changes_naming_them": _Place(change, ("before", "after")),
    "plans_naming_them": _Place(plan, ("content",)),
    "pauses_naming_them": _Place(pause, ("reason", "contact")),
    "policy_changes_naming_them": _Place(policy_event, ("comment",)),
    "records_naming_them": _Place(record, ("content",), of=lambda: record.c.kind != MINUTES),
    "record_changes_naming_them": _Place(
        record_change,
        ("before", "after"),
        of=lambda: record_change.c.record_id.not_in(_minutes()),
    ),
    "decisions_naming_them": _Place(
        decision,
        ("portfolio", "author", "certified_by", "conflicts", "evidence"),
        erased=False,
    ),
    "gaps_naming_them": _Place(gap_follow_up, ("owner",)),
    "minutes_naming_them": _Place(
        record, ("content",), erased=False, of=lambda: record.c.kind == MINUTES
    ),
    "minutes_as_written_before": _Place(
        record_change,
        ("before", "after"),
        erased=False,
        of=lambda: record_change.c.record_id.in_(_minutes()),
    ),
}
"""By the name under which they are handed out. The council's form of a decision names people in
their public roles and a record of it is never edited, and minutes say who was there: those names
stay until the record goes."""


async def written_names(connection: AsyncConnection, name: str) -> dict[str, list[dict[str, Any]]]:
    """The rows in which the name was written, by the name under which they are handed out."""
    found: dict[str, list[dict[str, Any]]] = {}
    finds = _finds(name)
    for handed, place in PLACES.items():
        query = select(place.table).where(place.of())
        rows = (await connection.execute(query)).mappings() if name else ()
        found[handed] = [
            dict(row)
            for row in rows
            if any(_without(row[c], finds) != row[c] for c in place.columns)
        ]
    return found


async def erase_written_names(connection: AsyncConnection, name: str) -> None:
    """Take the name out of every text in which `written_names` finds it, but for those that
    stay."""
    finds = _finds(name)
    found = await written_names(connection, name)
    for handed, place in PLACES.items():
        for row in found[handed] if place.erased else ():
            this = [column == row[column.name] for column in place.table.primary_key]
            kept = {name: _without(row[name], finds) for name in place.columns}
            await connection.execute(update(place.table).where(*this).values(kept))


def _finds(name: str) -> Callable[[str], str]:
    """What leaves a text without the name."""
    written = r"\s+".join(map(re.escape, name.split()))
    around = (r"(?<!\w)", r"(?!\w)") if len(name.split()) > 1 else (r"\A\s*", r"\s*\Z")
    pattern = re.compile(around[0] + written + around[1], re.IGNORECASE)
    return lambda text: pattern.sub("[erased]", text)


def _without(value: Any, finds: Callable[[str], str]) -> Any:
    """A text, or JSON made of texts, without the name."""
    if isinstance(value, str):
        return finds(value)
    if isinstance(value, Mapping):
        return {key: _without(one, finds) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, finds) for one in value]
    return value
