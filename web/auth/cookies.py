"""Our cookies: only this host, only over TLS, out of reach of scripts.

A browser takes a `__Host-` cookie only with Secure and for the whole site. In a frame of Teams it
keeps nothing but a partitioned one; Python's own cookies know that attribute from 3.14 only.
"""

from aiohttp import web

SESSION = "__Host-session"
IN_TEAMS = "__Host-session-in-teams"
FLOW = "__Host-sign-in"
"""The beginning of the name: each sign-in has a cookie of its own."""

_HELD = "Path=/; Secure; HttpOnly"
_KINDS = {
    SESSION: f"{_HELD}; SameSite=Lax",
    IN_TEAMS: f"{_HELD}; SameSite=None; Partitioned",
    FLOW: f"{_HELD}; SameSite=None; Max-Age=600",  # Entra posts back from a site of its own
}


def keep(response: web.StreamResponse, name: str, value: str) -> None:
    response.headers.add("Set-Cookie", f"{name}={value}; {_kind(name)}")


def drop(response: web.StreamResponse, name: str) -> None:
    response.headers.add("Set-Cookie", f"{name}=; {_kind(name)}; Max-Age=0")


def _kind(name: str) -> str:
    return _KINDS[FLOW if name.startswith(FLOW) else name]


def session_cookie(request: web.Request) -> tuple[str, str]:
    """The cookie of a session by name and value; two empty texts if there is none."""
    for name in (SESSION, IN_TEAMS):
        value = request.cookies.get(name, "")
        if value:
            return name, value
    return "", ""
