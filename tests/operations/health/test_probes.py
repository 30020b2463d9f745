"""Health and readiness: what machines are told, how often is looked, and what the log says."""

import asyncio
import logging
from collections.abc import Callable, Iterator

import aiohttp
import pytest
from aiohttp import web

from operations.health.probes import CheckResult, CheckState, Health, serve_figures
from operations.telemetry.metrics import Telemetry
from tests.microsoft import serving


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Thing:
    """Something that is looked at; stands as it is told to."""

    def __init__(self) -> None:
        self.standing: CheckResult | Exception = CheckResult(CheckState.OK)
        self.looked_at = 0

    async def __call__(self) -> CheckResult:
        self.looked_at += 1
        if isinstance(self.standing, Exception):
            raise self.standing
        return self.standing


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    made = Telemetry()
    yield made
    made.close()


async def status_and_body(port: int, path: str) -> tuple[int, object]:
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        if answer.content_type != "application/json":
            return answer.status, await answer.text()
        return answer.status, await answer.json()


async def test_health_depends_on_nothing(telemetry: Telemetry) -> None:
    gone = Thing()
    gone.standing = CheckResult(CheckState.FAIL)
    app = web.Application()
    Health({"database": gone}, telemetry, Clock()).routes(app)
    async with serving(app) as port:
        assert await status_and_body(port, "/healthz") == (200, "ok")


async def test_one_failure_makes_it_not_ready_and_a_warning_does_not(telemetry: Telemetry) -> None:
    database, policies, clock = Thing(), Thing(), Clock()
    policies.standing = CheckResult(CheckState.WARN, "secret detail", {"fingerprint": "abc"})
    app = web.Application()
    Health({"database": database, "policies": policies}, telemetry, clock).routes(app)
    async with serving(app) as port:
        checks = {"database": {"state": "ok"}, "policies": {"state": "warn", "fingerprint": "abc"}}
        assert await status_and_body(port, "/readyz") == (200, {"ready": True, "checks": checks})
        database.standing = CheckResult(CheckState.FAIL, "secret detail")
        clock.now += 6
        checks["database"] = {"state": "fail"}
        assert await status_and_body(port, "/readyz") == (503, {"ready": False, "checks": checks})


async def test_many_who_ask_make_one_look(telemetry: Telemetry) -> None:
    thing, clock = Thing(), Clock()
    health = Health({"thing": thing}, telemetry, clock)
    await asyncio.gather(*(health.look() for _ in range(50)))
    assert thing.looked_at == 1
    clock.now += 6
    await health.look()
    assert thing.looked_at == 2


async def test_a_check_that_breaks_fails_alone(telemetry: Telemetry) -> None:
    broken, sound = Thing(), Thing()
    broken.standing = RuntimeError("what somebody typed")
    found = await Health({"broken": broken, "sound": sound}, telemetry, Clock()).look()
    assert found["broken"] == CheckResult(CheckState.FAIL, "The check itself failed: RuntimeError.")
    assert found["sound"] == CheckResult(CheckState.OK)


async def test_a_change_is_logged_once_with_its_reason(
    telemetry: Telemetry, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    thing, clock = Thing(), Clock()
    health = Health({"disk": thing}, telemetry, clock)

    async def look_twice() -> list[str]:
        caplog.clear()
        for _ in range(2):
            clock.now += 6
            await health.look()
        return caplog.messages

    assert await look_twice() == []
    thing.standing = CheckResult(CheckState.FAIL, "The disk is full.")
    assert await look_twice() == ["readiness: disk is fail. The disk is full."]
    thing.standing = CheckResult(CheckState.OK)
    assert await look_twice() == ["readiness: disk is ok. "]


@pytest.fixture
def free_port(unused_tcp_port_factory: Callable[[], int]) -> int:
    return unused_tcp_port_factory()


async def test_figures_are_served_on_their_own_port(telemetry: Telemetry, free_port: int) -> None:
    thing = Thing()
    thing.standing = CheckResult(CheckState.FAIL)
    await Health({"token": thing}, telemetry, Clock()).look()
    figures = serve_figures(telemetry, "127.0.0.1", free_port)
    await anext(figures)
    status, text = await status_and_body(free_port, "/metrics")
    assert status == 200
    assert 'assistant_check{check="token"} 0.0' in str(text)
    assert "process_resident_memory_bytes" in str(text)
    await figures.aclose()
