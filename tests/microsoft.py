"""A stand-in for Microsoft's side on loopback: the keys of inbound tokens, the managed-identity
endpoint of a host in Azure, and the connector that takes replies. A real server on a free port."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "11111111-aaaa-bbbb-cccc-000000000001"
TENANT = "11111111-2222-3333-4444-555555555555"
ISSUER = "https://api.botframework.com"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A key pair with its id, as the connector signs with it."""

    id: str
    private: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def published(self, endorsements: list[str] | None = None) -> Json:
        """The public part as a key set lists it."""
        endorsed = ["msteams"] if endorsements is None else endorsements
        public = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**public, "kid": self.id, "use": "sig", "endorsements": endorsed}


@cache
def any_key() -> Key:
    """A key pair where any will do: the same one each time, since making one takes as long as a
    test does otherwise."""
    return Key("any")


@dataclass(slots=True)
class Sent:
    """A post that the connector took or refused."""

    path: str
    authorization: str
    body: Json
    method: str = "POST"


class Microsoft:
    """What the server does can be changed while it runs; `sent` has what was posted to it, but for
    signs of typing, which come whenever a machine is slow and stand in `signs`."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.published: list[Json] = [key.published()]
        self.sent: list[Sent] = []
        self.signs: list[Sent] = []
        self.connections: set[object] = set()
        self.key_fetches = 0
        self.token_requests: list[Json] = []
        self.token_lasts = 3600
        self.keys_stalled: asyncio.Event | None = None
        self.next_answers: list[Callable[[], web.Response]] = []
        self.port = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def metadata(self) -> str:
        return f"{self.base}/openid"

    @property
    def service(self) -> str:
        return f"{self.base}/connector/"

    def token(self, key: Key | None = None, **changed: object) -> str:
        """A token as the connector would send it, with some claims changed; None leaves one out."""
        now = int(time.time())
        claims: Json = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": self.service,
        }
        claims = {k: v for k, v in (claims | changed).items() if v is not None}
        signer = key or self.key
        return jwt.encode(claims, signer.private, algorithm="RS256", headers={"kid": signer.id})

    def app(self) -> web.Application:
        app = web.Application(client_max_size=1024**2)
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/identity", self._identity)
        app.router.add_post("/connector/{path:.*}", self._connector)
        app.router.add_put("/connector/{path:.*}", self._connector)
        return app

    async def _openid(self, _request: web.Request) -> web.Response:
        if self.keys_stalled is not None:
            await self.keys_stalled.wait()
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.base}/keys"})

    async def _keys(self, _request: web.Request) -> web.Response:
        self.key_fetches += 1
        return web.json_response({"keys": self.published})

    async def _identity(self, request: web.Request) -> web.Response:
        self.token_requests.append(dict(request.query))
        ends = int(time.time()) + self.token_lasts
        number = len(self.token_requests)
        return web.json_response({"access_token": f"outbound-{number}", "expires_on": str(ends)})

    async def _connector(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername"))
        body = json.loads(await request.read())
        header = request.headers.get("Authorization", "")
        posted = Sent(request.raw_path, header, body, request.method)
        (self.signs if body.get("type") == "typing" else self.sent).append(posted)
        if self.next_answers:
            return self.next_answers.pop(0)()
        return web.json_response({"id": f"1:{len(self.sent)}"}, status=201)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[int]:
    """Serve an app on a free port of loopback; the port is the outcome."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def microsoft(key: Key) -> AsyncIterator[Microsoft]:
    """The stand-in, serving."""
    side = Microsoft(key)
    async with serving(side.app()) as port:
        side.port = port
        yield side


def activity(service: str, **changed: object) -> Json:
    """A message as Teams sends it from a personal chat, with some fields changed."""
    return {
        "type": "message",
        "id": "1732153442875",
        "timestamp": "2026-11-21T01:44:02.907Z",
        "channelId": "msteams",
        "serviceUrl": service,
        "from": {
            "id": "29:1abcdef",
            "name": "Alex Wilber",
            "aadObjectId": "aaaaaaaa-0000-0000-0000-000000000000",
        },
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:1abc"},
        "recipient": {"id": f"28:{APP_ID}", "name": "Policy assistant"},
        "text": "may I record a meeting?",
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": "<p>may I record a meeting?</p>"}],
        "entities": [{"type": "clientInfo", "locale": "en-GB", "platform": "Windows"}],
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
        **changed,
    }
