"""The list of ideas as the board shows it: one line each, filtered, sorted, counted and paged."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from triage.listing.idea_rows import IdeaRow, ListQuery, Sort
from triage.model.risk import Risk
from triage.model.stages import Stage

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

PAGE = 25
_WORDS = 256  # searched for, that are remembered: ten kilobytes each with ten thousand ideas
AGES = (30, 60, 90)
"""Days in one stage after which an idea counts as waiting long."""

OPEN = (Stage.SUBMITTED, Stage.SCREENING, Stage.READY, Stage.SCAN, Stage.PILOT, Stage.SCALE,
        Stage.DEFERRED)  # fmt: skip
"""Stages in which something is still to come."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a view shows. `lines` are those of its page; `places` are those of all that it lets
    through, in order, in the lines of the shelf. `counts` is by stage and `ages` how many have been
    in an open stage for over so many days, both under the view's other filters."""

    lines: Sequence[IdeaRow]
    places: Numbers
    page: int
    counts: Mapping[Stage, int]
    ages: Mapping[Stage, Mapping[int, int]]
    shelf: "IdeaIndex"

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def found(self) -> Sequence[IdeaRow]:
        """All that the view lets through, in order."""
        return self.shelf.at(self.places)


class IdeaIndex:
    """All lines, with what they are filtered and counted by in columns beside them."""

    def __init__(self, lines: Iterable[IdeaRow]) -> None:
        self._lines = sorted(lines, key=lambda line: line.id, reverse=True)
        self.count = len(self._lines)
        self._stage = self._column(_STAGES.index(line.stage) for line in self._lines)
        self._since = self._column(line.since.toordinal() for line in self._lines)
        self._orders: dict[Sort, Numbers] = {Sort.NEWEST: np.arange(self.count)}
        self._chosen: dict[str, tuple[Mapping[str, int], Numbers]] = {}
        self._masks: dict[tuple[str, str], Mask] = {}
        self._words = LRUCache[str, Mask](_WORDS)
        self._values: dict[str, tuple[str, ...]] = {}

    def replaced(self, changed: Mapping[int, IdeaRow]) -> "IdeaIndex":
        """The same with these lines, by id, in place of its own. What was worked out stays, unless
        it is another for one of them."""
        made = IdeaIndex(changed.get(line.id, line) for line in self._lines)
        both = [(self._lines[at], made._lines[at]) for at in self._places(changed)]

        def same(said: Callable[[IdeaRow], object]) -> bool:
            return all(said(old) == said(new) for old, new in both)

        orders = self._orders.items()
        made._orders |= {sort: order for sort, order in orders if same(_KEYS[sort])}
        made._chosen = {n: has for n, has in self._chosen.items() if same(_said_in(n))}
        made._masks = {key: mask for key, mask in self._masks.items() if same(partial(_has, *key))}
        made._values = {n: self._values[n] for n in made._chosen if n in self._values}
        made._words.update(
            (word, mask) for word, mask in self._words.items() if same(partial(_says, word))
        )
        return made

    def _places(self, ids: Container[int]) -> Iterable[int]:
        return (at for at, line in enumerate(self._lines) if line.id in ids)

    def values(self, name: str) -> tuple[str, ...]:
        """What there is to choose from in a field, in the order of the alphabet."""
        if name not in self._values:
            numbers, _ = self._numbered(name)
            self._values[name] = tuple(sorted(filter(None, numbers), key=str.lower))
        return self._values[name]

    def _numbered(self, name: str) -> tuple[Mapping[str, int], Numbers]:
        """The values of a field with a number each, and the number of each line's, found once."""
        if name not in self._chosen:
            numbers: dict[str, int] = {}
            said = map(_said_in(name), self._lines)
            column = self._column(numbers.setdefault(value, len(numbers)) for value in said)
            self._chosen[name] = numbers, column
        return self._chosen[name]

    def query(self, view: ListQuery, today: date) -> Page:
        """What the view shows, from its first page."""
        order = self._order(view.sort)
        others = order[self._passing(view)[order]]
        for word in view.words.lower().split():
            others = others[self._saying(word)[others]]
        found = others
        if view.stages:
            wanted = [_STAGES.index(stage) for stage in view.stages]
            found = found[np.isin(self._stage[found], wanted)]
        if view.over:
            found = found[self._since[found] <= _last_day(today, view.over)]
        return Page(
            lines=self.at(found[:PAGE]),
            places=found,
            page=1,
            counts=self._counts(others),
            ages=self._ages(others, today),
            shelf=self,
        )

    def at(self, places: Numbers) -> Sequence[IdeaRow]:
        return [self._lines[place] for place in places]

    def _passing(self, view: ListQuery) -> Mask:
        """Which pass all filters but those of stage, age and words."""
        mask: Mask = np.ones(self.count, dtype=np.bool_)
        for name, value in (
            *view.chosen,
            ("risk", view.risk or ""),
            ("due", view.due),
        ):
            if value:
                mask &= self._mask(name, value)
        return mask

    def _mask(self, name: str, value: str) -> Mask:
        """Which lines have that value, worked out once."""
        if (name, value) not in self._masks:
            if name in _HAS:
                found = (_has(name, value, line) for line in self._lines)
                self._masks[name, value] = np.fromiter(found, np.bool_, self.count)
            else:
                numbers, column = self._numbered(name)
                self._masks[name, value] = column == numbers.get(value, -1)
        return self._masks[name, value]

    def _saying(self, word: str) -> Mask:
        """Which lines have the word in their text, kept while one pages and sorts what it finds."""
        found = self._words.get(word)
        if found is None:
            has = [word in line.words for line in self._lines]
            found = self._words[word] = np.array(has, np.bool_)
        return found

    def _order(self, sort: Sort) -> Numbers:
        """The places of all lines in an order, those alike with the newest first."""
        if sort not in self._orders:
            key = _KEYS[sort]
            places = sorted(range(self.count), key=lambda place: key(self._lines[place]))
            self._orders[sort] = np.array(places, dtype=np.int64)
        return self._orders[sort]

    def _counts(self, places: Numbers) -> Mapping[Stage, int]:
        numbers = np.bincount(self._stage[places], minlength=len(_STAGES))
        return {stage: int(n) for stage, n in zip(_STAGES, numbers, strict=True) if n}

    def _ages(self, places: Numbers, today: date) -> Mapping[Stage, Mapping[int, int]]:
        """By open stage, how many have been in it for over so many days."""
        ages: dict[Stage, dict[int, int]] = {}
        for over in AGES:
            places = places[self._since[places] <= _last_day(today, over)]
            for stage, count in self._counts(places).items():
                if stage in OPEN:
                    ages.setdefault(stage, dict.fromkeys(AGES, 0))[over] = count
        return ages

    def _column(self, values: Iterable[int]) -> Numbers:
        return np.fromiter(values, np.int64, self.count)


