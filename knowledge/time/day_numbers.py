"""The number of a day in words and figures: `3`, `3rd`, `the third`, `twenty-first`."""

import re
from collections.abc import Sequence

_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINALS = {word: at for at, word in enumerate(_UNITS, 1)} | {"twentieth": 20, "thirtieth": 30}
_TENS = {"twenty": 20, "thirty": 30}


def read_day_number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The day's number, 1 to 31, and the place behind its words; `the 1st day` counts as one."""
    found = _number(words, at)
    if found is None or not 1 <= found[0] <= 31:
        return None
    number, behind = found
    if words[behind : behind + 2] == ["day", "of"]:
        behind += 1
    return number, behind


def is_ordinal(word: str) -> bool:
    """Whether a word can only be the place in a row: `11th`, `first`."""
    return word in _ORDINALS or bool(re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", word))


def _number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    word = words[at] if at < len(words) else ""
    if digits := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word):
        return int(digits[1]), at + 1
    if word in _TENS and at + 1 < len(words) and words[at + 1] in _UNITS[:9]:
        return _TENS[word] + _ORDINALS[words[at + 1]], at + 2
    return (_ORDINALS[word], at + 1) if word in _ORDINALS else None
