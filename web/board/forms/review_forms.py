"""The forms by which reviewers add to an idea: what a decision will need, advice, documents, notes,
and who looks after it."""

from bot.message import Field, FieldKind
from triage import Idea, Rejected
from triage.listing.board_service import IdeaDetails
from triage.model.fields import LIMIT
from triage.model.validation import ErrorCode, FieldError
from triage.workflow.decisions import open_kinds
from triage.workflow.gates import PILOT, SCALE
from triage.workflow.preparation import ADVICE
from web.board import labels as words
from web.board.context import DECIDERS, BoardContext
from web.board.form_pages import FormSubmission, FormView, IdeaForm
from web.rendering.set_words import decision_name


def _plan(_: BoardContext, sheet: IdeaDetails, __: str) -> FormView:
    fields = [words.evidence(name, sheet.plan.get(name, "")) for name in (*PILOT, *SCALE)]
    told = "Fill in what is known; the rest can follow. The decision takes it from here."
    return FormView("Prepare a pilot or a roll-out", fields, (told,))


async def _keep_plan(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    content = {name: sent.typed(name) for name in (*PILOT, *SCALE) if name in sent.posted.values}
    return await means.board.update_plan(
        sent.ref, content, by=sent.by, version=sent.version, fingerprint=means.known.fingerprint
    )


def _advice(_: BoardContext, sheet: IdeaDetails, __: str) -> FormView:
    kinds = open_kinds(sheet.dossier.idea.stage)
    fields = (
        Field(
            "advice",
            "What do you advise?",
            FieldKind.CHOICE,
            options=[*((kind.value, decision_name(kind)) for kind in kinds), ("", "No advice")],
            value=sheet.plan.get("advice", ""),
        ),
        Field(
            "advice_reason",
            "Why",
            FieldKind.LONG_TEXT,
            hint="As the submitter would read it, if the group follows you.",
            max_length=LIMIT,
            value=sheet.plan.get("advice_reason", ""),
        ),
    )
    return FormView("Advise the group", fields, ("The meeting’s page begins with it.",))


async def _keep_advice(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    content = {name: sent.typed(name) for name in ADVICE}
    return await means.board.update_plan(
        sent.ref, content, by=sent.by, version=sent.version, fingerprint=means.known.fingerprint
    )


def _document(_: BoardContext, __: IdeaDetails, ___: str) -> FormView:
    fields = (
        Field("address", "Web address", required=True, hint="It begins with https://."),
        Field("title", "What it is", max_length=150),
    )
    told = "The document stays where it is, with its own permissions."
    return FormView("Link a document", fields, (told,), "Link it")


async def _keep_document(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    return await means.board.link(
        sent.ref,
        sent.typed("title"),
        sent.typed("address"),
        by=sent.by,
        fingerprint=means.known.fingerprint,
    )


def _note(_: BoardContext, __: IdeaDetails, ___: str) -> FormView:
    fields = (
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
    )
    told = "Notes may be disclosed under freedom of information."
    return FormView("Add a note or a question", fields, (told,), "Add it")


async def _keep_note(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    text = sent.typed("text")
    if not text or len(text) > LIMIT:
        return sent.rejected(
            FieldError("text", ErrorCode.TOO_LONG if text else ErrorCode.MISSING, LIMIT)
        )
    return await means.ideas().comment(
        sent.ref,
        text,
        by=sent.by,
        for_submitter=sent.typed("who") == "submitter",
        fingerprint=means.known.fingerprint,
    )


def _care(_: BoardContext, sheet: IdeaDetails, __: str) -> FormView:
    idea = sheet.dossier.idea
    options = [("me", "I do"), ("nobody", "Nobody")]
    if idea.lead:
        options.insert(0, ("same", idea.lead.name or "The same as now"))
    fields = (
        Field(
            "lead",
            "Who looks after the idea",
            FieldKind.CHOICE,
            options=options,
            value="same" if idea.lead else "nobody",
        ),
        Field(
            "share",
            "Other councils may hear of it, without names",
            FieldKind.CONFIRM,
            value="true" if idea.share else "false",
        ),
        Field(
            "hidden",
            "Hide it from the page on which colleagues see what was suggested",
            FieldKind.CONFIRM,
            value="true" if idea.hidden else "false",
        ),
    )
    return FormView("Who looks after it", fields)


async def _keep_care(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    now = sent.sheet.dossier.idea.lead
    return await means.board.assign_lead(
        sent.ref,
        lead={"me": sent.by, "nobody": None}.get(sent.typed("lead"), now),
        share=sent.typed("share") == "true",
        hidden=sent.typed("hidden") == "true",
        by=sent.by,
        version=sent.version,
        fingerprint=means.known.fingerprint,
    )


PLAN = IdeaForm("plan", _plan, _keep_plan, "plan")
ADVISING = IdeaForm("advice", _advice, _keep_advice, "plan", DECIDERS)
DOCUMENT = IdeaForm("document", _document, _keep_document, "document")
NOTE = IdeaForm("note", _note, _keep_note, "note")
CARE = IdeaForm("care", _care, _keep_care, "care")
