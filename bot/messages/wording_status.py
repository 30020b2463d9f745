"""What the assistant says to people who follow up their ideas."""

from datetime import date

from bot.messages.language import day, say, say_count
from triage.model.idea import DecisionKind

__all__ = ["day"]  # and every sentence below


def none_yet() -> str:
    return say("You have no ideas on the list yet.")


def your_ideas(count: int) -> str:
    return say_count("Your idea", "Your {count} ideas, the newest first", count)


def columns() -> tuple[str, str, str, str]:
    return (say("Reference"), say("Idea"), say("How it stands"), say("Since"))


def see(ref: str) -> str:
    return say("See {ref}", ref=ref)


def idea_line(ref: str, title: str) -> str:
    return say("{ref}: {title}", ref=ref, title=title)


def stands(stage: str, since: date) -> str:
    return say("It stands at: {stage}, since {day}.", stage=stage, day=day(since))


def joined_with(ref: str) -> str:
    return say("It goes on under {ref}.", ref=ref)


def looked_at_again(on: date) -> str:
    return say("It will be looked at again on {day}.", day=day(on))


def risk_now(level: str) -> str:
    return say("Risk as it is seen now: {level}.", level=level)


def screened_by(by: date) -> str:
    return say("It will be screened by {day}.", day=day(by))


def decided(kind: DecisionKind, on: date, ref: str) -> str:
    what = {
        DecisionKind.SCAN: say("Decision: scan, we watch and learn for now."),
        DecisionKind.PILOT: say("Decision: it is tried out in a pilot."),
        DecisionKind.SCALE: say("Decision: it is rolled out."),
        DecisionKind.DECLINE: say("Decision: declined."),
        DecisionKind.DEFER: say("Decision: deferred."),
        DecisionKind.DUPLICATE: say("Decision: it goes on together with another idea."),
        DecisionKind.CLOSE: say("Decision: closed."),
        DecisionKind.REOPEN: say("Decision: opened again."),
        DecisionKind.ASK: say("A question to you."),
        DecisionKind.ESCALATE: say("Passed on to the board that decides."),
    }[kind]
    return f"{what} {say('({ref}, {day})', ref=ref, day=day(on))}"


def because(reason: str) -> str:
    return say("Reason: {reason}", reason=reason)


def conditions(text: str) -> str:
    return say("Conditions: {words}", words=text)


def corrects(ref: str) -> str:
    return say("This corrects {ref}.", ref=ref)


def note(on: date, text: str) -> str:
    return say("Note of {day}: {words}", day=day(on), words=text)


def add_to_it() -> str:
    return say("Add to it or change it")


def take_back() -> str:
    return say("Withdraw it")


def amend_title(ref: str) -> str:
    return say("Add to {ref}", ref=ref)


def amend_intro() -> str:
    return say(
        "Change what you like and leave the rest. What it said before is kept, so that everybody "
        "can see what changed. No names, please."
    )


def or_by_typing(question: str) -> str:
    return say(
        "Or go through it here by typing, from “{question}” on: keep leaves an answer as it is, "
        "send saves at any time, stop ends.",
        question=question,
    )


def save() -> str:
    return say("Save")


def amended(ref: str) -> str:
    return say("Saved. {ref} has been changed.", ref=ref)


def changed_meanwhile() -> str:
    return say(
        "Somebody has changed this idea meanwhile. Nothing of yours is lost: please look at it and "
        "save again."
    )


def too_late(ref: str, stage: str) -> str:
    return say(
        "{ref} has been decided on ({stage}), so it can no longer be changed or withdrawn here.",
        ref=ref,
        stage=stage,
    )


def withdraw_title(ref: str, title: str) -> str:
    return say("Withdraw {ref}, “{title}”?", ref=ref, title=title)


def withdraw_intro() -> str:
    return say("It leaves the list of open ideas. You can suggest it again later.")


def reason() -> str:
    return say("Why?")


def need_not_say() -> str:
    return say("You need not say.")


def withdraw_it() -> str:
    return say("Withdraw it")


def withdraw_by_typing() -> str:
    return say("Or type why, skip to say nothing, or stop to leave it as it is.")


def not_withdrawn(ref: str) -> str:
    return say("{ref} stays as it is.", ref=ref)


def withdrawn(ref: str) -> str:
    return say("{ref} has been withdrawn.", ref=ref)
