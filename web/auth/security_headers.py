"""What every page is guarded by: headers, posts from our own pages only, polite error pages."""

import ipaddress
import logging
import traceback
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from storage import StoreError
from web.permissions import session_of
from web.rendering import teams_js
from web.rendering.template_renderer import Renderer

_log = logging.getLogger(__name__)

# Teams shows pages in a frame of these hosts (Microsoft's tab requirements).
_TEAMS = "https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com"
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'self'; script-src 'self' {teams_js.ADDRESS}; "
        "img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors 'self' {_TEAMS}"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NO_RECORDS = (
    "Our records cannot be reached at the moment. Nothing was changed. Go back in a minute and "
    "try again: what you typed is still there."
)
# Answered to programs, which want no page: these speak for themselves.
FOR_PROGRAMS = ("/api/", "/mcp", "/.well-known/", "/healthz", "/readyz", "/metrics")


# What proxies add that pass a request on: RFC 7239, RFC 9110 section 7.6.3, and their own customs.
_OF_PROXIES = frozenset(
    "forwarded via x-real-ip x-client-ip x-cluster-client-ip x-proxyuser-ip true-client-ip"
    " cf-connecting-ip fastly-client-ip x-azure-clientip x-azure-socketip".split()
)

_TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def error_pages(draw: Renderer, *, tls: bool = False) -> Middleware:
    """Turns every failure of a page into a page that says what to do, and adds the headers; with
    `tls` browsers come back by https alone."""
    headers = {**_HEADERS, **(_TLS_ONLY if tls else {})}

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(FOR_PROGRAMS):
            return await handler(request)
        try:
            response = await handler(request)
        except web.HTTPException as problem:
            if problem.status < 400:
                problem.headers.update(_for(request, headers))
                raise
            ours = problem.text != f"{problem.status}: {problem.reason}"
            response = draw.page(
                "problem.html", status=problem.status, reason=problem.text if ours else ""
            )
            response.headers.update(
                {name: value for name, value in problem.headers.items() if name == "Allow"}
            )
        except StoreError as error:
            _log.error("page %s: %s", request.match_info.route.resource, error)
            response = draw.page("problem.html", status=503, reason=_NO_RECORDS)
        except Exception as error:
            log_failure(request, error)
            response = draw.page("problem.html", status=500, reason="")
        response.headers.update(_for(request, headers))
        return response

    return answer


def _for(request: web.Request, headers: Mapping[str, str]) -> Mapping[str, str]:
    """A page says whose session it is: then nobody keeps it but the person who looks at it."""
    return headers if session_of(request) is None else {**headers, "Cache-Control": "no-store"}


def log_failure(request: web.Request, error: Exception) -> None:
    """Says where it failed, never the error's own words: they may hold what somebody typed."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    route = request.match_info.route.resource
    _log.error(
        "page %s failed: %s at %s:%s",
        route.canonical if route else "?",
        type(error).__name__,
        place.filename,
        place.lineno,
    )


def this_computer_only() -> Middleware:
    """Refuses requests for a host name that is not this computer's, so that a web page cannot
    reach an assistant without sign-in by pointing its own name at 127.0.0.1; and requests that
    somebody passed on for others, who would have every role."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_loopback(request.url.host or ""):
            raise web.HTTPForbidden(
                text="Without sign-in the assistant answers only on this computer: "
                "open it as http://127.0.0.1 or http://localhost."
            )
        if any(map(_is_of_a_proxy, request.headers)):
            raise web.HTTPForbidden(
                text="Without sign-in the assistant answers only on this computer, and this "
                "request came through a proxy. Open it as http://127.0.0.1 without one, or set "
                "CLIENT_ID and SIGN_IN_CLIENT_ID so that people sign in."
            )
        return await handler(request)

    return answer


def _is_of_a_proxy(header: str) -> bool:
    name = header.lower()
    return name in _OF_PROXIES or name.startswith(("x-forwarded", "x-original-", "x-envoy-"))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
