"""The ideas' part of the conversation: whether a message is for it, and which desk takes it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.ideas import amend_handler, screening_handler, submit_handler
from bot.ideas.amend_handler import AmendHandler
from bot.ideas.drafts import Draft, DraftStep, DraftStore, PendingDrafts
from bot.ideas.screening_handler import ScreeningHandler
from bot.ideas.status_handler import StatusHandler
from bot.ideas.submit_handler import SubmitHandler
from bot.intents import form_text
from bot.intents.form_text import FormCommand
from bot.intents.idea_intents import (
    CandidateIdea,
    IdeaIntent,
    IdeaIntentKind,
    asks_whether_assessed,
    find_idea,
    recognise_idea_intent,
)
from bot.intents.question_in_form import is_question, may_be_question
from bot.intents.small_talk import small_talk
from bot.message import OPEN_CHAT, Block, Choice, Choices, Message, Reply, Scope, Text
from bot.messages.say import say
from bot.notifications.notice_text import unsent_blocks
from bot.steering.steering_forms import STEERING
from bot.steering.steering_handler import SteeringHandler
from common.clock import Clock
from common.person import Person
from knowledge import Answer, AnswerKind, Library
from knowledge.model.set_settings import ClauseRole
from triage import TriageList
from triage.workflow.submission import IDEA_FORM

WORKSHOP_PAGE = "/ideas/workshop"

_MINE = (IdeaIntentKind.AMEND, IdeaIntentKind.WITHDRAW, IdeaIntentKind.SCREEN_MINE)
"""What can be said of "my idea", if there is only one that it can be."""

_IN_OWN_WORDS = ("problem", "description", "title")
"""The fields of an idea that "could we use AI to ..." may answer."""

_LONGEST = 1_000  # characters of a question that a button carries


@dataclass(frozen=True, slots=True)
class Routed:
    """What comes of a message: a `reply`, or none where the message is not about ideas; and what
    to show `before` and `after` whatever is replied. `question` is what was meant to be asked."""

    reply: Reply | None = None
    before: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()
    question: str = ""


class IdeaRouter:
    """Everything about ideas that a person can say or press."""

    def __init__(
        self, ideas: Callable[[], TriageList], library: Callable[[], Library], clock: Clock
    ) -> None:
        self._ideas = ideas
        self._library = library
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._kept = DraftStore(ideas, clock)
        self._screening = ScreeningHandler(ideas, library, self._kept)
        self._intake = SubmitHandler(ideas, library, self._kept, self._screening)
        self._following = StatusHandler(ideas, library)
        self._changing = AmendHandler(ideas, library, self._kept, self._screening)
        self._steering = SteeringHandler(ideas, library)
        self._forms = {
            submit_handler.SEND: self._intake.handle_form,
            screening_handler.START: self._screening.handle_button,
            screening_handler.SCREENED: self._screening.handle_form,
            amend_handler.AMENDED: self._changing.handle_amend_form,
            amend_handler.WITHDRAWN: self._changing.handle_withdraw_form,
        }
        self._about_one = {
            IdeaIntentKind.STATUS: self._following.status,
            IdeaIntentKind.AMEND: self._changing.amend,
            IdeaIntentKind.WITHDRAW: self._changing.withdraw,
            IdeaIntentKind.SCREEN: self._changing.screen,
            IdeaIntentKind.SCREEN_MINE: self._changing.screen,
        }

    async def route(self, message: Message) -> Routed:
        """Take a message if it is about ideas. Nothing personal is done or shown in a channel."""
        if message.action.partition(".")[0] == STEERING:
            return Routed(await self._steering.handle_button(message))
        text = message.text.strip()
        action = message.action if message.action.partition(".")[0] == submit_handler.SEND else ""
        if message.action and not action:
            return Routed()
        asked = recognise_idea_intent(text) if text and not action else None
        if message.scope is not Scope.PERSONAL:
            if asked and asked.want is IdeaIntentKind.ANNOUNCE and message.channel:
                return Routed(self._announced(message.channel))
            about = bool(
                action
                or (asked and asked.want not in (IdeaIntentKind.QUESTION, IdeaIntentKind.ANNOUNCE))
            )
            return Routed(_in_a_chat() if about else None)
        who = message.person
        async with self._turn_of(who):
            if action:
                return Routed(await self._route_button(who, action, message.values))
            begun = await self._kept.pending(who)
            before = await self._unseen(who, begun)
            heard = await self._route_text(who, begun, text, asked)
            return Routed(heard.reply, before, heard.after, heard.question)

    def _turn_of(self, who: Person) -> asyncio.Lock:
        """One thing after the other of each person: two answers typed quickly are two answers."""
        return self._turns.setdefault((who.tenant, who.id), asyncio.Lock())

    def _announced(self, channel: str) -> Reply:
        """What to do to have new ideas told in a channel, or that they are."""
        if self._ideas().announce_to == f"channel:{channel}":
            return Reply((Text(say("idea-announced-here")),))
        return Reply((Text(say("idea-to-announce-here", line=f"IDEAS_CHANNEL={channel}")),))

    def offers(self, text: str, answer: Answer) -> tuple[Choice, ...]:
        """What an answer to a question leads on to: sending in an idea, screening something."""
        perhaps = find_idea(text)
        if perhaps.idea:
            values = {"text": perhaps.idea[:_LONGEST]}
            return (
                Choice(
                    say("idea-suggest-this"),
                    say="suggest an idea",
                    action=submit_handler.START,
                    values=values,
                ),
            )
        if asks_whether_assessed(text):
            return (
                Choice(
                    say("screening-screen-it"),
                    say="start a screening",
                    action=screening_handler.START,
                    values={"text": text[:_LONGEST]},
                ),
            )
        how = self._library().policy_set.settings.clause(ClauseRole.SUBMIT_IDEA)
        if any(passage.place == how for passage in answer.passages[:1]):
            return (Choice(say("idea-suggest-an-idea"), say="suggest an idea"),)
        return ()

    async def _unseen(self, who: Person, begun: PendingDrafts) -> tuple[Block, ...]:
        """What could not be sent to the person, shown now."""
        if not begun.unseen:
            return ()
        notices = await self._kept.unseen(who)
        blocks = unsent_blocks(notices)
        await self._kept.mark_shown(notices)
        return blocks

    async def _route_button(self, who: Person, action: str, values: Mapping[str, object]) -> Reply:
        if action in submit_handler.BUTTONS:
            return await self._intake.handle_button(who, action, values)
        take = self._forms.get(action)
        return await take(who, values) if take else Reply((Text(say("idea-form-is-over")),))

    async def _route_text(
        self, who: Person, begun: PendingDrafts, text: str, asked: IdeaIntent | None
    ) -> Routed:
        draft = self._kept.active(begun)
        goes_on = (
            asked is not None and asked.want is IdeaIntentKind.CONTINUE
        )  # "send it", after a hint
        if draft is not None and (asked is None or (goes_on and draft.step is DraftStep.SIMILAR)):
            heard = await self._answer(who, draft, text)
            if heard is not None:
                return heard
        if asked is not None:
            return await self._run_intent(who, begun, asked)
        if draft is None and form_text.answers_nothing(text):
            away = begun.away and not begun.drafts
            return Routed(
                Reply((Text(say("idea-cannot-look") if away else say("chat-nothing-asked")),))
            )
        perhaps = CandidateIdea() if draft else find_idea(text)
        if perhaps.idea and not (perhaps.asks and await self._is_answered(text, surely=False)):
            return Routed(
                await self._intake.start(who, perhaps.idea, perhaps=text, listen=not perhaps.asks)
            )
        if draft is None or small_talk(text):
            return Routed()
        await self._kept.set_aside(who, draft)  # what is typed next is not meant for it any more
        return Routed(after=self._reminder(draft))

    async def _answer(self, who: Person, draft: Draft, text: str) -> Routed | None:
        """A typed text as the answer to what is open; None if it is something else."""
        order = form_text.recognise(text)
        kind = draft.form.partition(" ")[0]
        if order is FormCommand.STOP and kind != amend_handler.WITHDRAW_FORM:
            await self._kept.set_aside(who, draft)
            return Routed(Reply((Text(say("idea-stopped")),)))
        if order is None and (small_talk(text) or await self._is_question(draft, text)):
            return None
        if kind == IDEA_FORM:
            reply = await self._intake.handle_text(who, draft, text)
        elif kind == screening_handler.FORM:
            reply = await self._screening.handle_text(who, draft, text)
        else:
            reply = await self._changing.handle_text(who, draft, text)
        return Routed(reply) if reply is not None else None

    async def _is_question(self, draft: Draft, text: str) -> bool:
        """Whether somebody who is filling in a form asks about a policy in between."""
        if draft.asked in _IN_OWN_WORDS and find_idea(text).idea:
            return False
        return is_question(text) or (may_be_question(text) and await self._is_answered(text))

    async def _is_answered(self, text: str, *, surely: bool = True) -> bool:
        """Whether the policies answer a text; if not `surely`, whether they are near to it."""
        library = self._library()
        answer = await asyncio.to_thread(library.answer, text)
        if not surely and (answer.kind is AnswerKind.NEAREST or answer.subject):
            return True
        return answer.kind in (AnswerKind.ANSWERED, AnswerKind.CONFLICT) and not answer.unlisted

    def _reminder(self, draft: Draft) -> tuple[Block, ...]:
        title = draft.values.get("title") if draft.form == IDEA_FORM else ""
        return (Text(say("idea-still-open", title=title if isinstance(title, str) else "")),)

    async def _run_intent(self, who: Person, begun: PendingDrafts, asked: IdeaIntent) -> Routed:
        if asked.want is IdeaIntentKind.QUESTION:
            return Routed(question=asked.text)
        ref = asked.ref
        if not ref and asked.want in _MINE:
            ref = await self._following.only_open(who)
            if not ref:
                return Routed(await self._following.mine(who))
        if ref and asked.want in self._about_one:
            return Routed(await self._about_one[asked.want](who, ref))
        match asked.want:
            case IdeaIntentKind.START:
                reply = await self._intake.start(who, asked.text)
            case IdeaIntentKind.AFRESH:
                reply = await self._intake.start_afresh(who, asked.text)
            case IdeaIntentKind.CONTINUE:
                reply = await self._continued(who, begun)
            case IdeaIntentKind.MINE:
                reply = await self._following.mine(who)
            case IdeaIntentKind.SUPPORT:
                reply = await self._intake.support(who, asked.ref, begun.drafts.get(IDEA_FORM))
            case IdeaIntentKind.SCREEN:
                reply = Reply(await self._screening.start(who, text=asked.text))
            case IdeaIntentKind.WORKSHOP:
                page = Choice(say("idea-open-workshop-page"), link=WORKSHOP_PAGE)
                reply = Reply((Text(say("idea-workshop")), Choices([page])))
            case _:
                reply = Reply((Text(say("idea-announce-in-a-channel")),))
        return Routed(reply)

    async def _continued(self, who: Person, begun: PendingDrafts) -> Reply:
        drafts = begun.drafts.values()
        latest = max(drafts, key=lambda one: one.at, default=None)
        if latest is None:
            return Reply((Text(say("idea-nothing-to-continue")),))
        kind = latest.form.partition(" ")[0]
        if kind == IDEA_FORM:
            return await self._intake.start(who)
        if kind == screening_handler.FORM:
            return await self._screening.resume(who, latest)
        return await self._changing.resume(who, latest)


def _in_a_chat() -> Reply:
    there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
    return Reply((Text(say("idea-in-a-personal-chat-please")), there))
