"""A process that submits ideas, each delivered twice, and says which were acknowledged.

python -m tests.triage.submitting DATABASE NAME HOW_MANY
"""

import asyncio
import sys
from datetime import UTC, datetime

import storage
from common.person import Person
from tests.triage.people import proposal
from triage.model.outcomes import Submitted
from triage.triage_list import TriageList

AT_ONCE = 4


async def submit_all(database: str, name: str, how_many: int) -> None:
    store = await storage.open(database, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    triage = TriageList(store)
    who = Person("tenant-1", name, name)
    keys = iter(range(how_many))

    async def submit_in_turn() -> None:
        for key in keys:
            done = await asyncio.gather(
                *(triage.submit(proposal(f"Idea {key}"), by=who, key=f"form-{key}") for _ in "12")
            )
            references = {one.idea.reference for one in done if isinstance(one, Submitted)}
            sys.stdout.write(f"{' '.join(references)}\n")
            sys.stdout.flush()

    await asyncio.gather(*(submit_in_turn() for _ in range(AT_ONCE)))
    await store.close()


if __name__ == "__main__":
    asyncio.run(submit_all(sys.argv[1], sys.argv[2], int(sys.argv[3])))
