"""One idea at a meeting: all that is known of it on one screen, and the decision in place."""

from collections.abc import Sequence

from aiohttp import web

from bot.message import Field
from bot.messages.set_names import set_name
from triage.listing.board_service import IdeaDetails
from triage.model.evidence import prepared
from triage.model.fields import Place, said_in
from triage.model.idea import DecisionKind
from triage.model.validation import FieldError
from triage.records import Record
from triage.workflow.decisions import open_kinds
from triage.workflow.gates import NEEDS
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import DECIDERS, BoardContext
from web.board.decision_attempt import CHANGE, attempt, looked_over, sent_again
from web.board.form_pages import as_seen, changed_meanwhile
from web.board.forms.decision_form import DecisionForm, decision_form, ticked
from web.board.gate_status import gate_statuses, missing_with_links
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import EMPTY_FORM, FormData, read_form_data
from web.forms.form_page import drawn_again, values_of
from web.meetings.meeting_pages import READY, meeting_of
from web.meetings.prefilled import given, suggested
from web.permissions import IDEA_ROLES, Permissions, visitor_of
from web.rendering.set_words import decision_name

_FIRST = ("reason", "conditions", "review_on", "duplicate_of")
"""Fields that stand open; the others are filled in and folded away."""


class SettlingPages:
    """Handlers of `/meetings/{meeting}/ideas/{reference}`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        path = "/meetings/{meeting}/ideas/{reference}"
        return [
            access.get(path, self.show, *IDEA_ROLES),
            access.get(f"{path}/{{kind}}", self.show, *IDEA_ROLES),
            access.post(f"{path}/{{kind}}", self.take, *DECIDERS),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The idea, and the decision that is suggested or chosen, filled in."""
        meeting, sheet = await meeting_of(self._means, request), await self._means.details(request)
        form = self._form(request, sheet, meeting)
        return await self._page(request, meeting, sheet, form)

    async def take(self, request: web.Request) -> web.Response:
        """Show what would be recorded; record it and go on to the next idea."""
        meeting, sheet = await meeting_of(self._means, request), await self._means.details(request)
        posted = await read_form_data(request)
        form = self._form(request, sheet, meeting)
        if form is None or posted["step"] == CHANGE:
            return await self._page(request, meeting, sheet, form, posted=posted, again=True)
        following = _following(await self._order(), sheet)
        tried = await attempt(
            self._means, visitor_of(request), sheet, form, posted, meeting=meeting.reference
        )
        if tried.recorded:
            path = f"/meetings/{meeting.reference}"
            path += f"/ideas/{following}" if following else ""
            raise redirect_with_flash(request, path, "decision", self._means.now)
        if tried.ready:
            return self._check(meeting, sheet, form, posted)
        if tried.conflict:
            sheet = await self._means.details(request)
            form = self._form(request, sheet, meeting)
        return await self._page(
            request,
            meeting,
            sheet,
            form,
            posted=posted,
            wrong=tried.wrong,
            conflict=tried.conflict,
        )

    def _form(
        self, request: web.Request, sheet: IdeaDetails, meeting: Record
    ) -> DecisionForm | None:
        """The form of the kind that the address names, or of the one that is suggested."""
        today, types = self._means.today(), self._means.types
        named = request.match_info.get("kind", "")
        if named and named not in set(DecisionKind):
            raise web.HTTPNotFound(text="There is no decision of that kind.")
        found = suggested(sheet, today, types)
        if not named and found is None:
            return None
        kind = DecisionKind(named) if named else found[0] if found else None
        if kind is None or kind not in open_kinds(sheet.dossier.idea.stage):
            return None
        known = given(sheet, kind, meeting, today, types)
        return decision_form(self._means, sheet, kind, None, given=known)

    async def _order(self) -> list[str]:
        return [line.reference for line in (await self._means.front.looked(READY)).found]

    def _check(
        self, meeting: Record, sheet: IdeaDetails, form: DecisionForm, posted: FormData
    ) -> web.Response:
        base = f"/meetings/{meeting.reference}/ideas/{sheet.dossier.idea.reference}"
        return self._means.draw.page(
            "board/check.html",
            here_is="Meetings",
            idea=sheet.dossier.idea,
            title=decision_name(form.kind),
            action=f"{base}/{form.kind}",
            rows=looked_over(self._means, form, posted),
            sent=sent_again(posted),
            submit="Record it and go on",
            crumbs=(sheet.dossier.idea.title, base),
        )

    async def _page(
        self,
        request: web.Request,
        meeting: Record,
        sheet: IdeaDetails,
        form: DecisionForm | None,
        *,
        posted: FormData = EMPTY_FORM,
        wrong: Sequence[FieldError] = (),
        conflict: bool = False,
        again: bool = False,
    ) -> web.Response:
        idea, means = sheet.dossier.idea, self._means
        today, known = means.today(), means.known
        mine = {one.field: words.problem(one) for one in wrong if form and form.has(one.field)}
        fields = drawn_again(form.fields, mine) if form else ()
        first = [one for one in fields if _stands_open(one)]
        order = await self._order()
        at = order.index(idea.reference) + 1 if idea.reference in order else 0
        like = await means.ideas().similar(
            idea.title, f"{idea.proposal.problem}\n{idea.proposal.description}", {idea.reference}
        )
        seen = as_seen(idea, posted if wrong or again else EMPTY_FORM, means.now)
        return means.draw.page(
            "meetings/idea.html",
            status=409 if conflict else 422 if wrong else 200,
            meeting=meeting,
            sheet=sheet,
            idea=idea,
            place=(at, len(order)),
            before=order[at - 2] if at > 1 else "",
            following=_following(order, sheet),
            facts=[
                fact
                for fact in said_in(Place.BOARD, idea.proposal)
                if fact[1] not in (idea.proposal.problem, idea.proposal.description)
            ],
            prepared=prepared(sheet.plan),
            screened=sheet.dossier.screenings[-1] if sheet.dossier.screenings else None,
            gates=gate_statuses(sheet, today, means.types),
            doer=lambda address: _doer(address, sheet),
            like=like,
            types=means.types,
            known=policies.by_ref(known),
            policies=policies,
            advice=suggested(sheet, today, means.types),
            kinds=open_kinds(idea.stage),
            form=form,
            first=first,
            rest=[one for one in fields if one not in first],
            values=values_of(fields, posted),
            ticked=ticked(form, posted) if form else frozenset(),
            kept=seen,
            problems=[
                missing_with_links(idea.reference, one, means.types)
                for one in wrong
                if form is None or not form.has(one.field)
            ],
            wrong=[one for one in fields if one.problem],
            conflict=changed_meanwhile(idea.reference) if conflict else "",
            may_decide=bool(visitor_of(request).roles & frozenset(DECIDERS)),
            done=words.FLASH_MESSAGES.get(flash_message(request, means.now)),
        )


def _following(order: Sequence[str], sheet: IdeaDetails) -> str:
    """The idea after this one, in the meeting's order; empty after the last."""
    own = sheet.dossier.idea.reference
    at = order.index(own) + 1 if own in order else 0
    return next(iter(order[at:]), "")


def _stands_open(one: Field) -> bool:
    """Whether somebody has to look at the field: it is always weighed, or it is still empty."""
    asked = {"policies", *(name for names in NEEDS.values() for name in names)}
    lacking = one.name in asked and not one.value
    return one.name in _FIRST or lacking or bool(one.problem)


def _doer(address: str, sheet: IdeaDetails) -> str:
    """Who does what is missing, by the page on which it is done."""
    idea = sheet.dossier.idea
    if "/assessments/dpia" in address:
        return set_name("data_protection")
    if "/plan" in address:
        return (idea.lead.name if idea.lead else "") or "whoever looks after the idea"
    if "/decide/" in address:
        return "the chair"
    return set_name("officer")
