"""What the policies promise to people who send in an idea: by when it will have been looked at."""

import re
from datetime import date, timedelta

from knowledge import Library, Passage

TRIAGE_CLAUSE = "ideas#idea-triage"
"""Where the policies say what happens to an idea, and by when."""

_WITHIN = re.compile(r"within (\d{1,3}) working days")
_SATURDAY = 5


def clause_about(library: Library, place: str) -> Passage | None:
    """The clause in force at a place; None if there is none, or it is not for everybody."""
    passages = library.policy_set.passages_on(library.today())
    return next((passage for passage in passages if passage.place == place), None)


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
