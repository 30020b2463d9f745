"""Subjects said not to be covered: written for this set, and not on what its clauses say.

A subject that is marked `outside` goes before clauses, so a clause on it is never quoted. Which
words a subject is about is read from its own ways of asking, compared with those of the others.
Measured on four sets with the list that comes with the product: docs/own-policies.md.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from common.words import STOP_WORDS, stem, words
from knowledge.files.out_of_scope import OutOfScopeExamples
from knowledge.model.policies import Passage, Problem
from knowledge.rules.inspection import Inspection, fault

_OFTEN, _RARER_ELSEWHERE = 0.06, 8.0
"""A word is a subject's own in at least this share of its lines, so many times that elsewhere."""

_PART, _WHOLE = 0.34, 0.67
"""Shares of what a clause's headings say that make it one on the subject: with two of the
subject's own words, or with one of its title."""

_ASKED = 0.25
"""The share of a subject's lines that clauses on it must touch."""

_LISTED = 3
"""Clauses that a message names."""


def subjects_are_this_sets_own(inspection: Inspection) -> Iterator[Problem]:
    """The list that comes with the product stands beside the model set only."""
    shipped = [about for about in inspection.reading.subjects if about.of_model_set]
    if shipped and not inspection.reading.settings.settings.is_model_set:
        file = shipped[0].subject.file
        message = f"these {len(shipped)} subjects are the model set's: clauses of yours on leave, "
        message += "expenses or equipment would never be quoted. Write your own list, or go "
        message += "through it and take {#model-set} out of this heading"
        yield fault(file, 1, message)


def no_clause_is_on_a_subject(inspection: Inspection) -> Iterator[Problem]:
    """What a set says nothing about is nothing that its clauses in force are on."""
    outside = [about for about in inspection.reading.subjects if about.subject.outside]
    clauses = tuple(inspection.policies.passages_on(inspection.on))
    if not outside or not clauses:
        return
    headings = _Headings.of(clauses)
    for about, own in zip(outside, _own_words(outside), strict=True):
        found = headings.on_subject(own, _content(about.subject.title))
        touched = {word for _, said in found for word in said}
        lines = [_content(text) for text, _ in about.lines]
        asked = sum(not touched.isdisjoint(line) for line in lines)
        if found and asked >= _ASKED * len(lines):
            named = ", ".join(passage.place for passage, _ in found[:_LISTED])
            message = f"clauses are on this subject ({named}), and would never be quoted: take "
            message += "out the subject, or its ways of asking that the policies do answer"
            yield fault(about.subject.file, about.subject.line, message)


@dataclass(frozen=True, slots=True)
class _Headings:
    """What the headings of each clause say, and how much each word of them tells apart."""

    said: Sequence[tuple[Passage, Set[str]]]
    weight: Mapping[str, float]

    @classmethod
    def of(cls, clauses: Sequence[Passage]) -> "_Headings":
        said = [(one, _content(" ".join((one.title, *one.heading_path)))) for one in clauses]
        holding = Counter(word for _, heading in said for word in heading)
        weight = {word: math.log1p(len(said) / count) for word, count in holding.items()}
        return cls(said, weight)

    def on_subject(self, own: Set[str], title: Set[str]) -> Sequence[tuple[Passage, Set[str]]]:
        """The clauses whose own heading has words of a subject, and whose headings are on it, with
        those words; none where one clause alone has a part of it."""
        found, whole = [], False
        for passage, heading in self.said:
            both = heading & own
            share = self._sum(both) / (self._sum(heading) or 1.0)
            if own.isdisjoint(_content(passage.heading)):
                continue
            named = share >= _WHOLE and bool(both & title)
            if named or (share >= _PART and len(both) > 1):
                found.append((passage, both))
                whole |= share >= _WHOLE
        return found if whole or len(found) > 1 else ()

    def _sum(self, said: Set[str]) -> float:
        return sum(self.weight[word] for word in said)


def _own_words(subjects: Sequence[OutOfScopeExamples]) -> Sequence[Set[str]]:
    """The words that each subject is about, told apart by the lines of all."""
    lines = [
        [_content(text) for text in (about.subject.title, *(text for text, _ in about.lines))]
        for about in subjects
    ]
    counts = [Counter(word for line in own for word in line) for own in lines]
    total = sum(counts, Counter[str]())
    size = sum(map(len, lines))
    found = []
    for own, count in zip(lines, counts, strict=True):
        words_of = set()
        for word, times in count.items():
            here = times / len(own)
            elsewhere = (total[word] - times) / max(size - len(own), 1)
            if times > 1 and here >= _OFTEN and here >= _RARER_ELSEWHERE * elsewhere:
                words_of.add(word)
        found.append(words_of)
    return found


def _content(text: str) -> Set[str]:
    """The stems that carry the subject; numbers are none."""
    said = (word for word in words(text) if word not in STOP_WORDS and not word.isdigit())
    return {stem(word) for word in said}
