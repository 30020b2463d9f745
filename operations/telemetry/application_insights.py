"""Application Insights as a further receiver of figures and traces: the extra `azure`.

Microsoft's exporters alone, without its distribution, which would instrument libraries by itself
and so record addresses that hold ids of conversations.
"""

import importlib
import logging
from typing import Any

from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.trace import SpanProcessor
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from operations.telemetry.metrics import Telemetry

_SECONDS_BETWEEN = 60


class TelemetryExportError(Exception):
    """Nothing can be sent to Application Insights; the message says what to do."""


def telemetry_for(connection: str) -> Telemetry:
    """Telemetry that also goes to Application Insights, or to nobody else where there is no
    connection string. Raises NotToAzureError."""
    if not connection:
        return Telemetry()
    reader, processor = _receivers(connection)
    telemetry = Telemetry([reader], [processor])
    telemetry.be_the_process_own()  # or the exporter complains in the log at every batch
    return telemetry


def _receivers(connection: str) -> tuple[MetricReader, SpanProcessor]:
    name = "azure.monitor.opentelemetry.exporter"
    try:
        exporters: Any = importlib.import_module(name)  # Any: an extra that may not be installed
    except ImportError:
        raise TelemetryExportError(
            "APPLICATIONINSIGHTS_CONNECTION_STRING is set, but the packages for it are not "
            "installed. Install requirements/azure.txt, or unset it."
        ) from None
    logging.getLogger("azure").setLevel(logging.WARNING)  # it tells of each request it makes
    options = {"connection_string": connection, "disable_offline_storage": True}
    try:
        figures = exporters.AzureMonitorMetricExporter(**options)
        traces = exporters.AzureMonitorTraceExporter(**options)
    except ValueError:
        raise TelemetryExportError(
            "APPLICATIONINSIGHTS_CONNECTION_STRING is not a connection string. Copy it whole from "
            "the overview page of Application Insights."
        ) from None
    reader = PeriodicExportingMetricReader(figures, _SECONDS_BETWEEN * 1000)
    return reader, BatchSpanProcessor(traces)
