"""Spelling repair: a word that the texts do not use, read as words that they do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

_CANDIDATES = 3
_SURENESS = (0.9, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as it may have been meant; `sure` runs from 0 to 1."""

    word: str
    sure: float


class Repair:
    """Repairs words towards a vocabulary with counts, guarded by a list of real English words.

    A real word that the texts simply do not use is repaired only at distance 1 and from six
    letters on: half of the needless repairs of the trial came from such words.
    """

    def __init__(self, vocabulary: Mapping[str, int], english: Collection[str] = ()) -> None:
        self._counts = {w: n for w, n in vocabulary.items() if len(w) > 2 and w.isalpha()}
        self._known = frozenset(vocabulary)
        self._english = frozenset(english)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._counts):
            self._by_length.setdefault(len(word), []).append(word)
        self._fallback: dict[int, list[str]] = {}
        for word in sorted(self._english - self._known):
            if len(word) > 3:
                self._fallback.setdefault(len(word), []).append(word)
        self.readings = lru_cache(maxsize=20_000)(self._readings)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """The likeliest meant words, best first; empty when the word may stand as it is."""
        if word in self._known or len(word) < 4 or not word.isalpha():
            return ()
        real = word in self._english
        if real and len(word) < 6:
            return ()
        furthest = 1 if real or len(word) <= 5 else 2 if len(word) <= 9 else 3
        found = self._near(word, self._by_length, furthest)
        if not found and not real:
            found = self._near(word, self._fallback, 1)
            return tuple(Reading(w, 0.5) for w in found[:1])
        return tuple(
            Reading(meant, sure)
            for meant, sure in zip(found[:_CANDIDATES], _SURENESS, strict=False)
        )

    def _near(self, word: str, by_length: Mapping[int, list[str]], furthest: int) -> list[str]:
        pool = [
            candidate
            for length in range(len(word) - furthest, len(word) + furthest + 1)
            for candidate in by_length.get(length, ())
        ]
        if not pool:
            return []
        distances = process.cdist(
            [word], pool, scorer=OSA.distance, score_cutoff=furthest, dtype=np.int32
        )[0]
        near = [(pool[at], int(distances[at])) for at in np.flatnonzero(distances <= furthest)]
        return [w for w, _ in sorted(near, key=lambda pair: self._cost(word, *pair))]

    def _cost(self, word: str, candidate: str, distance: int) -> tuple[float, str]:
        # Slips seldom touch the first letter, and people mean frequent words.
        first = 0.0 if candidate[0] == word[0] else 0.6
        letters = 0.0 if sorted(candidate) == sorted(word) else 0.2
        frequent = 0.15 * float(np.log1p(self._counts.get(candidate, 0)))
        return (distance + first + letters - min(frequent, 0.9), candidate)
