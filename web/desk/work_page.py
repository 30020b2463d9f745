"""What waits for an officer, on one page: changes, problems, reviews, audits, gaps, feedback."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.reporting import OfficerReport, UnansweredGroup
from knowledge.rules.approving_role import approving_role
from storage import StoreError
from storage.answers.gap_follow_ups import GapFollowUp, GapOutcome, follow_up, follow_ups
from storage.publishing.draft_acts import WRITING
from storage.publishing.policy_drafts import DraftAct, DraftState, PolicyDraft, drafts, events_of
from triage.repository.person_numbers import actor, known_number, number_of
from web.desk.desk_pages import READERS, DeskPages, DeskServices
from web.drafting.set_names import draft_name
from web.drafting.typed_forms import begun_forms
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import read_form_data
from web.permissions import Permissions, Role, visitor_of
from web.rendering.template_renderer import Renderer

_MOST = 10  # gaps on the page
_LONGEST_OWNER = 80
_LONGEST_QUESTION = 2_000
OUTCOMES: Mapping[GapOutcome, str] = {
    GapOutcome.OPEN: "Nothing yet",
    GapOutcome.CLAUSE: "A clause is being written",
    GapOutcome.TAUGHT: "Taught",
    GapOutcome.NOT_OURS: "Not for our policies",
}
"""What became of a gap, as the page says it."""


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A change, what it is of, and why it waits for whoever looks at the page."""

    draft: PolicyDraft
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class FollowedGap:
    """Questions that are alike, with what was said of the first of them that anything was."""

    group: UnansweredGroup
    said: GapFollowUp | None


class WorkPage:
    """Handlers of `/desk/work`, where the desk begins."""

    def __init__(
        self, draw: Renderer, office: DeskServices, desk: DeskPages, clock: Callable[[], datetime]
    ) -> None:
        self._draw = draw
        self._office = office
        self._desk = desk
        self._clock = clock

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/work", self.show, *READERS),
            access.post("/desk/work/gap", self.say, Role.OFFICER),
        ]

    async def show(self, request: web.Request) -> web.Response:
        report, fault = await self._desk.report(request)
        return await self._page(request, report, fault)

    async def say(self, request: web.Request) -> web.Response:
        """Who looks after a gap, and what became of it."""
        posted = await read_form_data(request)
        question, owner = posted["question"], " ".join(posted["owner"].split())
        if posted["outcome"] not in list(GapOutcome) or not 0 < len(question) <= _LONGEST_QUESTION:
            raise web.HTTPBadRequest(text="This was not sent by our form. Nothing was kept.")
        if len(owner) > _LONGEST_OWNER:
            report, fault = await self._desk.report(request)
            problem = (
                f"Shorten the owner to {_LONGEST_OWNER} characters or fewer: a role is enough."
            )
            return await self._page(request, report, fault, problem, status=422)
        visitor = visitor_of(request)
        async with self._office.store().writing() as unit:
            await follow_up(unit, question, owner, GapOutcome(posted["outcome"]))
            number = await number_of(unit, visitor.person)
            unit.audit(actor(number), "gap.followed", posted["outcome"])
        raise redirect_with_flash(request, "/desk/work", "gap", self._clock())

    async def _page(
        self,
        request: web.Request,
        report: OfficerReport,
        fault: str,
        problem: str = "",
        *,
        status: int = 200,
    ) -> web.Response:
        waiting, gaps = await self._waiting(request, report), await self._gaps(report)
        return self._desk.drawn(
            "desk/work.html",
            request,
            report,
            fault,
            status,
            most=_MOST,
            waiting=waiting,
            begun=await self._begun(request),
            gaps=gaps[:_MOST],
            more_gaps=max(0, len(gaps) - _MOST),
            outcomes=OUTCOMES,
            may_write=Role.OFFICER in visitor_of(request).roles,
            done=flash_message(request, self._clock()),
            problem=problem,
        )

    async def _waiting(self, request: web.Request, report: OfficerReport) -> Sequence[WaitingDraft]:
        """Changes that wait for this person: to be approved, or to be gone on with."""
        visitor = visitor_of(request)
        who = visitor.person
        found = []
        try:
            async with self._office.store().reading() as connection:
                number = await known_number(connection, who)
                for draft in await drafts(connection, *_UNDER_WAY):
                    events = await events_of(connection, draft.id)
                    own = any(event.by == number and event.act in WRITING for event in events)
                    back = any(event.act is DraftAct.RETURNED for event in events)
                    role = Role(approving_role(report.policies.texts.get(draft.base, "")))
                    why = _why(draft, own=own, back=back, may=role in visitor.roles)
                    if why:
                        name = draft_name(draft, report.policies)
                        found.append(WaitingDraft(draft, name, why))
        except StoreError:
            return ()
        return found

    async def _begun(self, request: web.Request) -> Sequence[tuple[str, str]]:
        """Forms of the desk that this person began and did not save."""
        try:
            return await begun_forms(self._office.store(), visitor_of(request).person)
        except StoreError:
            return ()

    async def _gaps(self, report: OfficerReport) -> Sequence[FollowedGap]:
        """Gaps that nothing became of yet, the most frequent first; those with an owner too."""
        try:
            async with self._office.store().reading() as connection:
                said = await follow_ups(connection)
        except StoreError:
            said = {}
        found = []
        for group in report.unanswered:
            known = next((said[q] for q in group.questions if q in said), None)
            asked_again = known is not None and group.last > known.at
            if known is None or not known.outcome.is_over or asked_again:
                found.append(FollowedGap(group, known))
        return found


_UNDER_WAY = (DraftState.REVIEW, DraftState.DRAFT, DraftState.APPROVED)


def _why(draft: PolicyDraft, *, own: bool, back: bool, may: bool) -> str:
    """Why a change waits for somebody; "" where it does not."""
    if draft.state is DraftState.REVIEW:
        return "Approve it, or send it back" if may and not own else ""
    if draft.state is DraftState.APPROVED:
        return "Approved, and not in the policy folder yet" if own or may else ""
    if not own:
        return ""
    return "Sent back to you: read why" if back else "Go on with it, or send it in"
