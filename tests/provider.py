"""A stand-in for Entra's sign-in on loopback that keeps every rule, and breaks one when told to."""

import base64
import hashlib
import hmac
import json
import secrets
import ssl
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
import trustme
from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.teams.auth.signing_keys import SigningKeys
from tests.microsoft import TENANT, Key
from web.auth.entra_client import SCOPE, TEAMS_CLIENTS, Registration

APP = "22222222-aaaa-bbbb-cccc-000000000002"
SECRET = "kept-by-the-council"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody in the directory."""

    name: str
    oid: str
    roles: tuple[str, ...] = ()


OLU = Account("Olu Officer", "aaaaaaaa-0000-0000-0000-000000000001", ("Governance.Officer",))
MO = Account("Mo Member", "aaaaaaaa-0000-0000-0000-000000000002", ("SteeringGroup.Member",))
SAM = Account("Sam Staff", "aaaaaaaa-0000-0000-0000-000000000003")


@dataclass
class Provider:
    """One tenant's sign-in. `changed` replaces claims of the tokens that it makes (None leaves one
    out), `signs` is the key that signs them and `algorithm` how, with HS256 by its public part;
    `published` are those that it shows."""

    key: Key
    changed: dict[str, object] = field(default_factory=dict)
    refuses: dict[str, str] | None = None
    code_again: bool = False
    signs: Key | None = None
    algorithm: str = "RS256"
    login: str = ""
    plain: str = ""
    codes: dict[str, tuple[Account, dict[str, str]]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = [self.key]

    @property
    def issuer(self) -> str:
        return f"{self.login}/{TENANT}/v2.0"

    def answer(self, address: str, account: Account) -> dict[str, str]:
        """What a person's browser posts back after signing in at `address`."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_mode"] == "form_post"
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "offline_access" not in asked["scope"]
        code = secrets.token_urlsafe(16)
        self.codes[code] = (account, asked)
        return {"code": code, "state": asked["state"], "session_state": "x"}

    def token(self, account: Account, **claims: object) -> str:
        """A token about somebody, as this tenant makes it."""
        now = int(time.time())
        told: dict[str, Any] = {
            "iss": self.issuer,
            "aud": APP,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "tid": TENANT,
            "oid": account.oid,
            "sub": f"pairwise {account.oid}",
            "name": account.name,
            "ver": "2.0",
            **({"roles": list(account.roles)} if account.roles else {}),
            **claims,
            **self.changed,
        }
        told = {name: value for name, value in told.items() if value is not None}
        signer = self.signs or self.key
        head = {"kid": signer.id}
        if self.algorithm == "RS256":
            return jwt.encode(told, signer.private, algorithm="RS256", headers=head)
        head |= {"alg": self.algorithm, "typ": "JWT"}
        unsigned = f"{_text(json.dumps(head).encode())}.{_text(json.dumps(told).encode())}"
        if self.algorithm == "none":
            return f"{unsigned}."
        public = signer.private.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        return f"{unsigned}.{_text(hmac.digest(public, unsigned.encode(), 'sha256'))}"

    def tab_token(self, account: Account, **claims: object) -> str:
        """What Teams hands to a tab."""
        return self.token(account, **{"azp": min(TEAMS_CLIENTS), "scp": SCOPE, **claims})

    def registration(self, site: str, **changed: object) -> Registration:
        values: dict[str, Any] = {
            "login": self.login,
            "tenant": TENANT,
            "client_id": APP,
            "site": site,
            "credential": lambda _: SECRET,
            "keys": lambda http: SigningKeys(http, f"{self.plain}/metadata", time.monotonic),
            "http": requests.Session,
        }
        return Registration(**{**values, **changed})

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._configuration)
        app.router.add_post("/{tenant}/token", self._token)
        app.router.add_get("/metadata", self._metadata)
        app.router.add_get("/keys", self._keys)
        return app

    async def _configuration(self, _: web.Request) -> web.Response:
        base = f"{self.login}/{TENANT}"
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        asked = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(asked)
        if self.refuses is not None:
            return web.json_response(self.refuses, status=400)
        found = self.codes.get(asked.get("code", ""))
        if not self.code_again:
            self.codes.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        proof = _text(digest)
        if found is None or proof != found[1]["code_challenge"]:
            return web.json_response({"error": "invalid_grant"}, status=400)
        if asked.get("client_secret") != SECRET or asked.get("client_id") != APP:
            return web.json_response({"error": "invalid_client"}, status=401)
        if asked.get("redirect_uri") != found[1]["redirect_uri"]:
            return web.json_response({"error": "invalid_grant"}, status=400)
        told = self.token(found[0], nonce=found[1]["nonce"])
        return web.json_response(
            {"token_type": "Bearer", "id_token": told, "access_token": "a", "expires_in": 3600}
        )

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": self.issuer, "jwks_uri": f"{self.plain}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [key.published() for key in self.published]})


def _text(found: bytes) -> str:
    return base64.urlsafe_b64encode(found).rstrip(b"=").decode()


@pytest.fixture(scope="session")
def signing_key() -> Key:
    return Key("of-the-tenant")


@pytest.fixture(scope="session")
def another_key() -> Key:
    return Key("of-nobody")


@pytest.fixture
async def provider(
    signing_key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Provider]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    trust = tmp_path / "provider.pem"
    authority.cert_pem.write_to_path(trust)
    side = Provider(signing_key)
    runner = web.AppRunner(side.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    side.login = f"https://localhost:{runner.addresses[0][1]}"
    side.plain = f"http://127.0.0.1:{runner.addresses[1][1]}"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trust))
    yield side
    await runner.cleanup()
