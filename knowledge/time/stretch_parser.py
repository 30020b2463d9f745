"""Reads a stretch of days: from one time to another, or a part of one."""

from datetime import timedelta

from knowledge.time.date_parser import DateParser
from knowledge.time.date_ranges import DateRange, one, part_of
from knowledge.time.time_words import BEFORE_A_BARE_NAME, EDGES, PARTS

_REST_OF_A_WEEK = timedelta(days=6)


class StretchParser(DateParser):
    """Reads the longest stretch from a place among the words; `at` is then behind it."""

    def stretch(self) -> DateRange | None:
        """`between March and May 2026`, `from 1 March to 30 April`, `1 to 30 April`; else one
        phrase."""
        opening = self._take("between", "from")
        begins = self.at
        span = self.phrase(named=bool(opening))
        behind = self.at
        joining = ("and",) if opening == "between" else ("to", "until", "till")
        if span is not None and self._take(*joining):
            last = StretchParser(self._words, self.at, self._today, self._ahead)
            if until := last.phrase(named=True):
                # The year is said once, at the end: the first is the latest such time before that.
                first = StretchParser(self._words, begins, until[1], ahead=False)
                self.at = last.at
                return (first.phrase(named=bool(opening)) or span)[0], until[1]
        self.at = behind
        if opening:
            self.at = self._first
            return self.phrase()
        return span

    def phrase(self, *, named: bool = False) -> DateRange | None:
        """`early 2026`, `the end of last March`, or a time without such a part."""
        self._take("the")
        if (edge := self._peek()) in EDGES and self._peek(1) in ("day", "week"):
            return self._edge(EDGES[edge])
        part = self._take(*PARTS)
        if part in ("start", "beginning", "middle", "end") and not self._take("of"):
            return None
        before = self._words[self._first - 1] if self._first else ""
        if part:
            self._take("the")
        span = self._time(named=named or bool(part) or before in BEFORE_A_BARE_NAME)
        return part_of(span, part) if span else None

    def _edge(self, last: int) -> DateRange | None:
        """`the last day of September`, `the first week of October`"""
        start, unit = self.at, self._peek(1)
        self.at += 2
        span = self.phrase(named=True) if self._take("of", "in") else None
        if span is None:
            self.at = start
            return self._time(named=False)
        if unit == "day":
            return one(span[last])
        return (
            (span[1] - _REST_OF_A_WEEK, span[1]) if last else (span[0], span[0] + _REST_OF_A_WEEK)
        )
