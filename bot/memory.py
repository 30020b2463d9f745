"""What a conversation remembers: the last questions, for follow-ups and `why`, and whether a form
listens.

A store keeps the questions, masked and under a keyed digest, and the form's name, so that after a
restart the next message is understood as it is meant, and where replicas share the store whichever
it reaches; the answer itself is found again where it is needed.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cachetools import LRUCache

from bot.intents.state import Asks, ListeningForm
from common.clock import Clock
from common.timeouts import wait_for
from knowledge import Answer
from storage import Store, StoreError
from storage.coordination.conversation_state import ConversationState, load_state, store_state

REMEMBERED = timedelta(minutes=30)
_CONVERSATIONS = 20_000
_QUESTIONS = 3
_TIMEOUT = 0.5  # seconds that a turn waits for the store


@dataclass(slots=True)
class Memory:
    """The last questions of one conversation, the last answer and its receipt; `policy` is the id
    of the policy that the last reply was of, "" for none; `offered` the questions among which the
    last reply asked to choose; `form` the one for which the next typed
    text is meant. `stored` is what the store knows of it, by the moment at which it was kept."""

    at: datetime
    questions: deque[str] = field(default_factory=lambda: deque(maxlen=_QUESTIONS))
    answer: Answer | None = None
    receipt: str = ""
    policy: str = ""
    offered: Sequence[str] = ()
    form: ListeningForm | None = None
    stored_at: datetime | None = None
    stored_form: ListeningForm | None = None

    def take_up(self, questions: Sequence[str], receipt: str) -> None:
        """Go on from these questions: the last of them is the one that counts as asked last."""
        self.questions = deque(questions, maxlen=_QUESTIONS)
        self.answer, self.receipt, self.policy = None, receipt, ""


class Memories:
    """Memories by conversation, forgotten after half an hour, and the oldest first. `store` gives
    the store that is open, None where nothing is kept beyond this process."""

    def __init__(self, clock: Clock, store: Callable[[], Store | None] = lambda: None) -> None:
        self._clock = clock
        self._store = store
        self._known = LRUCache[str, Memory](_CONVERSATIONS)

    async def of(self, conversation: str) -> Memory:
        """This conversation's memory. The store is asked where others may have written to it, or
        where this process knows nothing of the conversation."""
        is_known = conversation in self._known
        memory = self._own(conversation)
        store = self._store()
        if store is not None and (store.is_shared or not is_known):
            found = await wait_for(self._recall(store, conversation), _TIMEOUT, StoreError)
            if found is not None and found.at != memory.stored_at:
                memory.take_up(found.questions, found.receipt)
                memory.form = memory.stored_form = _read_form(found.form)
                memory.stored_at = found.at
        return memory

    async def keep(
        self, conversation: str, memory: Memory, masked: Callable[[str], str] | None
    ) -> None:
        """Keep it in the store: for other replicas with its questions, as they may be kept, and for
        this process after a restart the form alone, where it has changed."""
        store = self._store()
        if store is None or not (store.is_shared or memory.form != memory.stored_form):
            return
        shares = masked is not None and store.is_shared
        questions = [masked(question) for question in memory.questions] if masked and shares else []
        work = self._remember(store, conversation, questions, memory)
        stored_at = await wait_for(work, _TIMEOUT, StoreError)
        if stored_at is not None:
            memory.stored_at, memory.stored_form = stored_at, memory.form

    def _own(self, conversation: str) -> Memory:
        now = self._clock()
        memory = self._known.get(conversation)
        if memory is None or now - memory.at > REMEMBERED:
            memory = Memory(now)
            self._known[conversation] = memory
        memory.at = now
        return memory

    async def _recall(self, store: Store, conversation: str) -> ConversationState | None:
        async with store.reading() as connection:
            return await load_state(
                connection, _key(store, conversation), store.clock() - REMEMBERED
            )

    async def _remember(
        self, store: Store, conversation: str, questions: Sequence[str], memory: Memory
    ) -> datetime:
        form = asdict(memory.form) if memory.form else None
        async with store.writing() as unit:
            key = _key(store, conversation)
            return await store_state(unit, key, questions, memory.receipt, form)


def _read_form(kept: Mapping[str, Any] | None) -> ListeningForm | None:
    """The form as it was kept; none for one that an older or a newer release has kept."""
    try:
        return ListeningForm(**{**kept, "asks": Asks(kept["asks"])}) if kept else None
    except (KeyError, TypeError, ValueError):
        return None


def _key(store: Store, conversation: str) -> str:
    return store.secret.digest("memory", conversation)
