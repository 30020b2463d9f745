"""The form by which an officer screens an idea, when its submitter has not done it or something
has changed."""

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.message import Field, FieldKind
from triage import Idea, Rejected
from triage.listing.board_service import IdeaDetails
from triage.model.screening_rules import (
    NONE_OF_THESE,
    NOT_SURE,
    Answered,
    Question,
    ScreeningReply,
    boxes_of,
    reply_of_boxes,
    screen,
)
from triage.model.validation import ErrorCode, FieldError
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import BoardContext
from web.board.form_pages import FormSubmission, FormView, IdeaForm
from web.forms.form_page import chosen_in
from web.permissions import Role

_REPLIES: tuple[tuple[str, str], ...] = (
    (ScreeningReply.YES, "Yes"),
    (ScreeningReply.NO, "No"),
    (ScreeningReply.UNSURE, "Unsure"),
)
_BOXES = ((NONE_OF_THESE, "None of these"), (NOT_SURE, "Not known yet"))


def _questions(means: BoardContext) -> tuple[str, Sequence[Question]]:
    """The version in force and its questions. Raises 404 without any."""
    found = policies.questions(means.known, means.today())
    if found is None:
        raise web.HTTPNotFound(text="No screening questions are in force today.")
    return found


def _shown(means: BoardContext, sheet: IdeaDetails, _: str) -> FormView:
    """The questions in force, with the answers of the last screening."""
    version, questions = _questions(means)
    screenings = sheet.dossier.screenings
    before = {one.key: one for one in screenings[-1].screening.answers} if screenings else {}
    return FormView(
        f"Screen {sheet.dossier.idea.reference}",
        [_field(q, before.get(q.key), means.types.name(q.assessment)) for q in questions],
        (
            f"The questions of {words.version(version)}. An answer of “unsure” asks for advice and "
            "raises no risk.",
        ),
        "Keep the screening",
        asks="Choose yes, no or unsure.",
        parts={q.key: means.types.name(q.assessment) for q in questions},
    )


def _field(question: Question, before: Answered | None, about: str) -> Field:
    """A question with the answer that it had before; one of several items as boxes to tick."""
    if not question.items:
        value = before.reply if before else ""
        kind, options = FieldKind.CHOICE, _REPLIES
    else:
        boxes = boxes_of(question)
        ticked = before.note.split("; ") if before else []
        kind, options = FieldKind.CHOICES, (*boxes.items(), *_BOXES)
        value = "\n".join(box for box, item in boxes.items() if item in ticked)
        if before and not value:
            value = NOT_SURE if before.reply is ScreeningReply.UNSURE else NONE_OF_THESE
    required = not question.only_after
    return Field(question.key, question.text, kind, about, required, options, value=value)


def _replies(
    sent: FormSubmission, questions: Sequence[Question]
) -> Mapping[str, tuple[ScreeningReply, str]]:
    """The answers that were given, each with what was ticked."""
    given: dict[str, tuple[ScreeningReply, str]] = {}
    for question in questions:
        found = None
        if question.items:
            found = reply_of_boxes(chosen_in(sent.posted, question.key), boxes_of(question))
        elif text := sent.typed(question.key):
            found = ScreeningReply(text), ""
        if found:
            given[question.key] = found
    return given


async def _keep(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    version, questions = _questions(means)
    given = _replies(sent, questions)
    answers = {key: reply for key, (reply, _) in given.items()}
    notes = {key: note for key, (_, note) in given.items() if note}
    open_ones = [
        q.key
        for q in questions
        if q.key not in answers
        and (not q.only_after or answers.get(q.only_after) is not ScreeningReply.NO)
    ]
    if open_ones:
        return sent.rejected(*(FieldError(key, ErrorCode.MISSING) for key in open_ones))
    fingerprint = means.known.fingerprint
    return await means.board.screen(
        sent.ref,
        screen(questions, answers, version=version, fingerprint=fingerprint, notes=notes),
        by=sent.by,
        version=sent.version,
        fingerprint=fingerprint,
    )


SCREENING = IdeaForm("screening", _shown, _keep, "screening", (Role.OFFICER,))
