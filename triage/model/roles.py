"""What a person may do here, by the app roles that Entra gives."""

from enum import StrEnum


class Role(StrEnum):
    """A role by its value in Entra."""

    OFFICER = "Governance.Officer"
    MEMBER = "SteeringGroup.Member"
    CHAIR = "SteeringGroup.Chair"
    AUDITOR = "Auditor"
    APPROVER = "Policy.Approver"
