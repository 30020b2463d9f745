"""Who may ask as an agent: whoever has a good token of Entra's for our scope."""

from collections.abc import Mapping
from typing import Any

from common.person import Person
from web.auth.id_tokens import IdTokens, NotSignedIn

SCOPE = "policies.read"
"""The scope that a person consents to, or the app role that a program is given."""


class Unauthorised(Exception):  # noqa: N818 - it names the outcome
    """There is no good token; `challenge` says where to get one."""

    def __init__(self, challenge: str) -> None:
        super().__init__()
        self.challenge = challenge


class Forbidden(Unauthorised):
    """The token is good, and not for this."""


class AgentTokens:
    """`resource` is the address of the endpoint, exactly as clients use it."""

    def __init__(self, tokens: IdTokens, resource: str, metadata: str) -> None:
        self._tokens = tokens
        self._resource = resource
        self._metadata = metadata
        self._scope = f"api://{tokens.client_id}/{SCOPE}"

    async def person(self, header: str) -> Person:
        """For whom a request with this Authorization header asks. Raises Unauthorised."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorised(self._challenge(""))
        claims = await self._tokens.claims(token.strip())
        if isinstance(claims, NotSignedIn):
            raise Unauthorised(self._challenge("invalid_token"))
        if SCOPE not in _granted(claims):
            raise Forbidden(self._challenge("insufficient_scope"))
        return Person(claims["tid"], claims["oid"])

    def metadata(self) -> Mapping[str, Any]:
        return {
            "resource": self._resource,
            "authorization_servers": [self._tokens.issuer],
            "scopes_supported": [self._scope],
            "bearer_methods_supported": ["header"],
        }

    def _challenge(self, error: str) -> str:
        told = f'scope="{self._scope}", resource_metadata="{self._metadata}"'
        return f'Bearer error="{error}", {told}' if error else f"Bearer {told}"


def _granted(claims: Mapping[str, Any]) -> frozenset[str]:
    """The scopes of a token for a person, and the roles of one for a program of its own."""
    scopes = claims.get("scp")
    roles = claims.get("roles")
    listed = [one for one in roles if isinstance(one, str)] if isinstance(roles, list) else []
    return frozenset([*(scopes.split() if isinstance(scopes, str) else ()), *listed])
