"""`POST /api/messages`: what comes over the wire, checked from the outside in.

A caller without a token learns nothing but 401 and has no body read; whoever is let in gets a
4xx for a body that is not an activity and never a 5xx for their own fault.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ResourceResponse
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

from bot.teams import activity_json as wire_format
from bot.teams import limits
from bot.teams.activity_handler import TeamsHandler
from bot.teams.auth.authentication import Authentication, Denied
from bot.teams.inbound.idempotency_cache import IdempotencyCache
from bot.teams.outbound import targeted_messages
from bot.teams.turn_claims import Claim, SendDecision, TurnClaims, UnsharedClaims
from bot.teams.turn_errors import delivery_unknown, on_turn_error
from common.timeouts import ends_within

log = logging.getLogger(__name__)

_CLAIM = "bot.teams.turn_claims.Claim"
"""Under which a turn has its gate."""


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What a turn answers to its request, kept for repeats of it."""

    status: int = HTTPStatus.OK
    body: bytes = b""


class TurnAdapter(CloudAdapterBase):
    """The SDK's turn pipeline; requests are taken by `Wire`."""

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send what a turn has to say, if it is this process that says it."""
        gate = context.turn_state.get(_CLAIM)
        says_something = any(one.type != ActivityTypes.typing for one in activities)
        leave = SendDecision.SEND
        if isinstance(gate, Claim) and says_something:
            leave = await gate.acquire()
        if leave is SendDecision.ANSWERED:
            return [ResourceResponse() for _ in activities]
        if leave is SendDecision.CUT_OFF:
            asked = TurnContext.get_conversation_reference(context.activity)
            activities = [TurnContext.apply_conversation_reference(delivery_unknown(), asked)]
        targeted_messages.answered_alike(context.activity, activities)
        sent: list[ResourceResponse] = await super().send_activities(context, activities)
        return sent


class Endpoint:
    """Takes requests, runs each activity's turn once and answers. `now` is a monotonic clock."""

    def __init__(
        self,
        authentication: Authentication,
        handler: TeamsHandler,
        now: Callable[[], float],
        ledger: TurnClaims | None = None,
    ) -> None:
        self.adapter = TurnAdapter(authentication)
        self.adapter.on_turn_error = on_turn_error
        self._authentication = authentication
        self._handler = handler
        self._ledger = ledger or UnsharedClaims()
        self._once: IdempotencyCache[TurnResult] = IdempotencyCache(now)

    async def post(self, request: web.Request) -> web.Response:
        """Answer one request."""
        try:
            bearer = await self._authentication.bearer(request.headers.get("Authorization", ""))
            body = await _body(request)
            activity = wire_format.read(wire_format.parse(body))
            admitted = self._authentication.admit(bearer, activity)
        except Denied as denied:
            log.warning("an activity was not let in: %s (%d)", denied.reason, denied.status)
            if denied.status == HTTPStatus.FORBIDDEN:
                await self._ledger.turned_away(denied.reason)
            return _empty(denied.status)
        except _Unreadable as unreadable:
            return _empty(unreadable.status)
        except wire_format.NotAnActivity:
            return _empty(HTTPStatus.BAD_REQUEST)
        if self._once.running >= limits.MOST_TURNS:
            return _empty(HTTPStatus.SERVICE_UNAVAILABLE)
        key = (activity.conversation.id, _delivery(activity)) if activity.id else None
        turn = self._once.of(key, lambda: self._turn(admitted, activity))
        if not await ends_within(turn, limits.ACKNOWLEDGE_AFTER):
            return _empty(HTTPStatus.ACCEPTED)
        outcome = turn.result()
        return web.Response(
            status=outcome.status,
            body=outcome.body,
            content_type="application/json" if outcome.body else None,
        )

    async def drain(self, seconds: float) -> None:
        """Let the turns under way finish before the process ends."""
        await self._once.drain(seconds)
        await self._handler.drain(seconds)

    async def _turn(self, admitted: AuthenticateRequestResult, activity: Activity) -> TurnResult:
        key = f"{activity.conversation.id}|{_delivery(activity)}" if activity.id else ""
        gate = Claim(self._ledger, key)

        async def on_turn(context: TurnContext) -> None:
            context.turn_state[_CLAIM] = gate
            await self._handler.on_turn(context)

        try:
            answer = await self.adapter.process_activity(admitted, activity, on_turn)
        except Exception as error:  # the apology could not be sent either
            log.error("a reply was not delivered: %s", type(error).__name__)  # noqa: TRY400
            answer = None
        await gate.close()
        if activity.type != ActivityTypes.invoke or not isinstance(answer, InvokeResponse):
            return TurnResult()
        body = b"" if answer.body is None else json.dumps(answer.body).encode()
        return TurnResult(int(answer.status), body)


def _delivery(activity: Activity) -> str:
    """What makes two deliveries one: the id and, as a message that is edited keeps its id, the
    words; Teams also sends a message again when it has looked a link in it up."""
    words = hashlib.sha256((activity.text or "").encode()).hexdigest()
    return f"{activity.id}|{words}"


class _Unreadable(Exception):  # noqa: N818 - it names the outcome
    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


async def _body(request: web.Request) -> bytes:
    """The body of a request of a size and kind that an activity can have. Raises _Unreadable."""
    if request.content_type != "application/json":
        raise _Unreadable(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    try:
        async with asyncio.timeout(limits.READ_TIMEOUT):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > limits.LARGEST_REQUEST:
                    raise _Unreadable(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise _Unreadable(HTTPStatus.REQUEST_TIMEOUT) from None
    except (HttpProcessingError, web.RequestPayloadError):
        raise _Unreadable(HTTPStatus.BAD_REQUEST) from None
    return bytes(body)


def _empty(status: HTTPStatus) -> web.Response:
    return web.Response(status=status)
