"""A change looked at by somebody else: commented, sent back, approved from a day on, cancelled."""

import asyncio
from datetime import date, timedelta

from aiohttp import web

from knowledge.drafting.facts import front_of
from knowledge.drafting.next_version import Approval, marked, published
from knowledge.drafting.set_files.set_file import set_file
from knowledge.files.front_matter import day
from knowledge.model.policies import Policy, Severity
from knowledge.publishing.write_files import FileChange, as_plain, from_plain
from storage.publishing.draft_acts import (
    DraftMovedError,
    OwnDraftError,
    approve_draft,
    cancel_draft,
    comment_draft,
    return_draft,
)
from storage.publishing.policy_drafts import DraftState, PolicyDraft
from web.drafting.draft_page import DraftPages
from web.drafting.fields.form_problems import in_plain_words
from web.drafting.publisher import Publisher, Written
from web.drafting.welsh_files import in_welsh
from web.drafting.workshop import APPROVERS, READERS, WRITERS, Workshop
from web.forms.form_data import FormData, read_form_data
from web.permissions import Permissions, visitor_of
from web.rendering.downloads import file_download

_LONGEST = 2_000
_OF_AN_APPROVAL = frozenset({"token", "digest", "first", "comment"})
_NOT_YOURS = (
    "You wrote some of this change or sent it in, so somebody else approves it. Nothing was "
    "approved."
)
_NOT_THOSE_WORDS = (
    "The change is not the one that you were shown: look at it as it is now. Nothing was approved."
)
_NOT_WAITING = "This change is not waiting to be approved any more. Nothing was done."
_CHANGED_OUTSIDE = (
    "The file was changed in the policy folder meanwhile. Whoever writes takes that change in "
    "first. Nothing was approved."
)
_NO_ROLE = "Whoever writes changes of this policy or may approve them does this. Nothing was done."
_ODD_FORM = "This was not sent by our form. Nothing was approved."


