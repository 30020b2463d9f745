"""What a sentence states that can be set against another: figures, how often, days, addresses.

A fact has the same key however it is written: `two weeks` and `14 days`, `monthly` and `every
month`, `£5,000` and `£5000`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from common.words import STOP_WORDS, stem

_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {name: str(at) for at, name in enumerate(_NAMES.split(), 1)}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS |= {name: f"{at}0" for at, name in enumerate(_TENS, 2)}
_NUMBERS |= {
    f"{ten}-{one}": f"{tens}{ones}"
    for tens, ten in enumerate(_TENS, 2)
    for ones, one in enumerate(_NAMES.split()[:9], 1)
} | {"hundred": "100", "one hundred": "100", "thousand": "1000"}
_BY_LENGTH = sorted(_NUMBERS, key=len, reverse=True)
_NUMBER = rf"(?:\d[\d,.]*\d|\d|{'|'.join(_BY_LENGTH)})"
_UNIT = "day|week|fortnight|month|quarter|term|year|hour|minute|second"
_EACH = {
    "hourly": "hour", "daily": "day", "weekly": "week", "fortnightly": "fortnight",
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year",
    "annually": "year", "termly": "term",
}  # fmt: skip
_LY = "|".join(one for one in _EACH if one.endswith("ly"))  # "240 annual hours" are no years
_SAME_AS = {
    "week": (7, "day"), "fortnight": (14, "day"), "quarter": (3, "month"), "year": (12, "month")
}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december"
_MONTH = (
    rf"(?:{_MONTHS.replace(' ', '|').replace('may', '(?-i:May)')}"  # what one may is no month
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_TH = r"(?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})(?:\s+(?P<y>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH})\s+(?:(?P<d2>\d{{1,2}}){_TH}(?:,?\s+(?P<y2>\d{{4}}))?|(?P<y3>\d{{4}}))"
    r"|(?P<iso>\d{4}-\d\d-\d\d)|(?P<d4>\d{1,2})/(?P<m4>\d{1,2})/(?P<y4>\d{4}))\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    rf"\b(?:twice an?\s+(?P<twice>{_UNIT})\b|(?P<half>half[- ]yearly|biannual(?:ly)?)\b"
    rf"|(?:every|each|per|once an?|once every|once in)\s+(?:(?P<n>{_NUMBER}|other)\s+)?"
    rf"(?P<unit>{_UNIT})s?\b|(?P<n2>{_NUMBER})[\s-](?P<ly2>{_LY})\b"
    rf"|(?P<ly>{'|'.join(_EACH)})\b)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?:\b(?P<of>[a-z]{{3,}}):?\s+(?:(?:is|of|are)\s+)?(?:(?:at least|at most|up to)\s+)?)?"
    rf"(?<![\w.])(?P<money>[£$€]\s?)?(?P<n>{_NUMBER})\b(?:[\s-]+(?P<kind>working|calendar|business"
    rf"|school)\b)?(?:[\s-]*(?P<unit>per cent|percent|{_UNIT})s?\b|(?P<cent>\s?%))?"
    r"(?:[\s-]+(?P<first>[a-z]+))?(?:\s+(?P<second>[a-z]+))?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\w.])(?P<n>{_NUMBER})(?:\s(?:to|or)\s|\s?–\s?|(?<=\d)-(?=\d)){_NUMBER}"
    rf"(?P<of>[\s-]+(?:(?:working|calendar|business|school)\s+)?(?:{_UNIT}|per cent|percent)s?\b"
    r"|\s?%)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\b(?:within|in|after|for|to|of|than|least)\s+an?\s+(?P<unit>{_UNIT})\b", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]*\w|(?<![\w/])\(?\d{3,5}\)?[\s-]\d{3}[\s-]?\d{3,4}\b|(?<![\w/])#[a-z][\w-]{3,}"
)
_SAME_DAY = re.compile(r"\b(?:same day|today)\b", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:at once|immediately|straight ?away|right away|without delay)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:first|before(?:hand)?|prior to|in advance)\b", re.IGNORECASE)
_LINK = re.compile(r"\]\([^)]*\)|\{#[^}]*\}|https?://\S+")
_RUN = re.compile(r"[a-z]+|\d")
_NO_NOUN = frozenset({"and", "or", "of", "to", "in", "per", "days", "am", "pm"})


class FactKind(StrEnum):
    """What kind of thing a fact is."""

    FIGURE = "figure"
    DAY = "date"
    ADDRESS = "address"
    TIMING = "timing"
    TOOL = "tool"
    ROLE = "role"
    NAME = "name"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a text states it: `key` is the same for the same fact, however it is written."""

    kind: FactKind
    key: str
    said: str


def without_links(text: str) -> str:
    """A text as it is read: targets of links, addresses of pages and marks of stress left out."""
    return " ".join(_LINK.sub(" ", re.sub(r"[*_\[\\]", " ", text)).split())