_STAGES = tuple(Stage)

_HAS: Mapping[str, Callable[[IdeaRow, str], bool]] = {
    "risk": lambda line, value: line.risk == value,
    "due": lambda line, value: bool(line.due) if value == "any" else value in line.due,
}


def _has(name: str, value: str, line: IdeaRow) -> bool:
    """Whether a line passes a filter."""
    has = _HAS.get(name)
    return has(line, value) if has else line.chosen.get(name, "") == value


def _says(word: str, line: IdeaRow) -> bool:
    return word in line.words


def _said_in(name: str) -> Callable[[IdeaRow], str]:
    """What a line has in a field that can be filtered by."""
    return lambda line: line.chosen.get(name, "")


def page_of(looked: Page, page: int) -> Page:
    """One page of it."""
    page = min(max(page, 1), looked.pages)
    first = (page - 1) * PAGE
    return replace(looked, page=page, lines=looked.shelf.at(looked.places[first : first + PAGE]))


def _last_day(today: date, over: int) -> int:
    """The last day on which an idea that has been there for over so many days came."""
    return (today - timedelta(days=over + 1)).toordinal()


_RANK = {Risk.VERY_HIGH: 0, Risk.HIGH: 1, Risk.MEDIUM: 2, Risk.LOW: 3, None: 4}

_KEYS: Mapping[Sort, Callable[[IdeaRow], Any]] = {
    Sort.NEWEST: lambda line: -line.id,
    Sort.OLDEST: lambda line: line.id,
    Sort.WAITING: lambda line: line.since,
    Sort.MOVED: lambda line: -line.since.toordinal(),
    Sort.RISK: lambda line: _RANK[line.risk],
    Sort.VALUE: lambda line: (line.barred, -(line.value or 0)),
    Sort.EASE: lambda line: (line.barred, -line.ease),
    Sort.SUPPORT: lambda line: -line.supports,
    Sort.TITLE: lambda line: line.title.lower(),
    Sort.SERVICE: lambda line: (not line.service, line.service.lower()),
}
"""By these the first come first; what has no value comes last, and so does what a clause forbids,
whatever it scores."""