class ReviewPages:
    """Handlers of what others than its writers do with a change."""

    def __init__(self, shop: Workshop, pages: DraftPages, publisher: Publisher) -> None:
        self._shop = shop
        self._pages = pages
        self._publisher = publisher

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        one = "/desk/drafts/{number}"
        return [
            access.post(f"{one}/approve", self.approve, *APPROVERS),
            access.post(f"{one}/return", self.send_back, *APPROVERS),
            access.post(f"{one}/comment", self.comment, *APPROVERS),
            access.post(f"{one}/cancel", self.cancel, *APPROVERS),
            access.get(f"{one}/files/{{name}}", self.file, *READERS),
        ]

    async def approve(self, request: web.Request) -> web.Response:
        """Approve the words that were shown. Who does it and with which role is the session's to
        say; a form that says more than ours is refused."""
        posted = await read_form_data(request)
        draft = await self._pages.found(request)
        refused = self._forged(request, draft, posted)
        if refused:
            return await self._refused(request, draft, *refused)
        sheet = await self._pages.sheet(request, draft)
        if sheet.own:
            return await self._refused(request, draft, "their own change", _NOT_YOURS, 403)
        file = set_file(draft.subject)
        has_versions = file is None or file.has_versions
        first = day(posted["first"]) if has_versions else self._shop.today()
        problem = self._problem_of_day(draft, first) if has_versions else ""
        if first is None or problem:
            return self._pages.drawn(request, sheet, {"first": problem}, posted, status=422)
        if has_versions:
            changes = await self._changes(draft, first)
        else:
            changes = await self._change_of_file(draft)
        if isinstance(changes, str):
            return self._pages.drawn(request, sheet, {"": changes}, posted, status=409)
        try:
            async with self._shop.store().writing() as unit:
                by = await self._shop.number(unit, request)
                if comment := posted["comment"][:_LONGEST].strip():
                    await comment_draft(unit, by, draft, comment)
                approved = await approve_draft(unit, by, draft, first, as_plain(changes))
        except OwnDraftError:
            return await self._refused(request, draft, "their own change", _NOT_YOURS, 403)
        except DraftMovedError:
            return await self._refused(request, draft, "moved meanwhile", _NOT_WAITING, 409)
        await self._publisher.publish(approved)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def send_back(self, request: web.Request) -> web.Response:
        """Back to its writers, with what is to be put right."""
        posted = await read_form_data(request)
        draft = await self._pages.found(request)
        comment = posted["comment"].strip()
        if not comment or len(comment) > _LONGEST:
            told = {"comment": "Say what should be different, in 2,000 characters or fewer."}
            return await self._pages.page(request, draft, told, posted, status=422)
        if not self._may_decide(request, draft):
            return await self._refused(request, draft, "a role is missing", _NO_ROLE, 403)
        try:
            async with self._shop.store().writing() as unit:
                await return_draft(unit, await self._shop.number(unit, request), draft, comment)
        except DraftMovedError:
            return await self._pages.moved(request)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def comment(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        draft = await self._pages.found(request)
        comment = posted["comment"].strip()
        if not comment or len(comment) > _LONGEST:
            told = {"comment": "Write something, in 2,000 characters or fewer."}
            return await self._pages.page(request, draft, told, posted, status=422)
        async with self._shop.store().writing() as unit:
            await comment_draft(unit, await self._shop.number(unit, request), draft, comment)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def cancel(self, request: web.Request) -> web.Response:
        """Take an approved change out again, before its first day."""
        posted = await read_form_data(request)
        draft = await self._pages.found(request)
        reason = posted["comment"].strip()
        if not reason or len(reason) > _LONGEST:
            told = {"comment": "Give a reason, in 2,000 characters or fewer."}
            return await self._pages.page(request, draft, told, posted, status=422)
        if not self._may_decide(request, draft):
            return await self._refused(request, draft, "a role is missing", _NO_ROLE, 403)
        states = (DraftState.APPROVED, DraftState.PUBLISHED)
        begun = draft.first is not None and draft.first <= self._shop.today()
        if draft.state not in states or (begun and draft.state is DraftState.PUBLISHED):
            return await self._refused(request, draft, "begun already", _NOT_WAITING, 409)
        outcome = await self._publisher.take_out(draft)
        if outcome is not Written.DONE:
            told = {"": "The policy folder cannot be put back from here. Take the files below."}
            return await self._pages.page(request, draft, told, posted, status=409)
        try:
            async with self._shop.store().writing() as unit:
                await cancel_draft(unit, await self._shop.number(unit, request), draft, reason)
        except DraftMovedError:
            return await self._pages.moved(request)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def file(self, request: web.Request) -> web.Response:
        """A file of an approved change, to be put where the policies are kept."""
        draft = await self._pages.found(request)
        wanted = request.match_info["name"]
        for one in from_plain(draft.changes):
            if one.name.replace("/", "-") == wanted and one.after is not None:
                return file_download(one.after, one.name.rpartition("/")[2])
        raise web.HTTPNotFound(text="There is no such file.")

    def _forged(
        self, request: web.Request, draft: PolicyDraft, posted: FormData
    ) -> tuple[str, str, int] | None:
        """Why an approval is refused whatever else it says: for the trail, for the person, and the
        status."""
        if {name for name, _ in posted.sent} - _OF_AN_APPROVAL:
            return "a forged form", _ODD_FORM, 400
        base = self._shop.base_of(draft)
        if self._shop.approving_role(base) not in visitor_of(request).roles:
            role = self._shop.approving_role(base).value
            told = f"Changes of this policy are approved by who has the app role {role}."
            return "a role is missing", told, 403
        if draft.state is not DraftState.REVIEW:
            return "not waiting for approval", _NOT_WAITING, 409
        if posted["digest"] != draft.digest:
            return "other words than shown", _NOT_THOSE_WORDS, 409
        return None

    def _may_decide(self, request: web.Request, draft: PolicyDraft) -> bool:
        """Whether somebody may send a change back or cancel it: who may approve it, who writes."""
        role = self._shop.approving_role(self._shop.base_of(draft))
        return bool(visitor_of(request).roles & {role, *WRITERS})

    async def _refused(
        self, request: web.Request, draft: PolicyDraft, why: str, told: str, status: int
    ) -> web.Response:
        await self._shop.note_refusal(request, draft.subject, why, draft.id)
        return await self._pages.page(request, draft, {"": told}, status=status)

    def _problem_of_day(self, draft: PolicyDraft, first: date | None) -> str:
        today = self._shop.today()
        if first is None:
            return "Choose the first day."
        if first < today:
            return "The first day cannot be over already."
        base = self._shop.base_of(draft)
        if base and base.effective_from and first <= base.effective_from:
            soonest = max(today, base.effective_from + timedelta(days=1))
            return f"The version before begins on that day or later. Choose {soonest} or later."
        review = day(front_of(draft.text).text("review_by"))
        if review is not None and review <= first:
            return f"The review date, {review}, must be after the first day."
        return ""

    async def _change_of_file(self, draft: PolicyDraft) -> list[FileChange] | str:
        """The file that an approval makes, or in words why it cannot."""
        (was,) = from_plain(draft.changes)
        path = self._shop.serving.folder / draft.file
        now = await asyncio.to_thread(lambda: path.read_bytes() if path.exists() else None)
        if now != was.before:
            return _CHANGED_OUTSIDE
        return await self._whole([FileChange(draft.file, now, draft.text.encode())])

    async def _whole(self, changes: list[FileChange]) -> list[FileChange] | str:
        """The changes, unless the check finds something that keeps them from being published."""
        found = await self._shop.problems_with({one.name: one.after or b"" for one in changes})
        wrong = [one for one in found if one.severity is not Severity.WARNING]
        if wrong:
            return f"It cannot be published like this: {in_plain_words(wrong[0].message)}."
        return changes

    async def _changes(self, draft: PolicyDraft, first: date) -> list[FileChange] | str:
        """The files that an approval makes, or in words why it cannot."""
        serving, base = self._shop.serving, self._shop.base_of(draft)
        if base is None:
            return "The version that this began from is not there any more."
        path = serving.folder / base.file
        try:
            former = path.read_bytes()
        except OSError:
            return f"{base.title}, version {base.version}, cannot be read in the policy folder."
        text = former.decode(errors="replace")
        if text.removeprefix("\ufeff") != self._shop.policies.texts[base.ref]:
            return "The version in force was changed outside meanwhile and is not served as it is."
        new = self._new_version(draft, text, first, base)
        whole = new if isinstance(new, str) else await self._whole(new)
        if isinstance(whole, str) or draft.file == base.file:
            return whole
        return [*whole, *in_welsh(serving.folder, base.file, draft.file, text, draft.text)]

    def _new_version(
        self, draft: PolicyDraft, former: str, first: date, base: Policy
    ) -> list[FileChange] | str:
        """The next version with the one before as superseded, or the same with marks added."""
        was = former.encode()
        if draft.file == base.file:
            try:
                text = marked(draft.text, former, first)
            except ValueError as wrong:
                return f"This cannot keep its number: {wrong}."
            return [FileChange(base.file, was, text.encode())]
        if (self._shop.serving.folder / draft.file).exists():
            return "A version with this number was put into the policy folder meanwhile."
        given = Approval(first, self._shop.today(), draft.note)
        files = published(draft.text, former, given)
        return [
            FileChange(draft.file, None, files["new"].encode()),
            FileChange(base.file, was, files["former"].encode()),
        ]
