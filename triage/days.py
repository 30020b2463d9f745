"""Days as people in the council write them."""

from datetime import date


def day(when: date | None) -> str:
    """21 November 2026; empty for no day."""
    return f"{when.day} {when:%B %Y}" if when else ""
