"""What became of a passage that was shown: the same today, or since when it is another."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.time.clause_history import last_day, predecessor_of, successor_of


class ClauseState(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ClauseToday:
    """`since` is the first day of other words, or after the last one; None where no day is known.
    `now` is the passage that holds today, None where there is none."""

    state: ClauseState
    since: date | None = None
    now: Passage | None = None


def clause_today(policies: PolicySet, shown: Passage, today: date) -> ClauseToday:
    """What a passage of that day's set is on another day, by its words."""
    now = successor_of(policies, shown, today).new
    if now is None:
        last = last_day(policies, shown)
        ended = last is not None and last < today
        return ClauseToday(ClauseState.GONE, last + timedelta(1) if last and ended else None)
    if now.text == shown.text:
        return ClauseToday(ClauseState.SAME, now=now)
    return ClauseToday(ClauseState.CHANGED, _since(policies, shown, now), now)


def _since(policies: PolicySet, shown: Passage, now: Passage) -> date | None:
    """The first day on which the words were others than those that were shown."""
    since, here = now.effective_from, now
    while here.policy_id != REGISTER and (found := predecessor_of(policies, here)):
        before = found[1].old
        if before is None or before.ref == shown.ref or before.text == shown.text:
            break
        since, here = before.effective_from, before
    return since
