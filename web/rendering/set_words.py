"""What pages call those who decide, as the served set names them."""

from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.messages.set_names import set_name, use_set
from knowledge import Library
from triage.model.idea import Authority, DecisionKind
from triage.model.roles import Role
from triage.names import Bodies


def in_the_words_of(library: Callable[[], Library]) -> Middleware:
    """Has every page name bodies as the set that is served does."""

    @web.middleware
    async def named(request: web.Request, handler: Handler) -> web.StreamResponse:
        with use_set(library().policy_set.settings):
            return await handler(request)

    return named


def bodies() -> Bodies:
    """The names of this moment, in the language of the page."""
    return Bodies(
        officer=set_name("officer"),
        steering_group=set_name("steering_group"),
        board=set_name("board"),
        organisation=set_name("organisation"),
    )


def decision_name(kind: DecisionKind) -> str:
    return bodies().decision(kind)


def maker_name(who: Authority) -> str:
    return bodies().maker(who)


def role_name(role: Role) -> str:
    """One person's role, as the page of their account says it."""
    group = set_name("steering_group")
    return {
        Role.OFFICER: set_name("officer"),
        Role.MEMBER: f"member of the {group}",
        Role.CHAIR: f"chair of the {group}",
        Role.AUDITOR: "auditor",
        Role.APPROVER: "approver of policies",
    }[role]


def role_holders(role: Role) -> str:
    """All who have a role, as a page says who may open it."""
    group = set_name("steering_group")
    return {
        Role.OFFICER: "governance officers",
        Role.MEMBER: f"members of the {group}",
        Role.CHAIR: f"the chair of the {group}",
        Role.AUDITOR: "auditors",
        Role.APPROVER: "approvers of policies",
    }[role]
