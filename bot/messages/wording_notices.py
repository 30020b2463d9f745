"""What the assistant tells people about their ideas without being asked."""

from bot.messages.language import say
from triage.model.idea import DecisionKind


def meanwhile() -> str:
    return say("There is news about your ideas.")


def moved(ref: str, title: str, stage: str) -> str:
    return say("Your idea {ref}, “{title}”: {stage}.", ref=ref, title=title, stage=stage)


def decided(ref: str, title: str, kind: DecisionKind) -> str:
    if kind is DecisionKind.ESCALATE:
        return say("Your idea {ref}, “{title}”, goes on to the board.", ref=ref, title=title)
    return say("There is a new decision on your idea {ref}, “{title}”.", ref=ref, title=title)


def asked(ref: str, title: str) -> str:
    return say(
        "The people who look at your idea {ref}, “{title}”, ask you something:",
        ref=ref,
        title=title,
    )


def joined(ref: str, title: str) -> str:
    return say(
        "Somebody else had the same idea as your {ref}, “{title}”. It counts as support for yours.",
        ref=ref,
        title=title,
    )


def because(reason: str) -> str:
    return say("Reason: {reason}", reason=reason)


def see(ref: str) -> str:
    return say("See {ref}", ref=ref)


def new_idea(ref: str, title: str) -> str:
    return say("New idea {ref}: {title}", ref=ref, title=title)


def from_service(service: str) -> str:
    return say("From: {service}", service=service)


def its_problem(problem: str) -> str:
    return say("The problem: {problem}", problem=problem)
