"""The list of ideas as the board shows it: one line each, filtered, sorted, counted and paged."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from triage.risk import Risk
from triage.scoring import Weighting, benefit_of
from triage.stages import Stage

PAGE = 25
AGES = (30, 60, 90)
"""Days in one stage after which an idea counts as waiting long."""

OPEN = (Stage.SUBMITTED, Stage.SCREENING, Stage.READY, Stage.SCAN, Stage.PILOT, Stage.SCALE,
        Stage.DEFERRED)  # fmt: skip
"""Stages in which something is still to come."""


class Sort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    RISK = "risk"
    VALUE = "value"
    EASE = "ease"
    SUPPORT = "support"
    TITLE = "title"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Line:
    """One idea in the list. `due` names the assessments that are outstanding, `benefit` its scores
    by part, `barred` that a clause forbids it; `words` is its text to be searched."""

    id: int
    reference: str
    title: str
    service: str
    objective: str
    stage: Stage
    stage_since: datetime
    risk: Risk | None
    ease: int
    benefit: Mapping[str, int]
    barred: bool
    due: tuple[str, ...]
    lead: str
    supports: int
    sample: bool
    words: str

    def days(self, today: date) -> int:
        """How long it has been in its stage."""
        return max(0, (today - self.stage_since.date()).days)


@dataclass(frozen=True, slots=True)
class View:
    """Which ideas, in which order; an empty field lets everything through. `over` is days in the
    stage, `due` the name of an outstanding assessment or `any`; `words` must all occur."""

    stages: frozenset[Stage] = frozenset()
    service: str = ""
    risk: Risk | None = None
    over: int = 0
    due: str = ""
    objective: str = ""
    words: str = ""
    sort: Sort = Sort.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class Looked:
    """What a view shows. `lines` are those of its page, `found` all that it lets through, in
    order. `counts` is by stage and `ages` how many have been in an open stage for over so many
    days, both under the view's other filters. `services` and `objectives` are those there are."""

    lines: Sequence[Line]
    found: Sequence[Line]
    page: int
    pages: int
    counts: Mapping[Stage, int]
    ages: Mapping[Stage, Mapping[int, int]]
    everything: int
    services: Sequence[str]
    objectives: Sequence[str]


def look(lines: Iterable[Line], view: View, weighting: Weighting, today: date) -> Looked:
    """What the view shows of all lines; its page is the last there is if it asks for more."""
    held = list(lines)
    others = [line for line in held if _passes(line, view)]
    before = [_since(today, over) for over in AGES]
    counts = Counter(line.stage for line in others)
    ages: dict[Stage, dict[int, int]] = {}
    for line in others:
        since = line.stage_since.date()
        if since <= before[0] and line.stage in OPEN:
            row = ages.setdefault(line.stage, dict.fromkeys(AGES, 0))
            for over, day in zip(AGES, before, strict=True):
                row[over] += since <= day
    found = [line for line in others if not view.stages or line.stage in view.stages]
    if view.over:
        day = _since(today, view.over)
        found = [line for line in found if line.stage_since.date() <= day]
    found.sort(key=lambda line: line.id, reverse=True)
    if view.sort is not Sort.NEWEST:
        found.sort(key=_order(view.sort, weighting))
    return Looked(
        lines=(),
        found=found,
        page=1,
        pages=max(1, -(-len(found) // PAGE)),
        counts=counts,
        ages=ages,
        everything=len(held),
        services=_named(line.service for line in held),
        objectives=_named(line.objective for line in held),
    )


def paged(looked: Looked, page: int) -> Looked:
    """One page of it."""
    page = min(max(page, 1), looked.pages)
    first = (page - 1) * PAGE
    return replace(looked, page=page, lines=looked.found[first : first + PAGE])


def _since(today: date, over: int) -> date:
    """The last day on which an idea that has been there for over so many days came."""
    return today - timedelta(days=over + 1)


def _passes(line: Line, view: View) -> bool:
    """Whether it passes all filters but those of stage and age."""
    return (
        (not view.service or line.service == view.service)
        and (not view.objective or line.objective == view.objective)
        and (view.risk is None or line.risk is view.risk)
        and (not view.due or bool(line.due if view.due == "any" else view.due in line.due))
        and all(word in line.words for word in view.words.lower().split())
    )


_RANK = {Risk.VERY_HIGH: 0, Risk.HIGH: 1, Risk.MEDIUM: 2, Risk.LOW: 3, None: 4}


def _order(sort: Sort, weighting: Weighting) -> Callable[[Line], Any]:
    """A key by which the first come first; what has no value comes last, and so does what a
    clause forbids, whatever it scores."""
    keys: dict[Sort, Callable[[Line], Any]] = {
        Sort.OLDEST: lambda line: line.id,
        Sort.WAITING: lambda line: line.stage_since,
        Sort.RISK: lambda line: _RANK[line.risk],
        Sort.VALUE: lambda line: (line.barred, -(benefit_of(line.benefit, weighting) or 0)),
        Sort.EASE: lambda line: (line.barred, -line.ease),
        Sort.SUPPORT: lambda line: -line.supports,
        Sort.TITLE: lambda line: line.title.lower(),
        Sort.SERVICE: lambda line: (not line.service, line.service.lower()),
    }
    return keys[sort]


def _named(names: Iterable[str]) -> Sequence[str]:
    return sorted({name for name in names if name}, key=str.lower)
