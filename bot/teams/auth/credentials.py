"""How the bot proves who it is to Entra, for each kind of credential that Azure Bot knows, by msal.

Everything here blocks and is called from a thread; `bot/teams/outbound/bearer_token.py` does that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from msal.application import ConfidentialClientApplication
from msal.managed_identity import ManagedIdentityClient, UserAssignedManagedIdentity

from bot.teams import limits
from bot.teams.auth.cloud import Cloud
from bot.teams.auth.identity_endpoint import IdentityHttp, refused

_EXCHANGE = "api://AzureADTokenExchange"


@dataclass(frozen=True, slots=True)
class Secret:
    """A client secret of the app registration."""

    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A PEM text with the private key and the certificate of the app registration."""

    pem: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """The bot is itself a user-assigned managed identity: nothing to keep."""


@dataclass(frozen=True, slots=True)
class FederatedIdentity:
    """A user-assigned managed identity that the app registration trusts, by its client id."""

    client_id: str


@dataclass(frozen=True, slots=True)
class FederatedFile:
    """A file in which the platform keeps a fresh assertion (workload identity)."""

    path: Path


Proof = Secret | Certificate | FederatedIdentity | FederatedFile
"""What an app registration has; a managed identity is none."""

Credential = Proof | ManagedIdentity

Grant = Mapping[str, Any]
"""What msal answers: `access_token` with `expires_in` (and `refresh_on`), or `error`."""

Source = Callable[[], Grant]
"""Asks for a token; blocks. msal keeps its own cache behind it."""


class TimeoutSession(requests.Session):
    """msal's way out, which must not wait for ever."""

    def request(self, *args: Any, **options: Any) -> requests.Response:
        options.setdefault("timeout", limits.TOKEN_TIMEOUT)
        return super().request(*args, **options)


def source(
    credential: Credential,
    *,
    app_id: str,
    tenant: str,
    cloud: Cloud,
    http: requests.Session,
    scope: str = "",
) -> Source:
    """Tokens for the connector, or for another `scope`, with this credential of a single-tenant
    bot.

    Nothing is asked over the network before the first call.
    """
    if isinstance(credential, ManagedIdentity):
        resource = cloud.scope.removesuffix("/.default")
        return _of_identity(app_id, resource, http)
    made: list[ConfidentialClientApplication] = []

    def acquire() -> Grant:
        if not made:  # msal asks the network for the authority when it is made
            made.append(
                ConfidentialClientApplication(  # type: ignore[no-untyped-call]
                    app_id,
                    client_credential=for_msal(credential, http),
                    authority=f"{cloud.login}/{tenant}",
                    instance_discovery=False,
                    http_client=http,
                )
            )
        return _grant(made[0].acquire_token_for_client([scope or cloud.scope]))  # type: ignore[no-untyped-call]

    return acquire


def _of_identity(client_id: str, resource: str, http: requests.Session) -> Source:
    endpoint = IdentityHttp(http)
    client = ManagedIdentityClient(
        UserAssignedManagedIdentity(client_id=client_id),  # type: ignore[no-untyped-call]
        http_client=endpoint,
    )

    def acquire() -> Grant:
        answer = _grant(client.acquire_token_for_client(resource=resource))
        if not answer.get("access_token"):
            raise refused(client_id, endpoint.host, answer)
        return answer

    return acquire


def for_msal(credential: Proof, http: requests.Session) -> object:
    """The credential of an app registration as msal's clients take it."""
    match credential:
        case Secret(value):
            return value
        case Certificate(pem):
            return {"private_key": pem, "public_certificate": pem}
        case FederatedFile(path):
            return {"client_assertion": lambda: path.read_text(encoding="utf-8").strip()}
        case FederatedIdentity(client_id):
            assertion = _of_identity(client_id, _EXCHANGE, http)
            return {"client_assertion": lambda: assertion()["access_token"]}


def _grant(answer: object) -> Grant:
    return answer if isinstance(answer, dict) else {"error": "no answer"}
