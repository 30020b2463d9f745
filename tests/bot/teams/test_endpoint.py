"""Bodies that are no activity, or an odd one: a 4xx or a polite reply, never 5xx."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams import adapter
from bot.teams.auth.credentials import ManagedIdentity
from tests.bot.teams.conftest import Parrot, Teams
from tests.microsoft import APP_ID, TENANT, Key, activity, microsoft, serving


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"7",
        b"{",
        b"{}",
        b"\xff\xfe\x00",
        b"\x00",
        b"[" * 100_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    ],
    ids=lambda body: f"{body[:20]!r}",
)
async def test_a_body_that_is_no_activity_gets_400(teams: Teams, body: bytes) -> None:
    assert await teams.post_raw(body) == (400, b"")


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "9" * 5000, "[" * 64 + "]" * 64])
async def test_an_activity_with_a_value_beyond_json_and_reason_gets_400(
    teams: Teams, value: str
) -> None:
    body = json.dumps(activity(teams.side.service, value="here")).replace('"here"', value)
    assert await teams.post_raw(body.encode()) == (400, b"")
    body = body.replace(value, "[" * 60 + "]" * 60)
    assert await teams.post_raw(body.encode()) == (200, b"")


@pytest.mark.parametrize("missing", ["type", "channelId", "serviceUrl", "conversation"])
async def test_an_activity_without_what_every_activity_has_gets_400(
    teams: Teams, missing: str
) -> None:
    body = activity(teams.side.service)
    odd_values: list[object] = [None, 7, [], {}, "", True]
    for odd in odd_values:
        assert await teams.post(body | {missing: odd}) == (400, b"")


async def test_a_body_over_the_limit_gets_413(teams: Teams) -> None:
    body = json.dumps(activity(teams.side.service, text="x" * 300_000)).encode()
    assert (await teams.post_raw(body))[0] == 413


async def test_a_body_over_the_limit_that_does_not_say_its_size_gets_413(teams: Teams) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 10_000

    assert (await teams.post_raw(chunks()))[0] == 413


async def test_a_body_that_unpacks_to_more_than_the_limit_gets_413(teams: Teams) -> None:
    packed = gzip.compress(b" " * 5_000_000)
    status, _ = await teams.post_raw(packed, **{"Content-Encoding": "gzip"})
    assert status == 413


async def test_a_body_that_is_not_packed_as_it_says_gets_400(teams: Teams) -> None:
    status, _ = await teams.post_raw(b"not gzip at all", **{"Content-Encoding": "gzip"})
    assert status == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "json"])
async def test_another_content_type_gets_415(teams: Teams, kind: str) -> None:
    assert (await teams.post_raw(b"{}", **{"Content-Type": kind}))[0] == 415


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "OPTIONS"])
async def test_another_method_gets_405(teams: Teams, method: str) -> None:
    async with aiohttp.ClientSession() as http, http.request(method, teams.url) as answer:
        assert answer.status == 405


@pytest.mark.parametrize(
    "entities",
    [
        [{"type": "mention"}],
        [{"type": "mention", "mentioned": None, "text": None}],
        [{"type": "mention", "mentioned": {"id": f"28:{APP_ID}"}, "text": 7}],
        [{"type": ["mention"], "mentioned": "x"}],
        [7, None, "x"],
        {"type": "mention"},
    ],
)
async def test_odd_mentions_do_no_harm(teams: Teams, parrot: Parrot, entities: object) -> None:
    await teams.say("<at>Policy assistant</at> may I?", entities=entities)
    assert parrot.heard[0].text == "Policy assistant may I?"


async def test_half_characters_and_controls_reach_nobody(teams: Teams, parrot: Parrot) -> None:
    raw = json.dumps(activity(teams.side.service)).replace("may I", r"may\ud800\u0000\u202e I")
    assert await teams.post_raw(raw.encode()) == (200, b"")
    assert parrot.heard[0].text == "may I record a meeting?"


UNADDRESSABLE = [
    ".", "..", "\r", "\n", "\x00", "a\r\nHost: b", "\x7f", "\u202e", "\u2028", "\ud800", "\ud800.",
    "a" * 2001, "é" * 400, "📎" * 170,
]  # fmt: skip


@pytest.mark.parametrize("odd", UNADDRESSABLE, ids=ascii)
async def test_an_id_that_no_address_can_carry_does_not_lose_the_reply(
    teams: Teams, odd: str
) -> None:
    conversation = activity(teams.side.service)["conversation"]
    await teams.say("may I?", id=odd, replyToId=odd)
    [reply] = teams.side.sent
    assert reply.path.endswith("/activities"), "it goes to the end of the conversation"

    refused = activity(teams.side.service, conversation=conversation | {"id": odd})
    assert await teams.post(refused) == (400, b"")


@pytest.mark.parametrize(
    "odd", ["...", "/", "../..", "%", "%2e", "?", "#", " ", "é", "\\", "a" * 2000]
)
async def test_any_other_id_is_answered_under_its_own_address(teams: Teams, odd: str) -> None:
    conversation = activity(teams.side.service)["conversation"] | {"id": odd}
    await teams.say("may I?", id=odd, conversation=conversation)
    [reply] = teams.side.sent
    segment = quote(odd, safe="")
    assert reply.path == f"/connector/v3/conversations/{segment}/activities/{segment}"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "\x00",
            "\ud800",
            ".",
            "..",
            "\r\n",
            "<at>x</at>",
            "mention",
            "a" * 5000,
            "📎\u200d",
            "\u202e",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = [
    "type", "id", "name", "text", "locale", "from", "recipient", "conversation", "membersAdded",
    "entities", "attachments", "value", "channelData", "action", "replyToId", "deliveryMode",
]  # fmt: skip
TYPES = ["message", "invoke", "conversationUpdate", "event", "messageUpdate", "installationUpdate"]


@pytest.fixture(scope="module")
def running(key: Key) -> Any:
    """The channel on a loop of its own, as hypothesis calls it from a plain function."""
    loop = asyncio.new_event_loop()
    ready: list[Any] = []

    async def open_() -> None:
        side = await stack.enter_async_context(microsoft(key))
        app = web.Application()
        adapter.routes(
            adapter.Bot(
                app_id=APP_ID,
                tenant=TENANT,
                allowed_tenants=frozenset({TENANT}),
                service_hosts=("127.0.0.1",),
                metadata=side.metadata,
                credential=ManagedIdentity(),
            ),
            Parrot(),
            app,
        )
        port = await stack.enter_async_context(serving(app))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        ready.append(Teams(side, f"http://127.0.0.1:{port}/api/messages", http))

    stack = AsyncExitStack()
    with pytest.MonkeyPatch.context() as patch:
        loop.run_until_complete(open_())
        patch.setenv("IDENTITY_ENDPOINT", f"{ready[0].side.base}/identity")
        patch.setenv("IDENTITY_HEADER", "made-up")
        yield loop, ready[0]
        loop.run_until_complete(stack.aclose())
    loop.close()


@given(
    changed=st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5), kind=st.sampled_from(TYPES)
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_activity_gets_5xx_or_makes_a_turn_fail(
    running: Any, caplog: pytest.LogCaptureFixture, changed: dict[str, Any], kind: str
) -> None:
    loop, teams = running
    caplog.clear()
    body = activity(teams.side.service, id=None, type=kind) | changed
    status, _ = loop.run_until_complete(teams.post(body))
    assert status < 500
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
