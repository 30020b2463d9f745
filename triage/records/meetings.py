"""When the group meets: by meetings that are planned, and by what the last ones set."""

from collections.abc import Iterable
from datetime import date

from triage.records.record import Record
from triage.records.schemas import MEETING


def to_come(records: Iterable[Record], today: date) -> list[tuple[date, str]]:
    """Days from today on, the next first, with the meeting's title; a day that was set at a
    meeting and has no record of its own yet stands with an empty one."""
    meetings = [one for one in records if one.kind is MEETING]
    planned = {
        held: one.title for one in meetings if not one.is_closed and (held := one.day("held_on"))
    }
    told = {day: "" for one in meetings if (day := one.day("next_on"))}
    return sorted((day, title) for day, title in (told | planned).items() if day >= today)
