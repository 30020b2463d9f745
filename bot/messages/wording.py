"""Every sentence that the assistant says in its own voice. Plain English; edit here and in
the files beside it, nowhere else (greetings and feedback: `wording_small_talk.py`; times and
changes: `wording_as_of.py`; why an answer was chosen: `wording_explanation.py`).

Nothing here states policy: what the policies say is quoted, never reworded.

A sentence is worded inside a function, by `say("... {name} ...", name=value)`, so that it is in the
language of the turn: docs/languages.md.
"""

from collections.abc import Sequence
from datetime import date

from bot.messages.language import day, listed, number, say, say_count
from knowledge.model.policies import ToolStatus, Verdict

__all__ = ["day", "listed", "number"]  # and every sentence below


def lead(verdict: Verdict) -> str:
    """The first word on a question, before the clause that decides it."""
    match verdict:
        case Verdict.ALLOWED:
            return say("Allowed.")
        case Verdict.CONDITIONS:
            return say("Allowed with conditions.")
        case Verdict.NOT_ALLOWED:
            return say("Not allowed.")
        case Verdict.REQUIRED:
            return say("Yes, required.")
        case Verdict.NOT_REQUIRED:
            return say("Not required.")
        case Verdict.DEPENDS:
            return say("It depends on the tool's entry in the register.")


def tool_line(name: str, status: ToolStatus) -> str:
    """One register entry's standing, in a sentence."""
    return {
        ToolStatus.APPROVED: say("{tool} is approved.", tool=name),
        ToolStatus.CONDITIONAL: say("{tool} is approved with conditions.", tool=name),
        ToolStatus.PILOT: say("{tool} is in a pilot, for the named people only.", tool=name),
        ToolStatus.ASSESSING: say("{tool} is being assessed, so do not use it yet.", tool=name),
        ToolStatus.SUSPENDED: say("{tool} is suspended, so stop using it for now.", tool=name),
        ToolStatus.REFUSED: say("{tool} is refused, so it may not be used.", tool=name),
        ToolStatus.RETIRED: say("{tool} is retired, so it is no longer used.", tool=name),
    }[status]


def status_of(status: ToolStatus) -> str:
    """A register entry's standing, in a cell of a table."""
    return {
        ToolStatus.APPROVED: say("approved"),
        ToolStatus.CONDITIONAL: say("conditional"),
        ToolStatus.PILOT: say("pilot"),
        ToolStatus.ASSESSING: say("assessing"),
        ToolStatus.SUSPENDED: say("suspended"),
        ToolStatus.REFUSED: say("refused"),
        ToolStatus.RETIRED: say("retired"),
    }[status]


def not_listed(name: str) -> str:
    return say(
        "“{tool}” is not on the tools register. An AI tool that is not on the register is not "
        "approved.",
        tool=name,
    )


def on_the_register() -> str:
    """Above the table of tools that an answer is about."""
    return say("On the tools register")


def register_columns() -> tuple[str, str, str, str, str, str]:
    return (
        say("Tool"),
        say("Status"),
        say("Who may use it"),
        say("Data it may take"),
        say("Use instead"),
        say("Next audit"),
    )


def nobody() -> str:
    """Who may use a tool that nobody may use."""
    return say("nobody")


def no_data() -> str:
    """The data that a tool may take if it may take none."""
    return say("none")


def silent() -> str:
    return say("The policies do not cover this, as far as I can find.")


def not_in_force_yet() -> str:
    return say("There is no rule on this in force yet.")


def no_longer_in_force() -> str:
    return say("There is no rule on this in force any more.")


def policies_disagree() -> str:
    return say("Two policies in force disagree on this, so I quote neither.")


def nearest() -> str:
    return say(
        "I am not sure that the policies answer this. This is the nearest that I have; please "
        "check with a person before you rely on it."
    )


def not_understood() -> str:
    return say(
        "I could not make out a question there. Try a few plain words, for example: can I record "
        "a meeting"
    )


def turn_failed() -> str:
    return say(
        "Sorry, something went wrong on our side and I could not answer that. Nothing you wrote "
        "has been lost from this chat. Please try again in a minute; if it happens again, tell the "
        "ICT service desk."
    )


def took_too_long() -> str:
    return say(
        "Sorry, that is taking longer than it should, so I have stopped. Please ask again in a "
        "minute."
    )


def paused(reason: str, contact: str) -> str:
    """Said to any question while an officer has paused all answering."""
    told = say(
        "Answering is paused by the policy team. The reason given: {reason}",
        reason=_sentence(reason),
    )
    meanwhile = say("You can still send me ideas, and read the policies yourself.")
    return f"{told}\n\n{ask(contact)} {meanwhile}"


def policy_paused(title: str, reason: str, contact: str) -> str:
    """Said in place of what one policy says while an officer has paused that policy."""
    told = say(
        "I may not quote “{title}” just now: the policy team has paused it. The reason given: "
        "{reason}",
        title=title,
        reason=_sentence(reason),
    )
    return f"{told}\n\n{ask(contact)}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def too_many(seconds: int) -> str:
    """Said to somebody who sends faster than one person types."""
    return say_count(
        "That was a lot in a short time. Please wait a second, then send the last one again.",
        "That was a lot in a short time. Please wait {count} seconds, then send the last one "
        "again.",
        seconds,
    )


def busy() -> str:
    return say("Very many people are asking just now. Please send that again in a minute.")


