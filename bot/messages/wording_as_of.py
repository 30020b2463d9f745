"""What the assistant says of other days and of changes, in its own voice."""

from datetime import date

from bot.messages.language import day, say, say_count
from knowledge.model.policies import ToolStatus


def dated(number: str, version: str) -> str:
    """A clause by its number, or the whole text where it has none, and its version."""
    if number:
        return say("clause {number} in version {version}", number=number, version=version)
    return say("version {version}", version=version)


def changes_soon(when: date, version: str) -> str:
    return say(
        "This clause changes on {day}, when version {version} begins.",
        day=day(when),
        version=version,
    )


def ends_soon(when: date, version: str) -> str:
    return say(
        "Version {version}, which begins on {day}, no longer has this clause.",
        day=day(when),
        version=version,
    )


def stays_soon(when: date, version: str) -> str:
    return say(
        "Version {version} begins on {day} and leaves this clause as it is.",
        day=day(when),
        version=version,
    )


def lapses(last: date) -> str:
    return say("In force until {day}; nothing has been approved to follow it yet.", day=day(last))


def review_overdue(due: date, owner: str) -> str:
    return say(
        "This policy was due for review by {day}. It stays in force until it is replaced; its "
        "owner is the {owner}.",
        day=day(due),
        owner=owner,
    )


def audit_missed(since: date, due: date, owner: str) -> str:
    return say(
        "Suspended since {day}: its audit was due by {due} and has not been done. Do not use it "
        "until it has been, whatever is said below. Its owner is the {owner}.",
        day=day(since),
        due=day(due),
        owner=owner,
    )


def as_it_was(on: date) -> str:
    return say("This is how it was on {day}, not today's rule.", day=day(on))


def as_it_was_and_is(on: date) -> str:
    return say("This was the rule on {day}, and it still is today.", day=day(on))


def no_longer(last: date, number: str, version: str) -> str:
    return say(
        "No longer in force since {day}. Today's rule: {clause}.",
        day=day(last),
        clause=dated(number, version),
    )


def no_longer_the_same(last: date, number: str, version: str) -> str:
    return say(
        "No longer in force since {day}, but {clause}, which is in force today, says the same.",
        day=day(last),
        clause=dated(number, version),
    )


def no_longer_at_all(since: date | None) -> str:
    if since is None:
        return say("No longer in force. There is no such clause today.")
    return say("No longer in force since {day}. There is no such clause today.", day=day(since))


def still_in_force() -> str:
    return say("This version is still in force today.")


def replaced_meanwhile(title: str, version: str, when: date) -> str:
    return say(
        "Version {version} of {title} began within that time, on {day}.",
        title=title,
        version=version,
        day=day(when),
    )


def nothing_then(on: date) -> str:
    return say("On {day} no policy in force covered this, as far as I can find.", day=day(on))


def first_version(title: str, first: date) -> str:
    return say("The first version of {title} began on {day}.", title=title, day=day(first))


def before_any_policy(on: date, first: date) -> str:
    return say(
        "On {day} the council had no AI policy: the first one began on {first}.",
        day=day(on),
        first=day(first),
    )


def today() -> str:
    """Above the rule of today, where another day was asked about."""
    return say("Today's rule:")


def tool_then(name: str, on: date, status: ToolStatus, note: str) -> str:
    """How a tool stood on a day, with the register's own note."""
    return f"{_tool_then(name, on, status)}{f' ({note})' if note else ''}."


def _tool_then(name: str, on: date, status: ToolStatus) -> str:
    values = {"day": day(on), "tool": name}
    return {
        ToolStatus.APPROVED: say("On {day} {tool} was approved", **values),
        ToolStatus.CONDITIONAL: say("On {day} {tool} was approved with conditions", **values),
        ToolStatus.PILOT: say(
            "On {day} {tool} was in a pilot, for the named people only", **values
        ),
        ToolStatus.ASSESSING: say(
            "On {day} {tool} was being assessed, so it was not to be used yet", **values
        ),
        ToolStatus.SUSPENDED: say(
            "On {day} {tool} was suspended, so it was not to be used", **values
        ),
        ToolStatus.REFUSED: say("On {day} {tool} was refused, so it was not to be used", **values),
        ToolStatus.RETIRED: say("On {day} {tool} was retired, so it was no longer used", **values),
    }[status]


