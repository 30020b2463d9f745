"""The cache of signing keys: learns new keys, keeps old ones, asks seldom."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.teams.auth.signing_keys import SigningKeys, may_fetch
from tests.microsoft import Key, Microsoft


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def keys(side: Microsoft, clock: Clock) -> AsyncIterator[SigningKeys]:
    async with aiohttp.ClientSession() as http:
        cache = SigningKeys(http, side.metadata, clock)
        yield cache
        await cache.close()


@pytest.fixture(scope="module")
def second() -> Key:
    return Key("k2")


async def test_a_known_key_is_fetched_once(keys: SigningKeys, side: Microsoft) -> None:
    found = await asyncio.gather(*(keys.find("k1") for _ in range(20)))
    assert all(found)
    assert side.key_fetches == 1


async def test_a_caller_that_hangs_up_does_not_stop_the_fetch_for_others(
    keys: SigningKeys, side: Microsoft
) -> None:
    stalled = side.keys_stalled = asyncio.Event()
    first, second = (asyncio.create_task(keys.find("k1")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    stalled.set()
    assert await second


async def test_a_new_key_is_learnt_when_a_token_first_names_it(
    keys: SigningKeys, side: Microsoft, clock: Clock, second: Key
) -> None:
    await keys.find("k1")
    side.published = [second.published()]
    clock.now += 61
    assert await keys.find("k2")
    assert await keys.find("k1") is None


async def test_unknown_key_ids_lead_to_one_fetch_a_minute(
    keys: SigningKeys, side: Microsoft, clock: Clock
) -> None:
    for number in range(50):
        assert await keys.find(f"made-up-{number}") is None
    assert side.key_fetches == 1
    clock.now += 61
    await keys.find("made-up")
    assert side.key_fetches == 2


async def test_known_keys_stay_in_use_when_a_fetch_fails(
    keys: SigningKeys, side: Microsoft, clock: Clock
) -> None:
    await keys.find("k1")
    side.published = []
    clock.now += 61
    assert await keys.find("k9") is None
    assert await keys.find("k1")


async def test_day_old_keys_serve_while_they_are_fetched_again(
    keys: SigningKeys, side: Microsoft, clock: Clock
) -> None:
    await keys.find("k1")
    stalled = side.keys_stalled = asyncio.Event()
    clock.now += 25 * 60 * 60
    assert await keys.find("k1")
    assert side.key_fetches == 1
    stalled.set()
    side.keys_stalled = None
    clock.now += 61
    await keys.find("a key that makes us wait for the fetch")
    assert side.key_fetches == 2


@pytest.mark.parametrize(
    "entry",
    [
        7,
        {},
        {"kid": "k1"},
        {"kid": "k1", "kty": "oct", "k": "c2VjcmV0"},
        {"kid": "k1", "kty": "RSA"},
        {"kid": "k1", "kty": "RSA", "n": "!", "e": 7},
        {"kid": ["k1"], "kty": "RSA"},
    ],
)
async def test_entries_that_are_no_rsa_key_are_passed_over(
    keys: SigningKeys, side: Microsoft, second: Key, entry: object
) -> None:
    side.published = [entry, second.published()]  # type: ignore[list-item]
    assert await keys.find("k1") is None
    assert await keys.find("k2")


async def test_no_answer_at_all_is_an_unknown_key(clock: Clock) -> None:
    async with aiohttp.ClientSession() as http:
        cache = SigningKeys(http, "http://127.0.0.1:1/openid", clock)
        assert await cache.find("k1") is None
        await cache.close()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://login.botframework.com/keys", True),
        ("http://127.0.0.1:8080/keys", True),
        ("http://[::1]:8080/keys", True),
        ("http://login.botframework.com/keys", False),
        ("http://127.0.0.1.evil.example/keys", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_keys_come_by_https_or_from_this_machine(address: str, allowed: bool) -> None:
    assert may_fetch(address) is allowed
