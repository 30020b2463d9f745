"""Recording a decision, and the record of it under every heading of the council's form."""

from collections.abc import Sequence
from datetime import date, datetime

from aiohttp import web

from common.assessments import AssessmentTypes
from triage import names
from triage.listing.board_service import IdeaDetails
from triage.listing.jump import jump
from triage.model.idea import Decision, DecisionKind
from triage.model.validation import FieldError
from triage.workflow.decisions import open_kinds
from triage.workflow.gates import gate_errors, needed_authority
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import DECIDERS, BoardContext
from web.board.decision_attempt import CHANGE, attempt, looked_over, sent_again
from web.board.form_pages import as_seen, changed_meanwhile
from web.board.forms.decision_form import DecisionForm, decision_form, evidence_in_words, ticked
from web.board.gate_status import missing_with_links
from web.board.idea_history import HistoryEvent, events_since
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import EMPTY_FORM, FormData, read_form_data
from web.forms.form_page import (
    FormPage,
    drawn_again,
    moment_in,
    typed_in,
    values_of,
)
from web.permissions import IDEA_ROLES, Permissions, visitor_of
from web.rendering.set_words import decision_name


class DecidingPages:
    """Handlers of `decide/{kind}` and `decisions/{record}` below `/board/{reference}`, and of
    `/decisions/{record}`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        base = "/board/{reference}"
        return [
            access.get(f"{base}/decide/{{kind}}", self.form, *DECIDERS),
            access.post(f"{base}/decide/{{kind}}", self.take, *DECIDERS),
            access.get(f"{base}/decisions/{{record}}", self.record, *IDEA_ROLES),
            access.get("/decisions/{record}", self.by_reference, *IDEA_ROLES),
        ]

    async def form(self, request: web.Request) -> web.Response:
        """What a decision of this kind asks for, filled in as far as it is known."""
        sheet, kind = await self._means.details(request), _kind(request)
        corrected = _record_of(sheet, request.query.get("corrects", ""))
        idea = sheet.dossier.idea
        if corrected is None and kind not in open_kinds(idea.stage):
            return self._means.draw.page(
                "board/meanwhile.html",
                status=409,
                idea=idea,
                heading=f"{idea.reference} cannot be decided on like this now",
                told=f"“{decision_name(kind)}” is no decision for an idea whose state is "
                f"“{names.STAGES[idea.stage]}”.",
                changed=self._since(sheet, None)[-1:],
            )
        form = decision_form(self._means, sheet, kind, corrected, of=request.query.get("of", ""))
        return self._page(
            sheet, form, corrected=corrected, ahead=_ahead(sheet, form, self._means.types)
        )

    async def take(self, request: web.Request) -> web.Response:
        """Show what would be recorded, then record it; or the form again with what stands in the
        way."""
        sheet, posted = await self._means.details(request), await read_form_data(request)
        corrected = _record_of(sheet, typed_in(posted, "corrects"))
        form = decision_form(self._means, sheet, _kind(request), corrected)
        if posted["step"] == CHANGE:
            return self._page(sheet, form, posted, corrected=corrected, again=True)
        tried = await attempt(
            self._means,
            visitor_of(request),
            sheet,
            form,
            posted,
            corrects=corrected.reference if corrected else "",
        )
        if tried.recorded:
            path = f"/board/{tried.recorded.idea}/decisions/{tried.recorded.reference}"
            raise redirect_with_flash(request, path, "decision", self._means.now)
        if tried.ready:
            return self._check(sheet, form, posted, corrected)
        if tried.conflict:
            sheet = await self._means.details(request)
            form = decision_form(self._means, sheet, _kind(request), corrected)
            return self._page(sheet, form, posted, corrected=corrected, conflict=True)
        return self._page(sheet, form, posted, tried.wrong, corrected=corrected)

    def _check(
        self, sheet: IdeaDetails, form: DecisionForm, posted: FormData, corrected: Decision | None
    ) -> web.Response:
        """What would be recorded, before it is."""
        idea, kind = sheet.dossier.idea, form.kind
        return self._means.draw.page(
            "board/check.html",
            idea=idea,
            title=decision_name(kind),
            action=f"/board/{idea.reference}/decide/{kind}",
            rows=looked_over(self._means, form, posted),
            sent=sent_again(posted),
            submit=_button(corrected),
            crumbs=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
        )

    async def record(self, request: web.Request) -> web.Response:
        """One decision under every heading of the council's form."""
        sheet = await self._means.details(request)
        found = _record_of(sheet, request.match_info["record"])
        if found is None:
            raise web.HTTPNotFound(text="This idea has no such decision.")
        later = [one for one in sheet.dossier.decisions if one.deciding.corrects == found.reference]
        return self._means.draw.page(
            "board/decision.html",
            idea=sheet.dossier.idea,
            decision=found,
            deciding=found.deciding,
            later=later,
            evidence=evidence_in_words(found.deciding),
            may_correct=bool(visitor_of(request).roles & frozenset(DECIDERS)) and not later,
            known=policies.by_ref(self._means.known),
            policies=policies,
            done=words.FLASH_MESSAGES.get(flash_message(request, self._means.now)),
        )

    async def by_reference(self, request: web.Request) -> web.Response:
        """To the record that a reference names, as cards and papers have it."""
        named = await jump(self._means.ideas().store, request.match_info["record"])
        if named is None or not named.idea:
            raise web.HTTPNotFound(text="There is no decision with this reference.")
        raise web.HTTPSeeOther(f"/board/{named.idea}/decisions/{named.reference}")

    def _since(self, sheet: IdeaDetails, moment: datetime | None) -> Sequence[HistoryEvent]:
        return events_since(sheet, self._means.known, self._means.today(), moment)

    def _page(
        self,
        sheet: IdeaDetails,
        form: DecisionForm,
        posted: FormData = EMPTY_FORM,
        wrong: Sequence[FieldError] = (),
        *,
        corrected: Decision | None = None,
        ahead: Sequence[tuple[str, str]] = (),
        conflict: bool = False,
        again: bool = False,
    ) -> web.Response:
        """`again`: somebody looked it over and goes back to change something."""
        idea, kind = sheet.dossier.idea, form.kind
        mine = {one.field: words.problem(one) for one in wrong if form.has(one.field)}
        others = [
            missing_with_links(idea.reference, one, self._means.types)
            for one in wrong
            if not form.has(one.field)
        ]
        fields = drawn_again(form.fields, mine)
        seen = moment_in(posted, "seen")
        is_open = corrected is not None or kind in open_kinds(idea.stage)
        title = decision_name(kind)
        page = FormPage(
            title=f"Correct {corrected.reference}: {title}" if corrected else title,
            action=f"/board/{idea.reference}/decide/{kind}",
            fields=fields,
            submit="Look it over" if is_open else "",
            back=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
            told=(words.KIND_HINTS[kind],) if kind in words.KIND_HINTS else (),
            kept={
                **as_seen(idea, posted if wrong or again else EMPTY_FORM, self._means.now),
                "v.corrects": corrected.reference if corrected else "",
            },
            problems=others,
            conflict=_conflict(sheet, seen) if conflict else "",
        )
        return self._means.draw.page(
            "board/form.html",
            page=page,
            values=values_of(fields, posted),
            changed=self._since(sheet, seen) if conflict and seen else (),
            ahead=ahead,
            others=form.others,
            ticked=ticked(form, posted),
            status=409 if conflict else 422 if wrong else 200,
        )


