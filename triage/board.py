"""The board: what the steering group sees of an idea and does to it short of a decision.

As in `triage.triage_list`, every method is one unit of work, expected outcomes are values, and who
may review is the door's to know. `version` is that of the idea that the person had before them (0:
whatever it is now), `fingerprint` that of the policy set in force.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from storage import Store, Unit
from triage.again import Due, due_again
from triage.assessed import Assessment, assessments
from triage.assessing import assess
from triage.checks import tidied, tidied_texts
from triage.documents import Document, documents, link, unlink
from triage.editing import Reviewer
from triage.finding import dossier, find, get, some
from triage.gates import OnRecord
from triage.ideas import Dossier, Idea, Person, Scores
from triage.lines import Looked, View
from triage.listing import Listing
from triage.on_record import record_of
from triage.outcomes import Because, Refused
from triage.people import number_of
from triage.preparing import judge, look_after, planned, prepare
from triage.scoring import Floors, Weighting
from triage.screening import Screening
from triage.screenings import screen_idea

_AT_ONCE = 200

Act = Callable[[Unit, Idea, Reviewer], Awaitable[Refused | None]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a reviewer sees of an idea. `plan` has what a pilot or a roll-out will need,
    as far as it has been gathered; `record` is what the gates go by."""

    dossier: Dossier
    assessments: tuple[Assessment, ...]
    plan: Mapping[str, str]
    documents: tuple[Document, ...]
    record: OnRecord


class Board:
    """The reviewers' side of the ideas on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._listing = Listing(store)

    async def look(self, view: View, weighting: Weighting, today: date) -> Looked:
        """The ideas of a view: one page of them, and the counts of all."""
        return await self._listing.look(view, weighting, today)

    async def whole(self, numbers: Sequence[int]) -> AsyncIterator[tuple[Idea, ...]]:
        """The ideas of these numbers in their order, some at a time, so that others get their
        turn in between."""
        async with self.store.snapshot() as connection:
            for first in range(0, len(numbers), _AT_ONCE):
                yield await some(connection, numbers[first : first + _AT_ONCE])

    async def sheet(self, ref: str) -> Sheet | None:
        """Everything about an idea, as of one moment; None for an unknown reference."""
        async with self.store.snapshot() as connection:
            found = await find(connection, ref)
            if found is None:
                return None
            everything = await dossier(connection, found, for_reviewer=True)
            stand = await assessments(connection, found.id)
            return Sheet(
                dossier=everything,
                assessments=stand,
                plan=await planned(connection, found.id),
                documents=await documents(connection, found.id),
                record=record_of(found, stand, everything.decisions),
            )

    async def due_again(self, today: date) -> tuple[Due, ...]:
        """What was put off until a day that has come."""
        async with self.store.reading() as connection:
            return await due_again(connection, today)

    async def screen(
        self, ref: str, done: Screening, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Refused:
        """Keep a screening that a reviewer has done."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            await screen_idea(unit, found, done, by=reviewer.number)
            return None

        return await self._on(ref, act, by, version, fingerprint)

    async def judge(
        self,
        ref: str,
        scores: Scores,
        barred_by: str,
        floors: Floors,
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Refused:
        """Keep scores. `barred_by` is the ref of a clause that forbids the idea, empty for none;
        `floors` the lowest that the council's rules allow (`triage.scoring.floors_of`)."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            return await judge(unit, found, scores, barred_by=barred_by, floors=floors, by=reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def assess(
        self, ref: str, how: Assessment, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Refused:
        """Keep how an assessment stands; a signed one needs its reference, who signed and when, one
        that is not needed who says so and why."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            return await assess(unit, found, tidied_texts(how), reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def prepare(
        self,
        ref: str,
        content: Mapping[str, str],
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Refused:
        """Gather what a pilot or a roll-out needs, by the names of `triage.gates.NEEDS`."""
        tidy = {name: tidied(text) for name, text in content.items()}

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            return await prepare(unit, found, tidy, reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def link(
        self, ref: str, title: str, address: str, *, by: Person, fingerprint: str = ""
    ) -> Idea | Refused:
        """Add a document by its web address."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            return await link(unit, found, tidied(title), tidied(address), reviewer)

        return await self._on(ref, act, by, 0, fingerprint)

    async def unlink(
        self, ref: str, number: int, *, by: Person, fingerprint: str = ""
    ) -> Idea | Refused:
        """Take a document off the list."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            return await unlink(unit, found, number, reviewer)

        return await self._on(ref, act, by, 0, fingerprint)

    async def look_after(
        self,
        ref: str,
        *,
        lead: Person | None,
        share: bool,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Refused:
        """Say who looks after an idea (None: nobody), and whether it may be shared."""

        async def act(unit: Unit, found: Idea, reviewer: Reviewer) -> Refused | None:
            number = await number_of(unit, lead) if lead else None
            await look_after(unit, found, number, share, reviewer)
            return None

        return await self._on(ref, act, by, version, fingerprint)

    async def _on(
        self, ref: str, act: Act, by: Person, version: int, fingerprint: str
    ) -> Idea | Refused:
        """Do something to an idea that nobody else changes meanwhile."""
        async with self.store.writing() as unit:
            found = await find(unit.connection, ref, lock=True)
            if found is None:
                return Refused(Because.UNKNOWN)
            if version and found.version != version:
                return Refused(Because.CHANGED, found)
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            refused = await act(unit, found, reviewer)
            return refused or await get(unit.connection, ref)
