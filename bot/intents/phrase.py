"""A phrase with places that may be left out, and whether a text is one.

`[x]` may be left out, `(x|y)` is either, `<name>` is any of a list of phrases; `{text}` and
`{what}` stand for the person's own words, `{rest}` for any or none that do not matter, `{word}`,
`{number}` and `{ref}` for one word, a number and an idea's reference. Everything else is itself;
case, accents, apostrophes and punctuation between words make no difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.intents.tokens import Token, tokens

_REFERENCES = ("ai", "idea", "syniad", "number", "rhif", "#")
_MOST_WORDS = 12  # of `{what}`


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


@cache
def word_part(spelt: str) -> Word:
    """The part that is this word. The files have twenty thousand of some three thousand words:
    each is held once."""
    return Word(spelt)


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
        found = found | part.firsts if found else part.firsts
        if not part.may_be_empty:
            break
    return found


_LEADS, _TAILS = 3, 2
"""So many words of politeness may stand before and behind a phrase."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase holds of the person's own words, "" where it holds none; `ref` as typed."""

    text: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    name: str
    part: Part
    unless: Part | None


@dataclass(frozen=True, slots=True)
class Language:
    """One language's phrases, by the words with which they can begin; "" for any."""

    lead: Part
    tail: Part
    phrases: Mapping[str, Sequence[Phrase]]

    def read(self, text: str, said: Sequence[Token]) -> Iterator[tuple[str, Found]]:
        """The names of the phrases that the text is one of, and what they hold."""
        starts = _repeated(self.lead, said, {0: ()}, _LEADS)
        held = {token.word for token in said}
        done: set[str] = set()
        for word in ("", *next_words(said, list(starts))):
            for phrase in self.phrases.get(word, ()):
                if phrase.name in done or any(map(held.isdisjoint, phrase.part.needs)):
                    continue
                captured = self._fit(phrase, said, starts)
                if captured is not None:
                    done.add(phrase.name)
                    yield phrase.name, _found(text, said, captured)

    def _fit(self, phrase: Phrase, said: Sequence[Token], starts: Ends) -> Captures | None:
        ends = phrase.part.ends(said, starts)
        for end, captured in sorted(_repeated(self.tail, said, ends, _TAILS).items()):
            if after_signs(said, end) == len(said):
                is_excepted = phrase.unless is not None and _holds(phrase.unless, said, captured)
                return None if is_excepted else captured
        return None


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The phrases of every language."""

    languages: Sequence[Language]

    def read(self, text: str) -> Mapping[str, Found]:
        """The names of all phrases that the whole text is one of, with what they hold."""
        said = tokens(text)
        found: dict[str, Found] = {}
        for language in self.languages:
            for name, held in language.read(text, said):
                if name not in found or (held.text and not found[name].text):
                    found[name] = held
        return found


def _repeated(part: Part, said: Sequence[Token], starts: Ends, most: int) -> Ends:
    """From every start, after none to `most` times the part."""
    found = dict(starts)
    for _ in range(most):
        starts = part.ends(said, starts)
        if not starts:
            break
        for end, captured in starts.items():
            found.setdefault(end, captured)
    return found


def _holds(part: Part, said: Sequence[Token], captured: Captures) -> bool:
    """Whether the person's own words hold it."""
    for _, first, end in captured:
        own = said[first:end]
        if own and part.ends(own, dict.fromkeys(range(len(own)), ())):
            return True
    return False


def _found(text: str, said: Sequence[Token], captured: Captures) -> Found:
    held = {
        name: text[said[first].start : said[end - 1].end].strip()
        for name, first, end in captured
        if first < end
    }
    return Found(held.get("text", ""), held.get("ref", ""))
