"""A workbook made in a process of its own, so that ten thousand rows hold nobody else up.

The process reads the rows as JSON from its input and writes the workbook to its output.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from triage.export.spreadsheet import Cell, as_xlsx

Table = Sequence[Sequence[Cell]]

_FEW = 300
"""Rows that are quicker made here than elsewhere."""

_PATIENCE = 60  # seconds
_ROOT = Path(__file__).resolve().parents[2]


class WorkbookError(RuntimeError):
    """The process that makes the workbook ended without one, or took too long."""


async def make_workbook(size: int, gather: Callable[[], Awaitable[Table]]) -> bytes:
    """A table of about `size` rows, once gathered, as `as_xlsx` makes it. Raises WorkbookError, and
    what `gather` raises."""
    if size <= _FEW:
        return await asyncio.to_thread(as_xlsx, await gather())
    # Started first: it gets ready while the rows are read.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "triage.export.workbook", cwd=_ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        table = await gather()
        rows = await asyncio.to_thread(lambda: json.dumps(table).encode())
        async with asyncio.timeout(_PATIENCE):
            made, _ = await process.communicate(rows)
    except TimeoutError:
        raise WorkbookError("the workbook took too long") from None
    finally:
        if process.returncode is None:  # also where nobody waits for it any more
            process.kill()
            await process.wait()
    if process.returncode or not made:
        raise WorkbookError(f"the workbook's process ended with {process.returncode}")
    return made


if __name__ == "__main__":
    gc.disable()  # it would walk over much, a fifth of the time, and find nothing to throw away
    sys.stdout.buffer.write(as_xlsx(json.load(sys.stdin.buffer)))
