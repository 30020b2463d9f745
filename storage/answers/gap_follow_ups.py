"""What officers say of questions without an answer: who looks after one, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import gap_follow_up


class GapOutcome(StrEnum):
    """What became of a question, or is to become of it."""

    OPEN = "open"
    TAUGHT = "taught"
    CLAUSE = "clause"
    """A clause is written for it, or was."""
    NOT_OURS = "not-ours"
    """It is no question for the policies."""

    @property
    def is_over(self) -> bool:
        return self in (GapOutcome.TAUGHT, GapOutcome.NOT_OURS)


@dataclass(frozen=True, slots=True)
class GapFollowUp:
    """`owner` is a role, "" for none; `at` the moment of the last change."""

    question_masked: str
    owner: str
    outcome: GapOutcome
    at: datetime


async def follow_ups(connection: AsyncConnection) -> Mapping[str, GapFollowUp]:
    """Everything that was said, by the masked question."""
    rows = await connection.execute(select(gap_follow_up))
    return {
        row.question_masked: GapFollowUp(
            row.question_masked, row.owner, GapOutcome(row.outcome), row.at
        )
        for row in rows
    }


async def follow_up(
    unit: UnitOfWork, question_masked: str, owner: str, outcome: GapOutcome
) -> None:
    """Say it of a question, in place of what was said before."""
    values = {"at": unit.now, "owner": owner, "outcome": outcome}
    row = unit.insert(gap_follow_up).values(question_masked=question_masked, **values)
    await unit.connection.execute(
        row.on_conflict_do_update(index_elements=["question_masked"], set_=values)
    )
