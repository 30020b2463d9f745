"""Days, numbers and lists as the language of the turn writes them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.messages.language import Language, current
from common.clock import local_day

_MONTHS = dict(get_month_names(locale="en_GB"))
_SPELT = re.compile(r"[FHLMNRSX][^AEIOU\W_a-z]*\b")
"""An abbreviation said letter by letter whose first letter's name begins with a vowel."""


def format_day(when: date) -> str:
    """A day as people write it: 1 October 2026, or 1 Hydref 2026; of a moment the day in the United
    Kingdom."""
    return _day(local_day(when) if isinstance(when, datetime) else when, _locale())


@lru_cache(maxsize=512)
def _day(day: date, locale: str) -> str:
    return format_date(day, "d MMMM y", locale=locale)


def day_named(english: str) -> str:
    """A day with the name of its month as people write it: `31 November` as 31 Tachwedd."""
    months = get_month_names(locale=_locale())
    found = next((at for at, name in _MONTHS.items() if name in english), None)
    return english.replace(_MONTHS[found], months[found]) if found else english


def number(value: float) -> str:
    """A number as people write it: 12,345.6."""
    return format_decimal(value, locale=_locale())


def listed(items: Sequence[str]) -> str:
    """`a, b and c`; nothing for no items."""
    if current() is Language.WELSH and len(items) > 1:
        joined = "ac" if _begins_with_vowel(items[-1]) else "a"
        return f"{', '.join(items[:-1])} {joined} {items[-1]}"
    return format_list(list(items), locale=_locale()) if items else ""


def either(items: Sequence[str]) -> str:
    """`a, b or c`; nothing for no items."""
    return format_list(list(items), style="or", locale=_locale()) if items else ""


def _begins_with_vowel(words: str) -> bool:
    """Whether Welsh says `ac` before these words: they sound as if they began with a vowel.

    `w` and `y` are vowels in Welsh words (wedyn, ysgol), but not in English names (Word, YouTube).
    """
    bare = unicodedata.normalize("NFKD", words).lstrip("\"'“‘([«*_ ")
    if digits := re.match(r"\d[\d,]*", bare):
        return _number_begins_with_vowel(int(digits[0].replace(",", "")))
    if bare[:1] in ("W", "Y"):
        return bare[1:2].lower() not in tuple("aeiouh")
    return bare[:1].lower() in tuple("aeiouwy") or _SPELT.match(bare) is not None


def _number_begins_with_vowel(value: int) -> bool:
    """Un, un deg dau, wyth, wyth deg: not deg, cant or mil."""
    while value >= 1_000:
        if value < 2_000:
            return False
        value //= 1_000
    return value == 1 or 10 < value < 20 or str(value).startswith("8")


def _locale() -> str:
    return current().replace("-", "_")
