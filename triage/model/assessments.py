"""The assessments of an idea: which are due, which are signed, which are not needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import UnitOfWork
from storage.tables import assessment
from triage.model.screening_rules import AssessmentNeed, Screening


class AssessmentState(StrEnum):
    DUE = "due"
    SIGNED = "signed"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one stands. `kind` is the screening's name of it (`dpia`), `reference` where the signed
    one is, `signed_by` a role, `review_on` when it is looked at again; `note` is the reason why it
    is not needed, or what else there is to say. `outcome` is what a test came to, one of
    `OUTCOMES`."""

    kind: str
    state: AssessmentState
    reference: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    review_on: date | None = None
    note: str = ""
    outcome: str = ""

    @property
    def holds(self) -> bool:
        """Whether a decision may rest on it: it is settled, and nothing was found against it."""
        return self.state is not AssessmentState.DUE and self.outcome != NOT_PASSED


PASSED, WITH_CONDITIONS, NOT_PASSED = "passed", "passed with conditions", "not passed"
OUTCOMES = (PASSED, WITH_CONDITIONS, NOT_PASSED)


def with_demanded(found: Sequence[Assessment], demanded: Sequence[str]) -> tuple[Assessment, ...]:
    """Those on record, and those that are asked for and of which nothing is on record yet."""
    held = {one.kind for one in found}
    missing = (Assessment(kind, AssessmentState.DUE) for kind in demanded if kind not in held)
    return (*found, *missing)


async def assessments(connection: AsyncConnection, idea_id: int) -> tuple[Assessment, ...]:
    """Those of an idea, by name; none before it has been screened."""
    query = select(assessment).where(assessment.c.idea_id == idea_id).order_by(assessment.c.kind)
    rows = (await connection.execute(query)).mappings()
    return tuple(assessment_of(row) for row in rows)


def assessment_of(row: Mapping[Any, Any]) -> Assessment:
    values = {key: row[key] for key in Assessment.__dataclass_fields__}
    return Assessment(**values | {"state": AssessmentState(row["state"])})


async def save_assessment(unit: UnitOfWork, idea_id: int, how: Assessment) -> None:
    """Keep how it stands now, in place of how it stood."""
    columns = {key: getattr(how, key) for key in Assessment.__dataclass_fields__}
    row = unit.insert(assessment).values(idea_id=idea_id, **columns)
    await unit.connection.execute(
        row.on_conflict_do_update(index_elements=["idea_id", "kind"], set_=columns)
    )


async def update_from_screening(unit: UnitOfWork, idea_id: int, done: Screening) -> None:
    """Have the assessments stand as a new screening says, but for those that are signed."""
    signed = {
        one.kind
        for one in await assessments(unit.connection, idea_id)
        if one.state is AssessmentState.SIGNED
    }
    for kind, outcome in done.outcomes.items():
        if kind not in signed:
            state = (
                AssessmentState.NOT_NEEDED
                if outcome is AssessmentNeed.NONE
                else AssessmentState.DUE
            )
            await save_assessment(unit, idea_id, Assessment(kind, state))
