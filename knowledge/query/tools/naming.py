"""Tools that a question names: entries of the register by name or alias."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from common.words import STOP_WORDS, british_words, content, stems
from knowledge.model.policies import Tool, ToolStatus, Verdict

_LONGEST_NAME = 5  # words
_LIKE = 88  # per cent; one slip in eight letters
_SHORTEST_FUZZY = 6  # letters; shorter names are too easily something else

_USABLE = (ToolStatus.APPROVED, ToolStatus.CONDITIONAL, ToolStatus.PILOT)
_AS_SUCH = frozenset(
    """access account ai allow allowed alowed app approved at available council day everyday fine
    free here licence now office permitted safe staff team tool use used using version
    work""".split()
)
"""What may be said beside a tool's name when it is asked about as such: "may we use it at work"."""


@dataclass(frozen=True, slots=True)
class ToolDataVerdict:
    """What the register says of one tool and one class of data."""

    tool: Tool
    data_class: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NamedTools:
    """The entries that a question names, in its order, and the ids of those that share a name with
    one that is meant more exactly."""

    tools: tuple[Tool, ...]
    passed_over: frozenset[str]


class ToolNames:
    """Finds register entries in the words of a question."""

    def __init__(self, tools: Sequence[Tool], english: Mapping[str, int] | None = None) -> None:
        self._english = english or {}
        self._by_name: dict[str, list[Tool]] = {}
        self._as_written: set[tuple[str, ...]] = set()
        self._core: dict[str, str] = {}  # a name without the words that carry no subject
        self._longer: dict[str, dict[frozenset[str], Tool]] = {}
        for tool in tools:
            for name in (tool.name, *tool.aliases):
                said = tuple(british_words(name))
                self._as_written.add(said)
                self._core[_squashed(said)] = _squashed(content(said))
                entry = self._by_name.setdefault(_squashed(said), [])
                if tool not in entry:
                    entry.append(tool)
                for at in range(1, len(said)):
                    further = frozenset(stems([w for w in said[at:] if w not in STOP_WORDS]))
                    if further:
                        longer = self._longer.setdefault(_squashed(content(said[:at])), {})
                        longer.setdefault(further, tool)
        self._by_name.pop("", None)
        self._last: tuple[Sequence[str], tuple[Sequence[str], Sequence[str]]] = ((), ((), ()))
        self._fuzzy: dict[tuple[str, int], list[str]] = {}
        for name in self._by_name:
            if len(name) >= _SHORTEST_FUZZY:
                for length in range(len(name) - 1, len(name) + 2):
                    self._fuzzy.setdefault((name[0], length), []).append(name)

    def named(self, question: str, read_as: str = "") -> NamedTools:
        """The entries that a question names; the longest name wins, also where its words stand
        apart: "the app for a child" is the entry for children. `read_as` is the question in the
        policies' words."""
        said = british_words(question)
        about = frozenset(stems([*said, *british_words(read_as)]))
        runs, _ = self._told_apart(said)
        found = {tool.id: tool for name in runs for tool in self._meant(name, about)}
        passed_over = {tool.id for name in runs for tool in self._by_name[name]} - found.keys()
        return NamedTools(tuple(found.values()), frozenset(passed_over))

    def asks_no_more(self, question: str) -> bool:
        """Whether a question asks about the tools that it names as such: for no purpose, with no
        information."""
        _, rest = self._told_apart(british_words(question))
        return all(word in STOP_WORDS or word in _AS_SUCH for word in rest)

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of a tool and nothing else."""
        names, rest = self._told_apart(british_words(text))
        return bool(names) and not rest

    def _meant(self, name: str, about: Set[str]) -> Sequence[Tool]:
        """The entries of a name; the one whose longer name the question has the words of."""
        entries = self._by_name[name]
        longer = self._longer.get(self._core[name], {})
        fits = [(len(more), tool.id) for more, tool in longer.items() if more <= about]
        best = next((t for t in longer.values() if fits and t.id == max(fits)[1]), None)
        return entries if best is None or best in entries else [best]

    def _told_apart(self, said: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """The names of entries that are said, and the words that name none. Asked several times of
        a question, so what the last one said is kept."""
        asked, told = self._last
        if asked != said:
            told = self._tell_apart(said)
            self._last = (said, told)
        return told

    def _tell_apart(self, said: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        found: list[str] = []
        rest: list[str] = []
        at = 0
        while at < len(said):
            for length in range(min(_LONGEST_NAME, len(said) - at), 0, -1):
                if name := self._name(said[at : at + length]):
                    found.append(name)
                    at += length
                    break
            else:
                rest.append(said[at])
                at += 1
        return found, rest

    def _name(self, run: Sequence[str]) -> str:
        """The name that a run of words is; `""` for none. Words that carry no subject are part of
        a name only where it is written so: "can I translate" holds no "iTranslate"."""
        is_loose = len(run) > 1 and not STOP_WORDS.isdisjoint(run)
        if is_loose and tuple(run) not in self._as_written:
            return ""
        squashed = _squashed(run)
        if squashed in self._by_name:
            return squashed
        if len(squashed) < _SHORTEST_FUZZY or all(word in self._english for word in run):
            return ""
        alike = self._fuzzy.get((squashed[0], len(squashed)), ())
        best = process.extractOne(squashed, alike, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return best[0] if best else ""


def data_verdict(tool: Tool, data_class: str) -> ToolDataVerdict:
    """The register's verdict on a tool with one class of data.

    A status that does not allow use bars every class; a class that is not listed is barred.
    """
    if tool.status not in _USABLE or data_class not in tool.data_allowed:
        verdict = Verdict.NOT_ALLOWED
    elif tool.status is ToolStatus.APPROVED:
        verdict = Verdict.ALLOWED
    else:
        verdict = Verdict.CONDITIONS
    return ToolDataVerdict(tool, data_class, verdict)


def overall_verdict(tool: Tool) -> Verdict:
    """The register's verdict on a tool as such, whatever the data."""
    if tool.status is ToolStatus.APPROVED:
        return Verdict.ALLOWED
    return Verdict.CONDITIONS if tool.status in _USABLE else Verdict.NOT_ALLOWED


def _squashed(said: Sequence[str]) -> str:
    return "".join(said)
