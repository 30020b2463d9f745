"""What the assistant says while somebody suggests an idea.

Nothing here states policy: what happens to an idea, and when, is quoted from the policy on ideas.
"""

from collections.abc import Sequence
from datetime import date

from bot.messages.language import day, listed, say
from triage.model.stages import Stage

# Where an idea is taken


def in_a_personal_chat_please() -> str:
    return say(
        "Ideas belong to the person who has them, so I take them, and tell about them, in a "
        "personal chat only. Open a chat with me and say it again there."
    )


def form_title() -> str:
    return say("Suggest an idea")


def form_intro() -> str:
    return say(
        "Start with the problem; the product comes later. Only the idea and its name are needed. "
        "Other people will read this, so leave out names, addresses and case numbers."
    )


def send_idea() -> str:
    return say("Send the idea")


def or_by_typing(question: str) -> str:
    return say(
        "Or answer here, one question at a time: {question} Type skip to leave one out, send when "
        "you have said enough, or stop.",
        question=question,
    )


def taken_up_as_an_idea() -> str:
    return say(
        "That sounds like an idea, so I have put your words into the form. If it was a question, "
        "press “I was asking a question”."
    )


def was_a_question() -> str:
    return say("I was asking a question")


def suggest_this() -> str:
    return say("Suggest this as an idea")


def suggest_an_idea() -> str:
    return say("Suggest an idea")


def another_idea() -> str:
    return say("Suggest another idea")


def unfinished(name: str) -> str:
    named = say("There is an unfinished idea of yours: “{title}”.", title=name) if name else ""
    return " ".join(
        part
        for part in (
            named or say("There is an unfinished idea of yours."),
            say("Here it is as you left it."),
        )
        if part
    )


def start_afresh() -> str:
    return say("Throw it away and start afresh")


def stopped() -> str:
    return say(
        "Stopped. What you have written is kept for 14 days: type “continue” to go on with it, or "
        "“start afresh” to throw it away."
    )


def nothing_to_continue() -> str:
    return say("There is nothing unfinished. Type “I have an idea” to start.")


def still_open(name: str) -> str:
    if name:
        return say("“{title}” is still open: type “continue” to go on with it.", title=name)
    return say("What you began is still open: type “continue” to go on with it.")


# One question at a time


def noted() -> str:
    return say("Noted.")


def may_be_skipped() -> str:
    return say("(You can skip it.)")


def so_far(value: str) -> str:
    return say("So far: “{value}”. Type keep to leave it.", value=value)


def needed(label: str) -> str:
    return say("“{label}” is needed before I can send it.", label=label)


def too_long(limit: int) -> str:
    return say("That is too long: {limit} characters are the most.", limit=limit)


def whole_number() -> str:
    return say("Please write a whole number, for example 400.")


def one_of(names: Sequence[str]) -> str:
    return say("Please answer with one of these: {names}.", names=listed(names))


def any_of(names: Sequence[str]) -> str:
    return say("Please choose from these, several with commas: {names}.", names=listed(names))


def not_one_of(label: str) -> str:
    return say("Choose one of the answers: {label}", label=label)


def out_of_range(limit: int) -> str:
    return say("A number from 0 to {limit}, please.", limit=limit)


def missing(label: str) -> str:
    return say("Please fill in: {label}", label=label)


def nothing_lost(problem: str) -> str:
    return say("{problem} What you wrote is still here.", problem=problem)


def first_line() -> str:
    return say("Not sent yet: something is missing or cannot be read. Your words are still here.")


# Personal data


def looks_personal() -> str:
    return say("Some of this looks like personal data")


def looks_personal_because() -> str:
    return say(
        "Other people will read your idea. I have found what looks like a name, an address or a "
        "number of somebody's. I change nothing without your word."
    )


def masked_it_would_read() -> str:
    return say("Masked, it would read")


def where() -> str:
    return say("Where")


def as_it_would_read() -> str:
    return say("As it would read")


def mask_it() -> str:
    return say("Mask it")


def keep_it() -> str:
    return say("Nothing personal: keep it as it is")


def change_it() -> str:
    return say("Let me change it")


def what_now() -> str:
    return say("What shall I do?")


# Similar things


def similar_things() -> str:
    return say("Is it one of these?")


def similar_because(ideas: bool) -> str:
    """`ideas`: some of the similar things are ideas, which can be supported."""
    first = say("Your idea is not stored yet. This is here already and looks like it.")
    if not ideas:
        return first
    return f"{first} " + say("If it is the same, support it: two with the same problem weigh more.")


def similar_idea(title: str, ref: str, stage: Stage) -> str:
    return say("“{title}” ({ref}): {stage}.", title=title, ref=ref, stage=stage_words(stage))


