"""Keeps the lines of all ideas in memory, and up with the store, whoever writes to it.

The audit trail says what has changed since: its order is the order of the commits. Ten thousand
ideas with their texts take some fifteen megabytes, and a filter over them less than the database
would need to count them.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any

from cachetools import LRUCache
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import local_day
from storage.audit.trail import LAST_ENTRY
from storage.tables import assessment, audit, idea, person, support
from triage.assessment.scoring import Weighting, benefit_of
from triage.listing.idea_rows import IdeaRow, ListQuery
from triage.listing.list_view import IdeaIndex, Page, page_of
from triage.model.assessments import AssessmentState
from triage.model.fields import Place, as_words, shown_in
from triage.model.risk import Risk
from triage.model.stages import Stage

_AT_ONCE = 500  # rows read before others get their turn
_REMEMBERED = 64  # views


class IdeaReadModel:
    """Safe to use from many tasks of one loop."""

    def __init__(self) -> None:
        self._lines: dict[int, IdeaRow] = {}
        self._shelf = IdeaIndex(())
        self._weighting: Weighting | None = None
        self._seen = -1
        self._looked = LRUCache[tuple[ListQuery, date], Page](_REMEMBERED)
        self._catching_up = asyncio.Lock()

    async def query(
        self,
        connection: AsyncConnection,
        views: Iterable[ListQuery],
        weighting: Weighting,
        today: date,
        last: int | None = None,
    ) -> Sequence[Page]:
        """What views show now, all of the same moment. `connection` reads what has changed; it is
        one that sees with each query what is there. `last` is the number of the trail's last entry
        (`LAST_ENTRY`), where it was read with something else. Raises StoreError."""
        if last is None or last != self._seen or weighting != self._weighting:
            async with self._catching_up:  # of many at once, one reads for all
                await self._catch_up(connection, weighting)
        return [self._page(view, today) for view in views]

    def _page(self, view: ListQuery, today: date) -> Page:
        key = (replace(view, page=1), today)
        found = self._looked.get(key)
        if found is None:
            found = self._looked[key] = self._shelf.query(view, today)
        return page_of(found, view.page)

    async def _catch_up(self, connection: AsyncConnection, weighting: Weighting) -> None:
        """Have seen whatever was stored before this call."""
        seen = (await connection.execute(_LAST)).scalar_one()
        if seen == self._seen and weighting == self._weighting:
            return
        if self._seen < 0 or seen < self._seen or weighting != self._weighting:
            # at first, when a backup was restored, and when other weights hold
            await self._begin_anew(connection, weighting)
        else:
            await self._take_in(connection, weighting)
        self._seen, self._weighting = seen, weighting

    async def _begin_anew(self, connection: AsyncConnection, weighting: Weighting) -> None:
        self._lines = {line.id: line for line in await _read(connection, weighting)}
        self._shelf = IdeaIndex(self._lines.values())
        self._looked.clear()

    async def _take_in(self, connection: AsyncConnection, weighting: Weighting) -> None:
        """Read anew what the trail names; much that stands there changes no line."""
        entries = select(audit.c.subject, audit.c.action).where(audit.c.seq > self._seen)
        found = (await connection.execute(entries.distinct())).all()
        if any(row.action == "person.erased" for row in found):
            await self._begin_anew(connection, weighting)
            return
        named = {row.subject for row in found}
        read = {line.id: line for line in await _read(connection, weighting, named)}
        gone = {i for i, line in self._lines.items() if line.reference in named} - read.keys()
        changed = {i: line for i, line in read.items() if line != self._lines.get(i)}
        if not gone and not changed:
            return
        others = bool(gone) or not changed.keys() <= self._lines.keys()
        self._lines = {i: line for i, line in self._lines.items() if i not in gone} | changed
        self._shelf = IdeaIndex(self._lines.values()) if others else self._shelf.replaced(changed)
        self._looked.clear()


_LAST = select(LAST_ENTRY)


async def _read(
    connection: AsyncConnection, weighting: Weighting, only: Set[str] | None = None
) -> list[IdeaRow]:
    due: dict[int, list[str]] = {}
    waiting = select(assessment.c.idea_id, assessment.c.kind).where(
        assessment.c.state == AssessmentState.DUE
    )
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
    lines: list[IdeaRow] = []
    last = 0
    while True:
        query = _rows().where(idea.c.id > last).order_by(idea.c.id).limit(_AT_ONCE)
        if only is not None:
            query = query.where(idea.c.id.in_(wanted))
        rows = (await connection.execute(query)).mappings().all()
        lines += [_idea_row(row, due, supports, weighting) for row in rows]
        if len(rows) < _AT_ONCE:
            return lines
        last = rows[-1]["id"]


_OWN = (
    "id", "reference", "title", "stage", "stage_since", "risk", "ease", "benefit", "barred_by",
    "sample", "hidden",
)  # fmt: skip
_FILTERS = tuple(one.name for one in shown_in(Place.FILTER))
_SEARCHED = tuple(one.name for one in shown_in(Place.SEARCH))


def _rows() -> Select[Any]:
    own = [idea.c[name] for name in sorted({*_OWN, *_FILTERS, *_SEARCHED})]
    return select(*own, person.c.name.label("lead")).outerjoin(
        person, person.c.id == idea.c.lead_id
    )


def _idea_row(
    row: Mapping[Any, Any],
    due: Mapping[int, Iterable[str]],
    supports: Mapping[int, int],
    weighting: Weighting,
) -> IdeaRow:
    return IdeaRow(
        id=row["id"],
        reference=row["reference"],
        title=row["title"],
        chosen={name: as_words(row[name]) for name in _FILTERS},
        stage=Stage(row["stage"]),
        since=local_day(row["stage_since"]),
        risk=Risk(row["risk"]) if row["risk"] else None,
        ease=row["ease"] or 0,
        benefit=row["benefit"],
        value=benefit_of(row["benefit"], weighting),
        barred=bool(row["barred_by"]),
        due=tuple(due.get(row["id"], ())),
        lead=row["lead"] or "",
        supports=supports.get(row["id"], 0),
        sample=row["sample"],
        hidden=row["hidden"],
        words="\n".join(as_words(row[name]) for name in ("reference", *_SEARCHED)).lower(),
    )
