"""Spelling repair: a word that the texts do not use, read as words that they do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from common.words import stem
from knowledge.query.english import english_ranks

_CANDIDATES = 3
_SURENESS = (0.9, 0.5, 0.5)
_REAL_SURENESS = 0.5
_COMMON = 12_000  # rank in English; a more common word is meant as it stands
_USUAL = 30_000  # rank in English; a slip is of a usual word
_SHORTEST = 4  # letters; the shorter ones have too many neighbours
_SHORTEST_REAL = 6
_EVERYDAY = 1_000  # rank in English; words that run together are everyday ones
_RARE = 10**6
_SPLIT_COST = 0.5  # dearer than a slip within a common word, less than one within a rare word
_SOUNDS_ALIKE = 0.3
_WORDS_KEPT = 20_000

Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it may have been meant; `sure` runs from 0 to 1. Only a `mended` word also takes
    the written one's place; the others are looked for beside it."""

    word: str
    sure: float
    mended: bool = True


class Pool:
    """Words that a slip may be of. They are sorted by length and by sound when the first slip is
    met: a start need not wait for it."""

    def __init__(self, words: Iterable[str], sound: Callable[[str], str] = metaphone) -> None:
        self.words = frozenset(words)
        self._sound = sound

    @cached_property
    def by_length(self) -> Mapping[int, Sequence[str]]:
        return self._grouped(len)

    @cached_property
    def by_sound(self) -> Mapping[str, Sequence[str]]:
        return self._grouped(self._sound)

    def _grouped(self, key: Callable[[str], Key]) -> Mapping[Key, Sequence[str]]:
        found: dict[Key, list[str]] = {}
        for word in sorted(self.words):
            found.setdefault(key(word), []).append(word)
        return found


@lru_cache(maxsize=1)
def _usual_english() -> Pool:
    """Made once a process: sorting thirty thousand words took most of the time in which the index
    of a day was built."""
    return _usual_of(english_ranks())


def _usual_of(english: Mapping[str, int]) -> Pool:
    return Pool(w for w, rank in english.items() if rank <= _USUAL and len(w) >= _SHORTEST)


class SpellCorrector:
    """Repairs words towards a vocabulary with counts, guarded by ranks of real English words.

    A real word that the texts simply do not use is never replaced; a rare one of six letters or
    more is looked for as its nearest neighbour too (`manger` as `manager`). Words that sound alike
    are likelier to be meant, even a letter further away (`menshun`), and two everyday words may
    have run together (`aswell`). A word of `doubted` is mended only where one letter is wrong.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        english: Mapping[str, int],
        doubted: Collection[str] = (),
    ) -> None:
        self._counts = {w: n for w, n in vocabulary.items() if len(w) > 2 and w.isalpha()}
        self._known = frozenset(vocabulary)
        self._doubted = frozenset(doubted)
        self._stems = frozenset(map(stem, vocabulary))
        self._english = english
        self._own = Pool(self._counts, sound)
        usual = _usual_english() if english is english_ranks() else _usual_of(english)
        self._pools = (usual, Pool(self._counts.keys() - usual.words, sound))
        # A cache around the method would hold this object, and the object the cache: a ring, which
        # the collector of garbage is kept from (`DayIndexes.freeze_garbage`).
        self._read: dict[str, tuple[Correction, ...]] = {}

    def readings(self, word: str) -> tuple[Correction, ...]:
        """The likeliest meant words, best first; empty when the word may stand as it is."""
        found = self._read.get(word)
        if found is None:
            if len(self._read) >= _WORDS_KEPT:
                self._read.clear()
            found = self._read[word] = self._readings(word)
        return found

    def readings_of(self, words: Iterable[str]) -> list[tuple[Correction, ...]]:
        """The readings of each word."""
        return [self.readings(word) for word in words]

    def _readings(self, word: str) -> tuple[Correction, ...]:
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return ()
        rank = self._english.get(word)
        if rank is not None:
            if rank <= _COMMON or len(word) < _SHORTEST_REAL or stem(word) in self._stems:
                return ()
            near = _near(word, self._own.by_length, 1)
            best = min(near, key=lambda pair: (self._cost(word, *pair), pair[0]), default=None)
            return (Correction(best[0], _REAL_SURENESS, mended=False),) if best else ()
        costs = self._costs(word)
        if word not in self._doubted:
            costs.update(self._split(word))
        found = sorted(costs, key=lambda meant: (costs[meant], meant))
        return tuple(
            Correction(meant, sure)
            for meant, sure in zip(found[:_CANDIDATES], _SURENESS, strict=False)
        )

    def _costs(self, word: str) -> dict[str, float]:
        """What it costs to read a word that is no English as each word near it."""
        furthest = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
        if word in self._doubted:
            near = [pair for pool in self._pools for pair in _near(word, pool.by_length, 1)]
            return {w: self._cost(word, w, d) for w, d in near if w[0] == word[0]}
        near = [pair for pool in self._pools for pair in _near(word, pool.by_length, furthest)]
        sounding = [w for pool in self._pools for w in pool.by_sound.get(sound(word), ())]
        alike = _near(word, {len(word): sounding}, furthest + 1)
        costs = {w: self._cost(word, w, d) for w, d in near}
        costs.update({w: self._cost(word, w, d) - _SOUNDS_ALIKE for w, d in alike})
        return costs

    def _split(self, word: str) -> dict[str, float]:
        """The word as two everyday words without the space between them."""
        for at in range(2, len(word) - 1):
            if all(self._english.get(part, _RARE) <= _EVERYDAY for part in (word[:at], word[at:])):
                return {f"{word[:at]} {word[at:]}": _SPLIT_COST}
        return {}

    def _cost(self, word: str, candidate: str, distance: int) -> float:
        """Slips seldom touch the first letter, more often drop, double or swap letters than
        change one, and people mean words that the texts use, or common ones."""
        cost = distance + (0.0 if candidate[0] == word[0] else 0.6)
        if sorted(candidate) == sorted(word):
            cost -= 0.3
        elif _within(word, candidate) or _within(candidate, word):
            cost -= 0.25
        used = self._counts.get(candidate, 0)
        common = self._english.get(candidate, _RARE)
        cost -= min(0.12 * float(np.log1p(used)), 0.7)
        cost -= 0.3 if common <= 1_000 else 0.15 if common <= 10_000 else 0.0
        return cost


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a word sounds: words that sound alike have the same."""
    return metaphone(word)


def _near(
    word: str, by_length: Mapping[int, Sequence[str]], furthest: int
) -> list[tuple[str, int]]:
    """The words at most so many slips away, each with their number."""
    near: list[tuple[str, int]] = []
    for length in range(len(word) - furthest, len(word) + furthest + 1):
        pool = by_length.get(length)
        if pool:
            distances = process.cdist(
                [word], pool, scorer=OSA.distance, score_cutoff=furthest, dtype=np.uint8
            )[0]
            found = np.flatnonzero(distances <= furthest).tolist()
            near += [(pool[at], int(distances[at])) for at in found]
    return near


def _within(short: str, long: str) -> bool:
    """Whether the letters of one word stand in the other, in order."""
    rest = iter(long)
    return len(short) < len(long) and all(letter in rest for letter in short)
