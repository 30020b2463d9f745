"""What people are told without having asked: which notices go now, in which words, and what came
of each. How they are sent is the channel's affair."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from cachetools import TTLCache

from bot.message import Reply
from bot.messages.language import Language, of_locale, use_locale
from bot.messages.set_names import use_set
from bot.notifications.notice_text import reply_of
from bot.steering.steering_card import card_of
from common.person import Person
from common.timeouts import wait_for
from knowledge.model.set_settings import NO_SETTINGS, SetSettings
from storage import StoreError
from triage import TriageList
from triage.model.idea import Dossier
from triage.repository.notice_queue import Notice, NoticeKind

logger = logging.getLogger(__name__)

_POLL_INTERVAL = 2.0  # seconds
_TIMEOUT = 1.0  # seconds
_RETRY_AFTER = 60.0  # seconds after which what could not be read is tried again
_HELD_FOR = timedelta(seconds=60)
_KNOWN_FOR = 3600.0  # seconds in which a person's address is not stored again
_MOST_KNOWN = 20_000

_Whose = TypeVar("_Whose")


@dataclass(frozen=True, slots=True)
class OutgoingNotification:
    """A notice in words, and what the channel kept to reach its reader. It takes the place of the
    message `replaces`, if there is one."""

    id: int
    address: Mapping[str, Any]
    reply: Reply
    place: str
    replaces: str = ""


class Outbox:
    """What one process does of the telling. Of several replicas one sends at a time, so that the
    platform's limits hold for all of them together; a replica that dies is followed by another.

    Nothing here raises StoreError: what could not be noted is shown at the next chat.
    """

    def __init__(
        self,
        ideas: Callable[[], TriageList],
        now: Callable[[], float],
        word: Callable[[Notice], Reply | None] = reply_of,
        look: float = _POLL_INTERVAL,
        settings: Callable[[], SetSettings] = lambda: NO_SETTINGS,
    ) -> None:
        """`now` is a monotonic clock in seconds; `word` puts a notice into words, `look` is the
        time between two looks at whether there are any; `settings` gives those of the set that is
        served, for the names of bodies."""
        self._settings = settings
        self.look = look
        self._ideas = ideas
        self._word = word
        self._me = secrets.token_hex(8)
        self._known = TTLCache[str, Mapping[str, Any]](_MOST_KNOWN, _KNOWN_FOR, now)
        self._forgotten = 0  # how often an address was

    async def due(self) -> Sequence[OutgoingNotification]:
        """What is to be sent now, in the order in which it happened; each is given out once."""
        try:
            if not await self._ideas().notices.are_due():
                return ()
            if not await self._ideas().notices.hold_sending(self._me, _HELD_FOR):
                return ()
            notices = await self._ideas().notices.take_due()
        except StoreError as error:
            logger.warning("notices cannot be read: %s", error)
            return ()
        letters = []
        for notice in notices:
            try:
                letter = await self._notification(notice)
            except StoreError:
                await self.postpone(notice.id, _RETRY_AFTER, "its idea cannot be read")
                continue
            if letter is None:
                await self.give_up(notice.id, "it has no words")
            else:
                letters.append(letter)
        return letters

    async def _notification(self, notice: Notice) -> OutgoingNotification | None:
        dossier = await self._dossier(notice) if notice.kind is NoticeKind.CARD else None
        locale = notice.address.get("locale")
        language = of_locale(locale) if isinstance(locale, str) else None
        with use_set(self._settings()), use_locale(language or Language.ENGLISH):
            reply = card_of(dossier) if dossier else self._word(notice)
        if reply is None:
            return None
        reply = replace(reply, language=language or Language.ENGLISH)
        return OutgoingNotification(notice.id, notice.address, reply, notice.place, notice.replaces)

    async def _dossier(self, notice: Notice) -> Dossier | None:
        """The idea whose card is to be brought up to date, as it stands by now; None if it, or the
        card, is not there any more. Raises StoreError."""
        ref = str(notice.content["reference"]) if notice.replaces else ""
        return await self._ideas().idea(ref, reader=Person("", ""), for_reviewer=True)

    async def mark_sent(self, notice_id: int, activity: str) -> None:
        """It was sent, as a message that the channel knows by this name."""
        await self._note(self._ideas().notices.mark_posted(notice_id, activity))

    async def postpone(self, notice_id: int, seconds: float, problem: str) -> None:
        """The platform would not take it now."""
        until = self._ideas().store.clock() + timedelta(seconds=seconds)
        await self._note(self._ideas().notices.postpone(notice_id, until, problem))

    async def give_up(self, notice_id: int, problem: str) -> None:
        """It cannot be sent, or nobody knows whether it arrived; it is shown at the next chat."""
        await self._note(self._ideas().notices.give_up(notice_id, problem))

    async def forget_address(self, place: str) -> None:
        """Nobody can be reached there any more; they can again once they write to us."""
        self._known.clear()  # people are known here by another name than their place
        self._forgotten += 1
        await self._note(self._ideas().notices.forget_address(place))

    async def remember_person(self, person: Person, address: Mapping[str, Any]) -> None:
        """Somebody wrote in a personal chat: keep how they are reached, if there is a reason to."""
        known_as = f"{person.tenant}|{person.id}"
        await self._remember(known_as, address, self._ideas().notices.save_address, person)

    async def remember_channel(self, place: str, address: Mapping[str, Any]) -> None:
        """Something was said in a channel: keep how it is reached, if new ideas are told there."""
        if place == self._ideas().announce_to:
            await self._remember(place, address, self._ideas().notices.save_channel_address, place)

    async def _remember(
        self,
        known_as: str,
        address: Mapping[str, Any],
        save: Callable[[_Whose, Mapping[str, Any]], Awaitable[bool]],
        whose: _Whose,
    ) -> None:
        if self._known.get(known_as) == address:
            return

        forgotten = self._forgotten

        async def saved() -> None:
            # What was forgotten while it was saved may be gone again: it is not taken for known.
            if await save(whose, address) and forgotten == self._forgotten:
                self._known[known_as] = dict(address)

        await self._note(saved())

    async def _note(self, noting: Coroutine[Any, Any, None]) -> None:
        """Note it, for a moment at most while somebody waits; it is never cut off half way."""
        await wait_for(noting, _TIMEOUT, StoreError)
