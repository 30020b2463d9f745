"""Who may use which page: the roles, the person at the browser, and a rule for every route.

A page class takes the `Permissions` and makes its routes with it, so that who may use a route
stands beside the route and in `Permissions.rules`, where a test lists it;
`web.auth.permission_middleware` holds the rules.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache

from aiohttp import web
from aiohttp.typedefs import Handler

from common.person import Person
from triage.model.roles import Role

__all__ = ["Role"]  # and what follows


class Public(Enum):
    """In place of roles: a page that asks nobody to sign in."""

    ANYBODY = "anybody"


ANYBODY = Public.ANYBODY
IDEA_ROLES = frozenset({Role.OFFICER, Role.MEMBER, Role.CHAIR, Role.AUDITOR})
"""Who reads ideas and what came of them. Who approves policies does not, by that alone."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at a browser, as verified: tenant and directory id; the name is for show."""

    tenant: str
    id: str
    name: str
    roles: frozenset[Role] = frozenset()

    @property
    def person(self) -> Person:
        """The same person to everything behind the pages."""
        return Person(self.tenant, self.id, self.name)


LOCAL = Visitor("local", "local", "Local person", frozenset(Role))
"""Whoever sits at this computer, in local mode."""


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor who is recognised; `token` proves that a form was drawn for this session, and
    `in_teams` tells that the pages are shown in a frame of Teams. Several browsers may share one
    that is `of_many`."""

    visitor: Visitor
    token: str = field(repr=False)
    in_teams: bool = False
    of_many: bool = False


Authenticate = Callable[[web.Request], Awaitable[Session | None]]
"""Tells whose request it is; None for nobody who is signed in."""


SECOND = Visitor("local", "local-2", "Second local person", frozenset(Role))
"""Somebody else at this computer, made up, so that a change and its approval can both be tried."""

LOCAL_PERSON = "local-person"
"""The cookie that says which of the two is at the browser."""


async def local_roles(who: Person) -> frozenset[Role]:
    """The roles of the two local people, for what is asked in the chat."""
    both = {(one.tenant, one.id): one.roles for one in (LOCAL, SECOND)}
    return both.get((who.tenant, who.id), frozenset())


def local_session() -> Authenticate:
    """Everybody is the local person, or the second one if the browser says so, with every role."""
    first, second = (
        Session(who, secrets.token_urlsafe(24), of_many=True) for who in (LOCAL, SECOND)
    )

    async def recognise(request: web.Request) -> Session | None:
        return second if request.cookies.get(LOCAL_PERSON) == SECOND.id else first

    return recognise


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may use a route: everybody, whoever is signed in (no roles), or who has one of them.

    A post comes from a page of ours and carries the session's form token, unless the page has an
    `own_token`; `files` may come with it where it takes an upload. `from_entra`: Entra's page
    sends it, with a proof of its own.
    """

    anybody: bool
    roles: frozenset[Role]
    own_token: bool = False
    files: bool = False
    from_entra: bool = False

    def allows(self, visitor: Visitor | None) -> bool:
        if self.anybody:
            return True
        return visitor is not None and (not self.roles or bool(self.roles & visitor.roles))


class Permissions:
    """Makes routes, and keeps the rule of each by its method and path."""

    def __init__(self) -> None:
        self.rules: dict[tuple[str, str], Permission] = {}

    def get(self, path: str, handler: Handler, *who: Role | Public) -> web.RouteDef:
        """A page for `who`; without roles for whoever is signed in."""
        self._keep("GET", path, _rule(who))
        return web.get(path, handler)

    def post(
        self,
        path: str,
        handler: Handler,
        *who: Role | Public,
        own_token: bool = False,
        files: bool = False,
        from_entra: bool = False,
    ) -> web.RouteDef:
        """What a form of ours is sent to. The form carries `form_token` as `token`; with
        `own_token` the handler checks one of its own instead."""
        self._keep(
            "POST",
            path,
            replace(_rule(who), own_token=own_token, files=files, from_entra=from_entra),
        )
        return web.post(path, handler)

    def may_open(self, visitor: Visitor | None, address: str) -> bool:
        """Whether there is such a page for this visitor; None is nobody who is signed in. `address`
        is the path of a route, or one that leads to it."""
        path = address.partition("#")[0].partition("?")[0]
        rule = self.rules.get(("GET", path)) or self._rule_of(path)
        return rule is not None and rule.allows(visitor)

    def _rule_of(self, path: str) -> Permission | None:
        """The rule of the route with the fewest gaps that the path fills."""
        routes = [
            route
            for method, route in self.rules
            if method == "GET" and "{" in route and _pattern_of(route).fullmatch(path)
        ]
        route = min(routes, key=lambda one: one.count("{"), default="")
        return self.rules.get(("GET", route))

    def _keep(self, method: str, path: str, rule: Permission) -> None:
        if (method, path) in self.rules:
            raise ValueError(f"{method} {path} is there already")
        self.rules[method, path] = rule


@cache
def _pattern_of(route: str) -> re.Pattern[str]:
    return re.compile(_GAP.sub("[^/]+", re.escape(route)))


_GAP = re.compile(r"\\\{\w+\\\}")


def _rule(who: Iterable[Role | Public]) -> Permission:
    who = frozenset(who)
    roles = frozenset(each for each in who if isinstance(each, Role))
    if ANYBODY in who and roles:
        raise ValueError("a page is for anybody or for roles, not both")
    return Permission(ANYBODY in who, roles)


_SESSION = web.RequestKey("session", Session)
_NOW: ContextVar[Session | None] = ContextVar("session", default=None)
"""The session of the request that is being answered: every page shows whose it is."""


def bind_session(request: web.Request, session: Session | None) -> None:
    """From here on the request is of this session."""
    if session is not None:
        request[_SESSION] = session
    _NOW.set(session)


def current_session() -> Session | None:
    """The session of the request that is being answered."""
    return _NOW.get()


def visitor_of(request: web.Request) -> Visitor:
    """Who is at the browser, on a page that is not for anybody. Raises KeyError elsewhere."""
    return request[_SESSION].visitor


def session_of(request: web.Request) -> Session | None:
    """The session of a request; None where nobody is signed in."""
    return request.get(_SESSION)


def browser_of(request: web.Request) -> str:
    """A name for the one browser that the session is of; "" if it may be shared."""
    session = request.get(_SESSION)
    return session.token if session and not session.of_many else ""


def form_token(request: web.Request) -> str:
    """What a form of ours carries as `token`; "" where nobody is signed in."""
    session = request.get(_SESSION)
    return session.token if session else ""
