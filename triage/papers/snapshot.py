"""Everything that papers are made from, read as it stood at one moment."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Never, overload

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import Store
from storage.tables import assessment, decision, idea, move, person, plan, screening
from triage.assessment.scoring import benefit_of
from triage.model.assessments import Assessment, assessment_of
from triage.model.idea import Decision, Idea
from triage.model.stages import Stage
from triage.names import Bodies
from triage.papers.policy_facts import PolicyFacts, ToolFacts
from triage.records.record import Record
from triage.records.repository import listed, listed_as_of
from triage.records.schemas import RISK, RecordSchema
from triage.repository.mapping import decision_of, decisions, idea_of, ideas

NOTHING_KNOWN = PolicyFacts()


class SnapshotPart(StrEnum):
    """What is read only for papers that show it: it has a row or more for every idea."""

    MOVES = "moves"
    SCREENINGS = "screenings"
    ANSWERS = "answers"
    """What was answered in screenings; read together with them."""


class _Unread(Sequence[Any]):
    """In place of a part that was not asked for, so that no paper takes it for an empty one."""

    @overload
    def __getitem__(self, at: int) -> Never: ...
    @overload
    def __getitem__(self, at: slice) -> Never: ...
    def __getitem__(self, at: int | slice) -> Never:
        raise LookupError("this part of the record was not read: see PaperType.reads")

    def __len__(self) -> int:
        return self[0]


_UNREAD = _Unread()

_MANY = 200
"""Rows that are taken in at once; between them a question can be answered."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An idea came to a stage."""

    idea: str
    at: datetime
    before: str
    after: Stage


@dataclass(frozen=True, slots=True)
class ScreeningOn:
    """What a screening led to, by assessment, with the questions as they were answered and the
    clauses that led to it; `idea` is empty for one that stands alone. What was answered can be
    looked at only where it was read."""

    idea: str
    at: datetime
    outcomes: Mapping[str, str]
    questions: str = ""
    answers: Sequence[Mapping[str, Any]] = _UNREAD
    triggers: Sequence[Mapping[str, Any]] = _UNREAD
    dpo_view: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is on record, the oldest first; what was not read cannot be looked at. `risks_before`
    is what the risk register said a month before `day`; `names` are those of all people who are
    known here; `known` is what the policies say, `plans` what has been gathered for a pilot or a
    roll-out of each idea."""

    day: date
    ideas: Sequence[Idea]
    arrivals: Sequence[Arrival]
    screenings: Sequence[ScreeningOn]
    decisions: Sequence[Decision]
    assessments: Mapping[str, Sequence[Assessment]]
    records: Sequence[Record]
    risks_before: Mapping[str, Mapping[str, Any]]
    names: frozenset[str]
    known: PolicyFacts = NOTHING_KNOWN
    plans: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _by_reference: Mapping[str, Idea] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_reference", {one.reference: one for one in self.ideas})

    @property
    def tools(self) -> Sequence[ToolFacts] | None:
        return self.known.tools

    @property
    def bodies(self) -> Bodies:
        return self.known.bodies

    def benefit(self, of: Idea) -> float | None:
        """An idea's weighted benefit, from 1 to 5; None until every part has been scored."""
        return benefit_of(of.scores.benefit, self.known.weighting)

    def idea(self, reference: str) -> Idea | None:
        return self._by_reference.get(reference)

    def decision(self, reference: str) -> Decision | None:
        return next((one for one in self.decisions if one.reference == reference), None)

    def of_kind(self, kind: RecordSchema, idea_ref: str = "") -> list[Record]:
        return [one for one in self.records if one.kind is kind and idea_ref in {"", one.idea}]

    def standing(self) -> list[Decision]:
        """Decisions without those that a later record has corrected."""
        corrected = {one.deciding.corrects for one in self.decisions}
        return [one for one in self.decisions if one.reference not in corrected]

    def last_screening(self) -> Mapping[str, ScreeningOn]:
        """The latest of each idea that has been screened, by the idea's reference."""
        return {one.idea: one for one in self.screenings if one.idea}


async def take_snapshot(
    store: Store,
    day: date,
    known: PolicyFacts = NOTHING_KNOWN,
    parts: Collection[SnapshotPart] = tuple(SnapshotPart),
) -> Snapshot:
    """Read it, of the parts only those named. Raises StoreError."""
    async with store.snapshot() as connection:
        references: dict[int, str] = {}
        found = []
        async for row in _rows(connection, ideas().order_by(idea.c.id)):
            found.append(idea_of(row))
            references[row.id] = row.reference
        prepared = (await connection.execute(select(plan.c.idea_id, plan.c.content))).all()
        return Snapshot(
            day=day,
            ideas=found,
            arrivals=await _arrivals(connection, references, parts),
            screenings=await _screenings(connection, references, parts),
            decisions=[
                decision_of(row)
                async for row in _rows(connection, decisions().order_by(decision.c.id))
            ],
            assessments=await _assessments(connection, references),
            records=await listed(connection),
            risks_before=await listed_as_of(connection, RISK, day - timedelta(days=30)),
            names=await known_names(connection),
            known=known,
            plans={references[row.idea_id]: row.content for row in prepared},
        )


References = Mapping[int, str]
"""Ideas' references by their numbers."""


async def _arrivals(
    connection: AsyncConnection, references: References, parts: Collection[SnapshotPart]
) -> Sequence[Arrival]:
    if SnapshotPart.MOVES not in parts:
        return _UNREAD
    moved = select(move.c.idea_id, move.c.at, move.c.before, move.c.after).order_by(move.c.id)
    return [
        Arrival(references[row.idea_id], row.at, row.before, Stage(row.after))
        async for row in _rows(connection, moved)
    ]


async def _screenings(
    connection: AsyncConnection, references: References, parts: Collection[SnapshotPart]
) -> Sequence[ScreeningOn]:
    if not {SnapshotPart.SCREENINGS, SnapshotPart.ANSWERS} & set(parts):
        return _UNREAD
    answered = _ANSWERED if SnapshotPart.ANSWERS in parts else ()
    columns = [screening.c[name] for name in (*_OUTCOME, *answered)]
    return [
        ScreeningOn(
            references.get(row.idea_id, ""),
            row.at,
            dict(sorted(row.outcomes.items())),
            *(getattr(row, name) for name in answered),
        )
        async for row in _rows(connection, select(*columns).order_by(screening.c.id))
    ]


_OUTCOME = ("idea_id", "at", "outcomes")
_ANSWERED = ("questions", "answers", "triggers", "dpo_view")


async def _assessments(
    connection: AsyncConnection, references: References
) -> Mapping[str, Sequence[Assessment]]:
    assessed: dict[str, list[Assessment]] = defaultdict(list)
    query = select(assessment).order_by(assessment.c.idea_id, assessment.c.kind)
    for row in (await connection.execute(query)).mappings():
        assessed[references[row["idea_id"]]].append(assessment_of(row))
    return assessed


async def known_names(connection: AsyncConnection) -> frozenset[str]:
    """The names of all people who are known here: what a paper leaves out."""
    known = select(person.c.name).where(person.c.name != "")
    theirs = select(idea.c.submitter_name).where(idea.c.submitter_name != "").distinct()
    names = [*(await connection.execute(known)).scalars()]
    return frozenset([*names, *(await connection.execute(theirs)).scalars()])


async def _rows(connection: AsyncConnection, query: Select[Any]) -> AsyncIterator[Row[Any]]:
    """The rows of a query, some at a time."""
    async with connection.stream(query) as result:
        async for part in result.partitions(_MANY):
            for row in part:
                yield row
