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


def local_day(moment: datetime) -> date:
    """The day in the United Kingdom at that moment: half past midnight in July is a day later than
    in UTC."""
    return local_time(moment).date()


def today(clock: Clock) -> date:
    """The day in the United Kingdom, where a version begins at midnight."""
    return local_day(clock())


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the United Kingdom."""
    return datetime(day.year, day.month, day.day, tzinfo=_COUNCIL_TIME)
