"""A newer release migrates while the older one serves: expand first, contract later.

The older release is the tables of this one; the newer one adds a step that expands.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, text

import storage
from storage import MigrationState, Store
from storage.engine.engines import database_url, make_plain_engine
from storage.migrations.steps import configuration, read_steps
from storage.tables import gap
from tests.databases import SetClock

STEP = '''"""A column and a table more, as a newer release might add them."""

import sqlalchemy as sa
from alembic import op

revision = "newer"
down_revision = "{last}"


def upgrade() -> None:
    op.add_column("gap", sa.Column("seen", sa.Text, nullable=False, server_default=""))
    op.create_table("novelty", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("ix_gap_seen", "gap", ["seen"])
'''

VERSIONS = Path(storage.__file__).parent / "migrations" / "versions"


def migrate_as_a_newer_release(where: str, steps: Path) -> None:
    engine = make_plain_engine(database_url(where))
    with engine.execution_options(writes=True).begin() as connection:
        config = configuration(connection)
        config.set_main_option("version_locations", f"{VERSIONS} {steps}")
        config.set_main_option("path_separator", "space")
        command.upgrade(config, "head")
    engine.dispose()


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The folder with the step of a newer release."""
    (last,) = read_steps().get_heads()
    (tmp_path / "newer.py").write_text(STEP.format(last=last))
    return tmp_path


async def note_a_gap(store: Store) -> None:
    async with store.writing() as unit:
        row = insert(gap).values(at=unit.now, kind="silent", question_masked="?")
        await unit.connection.execute(row)
        unit.audit("person:1", "gap.added", "gap")


@pytest.mark.parametrize("kind", ["sqlite_database", "own_postgres_database"])
async def test_the_older_release_serves_on_while_and_after_a_newer_one_migrates(
    request: pytest.FixtureRequest, kind: str, newer: Path, clock: SetClock
) -> None:
    where = str(request.getfixturevalue(kind))
    store = await storage.open(where, clock)
    written: asyncio.Queue[int] = asyncio.Queue()
    done, count = asyncio.Event(), 0

    async def serve() -> None:
        nonlocal count
        while not done.is_set():
            await note_a_gap(store)
            count += 1
            written.put_nowait(count)

    serving = asyncio.create_task(serve())
    await written.get()
    await asyncio.to_thread(migrate_as_a_newer_release, where, newer)
    migrated_after = count
    while await written.get() < migrated_after + 5:
        pass
    done.set()
    await serving

    assert await store.migration_state() is MigrationState.AHEAD, (
        "which readiness says, as a warning"
    )
    async with store.reading() as connection:
        kept = (await connection.execute(text("select count(*) from gap where seen = ''"))).scalar()
    assert kept == count, "nothing was lost and nothing failed meanwhile"
    await store.close()


def test_no_step_of_ours_contracts() -> None:
    """Old replicas go on with their tables: a step may add, never take away or rename."""
    script = read_steps()
    taken_away = [
        (step.revision, call)
        for step in script.walk_revisions()
        for call in _calls(Path(step.path).read_text("utf-8"))
        if call in {"drop_column", "drop_table", "rename_table", "alter_column", "drop_index"}
    ]
    assert taken_away == []


def _calls(source: str) -> Iterator[str]:
    for part in source.split("op.")[1:]:
        yield part.partition("(")[0]
