"""The trail's head beside a SQLite database: whoever loses what was written last is told.

SQLite writes to a log beside the file (`-wal`). Where that is lost after a kill, the file is sound
and the trail in it whole, but the end of both is gone.
"""

import logging
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.audit.trail import Head
from storage.tables import audit

logger = logging.getLogger(__name__)

FILE = "trail.head"


def note_head(folder: Path, head: Head) -> None:
    """After the unit was kept. What cannot be noted is in the database all the same."""
    try:
        new = folder / f"{FILE}.new"
        new.write_text(f"{head}\n", "ascii")
        new.replace(folder / FILE)
    except OSError as error:
        logger.warning("the head of the trail could not be noted: %s", error.strerror)


def noted_head(folder: Path) -> Head | None:
    """The head that was noted last; None without one that can be read."""
    with suppress(OSError, ValueError):
        return Head.parse((folder / FILE).read_text("ascii"))
    return None


def forget_head(folder: Path) -> None:
    """Before an older copy takes the database's place."""
    (folder / FILE).unlink(missing_ok=True)


async def is_part(connection: AsyncConnection, head: Head) -> bool:
    """Whether the trail still has the entry with which this head was noted."""
    query = select(audit.c.hash).where(audit.c.seq == head.seq)
    return (await connection.execute(query)).scalar_one_or_none() == head.hash
