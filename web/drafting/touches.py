"""What a change touches: places that now disagree with it, decisions that rest on its clauses."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from knowledge.drafting.contradictions import Contradiction, contradictions
from knowledge.drafting.said_in_set import EXAMPLE
from knowledge.drafting.same_subject import Encode
from knowledge.drafting.taken_back import ChangedClause
from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet
from knowledge.versions.compare import ClauseChangeKind, compare
from triage.citing_decisions import CitingDecision


@dataclass(frozen=True, slots=True)
class Touched:
    """`clauses` counts those that say something else, `elsewhere` are the statements that still
    have what the change takes back, `decisions` those that rest on a clause that changes."""

    clauses: int
    elsewhere: Sequence[Contradiction]
    decisions: Sequence[CitingDecision]

    @property
    def sure(self) -> Sequence[Contradiction]:
        """What disagrees, but for ways of asking."""
        return [one for one in self.elsewhere if one.sure and one.statement.kind != EXAMPLE]

    @property
    def asked(self) -> Sequence[Contradiction]:
        """The ways of asking that repeat it."""
        return [one for one in self.elsewhere if one.statement.kind == EXAMPLE]

    @property
    def unsure(self) -> Sequence[Contradiction]:
        """What may be about something else."""
        return [one for one in self.elsewhere if not one.sure]


NOTHING = Touched(0, (), ())
_CHANGES = (ClauseChangeKind.REWORDED, ClauseChangeKind.ADDED, ClauseChangeKind.REMOVED)


def touched(
    policies: PolicySet,
    base: Policy,
    new: Policy,
    decisions: Sequence[CitingDecision],
    on: date,
    *,
    encode: Encode | None = None,
) -> Touched:
    """What the step from a version to the next touches, from a day on. Takes about half a second
    for a set of a hundred clauses, and longer the first time that it reads by meaning: call it in
    a thread."""
    changed = [one for one in compare(policies, base, new).changes if one.kind in _CHANGES]
    places = {passage.place for one in changed for passage in (one.old, one.new) if passage}
    clauses = [ChangedClause(one.old, one.new) for one in changed]
    elsewhere = contradictions(policies, clauses, on, replaced=base.ref, encode=encode)
    owners = {passage.policy_id for one in changed for passage in (one.old, one.new) if passage}
    return Touched(len(changed), elsewhere, resting_on(decisions, places, owners))


def resting_on(
    decisions: Sequence[CitingDecision], places: Set[str], owners: Set[str] = frozenset()
) -> Sequence[CitingDecision]:
    """The decisions that rest on one of the places, or on a version of one of the `owners` as a
    whole."""
    return [
        one
        for one in decisions
        if any(re.sub(r"@[^#]*", "", ref) in (places if "#" in ref else owners) for ref in one.refs)
    ]
