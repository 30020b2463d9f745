"""A phrase with places that may be left out, and whether a text is one.

`[x]` may be left out, `(x|y)` is either, `<name>` is any of a list of phrases; `{text}` and
`{what}` stand for the person's own words, `{rest}` for any or none that do not matter, `{word}`,
`{number}` and `{ref}` for one word, a number and an idea's reference. Everything else is itself;
case, accents, apostrophes and punctuation between words make no difference.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_TOKEN = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘´`", " "))
_JOINED = {  # typed without the apostrophe
    **{f"{word}s": (word, "s") for word in ("what", "wot", "where", "how", "who", "that", "there",
                                            "here", "it", "when")},
    **{f"{word}t": (word, "t") for word in ("don", "doesn", "didn", "can", "couldn", "won", "isn",
                                            "wasn", "aren", "haven", "hasn", "wouldn", "shouldn")},
    "im": ("i", "m"), "ive": ("i", "ve"), "weve": ("we", "ve"), "youre": ("you", "re"),
    "youve": ("you", "ve"), "id": ("i", "d"), "theyre": ("they", "re"), "dwin": ("dwi", "n"),
    "dwim": ("dwi", "m"),
}  # fmt: skip
_REFERENCES = ("ai", "idea", "syniad", "number", "rhif", "#")
_MOST_WORDS = 12  # of `{what}`


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text, folded, and where it stands in it."""

    word: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        return not (self.word[0].isalnum() or self.word[0] == "_")


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of a text; what stands behind an apostrophe is a word of its own."""
    found: list[Token] = []
    for match in _TOKEN.finditer(fold(text).translate(_APOSTROPHES)):
        for word in _JOINED.get(match[0], (match[0],)):
            found.append(Token(word, *match.span()))
    return tuple(found)


def fold(text: str) -> str:
    """The text without capitals and accents, letter by letter as long as it was."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].lower()[:1] or letter


Captures = tuple[tuple[str, int, int], ...]
"""What was captured: its name, and the first and the last token but one."""

Ends = dict[int, Captures]
"""Where in the tokens a part of a phrase may end, with what was captured on the way."""


class Part:
    """A part of a phrase. `firsts` are the words that it can begin with, None for any; a text has
    to hold a word of each of `needs`."""

    firsts: frozenset[str] | None = None
    needs: Sequence[frozenset[str]] = ()
    may_be_empty: bool = False

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Word(Part):
    word: str
    firsts: frozenset[str] = field(init=False)
    needs: Sequence[frozenset[str]] = field(init=False)
    is_sign: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", frozenset({self.word}))
        object.__setattr__(self, "needs", (self.firsts,))
        object.__setattr__(self, "is_sign", not self.word[0].isalnum())

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        found: Ends = {}
        for start, captured in starts.items():
            at = start if self.is_sign else after_signs(said, start)
            if at < len(said) and said[at].word == self.word:
                found.setdefault(at + 1, captured)
        return found


@dataclass(frozen=True, slots=True)
class Sequenced(Part):
    parts: Sequence[Part]
    firsts: frozenset[str] | None = field(init=False)
    needs: Sequence[frozenset[str]] = field(init=False)
    may_be_empty: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", _firsts_of(self.parts))
        object.__setattr__(self, "may_be_empty", all(part.may_be_empty for part in self.parts))
        needs = [need for part in self.parts for need in part.needs]
        object.__setattr__(self, "needs", tuple(dict.fromkeys(needs)))

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        for part in self.parts:
            starts = part.ends(said, starts)
            if not starts:
                break
        return starts


@dataclass(frozen=True, slots=True)
class Either(Part):
    parts: Sequence[Part]
    optional: bool = False
    firsts: frozenset[str] | None = field(init=False)
    needs: Sequence[frozenset[str]] = field(init=False)
    may_be_empty: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "may_be_empty", self.optional or any(part.may_be_empty for part in self.parts)
        )
        each = [part.firsts for part in self.parts]
        known = [one for one in each if one is not None]
        firsts = frozenset[str]().union(*known) if len(known) == len(each) else None
        object.__setattr__(self, "firsts", firsts)
        object.__setattr__(self, "needs", () if self.optional else _needs_of_any(self.parts))

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        found: Ends = dict(starts) if self.optional else {}
        next_words = {said[at].word for start in starts for at in _here(said, start)}
        for part in self.parts:
            if part.firsts is None or not part.firsts.isdisjoint(next_words) or part.may_be_empty:
                for end, captured in part.ends(said, starts).items():
                    found.setdefault(end, captured)
        return found


@dataclass(frozen=True, slots=True)
class Own(Part):
    """The person's own words, of some number; kept under a name, if it has one."""

    name: str
    fewest: int
    most: int
    kept: bool
    may_be_empty: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "may_be_empty", self.fewest == 0)

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        found: Ends = {}
        for start, captured in starts.items():
            first = after_signs(said, start) if self.fewest else start
            last = min(len(said), first + self.most)
            for end in range(first + self.fewest, last + 1):
                own = ((self.name, first, end),) if self.kept else ()
                found.setdefault(end, (*captured, *own))
        return found


@dataclass(frozen=True, slots=True)
class Number(Part):
    """A whole number, or with `is_reference` the reference of an idea."""

    is_reference: bool

    def ends(self, said: Sequence[Token], starts: Ends) -> Ends:
        found: Ends = {}
        for start, captured in starts.items():
            first = at = after_signs(said, start, but="#")
            if self.is_reference:
                if at >= len(said) or said[at].word not in _REFERENCES:
                    continue
                at = after_signs(said, at + 1)
            if at >= len(said) or not said[at].word.isdecimal():
                continue
            second = after_signs(said, at + 1)
            if self.is_reference and second < len(said) and said[second].word.isdecimal():
                at = second
            kept = (("ref", first, at + 1),) if self.is_reference else ()
            found.setdefault(at + 1, (*captured, *kept))
        return found


OWN: Mapping[str, Part] = {
    "text": Own("text", 1, 10_000, kept=True),
    "what": Own("text", 1, _MOST_WORDS, kept=True),
    "rest": Own("rest", 0, 10_000, kept=True),
    "word": Own("word", 1, 1, kept=False),
    "number": Number(is_reference=False),
    "ref": Number(is_reference=True),
}


def after_signs(said: Sequence[Token], at: int, but: str = "") -> int:
    """The first word from there on; a sign that is `but` counts as one."""
    while at < len(said) and said[at].is_sign and said[at].word != but:
        at += 1
    return at


def next_words(said: Sequence[Token], starts: Sequence[int]) -> set[str]:
    """The words and signs with which something can go on from these places."""
    return {said[at].word for start in starts for at in _here(said, start)}


def _here(said: Sequence[Token], start: int) -> Sequence[int]:
    places = {start, after_signs(said, start)}
    return [at for at in places if at < len(said)]


def _needs_of_any(parts: Sequence[Part]) -> tuple[frozenset[str], ...]:
    """A word of what any of them needs: of each, the need that the fewest words meet."""
    if not parts or not all(part.needs for part in parts):
        return ()
    return (frozenset[str]().union(*(min(part.needs, key=len) for part in parts)),)


def _firsts_of(parts: Sequence[Part]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for part in parts:
        if part.firsts is None:
            return None
        found |= part.firsts
        if not part.may_be_empty:
            break
    return found
