"""Who is let in, over the wire: 401 or 403 with an empty body for everybody else, never 5xx."""

import asyncio
import base64
import json
import time
from typing import Any

import aiohttp
import jwt
import pytest

from tests.bot.teams.conftest import Parrot, Teams
from tests.microsoft import APP_ID, ISSUER, TENANT, Key, activity

OTHER_TENANT = "99999999-2222-3333-4444-555555555555"
HOUR = 3600


async def refused(teams: Teams, token: str, **changed: object) -> int:
    """The status of a refusal, having checked that nothing else was told or done."""
    status, body = await teams.post(activity(teams.side.service, **changed), token)
    assert body == b""
    assert teams.side.sent == []
    return status


async def test_a_good_token_is_let_in(teams: Teams) -> None:
    assert await teams.post(activity(teams.side.service)) == (200, b"")
    assert len(teams.side.sent) == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "22222222-aaaa-bbbb-cccc-000000000002"},
        {"aud": [APP_ID]},
        {"aud": None},
        {"iss": "https://api.botframework.us"},
        {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
        {"iss": ISSUER + "/"},
        {"iss": None},
        {"exp": None},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": [1]},
        {"nbf": None},
        {"nbf": 2**40},
        {"serviceurl": None},
        {"serviceurl": "https://smba.trafficmanager.net/emea/"},
        {"serviceurl": 7},
        {"serviceurl": ""},
    ],
    ids=lambda claims: json.dumps(claims)[:60],
)
async def test_a_token_with_a_wrong_claim_is_refused(teams: Teams, claims: dict[str, Any]) -> None:
    assert await refused(teams, teams.side.token(**claims)) == 401


async def test_clocks_may_differ_by_five_minutes_and_no_more(teams: Teams) -> None:
    now = int(time.time())
    assert await refused(teams, teams.side.token(exp=now - 360)) == 401
    status, _ = await teams.post(
        activity(teams.side.service), teams.side.token(exp=now - 240, nbf=now - HOUR)
    )
    assert status == 200


def unsigned(header: object, claims: object) -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), b"signature"]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


GOOD_CLAIMS = {"iss": ISSUER, "aud": APP_ID, "nbf": 1, "exp": 2**33, "serviceurl": "x"}


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "é.é.é",
        "." * 50,
        unsigned({"alg": "none", "kid": "k1"}, GOOD_CLAIMS),
        unsigned({"alg": "HS256", "kid": "k1"}, GOOD_CLAIMS),
        unsigned({"alg": "RS256", "kid": "k1"}, GOOD_CLAIMS),
        unsigned({"alg": "RS256", "kid": 7}, GOOD_CLAIMS),
        unsigned({"alg": ["RS256"], "kid": "k1"}, GOOD_CLAIMS),
        unsigned({"alg": "RS256"}, GOOD_CLAIMS),
        unsigned({"alg": "RS256", "kid": "k1", "crit": ["x"]}, GOOD_CLAIMS),
        unsigned(["alg"], GOOD_CLAIMS),
        base64.urlsafe_b64encode(b"[" * 4000).decode() + ".e30.x",
        jwt.encode(GOOD_CLAIMS, "k" * 40, algorithm="HS256", headers={"kid": "k1"}),
    ],
    ids=lambda token: token[:40],
)
async def test_what_is_no_token_of_the_connector_is_refused(teams: Teams, token: str) -> None:
    assert await refused(teams, token) == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "bearer\tx", "Bearer a b"]
)
async def test_other_authorization_headers_are_refused(teams: Teams, header: str) -> None:
    status, body = await teams.post_raw(b"{}", Authorization=header)
    assert (status, body) == (401, b"")


async def test_other_algorithms_are_refused_even_with_the_right_key(teams: Teams) -> None:
    side = teams.side
    claims = jwt.decode(side.token(), options={"verify_signature": False})
    for algorithm in ("RS384", "RS512", "PS256"):
        token = jwt.encode(claims, side.key.private, algorithm=algorithm, headers={"kid": "k1"})
        assert await refused(teams, token) == 401


async def test_another_key_under_a_known_id_is_refused(teams: Teams) -> None:
    assert await refused(teams, teams.side.token(Key("k1"))) == 401


