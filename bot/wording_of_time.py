"""What the assistant says of other days and of changes, in its own voice; see `bot/wording.py`."""

from datetime import date

from bot.wording import day
from knowledge.model import ToolStatus


def dated(number: str, version: str) -> str:
    """A clause by its number, or the whole text where it has none, and its version."""
    return f"clause {number} in version {version}" if number else f"version {version}"


def changes_soon(when: date, version: str) -> str:
    return f"This clause changes on {day(when)}, when version {version} begins."


def ends_soon(when: date, version: str) -> str:
    return f"Version {version}, which begins on {day(when)}, no longer has this clause."


def stays_soon(when: date, version: str) -> str:
    return f"Version {version} begins on {day(when)} and leaves this clause as it is."


def lapses(last: date) -> str:
    return f"In force until {day(last)}; nothing has been approved to follow it yet."


def review_overdue(due: date, owner: str) -> str:
    return (
        f"This policy was due for review by {day(due)}. It stays in force until it is replaced; "
        f"its owner is the {owner}."
    )


def audit_missed(since: date, due: date, owner: str) -> str:
    return (
        f"Suspended since {day(since)}: its audit was due by {day(due)} and has not been done. "
        f"Do not use it until it has been, whatever is said below. Its owner is the {owner}."
    )


def as_it_was(on: date) -> str:
    return f"This is how it was on {day(on)}, not today's rule."


def as_it_was_and_is(on: date) -> str:
    return f"This was the rule on {day(on)}, and it still is today."


def no_longer(last: date, number: str, version: str) -> str:
    return f"No longer in force since {day(last)}. Today's rule: {dated(number, version)}."


def no_longer_the_same(last: date, number: str, version: str) -> str:
    return (
        f"No longer in force since {day(last)}, but {dated(number, version)}, which is in force "
        "today, says the same."
    )


def no_longer_at_all(since: date | None) -> str:
    begun = f" since {day(since)}" if since else ""
    return f"No longer in force{begun}. There is no such clause today."


STILL_IN_FORCE = "This version is still in force today."


def replaced_meanwhile(title: str, version: str, when: date) -> str:
    return f"Version {version} of {title} began within that time, on {day(when)}."


def nothing_then(on: date) -> str:
    return f"On {day(on)} no policy in force covered this, as far as I can find."


def first_version(title: str, first: date) -> str:
    return f"The first version of {title} began on {day(first)}."


def before_any_policy(on: date, first: date) -> str:
    return f"On {day(on)} the council had no AI policy: the first one began on {day(first)}."


TODAY = "Today's rule:"


def tool_then(name: str, on: date, status: ToolStatus, note: str) -> str:
    because = f" ({note})" if note else ""
    return f"On {day(on)} {name} was {_STATUSES_THEN[status]}{because}."


def tool_not_listed_then(name: str, on: date) -> str:
    return f"On {day(on)} {name} was not on the tools register, so it was not approved."


_STATUSES_THEN = {
    ToolStatus.APPROVED: "approved",
    ToolStatus.CONDITIONAL: "approved with conditions",
    ToolStatus.PILOT: "in a pilot, for the named people only",
    ToolStatus.ASSESSING: "being assessed, so it was not to be used yet",
    ToolStatus.SUSPENDED: "suspended, so it was not to be used",
    ToolStatus.REFUSED: "refused, so it was not to be used",
    ToolStatus.RETIRED: "retired, so it was no longer used",
}


def not_come_yet(on: date) -> str:
    return f"{day(on)} has not come yet, so I cannot say what will be in force then."


def approved_for_then(title: str, version: str, begins: date) -> str:
    return f"Version {version} of {title} has been approved and begins on {day(begins)}."


def nothing_approved_for_then(title: str) -> str:
    return f"No new version of {title} has been approved for a day before then."


def nothing_before(title: str, version: str, begins: date) -> str:
    first = f"version {version} of {title}, from {day(begins)}, is the first"
    return f"There was no earlier rule: {first}."


def new_clause(version: str, begins: date) -> str:
    return f"This clause is new in version {version}, from {day(begins)}. There was none before."


def before_that(version: str, first: date, last: date) -> str:
    return f"Version {version}, in force from {day(first)} to {day(last)}, said this:"


def still_so(number: str, title: str, version: str, begins: date) -> str:
    clause_of = f"Clause {number} of {title}" if number else title
    return f"Yes. {clause_of}, version {version}, is in force today, since {day(begins)}."


def same_in(version: str) -> str:
    return f"Yes, in other words the same: version {version}, in force today, did not change it."


def not_any_more(since: date) -> str:
    return f"No. It changed on {day(since)}. Today's rule:"


def gone(title: str) -> str:
    return f"No. {title} has no such clause today."


STILL_WHAT = "I am not sure which rule you mean. Ask about it in a few words, please."


def read_todays(number: str) -> str:
    """The words of the link to the clause that holds today."""
    return f"Read today's clause {number}" if number else "Read today's entry"


NOTHING_CHANGED = "No clause changed."
CLAUSE_ADDED = "This clause is new."
CLAUSE_REMOVED = "This clause was taken out."


def reworded(old_number: str, old_heading: str, number: str, heading: str) -> str:
    """What happened to a clause besides its text."""
    told = [f"It was clause {old_number}."] if old_number != number else []
    if old_heading != heading:
        told.append(f"Its heading was “{old_heading}”.")
    return " ".join(["Reworded.", *told])


def moved(heading: str, old_number: str, number: str) -> str:
    where = f", now {number}" if number != old_number else ""
    return f"Clause {old_number} was moved{where}, in the same words: {heading}."


def renumbered(heading: str, old_number: str, number: str) -> str:
    return f"Clause {old_number} is now clause {number}, in the same words: {heading}."


def changed_since(title: str, since: date, old: str, new: str) -> str:
    return f"{title} has changed since {day(since)}: from version {old} to version {new}."


def begun_since(title: str, since: date, version: str, begins: date) -> str:
    return (
        f"{title} is new since {day(since)}: its first version, {version}, began on {day(begins)}."
    )


def ended_since(title: str, last: date | None) -> str:
    ended = f" on {day(last)}" if last else ""
    return f"{title} ended{ended} and has not been replaced."


def unchanged_since(title: str, since: date, version: str, begins: date) -> str:
    return (
        f"{title} has not changed since {day(since)}: version {version} has been in force since "
        f"{day(begins)}."
    )


def not_yet_since(since: date) -> str:
    return f"{day(since)} has not come yet. Ask what has changed since a day that is over."


def change_note(version: str, begins: date | None, note: str) -> str:
    """An officer's own words about a version."""
    from_when = f", from {day(begins)}" if begins else ""
    return f"Version {version}{from_when}: {note}"


def more_changes(count: int) -> str:
    return f"and {count} further clauses; see the whole comparison."


def news_since(since: date) -> str:
    return f"What has changed since {day(since)}."


def no_news_since(since: date) -> str:
    return f"No policy and no tool has changed since {day(since)}."


POLICIES_CHANGED = "Policies that changed"
TOOLS_CHANGED = "Tools that changed"
COMING = "Approved and still to begin"
COMPARE = "Compare the versions"
NEW_POLICY = "a new policy"
ENDED_POLICY = "ended"


def tool_changed(name: str) -> str:
    return f"What the register says happened to {name}."


def clause_changed(number: str, title: str, version: str, begins: date) -> str:
    return f"Clause {number} of {title} last changed with version {version}, from {day(begins)}."


def never_changed(number: str, title: str) -> str:
    return f"Clause {number} of {title} has not changed since the policy's first version."
