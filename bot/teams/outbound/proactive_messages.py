"""Telling people what they did not ask for just now: to stored addresses, at the platform's pace,
each once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Protocol

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.message import Reply, Scope
from bot.teams import limits
from bot.teams.outbound.connector import Connector, NotSent
from bot.teams.outbound.throttle import Throttle
from common.person import Person

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

_NOBODY_THERE = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
"""Blocked by the person, or not installed any more."""

_OURSELVES = (HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PRECONDITION_FAILED)
"""Not the notice's fault: it can go later."""


class AddressedNotification(Protocol):
    """One thing to tell. `address` is what `address_of` gave, `place` its name with the sender; it
    takes the place of the message `replaces`, if that is not empty."""

    @property
    def id(self) -> int: ...
    @property
    def address(self) -> Mapping[str, Any]: ...
    @property
    def reply(self) -> Reply: ...
    @property
    def place(self) -> str: ...
    @property
    def replaces(self) -> str: ...


class NotificationSource(Protocol):
    """Where letters come from, and where it is noted what came of them: `told` with the name of
    the message. Nothing of it raises; `look` is the seconds between two looks at whether something
    is due."""

    @property
    def look(self) -> float: ...
    async def due(self) -> Sequence[AddressedNotification]: ...
    async def mark_sent(self, notice_id: int, activity: str) -> None: ...
    async def postpone(self, notice_id: int, seconds: float, problem: str) -> None: ...
    async def give_up(self, notice_id: int, problem: str) -> None: ...
    async def forget_address(self, place: str) -> None: ...
    async def remember_person(self, person: Person, address: Mapping[str, Any]) -> None: ...
    async def remember_channel(self, place: str, address: Mapping[str, Any]) -> None: ...


class SupportsConnect(Protocol):
    """Makes connectors for service addresses that are allowed; raises NotSent for others."""

    async def create(self, service_url: str, audience: str | None = None) -> Connector: ...


class Sender:
    """Sends what is due. `draw` makes the activity of a reply, `now` is a monotonic clock."""

    def __init__(
        self,
        post: NotificationSource,
        connectors: SupportsConnect,
        draw: Callable[[Reply], Activity],
        now: Callable[[], float],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._post = post
        self._connectors = connectors
        self._draw = draw
        self._pace = Throttle(now)
        self._sleep = sleep

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Send in the background while the block runs."""
        task = asyncio.create_task(self._run(), name="notices")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                sent = await self.send_due()
            except Exception as error:  # one that cannot be drawn, say: the others still go
                log.error("notices: %s", type(error).__name__)  # noqa: TRY400
                sent = 0
            if not sent:
                await self._sleep(self._post.look)

    async def send_due(self) -> int:
        """Send everything that is due now; how many that was. What goes to one conversation goes
        in its order, different conversations are served side by side."""
        letters = await self._post.due()
        lines: dict[str, list[AddressedNotification]] = {}
        for letter in letters:
            lines.setdefault(letter.place, []).append(letter)
        await asyncio.gather(*map(self._send_all, lines.values()))
        return len(letters)

    async def _send_all(self, letters: Sequence[AddressedNotification]) -> None:
        for letter in letters:
            await self._send(letter)

    async def _send(self, letter: AddressedNotification) -> None:
        try:
            activity = addressed(self._draw(letter.reply), letter.address)
        except (KeyError, TypeError):
            await self._post.forget_address(letter.place)
            await self._post.give_up(letter.id, "its address cannot be read")
            return
        while wait := self._pace.take(activity.conversation.id):
            if wait > limits.THROTTLE_LONGEST_WAIT:  # meanwhile the others go
                await self._post.postpone(letter.id, wait, "the platform's pace")
                return
            await self._sleep(wait)
        try:
            connector = await self._connectors.create(activity.service_url)
            there = activity.conversation.id
            if letter.replaces:
                activity.id = letter.replaces
                sent = await connector.update_activity(there, letter.replaces, activity)
            else:
                sent = await connector.send_to_conversation(there, activity)
        except NotSent as error:
            await self._not_sent(letter, error)
        else:
            await self._post.mark_sent(letter.id, sent.id or "")

    async def _not_sent(self, letter: AddressedNotification, error: NotSent) -> None:
        log.warning("a notice was not sent: %s (%d)", error, error.status)
        if error.status in _NOBODY_THERE:
            if not letter.replaces:  # else that one message is gone, or may not be changed
                await self._post.forget_address(letter.place)
            await self._post.give_up(letter.id, f"nobody can be reached there ({error.status})")
        elif error.is_over or error.status in _OURSELVES:
            await self._post.postpone(letter.id, limits.POSTPONE_FOR, f"not taken ({error.status})")
        else:  # it may have arrived: sent again it could be there twice
            await self._post.give_up(letter.id, f"not known whether it arrived ({error.status})")


def address_of(activity: Activity) -> dict[str, Any]:
    """What is kept to reach the conversation of an activity; of a channel, not of one thread."""
    return {
        "service": activity.service_url,
        "conversation": activity.conversation.id.partition(";")[0],
        "type": activity.conversation.conversation_type,
        "tenant": activity.conversation.tenant_id,
        "bot": activity.recipient.id,
        "channel": activity.channel_id,
        "locale": activity.locale,
    }


def addressed(activity: Activity, address: Mapping[str, Any]) -> Activity:
    """The activity on its way to an address that was kept. Raises KeyError or TypeError for what
    is none."""
    for name in ("service", "conversation", "bot"):
        if not isinstance(address[name], str) or not address[name]:
            raise TypeError(name)
    activity.service_url = address["service"]
    activity.channel_id = address.get("channel") or "msteams"
    activity.conversation = ConversationAccount(
        id=address["conversation"],
        conversation_type=str(address.get("type") or ""),
        tenant_id=str(address.get("tenant") or ""),
    )
    activity.from_property = ChannelAccount(id=address["bot"])
    return activity


async def keep_address(
    post: NotificationSource, activity: Activity, person: Person, scope: Scope
) -> None:
    """Remember how whoever sent this is reached."""
    if scope is Scope.PERSONAL and person.id:
        await post.remember_person(person, address_of(activity))
    elif scope is Scope.CHANNEL:
        address = address_of(activity)
        await post.remember_channel(f"channel:{address['conversation']}", address)
