"""What the pages of a change stand on: the folder as read, the drafts, and who is there."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from aiohttp import web

from common.person import Person
from knowledge.drafting.facts import front_of
from knowledge.drafting.next_version import begun, newest
from knowledge.drafting.same_subject import Encode
from knowledge.drafting.set_files.set_file import set_file
from knowledge.files.load import assemble
from knowledge.files.reading import (
    ParsedFolder,
    folder_state,
    is_policy_version,
    read_files,
    with_version,
)
from knowledge.model.policies import Policy, Problem
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.write_files import FileChange
from knowledge.rules.approving_role import approving_role
from knowledge.rules.check import RULES
from knowledge.rules.inspection import Inspection
from storage import Store, UnitOfWork
from storage.publishing.draft_acts import DraftMovedError, NewDraft, begin_draft, write_draft
from storage.publishing.policy_drafts import PolicyDraft, draft_by_id, open_draft
from triage.repository.form_drafts import drop_draft
from triage.repository.person_numbers import actor, number_of
from web.permissions import Role, visitor_of
from web.rendering.template_renderer import Renderer

WRITERS = (Role.OFFICER,)
"""Who writes changes."""

APPROVERS = (Role.APPROVER, Role.OFFICER, Role.CHAIR, Role.MEMBER)
"""Who may approve, as a policy says; nobody their own, and by default `Role.APPROVER` alone."""

READERS = (*APPROVERS, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Begun:
    """A change as it stands: the version that it began from, and its text. `draft` is None before
    the first word is written."""

    base: Policy
    text: str
    draft: PolicyDraft | None

    @property
    def version(self) -> str:
        return front_of(self.text).text("version")

    @property
    def file(self) -> str:
        return f"{self.base.id}/{self.version}.md"


@dataclass(slots=True)
class Workshop:
    """`source` names where the policies are brought from, if they do not lie in a folder that this
    server writes, and `send` makes changes there, if it can; without `encode` what a change touches
    is found by words alone. `moved` is, by the number of an approved draft, the file that somebody
    changed meanwhile."""

    draw: Renderer
    store: Callable[[], Store]
    serving: LiveSet
    today: Callable[[], date]
    source: str = ""
    encode: Encode | None = None
    send: Callable[[Sequence[FileChange]], Awaitable[bool]] | None = None
    moved: dict[int, str] = field(default_factory=dict)
    _read: tuple[str, Path, ParsedFolder] | None = field(default=None, init=False)
    _known: tuple[ParsedFolder, date, Sequence[Problem]] | None = field(default=None, init=False)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    @property
    def policies(self) -> PolicySet:
        """The set that is served."""
        return self.serving.library.policy_set

    async def folder(self) -> ParsedFolder:
        """The policy folder as it stands, read again only when it has changed."""
        async with self._reading:
            return await asyncio.to_thread(self._folder)

    def _folder(self) -> ParsedFolder:
        place = self.serving.folder
        state = folder_state(place)[0]
        if self._read is None or self._read[:2] != (state, place):
            self._read = (state, place, read_files(place))
        return self._read[2]

    async def begun(self, policy_id: str) -> Begun:
        """The change of a policy that is under way, or what one begins with. Raises 404 where there
        is no such policy, 409 where the newest version cannot be changed here."""
        async with self.store().reading() as connection:
            draft = await open_draft(connection, policy_id)
        policies = self.policies
        base = None if set_file(policy_id) else newest(policies, policy_id)
        if base is None:
            raise web.HTTPNotFound(text="There is no policy of this name that is in force.")
        if draft is not None:
            return Begun(self.base_of(draft) or base, draft.text, draft)
        try:
            return Begun(base, begun(policies, base, self.today()), None)
        except ValueError as wrong:
            raise web.HTTPConflict(text=f"{base.file} cannot be changed here: {wrong}.") from None

    def base_of(self, draft: PolicyDraft) -> Policy | None:
        """The version that a draft began from, as it is served."""
        return next((p for p in self.policies.dated if p.ref == draft.base), None)

    def approving_role(self, base: Policy | None) -> Role:
        """Who approves changes of a policy: as the version in force says, never as a draft does."""
        return Role(approving_role(self.policies.texts[base.ref] if base else ""))

    async def with_draft(self, file: str, text: str) -> tuple[PolicySet, Sequence[Problem]]:
        """The set with a draft in it, and what the check finds that is not in the folder without
        it."""
        reading = await self.folder()
        return await asyncio.to_thread(self._with, reading, {file: text.encode()})

    async def problems_with(self, files: dict[str, bytes]) -> Sequence[Problem]:
        """What the check finds if these files lay in the folder, and does not find without them."""
        reading = await self.folder()
        return (await asyncio.to_thread(self._with, reading, files))[1]

    def _with(
        self, reading: ParsedFolder, files: dict[str, bytes]
    ) -> tuple[PolicySet, Sequence[Problem]]:
        changed = reading
        if all(map(is_policy_version, files)):
            for name, data in files.items():
                changed = with_version(changed, name, data)
        else:
            changed = read_files(self.serving.folder, files)
        known = {(one.file, one.message) for one in self._found_in(reading)}
        policies, found = self._checked(changed)
        return policies, [one for one in found if (one.file, one.message) not in known]

    def _found_in(self, reading: ParsedFolder) -> Sequence[Problem]:
        """What the check finds in the folder as it lies, looked for again when it has changed and
        on another day."""
        known, today = self._known, self.today()
        if known is None or known[0] is not reading or known[1] != today:
            known = self._known = reading, today, self._checked(reading)[1]
        return known[2]

    def _checked(self, reading: ParsedFolder) -> tuple[PolicySet, Sequence[Problem]]:
        policies, problems = assemble(reading)
        inspection = Inspection(reading, policies, self.today())
        found = {*problems, *(problem for rule in RULES for problem in rule(inspection))}
        return policies, sorted(found)

    async def keep(
        self, request: web.Request, seen: PolicyDraft | None, new: NewDraft, text: str
    ) -> PolicyDraft:
        """The draft with another text, begun with `new` where there was none. Raises
        DraftMovedError where somebody was quicker."""
        async with self.store().writing() as unit:
            by = await self.number(unit, request)
            await drop_draft(unit, by, request.path)  # what was typed so far is in the text now
            if seen is None:
                draft = await begin_draft(unit, by, new)
                if draft.text != new.text:
                    raise DraftMovedError
            else:
                held = await draft_by_id(unit.connection, seen.id)
                if held is None or held.revision != seen.revision:
                    raise DraftMovedError
                draft = held
            return await write_draft(unit, by, draft, text=text)

    async def number(self, unit: UnitOfWork, request: web.Request) -> int:
        """Who is at the browser, by number: from the session alone, whatever a form says."""
        return await number_of(unit, person_at(request))

    async def note_refusal(self, request: web.Request, subject: str, why: str, draft: int) -> None:
        """Write to the trail that something was refused to whoever is at the browser."""
        async with self.store().writing() as unit:
            by = actor(await self.number(unit, request))
            unit.audit(by, "policy.refused", subject, {"why": why, "draft": draft})


def person_at(request: web.Request) -> Person:
    visitor = visitor_of(request)
    return visitor.person


def new_draft(begun: Begun, text: str) -> NewDraft:
    """What is stored with the first word."""
    return NewDraft(begun.base.id, begun.base.ref, begun.file, text)
