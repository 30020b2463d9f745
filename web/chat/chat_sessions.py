"""The visits to the chat page: who said what, kept in memory while the browser is open.

A visit is kept from the first post on: whoever only looks takes no room, and ends nobody's.
"""

import asyncio
import hmac
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.message import Reply

TURNS_KEPT = 40
MOST_HELD = 20_000_000
"""Characters of all that is kept; then the longest unused visit goes first."""
FORGOTTEN_AFTER = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a person said, if anything, and what was replied.

    `once` is the delivery key of the post that made it, `form` the key of the form it sent in.
    """

    number: int
    said: str
    reply: Reply
    once: str = ""
    form: str = ""
    size: int = 0


@dataclass(slots=True)
class ChatSession:
    """One browser's conversation. `id` may be shown, `token` proves that a form is ours."""

    id: str
    token: str
    last_used: datetime
    turns: deque[Turn] = field(default_factory=lambda: deque(maxlen=TURNS_KEPT))
    turning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _count: int = 0

    def add(self, said: str, reply: Reply, *, once: str = "", form: str = "") -> Turn:
        self._count += 1
        turn = Turn(self._count, said, reply, once, form, len(said) + len(repr(reply)))
        self.turns.append(turn)
        return turn

    @property
    def size(self) -> int:
        """Characters that it holds, about."""
        return sum(turn.size for turn in self.turns)

    def turn_of(self, once: str) -> Turn | None:
        """The turn that this delivery made already, for a post that comes twice."""
        return next((turn for turn in self.turns if turn.once == once), None)

    def is_sent(self, form: str, number: int) -> bool:
        """Whether the form shown in turn `number` has been sent in since."""
        return any(turn.form == form and turn.number > number for turn in self.turns)


class ChatSessions:
    """Visits by their cookie, in bounded memory."""

    def __init__(self, clock: Callable[[], datetime], most_held: int = MOST_HELD) -> None:
        self._clock = clock
        self._most_held = most_held
        self._secret = secrets.token_bytes(32)
        self._visits: OrderedDict[str, ChatSession] = OrderedDict()

    def find(self, cookie: str) -> ChatSession | None:
        """The visit that goes by this cookie, if something was said in it."""
        now = self._clock()
        self._forget_before(now - FORGOTTEN_AFTER)
        visit = self._visits.get(cookie)
        if visit is not None:
            visit.last_used = now
            self._visits.move_to_end(cookie)
        return visit

    def offer(self, cookie: str) -> ChatSession:
        """A visit that may begin, and is not kept before something is said in it."""
        now = self._clock()
        return ChatSession(secrets.token_hex(8), self._token(cookie, int(now.timestamp())), now)

    def visit_of(self, cookie: str, token: str) -> ChatSession | None:
        """The visit of a post that carries this token: the one that is kept, or one that begins
        now; None for a token that was not given to this cookie, or too long ago."""
        visit = self.find(cookie)
        if visit is None and self._is_offered(cookie, token):
            visit = self.offer(cookie)
            visit.token = token
            self._visits[cookie] = visit
        return (
            visit if visit and hmac.compare_digest(visit.token.encode(), token.encode()) else None
        )

    def make_room(self) -> None:
        """Forget the longest unused visits where all together hold too much."""
        held = sum(visit.size for visit in self._visits.values())
        while held > self._most_held and len(self._visits) > 1:
            held -= self._visits.popitem(last=False)[1].size

    def end(self, cookie: str) -> None:
        self._visits.pop(cookie, None)

    def _token(self, cookie: str, at: int) -> str:
        proof = hmac.digest(self._secret, f"{at} {cookie}".encode("utf-8", "replace"), "sha256")
        return f"{at}.{proof.hex()}"

    def _is_offered(self, cookie: str, token: str) -> bool:
        at = token.partition(".")[0]
        if not (cookie and at.isascii() and at.isdigit() and len(at) < 15):
            return False
        since = self._clock().timestamp() - int(at)
        is_ours = hmac.compare_digest(self._token(cookie, int(at)).encode(), token.encode())
        return is_ours and since <= FORGOTTEN_AFTER.total_seconds()

    def _forget_before(self, moment: datetime) -> None:
        while self._visits and next(iter(self._visits.values())).last_used < moment:
            self._visits.popitem(last=False)
