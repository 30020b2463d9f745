"""What pages call those who decide, as the served set names them."""

from bot.messages.set_names import set_name
from triage.model.idea import Authority, DecisionKind
from triage.model.roles import Role
from triage.names import Bodies


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
    }[role]


def role_holders(role: Role) -> str:
    """All who have a role, as a page says who may open it."""
    group = set_name("steering_group")
    return {
        Role.OFFICER: "governance officers",
        Role.MEMBER: f"members of the {group}",
        Role.CHAIR: f"the chair of the {group}",
        Role.AUDITOR: "auditors",
    }[role]
