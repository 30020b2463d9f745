"""The questions about an idea, as people read them."""

from bot.messages.language import say


def question(name: str) -> tuple[str, str]:
    """A question's label and the hint below it."""
    return {
        "problem": (
            say("What is the problem, and for whom?"),
            say("What goes wrong, takes long or is hard today? No names, please."),
        ),
        "description": (
            say("What is your idea?"),
            say("In your own words; a line or two will do."),
        ),
        "title": (say("A short name for it"), say("For example: Sort the pothole reports.")),
        "service": (say("Your service or team"), ""),
        "who_benefits": (say("Who would be better off?"), ""),
        "how_done_now": (say("How is it done now?"), ""),
        "volume_per_month": (say("How often does it happen in a month?"), say("A rough number.")),
        "minutes_each": (say("How many minutes does it take each time?"), say("A rough number.")),
        "data_classes": (
            say("What information would it use?"),
            say("Leave it open if you are not sure."),
        ),
        "tool_in_mind": (say("Is there a tool that you have in mind?"), ""),
        "public_facing": (say("Would the public deal with it directly?"), ""),
        "affects_decisions": (say("Would it help to decide about people?"), ""),
        "children_or_vulnerable": (
            say("Would it concern children or adults at risk?"),
            "",
        ),
        "expected_benefit": (say("What would get better, and by how much?"), ""),
        "objective": (say("Which aim of the council would it serve?"), ""),
    }[name]


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
