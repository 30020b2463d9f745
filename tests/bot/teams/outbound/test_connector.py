"""Replies over the shared session: what is asked again, what is not, and where tokens go."""

from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from aiohttp import web
from botbuilder.schema import Activity, ConversationAccount, ConversationReference

from bot.teams.auth.authentication import LocalAuthentication
from bot.teams.auth.cloud import PUBLIC, ServiceHosts
from bot.teams.endpoint import TurnAdapter
from bot.teams.outbound.activity_from_reply import text_message
from bot.teams.outbound.circuit_breaker import CircuitBreaker
from bot.teams.outbound.connector import Connectors, NotSent
from bot.teams.turn_errors import delivery_unknown
from tests.microsoft import Microsoft


class Asked:
    """A token that counts how often it was asked for, and waits that take no time."""

    def __init__(self) -> None:
        self.tokens = 0
        self.waits: list[float] = []

    async def token(self) -> str:
        self.tokens += 1
        return "made-up"

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
async def connectors(asked: Asked) -> AsyncIterator[Connectors]:
    async with aiohttp.ClientSession() as http:
        yield Connectors(http, ServiceHosts(["127.0.0.1"]), asked.token, asked.sleep)


def message() -> Activity:
    sent = text_message("hello")
    sent.conversation = ConversationAccount(id="a:1")
    return sent


def answers(status: int, **headers: str) -> Callable[[], web.Response]:
    return lambda: web.Response(status=status, text="<html>busy</html>", headers=headers)


async def test_six_hundred_replies_take_one_connection(
    connectors: Connectors, side: Microsoft
) -> None:
    for _ in range(600):
        connector = await connectors.create(side.service)
        sent = await connector.reply_to_activity("a:1", "7", message())
    assert sent.id == "1:600"
    assert len(side.connections) == 1


async def test_a_busy_connector_is_asked_again_when_it_says(
    connectors: Connectors, side: Microsoft, asked: Asked
) -> None:
    side.next_answers = [answers(429, **{"Retry-After": "7"}), answers(412)]
    connector = await connectors.create(side.service)
    assert (await connector.send_to_conversation("a:1", message())).id == "1:3"
    assert asked.waits[0] == 7
    assert 0 < asked.waits[1] <= 2


async def test_a_connector_that_stays_busy_is_given_up(
    connectors: Connectors, side: Microsoft, asked: Asked
) -> None:
    side.next_answers = [answers(429)] * 9
    connector = await connectors.create(side.service)
    with pytest.raises(NotSent) as failure:
        await connector.send_to_conversation("a:1", message())
    assert failure.value.status == 429
    assert sum(asked.waits) <= 15
    assert len(side.sent) == len(asked.waits) + 1


async def test_a_reply_is_kept_for_more_than_an_hour_while_the_connector_takes_none(
    connectors: Connectors, side: Microsoft, asked: Asked
) -> None:
    side.next_answers = [answers(429)] * 60
    connector = await connectors.create(side.service)
    assert (await connector.reply_to_activity("a:1", "7", message())).id == "1:61"
    assert max(asked.waits) <= 30
    side.next_answers = [answers(429, **{"Retry-After": "1000"})] * 9
    with pytest.raises(NotSent) as failure:
        await connector.reply_to_activity("a:1", "7", message())
    assert failure.value.is_over
    assert len(side.sent) == 61 + 5


async def test_a_reply_waits_for_a_token_that_cannot_be_had_yet(side: Microsoft) -> None:
    asked = Asked()

    async def token() -> str:
        if len(asked.waits) < 50:
            raise NotSent("no token")
        return "made-up"

    async with aiohttp.ClientSession() as http:
        connectors = Connectors(http, ServiceHosts(["127.0.0.1"]), token, asked.sleep)
        connector = await connectors.create(side.service)
        assert (await connector.reply_to_activity("a:1", "7", message())).id == "1:1"


async def test_a_very_long_wait_is_not_waited_for(
    connectors: Connectors, side: Microsoft, asked: Asked
) -> None:
    side.next_answers = [answers(429, **{"Retry-After": "86400"})]
    connector = await connectors.create(side.service)
    with pytest.raises(NotSent):
        await connector.send_to_conversation("a:1", message())
    assert asked.waits == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 413, 500, 502, 503, 504, 302])
async def test_a_post_that_may_have_arrived_or_never_will_is_not_repeated(
    connectors: Connectors, side: Microsoft, status: int
) -> None:
    side.next_answers = [answers(status, Location=f"{side.base}/openid")]
    connector = await connectors.create(side.service)
    with pytest.raises(NotSent) as failure:
        await connector.send_to_conversation("a:1", message())
    assert failure.value.status == status
    assert len(side.sent) == 1


