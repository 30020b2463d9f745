"""Before an idea is stored: what there is already, with the reason and what became of it."""

import asyncio
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import Store
from storage.tables import audit, decision, idea, support
from triage.catalogue.case import Case
from triage.catalogue.repository import cases_of_others
from triage.model.idea import Decision
from triage.model.stages import Stage
from triage.repository.mapping import decision_of, decisions
from triage.similarity.similarity_index import Encode, Item, Similarity, SimilarityIndex

IDEA = "idea"
"""The kind of the things that are ideas; their ref is the idea's reference."""

CASE = "case"
"""The kind of the things that other councils have shared; their ref is `case:` with both names."""

_FEW = 4  # texts that may be encoded while somebody waits; more are left to `learn`


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something like the idea. For an idea: its stage, its last decision and how many others
    support it; for what another council has shared, that case; for a thing of the caller's these
    are empty."""

    likeness: Similarity
    stage: Stage | None = None
    decision: Decision | None = None
    supports: int = 0
    case: Case | None = None


class SimilarIdeas:
    """Keeps up with the ideas of a store, whoever writes them, and finds what is like one."""

    def __init__(self, store: Store, encode: Encode | None) -> None:
        self._store = store
        self._similar = SimilarityIndex(encode)
        self._seen = -1
        self._cases: dict[str, Case] = {}
        self._catching_up = asyncio.Lock()

    def add(self, things: Iterable[Item]) -> None:
        """Things of the caller's own that an idea may be like, such as tools."""
        self._similar.add(things)

    def drop(self, refs: Iterable[str]) -> None:
        self._similar.drop(refs)

    async def build_embeddings(self) -> None:
        """Read all ideas and their meaning; for a task at the start, beside serving."""
        stopped = False
        await self._catch_up()
        try:
            await asyncio.to_thread(self._similar.build_embeddings, lambda: stopped)
        finally:
            stopped = True  # the thread ends soon after its task was cancelled

    async def find(self, title: str, text: str, skip: Set[str]) -> tuple[Suggestion, ...]:
        await self._catch_up()
        found = await asyncio.to_thread(self._look, title, text, skip)
        async with self._store.reading() as connection:
            found = await _gone_on(connection, found, skip)
            hints = await _suggestions(connection, found)
        return tuple(
            replace(hint, case=self._cases.get(hint.likeness.thing.ref))
            if hint.likeness.thing.kind == CASE
            else hint
            for hint in hints
        )

    def _look(self, title: str, text: str, skip: Set[str]) -> tuple[Similarity, ...]:
        if self._similar.not_embedded <= _FEW:
            self._similar.build_embeddings()
        return self._similar.most_similar(title, text, skip)

    async def _catch_up(self) -> None:
        """Take in what the trail says has changed; its order is the order of the commits."""
        async with self._catching_up, self._store.reading() as connection:
            seen = (await connection.execute(select(func.max(audit.c.seq)))).scalar_one() or 0
            if seen == self._seen:
                return
            query = select(idea.c.reference, idea.c.title, idea.c.problem, idea.c.description)
            changed = None
            if self._seen >= 0:
                entries = select(audit.c.subject).where(
                    audit.c.seq > self._seen, audit.c.action.in_(_CHANGES)
                )
                changed = set((await connection.execute(entries)).scalars())
                query = query.where(idea.c.reference.in_(changed))
            if await self._cases_changed(connection):
                cases = await cases_of_others(connection)
                await asyncio.to_thread(self._take_in_cases, cases)
            if changed != set():
                rows = (await connection.execute(query)).all()
                await asyncio.to_thread(self._take_in, [_item(*row) for row in rows], changed)
            self._seen = seen

    async def _cases_changed(self, connection: AsyncConnection) -> bool:
        if self._seen < 0:
            return True
        entries = select(audit.c.seq).where(
            audit.c.seq > self._seen, audit.c.action.in_(_CASES_CHANGE)
        )
        return (await connection.execute(entries.limit(1))).first() is not None

    def _take_in_cases(self, cases: Iterable[Case]) -> None:
        gone, self._cases = self._cases, {_ref(case): case for case in cases}
        self._similar.drop(set(gone) - set(self._cases))
        self._similar.add(
            Item(CASE, ref, case.title, f"{case.problem}\n{case.service}")
            for ref, case in self._cases.items()
            if gone.get(ref) != case
        )

    def _take_in(self, things: list[Item], changed: Set[str] | None) -> None:
        self._similar.drop((changed or set()) - {thing.ref for thing in things})
        self._similar.add(things)


_CASES_CHANGE = ("catalogue.taken", "catalogue.dropped", "samples.removed")
_CHANGES = ("idea.submitted", "idea.amended", "idea.removed")


def _ref(case: Case) -> str:
    return f"case:{case.council}/{case.reference}"


def _item(reference: str, title: str, problem: str, description: str) -> Item:
    return Item(IDEA, reference, title, f"{problem}\n{description}".strip())


async def _gone_on(
    connection: AsyncConnection, found: Sequence[Similarity], skip: Set[str]
) -> tuple[Similarity, ...]:
    """The likenesses with the idea that goes on in place of one that was joined with it, each once
    and none of `skip`: only that one can be supported."""
    refs = [one.thing.ref for one in found if one.thing.kind == IDEA]
    original = idea.alias()
    query = (
        select(idea.c.reference, original.c.reference.label("ref"), original.c.title)
        .join(original, original.c.id == idea.c.duplicate_of)
        .where(idea.c.reference.in_(refs))
    )
    rows = (await connection.execute(query)).all() if refs else ()
    joined = {row.reference: (row.ref, row.title) for row in rows}
    kept: dict[tuple[str, str], Similarity] = {}
    for one in found:
        if goes_on := joined.get(one.thing.ref) if one.thing.kind == IDEA else None:
            ref, title = goes_on
            one = replace(one, thing=replace(one.thing, ref=ref, title=title))  # noqa: PLW2901
        if one.thing.ref not in skip:
            kept.setdefault((one.thing.kind, one.thing.ref), one)
    return tuple(kept.values())


async def _suggestions(
    connection: AsyncConnection, found: Sequence[Similarity]
) -> tuple[Suggestion, ...]:
    """The likenesses with where each idea stands and what was decided about it last."""
    refs = [one.thing.ref for one in found if one.thing.kind == IDEA]
    if not refs:
        return tuple(map(Suggestion, found))
    supports = select(func.count()).where(support.c.idea_id == idea.c.id).scalar_subquery()
    query = select(idea.c.reference, idea.c.stage, supports.label("supports"))
    rows = (await connection.execute(query.where(idea.c.reference.in_(refs)))).all()
    stands = {row.reference: row for row in rows}
    taken = decisions().where(idea.c.reference.in_(refs)).order_by(decision.c.id)
    last = {one.idea: one for one in map(decision_of, (await connection.execute(taken)).all())}
    return tuple(
        Suggestion(one, Stage(row.stage), last.get(row.reference), row.supports)
        if (row := stands.get(one.thing.ref))
        else Suggestion(one)
        for one in found
    )
