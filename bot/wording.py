"""Every sentence that the assistant says in its own voice. Plain English; edit here, nowhere else
(those about times and changes: `bot/wording_of_time.py`).

Nothing here states policy: what the policies say is quoted, never reworded.
"""

from collections.abc import Sequence
from datetime import date

from knowledge.model import ToolStatus, Verdict

LEADS = {
    Verdict.ALLOWED: "Allowed.",
    Verdict.CONDITIONS: "Allowed with conditions.",
    Verdict.NOT_ALLOWED: "Not allowed.",
    Verdict.REQUIRED: "Yes, required.",
    Verdict.NOT_REQUIRED: "Not required.",
    Verdict.DEPENDS: "It depends on the tool's entry in the register.",
}

STATUSES = {
    ToolStatus.APPROVED: "approved",
    ToolStatus.CONDITIONAL: "approved with conditions",
    ToolStatus.PILOT: "in a pilot, for the named people only",
    ToolStatus.ASSESSING: "being assessed, so do not use it yet",
    ToolStatus.SUSPENDED: "suspended, so stop using it for now",
    ToolStatus.REFUSED: "refused, so it may not be used",
    ToolStatus.RETIRED: "retired, so it is no longer used",
}

WELCOME = (
    "Hello. I answer questions about the council's AI policies by quoting the approved clause, "
    "word for word, and I say so when the policies do not cover something.\n\n"
    "I am automatic: I match your words to the policies and write nothing myself. "
    "Please leave out names and personal details."
)
HELP = (
    "Ask in your own words, for example about a tool, a meeting you want to record or when an "
    "impact assessment is needed. You can also type:\n\n"
    "why: what made me choose the last answer\n\n"
    "privacy: what I keep, and for how long\n\n"
    "help: this message"
)
PRIVACY = (
    "I do not keep who asked. I keep for a year what was asked and what I quoted, under the "
    "answer's receipt, so that anyone can check later what was said; anything that looks like a "
    "name, an address, a phone or a case number is masked first. What I could not answer helps the "
    "policy owners to close the gap. In this chat I remember your last questions for half an hour, "
    "so that you can follow up."
)
THANKS = "You are welcome."
GOODBYE = "Goodbye. Ask again whenever you need to."
CALM = (
    "I am sorry that this is frustrating. I can only quote the council's AI policies. "
    "If a rule is getting in your way, the people named in the policy want to hear it."
)
EMPTY = (
    "I did not catch a question. Ask about AI tools, data, meetings or assessments, or type help."
)
TOO_LONG = (
    "That was long, so I read only the beginning. If it holds personal details, please do not "
    "paste them here; a short question works best."
)
NOT_UNDERSTOOD = (
    "I could not make out a question there. Try a few plain words, for example: "
    "can I record a meeting"
)
SILENT = "The policies do not cover this, as far as I can find."
NOT_YET = "There is no rule on this in force yet."
NO_LONGER = "There is no rule on this in force any more."
CONFLICT = "Two policies in force disagree on this, so I quote neither."
NEAREST = (
    "I am not sure that the policies answer this. This is the nearest that I have; "
    "please check with a person before you rely on it."
)
NO_LAST_ANSWER = "There is no answer in this chat yet that I could explain. Ask me something first."
AUTOMATIC = "Quoted automatically from approved policy."
SEE_ALSO = "See also"
DEFAULT_CONTACT = "the AI steering group's secretary, through the AI pages on the intranet"
TURN_FAILED = (
    "Sorry, something went wrong on our side and I could not answer that. "
    "Nothing you wrote has been lost from this chat. "
    "Please try again in a minute; if it happens again, tell the ICT service desk."
)

TOOK_TOO_LONG = (
    "Sorry, that is taking longer than it should, so I have stopped. Please ask again in a minute."
)

STILL_WORKING = (
    "This takes longer than usual. I am still working on it, and the answer will follow here."
)
BUSY = "Very many people are asking just now. Please send that again in a minute."
CUT_OFF = (
    "I was cut off while I answered. If you see no answer above, please ask again: "
    "nothing else was lost."
)

HELPED = "This helped"
DID_NOT_HELP = "This did not help"
FEEDBACK_THANKS = "Thank you, that is noted without your name."
WHY_NOT = "What was wrong or missing?"
NO_NAMES_PLEASE = "You need not say. Please leave out names and personal details."
SEND = "Send"
NO_SUCH_ANSWER = (
    "There is no such answer on record any more. Ask again, and tell me about the new answer."
)
NOT_SAVED = "It could not be saved just now. Your words are still here: please send them again."

YES = "Yes"  # beside a box to tick
REPLY_TOO_LONG = "The rest is too long to show here. Please ask about one clause at a time."


