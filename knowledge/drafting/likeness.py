"""How near two sentences of a set are in subject: by the rare words that they share, and by
meaning where there is an encoder."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
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

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        found = [set(text) for text in texts]
        self._count = len(found) + 1
        self._in = Counter(stem for one in found for stem in one)

    def of_count(self, count: int) -> float:
        """How rare something is that so many of the texts state: 1 for one, 0 for all."""
        return 1 - math.log(max(1, count)) / math.log(self._count + 1)

    def telling(self, stems: Sequence[str]) -> float:
        """How rare the rarest of some words is: 1 for one that a single text has, 0 for none."""
        most = math.log(max(3, self._count) / 2)
        return max((self.weight(stem) / most for stem in stems), default=0.0)

    def weight(self, stem: str) -> float:
        return math.log(self._count / (1 + self._in[stem]))

    def share(self, wanted: Sequence[str], there: Set[str]) -> float:
        """The share of words that a text has, by rarity; 0 for no words."""
        total = sum(map(self.weight, wanted))
        return sum(self.weight(stem) for stem in wanted if stem in there) / total if total else 0.0

    def nearness(self, subject: Subject, there: Set[str], near: Set[str]) -> float:
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
