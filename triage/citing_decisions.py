"""Which policy clauses the recorded decisions rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from storage import Store
from storage.tables import decision, idea


@dataclass(frozen=True, slots=True)
class CitingDecision:
    """A decision that stands, by its reference, with the refs of the clauses or versions that it
    relied on."""

    reference: str
    idea: str
    kind: str
    decided_on: date
    refs: Sequence[str]


def ref_in_words(ref: str) -> str:
    """A version, or a clause that is not kept here any more, as far as its ref says which."""
    place, _, anchor = ref.partition("#")
    policy, _, version = place.partition("@")
    said = [f"“{policy.replace('-', ' ')}”", f"version {version}" if version else ""]
    said.append(f"“{anchor.replace('-', ' ')}”" if anchor else "")
    return ", ".join(filter(None, said)) + (" (not kept here any more)" if anchor else "")


async def citing_decisions(store: Store) -> tuple[CitingDecision, ...]:
    """Every decision that relied on some policy and was not corrected since, the oldest first.
    Raises StoreError."""
    corrected = select(decision.c.corrects_id).where(decision.c.corrects_id.is_not(None))
    query = (
        select(decision, idea.c.reference.label("idea"))
        .join(idea, idea.c.id == decision.c.idea_id)
        .where(decision.c.id.not_in(corrected))
        .order_by(decision.c.decided_on, decision.c.id)
    )
    async with store.reading() as connection:
        rows = (await connection.execute(query)).mappings().all()
    return tuple(
        CitingDecision(
            row["reference"], row["idea"], row["kind"], row["decided_on"], row["policies"]
        )
        for row in rows
        if row["policies"]
    )
