"""Clauses that others rely on, by their refs: what they are called, and how they read since."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.versions.word_diff import DiffSide, diff_words

_VERSION = re.compile(r"@[^#]*")
_MARKS = " \n*_#"
_FEW = 4  # pieces that are told word for word


@dataclass(frozen=True, slots=True)
class ClauseRevision:
    """A clause as it read in the version that was relied on, and as it reads now; None where there
    is none any more."""

    then: Passage | None
    now: Passage | None

    @property
    def is_same(self) -> bool:
        then, now = self.then, self.now
        return then is not None and now is not None and _says(then) == _says(now)


def by_ref(policies: PolicySet) -> Mapping[str, Passage]:
    """Every clause of every version, and every entry of the register."""
    clauses = chain.from_iterable(policies.clauses.values())
    return {p.ref: p for p in (*clauses, *(tool.passage for tool in policies.tools))}


def in_force(policies: PolicySet, on: date) -> Mapping[str, Passage]:
    """Every clause in force and entry of the register, by `policy-id#anchor`."""
    held = (policies.clauses.get(policy.ref, ()) for policy in policies.in_force(on))
    entries = (tool.passage for tool in policies.tools)
    return {p.place: p for p in (*chain.from_iterable(held), *entries)}


def clause_revision(
    ref: str, known: Mapping[str, Passage], now: Mapping[str, Passage]
) -> ClauseRevision:
    """What became of a clause; `known` and `now` as from `by_ref` and `in_force`."""
    return ClauseRevision(known.get(ref), now.get(_VERSION.sub("", ref)))


def cited(passage: Passage) -> str:
    """A clause as people cite it: `Title, clause 4.2: Heading`."""
    return f"{passage.title}, {clause_of(passage)}"


def clause_of(passage: Passage) -> str:
    """The same within its policy."""
    return f"clause {passage.clause}: {passage.heading}" if passage.clause else passage.heading


def changed(found: ClauseRevision, policies: PolicySet) -> str:
    """How a clause reads differently, in words; empty where it reads as it did."""
    then, now = found.then, found.now
    if then is None or now is None:
        return "It is not in force any more."
    if found.is_same:
        return ""
    out, new = (_pieces(then, now, side) for side in (DiffSide.OLD, DiffSide.NEW))
    told = [f"It reads differently in version {now.version}."]
    told += _notes(policies, then, now)
    if max(len(out), len(new)) > _FEW:
        told.append(f"Its words differ in {max(len(out), len(new))} places.")
    else:
        told += [f"Taken out: {', '.join(out)}."] if out else []
        told += [f"Put in: {', '.join(new)}."] if new else []
    if then.verdict != now.verdict:
        told.append(f"Its verdict was “{_verdict(then)}” and is “{_verdict(now)}”.")
    return " ".join(told)


def clauses_as_json(policies: PolicySet, on: date) -> dict[str, dict[str, str]]:
    """Every clause by its ref: what it is called, its version, and how it reads differently on the
    day."""
    known, now = by_ref(policies), in_force(policies, on)
    return {
        ref: {
            "name": cited(passage),
            "version": passage.version,
            "changed": changed(clause_revision(ref, known, now), policies),
        }
        for ref, passage in known.items()
    }


def _pieces(then: Passage, now: Passage, side: DiffSide) -> list[str]:
    """What stands in one of the two alone, headings first."""
    pieces = (*diff_words(then.heading, now.heading), *diff_words(then.text, now.text))
    texts = (" ".join(piece.text.strip(_MARKS).split()) for piece in pieces if piece.side is side)
    return [f"“{text}”" for text in texts if any(map(str.isalnum, text))]


def _notes(policies: PolicySet, then: Passage, now: Passage) -> Iterator[str]:
    """The officers' own words about each version since."""
    noted = {str(policy.version): policy.change_note for policy in policies.versions(now.policy_id)}
    order = [*noted]
    if {then.version, now.version} <= noted.keys():
        for version in order[order.index(then.version) + 1 : order.index(now.version) + 1]:
            if noted[version]:
                yield f"Note of version {version}: {noted[version]}"


def _verdict(passage: Passage) -> str:
    return passage.verdict.value.replace("_", " ") if passage.verdict else "none"


def _says(passage: Passage) -> object:
    return passage.heading, passage.text, passage.verdict
