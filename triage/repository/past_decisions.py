"""What has been decided before, by the words of the ideas that it was decided on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.words import STOP_WORDS, stem, words
from storage.tables import decision, idea
from triage.model.idea import Decision, DecisionKind
from triage.repository.mapping import decision_of, decisions

_ASIDE = (DecisionKind.ASK, DecisionKind.ESCALATE)
"""Records that say nothing yet of what becomes of an idea."""


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision that stands, and the title of its idea."""

    decision: Decision
    title: str


async def past_decisions(
    connection: AsyncConnection,
    sought: str = "",
    most: int = 5,
    *,
    days: tuple[date, date] | None = None,
    call_in: date | None = None,
    published: bool = False,
) -> tuple[PastDecision, ...]:
    """The latest that stand, the newest first; with `sought` those whose idea has all of its words
    that carry a meaning, in whatever form. `days` are the first and last of those on which it was
    decided, `call_in` a day on which it can still be called in; `published` leaves out what is
    exempt from publication."""
    corrected = select(decision.c.corrects_id).where(decision.c.corrects_id.is_not(None))
    texts = [idea.c[name].label(f"its_{name}") for name in ("title", "problem", "description")]
    query = (
        decisions()
        .add_columns(*texts)
        .where(decision.c.id.not_in(corrected), decision.c.kind.not_in(_ASIDE))
        .order_by(decision.c.decided_on.desc(), decision.c.id.desc())
    )
    if days is not None:
        query = query.where(decision.c.decided_on.between(*days))
    if call_in is not None:
        query = query.where(decision.c.call_in_until >= call_in)
    if published:
        query = query.where(decision.c.published.is_(True))
    wanted = {stem(word) for word in words(sought) if word not in STOP_WORDS}
    found: list[PastDecision] = []
    async with connection.stream(query) as rows:
        async for row in rows:
            text = f"{row.its_title} {row.its_problem} {row.its_description}" if wanted else ""
            if wanted <= {stem(word) for word in words(text)}:
                found.append(PastDecision(decision_of(row), row.its_title))
                if len(found) == most:
                    break
    return tuple(found)
