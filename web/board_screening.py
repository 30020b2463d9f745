"""Screening an idea on the board, when its submitter has not done it or something has changed."""

from collections.abc import Callable, Sequence
from datetime import date

from aiohttp import web

from bot.message import Field, FieldKind
from knowledge import Library
from triage import Idea
from triage.board import Sheet
from triage.screening import Question, Reply, screen
from web import board_policies as policies
from web import board_words as words
from web.access import Access, Role, visitor_of
from web.board import BoardPage
from web.board_idea import person_of, sheet_of
from web.drawing import Drawing
from web.forms import FormPage, drawn_again, number_in, typed_in, values_of
from web.posted import NOTHING, Posted, read_posted

_REPLIES = ((Reply.YES, "Yes"), (Reply.NO, "No"), (Reply.UNSURE, "Unsure"))


class ScreeningPage:
    """Handlers of `/board/{reference}/screening`."""

    def __init__(
        self,
        draw: Drawing,
        board: BoardPage,
        library: Callable[[], Library],
        today: Callable[[], date],
    ) -> None:
        self._draw = draw
        self._pages = board
        self._library = library
        self._today = today

    def routes(self, access: Access) -> list[web.RouteDef]:
        path = "/board/{reference}/screening"
        return [
            access.get(path, self.form, Role.OFFICER),
            access.post(path, self.take, Role.OFFICER),
        ]

    async def form(self, request: web.Request) -> web.Response:
        """The questions in force, with the answers of the last screening."""
        sheet = await sheet_of(self._pages.board, request)
        return self._page(sheet, self._questions())

    async def take(self, request: web.Request) -> web.Response:
        sheet, posted = await sheet_of(self._pages.board, request), await read_posted(request)
        version, questions = self._questions()
        given = {q.key: typed_in(posted, q.key) for q in questions}
        open_ones = {key for key, text in given.items() if text not in set(Reply)}
        answers = {key: Reply(text) for key, text in given.items() if key not in open_ones}
        asked = {q.key for q in questions if not q.only_after
                 or answers.get(q.only_after) is not Reply.NO}  # fmt: skip
        if open_ones & asked:
            problems = dict.fromkeys(open_ones & asked, "Choose yes, no or unsure.")
            return self._page(sheet, (version, questions), posted, problems)
        fingerprint = self._library().fingerprint
        done = await self._pages.board.screen(
            sheet.dossier.idea.reference,
            screen(questions, answers, version=version, fingerprint=fingerprint),
            by=person_of(visitor_of(request)),
            version=number_in(posted, "version"),
            fingerprint=fingerprint,
        )
        if isinstance(done, Idea):
            raise web.HTTPSeeOther(f"/board/{done.reference}#screening")
        told = "Somebody else has changed this idea since you opened the form. Your answers are "
        told += "still here: compare them with the idea, then send them again."
        now = await sheet_of(self._pages.board, request)
        return self._page(now, (version, questions), posted, told=told)

    def _questions(self) -> tuple[str, Sequence[Question]]:
        """The version in force and its questions. Raises 404 without any."""
        found = policies.questions(self._library().policy_set, self._today())
        if found is None:
            raise web.HTTPNotFound(text="No screening questions are in force today.")
        return found

    def _page(
        self,
        sheet: Sheet,
        asked: tuple[str, Sequence[Question]],
        posted: Posted = NOTHING,
        problems: dict[str, str] | None = None,
        *,
        told: str = "",
    ) -> web.Response:
        version, questions = asked
        idea = sheet.dossier.idea
        screenings = sheet.dossier.screenings
        before = (
            {one.key: one.reply for one in screenings[-1].screening.answers} if (screenings) else {}
        )
        fields = drawn_again(
            [
                Field(
                    q.key,
                    q.text,
                    FieldKind.CHOICE,
                    required=not q.only_after,
                    options=_REPLIES,
                    value=before.get(q.key, ""),
                    hint=words.assessment(q.assessment),
                )
                for q in questions
            ],
            problems or {},
        )
        page = FormPage(
            title=f"Screen {idea.reference}",
            action=f"/board/{idea.reference}/screening",
            fields=fields,
            submit="Keep the screening",
            back=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
            told=(f"Questions of {version}. An answer of “unsure” counts as advice needed.",),
            kept={"v.version": str(idea.version)},
            problems=[(told, "")] if told else [],
        )
        return self._draw.page(
            "form_page.html",
            page=page,
            values=values_of(fields, posted),
            here="Board",
            status=409 if told else 422 if problems else 200,
        )
