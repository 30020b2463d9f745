"""What a page of ours posted, read strictly: small, text only, from our own page."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from web.guard import same_origin

_UNREADABLE = "What was sent could not be read."
_ONE, _MANY = "v.", "m."


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of one post. `values` are those of a form or a button, by their own names; a
    box in which several things can be chosen has a list."""

    fields: Mapping[str, str]
    values: Mapping[str, object]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def carries(self, token: str) -> bool:
        """Whether it came from a page that we drew for this visit."""
        return hmac.compare_digest(self["token"].encode(), token.encode())


NOTHING = Posted({}, {})


async def read_posted(request: web.Request) -> Posted:
    """Read a form post. Raises 403, 413, 415 or 400 with words for the person.

    Of a name sent several times the last counts; names with `m.` gather all that is not empty.
    (A box that is not ticked sends nothing: a hidden field before it says what that means.)
    """
    if not same_origin(request):
        raise web.HTTPForbidden(text="This was not sent from a page of the assistant.")
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType(text=_UNREADABLE)
    try:
        sent = await request.post()
    except web.HTTPRequestEntityTooLarge as problem:
        problem.text = "That is more than can be read at once. Go back and send less."
        raise
    except (ValueError, LookupError) as problem:
        raise web.HTTPBadRequest(text=_UNREADABLE) from problem
    fields: dict[str, str] = {}
    values: dict[str, object] = {}
    for name in sent:
        texts = [_plain(item) for item in sent.getall(name) if isinstance(item, str)]
        if name.startswith(_MANY):
            values[name.removeprefix(_MANY)] = [text for text in texts if text]
        elif name.startswith(_ONE):
            values[name.removeprefix(_ONE)] = texts[-1]
        else:
            fields[name] = texts[-1]
    return Posted(fields, values)


def _plain(text: str) -> str:
    """Browsers end the lines of a text area with CR LF; we keep LF."""
    return text.replace("\r\n", "\n").strip()
