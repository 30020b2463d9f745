"""Where a quoted passage comes from, in words."""

from datetime import date

from bot.messages.say import say


def source(title: str, version: str, effective_from: date) -> str:
    """A policy by its version and first day; a register entry, which is versioned by a day, by
    that day."""
    try:
        as_changed = date.fromisoformat(version)
    except ValueError:
        return say("answer-source", title=title, version=version, day=effective_from)
    return say("answer-source-entry", title=title, day=as_changed)
