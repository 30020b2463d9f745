"""Who may approve changes of a policy on the desk, where it names a role of its own."""

from collections.abc import Iterator

from knowledge.files.front_matter import FrontMatter, read_front_matter
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault

APPROVING_ROLES = (
    "Policy.Approver",
    "Governance.Officer",
    "SteeringGroup.Chair",
    "SteeringGroup.Member",
)
"""The app roles that may approve (docs/sign-in.md); the first where a policy names none."""


def approving_role(text: str) -> str:
    """Who approves changes of the version with this text; the first of the roles where it names
    none of them, or cannot be read."""
    front = read_front_matter(SourceFile.of("version.md", text.encode()))
    named = front.text("approving_role") if isinstance(front, FrontMatter) else ""
    return named if named in APPROVING_ROLES else APPROVING_ROLES[0]


def approving_roles_are_known(inspection: Inspection) -> Iterator[Problem]:
    """`approving_role` is one of the app roles that may approve."""
    for file in inspection.reading.dated:
        role = file.front.text("approving_role")
        if role and role not in APPROVING_ROLES:
            message = f"`approving_role` must be one of {', '.join(APPROVING_ROLES)}"
            message += did_you_mean(role, APPROVING_ROLES)
            yield fault(file.source.name, file.front.line("approving_role"), message)
