"""The tools, roles and other names of a text, as facts that can be set against another text."""

import re
from collections.abc import Iterator, Mapping

from knowledge.drafting.stated_facts import Fact, FactKind, without_links
from knowledge.model.policy_set import PolicySet
from knowledge.query.parse import mined_acronyms

_HEADS = (
    "administrator|adviser|advisor|agent|board|cabinet|chair|champion|committee|controller"
    "|coordinator|council|councillor|custodian|department|desk|developer|director|division|executive"
    "|group|lawyer|lead|leader|librarian|maker|manager|member|minister|officer|official|organiser"
    "|organizer|owner|panel|practitioner|secretary|specialist|supervisor|team|teacher|unit|worker"
)
"""Nouns that name who does something."""
_ROLE = re.compile(
    rf"\b(?:(?:[Hh]ead|[Dd]irector|[Cc]hief) of (?:[\w-]+(?:,? and )?){{1,3}}"
    rf"|(?:[A-Za-z][\w'’-]*\s+){{0,4}}?(?:{_HEADS})s?(?:\s+(?:{_HEADS})s?)*)\b"
)
_NO_PART = frozenset(
    """a all an and another any approval are as ask asked assistance at be because before by can
    consult contact copy decision each email ensure every first for from get has have help her his
    how if in inform into is it its let may must need needed needs new no nobody not notify of on
    one only or other our same see send should show so some speak tell than that the their them then
    these they this those to until use was when where whether which who whom whose will with without
    written you your""".split()
)
"""Words that stand before a role and are no part of it."""
_TOO_WIDE = frozenset("agent council department division group member panel team unit".split())
"""Heads that name nobody by themselves."""
_NAME = re.compile(
    r"(?<![\w'’])(?:[A-Z][\w'’]*[A-Z\d][\w]*|[A-Z]\w+)(?:[ -](?:[A-Z][\w'’]*|\d+(?![\w.%])))*"
)
_OWN = re.compile(r"[a-z]?[A-Z]\w*[A-Z\d]|\w*\d")  # a name wherever it stands: DeepL, LRAC
_BEGINS = re.compile(r"(?:^|[.:;!?]\s+|[\"“‘(]\s*|\n\s*)$")
_COMMON = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december i ok uk".split()
)


class ToolNames:
    """The tools of the register by every name that they have: a value, equal to another that has
    the same names."""

    def __init__(self, policies: PolicySet) -> None:
        self._ids = {
            name.casefold(): tool.id
            for tool in policies.tools
            for name in (tool.name, tool.id.replace("-", " "), *tool.aliases)
            if len(name) > 2
        }
        self._whole = {tool.name.casefold(): tool.id for tool in policies.tools}
        longest = sorted(self._ids, key=len, reverse=True)
        either = "|".join(map(re.escape, longest))
        self._any = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None
        self._long = {
            short: long[0]
            for short, long in policies.lexicon.acronyms.items()
            if len(long) == 1 and _OWN.match(short)
        }
        self._long = {**_spelt_in(policies), **self._long}
        self._key = tuple(frozenset(x.items()) for x in (self._ids, self._long, self._whole))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ToolNames) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where a text names a tool; folded to lower case, so every place is the text's own."""
        return self._any.finditer(text.lower()) if self._any else iter(())

    def named(self, text: str) -> frozenset[str]:
        """The ids of the tools that a text names."""
        return frozenset(self._ids[one[0].casefold()] for one in self.found(text))

    def long_of(self, name: str) -> str:
        """What an acronym stands for, where it stands for one thing; the name itself otherwise."""
        return self._long.get(name, name)

    def spelt_out(self, text: str) -> str:
        """What the acronyms of a text stand for."""
        return " ".join(self._long[one] for one in re.findall(r"\w+", text) if one in self._long)

    def begun_by(self, name: str) -> str:
        """The id of the one tool whose name begins with these words, "" where none does or two
        do."""
        begun = f"{name.casefold()} "
        found = [tool for whole, tool in self._whole.items() if whole.startswith(begun)]
        return found[0] if len(found) == 1 else ""

    def id_of(self, name: str) -> str:
        """The id of the tool with that name. Raises KeyError where there is none."""
        return self._ids[name.casefold()]


def _spelt_in(policies: PolicySet) -> Mapping[str, str]:
    """What the texts themselves spell out: "freedom of information (FOI)"."""
    found: dict[str, str] = {}
    for clauses in policies.clauses.values():
        for clause in clauses:
            for short, long in mined_acronyms(clause.text).items():
                found.setdefault(short.upper(), long)
    return found


def names(text: str, tools: ToolNames) -> Iterator[Fact]:
    """The tools, the roles and the other names of a text, as often as it has them."""
    read = without_links(text)
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        if any(a < end and start < b for a, b in taken):
            return False
        taken.append((start, end))
        return True

    for found in tools.found(read):
        if free(*found.span()):
            key = f"tool {tools.id_of(found[0])}"
            yield Fact(FactKind.TOOL, key, read[found.start() : found.end()])
    for found in _ROLE.finditer(read):
        said = _role(found[0])
        start = found.end() - len(said)
        if said and free(start, found.end()):
            yield Fact(FactKind.ROLE, f"role {said.casefold()}", said)
    for found in _NAME.finditer(read):
        said, start = found[0], found.start()
        if _BEGINS.search(read[:start]) and not _OWN.match(said):
            first, _, said = said.partition(" ")
            start += len(first) + 1
        if said and said.split()[0].casefold() not in _COMMON and free(start, start + len(said)):
            yield Fact(FactKind.NAME, f"name {tools.long_of(said)}", said)


def _role(found: str) -> str:
    """What names the role in words that end in one, "" where nothing does."""
    if re.match(r"(?:head|director|chief) of", found, re.IGNORECASE):
        return found
    said: list[str] = []
    for word in reversed(found.split()):
        if word.casefold() in _NO_PART:
            break
        said.insert(0, word)
    wide = len(said) == 1 and said[0].casefold().removesuffix("s") in _TOO_WIDE
    return "" if wide else " ".join(said)
