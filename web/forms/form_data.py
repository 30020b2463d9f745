"""What a page of ours posted, read strictly: small, from our own page, text alone unless it takes
files."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from triage.model.validation import tidied
from web.forms.same_origin import same_origin

_UNREADABLE = "What was sent could not be read."
_ONE, _MANY = "v.", "m."
_PATIENCE = 20  # seconds in which all of a post must have arrived
_FORM, _WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody chose: what they call it, and its bytes. Neither can be trusted."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormData:
    """The fields of one post. `values` are those of a form or a button, by their own names; a
    box in which several things can be chosen has a list. `sent` is every text in its order."""

    fields: Mapping[str, str]
    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)
    sent: Sequence[tuple[str, str]] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def has_token(self, token: str) -> bool:
        """Whether it came from a page that we drew for this visit."""
        return hmac.compare_digest(self["token"].encode(), token.encode())


EMPTY_FORM = FormData({}, {})
_FORM_DATA = web.RequestKey("posted", FormData)


async def read_form_data(
    request: web.Request, *, files: bool = False, from_entra: bool = False
) -> FormData:
    """Read a form post, once: later calls give the same. Raises 400, 403, 408, 413 or 415 with
    words for the person; 415 for a post with files unless it may have `files`, 403 for one
    from another site unless it is `from_entra`.

    Of a name sent several times the last counts; names with `m.` gather all that is not empty.
    (A box that is not ticked sends nothing: a hidden field before it says what that means.)
    """
    if _FORM_DATA in request:
        return request[_FORM_DATA]
    if not from_entra and not same_origin(request):
        raise web.HTTPForbidden(text="This was not sent from a page of the assistant.")
    if request.content_type not in ((_FORM, _WITH_FILES) if files else (_FORM,)):
        raise web.HTTPUnsupportedMediaType(text=_UNREADABLE)
    try:
        async with asyncio.timeout(_PATIENCE):
            sent = await request.post()
        for name, item in sent.items():  # half characters, which no text of a person's has
            f"{name}{item if isinstance(item, str) else getattr(item, 'filename', '')}".encode()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="That came too slowly. Please send it again.") from None
    except web.HTTPRequestEntityTooLarge as problem:
        problem.text = "That is more than can be read at once. Go back and send less."
        raise
    except (ValueError, LookupError, HttpProcessingError, web.RequestPayloadError) as problem:
        raise web.HTTPBadRequest(text=_UNREADABLE) from problem
    fields: dict[str, str] = {}
    values: dict[str, object] = {}
    for name in dict.fromkeys(sent):
        texts = [_plain(item) for item in sent.getall(name) if isinstance(item, str)]
        if not texts:
            continue
        if name.startswith(_MANY):
            values[name.removeprefix(_MANY)] = [text for text in texts if text]
        elif name.startswith(_ONE):
            values[name.removeprefix(_ONE)] = texts[-1]
        else:
            fields[name] = texts[-1]
    request[_FORM_DATA] = FormData(fields, values, *_in_order(sent))
    return request[_FORM_DATA]


def _in_order(
    sent: Mapping[str, str | bytes | bytearray | web.FileField],
) -> tuple[Mapping[str, Upload], Sequence[tuple[str, str]]]:
    chosen = {
        name: Upload(item.filename, item.file.read())
        for name, item in sent.items()
        if isinstance(item, web.FileField) and item.filename
    }
    return chosen, [(name, _plain(item)) for name, item in sent.items() if isinstance(item, str)]


def _plain(text: str) -> str:
    """Browsers end the lines of a text area with CR LF; we keep LF, and nothing unprintable."""
    return tidied(text)
