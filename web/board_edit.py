"""What reviewers add to an idea: each on a form of its own."""

from collections.abc import Callable, Sequence
from datetime import date

from aiohttp import web

from bot.message import FieldKind
from knowledge import Library
from triage import Because, Idea, Refused, TriageList
from triage.assessed import Assessment, State
from triage.board import Sheet
from triage.checks import LIMIT, Why, Wrong
from triage.gates import PILOT, SCALE, read_day
from triage.ideas import Scores
from triage.scoring import Weighting
from triage.stages import Stage
from web import board_policies as policies
from web import board_words as words
from web.access import Access, Role, visitor_of
from web.board import BoardPage
from web.board_forms import (
    CARE,
    DOCUMENT,
    NOTE,
    PLAN,
    SCORES,
    Form,
    assessment_form,
    lowest,
    score_form,
)
from web.board_idea import REVIEWERS, person_of, sheet_of
from web.drawing import Drawing
from web.forms import FormPage, drawn_again, number_in, number_of, typed_in, values_of
from web.posted import NOTHING, Posted, read_posted

_NOTHING_SENT = "It could not be kept as it is. Nothing has been changed yet."


class EditPages:
    """Handlers of the forms below `/board/{reference}`."""

    def __init__(
        self,
        draw: Drawing,
        board: BoardPage,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        today: Callable[[], date],
    ) -> None:
        self._draw = draw
        self._pages = board
        self._ideas = ideas
        self._library = library
        self._today = today

    def routes(self, access: Access) -> list[web.RouteDef]:
        base = "/board/{reference}"
        return [
            access.get(f"{base}/scores", self.scores, *REVIEWERS),
            access.post(f"{base}/scores", self.keep_scores, *REVIEWERS),
            access.get(f"{base}/plan", self.plan, *REVIEWERS),
            access.post(f"{base}/plan", self.keep_plan, *REVIEWERS),
            access.get(f"{base}/assessments/{{kind}}", self.assessment, Role.OFFICER),
            access.post(f"{base}/assessments/{{kind}}", self.keep_assessment, Role.OFFICER),
            access.get(f"{base}/document", self.document, *REVIEWERS),
            access.post(f"{base}/document", self.keep_document, *REVIEWERS),
            access.post(f"{base}/document/{{number}}/remove", self.remove_document, *REVIEWERS),
            access.get(f"{base}/note", self.note, *REVIEWERS),
            access.post(f"{base}/note", self.keep_note, *REVIEWERS),
            access.get(f"{base}/care", self.care, *REVIEWERS),
            access.post(f"{base}/care", self.keep_care, *REVIEWERS),
            access.post(f"{base}/move", self.move, *REVIEWERS),
        ]

    # Scores

    async def scores(self, request: web.Request) -> web.Response:
        sheet = await self._sheet(request)
        return self._page(sheet, score_form(sheet, self._library().policy_set, self._today()))

    async def keep_scores(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        form = score_form(sheet, self._library().policy_set, self._today())
        scores = _scores_in(posted, self._rule())
        wrong = _not_offered(form, posted, sheet)
        if wrong:
            return self._page(sheet, form, posted, wrong)
        known, today = self._library().policy_set, self._today()
        done = await self._pages.board.judge(
            sheet.dossier.idea.reference,
            scores,
            typed_in(posted, "barred_by"),
            lowest(sheet, known, today),
            by=person_of(visitor_of(request)),
            version=number_in(posted, "version"),
            fingerprint=known.fingerprint,
        )
        return await self._outcome(request, sheet, form, posted, done=done, to="scores")

    def _rule(self) -> Weighting:
        return policies.weighting(self._library().policy_set, self._today())

    # The plan

    async def plan(self, request: web.Request) -> web.Response:
        return self._page(await self._sheet(request), PLAN)

    async def keep_plan(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        content = {name: typed_in(posted, name) for name in (*PILOT, *SCALE)
                   if name in posted.values}  # fmt: skip
        done = await self._pages.board.prepare(
            sheet.dossier.idea.reference,
            content,
            by=person_of(visitor_of(request)),
            version=number_in(posted, "version"),
            fingerprint=self._library().fingerprint,
        )
        return await self._outcome(request, sheet, PLAN, posted, done=done, to="next")

    # Assessments

    async def assessment(self, request: web.Request) -> web.Response:
        return self._page(await self._sheet(request), assessment_form(_kind(request)))

    async def keep_assessment(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        kind = _kind(request)
        form = assessment_form(kind)
        wrong = (*_not_offered(form, posted, sheet), *_unread_days(posted))
        if wrong:
            return self._page(sheet, form, posted, wrong)
        how = Assessment(
            kind,
            State(typed_in(posted, "state") or State.DUE),
            reference=typed_in(posted, "reference"),
            signed_by=typed_in(posted, "signed_by"),
            signed_on=read_day(typed_in(posted, "signed_on")),
            review_on=read_day(typed_in(posted, "review_on")),
            note=typed_in(posted, "note"),
        )
        done = await self._pages.board.assess(
            sheet.dossier.idea.reference,
            how,
            by=person_of(visitor_of(request)),
            version=number_in(posted, "version"),
            fingerprint=self._library().fingerprint,
        )
        return await self._outcome(request, sheet, form, posted, done=done, to="screening")

    # Documents

    async def document(self, request: web.Request) -> web.Response:
        return self._page(await self._sheet(request), DOCUMENT)

    async def keep_document(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        done = await self._pages.board.link(
            sheet.dossier.idea.reference,
            typed_in(posted, "title"),
            typed_in(posted, "address"),
            by=person_of(visitor_of(request)),
            fingerprint=self._library().fingerprint,
        )
        return await self._outcome(request, sheet, DOCUMENT, posted, done=done, to="documents")

    async def remove_document(self, request: web.Request) -> web.Response:
        sheet = await self._sheet(request)
        number = request.match_info["number"]
        await self._pages.board.unlink(
            sheet.dossier.idea.reference,
            number_of(number),
            by=person_of(visitor_of(request)),
            fingerprint=self._library().fingerprint,
        )
        raise web.HTTPSeeOther(f"/board/{sheet.dossier.idea.reference}#documents")

    # Notes

    async def note(self, request: web.Request) -> web.Response:
        return self._page(await self._sheet(request), NOTE)

    async def keep_note(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        text = typed_in(posted, "text")
        if not text or len(text) > LIMIT:
            why = Why.TOO_LONG if text else Why.MISSING
            return self._page(sheet, NOTE, posted, (Wrong("text", why, LIMIT),))
        done = await self._ideas().remark(
            sheet.dossier.idea.reference,
            text,
            by=person_of(visitor_of(request)),
            for_submitter=typed_in(posted, "who") == "submitter",
            fingerprint=self._library().fingerprint,
        )
        return await self._outcome(request, sheet, NOTE, posted, done=done, to="notes")

    # Who looks after it

    async def care(self, request: web.Request) -> web.Response:
        return self._page(await self._sheet(request), CARE)

    async def keep_care(self, request: web.Request) -> web.Response:
        sheet, posted = await self._sheet(request), await read_posted(request)
        idea, me = sheet.dossier.idea, person_of(visitor_of(request))
        lead = {"me": me, "nobody": None}.get(typed_in(posted, "lead"), idea.lead)
        done = await self._pages.board.look_after(
            idea.reference,
            lead=lead,
            share=typed_in(posted, "share") == "true",
            by=me,
            version=number_in(posted, "version"),
            fingerprint=self._library().fingerprint,
        )
        return await self._outcome(request, sheet, CARE, posted, done=done, to="main")

    # Moving on

    async def move(self, request: web.Request) -> web.Response:
        """Towards a decision: to screening, to ready."""
        sheet, posted = await self._sheet(request), await read_posted(request)
        ref = sheet.dossier.idea.reference
        if posted["to"] not in {Stage.SCREENING, Stage.READY}:
            raise web.HTTPBadRequest(text="An idea cannot be moved there.")
        done = await self._ideas().advance(
            ref,
            Stage(posted["to"]),
            by=person_of(visitor_of(request)),
            version=number_of(posted["version"]),
            fingerprint=self._library().fingerprint,
        )
        if isinstance(done, Refused):
            raise web.HTTPConflict(
                text="Somebody else has changed this idea meanwhile. Look at it again before you "
                "move it on."
            )
        raise web.HTTPSeeOther(f"/board/{ref}#next")

    # What they share

    async def _sheet(self, request: web.Request) -> Sheet:
        return await sheet_of(self._pages.board, request)

    def _page(
        self,
        sheet: Sheet,
        form: Form,
        posted: Posted = NOTHING,
        wrong: Sequence[Wrong] = (),
        *,
        told: Sequence[str] = (),
        status: int = 200,
    ) -> web.Response:
        idea = sheet.dossier.idea
        problems = {one.field: words.problem(one) for one in wrong}
        fields = drawn_again(form.fields(sheet), problems)
        known = {field.name for field in fields}
        page = FormPage(
            title=form.title,
            action=f"/board/{idea.reference}/{form.name}",
            fields=fields,
            submit=form.submit,
            back=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
            told=form.told,
            kept={"v.version": str(idea.version)},
            problems=[(line, "") for line in told]
            + [(text, "") for name, text in problems.items() if name not in known],
        )
        return self._draw.page(
            "form_page.html",
            page=page,
            values=values_of(fields, posted),
            here="Board",
            status=status if status != 200 else 422 if wrong else 200,
        )

    async def _outcome(
        self,
        request: web.Request,
        sheet: Sheet,
        form: Form,
        posted: Posted,
        *,
        done: Idea | Refused,
        to: str,
    ) -> web.Response:
        """Back to the idea, or the form again with what stands in the way."""
        if isinstance(done, Idea):
            raise web.HTTPSeeOther(f"/board/{done.reference}#{to}")
        if done.because is Because.CHANGED:
            now = await self._sheet(request)
            told = (
                "Somebody else has changed this idea since you opened the form. What you typed is "
                "still here: compare it with the idea, then send it again.",
            )
            return self._page(now, form, posted, told=told, status=409)
        return self._page(sheet, form, posted, done.wrong or (), told=(_NOTHING_SENT,))


def _kind(request: web.Request) -> str:
    kind = request.match_info["kind"]
    if kind not in words.ASSESSMENTS:
        raise web.HTTPNotFound(text="There is no assessment of that name.")
    return kind


def _scores_in(posted: Posted, rule: Weighting) -> Scores:
    def score(name: str) -> int:
        return number_in(posted, name)

    return Scores(
        **{name: score(name) for name in SCORES},
        benefit={part.key: score(f"benefit.{part.key}") for part in rule.parts},
    )


def _not_offered(form: Form, posted: Posted, sheet: Sheet) -> tuple[Wrong, ...]:
    """Choices that the form does not offer: it was not ours, or it is out of date."""
    fields = form.fields(sheet)
    return tuple(
        Wrong(field.name, Why.UNKNOWN_CHOICE)
        for field in fields
        if field.kind is FieldKind.CHOICE
        and typed_in(posted, field.name) not in {"", *(value for value, _ in field.options)}
    )


def _unread_days(posted: Posted) -> tuple[Wrong, ...]:
    return tuple(
        Wrong(name, Why.UNREADABLE)
        for name in ("signed_on", "review_on")
        if typed_in(posted, name) and read_day(typed_in(posted, name)) is None
    )
