"""The triage list: what the chat, the board and the shell may ask of it.

Every method is one unit of work. Expected outcomes are values (`triage.model.outcomes`); a database
that is gone or full raises `storage.StoreError`, and nothing has been kept then. `fingerprint` is
that of the policy set in force, written to the trail with the actor. Who may review is the
channel's to know: it passes `for_reviewer` or calls a reviewer's method only for those who may.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import timedelta
from typing import Any

from common.clock import local_day
from common.person import Person
from storage import Store
from storage.coordination.idempotency import find_result
from triage.assessment import screening_store
from triage.model.fields import USUAL_CLASSES, Proposal
from triage.model.idea import Decision, DecisionInput, Dossier, Idea
from triage.model.outcomes import Rejected, RejectionReason, Submitted, Supported
from triage.model.screening_rules import Screening
from triage.model.stages import Stage
from triage.model.validation import proposal_errors, tidied, tidied_texts
from triage.notices import Notices
from triage.repository import form_drafts, queries
from triage.repository.person_numbers import known_number, number_of
from triage.repository.queries import Filter
from triage.similarity.similar_ideas import SimilarIdeas, Suggestion
from triage.similarity.similarity_index import Encode
from triage.workflow import decisions, review, submission


class TriageList:
    """Ideas on one store. `announce_to` is the place of the channel that hears of new ideas,
    `encode` what tells the meaning of texts (without it, only words in common are seen), `classes`
    gives the classes of data that the council has.

    `hints` also takes things of the caller's own, and should `learn` in a task at the start.
    """

    def __init__(
        self,
        store: Store,
        announce_to: str = "",
        encode: Encode | None = None,
        classes: Callable[[], Collection[str]] = lambda: USUAL_CLASSES,
    ) -> None:
        self.store = store
        self._classes = classes
        self.announce_to = announce_to
        self.hints = SimilarIdeas(store, encode)
        self.notices = Notices(store)

    async def similar(
        self, title: str, text: str, skip: Set[str] = frozenset()
    ) -> tuple[Suggestion, ...]:
        """At most three things like an idea that is being filled in, the likest first: ideas in
        any state, and the caller's own. `skip` are references that the person has seen."""
        return await self.hints.find(title, text, skip)

    # What a submitter does

    async def submit(
        self,
        proposal: Proposal,
        *,
        by: Person,
        key: str,
        screened: Screening | None = None,
        fingerprint: str = "",
        sample: bool = False,
        announce: bool = True,
    ) -> Submitted | Rejected:
        """Store an idea and give it its number. `key` is the form's: the same form submitted
        again, by whatever delivery, gives the idea that it gave the first time."""
        proposal = tidied_texts(proposal)
        wrong = proposal_errors(proposal, self._classes())
        if wrong:
            return Rejected(RejectionReason.INCOMPLETE, wrong=wrong)
        async with self.store.writing() as unit:
            return await submission.submit(
                unit,
                proposal,
                by=by,
                key=key,
                screened=screened,
                fingerprint=fingerprint,
                announce_to=self.announce_to if announce and not sample else "",
                sample=sample,
            )

    async def submitted_within_a_day(self, by: Person) -> int:
        """How many ideas the person has sent in within the last 24 hours."""
        async with self.store.reading() as connection:
            number = await known_number(connection, by)
            since = self.store.clock() - timedelta(days=1)
            return await queries.count_since(connection, number, since) if number else 0

    async def announce_workshop(self, refs: Sequence[str]) -> None:
        """Tell the channel once of ideas that came in together."""
        if self.announce_to:
            async with self.store.writing() as unit:
                await submission.announce_workshop(unit, refs, self.announce_to)

    async def amend(
        self, ref: str, proposal: Proposal, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Replace what the submitter said, before a decision. `version` is that of the idea that
        the person had before them (0: whatever it is now)."""
        proposal = tidied_texts(proposal)
        wrong = proposal_errors(proposal, self._classes())
        if wrong:
            return Rejected(RejectionReason.INCOMPLETE, wrong=wrong)
        async with self.store.writing() as unit:
            return await submission.amend(
                unit, ref, proposal, by=by, version=version, fingerprint=fingerprint
            )

    async def withdraw(
        self, ref: str, *, by: Person, reason: str = "", version: int = 0, fingerprint: str = ""
    ) -> Idea | Rejected:
        """Take an own idea back, before a decision."""
        async with self.store.writing() as unit:
            return await submission.withdraw(
                unit, ref, by=by, version=version, reason=tidied(reason), fingerprint=fingerprint
            )

    async def support(
        self, ref: str, *, by: Person, comment: str = "", fingerprint: str = ""
    ) -> Supported | Rejected:
        """Support an idea in any state instead of submitting it again."""
        async with self.store.writing() as unit:
            return await submission.back(
                unit, ref, by=by, comment=tidied(comment), fingerprint=fingerprint
            )

    async def screen(self, ref: str, done: Screening, *, by: Person, key: str) -> Idea | Rejected:
        """Keep a screening of an own idea, before a decision; once for each `key` of a form."""
        async with self.store.writing() as unit:
            held = await submission.own_idea(unit, ref, by, version=0)
            if isinstance(held, Rejected):
                return held
            found, number = held
            if await find_result(unit, f"screening:{number}:{key}") is None:
                await screening_store.screen_idea(unit, found, done, by=number)
            return await queries.get(unit.connection, ref)

    async def save_screening(self, done: Screening, *, by: Person, key: str) -> None:
        """Keep a screening that belongs to no idea ("do I need a DPIA?"), once for each `key`."""
        async with self.store.writing() as unit:
            number = await number_of(unit, by)
            if await find_result(unit, f"screening:{number}:{key}") is None:
                await screening_store.save_screening(unit, done, by=number)

    # What a person sees

    async def idea(self, ref: str, *, reader: Person, for_reviewer: bool = False) -> Dossier | None:
        """Everything about an idea; None for an unknown reference and for one that is another's.
        A reviewer sees every idea, and the notes for reviewers."""
        async with self.store.reading() as connection:
            found = await queries.find(connection, ref)
            if found is None or not (for_reviewer or _is_of(found, reader)):
                return None
            return await queries.dossier(connection, found, for_reviewer=for_reviewer)

    async def ideas_of(self, person: Person) -> tuple[Idea, ...]:
        """The person's own ideas, the newest first."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            return await queries.find_of_submitter(connection, number) if number else ()

    async def idea_of_form(self, person: Person, key: str) -> Idea | None:
        """The idea that a form of the person's led to, by the form's key; None if none yet."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            return await submission.find_by_form(connection, number, key) if number else None

    # Drafts

    async def drafts_of(self, person: Person) -> Mapping[str, Mapping[str, Any]]:
        """What a person has begun and not sent in the last fortnight, by the form's name."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            if number is None:
                return {}
            return await form_drafts.find_drafts(connection, number, self.store.clock())

    async def save_draft(self, person: Person, form: str, content: Mapping[str, object]) -> None:
        """Keep what has been typed into a form so far."""
        async with self.store.writing() as unit:
            await form_drafts.save_draft(unit, await number_of(unit, person), form, content)

    async def drop_draft(self, person: Person, form: str) -> None:
        async with self.store.writing() as unit:
            number = await known_number(unit.connection, person)
            if number:
                await form_drafts.drop_draft(unit, number, form)

    # What reviewers do

    async def ideas(self, wanted: Filter | None = None) -> tuple[Idea, ...]:
        """Ideas, the newest first."""
        async with self.store.reading() as connection:
            return await queries.listed(connection, wanted or Filter())

    async def transition(
        self,
        ref: str,
        to: Stage,
        *,
        by: Person,
        reason: str = "",
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Rejected:
        """Move an idea on towards a decision: to screening, to ready."""
        async with self.store.writing() as unit:
            return await review.transition_idea(
                unit,
                ref,
                to,
                by=by,
                reason=tidied(reason),
                version=version,
                fingerprint=fingerprint,
            )

    async def comment(
        self,
        ref: str,
        text: str,
        *,
        by: Person,
        for_submitter: bool = False,
        fingerprint: str = "",
        once: str = "",
    ) -> Idea | Rejected:
        """Add a note, for reviewers only or for the submitter too."""
        async with self.store.writing() as unit:
            return await review.comment(
                unit,
                ref,
                tidied(text),
                by=by,
                for_submitter=for_submitter,
                fingerprint=fingerprint,
                once=once,
            )

    async def refusal(
        self, ref: str, deciding: DecisionInput, *, version: int = 0, demanded: Sequence[str] = ()
    ) -> Rejected | None:
        """Why `decide` would refuse this now; None if it would record it. Nothing is kept."""
        async with self.store.snapshot() as connection:
            return await decisions.refusal(
                connection,
                ref,
                tidied_texts(deciding),
                version=version,
                today=local_day(self.store.clock()),
                demanded=demanded,
            )

    async def decide(
        self,
        ref: str,
        deciding: DecisionInput,
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
        demanded: Sequence[str] = (),
    ) -> Decision | Rejected:
        """Record a decision, move the idea and have its submitter told. `demanded` are the tests
        that the council asks for before a pilot or a roll-out (`AssessmentTypes.demanded`)."""
        async with self.store.writing() as unit:
            return await decisions.decide(
                unit,
                ref,
                tidied_texts(deciding),
                by=by,
                version=version,
                fingerprint=fingerprint,
                demanded=demanded,
            )


def _is_of(found: Idea, reader: Person) -> bool:
    return bool(reader.id) and (found.submitter.tenant, found.submitter.id) == (
        reader.tenant,
        reader.id,
    )
