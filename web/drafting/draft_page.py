"""A change as a whole: what is new in it, what is wrong with it; sent in, or given up."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.message import Block
from bot.messages.formats import format_day
from knowledge.drafting.clauses import clauses_of
from knowledge.drafting.facts import with_fact
from knowledge.drafting.next_version import (
    begun,
    newest,
    number_after,
    with_words_of_former,
)
from knowledge.files.front_matter import day
from knowledge.model.policies import Policy, Problem, Severity
from storage import UnitOfWork
from storage.publishing.policy_drafts import (
    WRITING,
    DraftEvent,
    DraftMovedError,
    DraftState,
    NewDraft,
    PolicyDraft,
    begin_draft,
    discard_draft,
    draft_by_id,
    drafts,
    events_of,
    submit_draft,
    write_draft,
)
from triage.citing_decisions import citing_decisions
from triage.repository.person_numbers import known_number
from web.drafting.facts_page import LABELS, facts_of
from web.drafting.rewritten_page import rewritten
from web.drafting.touches import NOTHING, Touched, touched
from web.drafting.workshop import APPROVERS, READERS, WRITERS, Workshop, person_at
from web.forms.form_data import FormData, read_form_data
from web.permissions import Permissions, visitor_of
from web.policies.policy_reader import Changes

_LONGEST = 1_000
_NO_NOTE = "Say for people what changes, in a sentence."
_TOO_LONG = f"Shorten it to {_LONGEST:,} characters or fewer."
_MOVED = "Somebody else did something with this change meanwhile. Look at it as it is now."
_CORRECTION = "Correction of a typing error: "
_TYPED = ("note", "size", "first", "comment", "reason")
SIZES = {
    "correction": "A typing error is corrected; the rule stays the same",
    "minor": "A rule changes",
    "major": "The policy is written anew",
}
"""How large a change is, and what that is called."""


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """Everything that a page shows of a change."""

    draft: PolicyDraft
    base: Policy | None
    events: Sequence[DraftEvent]
    blocks: Sequence[Block]
    facts: Sequence[tuple[str, str, str]]
    problems: Sequence[Problem]
    touches: Touched
    own: bool
    """Whether whoever looks at it wrote some of it, or sent it in."""

    @property
    def stops(self) -> bool:
        """Whether something in it keeps it from being published."""
        return any(problem.severity is not Severity.WARNING for problem in self.problems)


class DraftPages:
    """Handlers of `/desk/drafts` and of what its writers do with a change."""

    def __init__(self, shop: Workshop, changes: Changes) -> None:
        self._shop = shop
        self._changes = changes

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        one = "/desk/drafts/{number}"
        return [
            access.get("/desk/drafts", self.index, *READERS),
            access.get("/desk/rules/{policy}", self.policy, *WRITERS),
            access.get(one, self.show, *READERS),
            access.post(f"{one}/submit", self.submit, *WRITERS),
            access.post(f"{one}/discard", self.discard, *WRITERS),
            access.post(f"{one}/undo", self.undo, *WRITERS),
        ]

    async def index(self, request: web.Request) -> web.Response:
        """The changes under way, and those that ended last."""
        async with self._shop.store().reading() as connection:
            under_way = await drafts(
                connection, DraftState.REVIEW, DraftState.DRAFT, DraftState.APPROVED
            )
            over = await drafts(
                connection,
                DraftState.PUBLISHED,
                DraftState.CANCELLED,
                DraftState.DISCARDED,
                most=20,
            )
        titles = {policy.id: policy.title for policy in self._shop.policies.policies}
        known = self._shop.policies
        may_change = [pair for pair in titles.items() if newest(known, pair[0])]
        policies = sorted(may_change, key=lambda pair: pair[1])
        return self._shop.draw.page(
            "drafting/drafts.html", under_way=under_way, over=over, titles=titles,
            policies=policies, today=self._shop.today(), rewritten=await rewritten(self._shop),
            may_write=bool(visitor_of(request).roles & set(WRITERS)),
        )  # fmt: skip

    async def policy(self, request: web.Request) -> web.Response:
        """The change of a policy that is under way, or where to begin one."""
        now = await self._shop.begun(request.match_info["policy"])
        if now.draft is not None:
            raise web.HTTPFound(f"/desk/drafts/{now.draft.id}")
        return self._shop.draw.page(
            "drafting/rules.html", policy=now.base, version=now.version,
            clauses=clauses_of(now.text),
        )  # fmt: skip

    async def show(self, request: web.Request) -> web.Response:
        return await self.page(request, await self.found(request))

    async def submit(self, request: web.Request) -> web.Response:
        """Have somebody else look at it."""
        posted = await read_form_data(request)
        sheet = await self.sheet(request, await self.found(request))
        draft, note = sheet.draft, " ".join(posted["note"].split())
        problem = _NO_NOTE if not note else _TOO_LONG if len(note) > _LONGEST else ""
        if posted["size"] not in SIZES:
            problem = problem or "Say how large the change is."
        if problem:
            return self.drawn(request, sheet, {"note": problem}, posted, status=422)
        if sheet.stops:
            told = {"": "Put right what is wrong with it first."}
            return self.drawn(request, sheet, told, posted, status=422)
        if posted["size"] == "correction":
            note = _CORRECTION + note[:1].lower() + note[1:]
        try:
            async with self._shop.store().writing() as unit:
                by = await self._shop.number(unit, request)
                draft = await self._numbered(unit, by, draft, posted["size"])
                await submit_draft(unit, by, draft, note)
        except DraftMovedError:
            return await self.moved(request)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def _numbered(
        self, unit: UnitOfWork, by: int, draft: PolicyDraft, size: str
    ) -> PolicyDraft:
        """The draft under the number that a change of this size has."""
        version = number_after(self._shop.policies, draft.subject, major=size == "major")
        file = f"{draft.subject}/{version}.md"
        if file == draft.file:
            return draft
        text = with_fact(draft.text, "version", str(version))
        return await write_draft(unit, by, draft, text=text, file=file)

    async def discard(self, request: web.Request) -> web.Response:
        """Give it up: the next change begins from what is in force."""
        await read_form_data(request)
        draft = await self.found(request)
        try:
            async with self._shop.store().writing() as unit:
                await discard_draft(unit, await self._shop.number(unit, request), draft)
        except DraftMovedError:
            return await self.moved(request)
        raise web.HTTPSeeOther("/desk/drafts")

    async def undo(self, request: web.Request) -> web.Response:
        """Begin a further version with the words from before this change; it is approved as any
        other is."""
        await read_form_data(request)
        shop, draft = self._shop, await self.found(request)
        policies = shop.policies
        last, before = newest(policies, draft.subject), shop.base_of(draft)
        is_last = last is not None and last.file == draft.file
        if draft.state is not DraftState.PUBLISHED or last is None or before is None or not is_last:
            return await self.moved(request)
        text = with_words_of_former(begun(policies, last, shop.today()), policies.texts[before.ref])
        file = f"{draft.subject}/{number_after(policies, draft.subject, major=False)}.md"
        async with shop.store().writing() as unit:
            by = await shop.number(unit, request)
            made = await begin_draft(unit, by, NewDraft(draft.subject, last.ref, file, text))
        raise web.HTTPSeeOther(f"/desk/drafts/{made.id}")

    async def found(self, request: web.Request) -> PolicyDraft:
        """The change that an address names. Raises 404."""
        number = request.match_info["number"]
        known = number.isascii() and number.isdigit() and len(number) < 10
        if known:
            async with self._shop.store().reading() as connection:
                draft = await draft_by_id(connection, int(number))
            if draft is not None:
                return draft
        raise web.HTTPNotFound(text="There is no such change.")

    async def moved(self, request: web.Request) -> web.Response:
        """It is not as it was seen: nothing was done."""
        draft = await self.found(request)
        return await self.page(request, draft, {"": _MOVED}, status=409)

    async def page(
        self,
        request: web.Request,
        draft: PolicyDraft,
        problems: dict[str, str] | None = None,
        posted: FormData | None = None,
        *,
        status: int = 200,
    ) -> web.Response:
        sheet = await self.sheet(request, draft)
        return self.drawn(request, sheet, problems, posted, status=status)

    async def sheet(self, request: web.Request, draft: PolicyDraft) -> DraftSheet:
        shop = self._shop
        async with shop.store().reading() as connection:
            events = await events_of(connection, draft.id)
            number = await known_number(connection, person_at(request))
        base = shop.base_of(draft)
        found: Sequence[Problem] = ()
        blocks: Sequence[Block] = ()
        facts: Sequence[tuple[str, str, str]] = ()
        touches = NOTHING
        if not draft.is_over and base is not None:
            policies, found = await shop.with_draft(draft.file, draft.text)
            new = next((p for p in policies.policies if p.file == draft.file), None)
            if new is not None:
                blocks = await asyncio.to_thread(self._changes, policies, base, new)
                decisions = await citing_decisions(shop.store())
                touches = await asyncio.to_thread(
                    touched,
                    policies,
                    base,
                    new,
                    decisions,
                    shop.today(),
                    encode=shop.encode,
                )
            facts = _facts(shop.policies.texts[base.ref], draft.text)
        own = any(event.by == number and event.act in WRITING for event in events)
        return DraftSheet(draft, base, events, blocks, facts, found, touches, own)

    def drawn(
        self,
        request: web.Request,
        sheet: DraftSheet,
        problems: dict[str, str] | None = None,
        posted: FormData | None = None,
        *,
        status: int = 200,
    ) -> web.Response:
        shop, draft = self._shop, sheet.draft
        roles = visitor_of(request).roles
        role = shop.approving_role(sheet.base)
        titles = {policy.id: policy.title for policy in shop.policies.policies}
        typed = posted.fields if posted else {}
        return shop.draw.page(
            "drafting/draft.html",
            status=status,
            sheet=sheet,
            draft=draft,
            title=titles.get(draft.subject, draft.subject),
            version=draft.file.rpartition("/")[2].removesuffix(".md"),
            clauses=clauses_of(draft.text),
            sizes=SIZES,
            problems=problems or {},
            typed={name: typed.get(name, "") for name in _TYPED},
            may_write=bool(roles & set(WRITERS)),
            may_approve=role in roles and not sheet.own,
            may_withdraw=role in roles and draft.state is DraftState.PUBLISHED,
            may_comment=bool(roles & set(APPROVERS)),
            role=role,
            today=shop.today(),
            source=shop.source,
        )


def _facts(before: str, after: str) -> Sequence[tuple[str, str, str]]:
    """The details that differ: what they are called, how they were and are."""
    old, new = facts_of(before), facts_of(after)
    return [
        (label, _shown(old[name]), _shown(new[name]))
        for name, (label, _) in LABELS.items()
        if old[name] != new[name]
    ]


def _shown(value: str) -> str:
    """A day as people write it; anything else as it is."""
    found = day(value)
    return format_day(found) if found else value
