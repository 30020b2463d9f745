"""Processes to do harm to, and the table of what each fault came to, printed when all is done."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from tests.faults.world import HEADINGS, Fault, World, bring_about, world
from tests.postgres import temporary_postgres

Survives = Callable[[World, str, Fault], Awaitable[None]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alone(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One process with SQLite, which all faults of a file befall one after another."""
    async with world(tmp_path_factory.mktemp("alone")) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def together(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Two processes that share a PostgreSQL."""
    with temporary_postgres() as server:
        async with world(tmp_path_factory.mktemp("together"), server) as made:
            yield made


@pytest.fixture
def survives(record_property: Callable[[str, object], None]) -> Survives:
    """Brings a fault about: every question is taken and heard of, none answered twice, and no
    caller gets a 5xx."""

    async def check(befallen: World, name: str, fault: Fault) -> None:
        outcome = await bring_about(name, fault, befallen)
        record_property("row", outcome.row())
        assert (outcome.refused, outcome.lost, outcome.doubled, outcome.failed) == (0, 0, 0, 0)

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
    rows = [row for report in reports for name, row in report.user_properties if name == "row"]
    if rows:
        terminalreporter.write_line(f"\n{HEADINGS}\n" + "\n".join(map(str, rows)))
