"""The log: one JSON object a line, and nothing in it that a person may have typed."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from operations.telemetry import logs
from operations.telemetry.metrics import Telemetry

TYPED = "can I tell Alice Bennett about it"


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What has been logged as JSON so far."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up(as_json=True, stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def raised() -> Exception:
    """An exception with what was typed in its text, as if it had gone wrong in use."""
    error: Exception
    try:
        int(TYPED)
    except ValueError as caught:
        error = caught
    return error


def test_a_line_has_time_level_logger_words_and_fields(
    written: Callable[[], list[dict[str, Any]]],
) -> None:
    fields = {"refs": ["lunch@1.10#soup"], "ms": 3.2}
    logging.getLogger("bot.x").info("replied: %s", "quoted", extra={logs.FIELDS: fields})
    (line,) = written()
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "info", "logger": "bot.x", "message": "replied: quoted", **fields}


def test_a_line_inside_a_span_names_its_trace(written: Callable[[], list[dict[str, Any]]]) -> None:
    telemetry = Telemetry()
    with telemetry.span("reply") as span:
        logging.getLogger("bot").info("x")
    logging.getLogger("bot").info("y")
    inside, outside = written()
    assert int(inside["trace"], 16) == span.get_span_context().trace_id
    assert "trace" not in outside
    telemetry.close()


@pytest.mark.parametrize(
    ("logger", "told", "values", "kept"),
    [
        (
            "aiohttp.server",
            "Error handling request from %s",
            (TYPED,),
            "Error handling request from",
        ),
        ("sqlalchemy", f"insert failed: [{TYPED}]", (), "insert failed:"),
        ("asyncio", f"Task failed\nfuture: <Task {TYPED}>", (), "Task failed"),
        ("asyncio", f"Exception in callback <bound {TYPED}>()", (), "Exception in callback"),
        ("botbuilder", f"{{'text': '{TYPED}'}}", (), "(not ours)"),
    ],
)
def test_of_others_records_only_the_constant_beginning_is_kept(
    written: Callable[[], list[dict[str, Any]]],
    logger: str,
    told: str,
    values: tuple[str, ...],
    kept: str,
) -> None:
    logging.getLogger(logger).error(told, *values)
    assert written()[0]["message"] == kept


def test_an_exception_is_told_by_its_kind_and_place_alone(
    written: Callable[[], list[dict[str, Any]]],
) -> None:
    logging.getLogger("aiohttp.server").error("Error", exc_info=raised())
    (line,) = written()
    assert line["error"] == "ValueError"
    assert __file__ in line["at_code"][0]
    assert TYPED not in json.dumps(line)


def test_a_person_at_a_terminal_reads_plain_lines_under_the_same_rule() -> None:
    record = logging.LogRecord(
        "aiohttp.server", logging.ERROR, "", 0, "Error from %s", (TYPED,), None
    )
    error = raised()
    record.exc_info = (type(error), error, error.__traceback__)
    line = logs.PlainLines().format(record)
    assert line.startswith("ERROR aiohttp.server: Error from (ValueError at ")
    assert TYPED not in line


def test_every_package_of_ours_counts_as_ours() -> None:
    from tests.test_architecture import PACKAGES  # noqa: PLC0415

    assert set(PACKAGES) - {"manifest", "settings"} <= set(logs.OURS)
