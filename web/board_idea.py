"""An idea's page: everything about it, and what may be done with it now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from triage.board import Board, Sheet
from triage.decisions import open_kinds
from triage.finding import read_reference
from triage.gates import NEEDS, lacking, needed_maker
from triage.hints import Hint
from triage.ideas import DecisionKind, Person
from triage.records import Records
from triage.scoring import benefit_of
from triage.stages import Stage
from web import board_policies as policies
from web import board_words as words
from web.access import EVERY_ROLE, Access, Role, Visitor, visitor_of
from web.board import BoardPage
from web.board_history import events_since
from web.drawing import Drawing

REVIEWERS = (Role.OFFICER, Role.MEMBER, Role.CHAIR)
"""Who may add to an idea; auditors only read."""

DECIDERS = (Role.OFFICER, Role.CHAIR)
"""Who records decisions: the chair, and the officer who is the group's secretary."""


class IdeaPage:
    """Handler of `/board/{reference}`."""

    def __init__(
        self,
        draw: Drawing,
        board: BoardPage,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        today: Callable[[], date],
    ) -> None:
        self._draw = draw
        self._board = board
        self._ideas = ideas
        self._library = library
        self._today = today

    def routes(self, access: Access) -> list[web.RouteDef]:
        return [access.get("/board/{reference}", self.show, *EVERY_ROLE)]

    @property
    def board(self) -> Board:
        return self._board.board

    async def show(self, request: web.Request) -> web.Response:
        """Everything about an idea."""
        sheet = await sheet_of(self.board, request)
        idea = sheet.dossier.idea
        known, today = self._library().policy_set, self._today()
        proposal = idea.proposal
        like = await self._ideas().similar(
            idea.title, f"{proposal.problem}\n{proposal.description}", {idea.reference}
        )
        visitor = visitor_of(request)
        rule = policies.weighting(known, today)
        tool = policies.tool_meant(known, today, proposal.tool_in_mind)
        return self._draw.page(
            "board_idea.html",
            sheet=sheet,
            idea=idea,
            facts=facts(sheet),
            screened=sheet.dossier.screenings[-1] if sheet.dossier.screenings else None,
            earlier=sheet.dossier.screenings[:-1],
            benefit=benefit_of(idea.scores.benefit, rule),
            rule=rule,
            tool=tool,
            tool_barred=policies.is_barred(tool) and not idea.barred_by,
            known=policies.by_ref(known),
            address_of=policies.address_of,
            like=[(hint, _reasons(hint)) for hint in like],
            history=events_since(sheet, known, today),
            may=_may(visitor),
            kinds=open_kinds(idea.stage),
            gates=gates(sheet, today),
            days=(today - idea.stage_since.date()).days,
            records=await Records(self._ideas().store).all(idea_ref=idea.reference),
            next_stage={Stage.SUBMITTED: Stage.SCREENING, Stage.SCREENING: Stage.READY}.get(
                idea.stage
            ),
            words=words,
            Stage=Stage,
        )


async def sheet_of(board: Board, request: web.Request) -> Sheet:
    """The idea that the address names. Raises 404 for one that is not there."""
    ref = request.match_info["reference"]
    sheet = await board.sheet(read_reference(ref) or ref)
    if sheet is None:
        raise web.HTTPNotFound(text="There is no idea with this reference.")
    return sheet


def person_of(visitor: Visitor) -> Person:
    """The visitor as the triage list keeps people."""
    return Person(visitor.tenant, visitor.id, visitor.name)


def _may(visitor: Visitor) -> Mapping[str, bool]:
    return {
        "review": bool(visitor.roles & frozenset(REVIEWERS)),
        "decide": bool(visitor.roles & frozenset(DECIDERS)),
        "assess": Role.OFFICER in visitor.roles,
    }


def gates(sheet: Sheet, today: date) -> Sequence[tuple[DecisionKind, Sequence[tuple[str, str]]]]:
    """For each decision that has conditions and comes next: what is missing, each with the address
    where it can be given."""
    idea = sheet.dossier.idea
    shown = []
    for kind in open_kinds(idea.stage):
        if kind in NEEDS:
            plan = dict(sheet.plan)
            if kind is DecisionKind.EXTEND:
                plan["ends_on"] = ""
            maker = needed_maker(kind, sheet.record)
            wrongs = lacking(kind, maker, today, plan, sheet.record)
            shown.append((kind, [missing(idea.reference, one.field, words.problem(one))
                                 for one in wrongs]))  # fmt: skip
    return shown


def missing(ref: str, field: str, problem: str) -> tuple[str, str]:
    """Something that is missing, in words, and the address where it can be given."""
    base = f"/board/{ref}"
    if field in words.EVIDENCE:
        label = words.EVIDENCE[field].label
        return f"{label}: {problem}", f"{base}/plan#f-{field}"
    if field.startswith("assessment:"):
        return problem, f"{base}/assessments/{field.removeprefix('assessment:')}"
    where = {
        "risk": f"{base}/scores",
        "barred_by": f"{base}/scores#f-barred_by",
        "screening": f"{base}/screening",
        "escalation": f"{base}/decide/{DecisionKind.ESCALATE}",
    }
    return problem, where.get(field, "")


def facts(sheet: Sheet) -> Sequence[tuple[str, str]]:
    """What the submitter said, by its names for people; what was not said is left out."""
    said = sheet.dossier.idea.proposal
    yes_no = {True: "Yes", False: "No", None: ""}
    amount = f"{said.volume_per_month:,} a month" if said.volume_per_month else ""
    minutes = f"{said.minutes_each:,} minutes each" if said.minutes_each else ""
    told = {
        "problem": said.problem,
        "description": said.description,
        "who_benefits": said.who_benefits,
        "how_done_now": said.how_done_now,
        "volume_per_month": ", ".join(filter(None, (amount, minutes))),
        "data_classes": ", ".join(said.data_classes),
        "tool_in_mind": said.tool_in_mind,
        "public_facing": yes_no[said.public_facing],
        "affects_decisions": yes_no[said.affects_decisions],
        "children_or_vulnerable": yes_no[said.children_or_vulnerable],
        "expected_benefit": said.expected_benefit,
        "objective": said.objective,
    }
    return [(words.FIELDS[name], text) for name, text in told.items() if text]


def _reasons(hint: Hint) -> str:
    """Which words make it like this one."""
    pairs = (one if one == other else f"{one} – {other}" for one, other in hint.likeness.words)
    return ", ".join(dict.fromkeys(pairs))
