"""Two versions of a policy compared clause by clause.

A clause is known again by its text or by its anchor, so one that only got another number, place
or anchor is not reported as rewritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.model.policies import Passage, Policy
from knowledge.model.policy_set import PolicySet
from knowledge.versions.clause_alignment import align_clauses, moved_clauses, wording
from knowledge.versions.word_diff import DiffPiece, diff_words


class ClauseChangeKind(StrEnum):
    """The strongest thing that happened to a clause, strongest first."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause: `old` is None for an added one, `new` for a removed one.

    `moved`: it stands under another heading or in another order among the others.
    """

    old: Passage | None
    new: Passage | None
    moved: bool = False

    @property
    def kind(self) -> ClauseChangeKind:
        if self.old is None:
            return ClauseChangeKind.ADDED
        if self.new is None:
            return ClauseChangeKind.REMOVED
        if wording(self.old) != wording(self.new) or self.old.verdict != self.new.verdict:
            return ClauseChangeKind.REWORDED
        if self.moved:
            return ClauseChangeKind.MOVED
        return (
            ClauseChangeKind.SAME
            if self.old.clause == self.new.clause
            else ClauseChangeKind.RENUMBERED
        )

    @property
    def passage(self) -> Passage:
        """The clause as it is now, or as it was when it was removed."""
        passage = self.new or self.old
        assert passage is not None  # noqa: S101 - one of them always is there
        return passage

    @property
    def heading(self) -> tuple[DiffPiece, ...]:
        return diff_words(
            self.old.heading if self.old else "", self.new.heading if self.new else ""
        )

    @property
    def text(self) -> tuple[DiffPiece, ...]:
        return diff_words(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """From one version to a later one. `changes` holds every clause of the new version in its
    order, each removed one behind the clause that it followed. `notes` are the officers' own
    words about each version in between and the new one, oldest first."""

    old: Policy
    new: Policy
    changes: tuple[ClauseChange, ...]
    notes: tuple[tuple[Policy, str], ...]

    def of(self, *kinds: ClauseChangeKind) -> tuple[ClauseChange, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)

    def clause(self, anchor: str) -> ClauseChange | None:
        """What became of the clause that has, or else had, this anchor."""
        found = [c for c in self.changes if c.new is not None and c.new.anchor == anchor]
        found += [c for c in self.changes if c.old is not None and c.old.anchor == anchor]
        return found[0] if found else None


def compare(policies: PolicySet, old: Policy, new: Policy) -> VersionComparison:
    """Compare two versions of one policy that are in the set."""
    between = (
        policy
        for policy in policies.versions(new.id)
        if old.version < policy.version <= new.version and policy.ref in {*policies.terms, new.ref}
    )
    return VersionComparison(
        old,
        new,
        clause_changes(policies.clauses.get(old.ref, ()), policies.clauses.get(new.ref, ())),
        tuple((policy, policy.change_note) for policy in between if policy.change_note),
    )


def clause_changes(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[ClauseChange, ...]:
    """What became of each clause; see `Comparison.changes` for the order."""
    pairs = align_clauses(old, new)
    moved = moved_clauses(old, new, pairs)
    former = {there: here for here, there in pairs.items()}
    behind = _removed_behind(old, pairs)
    changes = [*behind.get(-1, ())]
    for there, passage in enumerate(new):
        here = former.get(there)
        before = old[here] if here is not None else None
        changes.append(ClauseChange(before, passage, moved=there in moved))
        changes.extend(behind.get(there, ()))
    return tuple(changes)


def _removed_behind(
    old: Sequence[Passage], pairs: Mapping[int, int]
) -> Mapping[int, list[ClauseChange]]:
    """The removed clauses by the place, in the new version, of the clause that they followed."""
    behind: dict[int, list[ClauseChange]] = {}
    follows = -1
    for here, passage in enumerate(old):
        follows = pairs.get(here, follows)
        if here not in pairs:
            behind.setdefault(follows, []).append(ClauseChange(passage, None))
    return behind
