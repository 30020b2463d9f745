"""What the steering group does at the card of an idea: note, ask the submitter, decide.

Anybody can send what a card's buttons send. So a card grants nothing: at each step the person's
roles are looked up by directory id, as Entra gave them at their last sign-in, and every value is
checked as if it had been typed. What is refused is in the audit trail. Whoever pressed sees the
outcome at once; for everybody the outbox changes the card, where it was posted and nowhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.message import Form, Message, Reply, Text
from bot.messages.formats import either
from bot.messages.say import say
from bot.steering.steering_card import card_of
from bot.steering.steering_forms import (
    ASK,
    ASKED,
    DECIDE,
    DECIDED,
    NOTE,
    NOTED,
    STEERING,
    comment_form,
    decide_form,
    moves,
    problems,
    text_in,
    version_in,
)
from common.person import Person
from knowledge import Library
from storage import StoreError
from triage import Idea, Rejected, RejectionReason, TriageList
from triage.days import read_day
from triage.model.fields import LIMIT
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind, Dossier
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.repository.sign_in_sessions import SignInSessions

_REVIEWERS = frozenset({Role.OFFICER, Role.MEMBER, Role.CHAIR})
_DECIDERS = frozenset({Role.OFFICER, Role.CHAIR})
_WHO = {NOTE: _REVIEWERS, ASK: _REVIEWERS, NOTED: _REVIEWERS, ASKED: _REVIEWERS,
        DECIDE: _DECIDERS, DECIDED: _DECIDERS}  # fmt: skip

_LONGEST_REFERENCE = 40


class SteeringHandler:
    """Takes what members of the steering group press and fill in at a card."""

    def __init__(self, ideas: Callable[[], TriageList], library: Callable[[], Library]) -> None:
        self._ideas = ideas
        self._library = library

    async def handle_button(self, message: Message) -> Reply:
        """The reply to an action whose name begins with `STEERING`."""
        action, values = message.action, message.values
        ref = text_in(values, "reference") or text_in(values, "key").partition(" ")[0]
        who = message.person
        try:
            allowed = _WHO.get(action, frozenset[Role]())
            if not allowed & await self._roles(who):
                await self._sessions().refused(who, action if action in _WHO else STEERING)
                return _passing(
                    say("steering-not-allowed", roles=either(sorted(allowed or _REVIEWERS)))
                )
            found = await self._found(ref)
            if found is None:
                await self._sessions().refused(who, action, "no such record")
                return _passing(say("steering-unknown"))
            return await self._done(action, found, values, who)
        except StoreError:
            return _passing(say("steering-cannot-now"))

    async def _found(self, ref: str) -> Dossier | None:
        if len(ref) > _LONGEST_REFERENCE:
            return None
        return await self._ideas().idea(ref, reader=Person("", ""), for_reviewer=True)

    def _sessions(self) -> SignInSessions:
        return SignInSessions(lambda: self._ideas().store)

    async def _roles(self, who: Person) -> frozenset[Role]:
        return await self._sessions().roles_of(who)

    async def _done(
        self, action: str, found: Dossier, values: Mapping[str, object], who: Person
    ) -> Reply:
        if action in (NOTE, ASK):
            return _in_place(comment_form(found.idea, action))
        if action == DECIDE:
            return _decide(found, decide_form(found.idea))
        if action == DECIDED:
            return await self._decided(found, values, who)
        return await self._comment(found, action, values, who)

    async def _comment(
        self, found: Dossier, action: str, values: Mapping[str, object], who: Person
    ) -> Reply:
        idea, text = found.idea, text_in(values, "text")
        if not text or len(text) > LIMIT:
            again = comment_form(idea, NOTE if action == NOTED else ASK, text, wrong=True)
            return _in_place(again)
        done = await self._ideas().comment(
            idea.reference,
            text,
            by=who,
            for_submitter=action == ASKED,
            once=text_in(values, "key"),
            fingerprint=self._library().fingerprint,
        )
        ref = idea.reference
        said = (
            say("steering-noted", ref=ref)
            if action == NOTED
            else say("steering-question-sent", ref=ref)
        )
        now = found if isinstance(done, Rejected) else replace(found, idea=done)
        return card_of(now, said)

    async def _decided(self, found: Dossier, values: Mapping[str, object], who: Person) -> Reply:
        idea = found.idea
        which, reason = text_in(values, "which"), text_in(values, "reason")
        version = version_in(text_in(values, "key"))
        wrong = problems(idea, which, reason, text_in(values, "review_on"), self._library().today())
        if version < 0 or (which and "which" in wrong and version == idea.version):
            await self._sessions().refused(who, DECIDED, "a value that was not offered")
        if version != idea.version:
            return card_of(found, say("steering-changed-meanwhile", ref=idea.reference))
        if wrong:
            return _decide(found, decide_form(idea, values, wrong))
        fingerprint = self._library().fingerprint
        today = self._library().today()
        rules = self._library().policy_set.deciding(which, today)
        done: Idea | Decision | Rejected
        if which in moves(idea):
            done = await self._ideas().transition(
                idea.reference, Stage(which.partition(".")[2]), by=who, reason=reason,
                version=version, fingerprint=fingerprint,
            )  # fmt: skip
        else:
            done = await self._ideas().decide(
                idea.reference,
                DecisionInput(
                    kind=DecisionKind(which),
                    maker=Authority.STEERING_GROUP
                    if Role.CHAIR in await self._roles(who)
                    else Authority.OFFICER,
                    decided_on=today,
                    reason=reason,
                    policies=tuple(clause.ref for clause in rules),
                    review_on=read_day(text_in(values, "review_on")),
                ),
                by=who,
                version=version,
                fingerprint=fingerprint,
                demanded=self._library().policy_set.assessment_types(today).demanded,
            )
        return await self._outcome(found, done)

    async def _outcome(self, before: Dossier, done: Idea | Decision | Rejected) -> Reply:
        ref = before.idea.reference
        now = await self._found(ref) or before
        if not isinstance(done, Rejected):
            return card_of(now, say("steering-done", ref=ref))
        if done.because is RejectionReason.INCOMPLETE:
            return card_of(now, say("steering-needs-more"))
        return card_of(now, say("steering-changed-meanwhile", ref=ref))


def _decide(dossier: Dossier, form: Form | None) -> Reply:
    return (
        _in_place(form)
        if form
        else card_of(dossier, say("steering-nothing-open", ref=dossier.idea.reference))
    )


def _in_place(form: Form) -> Reply:
    return Reply((form,), in_place=True)


def _passing(text: str) -> Reply:
    return Reply((Text(text),), passing=True, in_place=True)
