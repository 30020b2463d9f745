"""Reads the words of one time, from a place among words on: a day, a month, a season."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.time import periods
from knowledge.time.date_ranges import (
    LONG_MONTHS,
    DateRange,
    NoSuchDayError,
    months,
    months_off,
    moved_by,
    one,
    one_day,
    unit_span,
)
from knowledge.time.time_words import (
    COUNTS,
    LAST,
    MAY_THE_VERB,
    NEXT,
    NO_DAYS,
    SEASONS,
    SHORT_DATE,
    WHOLE_DATE,
    is_ordinal,
    month_number,
    read_day_number,
    read_year,
    weekday_number,
    year_number,
)


class DateParser:
    """Reads one phrase from a place among the words; `at` is then behind its last word."""

    def __init__(self, words: Sequence[str], at: int, today: date, ahead: bool) -> None:
        self._words = words
        self.at = at
        self._first = at
        self._today = today
        self._ahead = ahead

    def _time(self, *, named: bool) -> DateRange | None:
        """One time. A bare name of a month or a year counts only if `named` by what precedes."""
        start = self.at
        for form in (
            self._period,
            self._whole_date,
            self._day_and_month,
            self._month_and_day,
            self._name_and_year,
            self._lately,
            self._which,
            self._ago,
            self._in_time,
            self._near,
        ):
            self.at = start
            if span := form():
                return span
        self.at = start
        if named and (span := self._short_date() or self._day_of_a_month()):
            return span
        self.at = start
        return self._bare_name() if named else None

    def _period(self) -> DateRange | None:
        """`last financial year`, `Q1 2026`"""
        at = self.at - 1 if self.at > self._first and self._words[self.at - 1] == "the" else self.at
        found = periods.read_period(self._words, self.at, self._today)
        found = found or periods.read_period(self._words, at, self._today)
        span, self.at = found or (None, self.at)
        return span

    def _whole_date(self) -> DateRange | None:
        found = WHOLE_DATE.fullmatch(self._next())
        if found is None:
            return None
        if len(found[1]) == 4:
            return one_day(int(found[1]), int(found[3]), int(found[4]), found[0])
        return one_day(year_number(found[4]), int(found[3]), int(found[1]), found[0])

    def _short_date(self) -> DateRange | None:
        """`since 1/4`: a day and a month"""
        found = SHORT_DATE.fullmatch(self._next())
        return self._dated(int(found[1]), int(found[2])) if found and int(found[2]) <= 12 else None

    def _day_of_a_month(self) -> DateRange | None:
        """`on the 11th`, `on the 1st of this month`"""
        self.at = self._first + (self._words[self._first] == "the")
        if not is_ordinal(self._peek()):
            return None
        day = self._day()
        which = self._take("this", "last", "next") if self._take("of") else ""
        if not day or (which and not self._take("month")):
            return None
        by = {"last": -1, "next": 1}.get(which, 0)
        first = months_off(self._today.replace(day=1), by)
        if not which and self._peek() in NO_DAYS:
            return None
        if not which and day > self._today.day and not self._ahead:
            first = months_off(first, -1)
        return one_day(first.year, first.month, day)

    def _day_and_month(self) -> DateRange | None:
        """`Monday 3rd of March 2026`"""
        self.at += weekday_number(self._peek()) is not None
        self._take("the")
        day = self._day()
        self._take("of")
        month = month_number(self._next()) if day else None
        return self._dated(day, month) if day and month else None

    def _month_and_day(self) -> DateRange | None:
        """`March the 3rd, 2026`"""
        month = month_number(self._next())
        self._take("the")
        day = self._day() if month else None
        return self._dated(day, month) if day and month else None

    def _day(self) -> int | None:
        found = read_day_number(self._words, self.at)
        day, self.at = found or (None, self.at)
        return day

    def _dated(self, day: int, month: int) -> DateRange:
        """The day; raises NoSuchDayError where the calendar has none."""
        if year := self._year_here(short=True):
            return one_day(year, month, day)
        years = range(self._today.year + 1, self._today.year - 9, -1)  # a leap year is among them
        days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
        if not days:
            raise NoSuchDayError(f"{day} {LONG_MONTHS[month - 1].capitalize()}")
        return self._chosen([one(day) for day in days])

    def _name_and_year(self) -> DateRange | None:
        """`March 2026`, `spring 2026`, `December last year`"""
        name = self._next()
        self._take("of")
        if which := self._take("last", "this", "next"):
            off = {"last": -1, "this": 0, "next": 1}[which]
            return self._named(name, self._today.year + off) if self._take("year") else None
        year = self._year_here(short=False)
        return self._named(name, year) if year else None

    def _lately(self) -> DateRange | None:
        """`the last two weeks`, `the past few months`: up to today"""
        back = self._amount(-1) if self._take("last", "past") else None
        return (back, self._today) if back else None

    def _which(self) -> DateRange | None:
        """`last March`, `this summer`, `next week`, `on Monday`"""
        which = self._take(*LAST, "this", *NEXT, "on", "since", "before", "until")
        name = self._next() if which else ""
        by = -1 if which in LAST else 1 if which in NEXT else 0
        if (weekday := weekday_number(name)) is not None:
            if self._take("the") or read_day_number(self._words, self.at):
                return None  # a whole date, which is read from its weekday on
            back = self._today - timedelta(days=(self._today.weekday() - weekday) % 7)
            return self._of_three([one(back + timedelta(days=7 * off)) for off in (1, 0, -1)], by)
        if not which or which in ("on", "since", "before", "until"):
            return None
        spans = [self._named(name, self._today.year + off) for off in (1, 0, -1)]
        dated = [span for span in spans if span]
        return self._of_three(dated, by) if dated else unit_span(name, self._today, by)

    def _ago(self) -> DateRange | None:
        """`two months ago`, `half a year ago`"""
        if self._take("half") and self._take("a") and self._take("year") and self._take("ago"):
            return one(months_off(self._today, -6))
        off = self._amount(-1)
        return one(off) if off and self._take("ago", "back", "earlier") else None

    def _in_time(self) -> DateRange | None:
        """`in two weeks' time`"""
        off = self._amount(1) if self._take("in") else None
        if off is None:
            return None
        if not self._take("time") and self._take("from"):
            self._take("now")
        return one(off)

    def _amount(self, way: int) -> date | None:
        """Today and so many units on or back: `a couple of weeks`."""
        self._take("a") if self._peek(1) in ("couple", "few") else None
        said = self._next()
        self._take("of")
        count = int(said) if said.isdigit() and len(said) < 4 else COUNTS.get(said)
        return moved_by(self._today, self._next(), way * count) if count else None

    def _near(self) -> DateRange | None:
        by = {"yesterday": -1, "tomorrow": 1}.get(self._peek())
        if by is not None:
            self.at += 1
            return one(self._today + timedelta(days=by))
        if self._take("christmas"):
            year = self._today.year
            return self._chosen([one(date(year + off, 12, 25)) for off in (1, 0, -1)])
        return None

    def _bare_name(self) -> DateRange | None:
        """`in March`, `in 2025`, `the start of the year`"""
        if year := self._year_here(short=False):
            return date(year, 1, 1), date(year, 12, 31)
        name = self._next()
        if name in ("year", "month", "week"):
            if self._take("of"):  # the month of August
                return self._time(named=True)
            after_the = self.at > 1 and self._words[self.at - 2] == "the"
            return unit_span(name, self._today, 0) if after_the else None
        if name == "may" and self._peek() in MAY_THE_VERB:
            return None
        spans = [self._named(name, self._today.year + off) for off in (1, 0, -1)]
        dated = [span for span in spans if span]
        return self._chosen(dated) if dated else None

    def _named(self, name: str, year: int) -> DateRange | None:
        """A month or a season of a year; a winter belongs to the year in which it begins."""
        if month := month_number(name):
            return months(year, month, 1)
        return months(year, SEASONS[name], 3) if name in SEASONS else None

    def _of_three(self, spans: Sequence[DateRange], by: int) -> DateRange:
        """Of spans a year or a week apart, latest first: last, next, or the one that is meant."""
        if by < 0:
            return next(span for span in spans if span[1] < self._today)
        if by > 0:
            return next(span for span in reversed(spans) if span[0] > self._today)
        return self._chosen(spans)

    def _chosen(self, spans: Sequence[DateRange]) -> DateRange:
        """The latest that has begun by today; looking ahead, the first that is not over."""
        if self._ahead:
            return next((s for s in reversed(spans) if s[1] >= self._today), spans[0])
        return next(span for span in spans if span[0] <= self._today)

    def _year_here(self, *, short: bool) -> int | None:
        year = read_year(self._peek(), short=short)
        self.at += year is not None
        return year

    def _peek(self, further: int = 0) -> str:
        at = self.at + further
        return self._words[at] if at < len(self._words) else ""

    def _next(self) -> str:
        word = self._peek()
        self.at += bool(word)
        return word

    def _take(self, *wanted: str) -> str:
        """The next word if it is one of those wanted; else empty, and nothing is taken."""
        word = self._peek()
        if word not in wanted:
            return ""
        self.at += 1
        return word
