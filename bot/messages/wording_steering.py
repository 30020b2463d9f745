"""What the assistant says to the steering group at the card of an idea."""

from collections.abc import Iterable

from bot.messages.language import either, say
from triage.model.idea import Authority, DecisionKind
from triage.model.stages import Stage


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
    return say("Look at it again on (needed to defer it)")


def record() -> str:
    return say("Record the decision")


def more_on_the_board() -> str:
    return say("A pilot, a roll-out or a duplicate needs more than fits here: use the board.")


def move_to(stage: Stage) -> str:
    return {
        Stage.SCREENING: say("Take it up: begin screening"),
        Stage.READY: say("Ready for a decision"),
    }[stage]


def state(stage: Stage) -> str:
    """The state of an idea by its name on the board, `triage.names.STAGES`."""
    return {
        Stage.SUBMITTED: say("New"),
        Stage.SCREENING: say("In screening"),
        Stage.READY: say("Ready to decide"),
        Stage.SCAN: say("Scan"),
        Stage.PILOT: say("Pilot"),
        Stage.SCALE: say("Scale"),
        Stage.DEFERRED: say("Deferred"),
        Stage.DECLINED: say("Declined"),
        Stage.DUPLICATE: say("Duplicate"),
        Stage.WITHDRAWN: say("Withdrawn"),
        Stage.CLOSED: say("Closed"),
    }[stage]


def kind(which: DecisionKind) -> str:
    """A decision by its name on the board, `triage.names.DECISIONS`."""
    return {
        DecisionKind.SCAN: say("Scan: watch and learn"),
        DecisionKind.PILOT: say("Pilot"),
        DecisionKind.SCALE: say("Scale: roll out"),
        DecisionKind.DECLINE: say("Decline"),
        DecisionKind.DEFER: say("Defer"),
        DecisionKind.DUPLICATE: say("Duplicate of another idea"),
        DecisionKind.ASK: say("Ask the submitter"),
        DecisionKind.ESCALATE: say("Send up to the Organisational Change Board"),
        DecisionKind.EXTEND: say("Extend the pilot"),
        DecisionKind.CLOSE: say("Close"),
        DecisionKind.REOPEN: say("Reopen on new evidence"),
    }[which]


def maker(who: Authority) -> str:
    """Who decides, by the name on the board, `triage.names.MAKERS`."""
    return {
        Authority.OFFICER: say("Governance officer"),
        Authority.STEERING_GROUP: say("AI Steering Group"),
        Authority.BOARD: say("Organisational Change Board"),
    }[who]


def decided_by(what: str, who: str, when: str, name: str) -> str:
    """`name` is that of the person who recorded it; empty where it is not kept."""
    if not name:
        return say("{decision}. Decided by: {role}, {day}.", decision=what, role=who, day=when)
    return say(
        "{decision}. Decided by: {role}, {day}. Recorded by {name}.",
        decision=what, role=who, day=when, name=name,
    )  # fmt: skip


def moved_by(state: str, when: str, name: str) -> str:
    """Who moved an idea on; `name` is empty where it is not kept, or the program did it."""
    if not name:
        return say("{state} since {day}.", state=state, day=when)
    return say("{state} since {day}, by {name}.", state=state, day=when, name=name)


def because(why: str) -> str:
    return say("Reason: {reason}", reason=why)


def noted(ref: str) -> str:
    return say("Your note on {ref} is kept.", ref=ref)


def question_sent(ref: str) -> str:
    return say("Your question about {ref} is on its way to the submitter.", ref=ref)


def done(ref: str) -> str:
    return say("Recorded for {ref}.", ref=ref)


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
