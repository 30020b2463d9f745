"""What a changed policy file, or the folder as it stands, would change: asked on the desk before
it is published."""

import asyncio
import re
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from common.timeouts import ends_within
from knowledge.files.source_file import QUESTIONS
from knowledge.publishing.archive import SetArchive
from knowledge.publishing.impact import Dependent
from knowledge.publishing.preview import Impact, impact, place_of
from knowledge.quality.golden import QuestionsError
from storage import StoreError
from storage.publishing.policy_drafts import PolicyDraft, draft_by_id
from triage.citing_decisions import citing_decisions
from web.desk.desk_pages import READERS, DeskServices
from web.drafting.set_names import draft_name
from web.forms.form_data import Upload, read_form_data
from web.permissions import Permissions, Role
from web.rendering.template_renderer import Renderer

_PATIENCE = 10.0  # seconds for which a page waits for what it asks for
_KEPT = 20  # comparisons
_EXACT = "."  # the file has its name inside the policy folder
_ITSELF = ""  # the file says itself where it belongs
_NO_FILE = "Choose the changed file first."
_NO_PLACE = "The file does not say which policy it is of. Choose the folder that it stands in."
_ODD_NAME = "In that folder a file has a name like 2.0.md or asked.md. Rename it first."
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.md")
_NOT_KEPT = (
    "The policies in use are not kept in the data folder, so nothing can be compared with it. "
    "Look at the log of this server's start."
)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What is compared, by its name, and by its number where it is a change that is written."""

    name: str
    task: asyncio.Task[Impact]
    draft: str


class ImpactPage:
    """Handlers of `/desk/impact`. Nothing that is sent here is kept or published."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._comparing = asyncio.Semaphore(1)  # each loads a whole set and asks it hundreds
        self._begun: OrderedDict[str, _Comparison] = OrderedDict()

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/impact", self.show, *READERS),
            access.post("/desk/impact", self.compare, Role.OFFICER, files=True),
            access.get("/desk/impact/{number}", self.outcome, *READERS),
        ]

    async def show(self, _: web.Request) -> web.Response:
        return self._page()

    async def compare(self, request: web.Request) -> web.Response:
        """Begin to compare the file that was sent, or the folder as it stands."""
        posted = await read_form_data(request, files=True)
        upload, folder = posted.files.get("file"), posted["folder"]
        name, number = "", secrets.token_hex(8)
        if posted["draft"]:
            draft = await self._draft(posted["draft"])
            upload, folder = Upload(draft.file, draft.text.encode()), _EXACT
            name = draft_name(draft, self._office.serving.library.policy_set)
        elif posted["what"] != "folder":
            problem = _problem_with(upload, folder, self._folders())
            if problem:
                return self._page(problem, folder=folder, status=422)
        else:
            upload = None
        name = name or (upload.name if upload else "The policy folder as it stands")
        task = asyncio.create_task(self._compare(upload, folder), name=number)
        self._begun[number] = _Comparison(name, task, posted["draft"])
        while len(self._begun) > _KEPT:
            _, oldest = self._begun.popitem(last=False)
            oldest.task.cancel()
        raise web.HTTPSeeOther(f"/desk/impact/{number}")

    async def _draft(self, number: str) -> PolicyDraft:
        """A change that is being written. Raises 404."""
        known = number.isascii() and number.isdigit() and len(number) < 10
        async with self._office.store().reading() as connection:
            draft = await draft_by_id(connection, int(number)) if known else None
        if draft is None:
            raise web.HTTPNotFound(text="There is no such change.")
        return draft

    async def outcome(self, request: web.Request) -> web.Response:
        """What was found, or after some seconds that it is still being looked for."""
        number = request.match_info["number"]
        if number not in self._begun:
            raise web.HTTPNotFound(text="This comparison is not kept any more. Compare once more.")
        begun = self._begun[number]
        told = partial(self._page, name=begun.name, draft=begun.draft)
        if not await ends_within(begun.task, _PATIENCE):
            return told(pending=number)
        try:
            return told(found=begun.task.result())
        except StoreError as error:
            return self._page(f"Decisions cannot be read just now: {error}", status=503)
        except (QuestionsError, ValueError) as wrong:
            return self._page(str(wrong), status=422)

    async def _compare(self, upload: Upload | None, folder: str) -> Impact:
        resting = await self._resting()
        async with self._comparing:
            return await asyncio.to_thread(self._compared, upload, folder, resting)

    def _compared(self, upload: Upload | None, folder: str, resting: Sequence[Dependent]) -> Impact:
        office = self._office
        with TemporaryDirectory() as place:
            served = Path(place, "served")
            library = office.serving.library
            if not SetArchive(office.data / "sets").restore(library.fingerprint, served):
                raise ValueError(_NOT_KEPT)
            changed = office.serving.folder
            if (changed / QUESTIONS).exists():  # they change no answer, so no set is kept for them
                shutil.copyfile(changed / QUESTIONS, served / QUESTIONS)
            if upload is not None and folder == _EXACT:
                changed = Path(shutil.copytree(served, Path(place, "changed")))
                (changed / upload.name).parent.mkdir(exist_ok=True)
                (changed / upload.name).write_bytes(upload.content)
            elif upload is not None:
                name = upload.name if _NAME.fullmatch(upload.name) else "sent.md"
                changed = Path(place, "sent", folder or "unknown", name)
                changed.parent.mkdir(parents=True)
                changed.write_bytes(upload.content)
            return impact(changed, library, served, resting=resting)

    async def _resting(self) -> Sequence[Dependent]:
        found = await citing_decisions(self._office.store())
        return [Dependent(f"{d.reference} ({d.kind}, {d.idea})", d.refs) for d in found]

    def _folders(self) -> Sequence[str]:
        """The folders that a file may stand in."""
        policies = self._office.serving.library.policy_set
        return sorted({*(policy.id for policy in policies.policies), "register", "screening"})

    def _page(self, problem: str = "", *, status: int = 200, **values: object) -> web.Response:
        known = {"found": None, "name": "", "draft": "", "folder": "", "pending": "", **values}
        return self._draw.page(
            "desk/impact.html",
            status=status,
            problem=problem,
            folders=self._folders(),
            is_current=self._office.serving.is_current,
            officer=Role.OFFICER,
            **known,
        )


def _problem_with(upload: Upload | None, folder: str, folders: Sequence[str]) -> str:
    """What is wrong with what was sent, in words."""
    if upload is None:
        return _NO_FILE
    if not upload.name.endswith(".md"):
        return "A policy file ends in .md. Choose another file."
    if folder != _ITSELF and folder not in folders:
        return "Choose one of the folders in the list."
    if place_of(upload.content, upload.name):
        return ""
    if folder == _ITSELF:
        return _NO_PLACE
    return "" if _NAME.fullmatch(upload.name) else _ODD_NAME
