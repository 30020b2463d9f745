"""Tools that a question names: entries of the register by name or alias, and names not on it."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from common.words import STOP_WORDS, words
from knowledge.model.policies import Tool, ToolStatus, Verdict

_LONGEST_NAME = 5  # words
_LIKE = 88  # per cent; one slip in eight letters
_SHORTEST_FUZZY = 6  # letters; shorter names are too easily something else

_USABLE = (ToolStatus.APPROVED, ToolStatus.CONDITIONAL, ToolStatus.PILOT)
_ASKED_FOR = re.compile(
    r"\b(?:use|using|try|trying|install|installing|download|downloading|get|buy|buying|"
    r"sign up (?:to|for)|subscribe to)\s+(?:the |an? |this |that )?"
    r"([\w.’'-]*\w(?: (?:[A-Z][\w.]*|AI|ai|app)\b)?)"
)
_AS_SUCH = frozenset(
    """access account ai allow allowed alowed app approved at available council day everyday fine
    free here licence now office permitted safe staff team tool use used using version
    work""".split()
)
"""What may be said beside a tool's name when it is asked about as such: "may we use it at work"."""
_PLAIN_ENGLISH = 3_000  # rank; a capital letter does not make a product of a more common word


@dataclass(frozen=True, slots=True)
class ToolDataVerdict:
    """What the register says of one tool and one class of data."""

    tool: Tool
    data_class: str
    verdict: Verdict


class ToolNames:
    """Finds register entries in the words of a question."""

    def __init__(self, tools: Sequence[Tool], english: Mapping[str, int] | None = None) -> None:
        self._english = english or {}
        self._by_name: dict[str, list[Tool]] = {}
        for tool in tools:
            for name in (tool.name, *tool.aliases):
                entry = self._by_name.setdefault(_squashed(words(name)), [])
                if tool not in entry:
                    entry.append(tool)
        self._by_name.pop("", None)
        self._fuzzy: dict[tuple[str, int], list[str]] = {}
        for name in self._by_name:
            if len(name) >= _SHORTEST_FUZZY:
                for length in range(len(name) - 1, len(name) + 2):
                    self._fuzzy.setdefault((name[0], length), []).append(name)

    def named(self, question: str) -> tuple[Tool, ...]:
        """The entries that a question names, in its order; the longest name wins."""
        found, _ = self._told_apart(words(question))
        return found

    def asks_no_more(self, question: str) -> bool:
        """Whether a question asks about the tools that it names as such: for no purpose, with no
        information."""
        _, rest = self._told_apart(words(question))
        return all(word in STOP_WORDS or word in _AS_SUCH for word in rest)

    def _told_apart(self, said: Sequence[str]) -> tuple[tuple[Tool, ...], Sequence[str]]:
        """The entries that are named, and the words that name none."""
        found: list[Tool] = []
        rest: list[str] = []
        at = 0
        while at < len(said):
            for length in range(min(_LONGEST_NAME, len(said) - at), 0, -1):
                hits = self._hits(said[at : at + length])
                if hits:
                    found.extend(tool for tool in hits if tool not in found)
                    at += length
                    break
            else:
                rest.append(said[at])
                at += 1
        return tuple(found), rest

    def _hits(self, run: Sequence[str]) -> Sequence[Tool]:
        squashed = _squashed(run)
        exact = self._by_name.get(squashed)
        if exact:
            return exact
        if len(squashed) < _SHORTEST_FUZZY or all(word in self._english for word in run):
            return ()
        alike = self._fuzzy.get((squashed[0], len(squashed)), ())
        best = process.extractOne(squashed, alike, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return self._by_name[best[0]] if best else ()

    def unlisted(self, question: str, known: Container[str], listed: Container[str]) -> str:
        """The name of a tool that a person asks to use and that is on no list; empty if none.

        It is the word after "use", "install" or the like that the policies do not know (`known`)
        and that is no plain English; `listed` are the words of the ways of asking. Written with a
        capital, or with AI behind it, it may be a rarer English word too (`Notion AI`).
        """
        for match in _ASKED_FOR.finditer(question):
            name = match[1].removesuffix(" app")
            first = next(iter(words(name)), "")
            rank = self._english.get(first)
            product = name[:1].isupper() or name.lower().endswith(" ai")
            strange = (product and (rank or _PLAIN_ENGLISH + 1) > _PLAIN_ENGLISH) or (
                rank is None and first not in listed
            )
            if first and strange and first not in known and not self.named(name):
                return name
        return ""


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
