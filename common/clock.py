"""What time it is: the one place that asks the machine."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

_COUNCIL_TIME = ZoneInfo("Europe/London")


def system_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


def local_time(moment: datetime) -> datetime:
    """The moment as clocks in the United Kingdom show it."""
    return moment.astimezone(_COUNCIL_TIME)


def today(clock: Clock) -> date:
    """The day in the United Kingdom, where a version begins at midnight."""
    return local_time(clock()).date()


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the United Kingdom."""
    return datetime(day.year, day.month, day.day, tzinfo=_COUNCIL_TIME)
