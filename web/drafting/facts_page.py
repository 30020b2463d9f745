"""What stands above the clauses of the next version, as labelled fields."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiohttp import web

from bot.message import Field
from knowledge.drafting.set_files.version_details import NAMES, facts_of, with_facts
from knowledge.model.policy_set import PolicySet
from storage.publishing.draft_acts import DraftMovedError
from web.drafting.fields.detail_fields import detail_fields, needed
from web.drafting.workshop import WRITERS, Begun, Workshop, new_draft
from web.forms.form_data import EMPTY_FORM, FormData, read_form_data
from web.forms.form_page import drawn_again, typed_in, values_of
from web.permissions import Permissions

_LONGEST = 2_000
_CHANGED = "Somebody else changed this policy's details meanwhile. Compare, then save again."


class FactsPage:
    """Handlers of `/desk/rules/{policy}/facts`."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        path = "/desk/rules/{policy}/facts"
        return [access.get(path, self.show, *WRITERS), access.post(path, self.save, *WRITERS)]

    async def show(self, request: web.Request) -> web.Response:
        now = await self._shop.begun(request.match_info["policy"])
        return self._page(now, EMPTY_FORM)

    async def save(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        now = await self._shop.begun(request.match_info["policy"])
        sent = {name: typed_in(posted, name) for name in NAMES}
        problems = {
            name: f"Shorten it to {_LONGEST:,} characters or fewer."
            for name, value in sent.items()
            if len(value) > _LONGEST
        }
        problems |= {name: "This cannot be empty." for name in needed() if not sent[name].strip()}
        if problems:
            return self._page(now, posted, problems, status=422)
        if posted["seen"] != _seal(now):
            return self._page(now, posted, conflict=_CHANGED, status=409)
        text = with_facts(now.text, sent)
        if text != now.text:
            try:
                draft = await self._shop.keep(request, now.draft, new_draft(now, now.text), text)
            except DraftMovedError:
                now = await self._shop.begun(request.match_info["policy"])
                return self._page(now, posted, conflict=_CHANGED, status=409)
            raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")
        raise web.HTTPSeeOther(f"/desk/rules/{now.base.id}")

    def _page(
        self,
        now: Begun,
        posted: FormData,
        problems: Mapping[str, str] | None = None,
        *,
        conflict: str = "",
        status: int = 200,
    ) -> web.Response:
        fields = drawn_again(_fields(now, self._shop.policies), problems or {})
        return self._shop.draw.page(
            "drafting/facts.html",
            status=status,
            policy=now.base,
            version=now.version,
            fields=fields,
            values=values_of(fields, posted),
            seen=_seal(now),
            conflict=conflict,
            theirs=facts_of(now.text) if conflict else {},
        )


def _fields(now: Begun, policies: PolicySet) -> Sequence[Field]:
    held = facts_of(now.text)
    return [replace(one, value=held[one.name]) for one in detail_fields(policies)]


def _seal(now: Begun) -> str:
    held = "|".join(f"{name}={value}" for name, value in facts_of(now.text).items())
    return hashlib.sha256(held.encode()).hexdigest()[:24]
