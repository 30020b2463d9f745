"""What the policies promise to people who send in an idea: by when it will have been looked at."""

import re
from datetime import date, timedelta

from knowledge import Library, Passage
from knowledge.model.set_settings import ClauseRole

_WITHIN = re.compile(r"within (\d{1,3}) working days")
_SATURDAY = 5


def triage_clause(library: Library) -> Passage | None:
    """The clause in force that says what happens to an idea, and by when; None if the set has
    none for everybody."""
    return library.policy_set.clause_for(ClauseRole.IDEA_TRIAGE, library.today())


def screened_by(text: str, today: date) -> date | None:
    """The day that a clause promises by "within N working days"; bank holidays are not known."""
    found = _WITHIN.search(text)
    if found is None:
        return None
    day, left = today, int(found[1])
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day
