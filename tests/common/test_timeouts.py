"""Waiting no longer than an answer is worth."""

import asyncio
import logging

import pytest

from common.timeouts import BackgroundTasks, wait_for, wait_with_notice

SOON, LONG = 0.01, 30.0


async def test_work_that_takes_too_long_is_not_waited_for_and_ends_by_itself() -> None:
    may_end, ended = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        await may_end.wait()
        ended.set()
        return "done"

    assert await wait_for(work(), SOON) is None
    may_end.set()
    await asyncio.wait_for(ended.wait(), LONG)


async def test_a_failure_that_is_expected_gives_nothing_even_when_it_comes_late(
    caplog: pytest.LogCaptureFixture,
) -> None:
    may_fail = asyncio.Event()

    async def work() -> str:
        await may_fail.wait()
        raise ConnectionError("gone")

    with caplog.at_level(logging.WARNING):
        assert await wait_for(work(), SOON, ConnectionError) is None
        may_fail.set()
        assert await wait_for(work(), LONG, ConnectionError) is None
    assert [record.getMessage() for record in caplog.records] == ["done without it: gone"] * 2


async def test_a_failure_that_nobody_expects_is_raised() -> None:
    async def work() -> None:
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        await wait_for(work(), LONG, ConnectionError)


@pytest.mark.parametrize(("takes", "outcome", "notices"), [(0.0, "done", 0), (0.1, "done", 1)])
async def test_whoever_waits_is_told_once_where_it_takes_a_while(
    takes: float, outcome: str, notices: int
) -> None:
    told: list[str] = []

    async def work() -> str:
        await asyncio.sleep(takes)
        return "done"

    async def notify() -> None:
        told.append("still at it")

    found = await wait_with_notice(work(), first_notice=0.05, give_up=LONG, notify=notify)
    assert (found, len(told)) == (outcome, notices)


async def test_work_that_is_given_up_is_stopped() -> None:
    stopped = asyncio.Event()

    async def work() -> str:
        try:
            await asyncio.sleep(LONG)
        finally:
            stopped.set()
        return "done"

    async def notify() -> None: ...

    assert await wait_with_notice(work(), first_notice=LONG, give_up=SOON, notify=notify) is None
    assert stopped.is_set()


async def test_tasks_finish_before_the_end_and_those_that_take_too_long_are_stopped() -> None:
    ended: list[float] = []

    async def work(seconds: float) -> None:
        await asyncio.sleep(seconds)
        ended.append(seconds)

    tasks = BackgroundTasks[None]()
    quick, slow = tasks.start(work(SOON)), tasks.start(work(LONG))
    assert len(tasks) == 2
    await tasks.drain(0.2)
    assert (ended, quick.done(), slow.cancelled(), len(tasks)) == ([SOON], True, True, 0)
