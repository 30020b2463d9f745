"""The tools register: the list of tools, and each entry in full."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from aiohttp import web

from common.pace import Turns
from common.words import plain, words
from knowledge import Library, Passage, Tool
from knowledge.model.policies import ToolStatus
from knowledge.model.set_settings import ClauseRole
from knowledge.model.tool_status import IN_USE
from triage.export.spreadsheet import as_csv
from web.permissions import Permissions, Public
from web.policies.in_turn import in_turn
from web.rendering.downloads import file_download
from web.rendering.template_renderer import Renderer

# What an entry says besides its text, in the order in which people ask; the rest is in the file.
FACTS = {
    "purpose": "What it is for",
    "who_may_use": "Who may use it",
    "service_areas": "Service areas",
    "conditions": "Conditions",
    "account_type": "Sign in with",
    "training_required": "Training needed",
    "risk_level": "Risk level",
    "supplier": "Supplier",
    "category": "Kind of tool",
    "hosting": "Where it is hosted",
    "trains_on_our_data": "Trains on our data",
    "sub_processors": "Sub-processors",
    "dpia_ref": "Data protection impact assessment",
    "dpia_status": "State of that assessment",
    "eqia_ref": "Equality impact assessment",
    "environmental_ref": "Environmental assessment",
    "transparency_record_ref": "Transparency record",
    "owner_role": "Owner",
    "approved_by": "Approved by",
    "decision_ref": "Decision",
    "audit_outcome": "Outcome of the last audit",
    "contact": "Who to ask",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class ToolsRegisterPage:
    """Handlers of `/policies/register`."""

    def __init__(
        self,
        draw: Renderer,
        library: Callable[[], Library],
        today: Callable[[], date],
        turns: Turns,
    ) -> None:
        self._draw = draw
        self._library = library
        self._today = today
        self._turns = turns

    def routes(self, access: Permissions, *who: Public) -> list[web.RouteDef]:
        """The pages, for `who`; without, for whoever is signed in."""
        return [
            access.get("/policies/register", in_turn(self._turns, self.index), *who),
            access.get("/policies/register.{form}", in_turn(self._turns, self.file), *who),
            access.get("/policies/register/{tool}", in_turn(self._turns, self.entry), *who),
        ]

    async def index(self, request: web.Request) -> web.Response:
        """The entries that fit what is sought, those that may be used first."""
        policies = self._library().policy_set
        everything = self._tools()
        tools = [tool for tool in everything if _fits(tool, request)]
        return self._draw.page(
            "policies/register.html",
            usable=[tool for tool in tools if tool.status in IN_USE],
            barred=[tool for tool in tools if tool.status not in IN_USE],
            has_rule=ClauseRole.REGISTER_RULE in policies.settings.clauses,
            count=len(everything),
            found=len(tools),
            sought=request.query.get("q", ""),
            standing=request.query.get("status", ""),
            takes=request.query.get("takes", ""),
            statuses=[one for one in ToolStatus if any(tool.status is one for tool in everything)],
            classes=sorted({one for tool in everything for one in tool.data_allowed}),
            query=request.query_string,
        )

    async def file(self, request: web.Request) -> web.Response:
        """The same entries with all their columns, as a table or as JSON."""
        form = request.match_info["form"]
        if form not in ("csv", "json"):
            raise web.HTTPNotFound
        found = [
            {"tool_id": tool.id, "name": tool.name, "status": tool.status.value, **tool.columns}
            for tool in self._tools()
            if _fits(tool, request)
        ]
        if form == "json":
            body = json.dumps({"as_of": str(self._today()), "tools": found}, ensure_ascii=False)
            return file_download(body.encode(), "register.json")
        columns = list(dict.fromkeys(name for tool in found for name in tool)) or ["tool_id"]
        rows = [[tool.get(name, "") for name in columns] for tool in found]
        return file_download(as_csv(rows, columns).encode("utf-8-sig"), "register.csv")

    def _tools(self) -> Sequence[Tool]:
        tools = self._library().policy_set.tools_on(self._today())
        return sorted(tools, key=lambda tool: tool.name.lower())

    async def entry(self, request: web.Request) -> web.Response:
        policies, today = self._library().policy_set, self._today()
        tools = {tool.id: tool for tool in policies.tools_on(today)}
        name = request.match_info["tool"]
        tool = tools.get(name)
        if tool is None and _DAY.fullmatch(name):  # from a ref: register@2026-09-14#copilot-chat
            raise web.HTTPFound("/policies/register")
        if tool is None:
            raise web.HTTPNotFound(
                text="This tool is not on the register, so it is not approved. "
                "If you followed a link, the entry may have another name now."
            )
        return self._draw.page(
            "policies/tool.html",
            tool=tool,
            facts=facts(tool),
            audit_missed=tool.status is not tool.history[-1][1],
            instead=[tools[name] for name in tool.alternatives if name in tools],
            clauses=clauses_naming(policies.passages_on(today), tool),
        )


def _fits(tool: Tool, request: web.Request) -> bool:
    """Whether an entry has every word that is sought, the status and the class of data."""
    sought, status = words(request.query.get("q", "")), request.query.get("status", "")
    takes = request.query.get("takes", "")
    text = " ".join((tool.id, tool.name, *tool.aliases, tool.supplier, tool.purpose,
                     tool.columns.get("category", "")))  # fmt: skip
    held = plain(text)
    return (
        all(word in held for word in sought)
        and status in {"", tool.status}
        and (not takes or takes in tool.data_allowed)
    )


def facts(tool: Tool) -> Mapping[str, str]:
    """What the register's columns say of this tool, by their names for people."""
    return {words: tool.columns[key] for key, words in FACTS.items() if tool.columns.get(key)}


def clauses_naming(passages: Sequence[Passage], tool: Tool) -> Sequence[Passage]:
    """The clauses of policies that link to this entry."""
    link = f"](register#{tool.id})"
    return [p for p in passages if link in p.text and p.policy_id != "register"]
