"""The triage list: what the chat, the board and the shell may ask of it.

Every method is one unit of work. Expected outcomes are values (`triage.outcomes`); a database
that is gone or full raises `storage.StoreError`, and nothing has been kept then. `fingerprint` is
that of the policy set in force, written to the trail with the actor. Who may review is the door's
to know: it passes `for_reviewer` or calls a reviewer's method only for those who may.
"""

from collections.abc import Mapping, Set
from datetime import datetime, timedelta
from typing import Any

from storage import Store
from storage.lease import hold
from storage.once import earlier
from triage import cards, decisions, drafts, finding, intake, notices, reviewing, screenings
from triage.checks import check, tidied, tidied_texts
from triage.finding import Filter
from triage.hints import Hint, Hints
from triage.ideas import Deciding, Decision, Dossier, Idea, Person, Proposal
from triage.notices import Notice
from triage.outcomes import Because, Refused, Submitted, Supported, Waiting
from triage.people import actor, known_number, number_of
from triage.screening import Screening
from triage.similar import Encode
from triage.stages import Stage


class TriageList:
    """Ideas on one store. `announce_to` is the place of the channel that hears of new ideas,
    `encode` what tells the meaning of texts (without it, only words in common are seen).

    `hints` also takes things of the caller's own, and should `learn` in a task at the start.
    """

    def __init__(self, store: Store, announce_to: str = "", encode: Encode | None = None) -> None:
        self.store = store
        self.announce_to = announce_to
        self.hints = Hints(store, encode)

    async def similar(
        self, title: str, text: str, skip: Set[str] = frozenset()
    ) -> tuple[Hint, ...]:
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
    ) -> Submitted | Refused:
        """Store an idea and give it its number. `key` is the form's: the same form submitted
        again, by whatever delivery, gives the idea that it gave the first time."""
        proposal = tidied_texts(proposal)
        wrong = check(proposal)
        if wrong:
            return Refused(Because.INCOMPLETE, wrong=wrong)
        async with self.store.writing() as unit:
            return await intake.submit(
                unit,
                proposal,
                by=by,
                key=key,
                screened=screened,
                fingerprint=fingerprint,
                announce_to="" if sample else self.announce_to,
                sample=sample,
            )

    async def amend(
        self, ref: str, proposal: Proposal, *, by: Person, version: int = 0, fingerprint: str = ""
    ) -> Idea | Refused:
        """Replace what the submitter said, before a decision. `version` is that of the idea that
        the person had before them (0: whatever it is now)."""
        proposal = tidied_texts(proposal)
        wrong = check(proposal)
        if wrong:
            return Refused(Because.INCOMPLETE, wrong=wrong)
        async with self.store.writing() as unit:
            return await intake.amend(
                unit, ref, proposal, by=by, version=version, fingerprint=fingerprint
            )

    async def withdraw(
        self, ref: str, *, by: Person, reason: str = "", version: int = 0, fingerprint: str = ""
    ) -> Idea | Refused:
        """Take an own idea back, before a decision."""
        async with self.store.writing() as unit:
            return await intake.withdraw(
                unit, ref, by=by, version=version, reason=tidied(reason), fingerprint=fingerprint
            )

    async def support(
        self, ref: str, *, by: Person, comment: str = "", fingerprint: str = ""
    ) -> Supported | Refused:
        """Support an idea in any state instead of submitting it again."""
        async with self.store.writing() as unit:
            return await intake.back(
                unit, ref, by=by, comment=tidied(comment), fingerprint=fingerprint
            )

    async def screen(self, ref: str, done: Screening, *, by: Person, key: str) -> Idea | Refused:
        """Keep a screening of an own idea, before a decision; once for each `key` of a form."""
        async with self.store.writing() as unit:
            held = await intake.own(unit, ref, by, version=0)
            if isinstance(held, Refused):
                return held
            found, number = held
            if await earlier(unit, f"screening:{number}:{key}") is None:
                await screenings.screen_idea(unit, found, done, by=number)
            return await finding.get(unit.connection, ref)

    async def keep_screening(self, done: Screening, *, by: Person, key: str) -> None:
        """Keep a screening that belongs to no idea ("do I need a DPIA?"), once for each `key`."""
        async with self.store.writing() as unit:
            number = await number_of(unit, by)
            if await earlier(unit, f"screening:{number}:{key}") is None:
                await screenings.keep(unit, done, by=number)

    # What a person sees

    async def idea(self, ref: str, *, reader: Person, for_reviewer: bool = False) -> Dossier | None:
        """Everything about an idea; None for an unknown reference and for one that is another's.
        A reviewer sees every idea, and the notes for reviewers."""
        async with self.store.reading() as connection:
            found = await finding.find(connection, ref)
            if found is None or not (for_reviewer or _is_of(found, reader)):
                return None
            return await finding.dossier(connection, found, for_reviewer=for_reviewer)

    async def mine(self, person: Person) -> tuple[Idea, ...]:
        """The person's own ideas, the newest first."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            return await finding.of_submitter(connection, number) if number else ()

    async def of_form(self, person: Person, key: str) -> Idea | None:
        """The idea that a form of the person's led to, by the form's key; None if none yet."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            return await intake.of_form(connection, number, key) if number else None

    # Drafts and ways to reach people

    async def waiting(self, person: Person) -> Waiting:
        """What waits for a person who comes to a chat."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            if number is None:
                return Waiting({}, unseen=False)
            now = self.store.clock()
            return Waiting(
                await drafts.kept_drafts(connection, number, now),
                unseen=await notices.are_unseen(connection, number, now),
            )

    async def keep_draft(self, person: Person, form: str, content: Mapping[str, object]) -> None:
        """Keep what has been typed into a form so far."""
        async with self.store.writing() as unit:
            await drafts.keep_draft(unit, await number_of(unit, person), form, content)

    async def draft(self, person: Person, form: str) -> Mapping[str, Any] | None:
        """What was typed into a form and not submitted, in the last fortnight."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            if number is None:
                return None
            return await drafts.kept_draft(connection, number, form, self.store.clock())

    async def drop_draft(self, person: Person, form: str) -> None:
        async with self.store.writing() as unit:
            number = await known_number(unit.connection, person)
            if number:
                await drafts.drop_draft(unit, number, form)

    async def reach(self, person: Person, reference: Mapping[str, object]) -> None:
        """Keep the door's conversation reference, for notices to this person."""
        async with self.store.writing() as unit:
            number = await number_of(unit, person)
            await drafts.keep_address(unit, actor(number), reference, number)

    async def reach_channel(self, place: str, reference: Mapping[str, object]) -> None:
        """The same for a channel; `place` is its name here, as in `announce_to`."""
        async with self.store.writing() as unit:
            await drafts.keep_address(unit, place, reference)

    async def forget_address(self, place: str) -> None:
        """Nobody can be reached there any more; `place` as notices have it."""
        async with self.store.writing() as unit:
            await drafts.drop_address(unit, place)

    # Notices

    async def are_due(self) -> bool:
        """Whether there is a notice to send."""
        async with self.store.reading() as connection:
            return await notices.are_due(connection, self.store.clock())

    async def hold_sending(self, holder: str, period: timedelta) -> bool:
        """Be the replica that sends notices, for so long; False while another is."""
        async with self.store.writing() as unit:
            return await hold(unit, "notices", holder, unit.now + period)

    async def take_notices(self) -> tuple[Notice, ...]:
        """Notices to send now, each given to one caller only, also among several replicas. Say
        afterwards what came of each; one of which nothing is said shows at the next chat, or is
        given again if it only brings a card up to date."""
        async with self.store.writing() as unit:
            return await notices.take_due(unit)

    async def take_unseen(self, person: Person) -> tuple[Notice, ...]:
        """What to show a person in the chat because it could not be sent; say `told` after."""
        async with self.store.writing() as unit:
            number = await known_number(unit.connection, person)
            return await notices.take_unseen(unit, number) if number else ()

    async def told(self, *ids: int) -> None:
        async with self.store.writing() as unit:
            await notices.done(unit, ids)

    async def posted(self, notice_id: int, activity: str) -> None:
        """A notice was sent as a message, by the door's name of it."""
        async with self.store.writing() as unit:
            await notices.done(unit, [notice_id])
            await cards.keep_card(unit, notice_id, activity)

    async def put_off(self, notice_id: int, until: datetime, problem: str) -> None:
        """The platform asked to wait."""
        async with self.store.writing() as unit:
            await notices.put_off(unit, notice_id, until, problem)

    async def give_up(self, notice_id: int, problem: str) -> None:
        """It cannot be sent; it is shown at the next chat."""
        async with self.store.writing() as unit:
            await notices.give_up(unit, notice_id, problem)

    # What reviewers do

    async def ideas(self, wanted: Filter | None = None) -> tuple[Idea, ...]:
        """Ideas, the newest first."""
        async with self.store.reading() as connection:
            return await finding.listed(connection, wanted or Filter())

    async def advance(
        self,
        ref: str,
        to: Stage,
        *,
        by: Person,
        reason: str = "",
        version: int = 0,
        fingerprint: str = "",
    ) -> Idea | Refused:
        """Move an idea on towards a decision: to screening, to ready."""
        async with self.store.writing() as unit:
            return await reviewing.advance(
                unit,
                ref,
                to,
                by=by,
                reason=tidied(reason),
                version=version,
                fingerprint=fingerprint,
            )

    async def remark(
        self,
        ref: str,
        text: str,
        *,
        by: Person,
        for_submitter: bool = False,
        fingerprint: str = "",
        once: str = "",
    ) -> Idea | Refused:
        """Add a note, for reviewers only or for the submitter too."""
        async with self.store.writing() as unit:
            return await reviewing.remark(
                unit,
                ref,
                tidied(text),
                by=by,
                for_submitter=for_submitter,
                fingerprint=fingerprint,
                once=once,
            )

    async def decide(
        self,
        ref: str,
        deciding: Deciding,
        *,
        by: Person,
        version: int = 0,
        fingerprint: str = "",
    ) -> Decision | Refused:
        """Record a decision, move the idea and have its submitter told."""
        async with self.store.writing() as unit:
            return await decisions.decide(
                unit, ref, tidied_texts(deciding), by=by, version=version, fingerprint=fingerprint
            )


def _is_of(found: Idea, reader: Person) -> bool:
    return bool(reader.id) and (found.submitter.tenant, found.submitter.id) == (
        reader.tenant,
        reader.id,
    )
