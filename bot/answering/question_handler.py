"""A question, from the words that were typed to the reply, all of it from one set."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.answering.answer_log import AnswerLog
from bot.answering.as_of import Response, answer_as_of, answer_today
from bot.answering.clarification import readings
from bot.answering.kill_switch import all_paused, withhold_paused
from bot.answering.last_answer import last_answer, remember
from bot.answering.next_steps import ClauseAction, run_action, steps
from bot.answering.policy_status import policy_status
from bot.answering.whats_new import changed_policy, of_clause, period_not_understood, whats_new
from bot.memory import Memory
from bot.message import Block, Choice, Reply, Text
from bot.messages.formats import day_named
from bot.messages.say import say
from bot.steering.tool_list import asks_for_the_list, tools_by_status
from common.timeouts import in_turn
from knowledge import Answer, Library
from knowledge.query.question_reading import read_question
from knowledge.time.clause_history import ANNOUNCED
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion
from storage.answers.pauses import Pause

LONGEST_QUESTION = 2_000
"""Characters; beyond this the person is told that only the beginning was read."""

_TURN_TIMEOUT = 1.0
"""Seconds that a question waits for its turn; it is answered then all the same, as one that asks
about a day long ago has its rules indexed first."""

Pauses = Callable[[], Awaitable[Sequence[Pause]]]
"""The pauses that hold now: `bot.answering.kill_switch.Pausing`."""

Offers = Callable[[str, Answer, Library], Sequence[Choice]]
"""What an answer to a question leads on to, of what can be done with ideas."""


async def no_pause() -> Sequence[Pause]:
    """Nothing is paused."""
    return ()


class QuestionHandler:
    """Answers questions and what is asked of the clauses that were quoted. Without a `journal`
    nothing is kept, and answers have no receipts."""

    def __init__(self, journal: AnswerLog | None, pauses: Pauses = no_pause) -> None:
        self._journal = journal
        self._pauses = pauses
        self._answering = asyncio.Lock()

    async def answer(
        self, text: str, memory: Memory, library: Library, offers: Offers | None
    ) -> Reply:
        """The reply to a question."""
        pauses = await self._pauses()
        if paused := all_paused(pauses):
            return Reply((paused,))
        # In a thread: encoding takes milliseconds that other turns should not wait for. One at a
        # time: several take the interpreter from each other and from the loop, and at 50 questions
        # a second one in a hundred waited 350 ms instead of 125.
        async with in_turn(self._answering, _TURN_TIMEOUT):
            response = await asyncio.to_thread(respond, text, memory, library)
        answer, blocks = response.answer, response.blocks
        if answer is not None and asks_for_the_list(library, answer):
            blocks = (*blocks, *tools_by_status(library))
        note = (Text(say("chat-too-long")),) if len(text) > LONGEST_QUESTION else ()
        allowed = withhold_paused(blocks, pauses)
        blocks = (*note, *(blocks if allowed is None else allowed))
        if answer is None or allowed is not None:
            return Reply(blocks)
        memory.receipt = ""
        if self._journal is not None:
            memory.receipt = await self._journal.record(
                answer, response.question, response.before, library, blocks
            )
        memory.offered = readings(library.policy_set, answer)
        next_steps = steps(
            library.policy_set,
            answer,
            memory.receipt,
            offers(text, answer, library) if offers else None,
            memory.offered,
        )
        return Reply((*blocks, *next_steps), memory.receipt)

    async def act(self, step: ClauseAction, ref: object, memory: Memory, library: Library) -> Reply:
        """The reply to what is to be done with a clause that was quoted."""
        pauses = await self._pauses()
        if (paused := all_paused(pauses)) and step is not ClauseAction.PERSON:
            return Reply((paused,))
        last = memory.answer if ref else await asyncio.to_thread(last_answer, memory, library)
        blocks = await asyncio.to_thread(run_action, library, step, ref, last, memory.receipt)
        return Reply(withhold_paused(blocks, pauses) or blocks)

    async def allowed(self, blocks: Sequence[Block]) -> Reply:
        """What may be shown while something is paused."""
        return Reply(withhold_paused(blocks, await self._pauses()) or blocks)


def respond(text: str, memory: Memory, library: Library) -> Response:
    """What there is to say to a question. Blocks for some milliseconds."""
    today = library.today()
    asked = read_question(text, library.policy_set, today)
    time = asked.time
    if time is not None and time.when is TemporalIntent.NO_SUCH_DAY:
        return _which_day(time, memory, Text(say("as-of-no-such-day", day=day_named(time.named))))
    if asked.changed_clause is not None:
        memory.policy = asked.changed_clause.policy_id
        return Response(None, tuple(of_clause(library.policy_set, asked.changed_clause)))
    if asked.change and (told := whats_new(library, asked.change, last_answer(memory, library))):
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
    return _answered(text, time, today, memory, library)


def _answered(
    text: str, time: TimedQuestion | None, today: date, memory: Memory, library: Library
) -> Response:
    before = list(memory.questions)
    within = ANNOUNCED
    if time is not None and (time.when is not TemporalIntent.AHEAD or time.asks_ahead):
        question = time.rest or (before.pop() if before else "")
        response = answer_as_of(library, time, question, before, memory.answer)
    else:
        question = text
        if time is not None and time.on is not None:
            within = max(within, (time.on - today).days)
        answer = library.answer(text, before, today)
        response = Response(answer, answer_today(library, answer, within))
    if question and question not in list(memory.questions)[-1:]:
        memory.questions.append(question[:LONGEST_QUESTION])
    if response.answer is not None:
        remember(memory, response.answer)
    return replace(response, question=question, before=tuple(before))


def _which_day(asked: TimedQuestion, memory: Memory, reply: Text) -> Response:
    """Ask for a day; the question itself is kept for when one is named."""
    if asked.rest:
        memory.questions.append(asked.rest[:LONGEST_QUESTION])
        memory.answer = None
    return Response(None, (reply,))
