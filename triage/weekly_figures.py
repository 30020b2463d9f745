"""What happened on the triage list in a span of time, in figures."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision, gap, idea
from triage.model.stages import UNDECIDED


@dataclass(frozen=True, slots=True)
class WeeklyFigures:
    """How many ideas came in, were decided and wait now; how many questions went unanswered."""

    ideas: int
    decisions: int
    waiting: int
    gaps: int

    @property
    def is_quiet(self) -> bool:
        """Nothing happened, and nothing waits: not worth a message."""
        return not (self.ideas or self.decisions or self.waiting or self.gaps)


async def weekly_figures(
    connection: AsyncConnection, since: datetime, until: datetime
) -> WeeklyFigures:
    """The figures from one moment to another, whenever they are asked for; what waits is what came
    before the end and waits now. Samples do not count."""

    def within(moment: ColumnElement[datetime]) -> ColumnElement[bool]:
        return and_(moment >= since, moment < until)

    real = idea.c.sample.is_(False)
    new = select(func.count()).where(within(idea.c.submitted_at), real)
    waiting = select(func.count()).where(
        idea.c.stage.in_(UNDECIDED), idea.c.submitted_at < until, real
    )
    decided = select(func.count()).where(within(decision.c.recorded_at))
    unanswered = select(func.count()).where(within(gap.c.at))
    counts = [
        (await connection.execute(query)).scalar_one()
        for query in (new, decided, waiting, unanswered)
    ]
    return WeeklyFigures(*counts)
