"""The bearer token of replies: by msal with each kind of credential, renewed ahead, never on the
event loop. The authority and the identity endpoint are real servers on loopback."""

import asyncio
import threading
import time
from pathlib import Path

import jwt
import pytest

from bot.teams.auth import credentials
from bot.teams.auth.credentials import Credential, Grant
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import NotSent
from tests.entra import Entra, self_signed
from tests.microsoft import APP_ID, TENANT, Key, Microsoft

FEDERATED = "33333333-aaaa-bbbb-cccc-000000000003"


async def token_with(entra: Entra, credential: Credential) -> str:
    with credentials.TimeoutSession() as http:
        source = credentials.source(
            credential, app_id=APP_ID, tenant=TENANT, cloud=entra.cloud, http=http
        )
        token = OutboundToken(source, time.time)
        values = [await token(), await token()]
        await token.close()
    assert values[0] == values[1]
    return values[0]


async def test_a_client_secret_is_exchanged_for_a_token_once(entra: Entra) -> None:
    assert await token_with(entra, credentials.Secret("s3cret")) == "entra-1"
    (asked,) = entra.asked
    assert asked["client_id"] == APP_ID
    assert asked["client_secret"] == "s3cret"
    assert asked["scope"] == "https://api.botframework.com/.default"
    assert asked["grant_type"] == "client_credentials"


async def test_a_certificate_signs_an_assertion(entra: Entra, key: Key) -> None:
    assert await token_with(entra, credentials.Certificate(self_signed(key))) == "entra-1"
    assertion = entra.asked[0]["client_assertion"]
    claims = jwt.decode(
        assertion,
        key.private.public_key(),
        algorithms=["PS256"],
        audience=f"{entra.login}/{TENANT}/token",
    )
    assert claims["iss"] == claims["sub"] == APP_ID


async def test_a_managed_identity_asks_its_host(side: Microsoft, entra: Entra) -> None:
    assert await token_with(entra, credentials.ManagedIdentity()) == "outbound-1"
    (asked,) = side.token_requests
    assert asked["client_id"] == APP_ID
    assert asked["resource"] == "https://api.botframework.com"
    assert entra.asked == []


async def test_a_federated_identity_exchanges_its_own_token(side: Microsoft, entra: Entra) -> None:
    assert await token_with(entra, credentials.FederatedIdentity(FEDERATED)) == "entra-1"
    assert side.token_requests[0]["client_id"] == FEDERATED
    assert side.token_requests[0]["resource"] == "api://AzureADTokenExchange"
    assert entra.asked[0]["client_assertion"] == "outbound-1"


async def test_a_federated_token_file_is_read_when_it_is_needed(
    entra: Entra, tmp_path: Path
) -> None:
    path = tmp_path / "assertion"
    path.write_text("from-the-platform\n")
    assert await token_with(entra, credentials.FederatedFile(path)) == "entra-1"
    assert entra.asked[0]["client_assertion"] == "from-the-platform"


async def test_a_refused_credential_says_in_the_log_what_entra_said(
    entra: Entra, caplog: pytest.LogCaptureFixture
) -> None:
    entra.status = 401
    entra.answer = {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid secret"}
    with pytest.raises(NotSent):
        await token_with(entra, credentials.Secret("wrong-s3cret"))
    assert "AADSTS7000215: The client secret is wrong." in caplog.text
    assert "wrong-s3cret" not in caplog.text


def test_secrets_are_not_shown_where_settings_are_printed() -> None:
    shown = f"{credentials.Secret('s3cret')} {credentials.Certificate('s3cret')}"
    assert "s3cret" not in shown


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Source:
    """Grants numbered tokens of an hour; blocks while it is told to."""

    def __init__(self) -> None:
        self.calls = 0
        self.threads: set[str] = set()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.grant: Grant | None = None

    def __call__(self) -> Grant:
        self.calls += 1
        self.threads.add(threading.current_thread().name)
        assert self.may_answer.wait(10)
        return self.grant or {"access_token": f"t{self.calls}", "expires_in": 3600}


async def settled(token: OutboundToken) -> str:
    await token.close()
    return await token()


async def test_many_at_once_wait_for_one_request_off_the_event_loop() -> None:
    source = Source()
    token = OutboundToken(source, Clock())
    assert await asyncio.gather(*(token() for _ in range(20))) == ["t1"] * 20
    assert source.calls == 1
    assert threading.current_thread().name not in source.threads


async def test_the_old_token_serves_while_the_next_is_fetched() -> None:
    source, clock = Source(), Clock()
    token = OutboundToken(source, clock)
    await token()
    clock.now += 3600 - 200
    source.may_answer.clear()
    assert [await token() for _ in range(5)] == ["t1"] * 5
    source.may_answer.set()
    assert await settled(token) == "t2"
    assert source.calls == 2


async def test_a_token_is_renewed_when_the_platform_wishes() -> None:
    source, clock = Source(), Clock()
    source.grant = {
        "access_token": "early",
        "expires_in": 86400,
        "refresh_on": int(clock.now + 43200),
    }
    token = OutboundToken(source, clock)
    await token()
    clock.now += 43000
    await settled(token)
    assert source.calls == 1
    clock.now += 300
    await token()
    await settled(token)
    assert source.calls == 2


async def test_a_failed_renewal_is_tried_again_after_a_pause_while_the_token_lasts() -> None:
    source, clock = Source(), Clock()
    token = OutboundToken(source, clock)
    await token()
    source.grant = {"error": "temporarily_unavailable"}
    clock.now += 3600 - 200
    for _ in range(5):
        assert await settled(token) == "t1"
    assert source.calls == 2
    clock.now += 31
    await token()
    await settled(token)
    assert source.calls == 3
    clock.now += 200
    with pytest.raises(NotSent):
        await token()


@pytest.mark.parametrize(
    "grant", [{"access_token": 7, "expires_in": 5}, {"access_token": "t", "expires_in": "soon"}]
)
async def test_an_odd_grant_is_no_token(grant: Grant) -> None:
    source = Source()
    source.grant = grant
    with pytest.raises(NotSent):
        await OutboundToken(source, Clock())()


async def test_while_there_is_none_many_that_wait_ask_for_one_every_two_seconds() -> None:
    source, clock = Source(), Clock()
    source.grant = {"error": "temporarily_unavailable"}
    token = OutboundToken(source, clock)
    for _ in range(50):
        with pytest.raises(NotSent):
            await token()
    assert source.calls == 1
    source.grant = None
    clock.now += 2
    assert await token() == "t2"
