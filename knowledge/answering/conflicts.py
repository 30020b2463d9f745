"""Clauses in force that disagree: declared by officers, or contrary under one heading."""

from collections.abc import Iterator
from datetime import date

from common.words import stems_in
from knowledge.model.policies import Passage, Verdict
from knowledge.model.policy_set import PolicySet

_CONTRARY = (
    frozenset({Verdict.ALLOWED, Verdict.NOT_ALLOWED}),
    frozenset({Verdict.REQUIRED, Verdict.NOT_REQUIRED}),
    frozenset({Verdict.CONDITIONS, Verdict.NOT_ALLOWED}),
)

Conflict = tuple[Passage, Passage]
"""The clause that is contested, and the clause or the policy (its first clause) that contests."""


def find_conflicts(policies: PolicySet, on: date) -> tuple[Conflict, ...]:
    """Every pair of clauses in force on the day that disagree, by place."""
    in_force = {passage.place: passage for passage in policies.passages_on(on)}
    found = (*_declared(policies, on, in_force), *contrary(tuple(in_force.values())))
    return tuple(sorted(found, key=lambda pair: (pair[0].ref, pair[1].ref)))


def _declared(policies: PolicySet, on: date, in_force: dict[str, Passage]) -> Iterator[Conflict]:
    """What the `conflicts` of the versions in force say."""
    for policy in policies.in_force(on):
        own = policies.clauses.get(policy.ref, ())
        for place in policy.conflicts:
            if place in in_force and own:
                yield in_force[place], own[0]


def contrary(passages: tuple[Passage, ...]) -> Iterator[Conflict]:
    """Clauses of the same heading with contrary verdicts, each of them contested by the other."""
    by_heading: dict[frozenset[str], list[Passage]] = {}
    for passage in passages:
        if passage.verdict is not None:
            key = stems_in(passage.heading)
            by_heading.setdefault(key, []).append(passage)
    for alike in by_heading.values():
        for one in alike:
            for other in alike:
                if one is not other and {one.verdict, other.verdict} in _CONTRARY:
                    yield one, other
