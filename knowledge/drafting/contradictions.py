"""Where else the set states what a change takes back: the same figure, day, role or tool on the
same subject.

A change replaces facts in sentences. Each place that still has such a fact, in a sentence that
shares enough of its rare words with the one that was changed, now disagrees with it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from common.words import content, stems, words
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.model.sentences import sentences

_NUMBERS = {
    name: str(value)
    for value, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}
_UNITS = (
    "day|week|month|year|hour|minute|second|per cent|%|pound|person|people|time|page|word|mb|gb"
    "|member|copy|copies|licence"
)
_AMOUNT = re.compile(
    rf"(?P<pound>£\s?)?\b(?P<number>\d[\d,.]*\d|\d|{'|'.join(_NUMBERS)})\b"
    rf"(?:[\s-](?P<unit>(?:(?:working|calendar|school)\s)?(?:{_UNITS})s?)\b|\s?(?P<cent>%))?",
    re.IGNORECASE,
)
_MONTHS = "january february march april may june july august september october november december"
_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})\s+)?({_MONTHS.replace(' ', '|')})(?:\s+(\d{{4}}))?\b|\b\d{{4}}-\d\d-\d\d\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b((?:[A-Za-z]+\s){1,3}(?:team|desk|manager|officer|board|group|panel|committee|service"
    r"|services|director|chair|lead|owner|organiser|unit|office))\b"
)
_HEAD = re.compile(r"\bHead of (?:[A-Z]\w+(?: and )?)+(?: [A-Z]\w+)*")
_IN_DAYS = {"week": 7, "fortnight": 14}
_LITTLE = frozenset("the a an your our its their this that each every ask to by with of".split())

ENOUGH = 0.29
"""The share of what a changed sentence is about, by rarity, that another must have in common."""

_ENOUGH_OF_A_ROLE = 0.45  # many sentences name the same few roles: who to ask stands everywhere


class FactKind(StrEnum):
    """What kind of thing a fact is."""

    FIGURE = "figure"
    DAY = "date"
    ROLE = "role"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a text states it: `key` is the same for the same fact, however it is written."""

    kind: FactKind
    key: str
    said: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence somewhere in the set: what kind of thing says it, under which name, where it is
    read, and what it is about besides. `place` is `policy-id#anchor` or another name of its own."""

    kind: str
    place: str
    name: str
    text: str
    path: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement that still has a fact which a change took back, how near it is from 0 to 1, and
    what the change says instead ("" where it says nothing)."""

    statement: Statement
    fact: Fact
    instead: str
    nearness: float


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause before and after; None for one that was not there, or is gone."""

    old: Passage | None
    new: Passage | None


def contradictions(
    policies: PolicySet, changed: Sequence[ChangedClause], on: date
) -> tuple[Contradiction, ...]:
    """What disagrees on a day with clauses as they are changed, the nearest first."""
    tools = ToolNames(policies)
    known = tuple(_statements(policies, on))
    rarity = _Rarity(one.text for one in known)
    changing = {clause.old.place for clause in changed if clause.old}
    after = [s for clause in changed if clause.new for s in _of(clause.new, "clause")]
    others = [one for one in known if one.place not in changing] + after
    back = tuple(_taken_back(changed, tools))
    stating: dict[str, list[Statement]] = {fact.key: [] for fact, *_ in back}
    for one in others if back else ():
        for key in {fact.key for fact in facts(one.text, tools)} & stating.keys():
            stating[key].append(one)
    found: dict[tuple[str, str], Contradiction] = {}
    for fact, sentence, about, instead in back:
        for one in stating[fact.key]:
            if instead and instead.casefold() in one.text.casefold():
                continue
            nearness = rarity.nearness(sentence, about, one, fact)
            # A whole date tells more than a figure; an example of the clause is about it anyway.
            nearness += 0.15 if fact.kind is FactKind.DAY and fact.key[-4:].isdigit() else 0.0
            nearness += 0.3 if one.place in {f"{place} asked" for place in changing} else 0.0
            best = found.get((one.place, one.text))
            least = _ENOUGH_OF_A_ROLE if fact.kind is FactKind.ROLE else ENOUGH
            if nearness >= least and (best is None or best.nearness < nearness):
                found[one.place, one.text] = Contradiction(one, fact, instead, nearness)
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

    def named(self, text: str) -> Iterator[tuple[str, str]]:
        """Each tool that a text names, by its id, and the name."""
        for found in self._any.finditer(text.casefold()) if self._any else ():
            yield self._ids[found[0]], text[found.start() : found.end()]


def facts(text: str, tools: ToolNames) -> Iterator[Fact]:
    """The figures, days, roles and tools of a text."""
    days = list(_DAY.finditer(text))
    taken = [found.span() for found in days]
    for found in days:
        if found[1] or found[3] or found[0][:1].isdigit():
            yield Fact(FactKind.DAY, f"day {' '.join(found[0].lower().split())}", found[0])
    for found in _AMOUNT.finditer(text):
        inside = any(start <= found.start() < end for start, end in taken)
        if not inside and (key := _amount(found)):
            yield Fact(FactKind.FIGURE, key, found[0].strip())
    for found in (*_ROLE.finditer(text), *_HEAD.finditer(text)):
        name = " ".join(word for word in found[0].split() if word.lower() not in _LITTLE)
        if " " in name or name[:1].islower():
            yield Fact(FactKind.ROLE, f"role {name.casefold()}", name)
    for tool, name in tools.named(text):
        yield Fact(FactKind.TOOL, f"tool {tool}", name)


def _amount(found: re.Match[str]) -> str:
    """A figure with what it counts, weeks as days; "" for a bare number in words, or of a list."""
    written = found["number"].lower()
    number = _NUMBERS.get(written, written.replace(",", "").rstrip("."))
    if found["pound"]:
        return f"£{number}"
    if found["cent"]:
        return f"{number} per cent"
    unit = " ".join((found["unit"] or "").lower().split()).replace("%", "per cent")
    if not unit:
        return "" if written in _NUMBERS or len(number) < 2 else number
    unit = {"people": "person", "copies": "copy"}.get(unit, unit.removesuffix("s"))
    if unit in _IN_DAYS and number.isdigit():
        return f"{int(number) * _IN_DAYS[unit]} day"
    return f"{number} {unit}"


def _taken_back(
    changed: Sequence[ChangedClause], tools: ToolNames
) -> Iterator[tuple[Fact, str, str, str]]:
    """Each fact that a clause no longer states: the sentence that stated it, what that stands
    under, and the fact of its kind that stands there instead."""
    for clause in changed:
        if clause.old is None:
            continue
        new = clause.new.text if clause.new else ""
        kept = Counter(fact.key for fact in facts(new, tools))
        before = {fact.key for fact in facts(clause.old.text, tools)}
        said_now = set(map(_folded, _sentences(new)))
        about = f"{clause.old.heading} {clause.old.title}"
        for sentence in _sentences(clause.old.text):
            if _folded(sentence) in said_now:
                continue
            for fact in facts(sentence, tools):
                still = any(
                    fact.key in {other.key for other in facts(one, tools)} and _alike(one, sentence)
                    for one in _sentences(new)
                )
                if kept[fact.key] and still:
                    continue
                fresh = (f.said for f in facts(new, tools)
                         if f.kind is fact.kind and f.key not in before)  # fmt: skip
                yield fact, sentence, about, next(fresh, "")


def _alike(one: str, other: str) -> bool:
    """Whether two sentences are the same one before and after a change."""
    first, second = set(_stems(one)), set(_stems(other))
    return len(first & second) * 2 >= min(len(first), len(second))


def _statements(policies: PolicySet, on: date) -> Iterator[Statement]:
    """Everything that the set says, sentence by sentence."""
    for policy in policies.in_force(on):
        yield Statement(
            "summary", policy.ref, policy.title, policy.summary, f"/policies/{policy.id}"
        )
        for passage in policies.clauses.get(policy.ref, ()):
            yield from _of(passage, "clause")
    for tool in policies.tools:
        yield from _of(tool.passage, "register entry", tool.name, " ".join(tool.aliases))
        for column, value in tool.columns.items():
            if column in ("conditions", "who_may_use", "purpose") and value:
                path = f"/policies/register/{tool.id}"
                yield Statement("register entry", tool.passage.place, tool.name, value, path)
    screening = policies.screening_on(on)
    for question in screening.questions if screening else ():
        yield Statement("screening question", question.clause, question.title, question.text)
    for subject in policies.subjects:
        yield Statement("subject that is not covered", subject.id, subject.title, subject.text)
    for place, lines in policies.asked.items():
        for line in lines:
            yield Statement("example question", f"{place} asked", "A way of asking", line)
    for language, text in policies.messages.items():
        for line in text.splitlines():
            yield Statement("message", f"messages.{language}.ftl", "A message of your own", line)


def _of(passage: Passage, kind: str, name: str = "", about: str = "") -> Iterator[Statement]:
    path = f"/policies/{passage.policy_id}#{passage.anchor}"
    if kind == "register entry":
        path = f"/policies/register/{passage.anchor}"
    name = name or f"{passage.clause} {passage.heading}, {passage.title}".strip()
    for sentence in _sentences(passage.text):
        yield Statement(kind, passage.place, name, sentence, path, about)


def _sentences(text: str) -> Sequence[str]:
    return [sentence.whole for sentence in sentences(text)]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _stems(text: str) -> Sequence[str]:
    return stems(content(words(text)))


class _Rarity:
    """How much a word tells: the rarer in the set, the more."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [set(_stems(text)) for text in texts]
        self._count = len(found) + 1
        self._in = Counter(stem for one in found for stem in one)

    def weight(self, stem: str) -> float:
        return math.log(self._count / (1 + self._in[stem]))

    def nearness(self, sentence: str, about: str, other: Statement, fact: Fact) -> float:
        """The share of what the sentence is about that the statement is about too; what stands
        above either of them counts half."""
        own = set(_stems(fact.said))
        said = dict.fromkeys(_stems(sentence), 1.0)
        above = dict.fromkeys(_stems(about), 0.5)
        wanted = {stem: w for stem, w in {**above, **said}.items() if stem not in own}
        there, near = set(_stems(other.text)), set(_stems(f"{other.name} {other.about}"))
        total = sum(w * self.weight(stem) for stem, w in wanted.items())
        shared = sum(
            w * self.weight(stem) * (1.0 if stem in there else 0.5)
            for stem, w in wanted.items()
            if stem in there or stem in near
        )
        return shared / total if total else 0.0
