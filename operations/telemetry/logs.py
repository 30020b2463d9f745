"""The log: one JSON object a line, or plain lines for a person at a terminal, without anything
that a person typed.

Our own code words its messages so that they hold counts, refs and kinds alone. Other people's
code does not know of that rule: of its records only the constant beginning is kept, and of an
exception, whoever logs it, only its kind and where it was raised.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from opentelemetry.trace import get_current_span

OURS = ("app", "bot", "common", "knowledge", "operations", "sources", "storage", "triage", "web")

FIELDS = "fields"
"""The name in `extra` under which our own code hands over a mapping of plain values."""

_VARIABLE = re.compile(r"[%{<('\"\[\n]")
_FRAMES = 6
_LONGEST = 500


class PlainLines(logging.Formatter):
    """A plain line a record: level, logger, words."""

    def format(self, record: logging.LogRecord) -> str:
        failed = _failure(record)
        tail = f" ({failed['error']} at {' < '.join(failed['at_code'])})" if failed else ""
        return f"{record.levelname} {record.name}: {words(record)}{tail}"


class JsonLines(logging.Formatter):
    """A JSON object a record, with the trace that it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": words(record),
        }
        span = get_current_span().get_span_context()
        if span.is_valid:
            line["trace"] = f"{span.trace_id:032x}"
        line.update(getattr(record, FIELDS, {}))
        line.update(_failure(record))
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up(as_json: bool, stream: TextIO = sys.stderr) -> logging.Handler:
    """Send everything from INFO upwards to `stream`, in place of what was set up before."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it says hello at every look
    return handler


def words(record: logging.LogRecord) -> str:
    """What a record says: our own whole, others' up to the first thing that varies."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()[:_LONGEST]
    return _VARIABLE.split(str(record.msg), maxsplit=1)[0].strip()[:_LONGEST] or "(not ours)"


def _failure(record: logging.LogRecord) -> dict[str, Any]:
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    kind, _, where = record.exc_info
    return {"error": kind.__name__, "at_code": _places(where)}


def _places(where: TracebackType | None) -> list[str]:
    """File and line of the innermost calls, the innermost first."""
    frames = traceback.extract_tb(where)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)]
