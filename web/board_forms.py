"""The forms by which reviewers add to an idea: their fields, as the idea stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.message import Field, FieldKind
from knowledge.policy_set import PolicySet
from triage.assessed import Assessment, State
from triage.board import Sheet
from triage.checks import LIMIT
from triage.gates import PILOT, SCALE
from triage.ideas import Idea
from triage.scoring import MOST, Floors, floors_of
from web import board_policies as policies
from web import board_words as words

_ONE_TO_FIVE = tuple((str(n), str(n)) for n in range(1, MOST + 1))
SCORES = {
    "likelihood": ("Likelihood of harm", "1 very unlikely, 5 almost certain."),
    "impact": (
        "Impact of harm",
        "The highest of harm to people, equality, legal, security, service, money, reputation and "
        "environment. 1 hardly any, 5 very grave.",
    ),
    "residual_likelihood": ("Likelihood that is left", "After all measures."),
    "residual_impact": ("Impact that is left", "After all measures."),
    "ease": ("Ease", "How easy it would be to carry out. 1 very hard, 5 very easy."),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it shows for an idea as it stands, and what is done with what is sent."""

    name: str
    title: str
    fields: Callable[[Sheet], Sequence[Field]]
    told: Sequence[str] = ()
    submit: str = "Keep"


def lowest(sheet: Sheet, known: PolicySet, today: date) -> Floors:
    """The lowest likelihood and impact that may be judged of the idea."""
    screenings = sheet.dossier.screenings
    screened = policies.floors(known, today, screenings[-1] if screenings else None)
    return floors_of(sheet.dossier.idea.proposal, policies.weighting(known, today), screened)


def score_form(sheet: Sheet, known: PolicySet, today: date) -> Form:
    """Scores, and whether a clause forbids the idea."""
    idea, floors = sheet.dossier.idea, lowest(sheet, known, today)
    rule = policies.weighting(known, today)
    least = {"likelihood": floors.likelihood, "impact": floors.impact}
    fields = [
        Field(
            name,
            label,
            FieldKind.CHOICE,
            hint=" ".join(
                (
                    rule.ease if name == "ease" and rule.ease else hint,
                    f"The rules ask for at least {least[name]} here." if least.get(name) else "",
                )
            ).strip(),
            options=_ONE_TO_FIVE,
            value=str(getattr(idea.scores, name) or ""),
        )
        for name, (label, hint) in SCORES.items()
    ]
    fields += [
        Field(
            f"benefit.{part.key}",
            f"Benefit: {part.name}",
            FieldKind.CHOICE,
            hint=f"{part.asks} Counts for {part.weight} per cent.".strip(),
            options=_ONE_TO_FIVE,
            value=str(idea.scores.benefit.get(part.key) or ""),
        )
        for part in rule.parts
    ]
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
    return Form("scores", f"Score {idea.reference}", lambda _: fields, (idea.title,))


def _forbidding(idea: Idea, known: PolicySet, today: date) -> Sequence[tuple[str, str]]:
    """The clauses that may forbid the idea: those in force that forbid something, the register's
    entry for its tool, and the one that was named before."""
    clauses = {p.ref: p for p in policies.forbidding(known, today)}
    tool = policies.tool_meant(known, today, idea.proposal.tool_in_mind)
    if tool is not None and policies.is_barred(tool):
        clauses[tool.passage.ref] = tool.passage
    before = policies.by_ref(known).get(idea.barred_by)
    if before is not None:
        clauses[before.ref] = before
    named = [(ref, f"{p.title}: {p.heading}") for ref, p in clauses.items()]
    if idea.barred_by and before is None:
        named.append((idea.barred_by, idea.barred_by))
    return named


def _plan_fields(sheet: Sheet) -> Sequence[Field]:
    return [
        replace(words.EVIDENCE[name], value=sheet.plan.get(name, "")) for name in (*PILOT, *SCALE)
    ]


PLAN = Form(
    "plan",
    "Prepare a pilot or a roll-out",
    _plan_fields,
    ("Fill in what is known; the rest can follow. The decision takes it from here.",),
)

DOCUMENT = Form(
    "document",
    "Link a document",
    lambda _: (
        Field("address", "Web address", required=True, hint="It begins with https://."),
        Field("title", "What it is", max_length=150),
    ),
    ("The document stays where it is, with its own permissions.",),
    "Link it",
)

NOTE = Form(
    "note",
    "Add a note or a question",
    lambda _: (
        Field("text", "What you want to say", FieldKind.LONG_TEXT, required=True, max_length=LIMIT),
        Field(
            "who",
            "Who is to read it",
            FieldKind.CHOICE,
            required=True,
            options=(
                ("reviewers", "Reviewers only"),
                ("submitter", "The submitter too: they are told at once"),
            ),
            value="reviewers",
        ),
    ),
    ("Notes may be disclosed under freedom of information.",),
    "Add it",
)

CARE = Form(
    "care",
    "Who looks after it",
    lambda sheet: (
        Field(
            "lead",
            "Who looks after the idea",
            FieldKind.CHOICE,
            options=(
                ("same", sheet.dossier.idea.lead.name or "The same as now")
                if sheet.dossier.idea.lead
                else ("nobody", "Nobody yet"),
                ("me", "I do"),
                *((("nobody", "Nobody"),) if sheet.dossier.idea.lead else ()),
            ),
            value="same" if sheet.dossier.idea.lead else "nobody",
        ),
        Field(
            "share",
            "Other councils may hear of it, without names",
            FieldKind.CONFIRM,
            value="true" if sheet.dossier.idea.share else "false",
        ),
    ),
)


def assessment_form(kind: str) -> Form:
    """How the assessment of that kind stands."""

    def fields(sheet: Sheet) -> Sequence[Field]:
        stands = {one.kind: one for one in sheet.assessments}
        now = stands.get(kind, Assessment(kind, State.DUE))
        return (
            Field(
                "state",
                "How it stands",
                FieldKind.CHOICE,
                required=True,
                options=(
                    (State.DUE, "It is still to be done"),
                    (State.SIGNED, "It is done and signed"),
                    (State.NOT_NEEDED, "It is not needed"),
                ),
                value=now.state,
            ),
            Field("reference", "Where it is", value=now.reference,
                  hint="Its number or its address. Needed once it is signed."),
            Field("signed_by", "Who signed it, or says that it is not needed",
                  value=now.signed_by, hint="A role, for example Data Protection Officer."),
            Field("signed_on", "Signed on", FieldKind.DATE, value=str(now.signed_on or "")),
            Field("review_on", "To be looked at again on", FieldKind.DATE,
                  value=str(now.review_on or "")),
            Field("note", "What else there is to say", FieldKind.LONG_TEXT, value=now.note,
                  hint="If it is not needed: why not."),
        )  # fmt: skip

    return Form(f"assessments/{kind}", words.assessment(kind), fields)
