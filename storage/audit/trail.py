"""The audit trail: who did what to which record on which policy set, chained by hash.

Each entry's hash covers its content and the hash before it. An entry that is altered, removed
or put elsewhere breaks the chain, and cutting off the end disagrees with the head, which is kept
apart. Whoever can rewrite the whole database could make a new chain: note the head elsewhere now
and then, and have `verify` look for it.

Entries hold no names and no free text: people stand in them by number, so that a person can be
erased and the chain still holds.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import audit, audit_head
from storage.tables.columns import storable

LAST_ENTRY = func.coalesce(func.max(audit.c.seq), 0)
"""The number of the last entry; 0 before the first."""

_PAGE = 5000
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing done. `actor` is `person:<number>` or a part of the program (`shell`, `job`);
    `action` a verb on a noun (`idea.submitted`); `subject` the record's reference."""

    actor: str
    action: str
    subject: str
    detail: Mapping[str, object] = field(default_factory=dict)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the trail; its text, `<number of entries>:<hash>`, can be noted elsewhere."""

    seq: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Raises ValueError for anything that `str(head)` does not give."""
        seq, colon, digest = text.strip().partition(":")
        if not colon or not seq.isascii() or not seq.isdigit():
            raise ValueError(text)
        return cls(int(seq), digest)

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found: no problems means that the whole trail is as it was written."""

    head: Head
    problems: tuple[str, ...]


async def append(connection: AsyncConnection, at: datetime, entries: Sequence[AuditEntry]) -> Head:
    """Add entries at the end of the trail; gives its new end. The head's row is the lock that keeps
    the order, so this comes last in a unit of work."""
    head = await _head(connection, lock=True)
    rows = []
    for entry in entries:
        detail = json.dumps(dict(entry.detail), sort_keys=True, ensure_ascii=False)
        content = {
            "seq": head.seq + 1,
            "at": at,
            "actor": storable(entry.actor),
            "action": entry.action,
            "subject": storable(entry.subject),
            "detail": storable(detail),
            "fingerprint": storable(entry.fingerprint),
            "previous": head.hash,
        }
        head = Head(head.seq + 1, _digest(content))
        rows.append(content | {"hash": head.hash})
    await connection.execute(insert(audit), rows)
    await connection.execute(update(audit_head).values(seq=head.seq, hash=head.hash))
    return head


async def verify(connection: AsyncConnection, noted: Head | None = None) -> Verified:
    """Walk the whole trail. `noted` is a head that was seen earlier and must still be part of it.

    The first twenty problems are named.
    """
    head, problems = Head(0, ""), list[str]()
    seen_noted = noted is None or noted == head
    while rows := await _page(connection, after=head.seq):
        for row in rows:
            problems += _problems(row, head)
            head = Head(row.seq, row.hash)
            seen_noted = seen_noted or head == noted
    if head != await _head(connection):
        problems.append(f"the trail does not end where it should: entries after {head.seq} are cut")
    if not seen_noted:
        problems.append("the head that was noted earlier is not part of this trail")
    return Verified(head, tuple(problems[:_MOST_PROBLEMS]))


def _problems(row: Row[tuple[object, ...]], before: Head) -> list[str]:
    if row.seq != before.seq + 1:
        return [f"entries {before.seq + 1} to {row.seq - 1} are missing"]
    if row.previous != before.hash:
        return [f"entry {row.seq} does not follow the one before it"]
    content = {key: value for key, value in row._mapping.items() if key != "hash"}
    return [f"entry {row.seq} was altered"] if _digest(content) != row.hash else []


def _digest(content: Mapping[str, object]) -> str:
    plain = {**content, "at": str(content["at"])}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


async def _page(connection: AsyncConnection, after: int) -> Sequence[Row[tuple[object, ...]]]:
    rows = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(_PAGE)
    return (await connection.execute(rows)).all()


async def _head(connection: AsyncConnection, *, lock: bool = False) -> Head:
    query = select(audit_head.c.seq, audit_head.c.hash)
    row = (await connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, "")
