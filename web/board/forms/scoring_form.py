"""The form by which reviewers score an idea."""

from collections.abc import Sequence
from datetime import date

from bot.message import Field, FieldKind
from knowledge.model.policy_set import PolicySet
from triage import Idea, Rejected
from triage.assessment.scoring import MOST, Floors, floors_of
from triage.listing.board_service import IdeaDetails
from triage.model.idea import Scores
from triage.model.risk import IMPACT, LIKELIHOOD
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import BoardContext
from web.board.form_pages import FormSubmission, FormView, IdeaForm
from web.forms.form_page import number_in

_NOT_SCORED = ("", "Not scored")
_MEANING = {
    "likelihood": LIKELIHOOD,
    "impact": IMPACT,
    "residual_likelihood": LIKELIHOOD,
    "residual_impact": IMPACT,
}


def _choices(name: str) -> Sequence[tuple[str, str]]:
    """From 1 up, each step with what it means where the scale says so."""
    steps = _MEANING.get(name, ("",) * MOST)
    scale = ((str(n), f"{n}: {step}" if step else str(n)) for n, step in enumerate(steps, 1))
    return (*scale, _NOT_SCORED)


def _lowest(sheet: IdeaDetails, known: PolicySet, today: date) -> Floors:
    """The lowest likelihood and impact that may be judged of the idea."""
    screenings = sheet.dossier.screenings
    screened = policies.floors(known, today, screenings[-1] if screenings else None)
    return floors_of(sheet.dossier.idea.proposal, policies.weighting(known, today), screened)


def _shown(means: BoardContext, sheet: IdeaDetails, _: str) -> FormView:
    """Scores, each of which can be taken back, and whether a clause forbids the idea."""
    known, today, idea = means.known, means.today(), sheet.dossier.idea
    floors, rule = _lowest(sheet, known, today), policies.weighting(known, today)
    least = {"likelihood": floors.likelihood, "impact": floors.impact}
    fields = []
    for name, (label, hint) in words.SCORES.items():
        told = rule.ease if name == "ease" and rule.ease else hint
        if least.get(name):
            told = f"{told} The rules ask for at least {least[name]} here."
        fields.append(_score(name, label, told, getattr(idea.scores, name)))
    for part in rule.parts:
        told = f"{part.asks} Counts for {part.weight} per cent.".strip()
        given = idea.scores.benefit.get(part.key, 0)
        fields.append(_score(f"benefit.{part.key}", f"Benefit: {part.name}", told, given))
    fields.append(
        Field(
            "barred_by",
            "Is it forbidden outright?",
            FieldKind.CHOICE,
            hint="What a clause forbids is not piloted or rolled out, whatever it scores.",
            options=[("", "No clause forbids it"), *_forbidding(idea, known, today)],
            value=idea.barred_by,
        )
    )
    return FormView(f"Score {idea.reference}", fields, (idea.title,))


def _score(name: str, label: str, hint: str, given: int) -> Field:
    value = str(given or "")
    return Field(name, label, FieldKind.CHOICE, hint=hint, options=_choices(name), value=value)


def _forbidding(idea: Idea, known: PolicySet, today: date) -> Sequence[tuple[str, str]]:
    """The clauses that may forbid the idea: those in force that forbid something, the register's
    entry for its tool, and the one that was named before."""
    refs = {passage.ref: None for passage in policies.forbidding(known, today)}
    tool = policies.find_tool(known, today, idea.proposal.tool_in_mind)
    if tool is not None and policies.is_barred(tool):
        refs[tool.passage.ref] = None
    if idea.barred_by:
        refs[idea.barred_by] = None
    held = policies.by_ref(known)
    return [(ref, policies.named(ref, held)) for ref in refs]


async def _keep(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    known, today = means.known, means.today()
    rule = policies.weighting(known, today)
    scores = Scores(
        **{name: number_in(sent.posted, name) for name in words.SCORES},
        benefit={part.key: number_in(sent.posted, f"benefit.{part.key}") for part in rule.parts},
    )
    return await means.board.score(
        sent.ref,
        scores,
        sent.typed("barred_by"),
        _lowest(sent.sheet, known, today),
        by=sent.by,
        version=sent.version,
        fingerprint=known.fingerprint,
    )


SCORING = IdeaForm("scores", _shown, _keep, "scores")
