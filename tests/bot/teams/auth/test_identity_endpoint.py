"""The identity endpoint of a host, as Azure's kinds of hosts word their answers: dates are read,
and each refusal tells an operator about that identity and that endpoint."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.teams.auth import credentials
from bot.teams.auth.cloud import PUBLIC
from bot.teams.auth.entra_errors import failure
from bot.teams.auth.identity_endpoint import IdentityRefusedError
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import NotSent
from tests.microsoft import APP_ID, TENANT, serving

LATER = datetime.now(UTC) + timedelta(hours=2)
TOKEN = {"access_token": "outbound"}
NOT_ASSIGNED = (
    "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/"
    "PrincipalId."
)


class Endpoint:
    """Answers as it is told."""

    status = 200
    body = ""

    async def answer(self, _: web.Request) -> web.Response:
        return web.Response(status=self.status, text=self.body)

    def says(self, body: object, status: int = 200) -> None:
        self.status = status
        self.body = body if isinstance(body, str) else json.dumps(body)


@pytest.fixture
async def endpoint(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Endpoint]:
    serves, app = Endpoint(), web.Application()
    app.router.add_get("/msi/token", serves.answer)
    async with serving(app) as port:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{port}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "made-up")
        yield serves


async def trouble(credential: credentials.Credential) -> str:
    """What an operator is told; "" where there is a token."""
    with credentials.TimeoutSession() as http:
        source = credentials.source(
            credential, app_id=APP_ID, tenant=TENANT, cloud=PUBLIC, http=http
        )
        token = OutboundToken(source, time.time)
        try:
            assert await token() == "outbound"
        except NotSent:
            return token.problem()
        finally:
            await token.close()
    return ""


@pytest.mark.parametrize(
    "ends",
    [
        {"expires_on": str(int(LATER.timestamp()))},
        {"expires_on": int(LATER.timestamp())},
        {"expires_on": LATER.strftime("%m/%d/%Y %H:%M:%S +00:00")},
        {"expires_on": LATER.strftime("%m/%d/%Y %I:%M:%S %p +00:00")},
        {"expires_on": LATER.isoformat(timespec="seconds")},
        {"expires_on": f"{LATER.isoformat(timespec='milliseconds')[:-6]}Z"},
        {"expires_on": LATER.timestamp() + 0.5},
        {"expires_in": "7200"},
        {"expires_in": 7199.5},
        {"expires_in": 7200, "expires_on": ""},
    ],
)
async def test_the_end_of_a_token_is_read_however_it_is_written(
    endpoint: Endpoint, ends: dict[str, object]
) -> None:
    endpoint.says({**TOKEN, **ends})
    assert await trouble(credentials.ManagedIdentity()) == ""


REFUSALS = [
    (400, {"statusCode": 400, "message": "Unable to load the proper Managed Identity."}, "Assign"),
    (400, {"statusCode": 400, "message": NOT_ASSIGNED}, "Assign"),
    (400, {"error": "invalid_request", "error_description": "Identity not found"}, "Assign"),
    (403, "", "does not let this program in"),
    (403, "<html>Forbidden</html>", "does not let this program in"),
    (200, "<html>a proxy's page</html>", "IDENTITY_ENDPOINT"),
    (200, "", "IDENTITY_ENDPOINT"),
    (500, {"statusCode": 500, "message": ""}, "busy or partly down"),
    (200, {**TOKEN, "expires_on": "11/30/2020 14:00:00 +00:00"}, "clock"),
    (200, {**TOKEN, "expires_on": "tomorrow"}, "IDENTITY_ENDPOINT"),
    (404, "[]", "IDENTITY_ENDPOINT"),
    (404, {"statusCode": 404, "message": "unknown"}, "client id is right"),
]


def _as_told(told: str, whose: str, remedy: str) -> None:
    assert told.startswith("The identity endpoint of this host (127.0.0.1) gave no token for")
    assert whose in told
    assert remedy in told
    assert "certificate" not in told.lower()


@pytest.mark.parametrize(("status", "body", "remedy"), REFUSALS)
async def test_a_refusal_is_told_of_that_identity_and_endpoint(
    endpoint: Endpoint, status: int, body: object, remedy: str
) -> None:
    endpoint.says(body, status)
    _as_told(await trouble(credentials.ManagedIdentity()), APP_ID, remedy)


@pytest.mark.parametrize(("status", "body", "remedy"), REFUSALS)
async def test_so_is_one_of_the_identity_that_an_app_registration_trusts(
    endpoint: Endpoint, status: int, body: object, remedy: str
) -> None:
    endpoint.says(body, status)
    with credentials.TimeoutSession() as http:
        made = credentials.for_msal(credentials.FederatedIdentity("federated-id"), http)
        assert isinstance(made, dict)
        with pytest.raises(IdentityRefusedError) as refused:
            await asyncio.to_thread(made["client_assertion"])
    _as_told(failure(refused.value), "federated-id", remedy)
