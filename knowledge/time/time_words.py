"""The words of which times are made: names, counts, the number of a day in words and figures."""

import re
from collections.abc import Sequence

from knowledge.time import periods
from knowledge.time.date_ranges import LONG_MONTHS

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
COUNTS = {word: at for at, word in enumerate(_NUMBERS, 1)} | {
    **{"a": 1, "an": 1, "couple": 2, "few": 3, "several": 4},
}
BEFORE_A_BARE_NAME = frozenset(
    "in on during since before until till after by from over of at around to mid".split()
)
NO_DAYS = frozenset("quarter half time floor week one two place person option line".split())
MAY_THE_VERB = frozenset("i we you they he she it have not be need also use".split())
SHORT_DATE = re.compile(r"(\d{1,2})/(\d{1,2})")
WHOLE_DATE = re.compile(r"(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{2}|\d{4})")
EDGES = {"first": 0, "last": 1, "final": 1}
"""Which of the days of a time is meant: "the last day of September"."""
LAST, NEXT = ("last", "previous", "past"), ("next", "coming", "upcoming")
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINALS = {word: at for at, word in enumerate(_UNITS, 1)} | {"twentieth": 20, "thirtieth": 30}
_TENS = {"twenty": 20, "thirty": 30}


PARTS = ("start", "beginning", "middle", "end", "early", "mid", "late")
_LEAD_ON = frozenset(
    ("between", "from", "the", "this", "on", "in", "since", "before", "until", "a", "an", "of")
) | {*LAST, *NEXT, *PARTS}
"""Words with which a time may begin, but none ends."""
_WORDS_OF_TIME = (
    frozenset("couple of half ago yesterday tomorrow christmas final".split())
    | {f"{unit}{s}" for unit in "day week fortnight month quarter year".split() for s in ("", "s")}
    | {*_LEAD_ON, *_MONTHS, "sept", *LONG_MONTHS, *SEASONS, *COUNTS, *_ORDINALS, *_TENS}
    | periods.FIRST_WORDS
)


def beginnings(words: Sequence[str]) -> list[int]:
    """The places at which a time may begin: most words are of none."""
    of_time = [
        word in _WORDS_OF_TIME or not word[0].isalpha() or weekday_number(word) is not None
        for word in words
    ]
    return [
        at
        for at, word in enumerate(words)
        if of_time[at] and (word not in _LEAD_ON or of_time[at + 1 : at + 2] == [True])
    ]


def month_number(word: str) -> int | None:
    """Which month a word is, 1 to 12."""
    if word == "sept":
        return 9
    for names in (_MONTHS, LONG_MONTHS):
        if word in names:
            return names.index(word) + 1
    return None


def weekday_number(word: str) -> int | None:
    """Which weekday a word is, or is short for by three letters or more; 0 for Monday."""
    found = (at for at, name in enumerate(_WEEKDAYS) if len(word) > 2 and name.startswith(word))
    return next(found, None)


def year_number(digits: str) -> int:
    """The year of `2026`, `26` or `'26`."""
    number = int(digits.strip("'"))
    return number if number > 99 else 2000 + number


def read_year(word: str, *, short: bool) -> int | None:
    """The year that a word is: `2026`, `'26`; `short`: `26` too."""
    whole = len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
    is_year = whole or word.startswith("'") or (short and len(word) == 2 and word.isdigit())
    return year_number(word) if is_year else None


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
