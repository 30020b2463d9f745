"""A part of a file changed in the browser, added or taken out: one editor for all kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiohttp import web

from bot.message import Field, FieldKind
from knowledge.drafting.next_version import newest
from knowledge.drafting.plain_marks import MARK_NAMES
from knowledge.drafting.set_files.parts import Part, PartError, rebased
from knowledge.drafting.set_files.set_file import FileKind, set_file
from knowledge.files.tool_entry import REGISTER
from knowledge.publishing.write_files import FileChange, as_plain
from storage.publishing.draft_acts import DraftMovedError, write_draft
from storage.publishing.policy_drafts import DraftState, PolicyDraft
from web.drafting.draft_page import DraftPages
from web.drafting.fields.field_builders import FieldGroup
from web.drafting.fields.form_problems import problems_with
from web.drafting.fields.part_forms import fields_of, whole_values
from web.drafting.part_editing import Editing, may_go, saved_by_script
from web.drafting.set_drafts import BegunFile, begun_file, file_of, parts_of
from web.drafting.set_names import PARTS, file_name, part_name, path_of, subject_in
from web.drafting.workshop import WRITERS, Workshop
from web.forms.form_data import FormData, read_form_data
from web.forms.form_page import drawn_again, values_of
from web.permissions import Permissions

_TRIES = 5  # against others who save other parts of the file at the same moment
_MOST = 100  # parts on a page
_MOVED = "This change is approved and is being put into the policy folder. Wait a moment."
_BOTH = "These were changed in the folder and in your change; yours stands, so read them again: {}."
_IN_REVIEW = "This change is being looked at. If you save, it comes back to be written on."
_NO_NAME = "Write the name of the tool first."


class PartPages:
    """Handlers of `/desk/set/{file}/part` and `add`, where officers change what a file says."""

    def __init__(self, shop: Workshop, pages: DraftPages) -> None:
        self._shop = shop
        self._pages = pages

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        file = "/desk/set/{file}"
        part = f"{file}/part/{{key}}"
        return [
            access.get(part, self.part, *WRITERS),
            access.post(part, self.save, *WRITERS),
            access.post(f"{part}/remove", self.remove, *WRITERS),
            access.get(f"{file}/add/{{kind}}", self.new, *WRITERS),
            access.post(f"{file}/add/{{kind}}", self.add, *WRITERS),
            access.post("/desk/drafts/{number}/renew", self.renew, *WRITERS),
        ]

    async def part(self, request: web.Request) -> web.Response:
        now = await self._begun(request)
        editing = self._editing(now, request.match_info["key"])
        held = dict(editing.held)
        if not held.get("name", "x"):  # an entry that is not there yet
            held["name"] = request.query.get("name", "")
        return self._form(editing, held)

    async def save(self, request: web.Request) -> web.Response:
        """Keep what was typed, unless somebody else has changed the same part meanwhile."""
        posted = await read_form_data(request)
        key, by_script = request.match_info["key"], posted["auto"] == "1"
        now = await self._begun(request)
        for _ in range(_TRIES):
            editing = self._editing(now, key)
            values = self._values(editing, posted)
            problems = problems_with(editing.fields, values)
            if by_script and now.draft is not None and now.draft.state is not DraftState.DRAFT:
                problems = {"": _IN_REVIEW}
            try:
                if not problems and editing.differs(values) and editing.seal != posted["seen"]:
                    if by_script:
                        return web.json_response({"conflict": True}, status=409)
                    return self._form(editing, values, conflict=True, status=409)
                if not problems:
                    text = now.file.parts.changed(now.text, key, values)
                    went = await self._kept(request, now, text)
                    if by_script:
                        return saved_by_script(now, await self._begun(request), key)
                    raise web.HTTPSeeOther(went)
            except PartError as wrong:
                problems = {wrong.field: str(wrong)}
            except DraftMovedError:
                now = await self._begun(request)
                continue
            if by_script:
                return web.json_response({"problem": next(iter(problems.values()))}, status=422)
            return self._form(editing, values, problems, status=422)
        return self._form(self._editing(now, key), values, {"": _MOVED}, status=409)

    async def new(self, request: web.Request) -> web.Response:
        now = await self._begun(request)
        editing = self._adding(now, request.match_info["kind"])
        sent = {one.name: request.query.get(one.name, "") for one in editing.fields}
        return self._form(editing, sent, after=request.query.get("after", ""))

    async def add(self, request: web.Request) -> web.Response:
        """One more part."""
        posted = await read_form_data(request)
        now = await self._begun(request)
        for _ in range(_TRIES):
            editing = self._adding(now, request.match_info["kind"])
            values = self._values(editing, posted)
            after = posted["after"]
            if problems := problems_with(editing.fields, values):
                return self._form(editing, values, problems, status=422, after=after)
            try:
                text = now.file.parts.added(now.text, editing.kind, values, after)
                raise web.HTTPSeeOther(await self._kept(request, now, text))
            except PartError as wrong:
                told = {wrong.field: str(wrong)}
                return self._form(editing, values, told, status=422, after=after)
            except KeyError:
                told = {"": "Choose what it stands behind."}
                return self._form(editing, values, told, status=422)
            except DraftMovedError:
                now = await self._begun(request)
        return self._form(editing, values, {"": _MOVED}, status=409)

    async def remove(self, request: web.Request) -> web.Response:
        """Take a part out; an entry of the register stays, with another status."""
        await read_form_data(request)
        key = request.match_info["key"]
        now = await self._begun(request)
        for _ in range(_TRIES):
            editing = self._editing(now, key)
            if not may_go(editing):
                raise web.HTTPConflict(text="This is not taken out: change what it says.")
            try:
                text = now.file.parts.removed(now.text, key)
                raise web.HTTPSeeOther(await self._kept(request, now, text))
            except DraftMovedError:
                now = await self._begun(request)
        return self._form(self._editing(now, key), editing.held, {"": _MOVED}, status=409)

    async def renew(self, request: web.Request) -> web.Response:
        """Do a change to the file as it lies in the folder now, where somebody changed that."""
        await read_form_data(request)
        shop, draft = self._shop, await self._pages.found(request)
        file = set_file(draft.subject)
        if file is None or file.has_versions or draft.is_over:
            return await self._pages.moved(request)
        now = await file_of(shop, file, draft)
        try:
            done = rebased(file.parts, now.base, now.text, now.stands)
        except (PartError, ValueError) as wrong:
            told = {"": f"That cannot be put together by itself: {wrong}"}
            return await self._pages.page(request, draft, told, status=409)
        kept = as_plain([FileChange(file.subject, now.stands.encode() or None, None)])
        try:
            async with shop.store().writing() as unit:
                by = await shop.number(unit, request)
                draft = await write_draft(unit, by, draft, text=done.text, changes=kept)
        except DraftMovedError:
            return await self._pages.moved(request)
        if done.both:
            told = {"": _BOTH.format(", ".join(done.both))}
            return await self._pages.page(request, draft, told)
        raise web.HTTPSeeOther(f"/desk/drafts/{draft.id}")

    async def _begun(self, request: web.Request) -> BegunFile:
        return await begun_file(self._shop, subject_in(request.match_info["file"]))

    def _editing(self, now: BegunFile, key: str) -> Editing:
        part = next((part for part in parts_of(now) if part.key == key), None)
        if part is None:
            raise web.HTTPNotFound(text="This is not in the list any more.")
        return Editing(now, part.kind, part, self._groups(now, part.kind, part))

    def _adding(self, now: BegunFile, kind: str) -> Editing:
        if (now.file.kind, kind) not in PARTS or now.file.kind is FileKind.REGISTER:
            raise web.HTTPNotFound(text="There is no such part.")
        groups = list(self._groups(now, kind, None))
        if now.file.kind is FileKind.ASKED:
            anchor = Field(
                "anchor", "Clause or tool", FieldKind.CHOICE, required=True,
                options=self._without_lines(now),
            )  # fmt: skip
            groups = [FieldGroup("", [anchor, *groups[0].fields])]
        return Editing(now, kind, None, groups)

    def _without_lines(self, now: BegunFile) -> Sequence[tuple[str, str]]:
        """The clauses of a policy, or the tools, that have no ways of asking yet."""
        there = {part.key for part in parts_of(now)}
        policies, owner = self._shop.policies, now.file.owner
        if owner == REGISTER:
            return [(one.id, one.name) for one in policies.tools if one.id not in there]
        base = newest(policies, owner)
        clauses = policies.clauses.get(base.ref, ()) if base else ()
        return [
            (p.anchor, f"{p.clause} {p.heading}".strip()) for p in clauses if p.anchor not in there
        ]

    def _groups(self, now: BegunFile, kind: str, part: Part | None) -> Sequence[FieldGroup]:
        """The fields, with what can be chosen, and with what is chosen though it cannot be now."""
        shop = self._shop
        groups = fields_of(now.file, kind, shop.policies, shop.today())
        questions = [("", "no other question")] + [
            (one.key, one.name)
            for one in (parts_of(now) if now.file.kind is FileKind.SCREENING else ())
            if one.kind == "question" and (part is None or one.key != part.key)
        ]

        def whole(one: Field) -> Field:
            options = tuple(questions) if one.name == "only-after" else tuple(one.options)
            if part is not None and one.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
                held = part.values.get(one.name, "").splitlines()
                known = {name for name, _ in options}
                options += tuple((name, name) for name in held if name not in known)
            return replace(one, options=options)

        return [FieldGroup(group.title, [whole(one) for one in group.fields]) for group in groups]

    def _values(self, editing: Editing, posted: FormData) -> dict[str, str]:
        """What was typed, by field: a line without blanks around it, several things one a line."""
        values = {}
        for one in editing.fields:
            sent = posted.values.get(one.name, "")
            text = "\n".join(sent) if isinstance(sent, list) else str(sent)
            if one.kind is FieldKind.LONG_TEXT and one.name != "summary":
                values[one.name] = text
            elif one.kind is FieldKind.CHOICES:
                chosen = text.splitlines()
                values[one.name] = "\n".join(name for name, _ in one.options if name in chosen)
            else:
                values[one.name] = " ".join(text.split())
        return whole_values(editing.now.file, values, self._shop.policies)

    async def _kept(self, request: web.Request, now: BegunFile, text: str) -> str:
        """Where to go on after the text was kept. Raises DraftMovedError."""
        draft: PolicyDraft | None = now.draft
        if text != now.text:
            draft = await self._shop.keep(request, draft, now.new, text)
        return f"/desk/drafts/{draft.id}" if draft else path_of(now.file)

    def _form(
        self,
        editing: Editing,
        values: Mapping[str, str],
        problems: Mapping[str, str] | None = None,
        *,
        conflict: bool = False,
        status: int = 200,
        after: str = "",
    ) -> web.Response:
        now, part, problems = editing.now, editing.part, problems or {}
        shown = {one.name: values.get(one.name, "") for one in editing.fields}
        if "since" in shown and not shown["since"]:
            shown["since"] = self._shop.today().isoformat()
        groups = [
            FieldGroup(group.title, drawn_again(group.fields, problems)) for group in editing.groups
        ]
        path = path_of(now.file)
        behind = now.file.kind in (FileKind.SCREENING, FileKind.SCORING) and part is None
        return self._shop.draw.page(
            "drafting/part.html",
            status=status,
            name=file_name(now.file, self._shop.policies),
            what=PARTS.get((now.file.kind, editing.kind), ""),
            part=part,
            title=part_name(now.file, part, self._shop.policies) if part else "",
            path=path,
            is_entry=now.file.kind is FileKind.REGISTER,
            action=f"{path}/part/{part.key}" if part else f"{path}/add/{editing.kind}",
            groups=groups,
            fields=[one for group in groups for one in group.fields],
            values=values_of([replace(one, value=shown[one.name]) for one in editing.fields]),
            typed=shown,
            seen=editing.seal,
            theirs={one.name: editing.held.get(one.name, "") for one in editing.fields}
            if conflict
            else {},
            told=problems.get("", ""),
            draft=now.draft,
            in_review=now.draft is not None and now.draft.state is DraftState.REVIEW,
            may_go=may_go(editing),
            waits="v.status" if now.file.kind is FileKind.REGISTER else "",
            neighbours=[p for p in parts_of(now) if p.kind in (editing.kind, "assessment")]
            if behind
            else [],
            after=after,
            marks=tuple(MARK_NAMES.values()) if now.file.kind is FileKind.REGISTER else (),
        )
