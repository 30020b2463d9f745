"""The ideas' part of the conversation: whether a message is for it, and which desk takes it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot import wording_of_ideas as wording
from bot import wording_of_screening as of_screening
from bot.ideas import changing, intake, screening, typed
from bot.ideas.changing import ChangingDesk
from bot.ideas.following import FollowingDesk
from bot.ideas.intake import IntakeDesk
from bot.ideas.interjected import asks_surely, may_ask
from bot.ideas.kept import Begun, Draft, Kept, Step
from bot.ideas.notices import shown
from bot.ideas.screening import ScreeningDesk
from bot.ideas.steering import SteeringDesk
from bot.ideas.steering_forms import STEERING
from bot.ideas.typed import Order
from bot.ideas.wishes import Perhaps, Want, Wish, asks_whether_assessed, perhaps_an_idea, wish
from bot.message import OPEN_CHAT, Block, Choice, Choices, Message, Person, Reply, Said, Scope
from bot.small_talk import small_talk
from bot.wording import open_in_chat
from bot.wording_of_talk import nothing_asked
from knowledge import Answer, AnswerKind, Library
from knowledge.clock import Clock
from triage import TriageList
from triage.workflow.submission import IDEA_FORM

WORKSHOP_PAGE = "/ideas/workshop"

SUBMIT_CLAUSE = "ideas#idea-submit"
"""Where the policies say how an idea is sent in."""

_MINE = (Want.AMEND, Want.WITHDRAW, Want.SCREEN_MINE)
"""What can be said of "my idea", if there is only one that it can be."""

_IN_OWN_WORDS = ("problem", "description", "title")
"""The fields of an idea that "could we use AI to ..." may answer."""

_LONGEST = 1_000  # characters of a question that a button carries


@dataclass(frozen=True, slots=True)
class Heard:
    """What comes of a message: a `reply`, or none where the message is not about ideas; and what
    to show `before` and `after` whatever is replied. `question` is what was meant to be asked."""

    reply: Reply | None = None
    before: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()
    question: str = ""


class IdeasDesk:
    """Everything about ideas that a person can say or press."""

    def __init__(
        self, ideas: Callable[[], TriageList], library: Callable[[], Library], clock: Clock
    ) -> None:
        self._ideas = ideas
        self._library = library
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._kept = Kept(ideas, clock)
        self._screening = ScreeningDesk(ideas, library, self._kept)
        self._intake = IntakeDesk(ideas, library, self._kept, self._screening)
        self._following = FollowingDesk(ideas, library)
        self._changing = ChangingDesk(ideas, library, self._kept, self._screening)
        self._steering = SteeringDesk(ideas, library)
        self._forms = {
            intake.SEND: self._intake.filled,
            screening.START: self._screening.pressed,
            screening.SCREENED: self._screening.filled,
            changing.AMENDED: self._changing.amended,
            changing.WITHDRAWN: self._changing.withdrawn,
        }
        self._about_one = {
            Want.STATUS: self._following.status,
            Want.AMEND: self._changing.amend,
            Want.WITHDRAW: self._changing.withdraw,
            Want.SCREEN: self._changing.screen,
            Want.SCREEN_MINE: self._changing.screen,
        }

    async def hear(self, message: Message) -> Heard:
        """Take a message if it is about ideas. Nothing personal is done or shown in a channel."""
        if message.action.partition(".")[0] == STEERING:
            return Heard(await self._steering.pressed(message))
        text = message.text.strip()
        action = message.action if message.action.partition(".")[0] == intake.SEND else ""
        if message.action and not action:
            return Heard()
        asked = wish(text) if text and not action else None
        if message.scope is not Scope.PERSONAL:
            if asked and asked.want is Want.ANNOUNCE and message.channel:
                return Heard(self._announced(message.channel))
            about = bool(action or (asked and asked.want not in (Want.QUESTION, Want.ANNOUNCE)))
            return Heard(_in_a_chat() if about else None)
        who = message.person
        async with self._turn_of(who):
            if action:
                return Heard(await self._pressed(who, action, message.values))
            begun = await self._kept.begun(who)
            before = await self._unseen(who, begun)
            heard = await self._typed(who, begun, text, asked)
            return Heard(heard.reply, before, heard.after, heard.question)

    def _turn_of(self, who: Person) -> asyncio.Lock:
        """One thing after the other of each person: two answers typed quickly are two answers."""
        return self._turns.setdefault((who.tenant, who.id), asyncio.Lock())

    def _announced(self, channel: str) -> Reply:
        """What to do to have new ideas told in a channel, or that they are."""
        if self._ideas().announce_to == f"channel:{channel}":
            return Reply((Said(wording.announced_here()),))
        return Reply((Said(wording.to_announce_here(f"IDEAS_CHANNEL={channel}")),))

    def offers(self, text: str, answer: Answer) -> tuple[Choice, ...]:
        """What an answer to a question leads on to: sending in an idea, screening something."""
        perhaps = perhaps_an_idea(text)
        if perhaps.idea:
            values = {"text": perhaps.idea[:_LONGEST]}
            return (
                Choice(
                    wording.suggest_this(),
                    say="suggest an idea",
                    action=intake.START,
                    values=values,
                ),
            )
        if asks_whether_assessed(text):
            return (
                Choice(
                    of_screening.screen_it(),
                    say="start a screening",
                    action=screening.START,
                    values={"text": text[:_LONGEST]},
                ),
            )
        if any(passage.place == SUBMIT_CLAUSE for passage in answer.passages[:1]):
            return (Choice(wording.suggest_an_idea(), say="suggest an idea"),)
        return ()

    async def _unseen(self, who: Person, begun: Begun) -> tuple[Block, ...]:
        """What could not be sent to the person, shown now."""
        if not begun.unseen:
            return ()
        notices = await self._kept.unseen(who)
        blocks = shown(notices)
        await self._kept.shown(notices)
        return blocks

    async def _pressed(self, who: Person, action: str, values: Mapping[str, object]) -> Reply:
        if action in intake.BUTTONS:
            return await self._intake.pressed(who, action, values)
        take = self._forms.get(action)
        return await take(who, values) if take else Reply((Said(wording.form_is_over()),))

    async def _typed(self, who: Person, begun: Begun, text: str, asked: Wish | None) -> Heard:
        draft = self._kept.listening(begun)
        goes_on = asked is not None and asked.want is Want.CONTINUE  # "send it", after a hint
        if draft is not None and (asked is None or (goes_on and draft.step is Step.SIMILAR)):
            heard = await self._answer(who, draft, text)
            if heard is not None:
                return heard
        if asked is not None:
            return await self._wished(who, begun, asked)
        if draft is None and typed.answers_nothing(text):
            away = begun.away and not begun.drafts
            return Heard(Reply((Said(wording.cannot_look() if away else nothing_asked()),)))
        perhaps = Perhaps() if draft else perhaps_an_idea(text)
        if perhaps.idea and not (perhaps.asks and await self._is_answered(text, surely=False)):
            return Heard(
                await self._intake.start(who, perhaps.idea, perhaps=text, listen=not perhaps.asks)
            )
        if draft is None or small_talk(text):
            return Heard()
        await self._kept.rest(who, draft)  # what is typed next is not meant for it any more
        return Heard(after=self._reminder(draft))

    async def _answer(self, who: Person, draft: Draft, text: str) -> Heard | None:
        """A typed text as the answer to what is open; None if it is something else."""
        order = typed.order(text)
        kind = draft.form.partition(" ")[0]
        if order is Order.STOP and kind != changing.WITHDRAW_FORM:
            await self._kept.rest(who, draft)
            return Heard(Reply((Said(wording.stopped()),)))
        if order is None and (small_talk(text) or await self._is_question(draft, text)):
            return None
        if kind == IDEA_FORM:
            reply = await self._intake.heard(who, draft, text)
        elif kind == screening.FORM:
            reply = await self._screening.heard(who, draft, text)
        else:
            reply = await self._changing.heard(who, draft, text)
        return Heard(reply) if reply is not None else None

    async def _is_question(self, draft: Draft, text: str) -> bool:
        """Whether somebody who is filling in a form asks about a policy in between."""
        if draft.asked in _IN_OWN_WORDS and perhaps_an_idea(text).idea:
            return False
        return asks_surely(text) or (may_ask(text) and await self._is_answered(text))

    async def _is_answered(self, text: str, *, surely: bool = True) -> bool:
        """Whether the policies answer a text; if not `surely`, whether they are near to it."""
        library = self._library()
        answer = await asyncio.to_thread(library.answer, text)
        if not surely and (answer.kind is AnswerKind.NEAREST or answer.subject):
            return True
        return answer.kind in (AnswerKind.ANSWERED, AnswerKind.CONFLICT) and not answer.unlisted

    def _reminder(self, draft: Draft) -> tuple[Block, ...]:
        title = draft.values.get("title") if draft.form == IDEA_FORM else ""
        return (Said(wording.still_open(title if isinstance(title, str) else "")),)

    async def _wished(self, who: Person, begun: Begun, asked: Wish) -> Heard:
        if asked.want is Want.QUESTION:
            return Heard(question=asked.text)
        ref = asked.ref
        if not ref and asked.want in _MINE:
            ref = await self._following.only_open(who)
            if not ref:
                return Heard(await self._following.mine(who))
        if ref and asked.want in self._about_one:
            return Heard(await self._about_one[asked.want](who, ref))
        match asked.want:
            case Want.START:
                reply = await self._intake.start(who, asked.text)
            case Want.AFRESH:
                reply = await self._intake.start_afresh(who, asked.text)
            case Want.CONTINUE:
                reply = await self._continued(who, begun)
            case Want.MINE:
                reply = await self._following.mine(who)
            case Want.SUPPORT:
                reply = await self._intake.support(who, asked.ref, begun.drafts.get(IDEA_FORM))
            case Want.SCREEN:
                reply = Reply(await self._screening.start(who, text=asked.text))
            case Want.WORKSHOP:
                page = Choice(wording.open_workshop_page(), link=WORKSHOP_PAGE)
                reply = Reply((Said(wording.workshop()), Choices([page])))
            case _:
                reply = Reply((Said(wording.announce_in_a_channel()),))
        return Heard(reply)

    async def _continued(self, who: Person, begun: Begun) -> Reply:
        drafts = begun.drafts.values()
        latest = max(drafts, key=lambda one: one.at, default=None)
        if latest is None:
            return Reply((Said(wording.nothing_to_continue()),))
        kind = latest.form.partition(" ")[0]
        if kind == IDEA_FORM:
            return await self._intake.start(who)
        if kind == screening.FORM:
            return await self._screening.resume(who, latest)
        return await self._changing.resume(who, latest)


def _in_a_chat() -> Reply:
    there = Choices([Choice(open_in_chat(), link=OPEN_CHAT)])
    return Reply((Said(wording.in_a_personal_chat_please()), there))
