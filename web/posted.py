"""What a page of ours posted, read strictly: small, text only, from our own page."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from web.guard import same_origin

LARGEST_BODY = 64 * 1024
_VALUE, _DEFAULT = "v.", "d."


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of one post. `values` are those of a form or a button, by their own names."""

    fields: Mapping[str, str]
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def carries(self, token: str) -> bool:
        """Whether it came from a page that we drew for this visit."""
        return hmac.compare_digest(self["token"].encode(), token.encode())


NOTHING = Posted({}, {})


async def read_posted(request: web.Request) -> Posted:
    """Read a form post. Raises 403, 413 or 400 with words for the person.

    A field that was ticked several times arrives as one text with commas, and `d.name` gives the
    value of a `v.name` that the browser leaves out because nothing was ticked: as in a card.
    """
    if not same_origin(request):
        raise web.HTTPForbidden(text="This was not sent from a page of the assistant.")
    if (request.content_length or 0) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(
            LARGEST_BODY, request.content_length or 0, text="That is more than can be read at once."
        )
    try:
        sent = await request.post()
    except (ValueError, LookupError, UnicodeError) as problem:
        raise web.HTTPBadRequest(text="What was sent could not be read.") from problem
    fields: dict[str, str] = {}
    values: dict[str, str] = {}
    for name in sent:
        texts = [_plain(item) for item in sent.getall(name) if isinstance(item, str)]
        if name.startswith(_VALUE):
            values[name[len(_VALUE) :]] = ",".join(texts)
        elif name.startswith(_DEFAULT):
            values.setdefault(name[len(_DEFAULT) :], ",".join(texts))
        else:
            fields[name] = texts[-1] if texts else ""
    return Posted(fields, values)


def _plain(text: str) -> str:
    """Browsers end the lines of a text area with CR LF; we keep LF."""
    return text.replace("\r\n", "\n").strip()
