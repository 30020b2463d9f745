"""The forms below an idea's page: each shown, taken, and drawn again with what is wrong."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.message import Field, FieldKind
from common.person import Person
from triage import Idea, Rejected, RejectionReason
from triage.days import read_day
from triage.listing.board_service import IdeaDetails
from triage.model.validation import ErrorCode, FieldError
from web.board import labels as words
from web.board.context import REVIEWERS, BoardContext, person_of
from web.board.idea_history import HistoryEvent, events_since
from web.forms.flash import redirect_with_flash
from web.forms.form_data import EMPTY_FORM, FormData, read_form_data
from web.forms.form_page import (
    FormPage,
    address_of_field,
    drawn_again,
    moment_in,
    number_in,
    typed_in,
    values_of,
)
from web.permissions import Permissions, Role, visitor_of

_FEW = 5
"""Problems of a long form that are listed one by one."""


@dataclass(frozen=True, slots=True)
class FormView:
    """What a form shows of an idea as it stands. `asks` is said where something is not filled in;
    `parts` are the parts of a long form by the names of its fields."""

    title: str
    fields: Sequence[Field]
    told: Sequence[str] = ()
    submit: str = "Keep"
    asks: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormSubmission:
    """What somebody sent in about an idea. `kind` is the last part of the address, if it names
    something."""

    sheet: IdeaDetails
    posted: FormData
    by: Person
    kind: str = ""

    @property
    def ref(self) -> str:
        return self.sheet.dossier.idea.reference

    @property
    def version(self) -> int:
        """That of the idea which they had before them."""
        return number_in(self.posted, "version")

    def typed(self, name: str) -> str:
        return typed_in(self.posted, name)

    def rejected(self, *wrong: FieldError) -> Rejected:
        """Not kept, for what is wrong with it."""
        return Rejected(RejectionReason.INCOMPLETE, self.sheet.dossier.idea, wrong)


@dataclass(frozen=True, slots=True)
class IdeaForm:
    """One form: where it is, what it shows, what keeps it, and what is said then (by its name in
    `web.board.labels.DONE`)."""

    path: str
    shown: Callable[[BoardContext, IdeaDetails, str], FormView]
    keep: Callable[[BoardContext, FormSubmission], Awaitable[Idea | Rejected]]
    done: str
    who: Sequence[Role] = REVIEWERS


class FormPages:
    """Handlers of the forms below `/board/{reference}`."""

    def __init__(self, means: BoardContext, forms: Sequence[IdeaForm]) -> None:
        self._means = means
        self._forms = forms

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [route for form in self._forms for route in self._routes(access, form)]

    def _routes(self, access: Permissions, form: IdeaForm) -> Iterator[web.RouteDef]:
        path = f"/board/{{reference}}/{form.path}"
        yield access.get(path, partial(self._show, form), *form.who)
        yield access.post(path, partial(self._take, form), *form.who)

    async def _show(self, form: IdeaForm, request: web.Request) -> web.Response:
        sheet = await self._means.details(request)
        return self._page(request, sheet, self._shown(form, request, sheet))

    async def _take(self, form: IdeaForm, request: web.Request) -> web.Response:
        """Keep it and go back to the idea, or show it again with what stands in the way."""
        sheet, posted = await self._means.details(request), await read_form_data(request)
        shown = self._shown(form, request, sheet)
        sent = FormSubmission(sheet, posted, person_of(visitor_of(request)), _kind(request))
        wrong = tuple(_field_errors(shown.fields, posted))
        done = sent.rejected(*wrong) if wrong else await form.keep(self._means, sent)
        if isinstance(done, Idea):
            raise redirect_with_flash(
                request, f"/board/{done.reference}", form.done, self._means.now
            )
        if done.because is not RejectionReason.CHANGED:
            return self._page(request, sheet, shown, posted, done.wrong)
        now = await self._means.details(request)
        again = self._shown(form, request, now)
        return self._page(request, now, again, posted, conflict=changed_meanwhile(sent.ref))

    def _shown(self, form: IdeaForm, request: web.Request, sheet: IdeaDetails) -> FormView:
        return form.shown(self._means, sheet, _kind(request))

    def _page(
        self,
        request: web.Request,
        sheet: IdeaDetails,
        shown: FormView,
        posted: FormData = EMPTY_FORM,
        wrong: Sequence[FieldError] = (),
        *,
        conflict: str = "",
    ) -> web.Response:
        idea = sheet.dossier.idea
        problems = {
            one.field: (shown.asks if one.why is ErrorCode.MISSING else "") or words.problem(one)
            for one in wrong
        }
        fields = drawn_again(shown.fields, problems)
        known = {field.name for field in fields}
        seen = moment_in(posted, "seen")
        page = FormPage(
            title=shown.title,
            action=request.path,
            fields=fields,
            submit=shown.submit,
            back=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
            told=shown.told,
            kept=as_seen(idea, posted if wrong else EMPTY_FORM, self._means.now),
            problems=[(text, "") for name, text in problems.items() if name not in known],
            gathered=_gathered(fields, shown.parts),
            conflict=conflict,
        )
        changed: Sequence[HistoryEvent] = ()
        if conflict and seen:
            changed = events_since(sheet, self._means.known, self._means.today(), seen)
        return self._means.draw.page(
            "board/form.html",
            page=page,
            values=values_of(fields, posted),
            changed=changed,
            status=409 if conflict else 422 if wrong else 200,
        )


def as_seen(idea: Idea, posted: FormData, now: datetime) -> dict[str, str]:
    """Which state of an idea a form is about and when it was first shown. Who mends a slip keeps
    theirs: what others have changed since must not be overwritten unseen."""
    first = {"v.version": typed_in(posted, "version"), "v.seen": typed_in(posted, "seen")}
    if all(first.values()):
        return first
    return {"v.version": str(idea.version), "v.seen": now.isoformat()}


def changed_meanwhile(ref: str) -> str:
    """What happened when two people changed an idea at once."""
    return f"Somebody else has changed {ref} meanwhile"


def _gathered(fields: Sequence[Field], parts: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Many problems of a long form: a line for each of its parts, with the first address there."""
    wrong = [field for field in fields if field.problem and field.name in parts]
    if len(wrong) <= _FEW:
        return ()
    counts = Counter(parts[field.name] for field in wrong)
    first = {parts[field.name]: address_of_field(field) for field in reversed(wrong)}
    return [
        (f"{part}: {count} {'question has' if count == 1 else 'questions have'} no answer yet",
         first[part])
        for part, count in counts.items()
    ]  # fmt: skip


def _kind(request: web.Request) -> str:
    return request.match_info.get("kind", "")


def _field_errors(fields: Sequence[Field], posted: FormData) -> Iterator[FieldError]:
    """Choices that the form does not offer, as it was not ours or is out of date; days that are
    none."""
    for one in fields:
        text = typed_in(posted, one.name)
        if one.kind is FieldKind.CHOICE:
            if text not in {"", *(value for value, _ in one.options)}:
                yield FieldError(one.name, ErrorCode.UNKNOWN_CHOICE)
        elif one.kind is FieldKind.DATE and text and read_day(text) is None:
            yield FieldError(one.name, ErrorCode.UNREADABLE)
