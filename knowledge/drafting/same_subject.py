"""The evidence that a statement is about the same as a sentence that took something back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.drafting.duties import duties
from knowledge.drafting.likeness import Rarity, stems_of
from knowledge.drafting.named_things import ToolNames
from knowledge.drafting.said_in_set import EXAMPLE, Said
from knowledge.drafting.sentence_parts import holding, parts
from knowledge.drafting.stated_facts import Fact, FactKind, without_links
from knowledge.drafting.subject_odds import Evidence
from knowledge.drafting.taken_back import TakenBack, stated

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to vectors of shape (texts, n), each row of norm 1."""

_TEXTS_KEPT = 6_000  # a set of three hundred clauses
_ROUND = 6  # words on each side of a fact that say what it is of
_NEAREST = 2
_MOST_OF_A_NAME = 0.8
_UNKNOWN = 0.5  # how near in meaning, where nothing reads it
_ASK = re.compile(r"(?:ask|contact|speak to|talk to|write to|e-?mail)\b", re.IGNORECASE)
_TARGET = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it is compared."""

    said: Said
    facts: Sequence[Fact]
    keys: frozenset[str]
    stems: frozenset[str]
    above: frozenset[str]
    duties: frozenset[str]

    @classmethod
    def of(cls, said: Said, tools: ToolNames) -> "Statement":
        read = _read(said.text, tools)
        return cls(
            said,
            read.facts,
            read.keys,
            read.stems,
            frozenset(stems_of(f"{said.name} {tools.spelt_out(said.name)} {said.about}")),
            read.duties,
        )

    def states(self, lost: TakenBack, rarity: Rarity) -> bool:
        """Whether it has what was lost, whatever it is about."""
        fact = lost.fact
        if self.said.kind == EXAMPLE:
            # Any question may hold any figure: one of the clause's own repeats the rule's.
            here = self.said.place == lost.clause.place
            return here and fact.kind in (FactKind.FIGURE, FactKind.DAY) and fact.key in self.keys
        if fact.kind is FactKind.DUTY:
            same = fact.key in self.duties or (fact.key == "demands" and not self.duties)
            return same and self.said.ref != lost.clause.ref
        if fact.kind in (FactKind.ROLE, FactKind.NAME):
            called = fact.key.partition(" ")[2]
            if fact.kind is FactKind.NAME and " " not in called:
                return bool(re.search(rf"(?<!\w){re.escape(called)}(?!\w)", self.said.text))
            return rarity.share(stems_of(called), self.stems) >= _MOST_OF_A_NAME
        return fact.key in self.keys


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a text, whoever says it."""

    facts: Sequence[Fact]
    keys: frozenset[str]
    stems: frozenset[str]
    duties: frozenset[str]


@lru_cache(maxsize=_TEXTS_KEPT)
def _read(text: str, tools: ToolNames) -> _Read:
    """Kept, because a set that is changed over and over says nearly all of it again."""
    found = stated(text, tools)
    return _Read(
        found,
        frozenset(fact.key for fact in found),
        frozenset(stems_of(f"{text} {tools.spelt_out(text)}")),
        frozenset(+duties(text)),
    )


class _Alike(NamedTuple):
    """How near a statement is: as `Evidence` has it."""

    alone: float
    below: float
    part: float
    part_meant: float


class Evidences:
    """Weighs statements against what was taken back. Without `encode` meanings are not read."""

    def __init__(
        self,
        read: Sequence[Statement],
        rarity: Rarity,
        tools: ToolNames,
        encode: Encode | None,
    ) -> None:
        self._rarity = rarity
        self._tools = tools
        self._encode = encode
        self._links = _links_of(read)

    def of(self, lost: TakenBack, having: Sequence[Statement]) -> Sequence[Evidence]:
        """The evidence for each statement that has what was lost."""
        named = self._tools.named(f"{lost.clause.heading}: {lost.sentence}")
        stating = sum(lost.fact.key in one.keys for one in having) or len(having)
        rare = 0.0 if lost.fact.kind is FactKind.DUTY else self._rarity.of_count(stating)
        meant = _meanings(lost, having, self._encode)
        alike = _parts_alike(lost, having, self._rarity, self._encode)
        return [
            self._of_one(lost, one, named, rare, _Alike(*whole, *part))
            for one, whole, part in zip(having, meant, alike, strict=True)
        ]

    def _of_one(
        self,
        lost: TakenBack,
        one: Statement,
        named: frozenset[str],
        rare: float,
        alike: "_Alike",
    ) -> Evidence:
        own, here, there = one.said.tool, lost.clause.place, one.said.place
        of_fact = () if lost.fact.kind is FactKind.DUTY else stems_of(lost.fact.said)
        known = {*lost.around, *lost.subject.above}
        theirs = self._tools.named(one.said.text)
        besides = named - {lost.fact.key.removeprefix("tool ")}
        strange = bool(named and own and own not in named)
        around, beside = _next_to(lost, one, self._rarity)
        return Evidence(
            alone=alike.alone,
            below=alike.below,
            shared=self._rarity.nearness(lost.subject, one.stems, one.above),
            back=self._rarity.share([s for s in one.stems if s not in of_fact], known),
            around=around,
            beside=beside,
            rare=rare,
            same_entry=float(bool(own) and here == there),
            linked=float(there in self._links_from(here) or here in self._links_from(there)),
            other_tool=float(strange and not named & theirs),
            same_tool=float(bool(besides & {*theirs, own})),
            part=alike.part,
            part_meant=alike.part_meant,
            telling=self._rarity.telling([s for s in lost.subject.said if s in one.stems]),
        )

    def _links_from(self, place: str) -> frozenset[str]:
        return self._links.get(place, frozenset())


