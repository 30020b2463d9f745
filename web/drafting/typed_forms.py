"""What is typed into a form of the desk that makes no change yet, kept from the first key.

A new clause or line, the details of a policy and another status are one act with their button.
Until then what was typed is kept for whoever typed it, a fortnight, on any machine of theirs.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from common.person import Person
from storage import Store
from triage.repository.form_drafts import (
    drop_draft,
    find_draft,
    find_page_drafts,
    save_draft,
)
from triage.repository.person_numbers import known_number
from web.drafting.workshop import WRITERS, Workshop, person_at
from web.forms.form_data import read_form_data
from web.permissions import Permissions

_FORM = re.compile(r"/desk/(?:rules|set)/[^?#\s]{1,300}")
_LONGEST = 200_000  # signs of a form with what it is kept in
_LONGEST_NAME = 200


class TypedForms:
    """Handlers of `/desk/typed`, which the script of the forms asks and tells."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        path = "/desk/typed"
        return [access.get(path, self.show, *WRITERS), access.post(path, self.keep, *WRITERS)]

    async def show(self, request: web.Request) -> web.Response:
        """What was typed into a form: its pairs, and the text of which they are."""
        form, store = _form(request.query.get("form", "")), self._shop.store()
        async with store.reading() as connection:
            number = await known_number(connection, person_at(request))
            kept = await find_draft(connection, number, form, store.clock()) if number else None
        return web.json_response(kept or {"seen": "", "pairs": []})

    async def keep(self, request: web.Request) -> web.Response:
        """Keep what is typed in place of what was kept before; no pairs drop it."""
        posted = await read_form_data(request)
        form, kept = _form(posted["form"]), _kept(posted["kept"])
        async with self._shop.store().writing() as unit:
            number = await self._shop.number(unit, request)
            if kept["pairs"]:
                name = posted["name"][:_LONGEST_NAME]
                await save_draft(unit, number, form, {**kept, "name": name})
            else:
                await drop_draft(unit, number, form)
        return web.json_response({})


async def begun_forms(store: Store, who: Person) -> Sequence[tuple[str, str]]:
    """The forms of the desk that somebody has begun: address and name, the latest last. Raises
    StoreError."""
    async with store.reading() as connection:
        number = await known_number(connection, who)
        found = await find_page_drafts(connection, number, store.clock()) if number else {}
    return [(path, str(kept.get("name") or path)) for path, kept in found.items()]


def _form(address: str) -> str:
    """The path of a form of the desk. Raises 400 for any other."""
    path = unquote(address)
    if not _FORM.fullmatch(path):
        raise web.HTTPBadRequest(text="There is no such form.")
    return path


def _kept(sent: str) -> Mapping[str, Any]:
    """What the script sends, as it is kept. Raises 400 for anything else."""
    try:
        read = json.loads(sent if len(sent) <= _LONGEST else "{}")
        pairs = [[name, value] for name, value in read["pairs"]]
        if all(isinstance(one, str) for pair in pairs for one in [*pair, read["seen"]]):
            return {"seen": read["seen"], "pairs": pairs}
    except (ValueError, TypeError, KeyError):
        pass
    raise web.HTTPBadRequest(text="What was sent could not be read.")
