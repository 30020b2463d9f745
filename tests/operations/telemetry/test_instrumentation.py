"""What the server does shows in figures, traces and the log, by kind and never by content."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime

import aiohttp
import pytest
from aiohttp import web
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.message import Message, Quotation, Reply, Scope, Text
from common.person import Person
from operations.telemetry.instrumentation import (
    DeliveryStats,
    Instrumented,
    instrument_calls,
    instrument_requests,
)
from operations.telemetry.logs import FIELDS
from operations.telemetry.metrics import Telemetry
from tests.microsoft import serving

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TYPED = "may Alice Bennett eat soup"
ASKED = Message(
    id="1",
    conversation="c",
    person=Person("t", "p", "Alice Bennett"),
    text=TYPED,
    scope=Scope.PERSONAL,
)


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def telemetry(spans: InMemorySpanExporter) -> Iterator[Telemetry]:
    made = Telemetry(processors=[SimpleSpanProcessor(spans)])
    yield made
    made.close()


class Parrot:
    def __init__(self, reply: Reply | Exception) -> None:
        self._reply = reply

    async def reply_to(self, message: Message) -> Reply:
        if isinstance(self._reply, Exception):
            raise self._reply
        return self._reply

    welcome = reply_to


QUOTED = Reply(
    [
        Text("No."),
        Quotation(
            "lunch@1.10#soup", "Lunch", "1.10", "4.3", "Soup", "Text.", date(2026, 10, 1), "/"
        ),
    ]
)


async def test_a_reply_is_noted_by_the_clauses_that_it_quotes(
    telemetry: Telemetry, spans: InMemorySpanExporter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert await Instrumented(Parrot(QUOTED), "teams", telemetry).reply_to(ASKED) is QUOTED
    (record,) = caplog.records
    fields = getattr(record, FIELDS)
    assert fields.pop("ms") >= 0
    assert fields == {"channel": "teams", "reply": "quoted", "refs": ["lunch@1.10#soup"]}
    figures = telemetry.prometheus().decode()
    assert 'assistant_quotations_total{policy="lunch"} 1.0' in figures
    assert 'assistant_reply_duration_seconds_count{channel="teams",reply="quoted"} 1.0' in figures
    (span,) = spans.get_finished_spans()
    assert span.attributes == {"channel": "teams", "reply": "quoted", "refs": ("lunch@1.10#soup",)}


async def test_a_turn_that_fails_leaves_none_of_its_words(
    telemetry: Telemetry, spans: InMemorySpanExporter
) -> None:
    with pytest.raises(RuntimeError):
        await Instrumented(Parrot(RuntimeError(TYPED)), "teams", telemetry).reply_to(ASKED)
    (span,) = spans.get_finished_spans()
    assert "Alice" not in span.to_json()


async def test_requests_are_counted_by_route_and_never_by_address(
    telemetry: Telemetry, spans: InMemorySpanExporter
) -> None:
    async def show(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application(middlewares=[instrument_requests(telemetry)])
    app.router.add_get("/people/{name}", show)
    app.router.add_get("/healthz", show)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        for method, path in [
            ("GET", "/people/alice-bennett?q=soup"),
            ("GET", "/alice-bennett"),
            ("PROPFIND", "/people/alice-bennett"),
            ("GET", "/healthz"),
        ]:
            async with http.request(method, f"http://127.0.0.1:{port}{path}"):
                pass
    figures = telemetry.prometheus().decode()
    for labels in (
        'method="GET",http_response_status_code="200",http_route="/people/{name}"',
        'method="GET",http_response_status_code="404",http_route="none"',
        'method="_OTHER",http_response_status_code="405",http_route="none"',
    ):
        assert f"request_duration_seconds_count{{http_request_{labels}}} 1.0" in figures
    names = [span.name for span in spans.get_finished_spans()]
    assert names == ["GET /people/{name}", "GET none", "_OTHER none"]
    assert "alice" not in figures + "".join(s.to_json() for s in spans.get_finished_spans())


async def test_deliveries_are_counted_by_host_and_status_and_remembered(
    telemetry: Telemetry, spans: InMemorySpanExporter
) -> None:
    answers = iter([201, 403, 201, 200])

    async def take(_request: web.Request) -> web.Response:
        return web.Response(status=next(answers))

    connector = web.Application()
    connector.router.add_route("*", "/v3/{path:.*}", take)
    deliveries = DeliveryStats()
    trace = instrument_calls(telemetry, deliveries, lambda: NOW)
    async with aiohttp.ClientSession(trace_configs=[trace]) as http:
        async with serving(connector) as port:
            url = f"http://127.0.0.1:{port}/v3/conversations/alice"
            await http.post(url)
            assert deliveries == DeliveryStats(NOW, 0)
            await http.post(url)
            assert deliveries.failed_since == 1
            await http.post(url)
            assert deliveries.failed_since == 0
            await http.get(url)
        with pytest.raises(aiohttp.ClientError):
            await http.post(url)
    assert deliveries == DeliveryStats(NOW, 1)
    figures = telemetry.prometheus().decode()
    for status, times in ((201, 2), (403, 1), (0, 1)):
        assert f'status_code="{status}",server_address="127.0.0.1"}} {times}.0' in figures
    assert "alice" not in figures + "".join(s.to_json() for s in spans.get_finished_spans())
