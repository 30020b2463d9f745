"""Which versions of a policy may be read here, and how each stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet, may_read


class VersionStatus(StrEnum):
    """How a version stands on the day it is looked at; `OVER` has been in force, or never was."""

    IN_FORCE = "in force"
    COMING = "coming"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """One readable version: when it is in force, if ever, and how it stands today.

    `last` is None while nothing is known to end it. `review_missed`: it should have been reviewed
    by now, and is still in force.
    """

    policy: Policy
    standing: VersionStatus
    first: date | None
    last: date | None
    review_missed: bool

    @property
    def path(self) -> str:
        return f"/policies/{self.policy.id}/{self.policy.version}"


def versions(policies: PolicySet, policy_id: str, today: date) -> tuple[ListedVersion, ...]:
    """The versions of a policy that everybody may read, the newest first."""
    found = [_version(policies, p, today) for p in policies.versions(policy_id) if may_read(p)]
    return tuple(reversed(found))


def _version(policies: PolicySet, policy: Policy, today: date) -> ListedVersion:
    term = policies.terms.get(policy.ref)
    if term is None:
        return ListedVersion(policy, VersionStatus.OVER, None, None, review_missed=False)
    if today < term.first:
        standing = VersionStatus.COMING
    else:
        standing = VersionStatus.IN_FORCE if term.holds(today) else VersionStatus.OVER
    missed = bool(policy.review_by and policy.review_by < today)
    in_force = standing is VersionStatus.IN_FORCE
    return ListedVersion(policy, standing, term.first, term.last, review_missed=missed and in_force)
