"""Days as people write them: `3/3/26`, `March 2026`, `last spring`, `two months ago`.

Days come before months, as in the United Kingdom. What names no year means the latest such time
that has begun by today, or the next one where the words look ahead.
"""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.time.date_ranges import NoSuchDayError
from knowledge.time.stretch_parser import StretchParser
from knowledge.time.time_words import beginnings

_TOKEN = re.compile(r"\d+(?:[/.–-]\d+)+|\d+(?:st|nd|rd|th)\b|['’]\d\d\b|\d+|[a-z]+(?:['’]s)?", re.I)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that some words name, and where in the text these stand."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """A day that is named and does not exist, and where in the text its words stand."""

    named: str
    start: int
    end: int


def find_days(text: str, today: date, *, ahead: bool = False) -> Days | None:
    """The first days named in a text; None where there are none. `ahead`: the words around look
    to what is to come."""
    found = read_days(text, today, ahead=ahead)
    return found if isinstance(found, Days) else None


def read_days(text: str, today: date, *, ahead: bool = False) -> Days | NoSuchDay | None:
    """The same; a day that does not exist is told as such, and no other is looked for."""
    matches = list(_TOKEN.finditer(text))
    words = [match[0].lower().replace("’", "'").removesuffix("'s") for match in matches]
    for at in beginnings(words):
        reader = StretchParser(words, at, today, ahead)
        try:
            span = reader.stretch()
        except NoSuchDayError as error:
            return NoSuchDay(error.named, matches[at].start(), matches[reader.at - 1].end())
        except (ValueError, OverflowError):
            continue
        if span is not None:
            return Days(*span, matches[at].start(), matches[reader.at - 1].end())
    return None