def day(when: date) -> str:
    """A day as people write it: 1 October 2026."""
    return f"{when.day} {when:%B %Y}"


def clause(number: str, heading: str) -> str:
    """The heading above a quoted passage; a register entry has no clause number."""
    return f"Clause {number}: {heading}" if number else heading


def source(title: str, version: str, effective_from: date) -> str:
    """Where a quoted passage comes from. A register entry is versioned by a day."""
    try:
        as_changed = date.fromisoformat(version)
    except ValueError:
        return f"{title}, version {version}, in force from {day(effective_from)}"
    return f"{title}, entry of {day(as_changed)}"


def show_clause(number: str) -> str:
    """The words to press for the text of a passage of second rank."""
    return f"Show or hide clause {number}" if number else "Show or hide the text"


def read_in_policy(number: str) -> str:
    """The words of the link that opens a policy at a clause."""
    return f"Read clause {number} in the policy" if number else "Read it in full"


def paused(reason: str, contact: str) -> str:
    """Said to any question while an officer has paused all answering."""
    return (
        f"Answering is paused by the policy team. The reason given: {_sentence(reason)}\n\n"
        f"{ask(contact)} You can still send me ideas, and read the policies yourself."
    )


def policy_paused(title: str, reason: str, contact: str) -> str:
    """Said in place of what one policy says while an officer has paused that policy."""
    return (
        f"I may not quote “{title}” just now: the policy team has paused it. "
        f"The reason given: {_sentence(reason)}\n\n{ask(contact)}"
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def too_many(seconds: int) -> str:
    """Said to somebody who sends faster than one person types."""
    wait = f"{seconds} seconds" if seconds > 1 else "a second"
    return f"That was a lot in a short time. Please wait {wait}, then send the last one again."


def read_at(address: str) -> str:
    """The same where only an address can be shown."""
    return f"Read it in full: {address}"


def to_choose(label: str, say: str, address: str) -> str:
    """One thing to do next, where there are no buttons."""
    if address:
        return f"{label}: {address}"
    return f"{label}: type “{say}”" if say and say != label else label


def to_fill_in(label: str, hint: str, options: str, value: str) -> str:
    """One question of a form, where there are no boxes to fill in."""
    parts = [f"{label}:" if options or value else label, value or options]
    return " ".join(part for part in [*parts, f"({hint})" if hint else ""] if part)


def please_fill_in(label: str) -> str:
    """Shown beside a box that must be filled in and is not."""
    return f"Please fill in: {label}"


def problem(words: str) -> str:
    """Shown beside a box whose content was not accepted; never by colour alone."""
    return f"Problem: {words}"


def receipt(code: str) -> str:
    """The line below an answer by which it can be found again."""
    return f"Receipt {code}"


def ask(contact: str) -> str:
    """Whom to ask."""
    return f"Who to ask: {contact or DEFAULT_CONTACT}."


def ask_owner(owner: str, contact: str) -> str:
    """Whom to ask where no rule can be quoted: the owner's role and the way there."""
    owned = f"Its owner is the {owner}. " if owner else ""
    return f"{owned}{ask(contact)}"


def _clause_of(title: str, version: str, number: str) -> str:
    return f"Clause {number} of {title}, version {version}" if number else f"{title}, {version}"


def not_yet(title: str, version: str, begins: date, number: str) -> str:
    return (
        f"{_clause_of(title, version, number)}, is about this. It has been approved and begins on "
        f"{day(begins)}; until then it binds nobody."
    )


def no_longer(title: str, version: str, number: str) -> str:
    return f"{_clause_of(title, version, number)}, was about this."


def conflict(title: str, number: str, other: str) -> str:
    return (
        f"{f'Clause {number} of {title}' if number else title} says one thing and {other} another. "
        "Until the owners have settled it, ask before you act."
    )


def lead(verdict: Verdict) -> str:
    return LEADS[verdict]


def tool_line(name: str, status: ToolStatus) -> str:
    """One register entry's standing, in a sentence."""
    return f"{name} is {STATUSES[status]}."


def not_listed(name: str) -> str:
    return (
        f"“{name}” is not on the tools register. An AI tool that is not on the register is "
        "not approved."
    )


def taken_out(words: str) -> str:
    """Words that a text no longer has, said so that nothing hangs on how they look."""
    return _in_brackets("taken out", words)


def put_in(words: str) -> str:
    """Words that a text has now and had not before."""
    return _in_brackets("put in", words)


def _in_brackets(what: str, words: str) -> str:
    """The blanks around the words stay around the brackets."""
    bare = words.strip()
    return words.replace(bare, f"[{what}: {bare}]", 1)


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
