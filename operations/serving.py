"""Serving until told to stop, and saying in a sentence why it does not begin."""

import asyncio
import sys
from collections.abc import Callable, Iterable

from aiohttp import web

import storage
from common.clock import Clock, system_clock
from knowledge.files.load import PolicyError
from operations.rlimits import allow_many_connections, give_large_blocks_back
from operations.telemetry import logs
from operations.telemetry.application_insights import TelemetryExportError, telemetry_for
from operations.telemetry.metrics import Telemetry
from settings import LogFormat, Settings, SettingsError
from settings.sources import pulling_of
from sources.source import SourceError

Build = Callable[[Settings, Clock, Telemetry], web.Application]
"""Makes the whole server; raises what `serve` has words for."""

GOODBYE = 15
"""Seconds that requests under way get at the end; platforms kill after thirty."""


def serve(read: Callable[[], Settings], build: Build) -> int:
    """Serve until told to stop. Returns the exit code."""
    give_large_blocks_back()
    try:
        settings = read()
        logs.set_up(as_json=settings.log_format is LogFormat.JSON)
        telemetry = telemetry_for(settings.insights)
        if pulling := pulling_of(settings, system_clock):
            asyncio.run(pulling.first())
        app = build(settings, system_clock, telemetry)
    except SettingsError as refused:
        return stopped("The assistant does not start with these settings:", refused.problems)
    except TelemetryExportError as error:
        return stopped("The assistant does not start with these settings:", [str(error)])
    except (PolicyError, SourceError) as error:
        why = error.problems if isinstance(error, PolicyError) else [error]
        return stopped("The policies cannot be served:", map(str, why))
    allow_many_connections()
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            access_log=None,
            print=say_where(settings),
            shutdown_timeout=GOODBYE,
        )
    except (storage.StoreError, storage.AddressError) as error:
        return stopped("The database cannot be used:", [str(error)])
    except OSError as error:
        reason = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror})."
        return stopped("The assistant cannot start:", [f"{reason} Set PORT to a free port."])
    finally:
        telemetry.close()
    return 0


def say_where(settings: Settings) -> Callable[[str], None]:
    """What a person reads once the server is up: one line, whatever aiohttp would say."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = f"http://{host}:{settings.port}"
    if settings.is_local:
        line = f"Chat with the assistant at {where}/ (this computer only). Ctrl+C stops it."
    else:
        line = f"Teams reaches the assistant at {where}/api/messages."
    return lambda _: print(line, flush=True)  # noqa: T201 - said to the person who started it


def stopped(reason: str, details: Iterable[str]) -> int:
    """Say why the assistant does not start. Returns the exit code for that."""
    lines = [reason, *(f"  {detail}" for detail in details)]
    print("\n".join(lines), file=sys.stderr)  # noqa: T201
    return 2
