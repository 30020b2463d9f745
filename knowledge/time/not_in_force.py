"""The clauses of other days put among today's: what a rule that is to come, or one that is over,
would have answered where today's set is silent."""

from collections.abc import Iterable
from datetime import date

from knowledge.model.policies import Passage, Policy
from knowledge.model.policy_set import PolicySet


def with_future_clauses(policies: PolicySet, on: date) -> tuple[Passage, ...]:
    """What may be quoted on the day, but each policy of which a version is approved and still to
    begin by that one, the soonest; empty where none is to come."""
    coming: dict[str, Policy] = {}
    for policy in policies.upcoming(on, within_days=(date.max - on).days):
        coming.setdefault(policy.id, policy)
    return _among(policies, on, coming.values())


def with_past_clauses(policies: PolicySet, on: date) -> tuple[Passage, ...]:
    """What may be quoted on the day, but each clause that once said something else as it was when
    it last did; empty where there was none."""
    over = [p for p in policies.policies if _ended_before(policies, p, on)]
    return _among(policies, on, sorted(over, key=lambda policy: policies.terms[policy.ref].first))


def _ended_before(policies: PolicySet, policy: Policy, on: date) -> bool:
    term = policies.terms.get(policy.ref)
    return term is not None and term.last is not None and term.last < on


def _among(policies: PolicySet, on: date, others: Iterable[Policy]) -> tuple[Passage, ...]:
    today = {passage.place: passage for passage in policies.passages_on(on)}
    texts = {(passage.heading, passage.text) for passage in today.values()}
    found: dict[str, Passage] = {}
    for policy in others:
        if not policy.restricted:
            for passage in policies.clauses.get(policy.ref, ()):
                if (passage.heading, passage.text) not in texts:
                    found[passage.place] = passage
    return tuple({**today, **found}.values()) if found else ()
