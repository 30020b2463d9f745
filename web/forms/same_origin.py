"""Whether one of our own pages sent a request, as its browser vouches."""

from aiohttp import web

SITE = web.AppKey("site", str)
"""Where browsers reach these pages, as `https://name`; as the request says if it is not set."""


def same_origin(request: web.Request) -> bool:
    """Whether a browser vouches that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    ours = request.app.get(SITE) or f"{request.scheme}://{request.host}"
    return request.headers.get("Origin") == ours
