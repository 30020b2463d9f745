"""Periods as councils count them: `2025-26`, `last financial year`, `Q1 2025/26`, `this quarter`.

A financial year runs from 1 April (Local Government Finance Act 1992, section 116), a tax year from
6 April, a municipal year from the annual meeting in May and is taken as from 1 May, a school year
from 1 September. A quarter of a plain year is one of the calendar; one without a year, or of a
financial year, counts from April.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.time.date_ranges import DateRange, months, months_off, unit_span

_BEGIN = {
    **dict.fromkeys(("financial", "fiscal", "budget", "accounting", "council"), (4, 1)),
    **dict.fromkeys(("municipal", "civic"), (5, 1)),
    **dict.fromkeys(("academic", "school"), (9, 1)),
    "tax": (4, 6),
    "calendar": (1, 1),
}
_BY = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "the": 0, "our": 0} | {
    "next": 1,
    "coming": 1,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4} | {
    f"{n}{end}": n for n, end in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"))
}
FIRST_WORDS = frozenset({*_BEGIN, *_BY, *_ORDINALS, "q", "h", "fy", "half"})
"""The words with which a period begins, besides figures."""
_TWO_YEARS = re.compile(r"(20\d\d|\d\d)[/–-](20\d\d|\d\d)")


def read_period(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:
    """The period that is named from a place among lower-case words on, and the place behind it."""
    for form in (_before_last, _quarter, _half, _named_year, _numbered_year):
        if found := form(words, at, today):
            return found
    return None


def _before_last(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:
    """`the week before last`, `the financial year before last`"""
    length = 2 if _word(words, at) in _BEGIN else 1
    unit, behind = _word(words, at + length - 1), at + length + 2
    if list(words[at + length : behind]) != ["before", "last"]:
        return None
    if length == 2:
        span = _named_year(["last", *words[at : at + 2]], 0, today) if unit == "year" else None
        found = span and _named_year(["last", *words[at : at + 2]], 0, span[0][0])
        return (found[0], behind) if found else None
    if unit == "quarter":
        first = months_off(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), -6)
        return months(first.year, first.month, 3), behind
    whole = unit_span(unit, today, -2)
    return (whole, behind) if whole else None


def two_years(word: str) -> int | None:
    """The year in which `2025-26`, `2025/2026` or `25/26` begins; None for anything else."""
    found = _TWO_YEARS.fullmatch(word)
    if found is None:
        return None
    first, second = (int(part) % 100 for part in found.groups())
    is_date = len(found[1]) == len(found[2]) == 2 and second <= 12
    return None if is_date or (first + 1) % 100 != second else 2000 + first


def _named_year(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:
    """`last financial year`, `the municipal year`, `the 2025-26 financial year`, `this year's`"""
    word = _word(words, at)
    kind, begun = _word(words, at + 1), two_years(word)
    if kind not in _BEGIN or _word(words, at + 2) not in ("year", "years"):
        return None
    if begun is not None:
        return _year(begun, kind), at + 3
    if word not in _BY:
        return None
    if (numbered := two_years(_word(words, at + 3))) is not None:
        return _year(numbered, kind), at + 4
    now = today.year if today >= date(today.year, *_BEGIN[kind]) else today.year - 1
    return _year(now + _BY[word], kind), at + 3


def _numbered_year(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:  # noqa: ARG001
    """`2025-26`, `FY25/26`, `financial year 2025/26`"""
    skipped = 0
    if _word(words, at) == "fy":
        skipped = 1
    elif _word(words, at) in _BEGIN and _word(words, at + 1) == "year":
        skipped = 2
    kind = _word(words, at) if skipped == 2 else "financial"
    begun = two_years(_word(words, at + skipped))
    return (_year(begun, kind), at + skipped + 1) if begun is not None else None


def _quarter(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:
    """`Q1 2026`, `the first quarter of 2025-26`, `last quarter`"""
    word, after = _word(words, at), _word(words, at + 1)
    if word == "q" and after in ("1", "2", "3", "4"):
        number, behind = int(after), at + 2
    elif word in _BY and after == "quarter" and _word(words, at + 2) != "of":
        begins = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        first = months_off(begins, 3 * _BY[word])
        return months(first.year, first.month, 3), at + 2
    elif word in _ORDINALS and after == "quarter":
        number, behind = _ORDINALS[word], at + 2
    else:
        return None
    found = _part_of_year(words, behind, today, number, 3)
    if found is not None or _word(words, behind) == "of":
        return found
    begins = months_off(date(today.year, 4, 1), (number - 1) * 3)
    while begins > today:
        begins = months_off(begins, -12)
    return months(begins.year, begins.month, 3), behind


def _half(words: Sequence[str], at: int, today: date) -> tuple[DateRange, int] | None:
    """`the second half of 2026`, `H1 2025-26`"""
    word, after = _word(words, at), _word(words, at + 1)
    if word == "h" and after in ("1", "2"):
        number = int(after)
    elif word in ("first", "second", "last") and after == "half":
        number = 1 if word == "first" else 2
    else:
        return None
    return _part_of_year(words, at + 2, today, number, 6)


def _part_of_year(
    words: Sequence[str], at: int, today: date, number: int, length: int
) -> tuple[DateRange, int] | None:
    """The part with that number, of so many months, of the year that is named next."""
    while _word(words, at) in ("of", "in", "the"):
        at += 1
    begun, year = two_years(_word(words, at)), _word(words, at)
    if begun is not None:
        first, behind = date(begun, 4, 1), at + 1
    elif (named := _read_year(words, at, today)) is not None:
        first, behind = named
    elif len(year) == 4 and year.startswith("20") and year.isdigit():
        first, behind = date(int(year), 1, 1), at + 1
    else:
        return None
    begins = months_off(first, (number - 1) * length)
    return (begins, months_off(begins, length) - timedelta(days=1)), behind


def _read_year(words: Sequence[str], at: int, today: date) -> tuple[date, int] | None:
    """The first day of a council's year that is named there, and the place behind it."""
    if found := _named_year(words, at, today):
        return found[0][0], found[1]
    if _word(words, at) in _BY and _word(words, at + 1) == "year":
        return date(today.year + _BY[_word(words, at)], 1, 1), at + 2
    found = _named_year(["the", *words[at : at + 3]], 0, today)
    return (found[0][0], at + found[1] - 1) if found else None


def _year(begun: int, kind: str) -> DateRange:
    month, day = _BEGIN[kind]
    return date(begun, month, day), date(begun + 1, month, day) - timedelta(days=1)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""
