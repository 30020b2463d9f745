"""The questions about an idea, as people read them."""

from bot.messages.language import say
from triage.model.fields import IdeaField


def question(field: IdeaField) -> tuple[str, str]:
    """A question's label and the hint below it, as the field's declaration words them."""
    return say(field.question), say(field.hint) if field.hint else ""


def yes_or_no() -> tuple[tuple[str, str], ...]:
    return (("yes", say("Yes")), ("no", say("No")))


def yes_no_or_unsure() -> tuple[tuple[str, str], ...]:
    return (*yes_or_no(), ("unsure", say("Not sure")))


def data_class(name: str) -> str:
    """What kind of information, in words that staff use."""
    return {
        "public": say("Public: anybody may see it"),
        "internal": say("Internal: ordinary work, nobody's details"),
        "personal": say("Personal: about people who can be identified"),
        "special": say("Sensitive: health, ethnicity, crime and the like"),
        "confidential": say("Confidential: legal, commercial or exempt"),
    }[name]
