"""Which clause of one version is which clause of another."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from knowledge.model.policies import Passage

_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE)

_LIKE = 70.0
"""Per cent of letters in common, in order, that make two texts the same clause reworded."""


def align_clauses(old: Sequence[Passage], new: Sequence[Passage]) -> Mapping[int, int]:
    """Which old clause is which new one, by place: the same words first, then the same anchor,
    then the likest words."""
    pairs: dict[int, int] = {}
    for key in (_words_and_anchor, wording, _text, _anchor):
        free = [at for at in range(len(new)) if at not in set(pairs.values())]
        by_key: dict[object, list[int]] = {}
        for there in free:
            by_key.setdefault(key(new[there]), []).append(there)
        for here, passage in enumerate(old):
            waiting = by_key.get(key(passage))
            if here not in pairs and waiting:
                pairs[here] = waiting.pop(0)
    pairs.update(_likest(old, new, pairs))
    return pairs


def _likest(
    old: Sequence[Passage], new: Sequence[Passage], pairs: Mapping[int, int]
) -> Mapping[int, int]:
    taken = set(pairs.values())
    likenesses = sorted(
        (-likeness, here, there)
        for here, before in enumerate(old)
        if here not in pairs
        for there, after in enumerate(new)
        if there not in taken
        and (likeness := fuzz.ratio(before.text, after.text, score_cutoff=_LIKE)) >= _LIKE
    )
    found: dict[int, int] = {}
    for _, here, there in likenesses:
        if here not in found and there not in found.values():
            found[here] = there
    return found


def moved_clauses(
    old: Sequence[Passage], new: Sequence[Passage], pairs: Mapping[int, int]
) -> frozenset[int]:
    """The places in the new version of clauses that left their order or their heading."""
    there_in_order = [pairs[here] for here in sorted(pairs)]
    in_order = _longest_rising(there_in_order)
    headings = {passage.heading_path[:-1] for passage in new}
    return frozenset(
        there
        for here, there in pairs.items()
        if there not in in_order
        # Under another heading, and not because the heading itself was reworded.
        or (
            old[here].heading_path[:-1] != new[there].heading_path[:-1]
            and old[here].heading_path[:-1] in headings
        )
    )


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest subsequence that rises: patience sorting."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found: set[int] = set()
    number_or_none: int | None = tails[-1] if tails else None
    while number_or_none is not None:
        found.add(number_or_none)
        number_or_none = before[number_or_none]
    return found


def wording(passage: Passage) -> tuple[str, str]:
    """Heading and text as far as a change of them is one: white space, line breaks and the marks
    of bullets are none."""
    return " ".join(passage.heading.split()), _text(passage)


def _words_and_anchor(passage: Passage) -> tuple[str, str, str]:
    return *wording(passage), passage.anchor


def _text(passage: Passage) -> str:
    return " ".join(_BULLET.sub("- ", passage.text).split())


def _anchor(passage: Passage) -> str:
    return passage.anchor
