"""What stands above the clauses of the next version, as labelled fields."""

import hashlib
from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.message import Field, FieldKind
from knowledge.drafting.facts import Value, front_of, with_fact
from knowledge.model.policy_set import PolicySet
from knowledge.rules.metadata import POLICY_LISTS
from storage.publishing.policy_drafts import DraftMovedError, begin_draft, write_draft
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
        sent = {name: typed_in(posted, name) for name in _names()}
        problems = {
            name: f"Shorten it to {_LONGEST:,} characters or fewer."
            for name, value in sent.items()
            if len(value) > _LONGEST
        }
        problems |= {name: "This cannot be empty." for name in _needed() if not sent[name].strip()}
        if problems:
            return self._page(now, posted, problems, status=422)
        if posted["seen"] != _seal(now):
            return self._page(now, posted, conflict=_CHANGED, status=409)
        text = now.text
        held = facts_of(text)
        for name, value in sent.items():
            if value != held[name]:
                text = with_fact(text, name, _value(name, value))
        if text != now.text:
            try:
                async with self._shop.store().writing() as unit:
                    by = await self._shop.number(unit, request)
                    draft = now.draft or await begin_draft(unit, by, new_draft(now, now.text))
                    draft = await write_draft(unit, by, draft, text=text)
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


def facts_of(text: str) -> dict[str, str]:
    """The facts that can be changed, lists with commas. Raises ValueError for a front matter that
    cannot be read."""
    front = front_of(text)
    return {
        name: ", ".join(front.items(name)) if name in POLICY_LISTS else front.text(name)
        for name in _names()
    }


LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Title", ""),
    "summary": ("Summary", "One sentence: what the policy is for."),
    "owner": ("Owner", "A role, never a person."),
    "contact": ("Who to ask", "A role and how to reach it, no e-mail address."),
    "audience": ("For whom", "With commas between, for example: all_staff, managers."),
    "classification": ("Classification", ""),
    "review_by": ("Review date", ""),
    "approver": ("Approved by", "The board or role that stands behind the policy."),
    "author": ("Written by", "A role other than the one that approves."),
    "topics": ("Topics", "With commas between."),
    "conflicts": ("Known conflicts", "Clauses that disagree with this policy."),
}
"""Each fact that can be changed: what it is called, and a hint."""


def _names() -> Sequence[str]:
    return tuple(LABELS)


def _needed() -> Sequence[str]:
    return ("title", "summary", "owner", "contact", "audience", "classification", "review_by")


def _fields(now: Begun, policies: PolicySet) -> Sequence[Field]:
    held = facts_of(now.text)
    kinds = {
        "summary": FieldKind.LONG_TEXT,
        "review_by": FieldKind.DATE,
        "classification": FieldKind.CHOICE,
    }
    options = tuple((word, word) for word in policies.settings.classifications)
    return [
        Field(
            name,
            label,
            kinds.get(name, FieldKind.TEXT),
            hint,
            options=options if name == "classification" else (),
            required=name in _needed(),
            value=held[name],
        )
        for name, (label, hint) in LABELS.items()
    ]


def _value(name: str, typed: str) -> Value:
    if name in POLICY_LISTS:
        return [item.strip() for item in typed.split(",") if item.strip()]
    return " ".join(typed.split())


def _seal(now: Begun) -> str:
    held = "|".join(f"{name}={value}" for name, value in facts_of(now.text).items())
    return hashlib.sha256(held.encode()).hexdigest()[:24]
