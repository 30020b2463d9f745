"""An idea's page: everything about it, and what may be done with it now."""

from collections.abc import Mapping

from aiohttp import web

from common.clock import local_day
from triage.assessment.scoring import benefit_of
from triage.model.evidence import prepared
from triage.model.fields import Place, said_in
from triage.model.stages import Stage
from triage.records import RecordRepository
from triage.similarity.similar_ideas import Suggestion
from triage.workflow.decisions import open_kinds
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import DECIDERS, REVIEWERS, BoardContext
from web.board.gate_status import gate_statuses
from web.board.idea_history import events_since
from web.forms.flash import flash_message, undo_key
from web.permissions import IDEA_ROLES, Permissions, Role, Visitor, visitor_of


class IdeaPage:
    """Handler of `/board/{reference}`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/board/{reference}", self.show, *IDEA_ROLES)]

    async def show(self, request: web.Request) -> web.Response:
        """Everything about an idea."""
        sheet = await self._means.details(request)
        idea = sheet.dossier.idea
        known, today = self._means.known, self._means.today()
        proposal = idea.proposal
        like = await self._means.ideas().similar(
            idea.title, f"{proposal.problem}\n{proposal.description}", {idea.reference}
        )
        visitor = visitor_of(request)
        said = flash_message(request, self._means.now)
        rule = policies.weighting(known, today)
        tool = policies.find_tool(known, today, proposal.tool_in_mind)
        return self._means.draw.page(
            "board/idea.html",
            sheet=sheet,
            idea=idea,
            facts=said_in(Place.BOARD, proposal),
            prepared=prepared(sheet.plan),
            screened=sheet.dossier.screenings[-1] if sheet.dossier.screenings else None,
            earlier=sheet.dossier.screenings[:-1],
            benefit=benefit_of(idea.scores.benefit, rule),
            rule=rule,
            screens=known.screening_on(today) is not None,
            tool=tool,
            tool_barred=policies.is_barred(tool) and not idea.barred_by,
            known=policies.by_ref(known),
            today=today,
            policies=policies,
            like=[(hint, _reasons(hint)) for hint in like],
            history=events_since(sheet, known, today),
            may=_may(visitor),
            kinds=open_kinds(idea.stage),
            gates=gate_statuses(sheet, today, self._means.types),
            types=self._means.types,
            days=(today - local_day(idea.stage_since)).days,
            records=await RecordRepository(self._means.ideas().store).all(idea_ref=idea.reference),
            next_stage={Stage.SUBMITTED: Stage.SCREENING, Stage.SCREENING: Stage.READY}.get(
                idea.stage
            ),
            words=words,
            seen=self._means.now.isoformat(),
            done=words.FLASH_MESSAGES.get(said),
            undo=undo_key(request, said),
        )


def _may(visitor: Visitor) -> Mapping[str, bool]:
    return {
        "review": bool(visitor.roles & frozenset(REVIEWERS)),
        "decide": bool(visitor.roles & frozenset(DECIDERS)),
        "assess": Role.OFFICER in visitor.roles,
    }


def _reasons(hint: Suggestion) -> str:
    """Which words make it like this one."""
    pairs = (one if one == other else f"{one} – {other}" for one, other in hint.likeness.words)
    return ", ".join(dict.fromkeys(pairs))
