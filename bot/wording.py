"""Every sentence that the assistant says in its own voice, where an officer can review it."""

from datetime import date

TURN_FAILED = (
    "Sorry, something went wrong on our side and I could not answer that. "
    "Nothing you wrote has been lost from this chat. "
    "Please try again in a minute; if it happens again, tell the ICT service desk."
)

TOOK_TOO_LONG = (
    "Sorry, that is taking longer than it should, so I have stopped. Please ask again in a minute."
)


def too_long(most: int) -> str:
    """The answer to a message of more than `most` characters."""
    return (
        f"That is longer than the {most:,} characters that I can read at once. "
        "Please send me the main point; what you wrote stays above, so you can copy from it."
    )


REPLY_TOO_LONG = "The rest is too long to show here. Please ask about one clause at a time."


def day(when: date) -> str:
    """A day as people write it: 1 October 2026."""
    return f"{when.day} {when:%B %Y}"


def clause(number: str, heading: str) -> str:
    """The heading above a quoted passage; a register entry has no clause number."""
    return f"Clause {number}: {heading}" if number else heading


def source(title: str, version: str, effective_from: date) -> str:
    """Where a quoted passage comes from. A register entry is versioned by a day."""
    try:
        as_changed = date.fromisoformat(version)
    except ValueError:
        return f"{title}, version {version}, in force from {day(effective_from)}"
    return f"{title}, entry of {day(as_changed)}"


def read_in_policy(number: str) -> str:
    """The words of the link that opens a policy at a clause."""
    return f"Read clause {number} in the policy" if number else "Read it in full"


def read_at(address: str) -> str:
    """The same where only an address can be shown."""
    return f"Read it in full: {address}"


def to_choose(label: str, say: str, address: str) -> str:
    """One thing to do next, where there are no buttons."""
    if address:
        return f"{label}: {address}"
    return f"{label}: type “{say}”" if say and say != label else label


def to_fill_in(label: str, hint: str, options: str, value: str) -> str:
    """One question of a form, where there are no boxes to fill in."""
    parts = [f"{label}:" if options or value else label, value or options]
    return " ".join(part for part in [*parts, f"({hint})" if hint else ""] if part)


def please_fill_in(label: str) -> str:
    """Shown beside a box that must be filled in and is not."""
    return f"Please fill in: {label}"


def problem(words: str) -> str:
    """Shown beside a box whose content was not accepted; never by colour alone."""
    return f"Problem: {words}"
