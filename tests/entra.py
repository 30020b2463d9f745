"""A stand-in for Entra on loopback: the token endpoint of one tenant, over TLS as msal demands."""

import datetime as dt
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.teams.auth.cloud import PUBLIC, Cloud
from tests.microsoft import TENANT, Key


class Entra:
    """The token endpoint of one tenant, over TLS as msal demands."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.answer: dict[str, Any] = {"access_token": "entra-1", "expires_in": 3600}
        self.status = 200
        self.login = ""
        self.unknown_tenant = False
        self.runner: web.AppRunner | None = None

    @property
    def cloud(self) -> Cloud:
        return Cloud(PUBLIC.metadata, PUBLIC.issuer, self.login, PUBLIC.scope, ())

    async def configuration(self, _request: web.Request) -> web.Response:
        if self.unknown_tenant:
            said = "AADSTS90002: Tenant not found. Check to make sure."
            return web.json_response(
                {"error": "invalid_tenant", "error_description": said}, status=400
            )
        base = f"{self.login}/{TENANT}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
            }
        )

    async def token(self, request: web.Request) -> web.Response:
        self.asked.append({key: str(value) for key, value in (await request.post()).items()})
        return web.json_response({"token_type": "Bearer", **self.answer}, status=self.status)

    async def stop(self) -> None:
        """Be down from here on."""
        if self.runner is not None:
            await self.runner.cleanup()


@pytest.fixture
async def entra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Entra]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    trust = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(trust)
    side = Entra()
    app = web.Application()
    app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", side.configuration)
    app.router.add_post("/{tenant}/token", side.token)
    side.runner = web.AppRunner(app, access_log=None)
    await side.runner.setup()
    await web.TCPSite(side.runner, "127.0.0.1", 0, ssl_context=context).start()
    side.login = f"https://localhost:{side.runner.addresses[0][1]}"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trust))
    yield side
    await side.stop()


def self_signed(key: Key, days: int = 1) -> str:
    """A private key and its certificate as PEM, good from now for so many days."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bot")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.private.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=days))
        .sign(key.private, hashes.SHA256())
    )
    private = key.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return (private + certificate.public_bytes(serialization.Encoding.PEM)).decode()
