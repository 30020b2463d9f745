"""Tokens of Entra about people, believed only after everything in them has been checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jwt

from triage.model.validation import tidied
from web.permissions import Role, Visitor

CLOCK_SKEW = 120
"""Seconds by which Entra's clock and ours may differ."""


class Key(Protocol):
    """A signing key of Entra's."""

    @property
    def key(self) -> jwt.PyJWK: ...


class Keys(Protocol):
    """The signing keys that Entra publishes, by their id."""

    async def find(self, key_id: str) -> Key | None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """Why somebody is not signed in: `why` for operators and the trail, in a few words and
    without anything that a caller sent; `code` is Entra's, if it gave one."""

    why: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class IdTokens:
    """Reads tokens that `issuer` made for `client_id` about people of `tenant`."""

    issuer: str
    tenant: str
    client_id: str
    keys: Keys

    async def claims(self, token: str) -> Mapping[str, Any] | NotSignedIn:
        """What a token says, if the tenant's key signed it for us and it is good now."""
        try:
            head = jwt.get_unverified_header(token)
            key = await self.keys.find(str(head.get("kid", "")))
            if key is None:
                return NotSignedIn("token of an unknown key")
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self.client_id,
                issuer=self.issuer,
                leeway=CLOCK_SKEW,
                options={"require": ["exp", "iat", "iss", "aud", "tid", "oid"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError, OverflowError) as error:
            return NotSignedIn(f"token refused: {type(error).__name__}")
        if claims["aud"] != self.client_id:
            return NotSignedIn("token for several audiences")
        if claims["tid"] != self.tenant:
            return NotSignedIn("token of another tenant")
        if not isinstance(claims["oid"], str) or not claims["oid"]:
            return NotSignedIn("token of nobody")
        return claims


def visitor(claims: Mapping[str, Any]) -> Visitor:
    """Whom checked claims are about. Roles that we do not know count for nothing."""
    held = claims.get("roles")
    named = [role for role in held if isinstance(role, str)] if isinstance(held, list) else []
    name = claims.get("name") or claims.get("preferred_username") or ""
    roles = frozenset(role for role in Role if role.value in named)
    return Visitor(claims["tid"], claims["oid"], tidied(str(name))[:200], roles)
