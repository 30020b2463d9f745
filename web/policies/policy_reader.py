"""The policy reader: the list of policies with a search, and each version clause by clause."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil

from aiohttp import web
from markupsafe import Markup

from bot.message import Block
from bot.messages.formats import format_day
from bot.messages.language import spoken
from common.pace import Searching
from common.person import Person
from knowledge import Library, Passage, Policy, Tool
from knowledge.model.policy_set import PolicySet, may_read
from web.permissions import Permissions, Public, session_of
from web.policies.in_turn import DrawnPages, in_turn
from web.policies.version_list import ListedVersion, VersionStatus, versions
from web.rendering.template_renderer import Renderer

Changes = Callable[[PolicySet, Policy, Policy], Sequence[Block]]
"""Draws what changed from one version of a policy to another, as in the chat."""

LONGEST_SEARCH = 200
_FOUND_AT_MOST = 10
_TOOL_LINK = re.compile(r"\]\(register#([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """A heading of the policy with the clauses below it; no heading where a clause is on top."""

    number: str
    heading: str
    clauses: Sequence[Passage]


class PolicyReaderPage:
    """Handlers of `/policies`. `library` gives the set that is served at this moment; without
    `changes` there are no pages that compare two versions."""

    def __init__(
        self,
        draw: Renderer,
        library: Callable[[], Library],
        today: Callable[[], date],
        searching: Searching,
        changes: Changes | None = None,
    ) -> None:
        self._draw = draw
        self._library = library
        self._today = today
        self._searching = searching
        self._changes = changes
        self._drawn = DrawnPages()

    def routes(self, access: Permissions, *who: Public) -> list[web.RouteDef]:
        """The pages, for `who`; without, for whoever is signed in."""
        read = partial(in_turn, self._searching.turns)
        routes = [
            access.get("/policies", read(self.index), *who),
            access.get("/policies/{policy}", read(self.policy), *who),
            access.get("/policies/{policy}/{version}", read(self.version), *who),
        ]
        if self._changes is not None:
            since = "/policies/{policy}/{version}/since/{earlier}"
            routes.append(access.get(since, read(self.since), *who))
        return routes

    async def index(self, request: web.Request) -> web.Response:
        """The policies in force, and what a search finds in them."""
        library, today = self._library(), self._today()
        words = " ".join(request.query.get("q", "").split())
        too_long = len(words) > LONGEST_SEARCH
        wait = self._searching.wait(*_who(request)) if words else 0
        found: Sequence[Passage] = ()
        if words and not too_long and not wait:
            matches = await asyncio.to_thread(library.search, words, _FOUND_AT_MOST)
            found = [match.passage for match in matches]
        policies = library.policy_set
        readable = {p.id: versions(policies, p.id, today) for p in policies.policies if may_read(p)}
        current = [
            v for vs in readable.values() for v in vs if v.standing is VersionStatus.IN_FORCE
        ]
        page = self._draw.page(
            "policies/policies.html",
            status=429 if wait else 422 if too_long else 200,
            words=words,
            wait=ceil(wait),
            longest=LONGEST_SEARCH if too_long else 0,
            found=found,
            current=sorted(current, key=lambda version: version.policy.title),
            coming=[
                v for vs in readable.values() for v in vs if v.standing is VersionStatus.COMING
            ],
            ended=[vs[0] for vs in readable.values() if all(_is_over(v) for v in vs)],
            tools=len(policies.tools_on(today)),
        )
        if wait:
            page.headers["Retry-After"] = str(ceil(wait))
        return page

    async def policy(self, request: web.Request) -> web.Response:
        """The version in force today, or on the day `on`."""
        policies, today = self._library().policy_set, self._today()
        all_versions = self._versions(policies, request.match_info["policy"], today)
        asked = request.query.get("on", "").strip()
        day, problem = _day(asked, all_versions, today)
        version = _in_force(all_versions, day)
        if version is None and not asked:  # withdrawn, or not yet begun
            raise web.HTTPFound(all_versions[0].path)
        if version is None and not problem:
            problem = f"No version of this policy was in force on {format_day(day)}."
        shown = version or _in_force(all_versions, today) or all_versions[0]
        return await self._page(
            policies, all_versions, shown, asked=asked, problem=problem, day=day
        )

    async def version(self, request: web.Request) -> web.Response:
        policies, today = self._library().policy_set, self._today()
        all_versions = self._versions(policies, request.match_info["policy"], today)
        shown = _named(all_versions, request.match_info["version"])
        return await self._page(policies, all_versions, shown)

    async def since(self, request: web.Request) -> web.Response:
        """What changed from an earlier version to this one."""
        assert self._changes is not None  # noqa: S101 - the route is only there with it
        policies, today = self._library().policy_set, self._today()
        all_versions = self._versions(policies, request.match_info["policy"], today)
        new = _named(all_versions, request.match_info["version"])
        old = _named(all_versions, request.match_info["earlier"])
        if not old.policy.version < new.policy.version:
            raise web.HTTPNotFound(text="Changes are shown from an earlier version to a later one.")
        blocks = await asyncio.to_thread(self._changes, policies, old.policy, new.policy)
        return self._draw.page("policies/changes.html", old=old, new=new, blocks=blocks)

    def _versions(
        self, policies: PolicySet, policy_id: str, today: date
    ) -> tuple[ListedVersion, ...]:
        found = versions(policies, policy_id, today)
        if not found:
            raise web.HTTPNotFound(text="There is no policy of this name that you can read.")
        return found

    async def _page(
        self,
        policies: PolicySet,
        all_versions: Sequence[ListedVersion],
        shown: ListedVersion,
        *,
        asked: str = "",
        problem: str = "",
        day: date | None = None,
    ) -> web.Response:
        today, may_change = self._today(), self._draw.may_open("/desk/rules/{policy}")

        def drawn() -> Markup:
            clauses = policies.clauses.get(shown.policy.ref, ())
            in_force = VersionStatus.IN_FORCE
            return self._draw.fragment(
                "policies/policy_body.html",
                version=shown,
                policy=shown.policy,
                versions=all_versions,
                current=next((v for v in all_versions if v.standing is in_force), None),
                parts=parts(clauses),
                tools=related_tools(policies.tools_on(today), shown.policy.id, clauses),
                earlier=[
                    v
                    for v in all_versions
                    if v.policy.version < shown.policy.version and self._changes
                ],
                asked=asked,
                problem=problem,
                day=day if asked and not problem else None,
                may_change=may_change,
            )

        of, name = (policies.fingerprint, today), (shown.policy.ref, spoken(), may_change)
        # With a day that somebody typed it is another page each time.
        body = drawn() if asked else await self._drawn.drawn(of, name, drawn)
        return self._draw.page(
            "policies/policy.html",
            status=422 if problem else 200,
            policy=shown.policy,
            problem=problem,
            body=body,
        )


def parts(clauses: Sequence[Passage]) -> Sequence[PolicyPart]:
    """The clauses in the file's order under the headings that they stand below.

    A section's own number is that of its clauses without the last place: 2.1 stands below 2.
    """
    found: list[tuple[tuple[str, ...], list[Passage]]] = []
    for clause in clauses:
        above = clause.heading_path[1:-1]
        if not found or found[-1][0] != above:
            found.append((above, []))
        found[-1][1].append(clause)
    return [
        PolicyPart(
            below[0].clause.rpartition(".")[0] if above else "", above[-1] if above else "", below
        )
        for above, below in found
    ]


def related_tools(
    tools: Sequence[Tool], policy_id: str, clauses: Sequence[Passage]
) -> Sequence[Tool]:
    """Register entries that these clauses name, or that name this policy."""
    named = {tool for clause in clauses for tool in _TOOL_LINK.findall(clause.text)}
    back = f"]({policy_id}#"
    related = (t for t in tools if t.id in named or back in t.passage.text)
    return sorted(related, key=lambda tool: tool.name)


def _who(request: web.Request) -> tuple[Person | None, str]:
    """Who searches, or from which address: behind a proxy the one that it saw, which is last."""
    session = session_of(request)
    if session is not None:
        visitor = session.visitor
        return visitor.person, ""
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return None, seen or request.remote or ""


def _named(found: Sequence[ListedVersion], name: str) -> ListedVersion:
    for version in found:
        if str(version.policy.version) == name:
            return version
    raise web.HTTPNotFound(text="This policy has no such version that you can read.")


def _is_over(version: ListedVersion) -> bool:
    return version.standing is VersionStatus.OVER


def _in_force(found: Sequence[ListedVersion], day: date) -> ListedVersion | None:
    return next(
        (v for v in found if v.first and v.first <= day and (v.last is None or day <= v.last)), None
    )


def _day(asked: str, found: Sequence[ListedVersion], today: date) -> tuple[date, str]:
    """The day asked for, and what is wrong with it, in words; today if none can be had."""
    if not asked:
        return today, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today, "Enter a day as year, month and day, for example 2026-03-10."
    begins = min((version.first for version in found if version.first), default=None)
    if day > today:
        return today, "That day is still to come. Choose today or a day before it."
    if begins and day < begins:
        return today, "That is before the first version of this policy."
    return day, ""
