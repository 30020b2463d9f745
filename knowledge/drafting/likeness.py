"""How near two sentences of a set are in subject: by the rare words that they share, and by
meaning where there is an encoder."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.words import content, stems, words
from knowledge.drafting.stated_facts import without_links


def stems_of(text: str) -> Sequence[str]:
    """The stems of the words that carry what a text is about, each once."""
    return list(dict.fromkeys(stems(content(words(without_links(text))))))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: its own words, and those that it stands under."""

    said: Sequence[str]
    above: Sequence[str]


class Rarity:
    """How much a word tells: the rarer in the set, the more."""

    def __init__(self, texts: Iterable[Iterable[str]], facts: Iterable[Iterable[str]] = ()) -> None:
        found = [set(text) for text in texts]
        self._count = len(found) + 1
        self._in = Counter(stem for one in found for stem in one)
        self._stating = Counter(key for one in facts for key in one)

    def of_fact(self, key: str) -> float:
        """How rare a fact is among the texts: 1 where one of them states it, 0 where all do."""
        return 1 - math.log(max(1, self._stating[key])) / math.log(self._count + 1)

    def weight(self, stem: str) -> float:
        return math.log(self._count / (1 + self._in[stem]))

    def share(self, wanted: Sequence[str], there: set[str]) -> float:
        """The share of words that a text has, by rarity; 0 for no words."""
        total = sum(map(self.weight, wanted))
        return sum(self.weight(stem) for stem in wanted if stem in there) / total if total else 0.0

    def nearness(self, subject: Subject, there: set[str], near: set[str]) -> float:
        """The share of a subject that a text is about too; what stands above either counts half."""
        weighed = {stem: 0.5 * self.weight(stem) for stem in subject.above}
        weighed |= {stem: self.weight(stem) for stem in subject.said}
        total = sum(weighed.values())
        shared = sum(
            weight * (1.0 if stem in there else 0.5)
            for stem, weight in weighed.items()
            if stem in there or stem in near
        )
        return shared / total if total else 0.0
