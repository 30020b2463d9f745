"""What the assistant says: a message in, a reply out. Knows neither Teams nor HTML nor SQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from weakref import WeakValueDictionary

from bot.answering import feedback
from bot.answering.answer_log import AnswerLog
from bot.answering.as_of import Response, answer_as_of, answer_today
from bot.answering.clarification import readings
from bot.answering.kill_switch import all_paused, withhold_paused
from bot.answering.last_answer import (
    ASKED_INSTEAD,
    about_last_answer,
    asked_instead,
    last_answer,
    remember,
)
from bot.answering.next_steps import TYPED, ClauseAction, run_action, steps
from bot.answering.policy_status import policy_status
from bot.answering.starters import starters
from bot.answering.whats_new import changed_policy, of_clause, period_not_understood, whats_new
from bot.ideas.idea_handlers import Handled, IdeaHandlers, board_reply
from bot.intents.intent import Intent, IntentKind
from bot.intents.router import route
from bot.intents.state import ListeningForm, State
from bot.memory import Memories, Memory
from bot.message import Block, Choice, Choices, Message, Reply, Scope, Text
from bot.messages.language import Language
from bot.messages.say import say
from bot.messages.set_names import spoken, use_set
from bot.notifications.subscriptions import FOLLOW, SubscriptionHandler
from bot.notifications.unseen_notices import UnseenNotices
from bot.steering.kept_records import KeptRecords, Roles, roles_in
from bot.steering.tool_list import asks_for_the_list, tools_by_status
from common.clock import Clock
from knowledge import AnswerKind, Library
from knowledge.query.question_reading import read_question
from knowledge.time.clause_history import ANNOUNCED
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion
from storage import Store
from storage.answers.pauses import Pause
from triage import TriageList
from triage.repository.preferences import Preferences

_LONG = 2_000  # characters; beyond this the person is told that only the beginning was read

_TURN_TIMEOUT = 1.0  # seconds that a question waits for its turn

_TALK: Mapping[IntentKind, str] = {
    IntentKind.WELCOME: "chat-welcome",
    IntentKind.HELP: "chat-help",
    IntentKind.THANKS: "chat-thanks",
    IntentKind.GOODBYE: "chat-goodbye",
    IntentKind.PRIVACY: "chat-privacy",
    IntentKind.ABUSE: "chat-calm",
    IntentKind.BASIS: "intent-basis",
    IntentKind.POWERS: "intent-powers",
    IntentKind.OTHERS: "intent-others",
    IntentKind.VERDICT: "intent-verdict",
    IntentKind.NEVER_MIND: "intent-never-mind",
    IntentKind.NOTHING: "chat-nothing-asked",
    IntentKind.UNCLEAR: "intent-unclear",
    IntentKind.OTHER_LANGUAGE: "intent-languages",
}
"""Intents to which a sentence is the reply."""

_WITH_STARTERS = (IntentKind.WELCOME, IntentKind.HELP, IntentKind.NOTHING, IntentKind.OTHERS)
_LANGUAGES = {IntentKind.WELSH: Language.WELSH, IntentKind.ENGLISH: Language.ENGLISH}

Pauses = Callable[[], Awaitable[Sequence[Pause]]]
"""The pauses that hold now: `bot.answering.kill_switch.Pausing`."""


async def _no_pause() -> Sequence[Pause]:
    return ()


class Conversation:
    """Holds no policy of its own: every reply is made from the library that is served now."""

    def __init__(
        self,
        library: Callable[[], Library],
        clock: Clock,
        journal: AnswerLog | None = None,
        ideas: Callable[[], TriageList] | None = None,
        *,
        pauses: Pauses = _no_pause,
        store: Callable[[], Store | None] = lambda: None,
        wishes: Callable[[], Preferences] | None = None,
        roles: Roles | None = None,
    ) -> None:
        """Without a `journal` nothing is kept, and answers have no receipts; without the list of
        `ideas` none are taken, without `wishes` nobody is kept posted. `store` gives the one in
        which conversations are remembered, `roles` those of a person where not what they signed in
        with counts."""
        self._library = library
        self._journal = journal
        self._ideas = IdeaHandlers(ideas, library, clock) if ideas else None
        self._kept = KeptRecords(ideas, roles or roles_in(ideas)) if ideas else None
        self._notices = UnseenNotices(ideas) if ideas else None
        self._pauses = pauses
        self._posted = SubscriptionHandler(wishes) if wishes else None
        self._memories = Memories(clock, store)
        self._answering = asyncio.Lock()
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def welcome(self, message: Message) -> Reply:  # noqa: ARG002  greets all alike today
        """The first words in a personal chat."""
        library = self._library()
        with use_set(library.policy_set.settings):
            return Reply((Text(say("chat-welcome")), await self._starters(library)))

    async def reply_to(self, message: Message) -> Reply:
        """The reply to anything that a person typed or chose. Never raises for what they did."""
        who = message.person
        # One thing after the other of each person: what is said in a hurry leans on what was said
        # just before, whatever that was.
        turn = self._turns.setdefault((who.tenant, who.id), asyncio.Lock())
        async with turn:
            with use_set(self._library().policy_set.settings):
                return await self._reply_to(message)

    async def _reply_to(self, message: Message) -> Reply:
        unread = (Text(say("chat-files-not-read", asks=bool(message.text))),)
        if message.has_unread and not message.text and not message.action:
            return Reply(unread)
        memory = await self._memories.of(message.conversation)
        form = memory.form
        respond = self._pressed if message.action else self._typed
        reply = await respond(message, memory)
        if form is not None and form.confirms and memory.form is form:  # and was not asked again
            reply = await self._lapsed(message, memory, reply)
        if message.has_unread and not message.action:
            reply = replace(reply, blocks=(*unread, *reply.blocks))
        if self._notices is not None and message.scope is Scope.PERSONAL and not message.action:
            notices = await self._notices.take(message.person)
            reply = replace(reply, blocks=(*reply.blocks, *notices)) if notices else reply
        return reply

    async def _typed(self, message: Message, memory: Memory) -> Reply:
        """The reply to a text: what it wants is decided by the router alone."""
        is_personal = message.scope is Scope.PERSONAL
        listens = self._ideas is not None and is_personal and not message.in_dialog
        form = memory.form if listens else None
        intent = route(message.text, State(form))
        if message.is_edit and intent.kind.group == "form":
            return Reply((Text(say("idea-edit-not-read")),))
        if self._ideas is not None:
            handled = await self._about_ideas(self._ideas, message, intent, memory)
            if handled is not None:
                if not message.in_dialog:
                    await self._listen(message, memory, handled.form)
                return handled.reply
        aside = form is not None and intent.kind is IntentKind.QUESTION
        if aside:  # what is typed next is not meant for it any more
            await self._listen(message, memory, None)
        reply = await self._answer(message, intent, memory)
        return _still_open(reply) if aside else reply

    async def _lapsed(self, message: Message, memory: Memory, reply: Reply) -> Reply:
        """With a word that it is still open: a yes that is typed next is no answer to that."""
        if message.in_dialog or not reply.blocks:
            return reply
        await self._listen(message, memory, None)
        return _still_open(reply)

    async def _about_ideas(
        self, ideas: IdeaHandlers, message: Message, intent: Intent, memory: Memory
    ) -> Handled | None:
        """What comes of an intent about ideas; None for any other."""
        if intent.kind in (IntentKind.IDEA_PUT_FORWARD, IntentKind.IDEA_ASKED):
            if message.scope is not Scope.PERSONAL:
                return None
            asks = intent.kind is IntentKind.IDEA_ASKED
            if asks and await self._is_near(message.text):
                return None
            return await ideas.suggest(message, intent.text, listen=not asks)
        if intent.kind.group in ("form", "idea"):
            return await ideas.handle(intent, message, memory.form)
        return None

    async def _is_near(self, text: str) -> bool:
        """Whether the policies answer a text, or are near to it."""
        answer = await asyncio.to_thread(self._library().answer, text)
        if answer.kind is AnswerKind.NEAREST or answer.subject:
            return True
        return answer.kind in (AnswerKind.ANSWERED, AnswerKind.CONFLICT)

    async def _pressed(self, message: Message, memory: Memory) -> Reply:
        """The reply to a button or a form, by the action's name."""
        if self._ideas is not None and self._ideas.takes(message.action):
            handled = await self._ideas.press(message, memory.form)
            if not message.in_dialog:
                await self._listen(message, memory, handled.form)
            return handled.reply
        if message.action == feedback.ACTION:
            given = feedback.pressed(message.values, memory.receipt)
            return Reply(await feedback.record(self._journal, given))
        if message.action in list(ClauseAction):
            step = ClauseAction(message.action)
            return await self._run_action(step, message.values.get("ref", ""), memory)
        if self._posted is not None and message.action == FOLLOW:
            return await self._posted.press(message, self._library())
        return Reply((Text(say("chat-nothing-asked")), await self._starters(self._library())))

    async def _answer(self, message: Message, intent: Intent, memory: Memory) -> Reply:
        """The reply to what is not about somebody's ideas."""
        if intent.kind in ASKED_INSTEAD:
            meant = await asyncio.to_thread(asked_instead, intent, memory, self._library())
            intent = Intent(IntentKind.QUESTION, meant) if meant else intent
        kind = intent.kind
        await self._take_up(message, memory)
        if kind in _TALK:
            below: tuple[Block, ...] = ()
            if kind in _WITH_STARTERS:
                below = (await self._starters(self._library()),)
            if kind is IntentKind.VERDICT:
                below = run_action(self._library(), ClauseAction.PERSON, "", None)
            return Reply((Text(say(_TALK[kind])), *below))
        if kind in _LANGUAGES:
            return Reply((), switch_to=_LANGUAGES[kind])
        if kind is IntentKind.BOARD or kind.group == "kept":
            return await self._on_record(intent, message, memory)
        if kind.group == "answer":
            return await self._of_last_answer(intent, memory)
        if kind.group == "notices" and self._posted is not None:
            await asyncio.to_thread(last_answer, memory, self._library())
            return await self._posted.reply(intent, message, self._library(), memory.policy)
        asks_itself = kind in (IntentKind.QUESTION, IntentKind.IDEA_ASKED)
        text = intent.text if kind is IntentKind.QUESTION else message.text.strip()
        reply = await self._answered(
            text, intent if asks_itself else Intent(IntentKind.QUESTION), memory
        )
        masked = None
        if self._journal is not None:
            masked = partial(self._journal.masked, library=self._library())
        await self._memories.keep(message.conversation, memory, masked)
        return reply

    async def _on_record(self, intent: Intent, message: Message, memory: Memory) -> Reply:
        """What the group keeps, or where it keeps it."""
        if intent.kind is IntentKind.BOARD or self._kept is None:
            return board_reply()
        return await self._kept.reply(intent, message, memory.questions)

    async def _take_up(self, message: Message, memory: Memory) -> None:
        """What a message quotes is what it leans on, in place of what was said last."""
        entry = None
        if message.quoted_receipt and self._journal is not None:
            entry = await self._journal.find(message.quoted_receipt)
        if entry is not None:
            asked, on = entry.question_masked, entry.on_date
            memory.take_up([*entry.context, asked], entry.receipt)
            library = self._library()
            day = None if on >= library.today() else on
            answer = await asyncio.to_thread(library.answer, asked, entry.context, on=day)
            remember(memory, answer)
        elif message.context:
            memory.take_up([*memory.questions, message.context[:_LONG]], "")

    async def _of_last_answer(self, intent: Intent, memory: Memory) -> Reply:
        """The reply to what is said of the last answer."""
        kind = intent.kind
        if kind in (IntentKind.HELPFUL, IntentKind.NOT_HELPFUL):
            given = feedback.typed(intent, memory.receipt)
            return Reply(await feedback.record(self._journal, given))
        if kind in TYPED:
            return await self._run_action(TYPED[kind], "", memory)
        pauses = await self._pauses()
        blocks = await asyncio.to_thread(about_last_answer, kind, memory, self._library())
        return Reply(withhold_paused(blocks, pauses) or blocks)

    async def _listen(self, message: Message, memory: Memory, form: ListeningForm | None) -> None:
        """Remember the form for which the next typed text is meant."""
        memory.form = form
        masked = None
        if self._journal is not None:
            masked = partial(self._journal.masked, library=self._library())
        await self._memories.keep(message.conversation, memory, masked)

    async def _run_action(self, step: ClauseAction, ref: object, memory: Memory) -> Reply:
        pauses = await self._pauses()
        if (paused := all_paused(pauses)) and step is not ClauseAction.PERSON:
            return Reply((paused,))
        library = self._library()
        last = memory.answer if ref else await asyncio.to_thread(last_answer, memory, library)
        blocks = await asyncio.to_thread(run_action, library, step, ref, last, memory.receipt)
        return Reply(withhold_paused(blocks, pauses) or blocks)

    async def _answered(self, text: str, intent: Intent, memory: Memory) -> Reply:
        pauses = await self._pauses()
        if paused := all_paused(pauses):
            return Reply((paused,))
        library = self._library()
        # In a thread: encoding takes milliseconds that other turns should not wait for. One at a
        # time: several take the interpreter from each other and from the loop, and at 50 questions
        # a second one in a hundred waited 350 ms instead of 125.
        async with self._in_turn():
            spoken = await asyncio.to_thread(self._respond, text, memory, library)
        note: tuple[Block, ...] = (Text(say("chat-too-long")),) if len(text) > _LONG else ()
        if spoken.answer is not None and asks_for_the_list(library, spoken.answer):
            spoken = replace(spoken, blocks=(*spoken.blocks, *tools_by_status(library)))
        allowed = withhold_paused(spoken.blocks, pauses)
        if allowed is not None:
            return Reply((*note, *allowed))
        if spoken.answer is not None:
            memory.receipt = ""
            if self._journal is not None:
                memory.receipt = await self._journal.record(
                    spoken.answer,
                    spoken.question,
                    spoken.before,
                    library,
                    (*note, *spoken.blocks),
                )
            offers = self._ideas.offers(intent, text, spoken.answer) if self._ideas else None
            memory.offered = readings(library.policy_set, spoken.answer)
            next_steps = steps(
                library.policy_set, spoken.answer, memory.receipt, offers, memory.offered
            )
            return Reply((*note, *spoken.blocks, *next_steps), memory.receipt)
        return Reply((*note, *spoken.blocks))

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """When those before are answered; after a second all the same, as one that asks about a
        day long ago has its rules indexed first."""
        try:
            async with asyncio.timeout(_TURN_TIMEOUT):
                await self._answering.acquire()
        except TimeoutError:
            yield
            return
        try:
            yield
        finally:
            self._answering.release()

    def _respond(self, text: str, memory: Memory, library: Library) -> Response:
        """The reply to a question, all of it from one set."""
        today = library.today()
        asked = read_question(text, library.policy_set, today)
        time = asked.time
        if time is not None and time.when is TemporalIntent.NO_SUCH_DAY:
            return _which_day(time, memory, Text(say("as-of-no-such-day", day=time.named)))
        if asked.changed_clause is not None:
            memory.policy = asked.changed_clause.policy_id
            return Response(None, tuple(of_clause(library.policy_set, asked.changed_clause)))
        if asked.change and (
            told := whats_new(library, asked.change, last_answer(memory, library))
        ):
            memory.policy = changed_policy(library, asked.change, memory.policy)
            return Response(None, told)
        if time is not None and time.when is TemporalIntent.UNREAD:
            return _which_day(time, memory, period_not_understood(time.named, today))
        if asked.status is not None:
            last_answer(memory, library)
            names = asked.status.policies or ((memory.policy,) if memory.policy else ())
            memory.policy = names[0] if names else ""
            on = time.on if time is not None and time.when is TemporalIntent.THEN else None
            return Response(None, tuple(policy_status(library.policy_set, names, today, on)))
        if time is not None:
            last_answer(memory, library)
        before = list(memory.questions)
        within = ANNOUNCED
        if time is not None and (time.when is not TemporalIntent.AHEAD or time.asks_ahead):
            question = time.rest or (before.pop() if before else "")
            spoken = answer_as_of(library, time, question, before, memory.answer)
        else:
            question = text
            if time is not None and time.on is not None:
                within = max(within, (time.on - today).days)
            answer = library.answer(text, before)
            spoken = Response(answer, answer_today(library, answer, within))
        if question and question not in list(memory.questions)[-1:]:
            memory.questions.append(question[:_LONG])
        if spoken.answer is not None:
            remember(memory, spoken.answer)
        return replace(spoken, question=question, before=tuple(before))

    async def _starters(self, library: Library) -> Choices:
        """What to begin with: questions that this set answers, and an idea."""
        known = await asyncio.to_thread(starters, library)
        asked = [Choice(spoken(one.label), say=one.ask) for one in known]
        idea = Choice(say("chat-starter-idea"), say="I have an idea")
        return Choices([*asked, idea], prompt=say("chat-you-could-ask"))


def _which_day(asked: TimedQuestion, memory: Memory, reply: Text) -> Response:
    """Ask for a day; the question itself is kept for when one is named."""
    if asked.rest:
        memory.questions.append(asked.rest[:_LONG])
        memory.answer = None
    return Response(None, (reply,))


def _still_open(reply: Reply) -> Reply:
    """With a word that what was begun before waits."""
    return replace(reply, blocks=(*reply.blocks, Text(say("idea-still-open", title=""))))
