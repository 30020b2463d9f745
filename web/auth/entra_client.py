"""Signing people in with Entra: the authorisation code flow, by msal.

msal 1.38 and later decode an ID token without checking who signed it, for whom and when, so
`web.auth.id_tokens` does. Nothing that msal gets is kept.
"""

import asyncio
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
import requests
from msal.application import ConfidentialClientApplication
from msal.token_cache import TokenCache

from web.auth.id_tokens import IdTokens, Keys, NotSignedIn, visitor
from web.permissions import Visitor

# Teams on desktops and phones, and in browsers: only these may hand over a token from a tab.
# https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
TEAMS_CLIENTS = frozenset(
    {"1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"}
)
SCOPE = "access_as_user"
_CODE = re.compile(r"AADSTS\d{4,8}")
_THREADS = 4
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Registration:
    """The app registration with which people sign in to the pages.

    `login` is the cloud's address, `site` ours, both without a slash at their end. `credential`
    gives what msal takes as such; it may block. `keys` fetches the tenant's signing keys.
    """

    login: str
    tenant: str
    client_id: str
    site: str
    credential: Callable[[requests.Session], object] = field(repr=False)
    keys: Callable[[aiohttp.ClientSession], Keys]
    http: Callable[[], requests.Session] = requests.Session

    @property
    def issuer(self) -> str:
        return f"{self.login}/{self.tenant}/v2.0"

    @property
    def back(self) -> str:
        """Where Entra sends people back to; registered there."""
        return f"{self.site}/sign-in/back"

    @property
    def sign_out(self) -> str:
        """Where a person ends their session with Entra itself."""
        return f"{self.login}/{self.tenant}/oauth2/v2.0/logout"


class EntraClient:
    """Asks Entra about people, for one registration. `close` it at the end."""

    def __init__(self, registration: Registration, http: aiohttp.ClientSession) -> None:
        self._of = registration
        keys = registration.keys(http)
        self._tokens = IdTokens(
            registration.issuer, registration.tenant, registration.client_id, keys
        )
        self._way_out = registration.http()
        self._threads = ThreadPoolExecutor(_THREADS, "sign-in")  # apart: Entra may be slow
        self._making = asyncio.Lock()
        self._msal: ConfidentialClientApplication | None = None

    async def close(self) -> None:
        await self._tokens.keys.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._way_out.close()

    async def begin(self) -> Mapping[str, Any] | NotSignedIn:
        """A new sign-in: `auth_uri` is where the person goes, the rest is for `finish`."""
        return await self._asked(
            lambda app: app.initiate_auth_code_flow(
                [], redirect_uri=self._of.back, response_mode="form_post"
            )
        )

    async def finish(
        self, flow: Mapping[str, Any], answer: Mapping[str, str]
    ) -> Visitor | NotSignedIn:
        """Who came back from Entra with this answer to a flow that `begin` gave."""
        got = await self._asked(
            lambda app: app.acquire_token_by_auth_code_flow(  # type: ignore[no-untyped-call]
                dict(flow), dict(answer)
            )
        )
        if isinstance(got, NotSignedIn):
            return got
        if "id_token" not in got:
            code = _CODE.search(str(got.get("error_description", "")))
            return NotSignedIn(f"refused by entra: {_kind(got)}", code[0] if code else "")
        claims = await self._tokens.claims(str(got["id_token"]))
        if isinstance(claims, NotSignedIn):
            return claims
        nonce = hashlib.sha256(str(flow.get("nonce")).encode()).hexdigest()  # as msal sent it
        if not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()):
            return NotSignedIn("nonce differs")
        return visitor(claims)

    async def of_teams(self, token: str) -> Visitor | NotSignedIn:
        """Who is at a tab whose client handed over this token for our own scope."""
        claims = await self._tokens.claims(token)
        if isinstance(claims, NotSignedIn):
            return claims
        if SCOPE not in str(claims.get("scp", "")).split():
            return NotSignedIn("token without our scope")
        if str(claims.get("azp")) not in TEAMS_CLIENTS:
            return NotSignedIn("token of a client that is not teams")
        return visitor(claims)

    async def _asked(
        self, ask: Callable[[ConfidentialClientApplication], object]
    ) -> Mapping[str, Any] | NotSignedIn:
        """What msal answers, asked in a thread of its own."""
        try:
            async with self._making:
                if self._msal is None:  # making it asks Entra for its addresses
                    self._msal = await self._in_thread(self._make)
            app = self._msal
            got = await self._in_thread(lambda: ask(app))
        except requests.RequestException as error:
            return NotSignedIn(f"entra not reached: {type(error).__name__}")
        except (ValueError, RuntimeError, KeyError, TypeError) as error:
            # Another state or nonce than ours, an answer of another shape, a wrong credential.
            return NotSignedIn(f"answer refused: {type(error).__name__}")
        except OSError as error:
            return NotSignedIn(f"credential not read: {type(error).__name__}")
        return got if isinstance(got, dict) else NotSignedIn("no answer")

    def _make(self) -> ConfidentialClientApplication:
        return ConfidentialClientApplication(  # type: ignore[no-untyped-call]
            self._of.client_id,
            client_credential=self._of.credential(self._way_out),
            authority=f"{self._of.login}/{self._of.tenant}",
            instance_discovery=False,
            http_client=self._way_out,
            token_cache=_NoTokenCache(),  # type: ignore[no-untyped-call]
            exclude_scopes=["offline_access"],
        )

    async def _in_thread(self, task: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, task)


class _NoTokenCache(TokenCache):
    """We want to know who somebody is, once; a token that stays could only be stolen."""

    def add(self, event: object, now: object = None) -> None:
        """Do nothing with what was got."""


def _kind(got: Mapping[str, Any]) -> str:
    """The kind of an error, of those that OAuth and Entra have; other words are not repeated."""
    kind = str(got.get("error", ""))
    return kind if re.fullmatch(r"[a-z_]{1,40}", kind) else "no reason given"
