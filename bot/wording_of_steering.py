"""What the assistant says to the steering group at the card of an idea; see `bot/wording.py`."""

from collections.abc import Iterable

from bot.language import either, say
from triage.ideas import DecisionKind
from triage.stages import Stage


def note() -> str:
    return say("Note")


def ask() -> str:
    return say("Ask the submitter")


def decide() -> str:
    return say("Decide")


def open_board() -> str:
    return say("Open on the board")


def stands(stage: str) -> str:
    return say("State: {state}", state=stage)


def note_title(ref: str) -> str:
    return say("Note on {ref}", ref=ref)


def note_text() -> str:
    return say("Note, for reviewers only")


def keep_note() -> str:
    return say("Keep the note")


def ask_title(ref: str) -> str:
    return say("Ask the submitter of {ref}", ref=ref)


def ask_text() -> str:
    return say("Question; the submitter reads it with your group’s name, not yours")


def send_question() -> str:
    return say("Send the question")


def decide_title(ref: str) -> str:
    return say("Decide on {ref}", ref=ref)


def which() -> str:
    return say("Decision")


def reason() -> str:
    return say("Reason; the submitter reads it")


def look_again() -> str:
    return say("Look at it again on (needed to put it off)")


def record() -> str:
    return say("Record the decision")


def more_on_the_board() -> str:
    return say("A pilot, a roll-out or a duplicate needs more than fits here: use the board.")


def move_to(stage: Stage) -> str:
    return {
        Stage.SCREENING: say("Take it up: begin screening"),
        Stage.READY: say("Ready for a decision"),
    }[stage]


def kind(which: DecisionKind) -> str:
    return {
        DecisionKind.SCAN: say("Watch it, without data or spend"),
        DecisionKind.DECLINE: say("Decline"),
        DecisionKind.DEFER: say("Put it off"),
        DecisionKind.CLOSE: say("Close"),
        DecisionKind.REOPEN: say("Open it again"),
        DecisionKind.ESCALATE: say("Escalate to the Organisational Change Board"),
    }[which]


def noted(ref: str) -> str:
    return say("Your note on {ref} is kept.", ref=ref)


def question_sent(ref: str) -> str:
    return say("Your question about {ref} is on its way to the submitter.", ref=ref)


def done(ref: str, stage: str) -> str:
    return say("Recorded for {ref}: {state}.", ref=ref, state=stage)


def who_and_why(name: str, why: str) -> str:
    return say("{name}: {reason}", name=name, reason=why)


def changed_meanwhile(ref: str) -> str:
    return say(
        "Somebody else has changed {ref} in the meantime, so nothing was recorded. This is how it "
        "stands now.",
        ref=ref,
    )


def nothing_open(ref: str) -> str:
    return say("Nothing can be decided about {ref} here at the moment.", ref=ref)


def unknown() -> str:
    return say("There is no such idea any more.")


def needs_more() -> str:
    return say(
        "This needs something that is not on record yet, or others to decide. The idea’s page on "
        "the board lists what is missing."
    )


def not_allowed(roles: Iterable[str]) -> str:
    return say(
        "Only people with the role {roles} can do this. Roles are given in Entra by whoever looks "
        "after the assistant. If you have one, open the board once, so that it is known here, and "
        "come back to this card: a role counts for seven days after you were last signed in.",
        roles=either(list(roles)),
    )


def cannot_now() -> str:
    return say("The list of ideas cannot be reached at the moment. Please try again in a minute.")


def problem(field: str) -> str:
    return {
        "reason": say("Give a reason: the submitter reads it."),
        "text": say("Write something first."),
        "review_on": say("Give a day that is still to come."),
        "which": say("Choose a decision."),
    }.get(field, say("Check this."))
