"""What the assistant says: a message in, a reply out. Knows neither Teams nor HTML nor SQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from bot.answering import feedback
from bot.answering.answer_log import AnswerLog
from bot.answering.as_of import Response, answer_as_of, answer_today
from bot.answering.explanation import explain
from bot.answering.kill_switch import all_paused, withhold_paused
from bot.answering.next_steps import ClauseAction, match_action, run_action, steps
from bot.answering.policy_status import (
    policy_status,
    recognise_past_version,
    recognise_policy_status,
)
from bot.answering.starters import starters
from bot.answering.whats_new import whats_new
from bot.ideas.idea_router import IdeaRouter
from bot.intents.change_intents import recognise_change_intent
from bot.intents.small_talk import Talk, small_talk
from bot.memory import Memories, Memory
from bot.message import Block, Choice, Choices, Message, Reply, Text
from bot.messages.say import say
from bot.messages.set_names import spoken, use_set
from bot.notifications.subscriptions import SubscriptionHandler, recognise_subscription
from common.clock import Clock
from knowledge import Answer, Library
from knowledge.query.parse import written_in_full
from knowledge.time.clause_history import ANNOUNCED
from knowledge.time.temporal_intent import TemporalIntent, recognise_time
from storage import Store
from storage.answers.pauses import Pause
from triage import TriageList
from triage.repository.preferences import Preferences

_LONG = 2_000  # characters; beyond this the person is told that only the beginning was read

_TURN_TIMEOUT = 1.0  # seconds that a question waits for its turn

_TALK: Mapping[Talk, str] = {
    Talk.WELCOME: "chat-welcome",
    Talk.HELP: "chat-help",
    Talk.THANKS: "chat-thanks",
    Talk.GOODBYE: "chat-goodbye",
    Talk.PRIVACY: "chat-privacy",
    Talk.ABUSE: "chat-calm",
}


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
        shared: Callable[[], Store | None] = lambda: None,
        wishes: Callable[[], Preferences] | None = None,
    ) -> None:
        """Without a `journal` nothing is kept, and answers have no receipts; without the list of
        `ideas` none are taken, without `wishes` nobody is kept posted. `shared` gives the store
        that several replicas share."""
        self._library = library
        self._journal = journal
        self._ideas = IdeaRouter(ideas, library, clock) if ideas else None
        self._pauses = pauses
        self._posted = SubscriptionHandler(wishes) if wishes else None
        self._memories = Memories(clock, shared)
        self._answering = asyncio.Lock()

    async def welcome(self, message: Message) -> Reply:  # noqa: ARG002  greets all alike today
        """The first words in a personal chat."""
        library = self._library()
        with use_set(library.policy_set.settings):
            return Reply((Text(say("chat-welcome")), await self._starters(library)))

    async def reply_to(self, message: Message) -> Reply:
        """The reply to anything that a person typed or chose. Never raises for what they did."""
        with use_set(self._library().policy_set.settings):
            return await self._routed(message)

    async def _routed(self, message: Message) -> Reply:
        if self._ideas is None:
            return await self._reply_to(message)
        heard = await self._ideas.route(message)
        reply = heard.reply
        if reply is None:
            asked = replace(message, text=heard.question) if heard.question else message
            reply = await self._reply_to(asked)
        if heard.before or heard.after:
            return replace(reply, blocks=(*heard.before, *reply.blocks, *heard.after))
        return reply

    async def _reply_to(self, message: Message) -> Reply:
        """The reply to what is not about somebody's ideas."""
        text = message.text.strip()
        memory = await self._memories.of(message.conversation)
        if given := feedback.recognise(message, memory.receipt):
            return Reply(await feedback.record(self._journal, given))
        if step := match_action(message):
            return await self._run_action(step, message.values.get("ref", ""), memory)
        if self._posted and (wish := recognise_subscription(message)):
            return await self._posted.reply(wish, message, self._library(), memory.answer)
        if small := await self._small_talk(text):
            return small
        if text.lower().strip(" ?.!") in ("why", "why this", "why this answer", "explain", "pam"):
            return await self._why(memory)
        reply = await self._answered(text, memory)
        if self._journal is not None:
            masked = partial(self._journal.masked, library=self._library())
            await self._memories.share(message.conversation, memory, masked)
        return reply

    async def _run_action(self, step: ClauseAction, ref: object, memory: Memory) -> Reply:
        pauses = await self._pauses()
        if (paused := all_paused(pauses)) and step is not ClauseAction.PERSON:
            return Reply((paused,))
        blocks = await asyncio.to_thread(run_action, self._library(), step, ref, memory.answer)
        return Reply(withhold_paused(blocks, pauses) or blocks)

    async def _answered(self, text: str, memory: Memory) -> Reply:
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
        allowed = withhold_paused(spoken.blocks, pauses)
        if allowed is not None:
            return Reply((*note, *allowed))
        if spoken.answer is not None:
            memory.receipt = ""
            if self._journal is not None:
                memory.receipt = await self._journal.record(
                    spoken.answer, spoken.question, spoken.before, library
                )
            offers = self._ideas.offers(text, spoken.answer) if self._ideas else None
            next_steps = steps(library.policy_set, spoken.answer, memory.receipt, offers)
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
        today, in_full = library.today(), written_in_full(text)
        if (asked := recognise_change_intent(in_full, today)) and (
            told := whats_new(library, asked, _last(memory, library))
        ):
            return Response(None, told)
        if named := recognise_policy_status(in_full, library.policy_set, today):
            return Response(None, tuple(policy_status(library.policy_set, named, today)))
        time = recognise_time(text, today) or recognise_past_version(
            text, library.policy_set, today
        )
        if time is not None:
            _last(memory, library)
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
        memory.answer = spoken.answer or memory.answer
        return replace(spoken, question=question, before=tuple(before))

    async def _small_talk(self, text: str) -> Reply | None:
        """The reply to what asks nothing of the policies, or asks nothing at all."""
        talk = small_talk(text) if text else None
        if text and talk is None:
            return None
        said = say(_TALK[talk] if talk else "chat-nothing-asked")
        offers = talk in (None, Talk.WELCOME, Talk.HELP)
        more = (await self._starters(self._library()),) if offers else ()
        return Reply((Text(said), *more))

    async def _starters(self, library: Library) -> Choices:
        """What to begin with: questions that this set answers, and an idea."""
        known = await asyncio.to_thread(starters, library)
        asked = [Choice(spoken(one.label), say=one.ask) for one in known]
        idea = Choice(say("chat-starter-idea"), say="I have an idea")
        return Choices([*asked, idea], prompt=say("chat-you-could-ask"))

    async def _why(self, memory: Memory) -> Reply:
        await asyncio.to_thread(_last, memory, self._library())
        if memory.answer is None or memory.answer.explanation is None:
            return Reply((Text(say("chat-no-last-answer")),))
        return Reply(explain(memory.answer))


def _last(memory: Memory, library: Library) -> Answer | None:
    """The last answer, found again where another replica gave it. Blocks for milliseconds."""
    if memory.answer is None and memory.questions:
        *before, question = memory.questions
        memory.answer = library.answer(question, before)
    return memory.answer