def shared_case(title: str, council: str, maturity: str) -> str:
    """What another council has made known of its own; `maturity` as in `triage.catalogue`."""
    match maturity:
        case "pilot":
            said = say("Another council, {council}, has piloted this.", council=council)
        case "in use":
            said = say("Another council, {council}, uses this.", council=council)
        case "stopped":
            said = say("Another council, {council}, has decided against this.", council=council)
        case _:
            said = say("Another council, {council}, is thinking about this.", council=council)
    return f"“{title}”. {said}"


def case_results(results: str, contact: str) -> str:
    if not results:
        return say("Ask there: {contact}.", contact=contact)
    return say("What came of it: {results} Ask there: {contact}.", results=results, contact=contact)


def decided_because(on: date, reason: str) -> str:
    return say("Decided on {day}: {reason}", day=day(on), reason=reason)


def supported_by(count: int) -> str:
    if count == 1:
        return say("One other person supports it.")
    return say("{count} other people support it.", count=count)


def alike(words: Sequence[str]) -> str:
    return say("Alike in: {words}.", words=listed(words))


def alike_pair(mine: str, theirs: str) -> str:
    return say("{mine} (there: {theirs})", mine=mine, theirs=theirs)


def support_instead(ref: str) -> str:
    return say("Support {ref} instead", ref=ref)


def see_tool(name: str) -> str:
    return say("See {tool}", tool=name)


def mine_is_different() -> str:
    return say("Mine is different: send it")


def own_already(ref: str) -> str:
    return say("You have sent this one yourself. To add to it, type “amend {ref}”.", ref=ref)


def supported(title: str, ref: str, supports: int) -> str:
    return " ".join(
        (
            say("Thank you. You support “{title}” ({ref}) now.", title=title, ref=ref),
            supported_by(supports),
        )
    )


def words_kept_with_it() -> str:
    return say("What you wrote has been kept with your support, for the people who look at it.")


# Stored


def stored(ref: str) -> str:
    return say("Thank you. Your idea has the reference {ref}.", ref=ref)


def stored_already(ref: str) -> str:
    return say("You have sent this already: it has the reference {ref}.", ref=ref)


def stored_and_next(ref: str, by: date | None) -> str:
    """What the person can do with it, and until when it will have been looked at."""
    return " ".join(
        part
        for part in (
            say("It is saved."),
            say("It will be screened by {day}.", day=day(by)) if by else "",
            say("Ask me at any time with “status {ref}”.", ref=ref),
        )
        if part
    )


def you_will_be_told(in_teams: bool) -> str:
    if in_teams:
        return say("I tell you here when something happens to it.")
    return say("I tell you at your next chat when something has happened to it.")


def form_is_over() -> str:
    return say("This form is no longer open. Nothing was changed.")


def not_saved() -> str:
    return say(
        "It could not be saved just now. Your words are still here: please send them again in a "
        "minute."
    )


def not_saved_but_held() -> str:
    return say(
        "I cannot save anything just now, but I hold on to what you wrote. Go on; I try again "
        "with every answer."
    )


def cannot_look() -> str:
    return say(
        "I cannot reach the list of ideas just now. Nothing is lost; please try again in a minute."
    )


# Several at once


def workshop() -> str:
    return say(
        "Ideas of a workshop can be sent in one go, from a table saved as CSV: one idea in each "
        "row, with “title” and “description” as the first two headings. Sound rows are stored and "
        "get their references; for the others I say which row and what to put right. The page "
        "below takes the file; a few ideas are as easily typed here, one after another."
    )


def workshop_without_a_page() -> str:
    return say(
        "Send the file to the steering group's secretary, who can import it, or open this chat in "
        "a browser."
    )


def open_workshop_page() -> str:
    return say("Upload a table of ideas")


def stage_words(stage: Stage) -> str:
    """How an idea stands, for its submitter: the name of its state on the board, explained."""
    return {
        Stage.SUBMITTED: say("new, waiting to be screened"),
        Stage.SCREENING: say("in screening"),
        Stage.READY: say("ready to decide, waiting for the steering group"),
        Stage.SCAN: say("scan: we watch and learn for now"),
        Stage.PILOT: say("pilot: it is being tried out"),
        Stage.SCALE: say("scale: it is being rolled out"),
        Stage.DECLINED: say("declined"),
        Stage.DEFERRED: say("deferred"),
        Stage.DUPLICATE: say("duplicate: joined with another idea"),
        Stage.WITHDRAWN: say("withdrawn"),
        Stage.CLOSED: say("closed"),
    }[stage]


def my_ideas() -> str:
    return say("My ideas")


def no_such_idea(ref: str) -> str:
    """The same for an unknown reference and for one that is another person's."""
    return say("There is no idea of yours with the reference {ref}.", ref=ref)


def announce_in_a_channel() -> str:
    return say("Say that in the channel where new ideas should appear, not here.")


def announced_here() -> str:
    return say("New ideas are told in this channel.")


def to_announce_here(line: str) -> str:
    return say(
        "New ideas are told only in a channel that an operator has set. For this one they set: "
        "{line}",
        line=line,
    )
