"""Who may post an activity: the seven rules of the connector's documentation, failing closed.

There is no emulator path, no skill path and no streaming path: a token is the connector's, for
this bot, or it is refused. The rules:
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Never

import jwt
from botbuilder.schema import Activity
from botframework.connector.auth import (
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from jwt.utils import base64url_decode

from bot.teams import limits
from bot.teams.auth.cloud import Cloud, ServiceHosts
from bot.teams.auth.signing_keys import SigningKeys

CHANNEL = "msteams"

_LONGEST_HEADER = 2_000
"""Characters of a token's header; the connector's has some two hundred."""


class Denied(Exception):  # noqa: N818 - it names the outcome
    """An activity that is not let in. `status` is what the caller sees, `reason` is for the log."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that was signed for us; what it may do depends on the activity it came with."""

    claims: Mapping[str, Any]
    endorsements: frozenset[str]


class Authentication(BotFrameworkAuthentication):
    """Decides in two steps, so that a body is only read for somebody who has a token."""

    def __init__(self, connectors: ConnectorFactory, hosts: ServiceHosts) -> None:
        self._connectors = connectors
        self._hosts = hosts

    @abstractmethod
    async def bearer(self, header: str) -> Bearer:
        """The verified token of an Authorization header. Raises Denied."""

    @abstractmethod
    def admit(self, bearer: Bearer, activity: Activity) -> AuthenticateRequestResult:
        """Let the activity in under this token. Raises Denied."""

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        return self.admit(await self.bearer(auth_header), activity)

    def create_connector_factory(self, _claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._connectors

    async def create_user_token_client(  # type: ignore[override]
        self, _claims_identity: ClaimsIdentity
    ) -> None:
        """Nobody signs in through the bot, so there is no such client."""

    async def authenticate_streaming_request(
        self, _auth_header: str, _channel_id_header: str
    ) -> Never:
        raise Denied(HTTPStatus.UNAUTHORIZED, "streaming is not offered")

    def _admitted(self, activity: Activity, claims: Mapping[str, Any]) -> AuthenticateRequestResult:
        if not self._hosts.allows(activity.service_url or ""):
            raise Denied(HTTPStatus.FORBIDDEN, "the service host is not on the allow list")
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity(dict(claims), is_authenticated=True)
        result.connector_factory = self._connectors
        return result


class ConnectorAuthentication(Authentication):
    """Takes activities of the Bot Framework connector for one bot and a list of tenants."""

    def __init__(
        self,
        *,
        app_id: str,
        tenants: frozenset[str],
        cloud: Cloud,
        keys: SigningKeys,
        hosts: ServiceHosts,
        connectors: ConnectorFactory,
    ) -> None:
        super().__init__(connectors, hosts)
        if not app_id or not tenants:
            raise ValueError("authentication needs an app id and at least one tenant")
        self._app_id = app_id
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        self._issuer = cloud.issuer
        self._keys = keys

    async def bearer(self, header: str) -> Bearer:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorised("no bearer token")
        try:
            key = await self._keys.find(_key_id(token.partition(".")[0]))
            if key is None:
                raise _unauthorised("unknown key")
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=limits.TOKEN_CLOCK_SKEW,
                options={"require": ["exp", "nbf", "iss", "aud", "serviceurl"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError, OverflowError) as error:
            raise _unauthorised(type(error).__name__) from None
        if claims["aud"] != self._app_id:
            raise _unauthorised("audience is a list")
        return Bearer(claims, key.endorsements)

    def admit(self, bearer: Bearer, activity: Activity) -> AuthenticateRequestResult:
        if activity.channel_id != CHANNEL or CHANNEL not in bearer.endorsements:
            raise _unauthorised("channel not endorsed")
        if not _same_service(bearer.claims["serviceurl"], activity.service_url):
            raise _unauthorised("service address differs from the token's")
        tenants = tenants_of(activity)
        if not tenants or not tenants <= self._tenants:
            raise Denied(HTTPStatus.FORBIDDEN, "tenant")
        return self._admitted(activity, bearer.claims)


class LocalAuthentication(Authentication):
    """Takes activities from this machine: for trying the bot out, on loopback only.

    The settings refuse any other address to listen on. Replies carry no token and go to the
    hosts listed, which are those of loopback unless an operator adds one.
    """

    async def bearer(self, _header: str) -> Bearer:
        return Bearer({}, frozenset())

    def admit(self, bearer: Bearer, activity: Activity) -> AuthenticateRequestResult:
        if activity.channel_id != CHANNEL:
            raise Denied(HTTPStatus.FORBIDDEN, "channel")
        return self._admitted(activity, bearer.claims)


@lru_cache(maxsize=32)
def _key_id(header: str) -> str:
    """Which key a token's header names: the connector's is the same for months. What it says is
    believed of nobody before the signature is verified. Raises jwt.PyJWTError or ValueError."""
    if len(header) > _LONGEST_HEADER:
        raise ValueError("a header that long names no key of ours")
    told = json.loads(base64url_decode(header))
    return str(told.get("kid", "")) if isinstance(told, dict) else ""


def tenants_of(activity: Activity) -> set[str]:
    """Every tenant that an activity names, lower case; empty if it names none."""
    data = activity.channel_data
    tenant = data.get("tenant") if isinstance(data, dict) else None
    named = [tenant.get("id") if isinstance(tenant, dict) else None]
    if activity.conversation is not None:
        named.append(activity.conversation.tenant_id)
    return {name.lower() for name in named if isinstance(name, str) and name}


def _same_service(claimed: object, given: object) -> bool:
    if not isinstance(claimed, str) or not isinstance(given, str) or not given:
        return False
    return claimed.rstrip("/") == given.rstrip("/")


def _unauthorised(reason: str) -> Denied:
    return Denied(HTTPStatus.UNAUTHORIZED, reason)
