"""A change as a whole: what is new in it, what is wrong with it; sent in, or given up."""

from datetime import date

from aiohttp import web

from knowledge.drafting.clauses import clauses_of
from knowledge.drafting.facts import with_fact
from knowledge.drafting.next_version import (
    begun,
    marked,
    newest,
    number_after,
    with_words_of_former,
)
from knowledge.drafting.set_files.set_file import SetFile, set_file
from storage.publishing.draft_acts import (
    DraftMovedError,
    NewDraft,
    begin_draft,
    discard_draft,
    submit_draft,
    write_draft,
)
from storage.publishing.policy_drafts import DraftState, PolicyDraft, draft_by_id, drafts
from web.drafting.draft_sheet import DraftSheet, sheet_of
from web.drafting.fields.form_problems import in_plain_words
from web.drafting.outside_edits import outside_edits
from web.drafting.outside_files import outside_files
from web.drafting.rewritten_page import rewritten
from web.drafting.set_drafts import taken_back
from web.drafting.set_names import draft_name, path_of
from web.drafting.typed_forms import begun_forms
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
    "marks": "No word changes: what sentences answer is marked, under the same number",
}
"""How large a change is, and what that is called."""


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
        today = self._shop.today()
        to_come = [one for one in over if one.state is DraftState.PUBLISHED and _begins(one, today)]
        under_way = [*to_come, *under_way]
        over = [one for one in over if one not in to_come]
        known = self._shop.policies
        titles = {policy.id: policy.title for policy in known.policies}
        may_change = [pair for pair in titles.items() if newest(known, pair[0])]
        policies = sorted(may_change, key=lambda pair: pair[1])
        return self._shop.draw.page(
            "drafting/drafts.html", under_way=under_way, over=over,
            name_of=lambda draft: draft_name(draft, known), policies=policies,
            today=today, rewritten=await rewritten(self._shop),
            outside=await outside_edits(self._shop),
            outside_files=await outside_files(self._shop),
            begun=await begun_forms(self._shop.store(), person_at(request)),
            may_write=bool(visitor_of(request).roles & set(WRITERS)),
            source="" if self._shop.send else self._shop.source,
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
        of = set_file(draft.subject)
        has_versions = of is None or of.has_versions
        if has_versions and posted["size"] not in SIZES:
            problem = problem or "Say how large the change is."
        if problem:
            return self.drawn(request, sheet, {"note": problem}, posted, status=422)
        try:
            numbered = self._numbered(sheet, posted["size"]) if has_versions else None
        except ValueError as wrong:
            told = {"size": f"This cannot keep its number: {wrong}."}
            return self.drawn(request, sheet, told, posted, status=422)
        if sheet.stops:
            told = {"": "Put right what is wrong with it first."}
            return self.drawn(request, sheet, told, posted, status=422)
        if posted["size"] == "correction":
            note = _CORRECTION + note[:1].lower() + note[1:]
        try:
            async with self._shop.store().writing() as unit:
                by = await self._shop.number(unit, request)
                if numbered is not None and numbered[0] != draft.file:
                    file, text = numbered
                    draft = await write_draft(unit, by, draft, text=text, file=file)
                await submit_draft(unit, by, draft, note)
        except DraftMovedError:
            return await self.moved(request)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    def _numbered(self, sheet: DraftSheet, size: str) -> tuple[str, str]:
        """The file and the text of a draft under the number that a change of this size has. Raises
        ValueError, in words, where a change that is to keep its number cannot."""
        shop, draft, base = self._shop, sheet.draft, sheet.base
        if size == "marks" and base is not None:
            marked(draft.text, shop.policies.texts[base.ref], shop.today())
            return base.file, with_fact(draft.text, "version", str(base.version))
        version = number_after(shop.policies, draft.subject, major=size == "major")
        text = with_fact(draft.text, "version", str(version))
        return f"{draft.subject}/{version}.md", text

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
        file = set_file(draft.subject)
        if file is not None and not file.has_versions:
            return await self._undone(request, draft, file)
        policies = shop.policies
        last, before = newest(policies, draft.subject), shop.base_of(draft)
        is_last = last is not None and last.file == draft.file and last != before
        if draft.state is not DraftState.PUBLISHED or last is None or before is None or not is_last:
            return await self.moved(request)
        text = with_words_of_former(begun(policies, last, shop.today()), policies.texts[before.ref])
        name = f"{draft.subject}/{number_after(policies, draft.subject, major=False)}.md"
        async with shop.store().writing() as unit:
            by = await shop.number(unit, request)
            made = await begin_draft(unit, by, NewDraft(draft.subject, last.ref, name, text))
        raise web.HTTPSeeOther(f"/desk/drafts/{made.id}")

    async def _undone(
        self, request: web.Request, draft: PolicyDraft, file: SetFile
    ) -> web.Response:
        """Begin a change that takes this one back, whatever else was changed since."""
        shop, back = self._shop, await taken_back(self._shop, file, draft)
        if back is None or draft.state is not DraftState.PUBLISHED:
            return await self.moved(request)
        async with shop.store().writing() as unit:
            by = await shop.number(unit, request)
            made = await begin_draft(unit, by, back)
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

    async def sheet(self, request: web.Request, draft: PolicyDraft) -> DraftSheet:
        return await sheet_of(self._shop, self._changes, draft, person_at(request))

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
        file = set_file(draft.subject)
        typed = posted.fields if posted else {}
        return shop.draw.page(
            "drafting/draft.html",
            status=status,
            sheet=sheet,
            draft=draft,
            name=draft_name(draft, shop.policies),
            set_path=path_of(file) if file else "",
            has_versions=file is None or file.has_versions,
            adds_marks=sheet.adds_marks,
            is_asked=draft.file.endswith(".md"),
            clauses=() if file else clauses_of(draft.text),
            in_plain_words=in_plain_words,
            sizes={key: words for key, words in SIZES.items() if file is None or key != "marks"},
            problems=problems or {},
            typed={name: typed.get(name, "") for name in _TYPED},
            may_write=bool(roles & set(WRITERS)),
            may_approve=role in roles and not sheet.own,
            may_withdraw=role in roles and draft.state is DraftState.PUBLISHED,
            may_comment=bool(roles & set(APPROVERS)),
            may_decide=bool(roles & {role, *WRITERS}),
            role=role,
            today=shop.today(),
            source=shop.source,
            is_sent=shop.send is not None,
            moved=shop.moved.get(draft.id, ""),
            waits_for_mending=draft.state is DraftState.PUBLISHED
            and not file
            and not shop.serving.is_current
            and draft.file not in {policy.file for policy in shop.policies.policies},
        )


def _begins(draft: PolicyDraft, today: date) -> bool:
    """Whether its first day is still to come."""
    return draft.first is not None and draft.first > today
