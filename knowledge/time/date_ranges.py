"""Stretches of days: a month, a week, so many days from now."""

from calendar import monthrange
from datetime import date, timedelta

LONG_MONTHS = (
    "january february march april may june july august september october november december"
).split()

DateRange = tuple[date, date]
"""The first day and the last."""

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_LONGEST_PART = timedelta(days=30)


class NoSuchDayError(ValueError):
    """The calendar has no such day; `named` is how a person would say it."""

    def __init__(self, named: str) -> None:
        super().__init__(named)
        self.named = named


def part_of(span: DateRange, part: str) -> DateRange:
    """The start, the middle or the end: a third, and of a long time a month."""
    first, last = span
    length = min((last - first) // 3, _LONGEST_PART)
    if part in ("start", "beginning", "early"):
        return first, first + length
    if part in ("middle", "mid"):
        begins = first + (last - first - length) // 2
        return begins, begins + length
    return (last - length, last) if part else span


def unit_span(name: str, today: date, by: int) -> DateRange | None:
    """The week, fortnight, month or year that is last, this or next one."""
    if name == "year":
        return date(today.year + by, 1, 1), date(today.year + by, 12, 31)
    if name == "month":
        first = months_off(today.replace(day=1), by)
        return months(first.year, first.month, 1)
    days = {"week": 7, "fortnight": 14}.get(name)
    if days is None:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(days=days * by)
    return monday, monday + timedelta(days=days - 1)


def moved_by(today: date, unit: str, count: int) -> date | None:
    """So many days, weeks, fortnights, months or years on or back; None for another unit."""
    unit = unit.removesuffix("'s").removesuffix("s")
    if unit in _MONTHS_IN:
        return months_off(today, count * _MONTHS_IN[unit])
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    return today + timedelta(days=count * days) if days else None


def months(year: int, month: int, count: int) -> DateRange:
    """So many whole months."""
    first = date(year, month, 1)
    return first, months_off(first, count) - timedelta(days=1)


def months_off(day: date, by: int) -> date:
    """So many months on or back; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def one(day: date) -> DateRange:
    """A single day."""
    return day, day


def one_day(year: int, month: int, day: int, written: str = "") -> DateRange:
    """One day; raises NoSuchDayError, which names it as it was written where its month is none."""
    if not 1 <= month <= 12:
        raise NoSuchDayError(written)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NoSuchDayError(f"{day} {LONG_MONTHS[month - 1].capitalize()} {year}")
    return one(date(year, month, day))
