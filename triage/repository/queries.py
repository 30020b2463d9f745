"""Reading ideas and what belongs to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage.tables import change, decision, idea, move, note, person, screening, support
from triage.model.idea import (
    CompletedScreening,
    Dossier,
    Idea,
    IdeaChange,
    Note,
    StageChange,
    Support,
)
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.repository.mapping import (
    decision_of,
    decisions,
    idea_of,
    ideas,
    person_of,
    screening_of,
)

_REFERENCE = re.compile(r"\s*(?:ai)?[\s-]*(\d{4})[\s/-]+0*(\d{1,9})\s*", re.IGNORECASE)


SAMPLE_YEAR = 0
"""Samples are numbered in a year of their own, so that the real numbers have no gaps."""


def reference(year: int, number: int) -> str:
    """For example AI-2026-0042; from the ten thousandth of a year on it is longer."""
    return f"AI-{year:04d}-{number:04d}"


def read_reference(text: str) -> str:
    """What a person typed for a reference (`ai 2026 42`), as we write it; empty if it is none."""
    found = _REFERENCE.fullmatch(text)
    return reference(int(found[1]), int(found[2])) if found else ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which ideas; an empty field lets everything through. The newest come first."""

    stages: tuple[Stage, ...] = ()
    service: str = ""
    risk: Risk | None = None
    skip: int = 0
    limit: int = 100


_LONGEST_CHAIN = 10  # repeats of repeats; each merge leaves one step


async def find(connection: AsyncConnection, ref: str, *, lock: bool = False) -> Idea | None:
    """The idea of a reference; with `lock` nobody else changes it until this unit has ended."""
    query = ideas().where(idea.c.reference == ref)
    row = (await connection.execute(query.with_for_update(of=idea) if lock else query)).first()
    return idea_of(row) if row else None


async def surviving(connection: AsyncConnection, ref: str, *, lock: bool = False) -> Idea | None:
    """The idea of a reference, or the one that goes on in its place where it was a repeat."""
    found = await find(connection, ref, lock=lock)
    for _ in range(_LONGEST_CHAIN):
        if found is None or not found.duplicate_of:
            break
        found = await find(connection, found.duplicate_of, lock=lock)
    return found


async def get(connection: AsyncConnection, ref: str) -> Idea:
    """The idea of a reference that is known to be there. Raises LookupError if it is not."""
    found = await find(connection, ref)
    if found is None:
        raise LookupError(ref)
    return found


async def find_of_submitter(connection: AsyncConnection, number: int) -> tuple[Idea, ...]:
    """A person's ideas, the newest first."""
    query = ideas().where(idea.c.submitter_id == number).order_by(idea.c.id.desc())
    return tuple(map(idea_of, (await connection.execute(query)).all()))


async def count_since(connection: AsyncConnection, number: int, since: datetime) -> int:
    """How many ideas a person has sent in since a moment."""
    of_theirs = (idea.c.submitter_id == number) & (idea.c.submitted_at > since)
    query = select(func.count()).select_from(idea).where(of_theirs)
    return int((await connection.execute(query)).scalar_one())


async def listed(connection: AsyncConnection, wanted: Filter) -> tuple[Idea, ...]:
    query = ideas().order_by(idea.c.id.desc()).offset(wanted.skip).limit(wanted.limit)
    if wanted.stages:
        query = query.where(idea.c.stage.in_(wanted.stages))
    if wanted.service:
        query = query.where(idea.c.service == wanted.service)
    if wanted.risk:
        query = query.where(idea.c.risk == wanted.risk)
    return tuple(map(idea_of, (await connection.execute(query)).all()))


async def find_by_ids(connection: AsyncConnection, numbers: Sequence[int]) -> tuple[Idea, ...]:
    """The ideas of these numbers in their order; one that is no more is left out."""
    rows = (await connection.execute(ideas().where(idea.c.id.in_(numbers)))).all()
    found = {one.id: one for one in map(idea_of, rows)}
    return tuple(found[number] for number in numbers if number in found)


async def dossier(connection: AsyncConnection, of: Idea, *, for_reviewer: bool) -> Dossier:
    """Everything about an idea."""

    async def rows(table: Table, by: str = "by_id", order: str = "id") -> list[Mapping[Any, Any]]:
        found = await connection.execute(_with_person(table, by, order), {"idea_id_": of.id})
        return list(found.mappings())

    notes = [_note(row) for row in await rows(note)]
    recorded = decisions().where(decision.c.idea_id == of.id).order_by(decision.c.id)
    return Dossier(
        idea=of,
        screenings=tuple(_screened(row) for row in await rows(screening)),
        moves=tuple(_move(row) for row in await rows(move)),
        changes=tuple(_change(row) for row in await rows(change)),
        decisions=tuple(map(decision_of, (await connection.execute(recorded)).all())),
        supports=tuple(_support(row) for row in await rows(support, "person_id", "at")),
        notes=tuple(one for one in notes if for_reviewer or one.for_submitter),
    )


@cache
def _with_person(table: Table, by: str, order: str) -> Select[Any]:
    """Rows of an idea, oldest first, with the person's columns beside them, prefixed `person_`."""
    people = [one.label(f"person_{one.name}") for one in person.c if one.name != "erased_at"]
    own = [one for one in table.c if one.name != "person_id"]
    joined = select(*own, *people).outerjoin(person, person.c.id == table.c[by])
    return joined.where(table.c.idea_id == bindparam("idea_id_")).order_by(table.c[order])


def _by(row: Mapping[Any, Any]) -> Person | None:
    if row["person_id"] is None:
        return None
    return person_of(
        {key: row[f"person_{key}"] for key in ("tenant", "directory_id", "name", "id")}
    )


def _person(row: Mapping[Any, Any]) -> Person:
    return _by(row) or Person("", "")


def _note(row: Mapping[Any, Any]) -> Note:
    return Note(_person(row), row["at"], row["text"], row["for_submitter"])


def _support(row: Mapping[Any, Any]) -> Support:
    return Support(_person(row), row["at"], row["comment"])


def _move(row: Mapping[Any, Any]) -> StageChange:
    before = Stage(row["before"]) if row["before"] else None
    return StageChange(row["at"], before, Stage(row["after"]), row["reason"], _by(row))


def _change(row: Mapping[Any, Any]) -> IdeaChange:
    return IdeaChange(row["at"], row["before"], row["after"], _by(row))


def _screened(row: Mapping[Any, Any]) -> CompletedScreening:
    return CompletedScreening(
        screening_of(row),
        row["at"],
        _person(row),
        row["dpo_view"],
        row["dpo_on"],
        row["review_on"],
    )
