"""What was just done, said on the page that follows, without JavaScript.

It rides in the address by a name, with a proof that this session did it a moment ago: a link that
is passed on, kept or made up says nothing. The address ends at the words themselves, so that
whoever listens to the page begins there.
"""

import hmac
from datetime import datetime, timedelta

from aiohttp import web

from web.permissions import form_token

_WHILE = timedelta(minutes=1)
_ANCHOR = "done"


def redirect_with_flash(
    request: web.Request, path: str, what: str, now: datetime, *, undo: str = ""
) -> web.HTTPSeeOther:
    """On to the page at `path`, which says `what`, a name without dots; `undo` is the key by which
    it can be taken back."""
    moment = int(now.timestamp())
    proof = _proof(request, path, what, moment)
    back = f"&undo={undo}" if undo else ""
    return web.HTTPSeeOther(f"{path}?done={what}.{moment}.{proof}{back}#{_ANCHOR}")


def flash_message(request: web.Request, now: datetime) -> str:
    """What this session did just before it came to this page; empty if nothing."""
    what, _, rest = request.query.get("done", "").partition(".")
    moment, _, proof = rest.partition(".")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 12):
        return ""
    if not 0 <= now.timestamp() - int(moment) <= _WHILE.total_seconds():
        return ""
    expected = _proof(request, request.path, what, int(moment))
    return what if hmac.compare_digest(proof.encode(), expected.encode()) else ""


def undo_key(request: web.Request, said: str) -> str:
    """The key by which what was just done can be taken back, where it can."""
    return request.query.get("undo", "") if said else ""


def _proof(request: web.Request, path: str, what: str, moment: int) -> str:
    said = f"{path} {what} {moment}"
    return hmac.new(form_token(request).encode(), said.encode(), "sha256").hexdigest()[:24]