def still_working() -> str:
    return say(
        "This takes longer than usual. I am still working on it, and the answer will follow here."
    )


def cut_off() -> str:
    """Said where nobody knows whether the reply arrived."""
    return say(
        "I was cut off while I answered. If you see no answer above, please ask again: nothing "
        "else was lost."
    )


def reply_too_long() -> str:
    return say("The rest is too long to show here. Please ask about one clause at a time.")


def yes() -> str:
    """Beside a box to tick."""
    return say("Yes")


def clause(number: str, heading: str) -> str:
    """The heading above a quoted passage; a register entry has no clause number."""
    return say("Clause {number}: {heading}", number=number, heading=heading) if number else heading


def source(title: str, version: str, effective_from: date) -> str:
    """Where a quoted passage comes from. A register entry is versioned by a day."""
    try:
        as_changed = date.fromisoformat(version)
    except ValueError:
        return say(
            "{title}, version {version}, in force from {day}",
            title=title,
            version=version,
            day=day(effective_from),
        )
    return say("{title}, entry of {day}", title=title, day=day(as_changed))


def show_clause(number: str) -> str:
    """The words to press for the text of a passage of second rank."""
    if number:
        return say("Show or hide clause {number}", number=number)
    return say("Show or hide the text")


def read_in_policy(number: str) -> str:
    """The words of the link that opens a policy at a clause."""
    return say("Read clause {number} in the policy", number=number) if number else read_in_full()


def read_in_full() -> str:
    return say("Read it in full")


def read_at(address: str) -> str:
    """The same where only an address can be shown."""
    return f"{read_in_full()}: {address}"


def to_choose(label: str, typed: str, address: str) -> str:
    """One thing to do next, where there are no buttons."""
    if address:
        return f"{label}: {address}"
    if typed and typed != label:
        return say("{choice}: type “{words}”", choice=label, words=typed)
    return label


def to_fill_in(label: str, hint: str, options: str, value: str) -> str:
    """One question of a form, where there are no boxes to fill in."""
    parts = [f"{label}:" if options or value else label, value or options]
    return " ".join(part for part in [*parts, f"({hint})" if hint else ""] if part)


def please_fill_in(label: str) -> str:
    """Shown beside a box that must be filled in and is not."""
    return say("Please fill in: {label}", label=label)


def problem(words: str) -> str:
    """Shown beside a box whose content was not accepted; never by colour alone."""
    return say("Problem: {problem}", problem=words)


def automatic(quoted: Sequence[str]) -> str:
    """The line above quoted clauses; each of them as `cited` words it."""
    return say("I am automatic and quote approved policy: {clauses}.", clauses=listed(quoted))


def cited(title: str, clause: str, heading: str) -> str:
    """A quoted passage by its place; a register entry has no clause number, but a name."""
    if clause:
        return say("clause {number} of {title}", number=clause, title=title)
    return say("the entry {title}", title=heading)


def clause_number(clause: str) -> str:
    return say("Clause {number}", number=clause)


def version_number(version: str) -> str:
    return say("Version {version}", version=version)


def form_in_chat(title: str) -> str:
    """Said in a group or a channel in place of a form."""
    return say("{form}: I ask for that in a personal chat only.", form=title)


def form_on_a_page(title: str) -> str:
    """Said in a group or a channel in place of a form that is on a page too."""
    return say("{form}: that is asked for in the browser.", form=title)


def open_page() -> str:
    return say("Open in the browser")


def open_in_chat() -> str:
    return say("Open in chat")


def receipt(code: str) -> str:
    """The line below an answer by which it can be found again."""
    return say("Receipt {code}", code=code)


def ask(contact: str) -> str:
    """Whom to ask."""
    return say("Who to ask: {contact}.", contact=contact or _somebody())


def _somebody() -> str:
    """Whom to ask where no policy names anybody."""
    return say("the AI steering group's secretary, through the AI pages on the intranet")


def ask_owner(owner: str, contact: str) -> str:
    """Whom to ask where no rule can be quoted: the owner's role and the way there."""
    return (
        f"{say('Its owner is the {owner}.', owner=owner)} {ask(contact)}" if owner else ask(contact)
    )


def _clause_of(title: str, version: str, number: str) -> str:
    if number:
        return say(
            "Clause {number} of {title}, version {version}",
            number=number,
            title=title,
            version=version,
        )
    return f"{title}, {version}"


def not_yet(title: str, version: str, begins: date, number: str) -> str:
    return say(
        "{clause}, is about this. It has been approved and begins on {day}; until then it binds "
        "nobody.",
        clause=_clause_of(title, version, number),
        day=day(begins),
    )


def no_longer(title: str, version: str, number: str) -> str:
    return say("{clause}, was about this.", clause=_clause_of(title, version, number))


def conflict(title: str, number: str, other: str) -> str:
    one = say("Clause {number} of {title}", number=number, title=title) if number else title
    return say(
        "{clause} says one thing and {other} another. Until the owners have settled it, ask before "
        "you act.",
        clause=one,
        other=other,
    )


def taken_out(words: str) -> str:
    """Words that a text no longer has, said so that nothing hangs on how they look."""
    return _around(words, say("[taken out: {words}]", words=words.strip()))


def put_in(words: str) -> str:
    """Words that a text has now and had not before."""
    return _around(words, say("[put in: {words}]", words=words.strip()))


def _around(words: str, told: str) -> str:
    """The blanks around the words stay around the brackets."""
    return words.replace(words.strip(), told, 1)
