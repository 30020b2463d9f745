"""The records around ideas: lists, one record with its history, and the forms to write them."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from bot.message import Field as Asked
from bot.message import FieldKind
from triage import demo
from triage.model.fields import FieldType, Place, as_words, shown_in
from triage.papers.display_text import level
from triage.papers.formats.as_spreadsheet import as_csv, as_xlsx
from triage.papers.formats.links import page_of
from triage.records import (
    SCHEMAS,
    Record,
    RecordField,
    RecordRejected,
    RecordRepository,
    RecordSchema,
)
from triage.records.record import RecordFieldError, shown
from triage.records.schemas import RISK, SHARING
from triage.repository.queries import find, read_reference
from web.board.context import person_of
from web.board.labels import FLASH_MESSAGES
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import FormData, read_form_data
from web.forms.form_page import number_of
from web.permissions import IDEA_ROLES, Permissions, Role, visitor_of
from web.rendering.downloads import file_download
from web.steering.record_wording import as_table, changed, rows, worded
from web.steering.risk_matrix import badge_of, cell_named, in_order, matrix, stands_in
from web.steering.steering_pages import SteeringPages

MAY_WRITE = (Role.OFFICER, Role.CHAIR)

_ASKED = {
    FieldType.LINE: FieldKind.TEXT,
    FieldType.TEXT: FieldKind.LONG_TEXT,
    FieldType.DAY: FieldKind.DATE,
    FieldType.NUMBER: FieldKind.NUMBER,
    FieldType.YES_NO: FieldKind.CHOICE,
    FieldType.CHOICE: FieldKind.CHOICE,
    FieldType.CHOICES: FieldKind.CHOICES,
    FieldType.ITEMS: FieldKind.LONG_TEXT,
}
_NONE = "There is no such record. It may have been removed with its idea."


class RecordPages(SteeringPages):
    """Handlers of `/records`."""

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/records", self.index, *IDEA_ROLES),
            access.get("/records/{name}", self.list_or_one, *IDEA_ROLES),
            access.get("/records/{kind}/table.{form}", self.table, *IDEA_ROLES),
            access.get("/records/{kind}/new", self.new, *MAY_WRITE),
            access.post("/records/{kind}/new", self.add, *MAY_WRITE),
            access.post("/records/samples/remove", self.remove_samples, Role.OFFICER),
            access.get("/records/{name}/edit", self.edit, *MAY_WRITE),
            access.post("/records/{name}/edit", self.change, *MAY_WRITE),
        ]

    @property
    def _records(self) -> RecordRepository:
        return RecordRepository(self._ideas().store)

    async def index(self, request: web.Request) -> web.Response:
        """Every kind with how many are open, and what is due."""
        found = await self._records.all()
        today = self._today()
        opened = [one for one in found if not one.is_closed]
        due = sorted(
            (one for one in opened if (when := one.due()) and (when - today).days <= _SOON),
            key=lambda one: (str(one.due()), one.reference),
        )
        return self._draw.page(
            "steering/records.html",
            kinds=[
                (kind, sum(one.kind is kind for one in opened), sum(o.kind is kind for o in found))
                for kind in SCHEMAS.values()
            ],
            due=due,
            today=today,
            samples=any(one.sample for one in found),
            may_write=_may_write(request),
            done=FLASH_MESSAGES.get(flash_message(request, self._now)),
        )

    async def list_or_one(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name in SCHEMAS:
            return await self._list(request, SCHEMAS[name])
        found = await self._records.one(name)
        if found is None:
            raise web.HTTPNotFound(text=_NONE)
        entry, edits = found
        return self._draw.page(
            "steering/record.html",
            entry=entry,
            rows=rows(entry),
            history=[changed(entry.kind, edit.before, edit.after) for edit in edits],
            edits=edits,
            done=FLASH_MESSAGES.get(flash_message(request, self._now)),
            may_write=_may_write(request),
        )

    async def _list(self, request: web.Request, kind: RecordSchema) -> web.Response:
        found = await self._records.all(kind)
        closed = request.query.get("closed") == "yes"
        listed = [one for one in found if closed or not one.is_closed]
        cell = cell_named(request.query.get("cell", "")) if kind is RISK else None
        order = request.query.get("sort", "level" if kind is RISK else "")
        return self._draw.page(
            "steering/record_list.html",
            kind=kind,
            kinds=SCHEMAS.values(),
            columns=[kind.field(name) for name in kind.listed],
            found=in_order([one for one in listed if cell in {None, stands_in(one)}], order),
            order=order,
            matrix=matrix(listed) if kind is RISK else (),
            cell=cell,
            level=level,
            badge=badge_of,
            closed=closed,
            hidden=0 if closed else sum(one.is_closed for one in found),
            shown=shown,
            today=self._today(),
            may_write=_may_write(request),
        )

    async def table(self, request: web.Request) -> web.Response:
        """All records of a kind with all their fields, for a spreadsheet."""
        kind, form = _kind(request), request.match_info["form"]
        if form not in ("csv", "xlsx"):
            raise web.HTTPNotFound
        found = as_table(kind, await self._records.all(kind))
        if form == "csv":
            return file_download(as_csv(found).encode("utf-8-sig"), f"{kind.name}.csv")
        return file_download(await asyncio.to_thread(as_xlsx, [found]), f"{kind.name}.xlsx")

    async def new(self, request: web.Request) -> web.Response:
        kind, idea = _kind(request), request.query.get("idea", "")
        begun = {name: request.query[name] for name in _TAKEN if name in request.query}
        if kind is SHARING:
            begun |= await self._begun(idea)
        return self._form(kind, begun, idea=idea, key=secrets.token_urlsafe(12))

    async def _begun(self, ref: str) -> Mapping[str, str]:
        """What a description for other councils begins with: what the idea says itself."""
        async with self._ideas().store.reading() as connection:
            found = await find(connection, ref)
        said = shown_in(Place.CATALOGUE) if found else ()
        return {one.name: as_words(getattr(found.proposal, one.name)) for one in said if found}

    async def add(self, request: web.Request) -> web.Response:
        kind, posted = _kind(request), await read_form_data(request)
        done = await self._records.add(
            kind,
            _typed(posted),
            by=person_of(visitor_of(request)),
            idea_ref=_idea(posted),
            key=posted["key"],
        )
        if isinstance(done, RecordRejected):
            return self._form(
                kind, posted.values, done.faults, idea=_idea(posted), key=posted["key"]
            )
        raise redirect_with_flash(request, page_of(done.reference), "record", self._now)

    async def edit(self, request: web.Request) -> web.Response:
        found = await self._records.one(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound(text=_NONE)
        entry, _ = found
        return self._form(entry.kind, entry.content, entry=entry)

    async def change(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        done = await self._records.edit(
            request.match_info["name"],
            _typed(posted),
            by=person_of(visitor_of(request)),
            version=number_of(posted["version"]),
        )
        if isinstance(done, Record):
            raise redirect_with_flash(request, page_of(done.reference), "record", self._now)
        if done.now is None:
            raise web.HTTPNotFound(text=_NONE)
        return self._form(
            done.now.kind, posted.values, done.faults, entry=done.now, changed=not done.faults
        )

    async def remove_samples(self, request: web.Request) -> web.Response:
        """Take every sample away, whichever page the button stood on."""
        await demo.remove(self._ideas().store, person_of(visitor_of(request)))
        from_board = (await read_form_data(request))["page"] == "Board"
        raise redirect_with_flash(
            request, "/board" if from_board else "/records", "samples", self._now
        )

    def _form(
        self,
        kind: RecordSchema,
        content: Mapping[str, Any],
        faults: Sequence[RecordFieldError] = (),
        *,
        entry: Record | None = None,
        idea: str = "",
        key: str = "",
        changed: bool = False,
    ) -> web.Response:
        problems = {fault.field: fault.message for fault in faults}
        return self._draw.page(
            "steering/record_form.html",
            status=409 if changed else 422 if faults else 200,
            kind=kind,
            entry=entry,
            fields=[_asked(one, content.get(one.name), problems) for one in kind.fields],
            idea=Asked(
                "idea",
                "Idea",
                required=kind.of_an_idea,
                hint="Its reference, for example AI-2026-0042.",
                value=idea,
                problem=problems.get("idea", ""),
            ),
            key=key,
            changed=changed,
            stands=rows(entry) if entry and changed else (),
        )


_TAKEN = ("source", "area", "title", "held_on")
"""Fields that a link to a new record may fill in."""

_SOON = 30
"""Days within which something that is due stands on the first page."""


def _asked(field: RecordField, value: object, problems: Mapping[str, str]) -> Asked:
    if field.scale:
        options = [(str(n), f"{n}: {text}") for n, text in enumerate(field.scale, start=1)]
        shown_value = "" if value is None else str(value).removesuffix(".0")
        return Asked(
            field.name,
            field.label,
            FieldKind.CHOICE,
            required=field.needed,
            options=options if field.needed else [*options, ("", "Not judged yet")],
            value=shown_value,
            problem=problems.get(field.name, ""),
        )
    if isinstance(value, list | tuple):
        value = ("\n" if field.takes is FieldType.ITEMS else ",").join(map(str, value))
    return Asked(
        field.name,
        field.label,
        _ASKED[field.takes],
        field.hint,
        required=field.needed,
        options=tuple((one, worded(one)) for one in field.choices),
        value="" if value is None else str(value),
        problem=problems.get(field.name, ""),
    )


def _idea(posted: FormData) -> str:
    typed = str(posted.values.get("idea", ""))
    return read_reference(typed) or typed


def _typed(posted: FormData) -> Mapping[str, str | Sequence[str]]:
    return {
        name: value if isinstance(value, str) else list(map(str, value))
        for name, value in posted.values.items()
        if isinstance(value, str | list)
    }


def _kind(request: web.Request) -> RecordSchema:
    kind = SCHEMAS.get(request.match_info["kind"])
    if kind is None:
        raise web.HTTPNotFound(text="There are no records of that kind.")
    return kind


def _may_write(request: web.Request) -> bool:
    return bool(visitor_of(request).roles & set(MAY_WRITE))
