"""How much may be asked at a time: politely limited, for each person, each tenant, everybody."""

import asyncio

from bot.message import Message, Reply, Text
from bot.messages.say import say
from bot.middleware.rate_limit import RateLimited
from common.person import Person

ANSWER = Reply([Text("Yes.")])


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Echo:
    """Answers when it may; counts who is inside at the same time."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.inside = self.most = 0
        self.heard: list[Message] = []

    async def reply_to(self, message: Message) -> Reply:
        self.heard.append(message)
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.go_on.wait()
        finally:
            self.inside -= 1
        return ANSWER

    async def welcome(self, message: Message) -> Reply:
        self.heard.append(message)
        return ANSWER


def from_(person: str, *, tenant: str = "t", action: str = "") -> Message:
    return Message("1", "chat", Person(tenant, person), "may i", action)


async def test_what_is_within_the_limits_is_heard_as_it_was_sent() -> None:
    echo = Echo()
    paced = RateLimited(echo, Clock(), per_person=30)

    assert await paced.welcome(from_("ann")) == ANSWER
    assert await paced.reply_to(from_("ann", action="idea.send")) == ANSWER

    assert echo.heard == [from_("ann"), from_("ann", action="idea.send")]


async def test_who_sends_too_much_is_told_how_long_to_wait_and_others_are_not() -> None:
    clock = Clock()
    paced = RateLimited(Echo(), clock, per_person=30)
    replies = [await paced.reply_to(from_("ann")) for _ in range(31)]
    assert replies[:30] == [ANSWER] * 30
    assert replies[30].passing
    assert "Please wait 2 seconds" in str(replies[30].blocks[0])
    assert await paced.reply_to(from_("bob")) == ANSWER
    clock.now += 2
    assert await paced.reply_to(from_("ann")) == ANSWER
    assert (await paced.reply_to(from_("ann"))).passing


async def test_a_form_is_still_taken_when_typing_is_not() -> None:
    paced = RateLimited(Echo(), Clock(), per_person=5)
    for _ in range(5):
        await paced.reply_to(from_("ann"))
    assert (await paced.reply_to(from_("ann"))).passing
    forms = [await paced.reply_to(from_("ann", action="idea.send")) for _ in range(11)]
    assert [form.passing for form in forms] == [False] * 10 + [True]


async def test_whoever_sends_too_many_forms_is_told_how_long_to_wait() -> None:
    paced = RateLimited(Echo(), Clock(), per_person=5)
    for _ in range(15):
        assert await paced.reply_to(from_("ann", action="idea.send")) == ANSWER
    late = await paced.reply_to(from_("ann", action="idea.send"))
    assert "Please wait 12 seconds" in str(late.blocks[0])


async def test_without_a_limit_nobody_waits() -> None:
    paced = RateLimited(Echo(), Clock())
    assert [await paced.reply_to(from_("ann")) for _ in range(200)] == [ANSWER] * 200


async def test_nobody_saves_up_more_than_a_minutes_worth() -> None:
    clock = Clock()
    paced = RateLimited(Echo(), clock, per_person=3)
    for _ in range(2):
        replies = [await paced.reply_to(from_("ann")) for _ in range(4)]
        assert [reply.passing for reply in replies] == [False] * 3 + [True]
        clock.now += 3_600


async def test_sixteen_turns_are_worked_on_at_once_and_five_hundred_wait() -> None:
    echo = Echo()
    echo.go_on.clear()
    paced = RateLimited(echo, Clock())
    turns = [asyncio.create_task(paced.reply_to(from_(str(n)))) for n in range(516)]
    await asyncio.sleep(0)
    assert echo.inside == 16
    assert (await paced.reply_to(from_("late"))).passing
    echo.go_on.set()
    assert await asyncio.gather(*turns) == [ANSWER] * 516


async def test_a_tenant_has_a_limit_of_its_own() -> None:
    paced = RateLimited(Echo(), Clock(), per_tenant=3)
    for person in ("ann", "bob", "cid"):
        assert await paced.reply_to(from_(person)) == ANSWER
    late = await paced.reply_to(from_("dee"))
    assert late.passing
    assert "Please wait 20 seconds" in str(late.blocks[0])
    assert await paced.reply_to(from_("eve", tenant="other")) == ANSWER


async def test_turns_wait_for_each_other_and_beyond_the_queue_people_are_told_at_once() -> None:
    echo = Echo()
    echo.go_on.clear()
    paced = RateLimited(echo, Clock(), at_once=2, waiting=3)
    turns = [asyncio.create_task(paced.reply_to(from_(str(n)))) for n in range(5)]
    await asyncio.sleep(0)
    refused = await paced.reply_to(from_("late"))
    assert (refused.blocks, refused.passing) == ((Text(say("failure-busy")),), True)
    echo.go_on.set()
    assert await asyncio.gather(*turns) == [ANSWER] * 5
    assert echo.most == 2
    assert await paced.reply_to(from_("late")) == ANSWER


async def test_a_turn_that_is_given_up_leaves_its_place_to_others() -> None:
    echo = Echo()
    echo.go_on.clear()
    paced = RateLimited(echo, Clock(), at_once=1, waiting=0)
    turn = asyncio.create_task(paced.reply_to(from_("ann")))
    await asyncio.sleep(0)
    turn.cancel()
    await asyncio.gather(turn, return_exceptions=True)
    echo.go_on.set()
    assert await paced.reply_to(from_("bob")) == ANSWER


async def test_only_so_many_people_are_remembered() -> None:
    paced = RateLimited(Echo(), Clock(), per_person=1)
    for number in range(20_010):
        paced._wait(from_(str(number)).person, 0)
    assert len(paced._people) == 20_000