def tool_not_listed_then(name: str, on: date) -> str:
    return say(
        "On {day} {tool} was not on the tools register, so it was not approved.",
        day=day(on),
        tool=name,
    )


def not_come_yet(on: date) -> str:
    return say("{day} has not come yet, so I cannot say what will be in force then.", day=day(on))


def approved_for_then(title: str, version: str, begins: date) -> str:
    return say(
        "Version {version} of {title} has been approved and begins on {day}.",
        title=title,
        version=version,
        day=day(begins),
    )


def nothing_approved_for_then(title: str) -> str:
    return say("No new version of {title} has been approved for a day before then.", title=title)


def nothing_before(title: str, version: str, begins: date) -> str:
    return say(
        "There was no earlier rule: version {version} of {title}, from {day}, is the first.",
        title=title,
        version=version,
        day=day(begins),
    )


def new_clause(version: str, begins: date) -> str:
    return say(
        "This clause is new in version {version}, from {day}. There was none before.",
        version=version,
        day=day(begins),
    )


def before_that(version: str, first: date, last: date) -> str:
    return say(
        "Version {version}, in force from {first} to {last}, said this:",
        version=version,
        first=day(first),
        last=day(last),
    )


def still_so(number: str, title: str, version: str, begins: date) -> str:
    values = {"title": title, "version": version, "day": day(begins)}
    if number:
        return say(
            "Yes. Clause {number} of {title}, version {version}, is in force today, since {day}.",
            number=number,
            **values,
        )
    return say("Yes. {title}, version {version}, is in force today, since {day}.", **values)


def same_in(version: str) -> str:
    return say(
        "Yes, in other words the same: version {version}, in force today, did not change it.",
        version=version,
    )


def not_any_more(since: date) -> str:
    return say("No. It changed on {day}. Today's rule:", day=day(since))


def gone(title: str) -> str:
    return say("No. {title} has no such clause today.", title=title)


def still_what() -> str:
    return say("I am not sure which rule you mean. Ask about it in a few words, please.")


def read_todays(number: str) -> str:
    """The words of the link to the clause that holds today."""
    return say("Read today's clause {number}", number=number) if number else _read_todays_entry()


def _read_todays_entry() -> str:
    return say("Read today's entry")


def nothing_changed() -> str:
    return say("No clause changed.")


def clause_added() -> str:
    return say("This clause is new.")


def clause_removed() -> str:
    return say("This clause was taken out.")


def reworded(old_number: str, old_heading: str, number: str, heading: str) -> str:
    """What happened to a clause besides its text."""
    told = [say("Reworded.")]
    if old_number != number:
        told.append(say("It was clause {number}.", number=old_number))
    if old_heading != heading:
        told.append(say("Its heading was “{heading}”.", heading=old_heading))
    return " ".join(told)


def moved(heading: str, old_number: str, number: str) -> str:
    values = {"old": old_number, "heading": heading}
    if number == old_number:
        return say("Clause {old} was moved, in the same words: {heading}.", **values)
    return say(
        "Clause {old} was moved, now {number}, in the same words: {heading}.",
        number=number,
        **values,
    )


def renumbered(heading: str, old_number: str, number: str) -> str:
    return say(
        "Clause {old} is now clause {number}, in the same words: {heading}.",
        old=old_number,
        number=number,
        heading=heading,
    )


def changed_since(title: str, since: date, old: str, new: str) -> str:
    return say(
        "{title} has changed since {day}: from version {old} to version {new}.",
        title=title,
        day=day(since),
        old=old,
        new=new,
    )


