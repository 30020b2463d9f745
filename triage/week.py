"""What happened on the triage list in a span of time, in figures."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import decision, gap, idea
from triage.stages import UNDECIDED


@dataclass(frozen=True, slots=True)
class Week:
    """How many ideas came in, were decided and wait now; how many questions went unanswered."""

    ideas: int
    decisions: int
    waiting: int
    gaps: int

    @property
    def is_quiet(self) -> bool:
        """Nothing happened, and nothing waits: not worth a message."""
        return not (self.ideas or self.decisions or self.waiting or self.gaps)


async def week(connection: AsyncConnection, since: datetime) -> Week:
    """The figures from a moment on. Samples do not count."""
    new = select(func.count()).where(idea.c.submitted_at >= since, idea.c.sample.is_(False))
    waiting = select(func.count()).where(idea.c.stage.in_(UNDECIDED), idea.c.sample.is_(False))
    decided = select(func.count()).where(decision.c.recorded_at >= since)
    unanswered = select(func.count()).where(gap.c.at >= since)
    counts = [
        (await connection.execute(query)).scalar_one()
        for query in (new, decided, waiting, unanswered)
    ]
    return Week(*counts)
