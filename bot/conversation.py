"""What the assistant says: a message in, a reply out. Knows neither Teams nor HTML nor SQL."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakValueDictionary

from bot.answering import feedback
from bot.answering.answer_log import AnswerLog
from bot.answering.last_answer import (
    ASKED_INSTEAD,
    about_last_answer,
    asked_instead,
    last_answer,
    remember,
)
from bot.answering.next_steps import TYPED, ClauseAction, run_action
from bot.answering.question_handler import (
    LONGEST_QUESTION,
    Pauses,
    QuestionHandler,
    no_pause,
)
from bot.answering.starters import starter_choices
from bot.ideas.idea_handlers import Handled, IdeaHandlers, board_reply
from bot.intents.intent import Intent, IntentKind
from bot.intents.router import route
from bot.intents.state import ListeningForm, State
from bot.memory import Memories, Memory
from bot.message import Block, Message, Reply, Scope, Text
from bot.messages.language import Language
from bot.messages.say import say
from bot.messages.set_names import use_set
from bot.notifications.subscriptions import FOLLOW, SubscriptionHandler
from bot.notifications.unseen_notices import UnseenNotices
from bot.steering.due_list import DUE, due_reply
from bot.steering.kept_records import KeptRecords, Roles, roles_in
from common.clock import Clock
from knowledge import AnswerKind, Library
from storage import Store
from triage import TriageList
from triage.repository.preferences import Preferences

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


@dataclass(frozen=True, slots=True)
class _Turn:
    """What was said, what the conversation remembers of before, and the library by which all of it
    is answered, whatever is served meanwhile."""

    message: Message
    memory: Memory
    library: Library


class Conversation:
    """Holds no policy of its own: every reply is made from the library that is served now."""

    def __init__(
        self,
        library: Callable[[], Library],
        clock: Clock,
        journal: AnswerLog | None = None,
        ideas: Callable[[], TriageList] | None = None,
        *,
        pauses: Pauses = no_pause,
        store: Callable[[], Store | None] = lambda: None,
        wishes: Callable[[], Preferences] | None = None,
        roles: Roles | None = None,
        colleagues: str = "",
    ) -> None:
        """Without a `journal` nothing is kept, and answers have no receipts; without the list of
        `ideas` none are taken, without `wishes` nobody is kept posted. `store` gives the one in
        which conversations are remembered, `roles` those of a person where not what they signed in
        with counts; `colleagues` is the page with what colleagues suggested, if there is one."""
        self._colleagues = colleagues
        self._library = library
        self._journal = journal
        self._ideas = IdeaHandlers(ideas, library, clock) if ideas else None
        self._kept = KeptRecords(ideas, roles or roles_in(ideas)) if ideas else None
        self._notices = UnseenNotices(ideas) if ideas else None
        self._questions = QuestionHandler(journal, pauses)
        self._posted = SubscriptionHandler(wishes) if wishes else None
        self._memories = Memories(clock, store)
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def welcome(self, message: Message) -> Reply:  # noqa: ARG002  greets all alike today
        """The first words in a personal chat."""
        library = self._library()
        with use_set(library.policy_set.settings, library.policy_set.messages):
            return Reply((Text(say("chat-welcome")), await starter_choices(library)))

    async def reply_to(self, message: Message) -> Reply:
        """The reply to anything that a person typed or chose. Never raises for what they did."""
        who = message.person
        # One thing after the other of each person: what is said in a hurry leans on what was said
        # just before, whatever that was.
        in_order = self._turns.setdefault((who.tenant, who.id), asyncio.Lock())
        async with in_order:
            library = self._library()
            with use_set(library.policy_set.settings, library.policy_set.messages):
                return await self._reply_to(message, library)

    async def _reply_to(self, message: Message, library: Library) -> Reply:
        unread: tuple[Block, ...] = ()
        if message.has_unread and not message.action:
            unread = (Text(say("chat-files-not-read", asks=bool(message.text))),)
            if not message.text:
                return Reply(unread)
        memory = await self._memories.of(message.conversation)
        turn = _Turn(message, memory, library)
        form = memory.form
        reply = await (self._pressed(turn) if message.action else self._typed(turn))
        if form is not None and form.confirms and memory.form is form:  # and was not asked again
            reply = await self._lapsed(turn, reply)
        if unread:
            reply = replace(reply, blocks=(*unread, *reply.blocks))
        if self._notices is not None and message.scope is Scope.PERSONAL and not message.action:
            notices = await self._notices.take(message.person)
            reply = replace(reply, blocks=(*reply.blocks, *notices)) if notices else reply
        return reply

    async def _typed(self, turn: _Turn) -> Reply:
        """The reply to a text: what it wants is decided by the router alone."""
        message, memory = turn.message, turn.memory
        is_personal = message.scope is Scope.PERSONAL
        listens = self._ideas is not None and is_personal and not message.in_dialog
        form = memory.form if listens else None
        intent = route(message.text, State(form))
        if message.is_edit and intent.kind.group == "form":
            return Reply((Text(say("idea-edit-not-read")),))
        if self._ideas is not None:
            handled = await self._about_ideas(self._ideas, turn, intent)
            if handled is not None:
                if not message.in_dialog:
                    await self._listen(turn, handled.form)
                return handled.reply
        aside = form is not None and intent.kind is IntentKind.QUESTION
        if aside:  # what is typed next is not meant for it any more
            await self._listen(turn, None)
        reply = await self._answer(turn, intent)
        return _still_open(reply) if aside else reply

    async def _lapsed(self, turn: _Turn, reply: Reply) -> Reply:
        """With a word that it is still open: a yes that is typed next is no answer to that."""
        if turn.message.in_dialog or not reply.blocks:
            return reply
        await self._listen(turn, None)
        return _still_open(reply)

    async def _about_ideas(
        self, ideas: IdeaHandlers, turn: _Turn, intent: Intent
    ) -> Handled | None:
        """What comes of an intent about ideas; None for any other."""
        message = turn.message
        if intent.kind in (IntentKind.IDEA_PUT_FORWARD, IntentKind.IDEA_ASKED):
            if message.scope is not Scope.PERSONAL:
                return None
            asks = intent.kind is IntentKind.IDEA_ASKED
            if asks and await _is_near(message.text, turn.library):
                return None
            return await ideas.suggest(message, intent.text, listen=not asks)
        if intent.kind.group in ("form", "idea"):
            return await ideas.handle(intent, message, turn.memory.form)
        return None

    async def _pressed(self, turn: _Turn) -> Reply:
        """The reply to a button or a form, by the action's name."""
        message, memory, library = turn.message, turn.memory, turn.library
        if self._ideas is not None and self._ideas.takes(message.action):
            handled = await self._ideas.press(message, memory.form)
            if not message.in_dialog:
                await self._listen(turn, handled.form)
            return handled.reply
        if message.action == feedback.ACTION:
            given = feedback.pressed(message.values, memory.receipt)
            return Reply(await feedback.record(self._journal, given))
        if message.action in list(ClauseAction):
            step = ClauseAction(message.action)
            return await self._questions.act(step, message.values.get("ref", ""), memory, library)
        if self._posted is not None and message.action == FOLLOW:
            return await self._posted.press(message, library)
        return Reply((Text(say("chat-nothing-asked")), await starter_choices(library)))

    async def _answer(self, turn: _Turn, intent: Intent) -> Reply:
        """The reply to what is not about somebody's ideas."""
        message, memory, library = turn.message, turn.memory, turn.library
        if intent.kind in ASKED_INSTEAD:
            meant = await asyncio.to_thread(asked_instead, intent, memory, library)
            intent = Intent(IntentKind.QUESTION, meant) if meant else intent
        kind = intent.kind
        await self._take_up(turn)
        if kind in _TALK:
            below: tuple[Block, ...] = ()
            if kind in _WITH_STARTERS:
                below = (await starter_choices(library),)
            if kind is IntentKind.VERDICT:
                below = run_action(library, ClauseAction.PERSON, "", None)
            return Reply((Text(say(_TALK[kind])), *below))
        if kind in _LANGUAGES:
            return Reply((), switch_to=_LANGUAGES[kind])
        group = kind.group
        if kind is IntentKind.BOARD or group == "kept":
            on_record = await self._on_record(turn, intent)
            if on_record is not None:
                return on_record
        if group == "answer":
            return await self._of_last_answer(turn, intent)
        if group == "notices" and self._posted is not None:
            await asyncio.to_thread(last_answer, memory, library)
            return await self._posted.reply(intent, message, library, memory.policy)
        asks_itself = kind in (IntentKind.QUESTION, IntentKind.IDEA_ASKED)
        text = intent.text if kind is IntentKind.QUESTION else message.text.strip()
        asked = intent if asks_itself else Intent(IntentKind.QUESTION)
        offers = partial(self._ideas.offers, asked) if self._ideas else None
        reply = await self._questions.answer(text, memory, library, offers)
        await self._keep(turn)
        return reply

    async def _on_record(self, turn: _Turn, intent: Intent) -> Reply | None:
        """What the group keeps, or where it keeps it; None for what the policies say as well."""
        if intent.kind in DUE:
            return due_reply(intent.kind, turn.library)
        if intent.kind is IntentKind.BOARD or self._kept is None:
            who, kept = turn.message.person, self._kept
            may_open = kept is not None and await kept.may_open_board(who)
            return board_reply(self._colleagues, may_open=may_open)
        return await self._kept.reply(intent, turn.message, turn.memory.questions)

    async def _take_up(self, turn: _Turn) -> None:
        """What a message quotes is what it leans on, in place of what was said last."""
        message, memory, library = turn.message, turn.memory, turn.library
        entry = None
        if message.quoted_receipt and self._journal is not None:
            entry = await self._journal.find(message.quoted_receipt)
        if entry is not None:
            asked, on = entry.question_masked, entry.on_date
            memory.take_up([*entry.context, asked], entry.receipt)
            day = None if on >= library.today() else on
            answer = await asyncio.to_thread(library.answer, asked, entry.context, on=day)
            remember(memory, answer)
        elif message.context:
            memory.take_up([*memory.questions, message.context[:LONGEST_QUESTION]], "")

    async def _of_last_answer(self, turn: _Turn, intent: Intent) -> Reply:
        """The reply to what is said of the last answer."""
        kind, memory, library = intent.kind, turn.memory, turn.library
        if kind in (IntentKind.HELPFUL, IntentKind.NOT_HELPFUL):
            given = feedback.typed(intent, memory.receipt)
            return Reply(await feedback.record(self._journal, given))
        if kind in TYPED:
            return await self._questions.act(TYPED[kind], "", memory, library)
        blocks = await asyncio.to_thread(about_last_answer, kind, memory, library)
        return await self._questions.allowed(blocks)

    async def _listen(self, turn: _Turn, form: ListeningForm | None) -> None:
        """Remember the form for which the next typed text is meant."""
        turn.memory.form = form
        await self._keep(turn)

    async def _keep(self, turn: _Turn) -> None:
        """Keep what this conversation is to remember, its questions as they may be kept."""
        masked = None
        if self._journal is not None:
            masked = partial(self._journal.masked, library=turn.library)
        await self._memories.keep(turn.message.conversation, turn.memory, masked)


async def _is_near(text: str, library: Library) -> bool:
    """Whether the policies answer a text, or are near to it."""
    answer = await asyncio.to_thread(library.answer, text)
    if answer.kind is AnswerKind.NEAREST or answer.subject:
        return True
    return answer.kind in (AnswerKind.ANSWERED, AnswerKind.CONFLICT)


def _still_open(reply: Reply) -> Reply:
    """With a word that what was begun before waits."""
    return replace(reply, blocks=(*reply.blocks, Text(say("idea-still-open", title=""))))
