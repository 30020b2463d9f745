"""A sign-in under way, kept by the browser that began it: encrypted, for ten minutes.

Nothing of it is kept here, so that however many are begun, nobody is held up. Each has a cookie of
its own, named after its state: two tabs that sign in at once do not know of each other.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web
from cryptography.fernet import InvalidToken

from storage import Store
from web.auth import cookies

LASTS = timedelta(minutes=10)
"""How long a person may take at Entra's page."""

_MOST = 6
"""Sign-ins of one browser that may be under way; more would fill its headers."""

_LONGEST_WAY = 1_000
"""Characters of the page that a sign-in leads to: a browser drops a cookie over 4 kB."""

_PURPOSE = "sign-in"


@dataclass(frozen=True, slots=True)
class SignInFlows:
    """`store` gives the store whose secret closes the cookies: the same at every replica."""

    store: Callable[[], Store]

    def keep(
        self, request: web.Request, response: web.StreamResponse, flow: Mapping[str, Any], to: str
    ) -> None:
        """Have the browser keep what must agree when Entra sends the person back."""
        known = [name for name in request.cookies if name.startswith(cookies.FLOW)]
        for name in known[: max(0, len(known) - _MOST + 1)]:
            cookies.drop(response, name)
        kept = {name: value for name, value in flow.items() if name != "auth_uri"}
        content = json.dumps([kept, to if len(to) <= _LONGEST_WAY else "/"]).encode()
        box, now = self.store().secret.box(_PURPOSE), int(self.store().clock().timestamp())
        value = box.encrypt_at_time(content, now).decode()
        cookies.keep(response, _name(str(flow["state"])), value)

    def find(self, request: web.Request, state: str) -> tuple[Mapping[str, Any], str] | None:
        """The sign-in of this state that this browser began, and where it leads; None if it took
        too long, or began elsewhere."""
        box, now = self.store().secret.box(_PURPOSE), int(self.store().clock().timestamp())
        seconds = int(LASTS.total_seconds())
        try:
            value = request.cookies.get(_name(state), "").encode()
            flow, to = json.loads(box.decrypt_at_time(value, seconds, now))
        except InvalidToken:
            return None
        return (flow, to) if flow.get("state") == state else None

    @staticmethod
    def drop(response: web.StreamResponse, state: str) -> None:
        """It has ended."""
        cookies.drop(response, _name(state))


def _name(state: str) -> str:
    mark = hashlib.sha256(state.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"{cookies.FLOW}-{mark}"
