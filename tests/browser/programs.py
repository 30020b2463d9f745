"""Starting the programs of a browser test, and ending them with everything that they started."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT = 60


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def program(
    *command: str,
    folder: Path,
    ready: str,
    environment: Mapping[str, str],
    within: float = START_TIMEOUT,
) -> AsyncIterator[int]:
    """Run a command in a process group of its own until the block ends; gives its process id.

    It counts as up when a line of its output has `ready`, at most `within` seconds after it began;
    if it ends before, the test fails with
    what it said.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    said: list[str] = []
    up = asyncio.Event()

    async def listen() -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            said.append(line.decode(errors="replace"))
            if ready in said[-1]:
                up.set()
        up.set()

    listening = asyncio.create_task(listen())
    try:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(up.wait(), within)
        if process.returncode is not None or not any(ready in line for line in said):
            raise AssertionError(f"{command[0]} did not start:\n{''.join(said[-30:])}")
        yield process.pid
    finally:
        _signal(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 15)
        except TimeoutError:
            pass
        finally:
            _signal(process.pid, signal.SIGKILL)
            await process.wait()
            await listening


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, number)


def python(*arguments: str) -> tuple[str, ...]:
    """A command of the Python that runs the tests, whose output is not held back."""
    return (sys.executable, "-u", *arguments)
