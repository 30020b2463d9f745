"""A question as it is read: its words, their possible meanings, and a second form of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.repair import Repair
from knowledge.words import STOP_WORDS, content, stem, words

_LONGEST = 300  # words; what follows in a pasted text does not change what is asked


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Acronyms and staff words with what the policies call them, all lower case.

    Keys may be several words long; each value lists the policies' words, likeliest first.
    """

    entries: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        return max(map(len, self.entries), default=0)


@dataclass(frozen=True, slots=True)
class Question:
    """`text` as asked; `repaired` the same with misspellings mended; `rewritten` with the
    lexicon's words in place of the asker's (empty when nothing was rewritten)."""

    text: str
    repaired: str
    rewritten: str
    words: tuple[str, ...]
    readings: tuple[Mapping[str, float], ...]
    rewritten_readings: tuple[Mapping[str, float], ...]
    repairs: tuple[tuple[str, str], ...]
    lexicon: tuple[tuple[str, str], ...]

    @property
    def content_words(self) -> int:
        return len(self.readings)


class Reader:
    """Reads questions with one collection's vocabulary and lexicon."""

    def __init__(self, repair: Repair, lexicon: Lexicon) -> None:
        self._repair = repair
        self._lexicon = lexicon

    def read(self, text: str) -> Question:
        asked = words(text)[:_LONGEST]
        readings: list[Mapping[str, float]] = []
        mended: list[str] = []
        repairs: list[tuple[str, str]] = []
        for word in asked:
            meant = () if self._named(word) else self._repair.readings(word)
            sure = {stem(word): 1.0}
            for reading in meant:
                sure.setdefault(stem(reading.word), reading.sure)
            readings.append(sure)
            mended.append(meant[0].word if meant else word)
            if meant:
                repairs.append((word, meant[0].word))
        rewritten, used = self._rewrite(mended)
        return Question(
            text=text,
            repaired=" ".join(mended) if repairs or len(asked) == _LONGEST else text,
            rewritten=" ".join(rewritten) if used else "",
            words=tuple(mended),
            readings=tuple(_content_readings(mended, readings)),
            rewritten_readings=tuple({stem(w): 1.0} for w in content(rewritten)) if used else (),
            repairs=tuple(repairs),
            lexicon=tuple(used),
        )

    def _named(self, word: str) -> bool:
        return (word,) in self._lexicon.entries

    def _rewrite(self, asked: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """The question once through the lexicon, longest entry first."""
        out: list[str] = []
        used: list[tuple[str, str]] = []
        at = 0
        while at < len(asked):
            for length in range(min(self._lexicon.longest, len(asked) - at), 0, -1):
                key = tuple(asked[at : at + length])
                meant = self._lexicon.entries.get(key)
                if meant:
                    out.extend(words(meant[0]))
                    used.append((" ".join(key), meant[0]))
                    at += length
                    break
            else:
                out.append(asked[at])
                at += 1
        return out, used


def _content_readings(
    mended: Sequence[str], readings: Sequence[Mapping[str, float]]
) -> list[Mapping[str, float]]:
    kept = [r for w, r in zip(mended, readings, strict=True) if w not in STOP_WORDS]
    return kept or list(readings)


_ACRONYM = re.compile(r"\b((?:[A-Za-z][\w’'-]*[ ]+){1,7}?)\(([A-Z][A-Za-z]{1,7})\)")


def mined_acronyms(text: str) -> dict[str, str]:
    """Acronyms that a text explains itself: `Data Protection Officer (DPO)`.

    The words before the bracket must begin with the acronym's letters, small words allowed
    between them.
    """
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        before, acronym = match[1].split(), match[2]
        letters = [char.lower() for char in acronym if char.isupper()] or [*acronym.lower()]
        expansion = _expansion(before, letters)
        if expansion and len(letters) > 1:
            found.setdefault(acronym.lower(), " ".join(expansion).lower())
    return found


def _expansion(before: Sequence[str], letters: Sequence[str]) -> list[str]:
    """The shortest run of words ending at the bracket whose initials give the letters."""
    for start in range(len(before) - 1, -1, -1):
        run = list(before[start:])
        initials = [w[0].lower() for w in run if w.lower() not in STOP_WORDS]
        parts = [p[0].lower() for w in run for p in w.split("-") if p]
        if letters in (initials, parts) or [w[0].lower() for w in run] == letters:
            return run
    return []