async def test_a_lost_answer_is_not_repeated(connectors: Connectors, side: Microsoft) -> None:
    class Vanishing(web.Response):
        async def prepare(self, request: web.BaseRequest) -> None:
            assert request.transport is not None
            request.transport.close()

    side.next_answers = [Vanishing]
    connector = await connectors.create(side.service)
    with pytest.raises(NotSent):
        await connector.send_to_conversation("a:1", message())
    assert len(side.sent) == 1


async def test_a_connection_that_never_came_about_is_tried_again(
    connectors: Connectors, asked: Asked
) -> None:
    connector = await connectors.create("http://127.0.0.1:1/")
    with pytest.raises(NotSent):
        await connector.send_to_conversation("a:1", message())
    assert len(asked.waits) >= 3


async def test_a_host_that_fails_is_left_alone_and_then_tried_by_one(side: Microsoft) -> None:
    asked, now = Asked(), [0.0]
    async with aiohttp.ClientSession() as http:
        hosts = ServiceHosts(["127.0.0.1"])
        connectors = Connectors(http, hosts, asked.token, asked.sleep, lambda: now[0])
        connector = await connectors.create(side.service)
        side.next_answers = [answers(502)] * 7
        for _ in range(9):
            with pytest.raises(NotSent):
                await connector.send_to_conversation("a:1", message())
        assert len(side.sent) == 5, "after five failures running nothing more is posted"
        now[0] += 11
        with pytest.raises(NotSent):
            await connector.send_to_conversation("a:1", message())
        assert len(side.sent) == 6, "one has tried, the others go on waiting"
        with pytest.raises(NotSent):
            await connector.send_to_conversation("a:1", message())
        assert len(side.sent) == 6
        now[0] += 11
        side.next_answers.clear()
        for _ in range(3):
            await connector.send_to_conversation("a:1", message())
        assert len(side.sent) == 9


def test_while_one_tries_a_host_the_others_look_again_soon() -> None:
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0])
    for _ in range(5):
        breaker.note(answered=False)
    assert breaker.wait() == 10
    now[0] += 10
    assert breaker.wait() == 0, "this one tries"
    assert breaker.wait() == 1
    breaker.note(answered=False)
    assert breaker.wait() == 10
    now[0] += 10
    assert breaker.wait() == 0
    breaker.note(answered=True)
    assert breaker.wait() == 0


async def test_what_does_no_harm_twice_is_posted_until_it_is_taken(
    connectors: Connectors, side: Microsoft
) -> None:
    harmless = delivery_unknown()
    harmless.conversation = ConversationAccount(id="a:1")
    side.next_answers = [answers(502), answers(500), answers(503)]
    connector = await connectors.create(side.service)
    assert (await connector.reply_to_activity("a:1", "7", harmless)).id == "1:4"


@pytest.mark.parametrize("body", ["", "null", "[]", '{"id": 7}', "<html>"])
async def test_an_odd_receipt_is_still_a_receipt(
    connectors: Connectors, side: Microsoft, body: str
) -> None:
    side.next_answers = [lambda: web.Response(status=201, text=body)]
    connector = await connectors.create(side.service)
    assert (await connector.send_to_conversation("a:1", message())).id == ""


@pytest.mark.parametrize("address", ["https://evil.example/", "http://10.0.0.1/", "", "x"])
async def test_another_host_gets_neither_a_reply_nor_a_token(
    connectors: Connectors, asked: Asked, address: str
) -> None:
    with pytest.raises(NotSent):
        await connectors.create(address)
    assert asked.tokens == 0


async def test_a_stored_conversation_is_checked_again_when_it_is_used(
    wire_adapter: TurnAdapter, side: Microsoft
) -> None:
    async def say(context: object) -> None:
        await context.send_activity(text_message("news"))  # type: ignore[attr-defined]

    def stored(address: str) -> ConversationReference:
        return ConversationReference(
            service_url=address,
            channel_id="msteams",
            conversation=ConversationAccount(id="a:1"),
        )

    await wire_adapter.continue_conversation(stored(side.service), say, "app")
    assert [sent.body["text"] for sent in side.sent] == ["news"]
    with pytest.raises(NotSent):
        await wire_adapter.continue_conversation(stored("https://evil.example"), say, "app")


@pytest.fixture
def wire_adapter(connectors: Connectors) -> TurnAdapter:
    return TurnAdapter(LocalAuthentication(connectors, ServiceHosts(["127.0.0.1"])))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://SMBA.trafficmanager.net/emea/", True),
        ("https://directline.botframework.com", True),
        ("https://botframework.com", False),
        ("https://smba.trafficmanager.net./", False),
        ("http://smba.trafficmanager.net/", False),
        ("http://127.0.0.1/", False),
    ],
)
def test_microsofts_hosts_are_allowed_by_https(address: str, allowed: bool) -> None:
    assert ServiceHosts(PUBLIC.service_hosts).allows(address) is allowed
