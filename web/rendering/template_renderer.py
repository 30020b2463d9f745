"""Turns templates into pages and serves the few files that they need."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.answering.blocks import link_to
from bot.message import with_related_together
from bot.messages.citation import source
from bot.messages.formats import format_day
from bot.messages.say import say
from bot.messages.set_names import set_name
from common.clock import local_time
from triage import names
from web.permissions import Permissions, Role, Visitor, current_session
from web.rendering import teams_js
from web.rendering.policy_html import excerpt, marked_html, policy_html
from web.rendering.set_words import decision_name, maker_name, role_name

_HERE = Path(__file__).parent
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_A_YEAR = 31_536_000
_PLACES = [
    ("Chat", "/"),
    ("Ideas", "/ideas"),
    ("Policies", "/policies"),
    ("Tools", "/policies/register"),
    ("Board", "/board"),
    ("Meetings", "/meetings"),
    ("Records", "/records"),
    ("Papers", "/papers"),
    ("Catalogue", "/catalogue"),
    ("Desk", "/desk/work"),
]
"""What the pages lead to, for those who may go there and where there is such a page."""

_DESK = [
    ("Work to do", "/desk/work"),
    ("State", "/desk"),
    ("Changes", "/desk/drafts"),
    ("Register and lists", "/desk/set"),
    ("Questions", "/desk/questions"),
    ("Clauses", "/desk/clauses"),
    ("Coverage", "/desk/coverage"),
    ("Receipts", "/desk/receipts"),
    ("Before publishing", "/desk/impact"),
    ("Bring in a document", "/desk/import"),
    ("Pause answers", "/desk/pauses"),
]
"""The tabs of the officers' desk, likewise."""

_TEAMS = Markup(  # noqa: S704
    f'<script src="{{1}}" data-library="{teams_js.ADDRESS}" '
    f'data-integrity="{teams_js.INTEGRITY}" data-to="{{0}}" defer></script>'
)


def _moment(when: datetime) -> str:
    """A moment as people in the council write it: 1 October 2026, 14:05."""
    here = local_time(when)
    return f"{format_day(here)}, {here:%H:%M}"


def _kind(block: object) -> str:
    return type(block).__name__


@cache
def _static_files() -> Mapping[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in (_HERE / "static").iterdir()
        if path.suffix in _TYPES
    }


@cache
def _templates(local: bool) -> Environment:
    """The templates, each compiled once a process, however many sites it has."""
    # The address of a file changes with its content, so browsers may keep it for good.
    marks = {name: hashlib.sha256(body).hexdigest()[:12] for name, body in _static_files().items()}
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # they do not change while it runs: no page looks at every file's day
    )
    made.filters.update(
        day=format_day,
        moment=_moment,
        policy=policy_html,
        marked=marked_html,
        with_related_together=with_related_together,
        excerpt=excerpt,
        kind=_kind,
        reader=link_to,
        role=role_name,
    )
    made.globals.update(
        local=local,
        say=say,
        source=source,
        names=names,
        decision_name=decision_name,
        maker_name=maker_name,
        set_name=set_name,
        static=lambda name: f"/static/{name}?v={marks[name]}",
        teams_script=lambda to: _TEAMS.format(to, f"/static/teams.js?v={marks['teams.js']}"),
    )
    return made


class Renderer:
    """Draws this folder's templates; `local` pages say that they are of this computer only.

    Every template has `visitor`, who is signed in if anybody is, `places`, where they may go,
    `may_open`, which tells it of any address, and `form_token`, which every form carries as
    `token`. No page may give a value of its own such a name.
    """

    def __init__(self, access: Permissions, *, local: bool) -> None:
        self._access = access
        self._files = _static_files()
        self._templates = _templates(local)
        self._ways: dict[frozenset[Role] | None, Mapping[str, object]] = {}

    def html(self, template: str, values: Mapping[str, object]) -> str:
        everywhere = self._of_the_session()
        if taken := everywhere.keys() & values.keys():
            raise ValueError(f"{template}: every page has a value of this name: {sorted(taken)}")
        return self._templates.get_template(template).render({**everywhere, **values})

    def _account(self, visitor: Visitor | None) -> str:
        """Where the visitor signs in, or sees that they are; "" where nobody does."""
        path = "/me" if visitor else "/sign-in"
        return path if self._access.may_open(visitor, path) else ""

    def _places(self, visitor: Visitor | None) -> list[tuple[str, str]]:
        may = self._access.may_open
        found = [(name, path) for name, path in _PLACES if may(visitor, path)]
        if not may(visitor, "/desk/work") and may(visitor, "/desk/drafts"):
            found.append(("Changes", "/desk/drafts"))
        return found

    def _of_the_session(self) -> Mapping[str, object]:
        session = current_session()
        visitor = session.visitor if session else None
        roles = visitor.roles if visitor else None
        if roles not in self._ways:  # the rules stand before the first page is drawn
            self._ways[roles] = self._ways_of(visitor)
        return {
            "visitor": visitor,
            "in_teams": session is not None and session.in_teams,
            "may_open": self.may_open,
            "form_token": session.token if session else "",
            **self._ways[roles],
        }

    def _ways_of(self, visitor: Visitor | None) -> Mapping[str, object]:
        """Where whoever has the roles of the visitor may go; nobody is nobody who is signed in."""
        may = self._access.may_open
        return {
            "account": self._account(visitor),
            "may_remove_samples": visitor is not None and Role.OFFICER in visitor.roles,
            "may_search": may(visitor, "/search"),
            "may_records": may(visitor, "/records"),
            "may_pause": may(visitor, "/desk/pauses"),
            "places": self._places(visitor),
            "desk_tabs": [(name, path) for name, path in _DESK if may(visitor, path)],
        }

    def may_open(self, address: str) -> bool:
        """Whether whoever reads the page that is being drawn may open another one, or a place on
        this one."""
        if address.startswith("#"):
            return True
        session = current_session()
        return self._access.may_open(session.visitor if session else None, address)

    def fragment(self, template: str, **values: object) -> Markup:
        """A part of a page that is the same for whoever reads it: it knows no session."""
        return Markup(self._templates.get_template(template).render(values))  # noqa: S704

    def page(self, template: str, *, status: int = 200, **values: object) -> web.Response:
        return web.Response(
            text=self.html(template, {**values, "status": status}),
            status=status,
            content_type="text/html",
        )

    async def file(self, request: web.Request) -> web.Response:
        """Handler of `/static/{name}`."""
        name = request.match_info["name"]
        body = self._files.get(name)
        if body is None:
            raise web.HTTPNotFound
        headers = {"Cache-Control": f"public, max-age={_A_YEAR}, immutable"}
        kind = _TYPES[Path(name).suffix]
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