def _parts_alike(
    lost: TakenBack, having: Sequence[Statement], rarity: Rarity, encode: Encode | None
) -> Sequence[tuple[float, float]]:
    """How near the nearest part of each statement is to a part of what was taken back: by words,
    where those of both headings may stand for what a part leaves out, and by meaning."""
    ours = [(one, stems_of(one)) for one in lost.parts]
    theirs = [_parts_of(lost.fact, one) for one in having]
    texts = list(dict.fromkeys(text for some in (lost.parts, *theirs) for text in some))
    vectors = dict(zip(texts, encode(texts), strict=True)) if encode and texts else {}
    found = []
    for one, some in zip(having, theirs, strict=True):
        near, meant = 0.0, 0.0 if vectors else _UNKNOWN
        for text in some:
            there = stems_of(text)
            for own, here in ours:
                if here and there:
                    both = rarity.share(here, {*there, *one.above})
                    both += rarity.share(there, {*here, *lost.subject.above})
                    near = max(near, both / 2)
                    if vectors:
                        meant = max(meant, float(vectors[own] @ vectors[text]))
        found.append((near, meant))
    return found


def _parts_of(fact: Fact, one: Statement) -> Sequence[str]:
    if fact.kind is FactKind.DUTY:
        return parts(one.said.text)
    theirs = next((f.said for f in one.facts if f.key == fact.key), fact.said)
    return holding(theirs, one.said.text)


def _next_to(lost: TakenBack, other: Statement, rarity: Rarity) -> tuple[float, float]:
    """How much of what stands round the fact here stands there too, and back; and how many of the
    nearest words that carry a subject are the same."""
    if lost.fact.kind is FactKind.DUTY:
        return 0.0, 0.0
    theirs = next((f.said for f in other.facts if f.key == lost.fact.key), lost.fact.said)
    before, behind = _sides(lost.sentence, lost.fact.said)
    their_before, their_behind = _sides(other.said.text, theirs)
    here = stems_of(" ".join([*before[-_ROUND:], *behind[:_ROUND]]))
    there = stems_of(" ".join([*their_before[-_ROUND:], *their_behind[:_ROUND]]))
    around = rarity.share(here, set(there)) + rarity.share(there, {*here, *lost.subject.said})
    same = _nearest(before, behind) & _nearest(their_before, their_behind)
    return around / 2, min(1.0, len(same) / _NEAREST)


def _sides(text: str, said: str) -> tuple[Sequence[str], Sequence[str]]:
    before, _, behind = without_links(text).partition(said)
    return before.split(), behind.split()


def _nearest(before: Sequence[str], behind: Sequence[str]) -> frozenset[str]:
    carrying = stems_of(" ".join(before))[-_NEAREST:], stems_of(" ".join(behind))[:_NEAREST]
    return frozenset().union(*carrying)


def _meanings(
    lost: TakenBack, having: Sequence[Statement], encode: Encode | None
) -> Sequence[tuple[float, float]]:
    """How near each statement is in meaning, by itself and below its heading."""
    if encode is None or not having:
        return [(_UNKNOWN, _UNKNOWN)] * len(having)
    heading = lost.clause.heading
    if _ASK.match(lost.item):
        # Whom to ask is said in the same words everywhere: only what clauses are about tells.
        vectors = encode([heading, *(one.said.name for one in having)])
        return [(near, near) for near in (vectors[1:] @ vectors[0]).tolist()]
    texts = [lost.item, *(one.said.text for one in having)]
    below = [f"{heading}: {lost.sentence}"]
    below += [f"{_heading(one.said)}: {one.said.text}" for one in having]
    found = []
    for some in (texts, below):
        vectors = encode([without_links(text) for text in some])
        found.append((vectors[1:] @ vectors[0]).tolist())
    return list(zip(*found, strict=True))


def _heading(said: Said) -> str:
    return said.name.rpartition(",")[0] or said.name


def _links_of(statements: Sequence[Statement]) -> Mapping[str, frozenset[str]]:
    """The places to which each place links."""
    found: dict[str, set[str]] = {}
    for one in statements:
        found.setdefault(one.said.place, set()).update(_TARGET.findall(one.said.text))
    return {place: frozenset(targets) for place, targets in found.items()}
