"""Whether the assistant serves and whether it can do its work, for machines that ask.

`/healthz` says that the process serves and depends on nothing. `/readyz` says how each thing
fares that the assistant needs; it gives 503 if one fails. It is for monitoring: what it watches
is shared by all replicas, so taking one out of service would repair nothing.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from operations.telemetry.metrics import Telemetry

log = logging.getLogger(__name__)

_BETWEEN_LOOKS = 30
_AT_MOST_EVERY = 5
_LONGEST_CHECK = 3


class CheckState(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one thing stands. `said` is for operators, in the log; `facts` are plain values that
    anybody may read."""

    state: CheckState
    said: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[], Awaitable[CheckResult]]


class Health:
    """Looks at everything every half minute, and when asked, but at most every five seconds.

    `now` is a monotonic clock in seconds. A change is told to the log once, figures always.
    """

    def __init__(
        self, checks: Mapping[str, Check], telemetry: Telemetry, now: Callable[[], float]
    ) -> None:
        self._checks = checks
        self._telemetry = telemetry
        self._now = now
        self._looking = asyncio.Lock()
        self._looked_at: float | None = None
        self._standing: dict[str, CheckResult] = {}

    def routes(self, app: web.Application) -> None:
        """Add `/healthz` and `/readyz`, and the looking, to a server."""
        app.router.add_get("/healthz", _serves)
        app.router.add_get("/readyz", self._ready)
        app.cleanup_ctx.append(self._watch)

    async def look(self) -> Mapping[str, CheckResult]:
        """How everything stands, by the name of its check."""
        async with self._looking:
            if self._looked_at is None or self._now() - self._looked_at >= _AT_MOST_EVERY:
                standing = await asyncio.gather(*map(_bounded, self._checks.values()))
                for name, found in zip(self._checks, standing, strict=True):
                    self._note(name, found)
                self._looked_at = self._now()
            return dict(self._standing)

    def _note(self, name: str, found: CheckResult) -> None:
        self._telemetry.checks.set(int(found.state is not CheckState.FAIL), {"check": name})
        before = self._standing.get(name, CheckResult(CheckState.OK))
        self._standing[name] = found
        if (found.state, found.said) != (before.state, before.said):
            level = logging.INFO if found.state is CheckState.OK else logging.WARNING
            log.log(level, "readiness: %s is %s. %s", name, found.state, found.said)

    async def _ready(self, _request: web.Request) -> web.Response:
        standing = await self.look()
        ready = all(found.state is not CheckState.FAIL for found in standing.values())
        checks = {name: {"state": s.state, **s.facts} for name, s in standing.items()}
        return web.json_response(
            {"ready": ready, "checks": checks},
            status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Cache-Control": "no-store"},
        )

    async def _watch(self, _app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(self._look_again_and_again(), name="readiness")
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _look_again_and_again(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(_BETWEEN_LOOKS)


async def _bounded(check: Check) -> CheckResult:
    try:
        async with asyncio.timeout(_LONGEST_CHECK):
            return await check()
    except TimeoutError:
        return CheckResult(CheckState.FAIL, f"It did not answer within {_LONGEST_CHECK} seconds.")
    except Exception as error:  # a check that fails to run must not hide the others
        return CheckResult(CheckState.FAIL, f"The check itself failed: {type(error).__name__}.")


async def _serves(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


async def serve_figures(
    telemetry: Telemetry, host: str, port: int, guards: Sequence[Middleware] = ()
) -> AsyncGenerator[None, None]:
    """`/metrics` on a port of its own, which the way in from outside does not reach; `guards` are
    asked first, as at the pages."""

    async def figures(_request: web.Request) -> web.Response:
        return web.Response(
            body=telemetry.prometheus(), headers={"Content-Type": "text/plain; version=0.0.4"}
        )

    app = web.Application(middlewares=guards)
    app.router.add_get("/metrics", figures)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
