"""Keeping records: added and edited with their history, read as they stand or stood."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import local_day
from common.person import Person
from storage import Store, UnitOfWork
from storage.coordination.counters import next_number
from storage.coordination.idempotency import find_result, store_result
from storage.tables import idea, person, record, record_change
from triage.model.idea import Idea
from triage.records.parsing import TypedValues, parse_record
from triage.records.pilot_start import too_early
from triage.records.record import Record, RecordEdit, RecordFieldError, RecordRejected
from triage.records.schemas import SCHEMAS, RecordSchema
from triage.repository.mapping import digest, person_of
from triage.repository.person_numbers import actor, number_of
from triage.repository.queries import SAMPLE_YEAR, find


class RecordRepository:
    """The records on one store; every method is one unit of work and may raise StoreError. Who may
    read and who may write is the channel's to know."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def add(
        self,
        kind: RecordSchema,
        typed: TypedValues,
        *,
        by: Person,
        idea_ref: str = "",
        key: str = "",
    ) -> Record | RecordRejected:
        """A new record. The same form sent twice, by its `key`, gives the first one's record."""
        content, faults = parse_record(kind, typed)
        async with self.store.writing() as unit:
            about = await find(unit.connection, idea_ref) if idea_ref else None
            if idea_ref and about is None:
                faults += (RecordFieldError("idea", "There is no idea with this reference."),)
            elif kind.of_an_idea and about is None:
                faults += (
                    RecordFieldError("idea", "Give the reference of the idea: AI-2026-0042."),
                )
            faults += await too_early(unit, kind, content, about.id if about else None)
            if faults:
                return RecordRejected(faults)
            number = await number_of(unit, by)
            return await insert_record(unit, kind, content, about=about, by=number, key=key)

    async def edit(
        self, reference: str, typed: TypedValues, *, by: Person, version: int
    ) -> Record | RecordRejected:
        """Put other content in place of a record's. Of two people who edit it at once, the second
        is told how it stands."""
        async with self.store.writing() as unit:
            row = (
                await unit.connection.execute(_one(reference).with_for_update(of=record))
            ).first()
            if row is None:
                return RecordRejected()
            stands = _entry(row)
            if stands.version != version:
                return RecordRejected(now=stands)
            content, faults = parse_record(stands.kind, typed)
            faults += await too_early(unit, stands.kind, content, row.idea_id)
            if faults:
                return RecordRejected(faults, stands)
            number = await number_of(unit, by)
            return await update_record(unit, row, content, by=number)

    async def one(self, reference: str) -> tuple[Record, tuple[RecordEdit, ...]] | None:
        """A record and its history, the oldest first; None if there is none."""
        async with self.store.snapshot() as connection:
            row = (await connection.execute(_one(reference))).first()
            return (_entry(row), await _edits(connection, row.id)) if row else None

    async def all(self, kind: RecordSchema | None = None, idea_ref: str = "") -> tuple[Record, ...]:
        """Records in the order of their references, of one kind, of one idea."""
        async with self.store.reading() as connection:
            return await listed(connection, kind, idea_ref)


async def insert_record(
    unit: UnitOfWork,
    kind: RecordSchema,
    content: Mapping[str, Any],
    *,
    about: Idea | None = None,
    by: int,
    key: str = "",
    fingerprint: str = "",
    sample: bool = False,
) -> Record:
    """Store a new record inside a unit of work; `by` is a person's number."""
    once = f"record:{by}:{key}"
    if key and (before := await find_result(unit, once)) is not None:
        return await _get(unit.connection, before)
    is_sample = sample or bool(about and about.sample)
    year = SAMPLE_YEAR if is_sample else unit.now.year
    number = await next_number(unit, f"record:{kind.letter}:{year}")
    reference = f"{kind.letter}-{year:04d}-{number:04d}"
    kept = await unit.connection.execute(
        insert(record).values(
            reference=reference,
            kind=kind.name,
            idea_id=about.id if about else None,
            content=dict(content),
            sample=is_sample,
            version=1,
            at=unit.now,
            changed_at=unit.now,
        )
    )
    (record_id,) = kept.inserted_primary_key or (0,)
    await _save_edit(unit, record_id, {}, content, by)
    detail = {"kind": kind.name, "content": digest(content)}
    if about:
        detail["idea"] = about.reference
    unit.audit(actor(by), "record.added", reference, detail, fingerprint)
    if key:
        await store_result(unit, once, reference)
    return await _get(unit.connection, reference)


