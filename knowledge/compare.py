"""Two versions of a policy compared clause by clause.

A clause is known again by its text or by its anchor, so one that only got another number, place
or anchor is not reported as rewritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Passage, Policy
from knowledge.pairing import out_of_place, same_clauses
from knowledge.policy_set import PolicySet
from knowledge.rewording import Piece, rewording


class Change(StrEnum):
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
    def kind(self) -> Change:
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        if _wording(self.old) != _wording(self.new) or self.old.verdict != self.new.verdict:
            return Change.REWORDED
        if self.moved:
            return Change.MOVED
        return Change.SAME if self.old.clause == self.new.clause else Change.RENUMBERED

    @property
    def passage(self) -> Passage:
        """The clause as it is now, or as it was when it was removed."""
        passage = self.new or self.old
        assert passage is not None  # noqa: S101 - one of them always is there
        return passage

    @property
    def heading(self) -> tuple[Piece, ...]:
        return rewording(self.old.heading if self.old else "", self.new.heading if self.new else "")

    @property
    def text(self) -> tuple[Piece, ...]:
        return rewording(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """From one version to a later one. `changes` holds every clause of the new version in its
    order, each removed one behind the clause that it followed. `notes` are the officers' own
    words about each version in between and the new one, oldest first."""

    old: Policy
    new: Policy
    changes: tuple[ClauseChange, ...]
    notes: tuple[tuple[Policy, str], ...]

    def of(self, *kinds: Change) -> tuple[ClauseChange, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)

    def clause(self, anchor: str) -> ClauseChange | None:
        """What became of the clause that has, or else had, this anchor."""
        found = [c for c in self.changes if c.new is not None and c.new.anchor == anchor]
        found += [c for c in self.changes if c.old is not None and c.old.anchor == anchor]
        return found[0] if found else None


def compare(policies: PolicySet, old: Policy, new: Policy) -> Comparison:
    """Compare two versions of one policy that are in the set."""
    between = (
        policy
        for policy in policies.versions(new.id)
        if old.version < policy.version <= new.version and policy.ref in {*policies.terms, new.ref}
    )
    return Comparison(
        old,
        new,
        clause_changes(policies.clauses.get(old.ref, ()), policies.clauses.get(new.ref, ())),
        tuple((policy, policy.change_note) for policy in between if policy.change_note),
    )


def clause_changes(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[ClauseChange, ...]:
    """What became of each clause; see `Comparison.changes` for the order."""
    pairs = same_clauses(old, new)
    moved = out_of_place(old, new, pairs)
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


def _wording(passage: Passage) -> tuple[str, str]:
    return passage.heading, passage.text
