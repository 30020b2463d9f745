"""What a clause was before, what it is today and what it will be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage, Policy, Tool, ToolStatus
from knowledge.model.policy_set import PolicySet
from knowledge.versions.compare import ClauseChange, ClauseChangeKind, compare

ANNOUNCED = 30
"""Days before a version begins from which on it is announced beside today's rule."""


def version_of(policies: PolicySet, passage: Passage) -> Policy | None:
    """The version that a clause stands in; None for an entry of the register."""
    ref = f"{passage.policy_id}@{passage.version}"
    return next(
        (policy for policy in policies.versions(passage.policy_id) if policy.ref == ref), None
    )


def previous_version(policies: PolicySet, policy: Policy) -> Policy | None:
    """The version that was in force last before this one began; None if it is the first."""
    term = policies.terms.get(policy.ref)
    earlier = (p for p in policies.earlier(policy) if p.ref in policies.terms)
    held = [p for p in earlier if term and policies.terms[p.ref].first < term.first]
    return max(held, key=lambda p: policies.terms[p.ref].first, default=None)


def upcoming_version(policies: PolicySet, policy_id: str, on: date, within: int) -> Policy | None:
    """The next version of a policy that is approved and begins within so many days."""
    coming = (p for p in policies.upcoming(on, within) if p.id == policy_id)
    return next((p for p in coming if not p.restricted), None)


def first_day(policies: PolicySet, policy_id: str = "") -> date | None:
    """When the first version of a policy, or of any, came into force."""
    among = policies.versions(policy_id) if policy_id else policies.policies
    return min(
        (policies.terms[p.ref].first for p in among if p.ref in policies.terms), default=None
    )


def last_day(policies: PolicySet, passage: Passage) -> date | None:
    """The last day on which the clause's version is in force; None while no end is known."""
    term = policies.terms.get(f"{passage.policy_id}@{passage.version}")
    return term.last if term else None


def successor_of(policies: PolicySet, passage: Passage, on: date) -> ClauseChange:
    """What a clause of some version is on a day: the same clause in the version in force then.

    `new` is None where there is no such clause, or no such policy, on that day.
    """
    if passage.policy_id == REGISTER:
        tool = policies.tool(passage.anchor)
        return ClauseChange(passage, tool.passage if tool else None)
    old, new = version_of(policies, passage), policies.version_in_force(passage.policy_id, on)
    if old is None or new is None or new.restricted:
        return ClauseChange(passage, None)
    if old.ref == new.ref:
        return ClauseChange(passage, passage)
    found = (c for c in compare(policies, old, new).changes if c.old and c.old.ref == passage.ref)
    return next(found, ClauseChange(passage, None))


def predecessor_of(policies: PolicySet, passage: Passage) -> tuple[Policy, ClauseChange] | None:
    """The version before the clause's own, and what the clause was there; None for the first."""
    version = version_of(policies, passage)
    before = previous_version(policies, version) if version else None
    if version is None or before is None:
        return None
    found = (
        change
        for change in compare(policies, before, version).changes
        if change.new and change.new.ref == passage.ref
    )
    return before, next(found, ClauseChange(None, passage))


def last_change(policies: PolicySet, passage: Passage) -> tuple[Policy, ClauseChange] | None:
    """The version in which the clause last changed, and how; None if it never did."""
    here = passage
    while found := predecessor_of(policies, here):
        _, change = found
        if change.old is None or change.kind is ClauseChangeKind.REWORDED:
            version = version_of(policies, here)
            return (version, change) if version else None
        here = change.old
    return None


def upcoming(
    policies: PolicySet, passage: Passage, today: date, within: int = ANNOUNCED
) -> tuple[Policy, ClauseChange] | None:
    """The version that is approved to follow soon, and what becomes of the clause in it."""
    coming = upcoming_version(policies, passage.policy_id, today, within)
    if coming is None:
        return None
    return coming, successor_of(policies, passage, policies.terms[coming.ref].first)


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A policy that another version of holds now than before: `before` is None for a new policy,
    `now` for one that has ended."""

    before: Policy | None
    now: Policy | None

    @property
    def policy(self) -> Policy:
        policy = self.now or self.before
        assert policy is not None  # noqa: S101 - one of them always is there
        return policy


def policy_changes(policies: PolicySet, since: date, today: date) -> tuple[PolicyChange, ...]:
    """Every policy of which another version is in force today than on the day before `since`."""
    before = {policy.id: policy for policy in _readable(policies.in_force(since - timedelta(1)))}
    now = {policy.id: policy for policy in _readable(policies.in_force(today))}
    both = (PolicyChange(before.get(id_), now.get(id_)) for id_ in sorted({*before, *now}))
    return tuple(news for news in both if news.before != news.now)


def tool_changes(
    policies: PolicySet, since: date, today: date
) -> tuple[tuple[Tool, date, ToolStatus, str], ...]:
    """Every line of the register's history from `since` to today, the newest first."""
    lines = (
        (tool, day, status, note)
        for tool in policies.tools
        for day, status, note in tool.history
        if since <= day <= today
    )
    return tuple(sorted(lines, key=lambda line: (-line[1].toordinal(), line[0].name)))


def is_substantive(change: ClauseChange) -> bool:
    """Whether a clause says something else now; a new number or place alone is none."""
    return change.kind in (
        ClauseChangeKind.ADDED,
        ClauseChangeKind.REMOVED,
        ClauseChangeKind.REWORDED,
    )


def _readable(found: Iterable[Policy]) -> Iterable[Policy]:
    return (policy for policy in found if not policy.restricted)
