"""A Welsh question read word by word into English, as far as a list of words goes.

The list (`glossary.txt`) holds turns of asking and the words of the work. Longer entries go before
shorter ones; a word that none has stays as it was written, and nothing is made to fit.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from common.welsh_mutations import radicals, without_ending
from common.words import STOP_WORDS, plain, words
from knowledge.query.english import english_ranks

_LIST = Path(__file__).with_name("glossary.txt")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|['’][^\W\d_]+|[?!.,;:]")
_ARTICLES = frozenset(("yr", "y", "r"))
_PARTICLES = frozenset(("n", "yn"))
_ASKING = frozenset(("a", "ai", "oni", "fe", "mi"))
_JOINED = {
    "r": "yr",
    "i": "ei",
    "w": "ei",
    "u": "eu",
    "di": "wedi",
    "m": "fy",
    "na": "yna",
    "ch": "eich",
}
_ADJECTIVE, _NOTHING = "~", "-"
_MARKS = "?!.,;:"
_GETTING, _ALLOWED = frozenset(("cael", "gael", "ca'l", "cal")), "yn cael"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WelshReading:
    """A text in English, how many of its content words were `read`, and those that no entry has,
    folded."""

    english: str
    read: int
    unread: tuple[str, ...]

    def unread_share(self, known: Container[str] = frozenset()) -> float:
        """The share of the content words, 0 to 1, that neither an entry nor `known` has."""
        missing = sum(word not in known for word in self.unread)
        return missing / max(1, self.read + len(self.unread))


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as written and as it is looked up."""

    written: str
    folded: str


class Glossary:
    """Entries by their words, without particles and articles."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._exact: dict[Key, str] = {}
        self._stemmed: dict[str, str] = {}
        self._beginnings: set[Key] = set()
        for welsh, english in entries.items():
            key = tuple(token.folded for token in _kept(_tokens(welsh)))
            if not key:
                key = tuple(token.folded for token in _tokens(welsh))
            self._exact.setdefault(key, english)
            self._beginnings.update(key[:length] for length in range(1, len(key)))
            if len(key) == 1:
                self._stemmed.setdefault(without_ending(key[0]), english)

    def read(self, text: str) -> WelshReading:
        """The text with every known run of words in English, and its marks."""
        tokens = list(_kept(_tokens(text)))
        out: list[tuple[str, bool]] = []
        unread: list[str] = []
        at = read = 0
        while at < len(tokens):
            if tokens[at].folded in _MARKS:
                out.append((tokens[at].written, False))
                at += 1
                continue
            length, english = self._longest(tokens, at)
            if not english and _is_word(tokens[at], is_first=not out):
                unread.append(tokens[at].folded)
            read += not STOP_WORDS.issuperset(words(english))
            said = english.lstrip(_ADJECTIVE) or tokens[at].written
            if said != _NOTHING:
                is_after = english.startswith(_ADJECTIVE) and out and out[-1][1]
                out.insert(
                    len(out) - 1 if is_after else len(out), (said, length == 1 and not is_after)
                )
            at += length
        english = re.sub(r" ([?!.,;:])", r"\1", " ".join(word for word, _ in out))
        return WelshReading(english, read, tuple(unread))

    def _longest(self, tokens: Sequence[_Token], at: int) -> tuple[int, str]:
        """How many words the longest entry takes from here, at least 1, and its English; `""`
        where there is none."""
        best = (1, "")
        reached: list[Key] = [()]
        for length, token in enumerate(tokens[at:], start=1):
            forms = radicals(token.folded)
            longer = [(*key, form) for key in reached for form in forms]
            found = next((self._exact[key] for key in longer if key in self._exact), None)
            if found is not None:
                best = (length, found)
            reached = [key for key in longer if key in self._beginnings]
            if not reached:
                break
        if best[1]:
            return best
        stemmed = (without_ending(form) for form in radicals(tokens[at].folded))
        known = (self._stemmed[stem] for stem in stemmed if stem in self._stemmed)
        return 1, next(known, "")


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The list that comes with the product."""
    return Glossary(dict(_entries(_LIST.read_text(encoding="utf-8"))))


@lru_cache(maxsize=2_000)
def read_welsh(text: str) -> WelshReading:
    """A Welsh text read into English, word by word."""
    return glossary().read(text)


def in_english(text: str) -> str:
    """The English of a Welsh text alone."""
    return read_welsh(text).english


def _is_word(token: _Token, *, is_first: bool) -> bool:
    """Whether a word without an entry should have had one: no name, number or English word."""
    is_name = token.written[:1].isupper() and not is_first
    return token.folded.isalpha() and not is_name and token.folded not in english_ranks()


def _entries(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        welsh, colon, english = line.partition(": ")
        if colon and not line.startswith("#"):
            for form in welsh.split(","):
                yield form.strip(), english.strip()


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        written = match[0]
        folded = plain(written)
        if written[0] in "'’":
            folded = _JOINED.get(folded.strip("'’"), folded.strip("'’"))
        found.append(_Token(written, folded))
    return found


def _kept(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Without what says nothing: articles, the particle before verbs, and the one that asks. With
    that particle `cael` (to get) mostly means to be allowed, so the two are one word."""
    opens = True
    for at, written in enumerate(tokens):
        token = written
        is_last = at == len(tokens) - 1
        if token.folded in _ARTICLES:
            continue
        if token.folded in _PARTICLES:
            continue
        if token.folded in _GETTING and at and tokens[at - 1].folded in _PARTICLES:
            token = _Token(token.written, _ALLOWED)
        if opens and token.folded in _ASKING and not is_last:
            continue
        opens = token.folded in _MARKS
        yield token