def facts(text: str) -> Iterator[Fact]:
    """The figures, days, addresses and timings of a text."""
    read = without_links(text)
    taken: list[tuple[int, int]] = []
    for kind, pattern in _READ_FIRST:
        for found in pattern.finditer(read):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield Fact(kind, _KEYS[pattern](found), found[0])
    if not _has_number(read):
        return
    for found in _RANGE.finditer(read):
        for first in _AMOUNT.finditer(found["n"] + found["of"]):
            yield from (Fact(FactKind.FIGURE, *one) for one in _amounts(first))
    for found in _AMOUNT.finditer(read):
        if not any(start <= found.start("n") < end for start, end in taken):
            yield from (Fact(FactKind.FIGURE, *one) for one in _amounts(found))


def _has_number(text: str) -> bool:
    """Whether a text has any number: the patterns for amounts are slow on those that have none."""
    return any(one.isdigit() or one in _NUMBERS for one in _RUN.findall(text.lower()))


def _day(found: re.Match[str]) -> str:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
        return f"day {int(day)} {_month(month)} {year}"
    day = found["d"] or found["d2"] or found["d4"] or ""
    month = _month(found["m"] or found["m2"] or found["m4"])
    year = found["y"] or found["y2"] or found["y3"] or found["y4"] or ""
    return " ".join(f"day {int(day) if day else ''} {month} {year}".split())


def _month(written: str) -> str:
    """The month's whole name, from its number, its name or what that is shortened to."""
    months = _MONTHS.split()
    if written.isdigit():
        return months[min(max(int(written), 1), 12) - 1]
    return next(one for one in months if one.startswith(written.lower()[:3]))


def _often(found: re.Match[str]) -> str:
    if found["half"] or (found["twice"] or "").lower() == "year":
        return "each 6 month"
    if found["twice"]:
        return f"twice each {found['twice'].lower()}"
    unit = found["unit"] or _EACH[(found["ly"] or found["ly2"]).lower()]
    number = (found["n"] or found["n2"] or "1").lower().replace("other", "2")
    return f"each {_in_units(_number(number), unit)}"


def _address(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"address {digits if re.match(r'[(]?[0-9]', found[0]) else found[0].lower()}"


def _amounts(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """A figure with what it counts: its key, and how it is said."""
    number, unit = _number(found["n"]), (found["unit"] or "").lower()
    if found["money"]:
        yield f"£{number}", f"{found['money'].strip()}{found['n']}"
    elif found["cent"] or unit in {"per cent", "percent"}:
        yield f"{number} per cent", f"{found['n']} per cent"
    elif unit:
        kind = (found["kind"] or "").lower().replace("business", "working")
        counted = _in_units(number, unit)
        yield f"{kind} {counted}".strip(), _said(found)
        number = counted.split()[0]
    elif found["n"].lower() != "one":
        first = (found["first"] or "").lower()
        nouns = [first, (found["second"] or "").lower()]
        if first not in STOP_WORDS and first not in _NO_NOUN:
            yield from ((f"{number} {stem(w)}", f"{found['n']} {w}")
                        for w in nouns if w and w not in STOP_WORDS)  # fmt: skip
    if not unit and (of := (found["of"] or "").lower()) and of not in STOP_WORDS:
        yield f"{stem(of)} {number}", f"{found['of']} {found['n']}"
    if (unit or found["n"][0].isdigit()) and number not in {"1", "2"}:
        yield f"number {number}", _said(found) if unit else found["n"]


def _said(found: re.Match[str]) -> str:
    plural = found.string.startswith("s", found.end("unit"))
    return found.string[found.start("n") : found.end("unit") + plural]


def _number(written: str) -> str:
    plain = written.lower().replace(",", "").rstrip(".")
    return _NUMBERS.get(plain, plain)


def _in_units(number: str, unit: str) -> str:
    times, smaller = _SAME_AS.get(unit.lower(), (1, unit.lower()))
    return f"{int(number) * times} {smaller}" if number.isdigit() else f"{number} {unit}"


_READ_FIRST = (
    (FactKind.ADDRESS, _ADDRESS),
    (FactKind.DAY, _DAY),
    (FactKind.FIGURE, _OFTEN),
    (FactKind.FIGURE, _ONE),
    (FactKind.TIMING, _SAME_DAY),
    (FactKind.TIMING, _AT_ONCE),
    (FactKind.TIMING, _BEFORE),
)
_KEYS: Mapping[re.Pattern[str], Callable[[re.Match[str]], str]] = {
    _ADDRESS: _address,
    _DAY: _day,
    _OFTEN: _often,
    _ONE: lambda found: _in_units("1", found["unit"]),
    _SAME_DAY: lambda _: "the same day",
    _AT_ONCE: lambda _: "at once",
    _BEFORE: lambda _: "before",
}
