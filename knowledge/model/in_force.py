"""On which days each version of a policy is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.model.policies import Policy, Status

NEVER_IN_FORCE = (Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Term:
    """From the first day up to and with the last; no last day means until further notice."""

    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    def overlaps(self, other: "Term") -> bool:
        return self.first <= (other.last or date.max) and other.first <= (self.last or date.max)


def successors(policies: Iterable[Policy]) -> Mapping[str, Policy]:
    """Ref of a version to the first version in force that says that it supersedes it."""
    found: dict[str, Policy] = {}
    for policy in policies:
        if policy.supersedes in ("", policy.ref) or policy.effective_from is None:
            continue
        known = found.get(policy.supersedes)
        if policy.status not in NEVER_IN_FORCE and (
            known is None or policy.effective_from < (known.effective_from or date.max)
        ):
            found[policy.supersedes] = policy
    return found


def terms(policies: Iterable[Policy]) -> Mapping[str, Term]:
    """Ref of a version to its term; a version that is never in force is left out.

    A version ends the day before its successor begins, or on its own `effective_to` if that is
    sooner. A superseded version without a successor and a withdrawn one without `effective_to`
    have no end that could be named, so they are never in force.
    """
    policies = tuple(policies)
    after = successors(policies)
    found = {}
    for policy in policies:
        if policy.status in NEVER_IN_FORCE or policy.effective_from is None:
            continue
        ends = [policy.effective_to] if policy.effective_to else []
        successor = after.get(policy.ref)
        if successor and successor.effective_from and successor.effective_from > date.min:
            ends.append(successor.effective_from - timedelta(days=1))
        last = min(ends, default=None)
        if last is None and policy.status is not Status.APPROVED:
            continue
        if last is None or policy.effective_from <= last:
            found[policy.ref] = Term(policy.effective_from, last)
    return found
