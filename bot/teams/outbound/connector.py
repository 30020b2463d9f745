"""Replies to Teams: the connector's REST calls over one shared session.

The SDK's client opens a connection for every reply, asks for a token in the middle of the event
loop and never repeats a refused call; this one stands in its place behind the SDK's interface.
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from math import ceil

import aiohttp
from botbuilder.schema import Activity, ResourceResponse
from botframework.connector.auth import ConnectorFactory
from yarl import URL

from bot.teams import activity_json as wire_format
from bot.teams import limits
from bot.teams.auth.cloud import ServiceHosts
from bot.teams.outbound.circuit_breaker import CircuitBreaker
from bot.teams.outbound.targeted_messages import PARAMETER, is_targeted

log = logging.getLogger(__name__)

Token = Callable[[], Awaitable[str]]
Sleep = Callable[[float], Awaitable[None]]

# Asked again: the platform says that it did not take the message. Not 408, 5xx or a lost answer:
# the message may have arrived, and a post repeated blindly is shown twice.
_REFUSED_FOR_NOW = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PRECONDITION_FAILED})


class NotSent(Exception):  # noqa: N818 - it names the outcome
    """The connector did not take an activity. `status` is 0 if there was no answer; `is_over`
    where it was posted again and again until its time was over."""

    def __init__(self, reason: str, status: int = 0, *, is_over: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.is_over = is_over


class Repeatable(Activity):
    """An activity that may be posted again although it may have arrived: shown twice, it does no
    harm."""


class Connector:
    """The connector at one service address; offers the calls of the SDK's client that we use.

    A reply that was not taken is kept and posted again for over an hour; what is sent unasked is
    given up sooner, because its sender keeps it.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        service: str,
        token: Token,
        sleep: Sleep,
        breaker: CircuitBreaker,
    ) -> None:
        self._http = http
        self._service = service.rstrip("/")
        self._token = token
        self._sleep = sleep
        self._breaker = breaker

    @property
    def conversations(self) -> "Connector":
        """The SDK groups these calls under this name."""
        return self

    async def reply_to_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        """Post an answer to an activity. Raises NotSent."""
        return await self._post(
            f"/v3/conversations/{_segment(conversation_id)}/activities/{_segment(activity_id)}",
            activity,
            hold=limits.HOLD_REPLY_FOR,
        )

    async def send_to_conversation(
        self, conversation_id: str, activity: Activity
    ) -> ResourceResponse:
        """Post an activity at the end of a conversation. Raises NotSent."""
        return await self._post(
            f"/v3/conversations/{_segment(conversation_id)}/activities",
            activity,
            hold=limits.HOLD_OTHERS_FOR,
        )

    async def update_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        """Put an activity in the place of one of ours. Raises NotSent."""
        return await self._post(
            f"/v3/conversations/{_segment(conversation_id)}/activities/{_segment(activity_id)}",
            activity,
            hold=limits.HOLD_OTHERS_FOR,
            method="PUT",
        )

    async def _post(
        self, path: str, activity: Activity, hold: float, method: str = "POST"
    ) -> ResourceResponse:
        """Post until it is taken, waiting between attempts `hold` seconds in all at most."""
        body = wire_format.write(activity)
        path = f"{path}?{PARAMETER}" if is_targeted(activity) else path
        repeatable = isinstance(activity, Repeatable) or method == "PUT"
        waited, attempt = 0.0, 0
        while True:
            attempt += 1
            status, retry_after, sent = await self._try(method, path, body, repeatable=repeatable)
            if sent is not None:
                return sent
            pause = _pause(attempt, retry_after)
            waited += pause
            if waited > hold:
                raise NotSent(f"refused {attempt} times", status, is_over=True)
            await self._sleep(pause)

    async def _try(
        self, method: str, path: str, body: wire_format.Json, *, repeatable: bool
    ) -> tuple[int, str, ResourceResponse | None]:
        """One post: the status (0: not connected), its Retry-After, and the outcome if it was
        taken. Raises NotSent where asking again would be wrong."""
        left_alone = self._breaker.wait()
        if left_alone:
            return 0, str(ceil(left_alone)), None
        try:
            token = await self._token()
        except NotSent:
            return 0, str(limits.TOKEN_LOOK_AGAIN_AFTER), None
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._http.request(
                method,
                URL(self._service + path, encoded=True),
                json=body,
                headers=headers,
                allow_redirects=False,  # a redirect would carry the token to another host
                timeout=aiohttp.ClientTimeout(total=limits.SEND_TIMEOUT),
            ) as response:
                self._breaker.note(response.status < HTTPStatus.INTERNAL_SERVER_ERROR)
                if response.status in _REFUSED_FOR_NOW or (repeatable and response.status >= 500):
                    return response.status, response.headers.get("Retry-After", ""), None
                if not 200 <= response.status < 300:
                    raise NotSent("refused", response.status)
                return response.status, "", ResourceResponse(id=await _id_of(response))
        except aiohttp.ClientConnectorError:
            self._breaker.note(answered=False)
            return 0, "", None
        except (aiohttp.ClientError, TimeoutError) as error:
            self._breaker.note(answered=False)
            if repeatable:
                return 0, "", None
            raise NotSent(type(error).__name__) from None


class Connectors(ConnectorFactory):
    """Connectors for allowed service addresses; every other address is refused before a token
    is even asked for, also when it comes from a stored conversation reference."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        hosts: ServiceHosts,
        token: Token,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._hosts = hosts
        self._token = token
        self._sleep = sleep
        self._now = now
        self._breakers: dict[str, CircuitBreaker] = {}

    async def create(  # type: ignore[override] # our connector in place of the SDK's
        self, service_url: str, _audience: str | None = None
    ) -> Connector:
        """The connector at this address. Raises NotSent if its host is not on the allow list."""
        if not self._hosts.allows(service_url or ""):
            log.warning("a reply was not sent: its service host is not on the allow list")
            raise NotSent("the service host is not on the allow list")
        breaker = self._breakers.setdefault(URL(service_url).authority, CircuitBreaker(self._now))
        return Connector(self._http, service_url, self._token, self._sleep, breaker)


def _segment(identifier: str) -> str:
    """Raises NotSent for an id that cannot stand in an address: stored ones are nobody's to
    trust either."""
    try:
        return wire_format.segment(identifier)
    except ValueError as error:
        raise NotSent(str(error)) from None


def _pause(attempt: int, retry_after: str) -> float:
    """Seconds to wait: what the platform asks for, else doubling up to a limit, with a random part
    so that many conversations do not come back at once."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    longest = min(2.0 ** min(attempt - 1, 10), limits.LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - not a secret


async def _id_of(response: aiohttp.ClientResponse) -> str:
    """The id of the new activity; empty where a gateway answers with something else."""
    try:
        answer = await response.json(content_type=None)
    except ValueError:
        return ""
    found = answer.get("id") if isinstance(answer, dict) else None
    return found if isinstance(found, str) else ""
