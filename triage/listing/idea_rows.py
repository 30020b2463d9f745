"""One line of the list of ideas, and what the list may be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage.model.risk import Risk
from triage.model.stages import Stage


class Sort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    MOVED = "moved"
    RISK = "risk"
    VALUE = "value"
    EASE = "ease"
    SUPPORT = "support"
    TITLE = "title"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea in the list. `chosen` has what it says in each field that the list can be filtered
    by, `since` is the day on which it came into its stage, `due` names the
    assessments that are outstanding, `benefit` has its scores by part and `value` what they come
    to, `barred` says that a clause forbids it; `words` is its text to be searched."""

    id: int
    reference: str
    title: str
    chosen: Mapping[str, str]
    stage: Stage
    since: date
    risk: Risk | None
    ease: int
    benefit: Mapping[str, int]
    value: float | None
    barred: bool
    due: tuple[str, ...]
    lead: str
    supports: int
    sample: bool
    words: str
    hidden: bool = False

    @property
    def service(self) -> str:
        return self.chosen.get("service", "")

    def days(self, today: date) -> int:
        """How long it has been in its stage."""
        return max(0, (today - self.since).days)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which ideas, in which order; an empty field lets everything through. `chosen` are
    fields' names with the value that is wanted, `over` is days in the
    stage, `due` the name of an outstanding assessment or `any`; `words` must all occur."""

    stages: frozenset[Stage] = frozenset()
    chosen: tuple[tuple[str, str], ...] = ()
    risk: Risk | None = None
    over: int = 0
    due: str = ""
    words: str = ""
    sort: Sort = Sort.NEWEST
    page: int = 1
