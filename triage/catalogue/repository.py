"""The catalogue on one store: a council's own cases, and those that others have shared."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import local_day
from common.person import Person
from storage import Store
from storage.tables import idea, person, shared_case
from triage.catalogue.case import LISTS, Case, Maturity, maturity_of
from triage.model.stages import Stage
from triage.records.repository import listed
from triage.records.schemas import SHARING
from triage.redaction import name_redactor
from triage.repository.person_numbers import actor, number_of


@dataclass(frozen=True, slots=True)
class SharedIdea:
    """An idea that is to be shared, and the record that describes it for others; "" if there is
    none yet. Only what is marked and described is handed out."""

    idea: str
    title: str
    record: str


class CatalogueRepository:
    """Every method is one unit of work and may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def own(self, council: str) -> tuple[Case, ...]:
        """This council's own cases: of ideas that are marked for sharing and described. Names of
        people who are known here are taken out."""
        async with self.store.snapshot() as connection:
            marked = select(idea.c.reference, idea.c.stage).where(idea.c.share)
            stages = {ref: Stage(stage) for ref, stage in (await connection.execute(marked)).all()}
            names = (await connection.execute(select(person.c.name))).scalars().all()
            clean = name_redactor([name for name in names if name])
            described = {
                one.idea: one for one in await listed(connection, SHARING) if one.idea in stages
            }
        return tuple(
            _case(
                council,
                reference,
                local_day(one.changed_at),
                {
                    **{
                        name: list(map(clean, value)) if name in LISTS else clean(str(value))
                        for name, value in one.content.items()
                    },
                    "maturity": maturity_of(stages[reference]),
                },
            )
            for reference, one in sorted(described.items())
        )

    async def shared_ideas(self) -> tuple[SharedIdea, ...]:
        """Ideas that are marked for sharing, described or not, the oldest first."""
        async with self.store.snapshot() as connection:
            query = select(idea.c.reference, idea.c.title).where(idea.c.share).order_by(idea.c.id)
            found = (await connection.execute(query)).all()
            described = {one.idea: one.reference for one in await listed(connection, SHARING)}
        return tuple(SharedIdea(ref, title, described.get(ref, "")) for ref, title in found)

    async def of_others(self) -> tuple[Case, ...]:
        """What other councils have shared, by council and reference."""
        async with self.store.reading() as connection:
            return await cases_of_others(connection)

    async def replace_cases(
        self, cases: Iterable[Case], *, by: Person | None = None, sample: bool = False
    ) -> int:
        """Keep cases of other councils, each in place of what stood there; returns how many."""
        kept = tuple(cases)
        async with self.store.writing() as unit:
            for case in kept:
                row = unit.insert(shared_case).values(
                    council=case.council,
                    reference=case.reference,
                    content=_content(case),
                    updated_on=case.updated_on,
                    sample=sample,
                    at=unit.now,
                )
                changed = {name: row.excluded[name] for name in ("content", "updated_on", "at")}
                await unit.connection.execute(
                    row.on_conflict_do_update(index_elements=["council", "reference"], set_=changed)
                )
            who = actor(await number_of(unit, by)) if by else "shell"
            unit.audit(who, "catalogue.taken", "catalogue", {"cases": len(kept)})
        return len(kept)

    async def drop(self, council: str, *, by: Person | None = None) -> int:
        """Remove all cases of another council; returns how many there were."""
        theirs = shared_case.c.council == council
        async with self.store.writing() as unit:
            count = select(func.count()).select_from(shared_case).where(theirs)
            found = int((await unit.connection.execute(count)).scalar_one())
            await unit.connection.execute(delete(shared_case).where(theirs))
            who = actor(await number_of(unit, by)) if by else "shell"
            unit.audit(who, "catalogue.dropped", "catalogue", {"cases": found})
        return found


async def cases_of_others(connection: AsyncConnection) -> tuple[Case, ...]:
    order = (shared_case.c.council, shared_case.c.reference)
    rows = (await connection.execute(select(shared_case).order_by(*order))).mappings()
    return tuple(
        _case(row["council"], row["reference"], row["updated_on"], row["content"]) for row in rows
    )


def _content(case: Case) -> dict[str, Any]:
    own = {"council", "reference", "updated_on"}
    return {name: value for name, value in asdict(case).items() if name not in own}


def _case(council: str, reference: str, updated_on: date, content: Mapping[str, Any]) -> Case:
    values: dict[str, Any] = {
        name: tuple(v) if name in LISTS else v for name, v in content.items()
    } | {"maturity": Maturity(content["maturity"])}
    return Case(council=council, reference=reference, updated_on=updated_on, **values)
