"""The files of the set besides its policies: which there are, and what is in each."""

from collections.abc import Sequence
from urllib.parse import urlencode

from aiohttp import web

from common.words import plain
from knowledge.drafting.next_version import newest
from knowledge.drafting.set_files.parts import Part
from knowledge.drafting.set_files.set_file import FileKind, SetFile, set_file
from knowledge.files.reading import SCORING, SCREENING
from knowledge.files.settings_file import SETTINGS
from knowledge.files.source_file import QUESTIONS
from knowledge.files.tool_entry import REGISTER
from knowledge.markup.words import slug
from storage.publishing.policy_drafts import DraftState, drafts
from web.drafting.set_drafts import begun_file, parts_of
from web.drafting.set_names import PARTS, file_name, part_name, path_of, subject_in
from web.drafting.workshop import WRITERS, Workshop
from web.forms.form_data import read_form_data
from web.permissions import Permissions

_MOST = 100  # parts on a page
_NO_NAME = "Write the name of the tool first."


class SetIndexPage:
    """Handlers of `/desk/set` and of what a file holds."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/set", self.index, *WRITERS),
            access.post("/desk/set/tool", self.new_tool, *WRITERS),
            access.get("/desk/set/{file}", self.show, *WRITERS),
        ]

    async def index(self, _: web.Request) -> web.Response:
        """Every file that there is or may be."""
        return await self._index()

    async def new_tool(self, request: web.Request) -> web.Response:
        """On to the form of an entry that is not there yet."""
        name = (await read_form_data(request))["name"]
        anchor = slug(name, 6)
        if not anchor:
            return await self._index(_NO_NAME)
        file = SetFile(f"{REGISTER}/{anchor}.md", FileKind.REGISTER)
        called = urlencode({"name": name})
        raise web.HTTPSeeOther(f"{path_of(file)}/part/entry?{called}")

    async def show(self, request: web.Request) -> web.Response:
        """The parts of a file, those that fit what is sought."""
        now = await begun_file(self._shop, subject_in(request.match_info["file"]))
        if now.file.kind is FileKind.REGISTER:
            raise web.HTTPFound(f"{path_of(now.file)}/part/entry")
        sought = request.query.get("q", "")
        words = plain(sought).split()
        parts = parts_of(now)
        fitting = [p for p in parts if all(word in _searched(p) for word in words)]
        once = {part.kind for part in parts} if now.file.kind is FileKind.COUNCIL else set()
        kinds = [kind for of, kind in PARTS if of is now.file.kind and kind not in once]
        return self._shop.draw.page(
            "drafting/set_file.html",
            name=file_name(now.file, self._shop.policies),
            path=path_of(now.file),
            draft=now.draft,
            parts=[
                (part, part_name(now.file, part, self._shop.policies)) for part in fitting[:_MOST]
            ],
            found=len(fitting),
            count=len(parts),
            most=_MOST,
            sought=sought,
            kinds=[(kind, PARTS[now.file.kind, kind]) for kind in kinds],
            today=self._shop.today(),
        )

    async def _index(self, problem: str = "") -> web.Response:
        shop, policies = self._shop, self._shop.policies
        async with shop.store().reading() as connection:
            under_way = await drafts(
                connection, DraftState.DRAFT, DraftState.REVIEW, DraftState.APPROVED
            )
        open_for = {draft.subject: draft for draft in under_way}
        ids = sorted({policy.id for policy in policies.policies if newest(policies, policy.id)})
        asked = [f"{owner}/asked.md" for owner in (*ids, REGISTER)]
        welsh = [name for name in (f"{owner}/asked.cy.md" for owner in ids) if self._is_there(name)]
        versions = [one for one in (SCREENING, SCORING) if newest(policies, one)]
        lists = ["lexicon.md", "not-covered.md", *versions, QUESTIONS, SETTINGS]
        lists += ["not-covered.cy.md"] * self._is_there("not-covered.cy.md")
        tools = {f"{REGISTER}/{tool.id}.md": tool.status.value for tool in policies.tools}
        fresh = dict.fromkeys(
            (one for one in open_for if one.startswith(f"{REGISTER}/") and one not in tools), "new"
        )
        entries = sorted(self._links([*tools, *fresh]), key=lambda one: one[1].casefold())
        return shop.draw.page(
            "drafting/set.html",
            status=422 if problem else 200,
            problem=problem,
            lists=self._links(lists),
            asked=self._links(asked),
            welsh=self._links(welsh),
            tools=[one for one in entries if one[0].kind is FileKind.REGISTER],
            standing=tools | fresh,
            open_for=open_for,
            today=shop.today(),
        )

    def _is_there(self, name: str) -> bool:
        return (self._shop.serving.folder / name).exists()

    def _links(self, subjects: Sequence[str]) -> Sequence[tuple[SetFile, str, str]]:
        files = [file for subject in subjects if (file := set_file(subject))]
        return [(one, file_name(one, self._shop.policies), path_of(one)) for one in files]


def _searched(part: Part) -> str:
    return plain("\n".join((part.name, *part.values.values())))
