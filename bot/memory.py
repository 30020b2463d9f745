"""What a conversation remembers: the last questions, for follow-ups and `why`.

Where several replicas share a store, the questions are kept there too, masked and under a keyed
digest, so that the next one may reach any of them; the answer itself is found again where it is
needed.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from common.clock import Clock
from knowledge import Answer
from storage import Store
from storage.coordination.conversation_state import ConversationState, load_state, store_state
from storage.engine.timeouts import wait_for

REMEMBERED = timedelta(minutes=30)
_CONVERSATIONS = 20_000
_QUESTIONS = 3
_TIMEOUT = 0.5  # seconds that a turn waits for the store


@dataclass(slots=True)
class Memory:
    """The last questions of one conversation, the last answer and its receipt. `shared_at` is the
    moment by which the store knows what this process wrote there."""

    at: datetime
    questions: deque[str] = field(default_factory=lambda: deque(maxlen=_QUESTIONS))
    answer: Answer | None = None
    receipt: str = ""
    shared_at: datetime | None = None


class Memories:
    """Memories by conversation, forgotten after half an hour, and the oldest first. `store` gives
    the store that is open, None where nobody shares."""

    def __init__(self, clock: Clock, store: Callable[[], Store | None] = lambda: None) -> None:
        self._clock = clock
        self._store = store
        self._known: OrderedDict[str, Memory] = OrderedDict()

    async def of(self, conversation: str) -> Memory:
        """This conversation's memory."""
        memory = self._own(conversation)
        store = self._store()
        if store is not None:
            found = await wait_for(self._recall(store, conversation), _TIMEOUT)
            if found is not None and found.at != memory.shared_at:
                memory.questions = deque(found.questions, maxlen=_QUESTIONS)
                memory.answer, memory.receipt = None, found.receipt
                memory.shared_at = found.at
        return memory

    async def share(self, conversation: str, memory: Memory, masked: Callable[[str], str]) -> None:
        """Have other replicas know it, by its questions as they may be kept."""
        store = self._store()
        if store is not None:
            questions = [masked(question) for question in memory.questions]
            work = self._remember(store, conversation, questions, memory.receipt)
            memory.shared_at = await wait_for(work, _TIMEOUT) or memory.shared_at

    def _own(self, conversation: str) -> Memory:
        now = self._clock()
        memory = self._known.get(conversation)
        if memory is None or now - memory.at > REMEMBERED:
            memory = Memory(now)
            self._known[conversation] = memory
        memory.at = now
        self._known.move_to_end(conversation)
        while len(self._known) > _CONVERSATIONS:
            self._known.popitem(last=False)
        return memory

    async def _recall(self, store: Store, conversation: str) -> ConversationState | None:
        async with store.reading() as connection:
            return await load_state(
                connection, _key(store, conversation), store.clock() - REMEMBERED
            )

    async def _remember(
        self, store: Store, conversation: str, questions: Sequence[str], receipt: str
    ) -> datetime:
        async with store.writing() as unit:
            return await store_state(unit, _key(store, conversation), questions, receipt)


def _key(store: Store, conversation: str) -> str:
    return store.secret.digest("memory", conversation)
