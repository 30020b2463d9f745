"""Where a program that serves nobody, such as a command in a shell, gets the time from."""

from datetime import UTC, datetime


def system_clock() -> datetime:
    return datetime.now(UTC)
