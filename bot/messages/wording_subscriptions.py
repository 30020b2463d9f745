"""What the assistant says to people who want to be told something, and what it tells them."""

from collections.abc import Sequence
from datetime import date

from bot.messages.language import day, listed, say, say_count


def tell_me() -> str:
    return say("Tell me when this changes")


def in_a_personal_chat() -> str:
    return say("What I tell you is between us, so please say that to me in a personal chat.")


def will_tell(title: str) -> str:
    return say(
        "I will tell you here when {title} changes. For that I keep that you asked it, and nothing "
        "of your questions. Say stop to end it.",
        title=title,
    )


def will_remind() -> str:
    return say(
        "I will remind you here 60 and 14 days before a review or an audit is due. Say stop to end "
        "it."
    )


def which_policy() -> str:
    return say(
        "I am not sure which policy you mean. Name it, for example: tell me when the meetings "
        "policy changes"
    )


def followed(titles: Sequence[str]) -> str:
    if not titles:
        return say(
            "You have not asked me to tell you anything. You can say, for example: tell me when "
            "the meetings policy changes"
        )
    return say("I tell you about: {subjects}. Say stop to end it.", subjects=listed(titles))


def reviews_and_audits() -> str:
    """What somebody is reminded of, in a list."""
    return say("reviews and audits that are due")


def stopped() -> str:
    return say(
        "I have stopped, and forgotten what you had asked me to tell you. What becomes of your own "
        "ideas I still tell you."
    )


def stopped_one() -> str:
    return say("I will not tell you about that any more.")


def cannot_look() -> str:
    return say("I cannot look that up just now. Please try again in a minute.")


def policy_changed(title: str, old: str, new: str, begins: date) -> str:
    return say(
        "{title} has changed: version {new} is in force from {day}, in place of version {old}.",
        title=title,
        new=new,
        old=old,
        day=day(begins),
    )


def policy_ended(title: str) -> str:
    return say("{title} is not in force any more, and nothing has taken its place.", title=title)


def you_asked() -> str:
    """Why somebody is told this at all, and how to end it."""
    return say("You asked me to tell you. Say stop to end it.")


def what_changed(title: str) -> str:
    """The words of a button."""
    return say("What changed in {title}?", title=title)


def review_due(title: str, owner: str, due: date, days: int) -> str:
    return say_count(
        "The review of {title} is due tomorrow, on {day}. Its owner is the {owner}.",
        "The review of {title} is due in {count} days, on {day}. Its owner is the {owner}.",
        days,
        title=title,
        day=day(due),
        owner=owner,
    )


def audit_due(name: str, owner: str, due: date, days: int) -> str:
    return say_count(
        "The audit of {tool} is due tomorrow, on {day}. Its owner is the {owner}.",
        "The audit of {tool} is due in {count} days, on {day}. Its owner is the {owner}.",
        days,
        tool=name,
        day=day(due),
        owner=owner,
    )


def digest(since: date, until: date) -> str:
    return say("The steering group's week, {since} to {until}.", since=day(since), until=day(until))


def digest_columns() -> tuple[str, str]:
    return say("What"), say("How many")


def new_ideas() -> str:
    return say("New ideas")


def decisions_made() -> str:
    return say("Decisions")


def ideas_waiting() -> str:
    return say("Ideas without a decision")


def gaps_found() -> str:
    return say("Questions that the policies did not answer")


def reviews_near() -> str:
    return say("Reviews and audits due within 60 days, or missed")
