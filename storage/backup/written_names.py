"""A person's name where others wrote it: who signed an assessment, and what a pause says.

Everywhere else people stand by their number. A name of one word is found only where it is all
that was written, since `Grace` may stand in any sentence.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import assessment, change, decision, pause, policy_event

_PLACES: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "assessments_signed": (assessment, ("signed_by", "note")),
    "changes_naming_them": (change, ("before", "after")),
    "pauses_naming_them": (pause, ("reason", "contact")),
    "policy_changes_naming_them": (policy_event, ("comment",)),
}
_KEPT: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "decisions_naming_them": (decision, ("portfolio", "author", "certified_by")),
}
"""The council's form of a decision names people in their public roles, and a record of it is never
edited: their names are handed out and stay until the record goes."""


async def written_names(connection: AsyncConnection, name: str) -> dict[str, list[dict[str, Any]]]:
    """The rows in which the name was written, by the name under which they are handed out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for handed, (table, columns) in {**_PLACES, **_KEPT}.items():
        rows = (await connection.execute(select(table))).mappings() if name else ()
        finds = _finds(name)
        found[handed] = [
            dict(row) for row in rows if any(_without(row[c], finds) != row[c] for c in columns)
        ]
    return found


async def erase_written_names(connection: AsyncConnection, name: str) -> None:
    """Take the name out of every text in which `written_names` finds it."""
    finds = _finds(name)
    found = await written_names(connection, name)
    for handed, (table, columns) in _PLACES.items():
        for row in found[handed]:
            this = [column == row[column.name] for column in table.primary_key]
            kept = {name: _without(row[name], finds) for name in columns}
            await connection.execute(update(table).where(*this).values(kept))


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
