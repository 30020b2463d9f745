"""The visits to the chat page: who said what, kept in memory while the browser is open."""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.message import Reply

TURNS_KEPT = 40
SESSIONS_KEPT = 200
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
        turn = Turn(self._count, said, reply, once, form)
        self.turns.append(turn)
        return turn

    def turn_of(self, once: str) -> Turn | None:
        """The turn that this delivery made already, for a post that comes twice."""
        return next((turn for turn in self.turns if turn.once == once), None)

    def is_sent(self, form: str, number: int) -> bool:
        """Whether the form shown in turn `number` has been sent in since."""
        return any(turn.form == form and turn.number > number for turn in self.turns)


class ChatSessions:
    """A bounded number of visits by their cookie; the longest unused is forgotten first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._visits: OrderedDict[str, ChatSession] = OrderedDict()

    def find(self, cookie: str) -> ChatSession | None:
        now = self._clock()
        self._forget_before(now - FORGOTTEN_AFTER)
        visit = self._visits.get(cookie)
        if visit is not None:
            visit.last_used = now
            self._visits.move_to_end(cookie)
        return visit

    def begin(self, cookie: str = "") -> tuple[str, ChatSession]:
        """A new visit and its cookie; the one given, if the browser has a name already."""
        cookie = cookie or secrets.token_urlsafe(24)
        visit = ChatSession(secrets.token_hex(8), secrets.token_urlsafe(24), self._clock())
        self._visits[cookie] = visit
        while len(self._visits) > SESSIONS_KEPT:
            self._visits.popitem(last=False)
        return cookie, visit

    def end(self, cookie: str) -> None:
        self._visits.pop(cookie, None)

    def _forget_before(self, moment: datetime) -> None:
        while self._visits and next(iter(self._visits.values())).last_used < moment:
            self._visits.popitem(last=False)
