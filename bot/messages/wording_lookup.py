"""What the assistant says where somebody looks up a clause or a tool, follows a link to one, or
suggests an idea from somebody's message."""

from datetime import date

from bot.messages.language import day, say


def nothing_found() -> str:
    return say(
        "Nothing in the policies or the tools register has these words. Try fewer or other ones."
    )


def no_more() -> str:
    return say("That was all that was found.")


def unknown_command() -> str:
    """A command of an app package that is newer or older than the server."""
    return say(
        "This command is not known here. Close Teams and open it again to get the present ones."
    )


def in_force(title: str, version: str, since: date) -> str:
    return say(
        "{title}, version {version}, in force from {day}",
        title=title,
        version=version,
        day=day(since),
    )


def begins(title: str, version: str, when: date) -> str:
    return say(
        "{title}, version {version}, not in force yet: it begins on {day}",
        title=title,
        version=version,
        day=day(when),
    )


def over(title: str, version: str) -> str:
    return say("{title}, version {version}, no longer in force", title=title, version=version)


def open_policy() -> str:
    return say("Open the policy")


def suggest_title() -> str:
    """Above the dialog in which an idea is suggested from somebody's message."""
    return say("Suggest an idea")


def suggested_from(words: str) -> str:
    """What is said for somebody who suggests an idea from a message with these words. Read by the
    assistant, not by a person."""
    return f"I want to suggest an idea: {words}" if words else "I want to suggest an idea"


def goes_on() -> str:
    """In place of a dialog whose form takes too long to be stored."""
    return say(
        "This takes longer than usual and goes on by itself. In a minute, type “my ideas” in the "
        "chat with me to see what became of it."
    )


def automatic() -> str:
    """Below a quotation that somebody puts into a message to others."""
    return say("Quoted automatically from approved policy.")
