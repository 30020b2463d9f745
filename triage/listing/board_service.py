"""The board: what the steering group sees of an idea and does to it short of a decision.

As in `triage.triage_list`, every method is one unit of work, expected outcomes are values, and who
may review is the channel's to know. `version` is that of the idea that the person had before them
(0: whatever it is now), `fingerprint` that of the policy set in force.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from common.person import Person
from storage import Store, UnitOfWork
from triage.assessment.assessment_service import record_assessment
from triage.assessment.scoring import Floors, Weighting
from triage.assessment.screening_store import screen_idea
from triage.listing.idea_rows import ListQuery
from triage.listing.list_view import Page
from triage.listing.read_model import IdeaReadModel
from triage.model.assessments import Assessment, assessments, with_demanded
from triage.model.idea import DecisionInput, Dossier, Idea, Scores
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.screening_rules import Screening
from triage.model.stages import Stage
from triage.model.validation import tidied, tidied_texts
from triage.repository.board_views import KeptViews, kept_and_last
from triage.repository.documents import LinkedDocument, documents, link, unlink
from triage.repository.edits import Reviewer
from triage.repository.person_numbers import number_of
from triage.repository.queries import dossier, find, find_by_ids, get
from triage.workflow import undoable
from triage.workflow.gate_facts import gate_facts_of
from triage.workflow.gates import GateFacts
from triage.workflow.preparation import assign_lead, planned, score, update_plan
from triage.workflow.revisit import DueForReview, due_for_review
from triage.workflow.undoable import Acted

_AT_ONCE = 200

Act = Callable[[UnitOfWork, Idea, Reviewer], Awaitable[Rejected | None]]


@dataclass(frozen=True, slots=True)
class IdeaDetails:
    """Everything that a reviewer sees of an idea. `plan` has what a pilot or a roll-out will need,
    as far as it has been gathered; `record` is what the gates go by."""

    dossier: Dossier
    assessments: tuple[Assessment, ...]
    plan: Mapping[str, str]
    documents: tuple[LinkedDocument, ...]
    record: GateFacts


class Board:
    """The reviewers' side of the ideas on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._listing = IdeaReadModel()

    async def query(self, view: ListQuery, weighting: Weighting, today: date) -> Page:
        """The ideas of a view: one page of them, and the counts of all."""
        async with self.store.reading() as connection:
            (found,) = await self._listing.query(connection, [view], weighting, today)
        return found

    async def front(
        self, views: Sequence[ListQuery], weighting: Weighting, today: date, *, who: Person
    ) -> tuple[Sequence[Page], KeptViews]:
        """The same of several views, as of one moment, with those that a person keeps."""
        async with self.store.reading() as connection:
            kept, last = await kept_and_last(connection, who)
            return await self._listing.query(connection, views, weighting, today, last), kept

    async def all_ideas(self, numbers: Sequence[int]) -> AsyncIterator[tuple[Idea, ...]]:
        """The ideas of these numbers in their order, some at a time, so that others get their
        turn in between."""
        async with self.store.snapshot() as connection:
            for first in range(0, len(numbers), _AT_ONCE):
                yield await find_by_ids(connection, numbers[first : first + _AT_ONCE])

    async def details(self, ref: str, demanded: Sequence[str] = ()) -> IdeaDetails | None:
        """Everything about an idea, as of one moment; None for an unknown reference. `demanded` are
        the tests that are asked for whatever its screening says."""
        async with self.store.snapshot() as connection:
            found = await find(connection, ref)
            if found is None:
                return None
            everything = await dossier(connection, found, for_reviewer=True)
            stand = with_demanded(await assessments(connection, found.id), demanded)
            return IdeaDetails(
                dossier=everything,
                assessments=stand,
                plan=await planned(connection, found.id),
                documents=await documents(connection, found.id),
                record=gate_facts_of(found, stand, everything.decisions),
            )

    async def due_for_review(self, today: date) -> tuple[DueForReview, ...]:
        """What was put off until a day that has come."""
        async with self.store.reading() as connection:
            return await due_for_review(connection, today)

    async def screen(
        self, ref: str, done: Screening, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Keep a screening that a reviewer has done."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            await screen_idea(unit, found, done, by=reviewer.number)
            return None

        return await self._on(ref, act, by, version, fingerprint)

    async def score(
        self,
        ref: str,
        scores: Scores,
        barred_by: str,
        floors: Floors,
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Rejected:
        """Keep scores. `barred_by` is the ref of a clause that forbids the idea, empty for none;
        `floors` the lowest that the council's rules allow (`assessment.scoring.floors_of`)."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            return await score(unit, found, scores, barred_by=barred_by, floors=floors, by=reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def assess(
        self, ref: str, how: Assessment, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Keep how an assessment stands; a signed one needs its reference, who signed and when, one
        that is not needed who says so and why."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            return await record_assessment(unit, found, tidied_texts(how), reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def update_plan(
        self,
        ref: str,
        content: Mapping[str, str],
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Rejected:
        """Gather what a pilot or a roll-out needs, by the names of `gates.NEEDS`."""
        tidy = {name: tidied(text) for name, text in content.items()}

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            return await update_plan(unit, found, tidy, reviewer)

        return await self._on(ref, act, by, version, fingerprint)

    async def link(
        self, ref: str, title: str, address: str, *, by: Person, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Add a document by its web address."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            return await link(unit, found, tidied(title), tidied(address), reviewer)

        return await self._on(ref, act, by, 0, fingerprint)

    async def unlink(
        self, ref: str, number: int, *, by: Person, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Take a document off the list."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            return await unlink(unit, found, number, reviewer)

        return await self._on(ref, act, by, 0, fingerprint)

    async def assign_lead(
        self,
        ref: str,
        *,
        lead: Person | None,
        share: bool,
        hidden: bool | None = None,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Rejected:
        """Say who looks after an idea (None: nobody), whether it may be shared, and whether it is
        hidden from colleagues (None: as it was)."""

        async def act(unit: UnitOfWork, found: Idea, reviewer: Reviewer) -> Rejected | None:
            number = await number_of(unit, lead) if lead else None
            await assign_lead(unit, found, number, share, reviewer, hidden=hidden)
            return None

        return await self._on(ref, act, by, version, fingerprint)

    async def look_after(self, refs: Sequence[str], *, by: Person, fingerprint: str = "") -> Acted:
        """Have somebody look after several ideas."""
        async with self.store.writing() as unit:
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            return await undoable.look_after(unit, refs, reviewer)

    async def move_on(
        self,
        refs: Sequence[str],
        to: Stage,
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Acted:
        """Move ideas on towards a decision; their submitters are told once it cannot be taken back
        any more."""
        async with self.store.writing() as unit:
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            return await undoable.move_on(unit, refs, to, who=by, by=reviewer, version=version)

    async def join(
        self, decisions: Mapping[str, DecisionInput], *, by: Person, fingerprint: str = ""
    ) -> Acted:
        """Join ideas to others that they repeat, each by the decision that says so."""
        async with self.store.writing() as unit:
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            return await undoable.join(unit, decisions, who=by, by=reviewer)

    async def take_back(self, key: str, *, by: Person, fingerprint: str = "") -> bool:
        """Take one of these acts back within a minute, by whoever did it; False if it was too
        late."""
        async with self.store.writing() as unit:
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            return await undoable.take_back(unit, key, reviewer)

    async def _on(
        self, ref: str, act: Act, by: Person, version: int, fingerprint: str
    ) -> Idea | Rejected:
        """Do something to an idea that nobody else changes meanwhile."""
        async with self.store.writing() as unit:
            found = await find(unit.connection, ref, lock=True)
            if found is None:
                return Rejected(RejectionReason.UNKNOWN)
            if version and found.version != version:
                return Rejected(RejectionReason.CHANGED, found)
            reviewer = Reviewer(await number_of(unit, by), fingerprint)
            refused = await act(unit, found, reviewer)
            return refused or await get(unit.connection, ref)
