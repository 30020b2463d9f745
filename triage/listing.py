"""Keeps the lines of all ideas in memory, and up with the store, whoever writes to it.

The audit trail says what has changed since: its order is the order of the commits. Ten thousand
ideas with their texts take some fifteen megabytes, and a filter over them less than the database
would need to count them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import Store
from storage.tables import assessment, audit, idea, person, support
from triage.assessed import State
from triage.lines import Line, Looked, View, look, paged
from triage.risk import Risk
from triage.scoring import Weighting
from triage.stages import Stage

_AT_ONCE = 500  # rows read before others get their turn
_REMEMBERED = 64  # views


class Listing:
    """Safe to use from many tasks of one loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[int, Line] = {}
        self._seen = -1
        self._looked: OrderedDict[object, Looked] = OrderedDict()
        self._catching_up = asyncio.Lock()

    async def look(self, view: View, weighting: Weighting, today: date) -> Looked:
        """What a view shows now. Raises StoreError."""
        await self._catch_up()
        key = (view.stages, view.service, view.risk, view.over, view.due, view.objective,
               view.words.lower(), view.sort, weighting.ref, weighting.parts, today)  # fmt: skip
        found = self._looked.get(key)
        if found is None:
            found = self._looked[key] = look(self._lines.values(), view, weighting, today)
            if len(self._looked) > _REMEMBERED:
                self._looked.popitem(last=False)
        self._looked.move_to_end(key)
        return paged(found, view.page)

    async def _catch_up(self) -> None:
        async with self._catching_up, self._store.reading() as connection:
            seen = (await connection.execute(select(func.max(audit.c.seq)))).scalar_one() or 0
            if seen == self._seen:
                return
            if self._seen < 0 or seen < self._seen:  # at first, and when a backup was restored
                self._lines = {line.id: line for line in await _read(connection)}
            else:
                await self._take_in(connection)
            self._looked.clear()
            self._seen = seen

    async def _take_in(self, connection: AsyncConnection) -> None:
        """Read anew what the trail names."""
        entries = select(audit.c.subject, audit.c.action).where(audit.c.seq > self._seen)
        found = (await connection.execute(entries.distinct())).all()
        if any(row.action == "person.erased" for row in found):
            self._lines = {line.id: line for line in await _read(connection)}
            return
        changed = {row.subject for row in found}
        kept = {line.id: line for line in await _read(connection, changed)}
        gone = [i for i, line in self._lines.items() if line.reference in changed]
        for number in gone:
            if number not in kept:
                del self._lines[number]
        self._lines |= kept


async def _read(connection: AsyncConnection, only: Set[str] | None = None) -> list[Line]:
    due: dict[int, list[str]] = {}
    waiting = select(assessment.c.idea_id, assessment.c.kind).where(assessment.c.state == State.DUE)
    backing = select(support.c.idea_id, func.count()).group_by(support.c.idea_id)
    wanted: list[Any] = []
    if only is not None:
        numbers = select(idea.c.id).where(idea.c.reference.in_(only))
        wanted = list((await connection.execute(numbers)).scalars())
        waiting = waiting.where(assessment.c.idea_id.in_(wanted))
        backing = backing.where(support.c.idea_id.in_(wanted))
    for number, kind in await connection.execute(waiting.order_by(assessment.c.kind)):
        due.setdefault(number, []).append(kind)
    supports: dict[int, int] = dict((await connection.execute(backing)).all())
    lines: list[Line] = []
    last = 0
    while True:
        query = _rows().where(idea.c.id > last).order_by(idea.c.id).limit(_AT_ONCE)
        if only is not None:
            query = query.where(idea.c.id.in_(wanted))
        rows = (await connection.execute(query)).mappings().all()
        lines += [_line(row, due, supports) for row in rows]
        if len(rows) < _AT_ONCE:
            return lines
        last = rows[-1]["id"]


def _rows() -> Select[Any]:
    own = [idea.c[name] for name in (
        "id", "reference", "title", "problem", "description", "service", "tool_in_mind",
        "objective", "stage", "stage_since", "risk", "ease", "benefit", "barred_by", "sample",
    )]  # fmt: skip
    return select(*own, person.c.name.label("lead")).outerjoin(
        person, person.c.id == idea.c.lead_id
    )


def _line(
    row: Mapping[Any, Any], due: Mapping[int, Iterable[str]], supports: Mapping[int, int]
) -> Line:
    texts = ("reference", "title", "problem", "description", "service", "tool_in_mind")
    return Line(
        id=row["id"],
        reference=row["reference"],
        title=row["title"],
        service=row["service"],
        objective=row["objective"],
        stage=Stage(row["stage"]),
        stage_since=row["stage_since"],
        risk=Risk(row["risk"]) if row["risk"] else None,
        ease=row["ease"] or 0,
        benefit=row["benefit"],
        barred=bool(row["barred_by"]),
        due=tuple(due.get(row["id"], ())),
        lead=row["lead"] or "",
        supports=supports.get(row["id"], 0),
        sample=row["sample"],
        words="\n".join(row[name] for name in texts).lower(),
    )