def begun_since(title: str, since: date, version: str, begins: date) -> str:
    return say(
        "{title} is new since {day}: its first version, {version}, began on {begins}.",
        title=title,
        day=day(since),
        version=version,
        begins=day(begins),
    )


def ended_since(title: str, last: date | None) -> str:
    if last is None:
        return say("{title} ended. No later version of it has been approved.", title=title)
    return say(
        "{title} ended on {day}. No later version of it has been approved.",
        title=title,
        day=day(last),
    )


def unchanged_since(title: str, since: date, version: str, begins: date) -> str:
    return say(
        "{title} has not changed since {day}: version {version} has been in force since {begins}.",
        title=title,
        day=day(since),
        version=version,
        begins=day(begins),
    )


def not_yet_since(since: date) -> str:
    return say(
        "{day} has not come yet. Ask what has changed since a day that is over.", day=day(since)
    )


def change_note(version: str, begins: date | None, note: str) -> str:
    """An officer's own words about a version."""
    if begins is None:
        return say("Version {version}: {note}", version=version, note=note)
    return say("Version {version}, from {day}: {note}", version=version, day=day(begins), note=note)


def more_changes(count: int) -> str:
    return say_count(
        "and one further clause; see the whole comparison.",
        "and {count} further clauses; see the whole comparison.",
        count,
    )


def news_since(since: date) -> str:
    return say("What has changed since {day}.", day=day(since))


def no_news_since(since: date) -> str:
    return say("No policy and no tool has changed since {day}.", day=day(since))


def no_tool_news_since(since: date) -> str:
    return say("No tool on the register has changed since {day}.", day=day(since))


def nothing_to_come(title: str) -> str:
    if not title:
        return say("No new version of any policy has been approved that is still to begin.")
    return say("No new version of {title} has been approved that is still to begin.", title=title)


def in_force_now(title: str, version: str, begins: date) -> str:
    return say(
        "{title}: version {version} is in force, since {day}.",
        title=title,
        version=version,
        day=day(begins),
    )


def versions_of(title: str) -> str:
    return say("Versions of {title}", title=title)


def version_columns() -> tuple[str, str, str, str, str]:
    return say("Version"), say("From"), say("Until"), say("Approved on"), say("Approved by")


def owned_by(owner: str) -> str:
    return say("Its owner is the {owner}.", owner=owner)


def reviewed_by(due: date) -> str:
    return say("It is due for review by {day}.", day=day(due))


def read_policy(title: str) -> str:
    return say("Read {title}", title=title)


def policies_changed() -> str:
    return say("Policies that changed")


def tools_changed() -> str:
    return say("Tools that changed")


def coming() -> str:
    return say("Approved and still to begin")


def policy_columns() -> tuple[str, str, str, str]:
    return say("Policy"), say("Version"), say("From"), say("What changed")


def coming_columns() -> tuple[str, str, str, str]:
    return say("Policy"), say("Version"), say("From"), say("What changes")


def tool_columns() -> tuple[str, str, str, str]:
    return say("Tool"), *history_columns()


def history_columns() -> tuple[str, str, str]:
    return say("Day"), say("Status"), say("What happened")


def compare(title: str = "") -> str:
    """The words of the link to what changed between two versions."""
    words = say("Compare the versions")
    return f"{words}: {title}" if title else words


def new_policy() -> str:
    return say("a new policy")


def ended_policy(last: date | None) -> str:
    return say("ended {day}", day=day(last)) if last else say("ended")


def tool_changed(name: str) -> str:
    return say("What the register says happened to {tool}.", tool=name)


def clause_changed(number: str, title: str, version: str, begins: date) -> str:
    return say(
        "Clause {number} of {title} last changed with version {version}, from {day}.",
        number=number,
        title=title,
        version=version,
        day=day(begins),
    )


def never_changed(number: str, title: str) -> str:
    return say(
        "Clause {number} of {title} has not changed since the policy's first version.",
        number=number,
        title=title,
    )
