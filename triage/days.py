"""Days: read, counted on by months, and as people in the council write them."""

import calendar
from datetime import date, datetime

from common.clock import local_day


def read_day(text: str) -> date | None:
    """An ISO date; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month; at most the last day that
    there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def day(when: date | None) -> str:
    """21 November 2026, of a moment the day in the United Kingdom; empty for no day."""
    if isinstance(when, datetime):
        when = local_day(when)
    return f"{when.day} {when:%B %Y}" if when else ""