def _conflict(sheet: IdeaDetails, seen: datetime | None) -> str:
    """What happened while somebody filled in the form."""
    ref, decisions = sheet.dossier.idea.reference, sheet.dossier.decisions
    if seen and any(one.recorded_at > seen for one in decisions):
        return f"Somebody else has decided on {ref} meanwhile"
    return changed_meanwhile(ref)


def _button(corrected: Decision | None) -> str:
    return "Record the correction" if corrected else "Record the decision"


def _ahead(
    sheet: IdeaDetails, form: DecisionForm, types: AssessmentTypes
) -> Sequence[tuple[str, str]]:
    """What is missing that the form itself cannot give, each with the address where it can be."""
    maker = needed_authority(form.kind, sheet.record)
    wrongs = gate_errors(form.kind, maker, date.min, {}, sheet.record)
    ref = sheet.dossier.idea.reference
    return [missing_with_links(ref, one, types) for one in wrongs if not form.has(one.field)]


def _kind(request: web.Request) -> DecisionKind:
    try:
        return DecisionKind(request.match_info["kind"])
    except ValueError:
        raise web.HTTPNotFound(text="There is no decision of that kind.") from None


def _record_of(sheet: IdeaDetails, reference: str) -> Decision | None:
    found = (one for one in sheet.dossier.decisions if one.reference == reference)
    return next(found, None)