async def update_record(
    unit: UnitOfWork, row: Row[Any], content: Mapping[str, Any], *, by: int, fingerprint: str = ""
) -> Record:
    """Replace the content of a record that is locked by this unit, keeping what changed."""
    was = row.content
    names = [name for name in {**was, **content} if was.get(name) != content.get(name)]
    if names:
        values = {"content": dict(content), "version": row.version + 1, "changed_at": unit.now}
        await unit.connection.execute(update(record).where(record.c.id == row.id).values(**values))
        before = {name: was[name] for name in names if name in was}
        after = {name: content[name] for name in names if name in content}
        await _save_edit(unit, row.id, before, after, by)
        detail = {"fields": names, "content": digest(content)}
        unit.audit(actor(by), "record.edited", row.reference, detail, fingerprint)
    return await _get(unit.connection, row.reference)


async def listed(
    connection: AsyncConnection, kind: RecordSchema | None = None, idea_ref: str = ""
) -> tuple[Record, ...]:
    query = _entries().order_by(record.c.kind, record.c.reference)
    if kind:
        query = query.where(record.c.kind == kind.name)
    if idea_ref:
        query = query.where(idea.c.reference == idea_ref)
    return tuple(map(_entry, (await connection.execute(query)).all()))


async def listed_as_of(
    connection: AsyncConnection, kind: RecordSchema, on: date
) -> Mapping[str, Mapping[str, Any]]:
    """What the records of a kind said at the end of a day, by reference."""
    query = (
        select(
            record.c.reference, record_change.c.at, record_change.c.before, record_change.c.after
        )
        .join(record, record.c.id == record_change.c.record_id)
        .where(record.c.kind == kind.name)
        .order_by(record_change.c.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for reference, at, before, after in (await connection.execute(query)).all():
        if local_day(at) <= on:
            content = found.setdefault(reference, {})
            for name in before:
                content.pop(name, None)
            content.update(after)
    return found


async def _save_edit(
    unit: UnitOfWork, record_id: int, before: Mapping[str, Any], after: Mapping[str, Any], by: int
) -> None:
    await unit.connection.execute(
        insert(record_change).values(
            record_id=record_id, at=unit.now, by_id=by, before=dict(before), after=dict(after)
        )
    )


async def _edits(connection: AsyncConnection, record_id: int) -> tuple[RecordEdit, ...]:
    people = [one.label(f"person_{one.name}") for one in person.c if one.name != "erased_at"]
    query = (
        select(record_change, *people)
        .outerjoin(person, person.c.id == record_change.c.by_id)
        .where(record_change.c.record_id == record_id)
        .order_by(record_change.c.id)
    )
    rows = (await connection.execute(query)).mappings()
    return tuple(RecordEdit(row["at"], row["before"], row["after"], _by(row)) for row in rows)


def _by(row: Mapping[Any, Any]) -> Person | None:
    if row["person_id"] is None:
        return None
    return person_of(
        {key: row[f"person_{key}"] for key in ("tenant", "directory_id", "name", "id")}
    )


async def _get(connection: AsyncConnection, reference: str) -> Record:
    return _entry((await connection.execute(_one(reference))).one())


def _one(reference: str) -> Select[Any]:
    return _entries().where(record.c.reference == reference)


def _entries() -> Select[Any]:
    about = [idea.c.reference.label("idea_reference"), idea.c.title.label("idea_title")]
    return select(record, *about).outerjoin(idea, idea.c.id == record.c.idea_id)


def _entry(row: Row[Any]) -> Record:
    return Record(
        reference=row.reference,
        kind=SCHEMAS[row.kind],
        content=row.content,
        idea=row.idea_reference or "",
        idea_title=row.idea_title or "",
        sample=row.sample,
        version=row.version,
        at=row.at,
        changed_at=row.changed_at,
    )
