"""What is served is noted in the database, holds over a restart, and is served on whatever is
written over it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

import storage
from common.clock import today
from knowledge.__main__ import main as knowledge_commands
from knowledge.files.load import read_folder
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.served_on_disk import NAME
from knowledge.publishing.served_versions import ServedVersions
from operations.version_noting import note, noting
from storage import Store
from storage.publishing.kept_versions import kept_versions
from storage.tables import audit
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return undisputed_set(tmp_path)


def start(folder: Path, clock: SetClock) -> tuple[ServedVersions, LiveSet]:
    """What a process begins with, before it has its database."""
    served = ServedVersions(lambda: today(clock))
    live = LiveSet.load(folder, clock=clock, meaning=False, further=served.problems)
    return served, live


def edit(folder: Path, old: str, new: str, name: str = "meetings/3.0.md") -> None:
    path = folder / name
    path.write_text(path.read_text().replace(old, new))


def rule(live: LiveSet) -> str:
    return live.library.answer("how long are recordings kept").passages[0].text


async def test_a_first_start_adopts_what_is_there_and_the_trail_says_so(
    store: Store, folder: Path, clock: SetClock
) -> None:
    served, live = start(folder, clock)
    async with noting(store, served, live), store.reading() as connection:
        kept = {one.ref: one for one in await kept_versions(connection)}
        rows = await connection.execute(
            select(audit.c.subject).where(audit.c.action == "policy.served")
        )
        subjects = set(rows.scalars())

    assert {"meetings@1.0", "meetings@2.0", "meetings@3.0"} <= kept.keys() == subjects
    assert kept["meetings@3.0"].text == (folder / "meetings" / "3.0.md").read_text()


async def test_other_words_are_not_taken_up_while_it_runs(
    store: Store, folder: Path, clock: SetClock
) -> None:
    served, live = start(folder, clock)
    async with noting(store, served, live):
        edit(folder, "14 days", "30 days")

        assert not live.reload()
        assert not live.is_current
        assert "14 days" in rule(live)
        assert "3.1" in live.problems[0].message

        edit(folder, "30 days", "14 days")
        live.reload()
        assert live.is_current


async def test_words_written_over_while_nobody_ran_are_not_served_after_the_start(
    store: Store, folder: Path, clock: SetClock
) -> None:
    served, live = start(folder, clock)
    async with noting(store, served, live):
        pass
    edit(folder, "14 days", "30 days")
    edit(folder, "Head of Meetings", "Keeper of Meetings")
    served, live = start(folder, clock)
    assert "30 days" in rule(live), "nothing is known before the database is read"
    async with noting(store, served, live):
        assert "14 days" in rule(live)
        assert live.library.policy_set.policies[-1].ref
        assert not live.is_current
        assert not live.reload(), "nothing has changed in the folder"
        assert "14 days" in rule(live)

        edit(folder, "30 days", "14 days")
        live.reload()
        assert live.is_current
        assert "14 days" in rule(live)


async def test_a_version_is_noted_on_the_day_on_which_it_begins(
    store: Store, folder: Path, clock: SetClock
) -> None:
    clock.now = datetime(2026, 11, 1, 9, tzinfo=UTC)
    served, live = start(folder, clock)
    async with noting(store, served, live):
        edit(folder, "14 days", "15 days")
        assert live.reload(), "it has not begun: its words may still be changed"

        clock.now = datetime(2026, 11, 2, 0, 0, 1, tzinfo=UTC)
        assert await note(store, served, live) >= 1
        edit(folder, "15 days", "30 days")
        assert not live.reload()


async def test_what_one_replica_noted_another_one_holds_to(
    store: Store, folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    one, here = start(folder, clock)
    async with noting(store, one, here):
        other, there = start(folder, clock)
        async with noting(store, other, there):
            edit(folder, "14 days", "30 days")
            there.reload()
            assert "14 days" in rule(there)
            async with store.reading() as connection:
                refs = [kept.ref for kept in await kept_versions(connection)]
            assert len(refs) == len(set(refs))


async def test_two_replicas_that_note_at_once_note_once(
    store: Store, folder: Path, clock: SetClock
) -> None:
    sides = [start(folder, clock) for _ in range(2)]
    await asyncio.gather(*(note(store, served, live) for served, live in sides))
    async with store.reading() as connection:
        rows = await connection.execute(
            select(audit.c.subject).where(audit.c.action == "policy.served")
        )
        subjects = list(rows.scalars())

    assert len(subjects) == len(set(subjects))


async def test_the_command_that_checks_compares_with_what_the_database_knows(
    sqlite_database: str, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    from operations.cli.commands import check_command  # noqa: PLC0415
    from settings import Settings  # noqa: PLC0415

    store = await storage.open(sqlite_database, clock)
    served, live = start(folder, clock)
    async with noting(store, served, live):
        pass
    await store.close()
    edit(folder, "14 days", "30 days")
    command = check_command(lambda: Settings(data=Path(sqlite_database)))
    result = await asyncio.to_thread(CliRunner().invoke, command, [str(folder), "--on=2026-12-01"])

    assert result.exit_code == 1
    assert "meetings@3.0 was served with other words" in result.output


async def test_a_check_without_the_database_knows_what_was_served_and_says_what_the_desk_says(
    store: Store, folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    served, live = start(folder, clock)
    async with noting(store, served, live, tmp_path / "data"):
        pass
    edit(folder, "14 days", "30 days")
    given = ["check", str(folder), "--on", "2026-12-01", "--data", str(tmp_path / "data")]

    found = CliRunner().invoke(knowledge_commands, given)

    (problem,) = served.problems(read_folder(folder)[0])
    assert found.exit_code == 1
    assert problem.message in found.output
    (tmp_path / "data" / NAME).write_text("{")
    assert "cannot be read" in CliRunner().invoke(knowledge_commands, given).output
