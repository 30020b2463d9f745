"""The form by which officers record how an assessment stands."""

from aiohttp import web

from bot.message import Field, FieldKind
from common.assessments import gate_of
from triage import Idea, Rejected
from triage.days import read_day
from triage.listing.board_service import IdeaDetails
from triage.model.assessments import OUTCOMES, Assessment, AssessmentState
from web.board.context import BoardContext
from web.board.form_pages import FormSubmission, FormView, IdeaForm
from web.permissions import Role


def _shown(means: BoardContext, sheet: IdeaDetails, kind: str) -> FormView:
    stands = {one.kind: one for one in sheet.assessments}
    if not means.types.knows(kind) and kind not in stands:
        raise web.HTTPNotFound(text="There is no assessment of that name.")
    now = stands.get(kind, Assessment(kind, AssessmentState.DUE))
    fields = (
        Field(
            "state",
            "How it stands",
            FieldKind.CHOICE,
            required=True,
            options=(
                (AssessmentState.DUE, "It is still to be done"),
                (AssessmentState.SIGNED, "It is done and signed"),
                (AssessmentState.NOT_NEEDED, "It is not needed"),
            ),
            value=now.state,
        ),
        *_of_a_test(kind, now),
        Field("reference", "Where it is", value=now.reference,
              hint="Its number or its address: the evidence. Needed once it is signed."),
        Field("signed_by", "Who signed it, or says that it is not needed",
              value=now.signed_by, hint="A role, for example Data Protection Officer."),
        Field("signed_on", "Signed on", FieldKind.DATE, value=str(now.signed_on or "")),
        Field("review_on", "To be looked at again on", FieldKind.DATE,
              value=str(now.review_on or "")),
        Field("note", "What else there is to say", FieldKind.LONG_TEXT, value=now.note,
              hint="If it is not needed: why not."),
    )  # fmt: skip
    return FormView(means.types.name(kind), fields)


def _of_a_test(kind: str, now: Assessment) -> tuple[Field, ...]:
    """What only a test has: whether it was passed."""
    if gate_of(kind) is None:
        return ()
    options = (("", "Not known yet"), *((one, one.capitalize()) for one in OUTCOMES))
    hint = "Needed once it is signed. What was not passed stops the pilot or the roll-out."
    return (
        Field("outcome", "Outcome", FieldKind.CHOICE, hint, options=options, value=now.outcome),
    )


async def _keep(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    how = Assessment(
        sent.kind,
        AssessmentState(sent.typed("state") or AssessmentState.DUE),
        reference=sent.typed("reference"),
        signed_by=sent.typed("signed_by"),
        signed_on=read_day(sent.typed("signed_on")),
        review_on=read_day(sent.typed("review_on")),
        note=sent.typed("note"),
        outcome=sent.typed("outcome"),
    )
    return await means.board.assess(
        sent.ref, how, by=sent.by, version=sent.version, fingerprint=means.known.fingerprint
    )


ASSESSING = IdeaForm("assessments/{kind}", _shown, _keep, "assessment", (Role.OFFICER,))
