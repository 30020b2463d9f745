"""Where else the set states what a change takes back: a figure, a day, a role, a tool or a duty.

A change replaces something in a sentence. Each place that still has it, in a sentence on the same
subject, now disagrees with it. Subjects are compared by rare words, and by meaning where there is
an encoder; the thresholds were chosen on planted edits (`tests/bench/planted_edits.py`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from common.words import words
from knowledge.drafting.duties import duties, taken_back
from knowledge.drafting.likeness import Rarity, Subject, stems_of
from knowledge.drafting.said_in_set import EXAMPLE, Said, said_by, said_in
from knowledge.drafting.stated_facts import Fact, FactKind, facts, without_links
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.model.sentences import Sentence, sentences

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to vectors of shape (texts, n), each row of norm 1."""

_LEAST: Mapping[FactKind, float] = {
    FactKind.ADDRESS: 2.0,
    FactKind.DAY: 2.0,
    FactKind.FIGURE: 2.17,
    FactKind.TIMING: 2.3,
    FactKind.NAME: 0.6,
    FactKind.DUTY: 1.3,
}
"""How near a sentence must be to contradict by a fact of each kind; see `_nearness`."""

_ROUND = 6  # words on each side of a figure that say what it is of
_WORTH_READING = 40
_SAME_POLICY = 0.1
_MOST_OF_A_NAME = 0.8
_ANOTHER_TOOL = 0.15
_THE_SAME_SENTENCE = 0.15  # the share of words by which a sentence is known after its change
_SAID = {
    "forbids": "forbids it",
    "restricts": "allows it only so",
    "demands": "demands it",
    "allows": "allows it",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement that still has a fact which a change took back, how near it is from 0 to 1.5, and
    what the change says instead ("" where it says nothing)."""

    statement: Said
    fact: Fact
    instead: str
    nearness: float


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause before and after; None for one that was not there, or is gone."""

    old: Passage | None
    new: Passage | None


@dataclass(frozen=True, slots=True)
class _Lost:
    """Something that a sentence of `place` does not say any more, and what it is about besides.
    `words` are the stems of a name."""

    fact: Fact
    instead: str
    sentence: str
    heading: str
    place: str
    ref: str
    subject: Subject
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement as it is compared."""

    said: Said
    keys: frozenset[str]
    stems: frozenset[str]
    near: frozenset[str]
    duties: frozenset[str]

    @classmethod
    def of(cls, said: Said) -> "_Read":
        return cls(
            said,
            frozenset(fact.key for fact in facts(said.text)),
            frozenset(stems_of(said.text)),
            frozenset(stems_of(f"{said.name} {said.about}")),
            frozenset(+duties(said.text)),
        )


def contradictions(
    policies: PolicySet,
    changed: Sequence[ChangedClause],
    on: date,
    *,
    replaced: str = "",
    encode: Encode | None = None,
) -> tuple[Contradiction, ...]:
    """What disagrees on a day or later with clauses as they are changed, the nearest first; one for
    each sentence. `replaced` is the version, if any, that goes with the change. Blocks: about a
    second for a hundred clauses."""
    lost = [one for clause in changed if clause.old for one in _taken_back(clause)]
    if not lost:
        return ()
    refs = {passage.ref for clause in changed for passage in (clause.old, clause.new) if passage}
    after = [s for clause in changed if clause.new for s in said_by(clause.new)]
    known = [one for one in said_in(policies, on, but=replaced) if one.ref not in refs]
    read = [_Read.of(one) for one in (*known, *after)]
    rarity = Rarity((one.stems for one in read), (one.keys for one in read))
    tools = ToolNames(policies)
    found: dict[tuple[str, str], Contradiction] = {}
    for one, statement, nearness in _nearest(lost, read, rarity, tools, encode):
        best = found.get((statement.place, statement.text))
        if best is None or best.nearness < nearness:
            made = Contradiction(statement, one.fact, one.instead, nearness)
            found[statement.place, statement.text] = made
    return tuple(sorted(found.values(), key=lambda one: (-one.nearness, one.statement.place)))


class ToolNames:
    """The tools of the register by every name that they have."""

    def __init__(self, policies: PolicySet) -> None:
        self._ids = {
            name.casefold(): tool.id
            for tool in policies.tools
            for name in (tool.name, *tool.aliases)
            if len(name) > 2
        }
        longest = sorted(self._ids, key=len, reverse=True)
        either = "|".join(map(re.escape, longest))
        self._any = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    def named(self, text: str) -> frozenset[str]:
        """The ids of the tools that a text names."""
        found = self._any.finditer(text.casefold()) if self._any else ()
        return frozenset(self._ids[one[0]] for one in found)


def _taken_back(clause: ChangedClause) -> Iterator[_Lost]:
    """Everything that the clause's changed sentences do not say any more."""
    old = clause.old
    if old is None:
        return
    for before, after in _aligned(old, clause.new):
        new = after.whole if after else ""
        said, says = list(facts(before.whole)), list(facts(new))
        kept = {fact.key for fact in says}
        fresh = [fact for fact in says if fact.key not in {one.key for one in said}]
        gone = [fact for fact in said if fact.key not in kept]
        of_facts = {stem for fact in (*gone, *fresh) for stem in stems_of(fact.said)}
        still = set(stems_of(new))
        all_stems = stems_of(before.whole)
        away = [stem for stem in all_stems if stem not in still and stem not in of_facts]
        whole = [stem for stem in all_stems if stem not in of_facts]
        left = [stem for stem in whole if stem not in away] if after else whole
        heading = f"{old.heading} {old.title}"
        above = [s for s in stems_of(heading) if s not in all_stems]
        about = Subject(left, above)
        for fact in gone:
            instead = next((one.said for one in fresh if one.kind is fact.kind), "")
            yield _Lost(fact, instead, before.whole, old.heading, old.place, old.ref, about)
        was, now = _replaced(before.whole, new)
        if away and after:
            named = Fact(FactKind.NAME, f"name {' '.join(away)}", was)
            yield _Lost(named, now, before.whole, old.heading, old.place, old.ref, about, away)
        for duty in taken_back(before.whole, new):
            fact = Fact(FactKind.DUTY, duty, _SAID[duty])
            about = Subject(whole, above)
            yield _Lost(
                fact, without_links(new), before.whole, old.heading, old.place, old.ref, about
            )


def _aligned(old: Passage, new: Passage | None) -> Iterator[tuple[Sentence, Sentence | None]]:
    """Each sentence that changes, with what it becomes. An item whose list is led into otherwise
    stays as it is: what leads into it is a sentence of its own."""
    before = sentences(old.text)
    after = sentences(new.text) if new else []
    stay = {_folded(one.text) for one in before} & {_folded(one.text) for one in after}
    fresh = [one for one in after if _folded(one.text) not in stay]
    for one in before:
        if _folded(one.text) not in stay:
            best = max(fresh, key=lambda other: _alike(one, other), default=None)
            known = best is not None and _alike(one, best) >= _THE_SAME_SENTENCE
            yield one, best if known else None


def _alike(one: Sentence, other: Sentence) -> float:
    first, second = set(words(one.text)), set(words(other.text))
    return len(first & second) / max(1, len(first | second))


def _replaced(old: str, new: str) -> tuple[str, str]:
    """The words of a sentence from the first to the last that differ, before and after."""
    before, after = without_links(old).split(), without_links(new).split()
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    differ = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    if not differ:
        return "", ""
    (_, a, _, b, _), (_, _, behind_a, _, behind_b) = differ[0], differ[-1]
    return " ".join(before[a:behind_a]), " ".join(after[b:behind_b])


def _nearest(
    lost: Sequence[_Lost],
    read: Sequence[_Read],
    rarity: Rarity,
    tools: ToolNames,
    encode: Encode | None,
) -> list[tuple[_Lost, Said, float]]:
    """The statements that still have a fact and are near enough to a sentence that lost it."""
    found = []
    for one in lost:
        having = _most_alike(one, [o for o in read if _has(one, o, rarity)], rarity)
        meant = _meanings(one, having, rarity, encode)
        named = tools.named(f"{one.heading}: {one.sentence}")
        for at, other in enumerate(having):
            nearness = _nearness(one, other, meant[at], rarity)
            own = other.said.tool
            if one.fact.kind is FactKind.DUTY and named and own and own not in named:
                nearness -= 0.0 if named & tools.named(other.said.text) else _ANOTHER_TOOL
            if other.said.kind == EXAMPLE or nearness >= _LEAST[one.fact.kind]:
                found.append((one, other.said, nearness))
    return found


def _most_alike(lost: _Lost, having: Sequence[_Read], rarity: Rarity) -> Sequence[_Read]:
    """Those that share most words, as many as are worth being read for their meaning."""

    def shared(one: _Read) -> float:
        return rarity.nearness(lost.subject, set(one.stems), set(one.near))

    return sorted(having, key=shared, reverse=True)[:_WORTH_READING]


def _nearness(lost: _Lost, other: _Read, meant: tuple[float, float], rarity: Rarity) -> float:
    """How surely a statement is about what was changed: from the meaning of the sentence below its
    heading and by itself, the words that both share, and for a figure what stands round it and how
    rare it is."""
    below, alone = meant
    by_words = rarity.nearness(lost.subject, set(other.stems), set(other.near))
    if lost.fact.kind is FactKind.NAME:
        return (below + alone) / 2 + 0.2 * by_words
    if lost.fact.kind is FactKind.DUTY:
        return below + 0.4 * alone + 0.7 * by_words
    here, there = (_round(text, lost.fact.key) for text in (lost.sentence, other.said.text))
    about = rarity.share(here, set(there)) + rarity.share(there, {*here, *lost.subject.said})
    own = _SAME_POLICY if _policy(lost.place) == _policy(other.said.place) else 0.0
    rare = 1.75 * rarity.of_fact(lost.fact.key)
    return below + 0.4 * about + 0.1 * by_words + rare + own


def _round(text: str, key: str) -> Sequence[str]:
    """The stems of what stands next to a fact in a text."""
    read = without_links(text)
    said = next((fact.said for fact in facts(text) if fact.key == key), "")
    before, _, behind = read.partition(said)
    return stems_of(" ".join([*before.split()[-_ROUND:], *behind.split()[:_ROUND]]))


def _has(lost: _Lost, other: _Read, rarity: Rarity) -> bool:
    """Whether a statement has what was lost, whatever it is about."""
    here, kind = other.said.place == lost.place, lost.fact.kind
    if other.said.kind == EXAMPLE:
        # Any question may hold any figure: one of the clause's own repeats the rule's.
        return here and kind in (FactKind.FIGURE, FactKind.DAY) and lost.fact.key in other.keys
    if kind is FactKind.NAME:
        return rarity.share(lost.words, set(other.stems)) >= _MOST_OF_A_NAME
    if kind is FactKind.DUTY:
        return other.said.ref != lost.ref and lost.fact.key in other.duties
    return lost.fact.key in other.keys


def _meanings(
    lost: _Lost, having: Sequence[_Read], rarity: Rarity, encode: Encode | None
) -> Sequence[tuple[float, float]]:
    """How near each statement is in meaning, from 0 to 1, below its heading and by itself; without
    an encoder by words."""
    if encode is None:
        near = [rarity.nearness(lost.subject, set(o.stems), set(o.near)) for o in having]
        return [(min(1.0, 0.2 + one), min(1.0, 0.2 + one)) for one in near]
    texts = [lost.sentence, *(one.said.text for one in having)]
    heads = [lost.heading, *(o.said.name.rpartition(",")[0] or o.said.name for o in having)]
    whole = [f"{head}: {text}" for head, text in zip(heads, texts, strict=True)]
    alone, below = (encode([without_links(text) for text in some]) for some in (texts, whole))
    if lost.fact.kind is FactKind.NAME:
        # A clause names many more than once: its heading tells nothing of who does what.
        below = np.where(
            np.array([True, *(one.said.place == lost.place for one in having)])[:, None],
            alone, below,
        )  # fmt: skip
    return list(zip((below[1:] @ below[0]).tolist(), (alone[1:] @ alone[0]).tolist(), strict=True))


def _policy(place: str) -> str:
    return re.split("[@#]", place)[0]


def _folded(text: str) -> str:
    return without_links(text).casefold()
