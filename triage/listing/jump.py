"""A reference that was typed where one searches: what it names, and on which idea."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from storage import Store
from storage.tables import decision, idea, record

_TYPED = re.compile(r"\s*([a-z]{1,2})[\s-]?(\d{4})[\s-](\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """`reference` as we write it; `idea` is the idea's own reference where it names a decision."""

    reference: str
    idea: str = ""


async def jump(store: Store, text: str) -> Named | None:
    """What a typed reference names (`d 2026 7`), None if the text is none or nothing has it.
    Raises StoreError."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    reference = f"{typed[1].upper()}-{typed[2]}-{int(typed[3]):04d}"
    decided = select(idea.c.reference).join(decision, decision.c.idea_id == idea.c.id)
    async with store.snapshot() as connection:
        of = (
            await connection.execute(decided.where(decision.c.reference == reference))
        ).scalar_one_or_none()
        if of is not None:
            return Named(reference, of)
        for table in (idea, record):
            known = select(table.c.reference).where(table.c.reference == reference)
            if (await connection.execute(known)).first():
                return Named(reference)
    return None
