"""Figures and traces of one process, by OpenTelemetry; what is recorded is written out here.

Nothing is instrumented by itself: only what this file names is recorded, and no attribute holds
a path, a text or a person. The providers are our own, not the process's global ones, so that two
servers in one process (as in tests) do not share them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

_NAME = "ai-policy-assistant"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15)


class Telemetry:
    """The instruments, and where they can be read."""

    def __init__(
        self, readers: Sequence[MetricReader] = (), processors: Sequence[SpanProcessor] = ()
    ) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        prometheus = PrometheusMetricReader(
            disable_target_info=True, scope_info_enabled=False, registry=self._registry
        )
        resource = Resource({"service.name": _NAME})
        self._meters = MeterProvider(
            metric_readers=[prometheus, *readers],
            resource=resource,
            views=[View(instrument_unit="s", aggregation=_histogram())],
            shutdown_on_exit=False,
        )
        self._traces = TracerProvider(resource=resource, shutdown_on_exit=False)
        for processor in processors:
            self._traces.add_span_processor(processor)
        self._tracer = self._traces.get_tracer(_NAME)
        meter = self._meters.get_meter(_NAME)
        self.requests = meter.create_histogram(
            "http.server.request.duration", "s", "Requests by method, route and status"
        )
        self.calls = meter.create_histogram(
            "http.client.request.duration", "s", "Calls to Microsoft by host and status"
        )
        self.replies = meter.create_histogram(
            "assistant.reply.duration", "s", "Replies by what they hold and by channel"
        )
        self.quotations = meter.create_counter(
            "assistant.quotations", description="Clauses quoted, by policy"
        )
        self.checks = meter.create_gauge(
            "assistant.check", description="Readiness: 1 where a check passes, 0 where it fails"
        )

    @contextmanager
    def span(
        self,
        name: str,
        kind: SpanKind = SpanKind.INTERNAL,
        *,
        began: int | None = None,
        quiet: bool = False,
    ) -> Iterator[Span]:
        """A span around a block. `began` is in nanoseconds for one that began earlier; a `quiet`
        one is not kept. An exception passes without a trace: its words may be somebody's."""
        if quiet:
            yield INVALID_SPAN
            return
        with self._tracer.start_as_current_span(
            name,
            kind=kind,
            start_time=began,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            yield span

    def be_the_process_own(self) -> None:
        """Stand as the process's tracer too, where a receiver looks for its resource there."""
        trace.set_tracer_provider(self._traces)

    def prometheus(self) -> bytes:
        """Every figure in Prometheus' text format."""
        return generate_latest(self._registry)

    def close(self) -> None:
        """Hand over what is still held. Blocks for some seconds where a receiver is slow."""
        self._traces.shutdown()
        self._meters.shutdown()


def _histogram() -> ExplicitBucketHistogramAggregation:
    return ExplicitBucketHistogramAggregation(_SECONDS)
