"""Doing a thing once: repeats share the outcome, memory is bounded, endings are orderly."""

import asyncio
import gc
import weakref
from contextvars import ContextVar, copy_context

import pytest

from bot.teams.inbound.idempotency_cache import IdempotencyCache


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Counted:
    def __init__(self) -> None:
        self.done = 0

    async def __call__(self) -> int:
        await asyncio.sleep(0)
        self.done += 1
        return self.done


async def test_a_repeat_gets_the_first_outcome_for_ten_minutes() -> None:
    clock, act = Clock(), Counted()
    once: IdempotencyCache[int] = IdempotencyCache(clock)
    assert [await once.of(("c", "1"), act) for _ in range(3)] == [1, 1, 1]
    clock.now = 599
    assert await once.of(("c", "1"), act) == 1
    clock.now = 601
    assert await once.of(("c", "1"), act) == 2


async def test_without_a_key_everything_is_new() -> None:
    once, act = IdempotencyCache[int](Clock()), Counted()
    assert [await once.of(None, act) for _ in range(3)] == [1, 2, 3]


async def test_what_is_under_way_is_not_forgotten_however_long_it_takes() -> None:
    clock = Clock()
    once: IdempotencyCache[str] = IdempotencyCache(clock)
    go = asyncio.Event()

    async def wait() -> str:
        await go.wait()
        return "done"

    first = once.of(("c", "1"), wait)
    clock.now = 10_000
    assert once.of(("c", "1"), wait) is first
    go.set()
    assert await first == "done"


async def test_memory_is_bounded() -> None:
    once, act = IdempotencyCache[int](Clock(), most=10), Counted()
    for number in range(25):
        await once.of(("c", str(number)), act)
    assert await once.of(("c", "24"), act) == 25
    assert await once.of(("c", "0"), act) == 26


async def test_at_the_end_what_is_under_way_finishes_or_is_stopped() -> None:
    once: IdempotencyCache[None] = IdempotencyCache(Clock())
    act = Counted()

    async def never() -> None:
        await asyncio.Event().wait()

    async def soon() -> None:
        await act()

    quick, stuck = once.of(None, soon), once.of(None, never)
    await once.drain(0.05)
    assert quick.done()
    assert not quick.cancelled()
    assert stuck.cancelled()


async def test_what_is_remembered_keeps_nothing_of_that_in_which_it_was_done() -> None:
    class Trace:
        pass

    trace: ContextVar[Trace] = ContextVar("trace")
    once: IdempotencyCache[str] = IdempotencyCache(Clock())

    async def done() -> str:
        return "done"

    def in_a_trace() -> weakref.ref[Trace]:
        trace.set(Trace())
        once.of(("chat", "1"), done)
        return weakref.ref(trace.get())

    traced = copy_context().run(in_a_trace)
    assert await once.of(("chat", "1"), done) == "done"
    await asyncio.sleep(0)
    gc.collect()
    assert traced() is None
    assert await once.of(("chat", "1"), done) == "done"


async def test_a_repeat_of_what_failed_is_told_the_same() -> None:
    once: IdempotencyCache[str] = IdempotencyCache(Clock())

    async def fails() -> str:
        raise LookupError("as before")

    for _ in range(3):
        with pytest.raises(LookupError, match="as before"):
            await once.of(("chat", "1"), fails)
        await asyncio.sleep(0)
