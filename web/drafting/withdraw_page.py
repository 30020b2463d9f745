"""An emergency: the words from before a change put back at once, by one person, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from aiohttp import web

from knowledge.drafting.next_version import (
    Approval,
    begun,
    newest,
    number_after,
    published,
    with_words_of_former,
)
from knowledge.drafting.set_files.set_file import SetFile, set_file
from knowledge.model.policies import Policy, Severity
from knowledge.publishing.write_files import FileChange, as_plain, from_plain
from storage.answers.pauses import begin_pause
from storage.publishing.draft_acts import DraftMovedError, NewDraft, put_back_at_once
from storage.publishing.policy_drafts import DraftState, PolicyDraft, open_draft
from triage.repository.person_numbers import actor
from web.drafting.draft_page import DraftPages
from web.drafting.publisher import Publisher
from web.drafting.set_drafts import taken_back
from web.drafting.welsh_files import in_welsh
from web.drafting.workshop import APPROVERS, Workshop
from web.forms.form_data import read_form_data
from web.permissions import Permissions, visitor_of

_LONGEST = 500
_NO_REASON = f"Give a reason that staff may read, in {_LONGEST} characters or fewer."
_NOT_THE_LAST = "Only the last version can be withdrawn, once it has begun. Nothing was done."
_UNDER_WAY = "A change of this policy is under way. Give it up first. Nothing was done."


@dataclass(frozen=True, slots=True)
class _PutBack:
    """What a withdrawal makes: the new version, its first day, and whether it has to wait."""

    new: NewDraft
    first: date
    changes: Sequence[FileChange]
    waits: bool


class WithdrawPage:
    """Handler of `/desk/drafts/{number}/withdraw`, one act."""

    def __init__(self, shop: Workshop, pages: DraftPages, publisher: Publisher) -> None:
        self._shop = shop
        self._pages = pages
        self._publisher = publisher

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.post("/desk/drafts/{number}/withdraw", self.withdraw, *APPROVERS)]

    async def withdraw(self, request: web.Request) -> web.Response:
        """Put the former words back. Whoever may approve changes of the policy may do it alone,
        also of a change that they wrote: taking back is safer than leaving."""
        posted = await read_form_data(request)
        shop, draft = self._shop, await self._pages.found(request)
        reason = " ".join(posted["reason"].split())
        base = shop.base_of(draft)
        role = shop.approving_role(base)
        if role not in visitor_of(request).roles:
            await shop.note_refusal(request, draft.subject, "a role is missing", draft.id)
            told = {"reason": f"Who has the app role {role.value} may withdraw it."}
            return await self._pages.page(request, draft, told, posted, status=403)
        if not 0 < len(reason) <= _LONGEST:
            return await self._pages.page(
                request, draft, {"reason": _NO_REASON}, posted, status=422
            )
        made = await self._made(draft, base, reason)
        if isinstance(made, str):
            return await self._pages.page(request, draft, {"": made}, posted, status=409)
        try:
            async with shop.store().writing() as unit:
                by = await shop.number(unit, request)
                changes = as_plain(made.changes)
                done = await put_back_at_once(
                    unit, by, made.new, made.first, changes, reason=reason
                )
                if made.waits:
                    contact = base.contact if base else ""
                    await begin_pause(unit, draft.subject, reason, contact, actor(by))
        except DraftMovedError:
            return await self._pages.page(request, draft, {"": _UNDER_WAY}, posted, status=409)
        await self._publisher.publish(done)
        raise web.HTTPSeeOther(f"/desk/drafts/{done.id}")

    async def _made_of_file(self, draft: PolicyDraft, file: SetFile) -> _PutBack | str:
        """The same of a file without versions: it is as it was at once."""
        shop = self._shop
        async with shop.store().reading() as connection:
            if await open_draft(connection, draft.subject):
                return _UNDER_WAY
        new = await taken_back(shop, file, draft)
        if new is None or draft.state is not DraftState.PUBLISHED:
            return _NOT_THE_LAST
        (was,) = from_plain(new.changes)
        changes = [FileChange(file.subject, was.before, new.text.encode())]
        return await self._sound(_PutBack(new, shop.today(), changes, waits=False))

    async def _sound(self, made: _PutBack) -> _PutBack | str:
        """What is put back, unless the set could not be served with it."""
        found = await self._shop.problems_with({o.name: o.after or b"" for o in made.changes})
        wrong = [one for one in found if one.severity is Severity.ERROR]
        if wrong:
            return f"It cannot be put back like this: {wrong[0].message}. Pause answers instead."
        return made

    async def _made(self, draft: PolicyDraft, before: Policy | None, reason: str) -> _PutBack | str:
        """The files of the withdrawal, or in words why there are none."""
        shop = self._shop
        file = set_file(draft.subject)
        if file is not None and not file.has_versions:
            return await self._made_of_file(draft, file)
        today, policies = shop.today(), shop.policies
        last = newest(policies, draft.subject)
        has_begun = draft.first is not None and draft.first <= today
        if draft.state is not DraftState.PUBLISHED or not has_begun or before is None:
            return _NOT_THE_LAST
        if last is None or last.file != draft.file or last == before:
            return _NOT_THE_LAST
        async with shop.store().reading() as connection:
            if await open_draft(connection, draft.subject):
                return _UNDER_WAY
        waits = last.effective_from is not None and last.effective_from >= today
        first = today + timedelta(days=1) if waits else today
        text = with_words_of_former(begun(policies, last, today), policies.texts[before.ref])
        name = f"{draft.subject}/{number_after(policies, draft.subject, major=False)}.md"
        former = (shop.serving.folder / last.file).read_bytes()
        given = Approval(first, today, f"Withdrawn in an emergency: {reason}")
        files = published(text, former.decode(), given)
        changes = [
            FileChange(name, None, files["new"].encode()),
            FileChange(last.file, former, files["former"].encode()),
        ]
        new = NewDraft(draft.subject, last.ref, name, text)
        made = await self._sound(_PutBack(new, first, changes, waits))
        if isinstance(made, str):
            return made
        welsh = in_welsh(shop.serving.folder, last.file, name, former.decode(), text)
        return replace(made, changes=[*changes, *welsh])
