"""What the parts of the server do, told to telemetry and the log: how many, how long, which
clauses; never who, never what was asked."""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from opentelemetry.trace import SpanKind

from bot.message import Form, Message, Quotation, Reply, Responder
from operations.telemetry.logs import FIELDS
from operations.telemetry.metrics import Telemetry

log = logging.getLogger(__name__)

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_QUIET = ("/healthz", "/readyz")
"""Asked by machines every few seconds: counted, but not traced."""


class Instrumented:
    """A speaker whose replies are counted, timed and noted in the log by what they quote."""

    def __init__(self, speaker: Responder, channel: str, telemetry: Telemetry) -> None:
        self._speaker = speaker
        self._channel = channel
        self._telemetry = telemetry

    async def reply_to(self, message: Message) -> Reply:
        return await self._watch(self._speaker.reply_to, message)

    async def welcome(self, message: Message) -> Reply:
        return await self._watch(self._speaker.welcome, message)

    async def _watch(self, speak: Callable[[Message], Awaitable[Reply]], message: Message) -> Reply:
        with self._telemetry.span("reply") as span:
            begun = time.perf_counter()
            reply = await speak(message)
            seconds = time.perf_counter() - begun
            refs = [block.ref for block in reply.blocks if isinstance(block, Quotation)]
            told = {"channel": self._channel, "reply": kind_of(reply)}
            self._telemetry.replies.record(seconds, told)
            for ref in refs:
                policy = ref.partition("@")[0].partition("#")[0]
                self._telemetry.quotations.add(1, {"policy": policy})
            span.set_attributes({**told, "refs": refs})
            fields = {**told, "refs": refs, "ms": round(seconds * 1000, 1)}
            log.info("replied: %s", told["reply"], extra={FIELDS: fields})
            return reply


def kind_of(reply: Reply) -> str:
    """What a reply holds, in one word: quoted, form or said."""
    if any(isinstance(block, Quotation) for block in reply.blocks):
        return "quoted"
    return "form" if any(isinstance(block, Form) for block in reply.blocks) else "said"


def instrument_requests(telemetry: Telemetry) -> Middleware:
    """Counts and times requests by method, route and status; traces all but health checks."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "none"
        method = request.method if request.method in _METHODS else "_OTHER"
        told: dict[str, str | int] = {"http.request.method": method, "http.route": route}
        begun = time.perf_counter()
        with telemetry.span(f"{method} {route}", SpanKind.SERVER, quiet=route in _QUIET) as span:
            status = 500
            try:
                response = await handler(request)
                status = response.status
            except web.HTTPException as answered:
                status = answered.status
                raise
            finally:
                told["http.response.status_code"] = status
                telemetry.requests.record(time.perf_counter() - begun, told)
                span.set_attributes(told)
        return response

    return answer


@dataclass(slots=True)
class DeliveryStats:
    """How replies to Teams fare: when one was last taken, and how many failed since."""

    last: datetime | None = None
    failed_since: int = 0

    def note(self, taken: bool, now: datetime) -> None:
        if taken:
            self.last, self.failed_since = now, 0
        else:
            self.failed_since += 1


def instrument_calls(
    telemetry: Telemetry, deliveries: DeliveryStats, clock: Callable[[], datetime]
) -> aiohttp.TraceConfig:
    """Counts and times calls to Microsoft by host and status, 0 where there was no answer.

    Paths are not recorded: they hold ids of conversations.
    """

    def note(context: SimpleNamespace, method: str, host: str, status: int) -> None:
        seconds = time.perf_counter() - context.begun
        told: dict[str, str | int] = {
            "http.request.method": method,
            "server.address": host,
            "http.response.status_code": status,
        }
        telemetry.calls.record(seconds, told)
        with telemetry.span(f"{method} {host}", SpanKind.CLIENT, began=context.at) as span:
            span.set_attributes(told)
        if method == "POST":  # a reply; what is fetched are signing keys
            deliveries.note(200 <= status < 300, clock())

    async def begun(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _params: aiohttp.TraceRequestStartParams,
    ) -> None:
        context.begun, context.at = time.perf_counter(), time.time_ns()

    async def ended(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        note(context, params.method, params.url.host or "", params.response.status)

    async def failed(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        note(context, params.method, params.url.host or "", 0)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(begun)
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace
