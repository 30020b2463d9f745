"""The journal of answers, the gaps and the feedback: written and read, never who asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Executable, RowMapping, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import Inserting, UnitOfWork
from storage.tables import feedback, gap, journal


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """One answer as it was given; see `storage.tables.journal` for the columns."""

    receipt: str
    on_date: date
    question_masked: str
    kind: str
    refs: Sequence[str]
    tools: Sequence[str]
    unlisted: str
    lead: str
    confidence: float
    fingerprint: str
    context: Sequence[str]
    digest: str
    at: datetime | None = None
    shown: Sequence[Mapping[str, object]] = ()

    @property
    def moment(self) -> datetime:
        """When it was written; only for an entry that was read."""
        if self.at is None:
            raise ValueError("this entry has not been written")
        return self.at


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that could not be answered, or not for certain; `kind` says how."""

    at: datetime
    kind: str
    question_masked: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of an answer: `helpful` or `not_helpful`, and why in their words."""

    at: datetime
    receipt: str
    verdict: str
    reason_masked: str
    refs: Sequence[str]


async def add_entry(unit: UnitOfWork, entry: AnswerEntry) -> bool:
    """Write an answer; False, and nothing is written, if its receipt is taken."""
    # Not `asdict`, which copies what is kept of the reply only for it to be written as JSON.
    values = {one.name: getattr(entry, one.name) for one in fields(entry)} | {"at": unit.now}
    written = await unit.connection.execute(unit.compiled(_written), values)
    return written.first() is not None


def _written(insert: Inserting) -> Executable:
    return insert(journal).on_conflict_do_nothing().returning(journal.c.receipt)


async def add_gap(unit: UnitOfWork, kind: str, question_masked: str) -> None:
    values = {"at": unit.now, "kind": kind, "question_masked": question_masked}
    await unit.connection.execute(insert(gap).values(values))


async def add_feedback(unit: UnitOfWork, receipt: str, verdict: str, reason_masked: str) -> bool:
    """Write what was thought of an answer, with the passages that it quoted; False if there is no
    such answer (any more). A second verdict on one answer takes the place of the first."""
    entry = await find_entry(unit.connection, receipt)
    if entry is None:
        return False
    await unit.connection.execute(feedback.delete().where(feedback.c.receipt == receipt))
    values = {
        "at": unit.now,
        "receipt": receipt,
        "verdict": verdict,
        "reason_masked": reason_masked,
        "refs": list(entry.refs),
    }
    await unit.connection.execute(insert(feedback).values(values))
    return True


async def find_entry(connection: AsyncConnection, receipt: str) -> AnswerEntry | None:
    query = select(journal).where(journal.c.receipt == receipt)
    row = (await connection.execute(query)).mappings().first()
    return None if row is None else _entry(row)


async def entries(connection: AsyncConnection, since: datetime) -> Sequence[AnswerEntry]:
    """The answers from a moment on, the oldest first."""
    return [_entry(row) for row in await _since(connection, journal, since)]


async def entries_between(
    connection: AsyncConnection, first: datetime, until: datetime, most: int
) -> Sequence[AnswerEntry]:
    """At most so many answers from `first` on and before `until`, the newest first."""
    among = (journal.c.at >= first, journal.c.at < until)
    query = select(journal).where(*among).order_by(journal.c.at.desc()).limit(most)
    return [_entry(row) for row in (await connection.execute(query)).mappings()]


async def gaps(connection: AsyncConnection, since: datetime) -> Sequence[Gap]:
    """The gaps from a moment on, the oldest first."""
    rows = await _since(connection, gap, since)
    return [Gap(row["at"], row["kind"], row["question_masked"]) for row in rows]


async def all_feedback(connection: AsyncConnection, since: datetime) -> Sequence[Feedback]:
    """The feedback from a moment on, the oldest first."""
    rows = await _since(connection, feedback, since)
    return [
        Feedback(row["at"], row["receipt"], row["verdict"], row["reason_masked"], row["refs"])
        for row in rows
    ]


async def _since(
    connection: AsyncConnection, table: Table, since: datetime
) -> Sequence[RowMapping]:
    query = select(table).where(table.c.at >= since).order_by(table.c.at)
    return (await connection.execute(query)).mappings().all()


def _entry(row: RowMapping) -> AnswerEntry:
    return AnswerEntry(**{str(column): value for column, value in row.items()})
