"""The parts of a sentence: what it says of one thing, apart from what it says of others."""

import re
from collections.abc import Sequence

from knowledge.drafting.stated_facts import without_links

_BETWEEN = re.compile(r"[.:;!?]\s+|,\s+|\s[–—-]\s|\s\(|\)\s?|\s(?:and|or|but|because|so that)\s")


def parts(text: str) -> Sequence[str]:
    """What stands between the marks and conjunctions of a sentence."""
    return [one for one in _BETWEEN.split(without_links(text).rstrip(" .")) if one]


def changed_parts(old: str, new: str) -> Sequence[str]:
    """The parts of a sentence that it does not have any more; all of them where none is gone."""
    stay = {one.casefold() for one in parts(new)}
    before = parts(old)
    return [one for one in before if one.casefold() not in stay] or before


def holding(said: str, text: str) -> Sequence[str]:
    """The parts of a sentence in which something is said; all of them where it stands across."""
    every = parts(text)
    return [one for one in every if said in one] or every
