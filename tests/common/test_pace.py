"""Pages and searches go behind questions, one at a time, and never wait for long."""

import asyncio

import pytest

from common.pace import Turns


async def test_what_goes_behind_goes_one_at_a_time_in_its_order() -> None:
    turns, done, inside = Turns(), list[int](), [0]

    async def draw(number: int) -> None:
        async with turns.behind():
            inside[0] += 1
            assert inside[0] == 1
            await asyncio.sleep(0)
            done.append(number)
            inside[0] -= 1

    await asyncio.gather(*(draw(number) for number in range(8)))
    assert done == list(range(8))


async def test_nothing_is_drawn_until_the_last_question_is_answered() -> None:
    turns, drawn = Turns(patience=60), asyncio.Event()

    async def draw() -> None:
        async with turns.behind():
            drawn.set()

    with turns.asking():
        with turns.asking():
            drawing = asyncio.create_task(draw())
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)
        assert not drawn.is_set()
    await drawing


async def test_questions_that_hang_hold_up_nobody_for_longer_than_the_patience() -> None:
    turns = Turns(patience=0.05)

    async def draw() -> None:
        async with turns.behind():
            pass

    with turns.asking():
        async with asyncio.timeout(2):
            await asyncio.gather(*(draw() for _ in range(100)))


async def test_a_question_that_fails_ends_its_turn() -> None:
    turns = Turns(patience=60)
    with pytest.raises(ZeroDivisionError), turns.asking():
        _ = 1 / 0
    async with asyncio.timeout(2), turns.behind():
        pass
