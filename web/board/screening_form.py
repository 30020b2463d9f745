"""The form by which an officer screens an idea, when its submitter has not done it or something
has changed."""

from collections.abc import Sequence

from aiohttp import web

from bot.message import Field, FieldKind
from triage import Idea, Rejected
from triage.listing.board_service import IdeaDetails
from triage.model.screening_rules import Question, ScreeningReply, screen
from triage.model.validation import ErrorCode, FieldError
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import BoardContext
from web.board.form_pages import FormSubmission, FormView, IdeaForm
from web.permissions import Role

_REPLIES = (
    (ScreeningReply.YES, "Yes"),
    (ScreeningReply.NO, "No"),
    (ScreeningReply.UNSURE, "Unsure"),
)


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
    before = {one.key: one.reply for one in screenings[-1].screening.answers} if screenings else {}
    return FormView(
        f"Screen {sheet.dossier.idea.reference}",
        [
            Field(
                q.key,
                q.text,
                FieldKind.CHOICE,
                required=not q.only_after,
                options=_REPLIES,
                value=before.get(q.key, ""),
                hint=means.types.name(q.assessment),
            )
            for q in questions
        ],
        (
            f"The questions of {words.version(version)}. An answer of “unsure” counts as advice "
            "needed.",
        ),
        "Keep the screening",
        asks="Choose yes, no or unsure.",
        parts={q.key: means.types.name(q.assessment) for q in questions},
    )


async def _keep(means: BoardContext, sent: FormSubmission) -> Idea | Rejected:
    version, questions = _questions(means)
    given = {q.key: sent.typed(q.key) for q in questions}
    answers = {key: ScreeningReply(text) for key, text in given.items() if text}
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
        screen(questions, answers, version=version, fingerprint=fingerprint),
        by=sent.by,
        version=sent.version,
        fingerprint=fingerprint,
    )


SCREENING = IdeaForm("screening", _shown, _keep, "screening", (Role.OFFICER,))
