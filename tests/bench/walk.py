"""Through how many files a question passes, and how often it moves from one to another: from the
Teams endpoint until the reply is made, and until it is drawn and with the connector.

    .venv/bin/python -m tests.bench.walk [--show]

A file counts when a function of it is called; a move is a call of a function in another file than
the last one called. The whole server of `app.py` is asked, the second time that it is asked
anything. Nothing here is a test.
"""

import asyncio
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import aiohttp
from aiohttp.test_utils import TestServer

import app
from bot.message import Reply
from settings import Settings
from tests.microsoft import TENANT, Key, activity, microsoft

ROOT = Path(__file__).parents[2]
QUESTION = "what do I say before I record a meeting"
MOST_FILES, MOST_MOVES = 30, 200
_ENDPOINT = "bot/teams/endpoint.py"
_IN_TURN = ContextVar("in_turn", default=False)


@dataclass
class Stage:
    """The files that were reached, and the moves between them."""

    files: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)


@dataclass
class Walk:
    """What is called while `is_on`, in all threads; `made` is what was until the reply was."""

    sent: Stage = field(default_factory=Stage)
    made: Stage = field(default_factory=Stage)
    is_on: bool = False
    is_made: bool = False

    def profiler(self) -> Callable[[FrameType, str, object], None]:
        """One for each thread."""
        at = ""
        names: dict[str, str] = {}

        def seen(frame: FrameType, event: str, value: object) -> None:
            nonlocal at
            if not self.is_on or event not in ("call", "return"):
                return
            code = frame.f_code
            name = names.get(code.co_filename)
            if name is None:
                name = names[code.co_filename] = _ours(code.co_filename)
            if not name:
                return
            if name == _ENDPOINT and code.co_name == "post":
                _IN_TURN.set(True)  # for all that this task begins, in threads too
            if not _IN_TURN.get():
                return
            if event == "return":  # a coroutine also returns, something else, where it waits
                self.is_made |= name == "bot/conversation.py" and isinstance(value, Reply)
                return
            for stage in (self.sent,) if self.is_made else (self.sent, self.made):
                stage.files[name] += 1
                stage.calls[f"{name} {code.co_name}"] += 1
                if at and name != at:
                    stage.moves[at, name] += 1
            at = name

        return seen


def _ours(filename: str) -> str:
    """A file of the product by its path from the root, "" for any other."""
    path = Path(filename)
    if not path.is_relative_to(ROOT):
        return ""
    name = path.relative_to(ROOT)
    return "" if name.parts[0] in ("tests", ".venv") else name.as_posix()


@contextmanager
def followed(walk: Walk) -> Iterator[None]:
    """Threads that begin in the block are followed too."""
    threading.setprofile(lambda *_: sys.setprofile(walk.profiler()))
    sys.setprofile(walk.profiler())
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def take(walk: Walk, question: str) -> None:
    """Have the whole server asked, and the walk of the second question taken."""
    with TemporaryDirectory() as place:
        settings = Settings(policies=ROOT / "policies", data=Path(place))
        built = app.build(settings, lambda: datetime.now(UTC))
        async with (
            microsoft(Key("key")) as side,
            TestServer(built) as server,
            aiohttp.ClientSession() as http,
        ):

            async def say(number: int, text: str) -> None:
                body = activity(
                    side.service,
                    id=str(number),
                    text=text,
                    conversation={"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
                )
                async with http.post(server.make_url("/api/messages"), json=body) as answer:
                    assert answer.status < 300, answer.status
                while len(side.sent) <= number:  # noqa: ASYNC110  the stand-in has no event
                    await asyncio.sleep(0.01)

            await say(0, "which tools are approved")
            await asyncio.sleep(1)  # what follows a reply has ended
            walk.is_on = True
            await say(1, question)
            walk.is_on = False


def main() -> None:
    walk = Walk()
    with followed(walk):
        asyncio.run(take(walk, QUESTION))
    if "--show" in sys.argv:
        for name, calls in walk.made.calls.most_common(80):
            print(f"{calls:6} calls  {name}")
        for (before, after), count in walk.made.moves.most_common(60):
            print(f"{count:6} moves  {before} -> {after}")
    for name, stage in (("until the reply is made", walk.made), ("until it is sent", walk.sent)):
        print(f"{name}: {len(stage.files)} files, {sum(stage.moves.values())} moves")
    print(f"wanted: at most {MOST_FILES} files, {MOST_MOVES} moves")


if __name__ == "__main__":
    main()
