"""A question taught at the desk: tried first, written as a line of examples, undone as easily."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from common.clock import today
from knowledge.publishing.write_files import (
    ChangedMeanwhileError,
    FileChange,
    undone,
    write_files,
)
from knowledge.quality.add_example import (
    NOT_COVERED,
    ExampleError,
    NewExample,
    new_example,
    with_line,
)
from knowledge.quality.golden import QuestionsError, golden_of
from knowledge.quality.preview_example import ExamplePreview, preview_example
from triage.repository.person_numbers import actor, number_of
from web.desk.desk_pages import DeskServices
from web.forms.form_data import read_form_data
from web.permissions import Permissions, Role, visitor_of
from web.rendering.template_renderer import Renderer

_PATIENCE = 10.0  # seconds for which a page waits for what it asks for
_KEPT = 20  # questions that are being taught
_LONGEST = 300
_CHANGED = "The file was changed meanwhile, so nothing was written. Try the question once more."
_NOT_WRITTEN = "The policy folder cannot be written from here. Nothing was changed."


@dataclass(slots=True)
class _Taught:
    """A question on its way: what it would change, and the file once it is written."""

    lesson: NewExample
    task: "asyncio.Task[ExamplePreview]"
    written: Sequence[FileChange] = field(default_factory=tuple)


class TeachPage:
    """Handlers of `/desk/teach`."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._trying = asyncio.Semaphore(1)  # each indexes a whole set and asks it hundreds
        self._begun: OrderedDict[str, _Taught] = OrderedDict()

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        one = "/desk/teach/{number}"
        return [
            access.get("/desk/teach", self.show, Role.OFFICER),
            access.post("/desk/teach", self.begin, Role.OFFICER),
            access.get(one, self.outcome, Role.OFFICER),
            access.post(f"{one}/write", self.write, Role.OFFICER),
            access.post(f"{one}/undo", self.undo, Role.OFFICER),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The question, and the clause that shall answer it."""
        asked = request.query.get("question", "")[:_LONGEST]
        return self._page(question=asked, place=request.query.get("place", ""))

    async def begin(self, request: web.Request) -> web.Response:
        """Try what the line would change; nothing is written."""
        posted = await read_form_data(request)
        question, place = posted["question"], posted["place"]
        library = self._office.serving.library
        try:
            lesson = new_example(library.policy_set, question, place, library.today())
        except ExampleError as wrong:
            told = str(wrong)
            told = f"{told[:1].upper()}{told[1:]}."
            return self._page(told, question=question, place=place, status=422)
        number = secrets.token_hex(8)
        task = asyncio.create_task(self._try(lesson), name=number)
        self._begun[number] = _Taught(lesson, task)
        while len(self._begun) > _KEPT:
            self._begun.popitem(last=False)[1].task.cancel()
        raise web.HTTPSeeOther(f"/desk/teach/{number}")

    async def outcome(self, request: web.Request) -> web.Response:
        """What would change, or after some seconds that it is still being tried."""
        number, taught = self._found(request)
        return await self._shown(number, taught)

    async def write(self, request: web.Request) -> web.Response:
        """Put the line into its file, for everybody's next question."""
        await read_form_data(request)
        number, taught = self._found(request)
        lesson, serving = taught.lesson, self._office.serving
        if taught.written:
            raise web.HTTPSeeOther(f"/desk/teach/{number}")
        path = serving.folder / lesson.file
        before = await asyncio.to_thread(lambda: path.read_bytes() if path.exists() else None)
        change = FileChange(lesson.file, before, with_line(before or b"", lesson))
        if problem := await self._written([change]):
            return await self._shown(number, taught, problem)
        taught.written = (change,)
        await self._note(request, "policy.taught", lesson)
        raise web.HTTPSeeOther(f"/desk/teach/{number}")

    async def undo(self, request: web.Request) -> web.Response:
        """Take the line out again, if nobody has changed the file since."""
        await read_form_data(request)
        number, taught = self._found(request)
        if problem := await self._written(undone(taught.written)):
            return await self._shown(number, taught, problem)
        if taught.written:
            await self._note(request, "policy.untaught", taught.lesson)
        taught.written = ()
        raise web.HTTPSeeOther(f"/desk/teach/{number}")

    async def _try(self, lesson: NewExample) -> ExamplePreview:
        serving = self._office.serving
        async with self._trying:
            golden = await asyncio.to_thread(golden_of, serving.folder)
            return await asyncio.to_thread(
                preview_example,
                serving.library,
                serving.folder,
                lesson,
                golden=golden.questions,
                topics=golden.topics,
                on=today(serving.now),
            )

    async def _written(self, changes: Sequence[FileChange]) -> str:
        """What stands in the way, in words; "" once it is written and taken up."""
        serving = self._office.serving
        try:
            if self._office.source:
                send = self._office.send
                return "" if send and await send(changes) else _NOT_WRITTEN
            await asyncio.to_thread(write_files, serving.folder, changes)
        except ChangedMeanwhileError:
            return _CHANGED
        except OSError:
            return _NOT_WRITTEN
        await asyncio.to_thread(serving.reload)
        return ""

    async def _note(self, request: web.Request, act: str, lesson: NewExample) -> None:
        visitor = visitor_of(request)
        async with self._office.store().writing() as unit:
            who = visitor.person
            unit.audit(actor(await number_of(unit, who)), act, lesson.place)

    def _found(self, request: web.Request) -> tuple[str, _Taught]:
        number = request.match_info["number"]
        if number not in self._begun:
            raise web.HTTPNotFound(text="This is not kept any more. Try the question once more.")
        return number, self._begun[number]

    async def _shown(self, number: str, taught: _Taught, problem: str = "") -> web.Response:
        done, _ = await asyncio.wait({taught.task}, timeout=_PATIENCE)
        lesson = taught.lesson
        known: dict[str, Any] = {
            "question": lesson.text, "place": lesson.place, "number": number,
        }  # fmt: skip
        if not done:
            return self._page(problem, pending=True, **known)
        try:
            found = taught.task.result()
        except (ExampleError, QuestionsError) as wrong:
            return self._page(f"{wrong}.", status=422, question=lesson.text, place=lesson.place)
        status = 409 if problem else 200
        written = bool(taught.written)
        return self._page(problem, status=status, found=found, written=written, **known)

    def _page(self, problem: str = "", *, status: int = 200, **values: object) -> web.Response:
        known = {
            "found": None, "number": "", "pending": False, "written": False, "place": "", **values,
        }  # fmt: skip
        return self._draw.page(
            "desk/teach.html", status=status, problem=problem, answers=self._answers(), **known
        )

    def _answers(self) -> Sequence[tuple[str, str]]:
        """What may answer a question: clauses in force, tools, subjects that are not covered."""
        library = self._office.serving.library
        policies = library.policy_set
        clauses = [
            (p.place, f"{p.title}: {p.clause} {p.heading}".strip())
            for p in policies.passages_on(library.today())
        ]
        subjects = [(f"{NOT_COVERED}#{s.id}", f"Not covered: {s.title}") for s in policies.subjects]
        return [*sorted(clauses, key=lambda pair: pair[1]), *subjects]