async def test_nothing_is_read_or_told_without_a_token(teams: Teams) -> None:
    async with aiohttp.ClientSession() as http, http.post(teams.url, data=b"x" * 300_000) as answer:
        assert (answer.status, await answer.read()) == (401, b"")


@pytest.mark.parametrize("endorsements", [[], ["webchat"], ["MSTEAMS"]])
async def test_a_key_that_is_not_endorsed_for_teams_is_refused(
    teams: Teams, endorsements: list[str]
) -> None:
    teams.side.published = [teams.side.key.published(endorsements)]
    assert await refused(teams, teams.side.token()) == 401


async def test_a_key_without_endorsements_is_refused(teams: Teams) -> None:
    published = teams.side.key.published()
    del published["endorsements"]
    teams.side.published = [published]
    assert await refused(teams, teams.side.token()) == 401


@pytest.mark.parametrize("channel", ["webchat", "emulator", "MSTEAMS"])
async def test_another_channel_is_refused(teams: Teams, channel: str) -> None:
    assert await refused(teams, teams.side.token(), channelId=channel) == 401


async def test_an_activity_with_another_service_address_than_the_tokens_is_refused(
    teams: Teams,
) -> None:
    for address in ("https://smba.trafficmanager.net/emea/", teams.side.base + "/other"):
        assert await refused(teams, teams.side.token(), serviceUrl=address) == 401


async def test_a_slash_at_the_end_of_the_service_address_makes_no_difference(teams: Teams) -> None:
    bare = teams.side.service.rstrip("/")
    status, _ = await teams.post(activity(bare))
    assert status == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evilbotframework.com/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:99999999/",
        "https://[::1/",
        "//smba.trafficmanager.net",
        "file:///etc/passwd",
        "https://user:x@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/?x=",
        "https://smba.trafficmanager.net/#x",
    ],
)
async def test_a_signed_service_address_off_the_allow_list_is_refused(
    teams: Teams, address: str
) -> None:
    token = teams.side.token(serviceurl=address)
    assert await refused(teams, token, serviceUrl=address) == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"conversation": {"id": "a:1", "tenantId": OTHER_TENANT}},
        {"channelData": None, "conversation": {"id": "a:1"}},
        {"channelData": {"tenant": TENANT}, "conversation": {"id": "a:1"}},
        {"channelData": {"tenant": {"id": [TENANT]}}, "conversation": {"id": "a:1"}},
    ],
    ids=["other tenant", "other conversation", "no tenant", "odd tenant", "odd id"],
)
async def test_people_of_other_tenants_and_of_none_are_refused(
    teams: Teams, changed: dict[str, Any]
) -> None:
    assert await refused(teams, teams.side.token(), **changed) == 403


async def test_the_tenant_may_stand_in_either_place(teams: Teams, parrot: Parrot) -> None:
    alone: list[dict[str, Any]] = [
        {"channelData": None, "id": "1"},
        {"conversation": {"id": "a:1"}, "id": "2"},
    ]
    for changed in alone:
        status, _ = await teams.post(activity(teams.side.service, **changed))
        assert status == 200
    assert [heard.person.tenant for heard in parrot.heard] == [TENANT, TENANT]


async def test_a_header_that_calls_itself_a_test_client_changes_nothing(teams: Teams) -> None:
    async with aiohttp.ClientSession() as http:
        headers = {"x-ms-agents-playground": "true"}
        async with http.post(
            teams.url, json=activity("http://127.0.0.1"), headers=headers
        ) as answer:
            assert answer.status == 401


async def test_a_stalled_key_server_holds_up_nobody_else(teams: Teams) -> None:
    stalled = teams.side.keys_stalled = asyncio.Event()
    waiting = [
        asyncio.create_task(teams.post(activity(teams.side.service, id=str(number))))
        for number in range(20)
    ]
    await asyncio.sleep(0)
    async with aiohttp.ClientSession() as http:
        for _ in range(5):
            async with http.get(teams.url.replace("api/messages", "healthz")) as answer:
                assert await answer.text() == "ok"
    assert not any(task.done() for task in waiting)
    stalled.set()
    assert {status for status, _ in await asyncio.gather(*waiting)} == {200}
    assert teams.side.key_fetches == 1
