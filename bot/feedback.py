"""Whether an answer helped: pressed, typed, or sent with a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot import wording_of_talk as of_talk
from bot.journal import Journal, Verdict
from bot.message import FEEDBACK, Block, Choice, Field, FieldKind, Form, Message, Said
from bot.receipts import read_receipt
from storage import StoreError

ACTION = FEEDBACK
"""Values: `receipt` (a form's `key` will do), `verdict` (helpful or not_helpful) and, if the person
gave one, `reason`; `quiet` where the door has already thanked."""

LONGEST_REASON = 1_000

_TYPED = (
    (
        re.compile(
            r"(?:this|that|it)(?: was| is|['’]s)? (?:helped|helpful|useful)|helpful|useful", re.I
        ),
        Verdict.HELPFUL,
    ),
    (
        re.compile(
            r"(?:(?:this|that|it) )?(?:did not|didn['’]?t) help"
            r"|(?:(?:this|that|it)(?: was| is|['’]s)? )?(?:not (?:helpful|useful)|unhelpful|wrong)"
            r"|wrong answer",
            re.I,
        ),
        Verdict.NOT_HELPFUL,
    ),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, checked as far as it goes; `receipt` is empty where none could be read."""

    receipt: str
    verdict: Verdict
    reason: str = ""
    quiet: bool = False


def given(message: Message, last: str) -> Given | None:
    """Feedback that a person pressed, or typed about the last answer; None for everything else."""
    if message.action == ACTION:
        # Teams' own buttons may not say of which answer: then it is the last one.
        unsaid = message.values.get("quiet") is True and "receipt" not in message.values
        return pressed({**message.values, "receipt": last} if unsaid else message.values)
    return None if message.action else typed(message.text, last)


def typed(text: str, receipt: str) -> Given | None:
    """Feedback on the last answer in words; None for everything else."""
    said = text.strip(" .!")
    for pattern, verdict in _TYPED:
        if pattern.fullmatch(said):
            return Given(receipt, verdict)
    return None


def pressed(values: Mapping[str, object]) -> Given:
    """Feedback by a button or a form. All of it is client data."""
    written = values.get("receipt") or values.get("key")
    reason = values.get("reason")
    helpful = values.get("verdict") == Verdict.HELPFUL.value
    return Given(
        receipt=read_receipt(written) or "" if isinstance(written, str) else "",
        verdict=Verdict.HELPFUL if helpful else Verdict.NOT_HELPFUL,
        reason=reason.strip()[:LONGEST_REASON] if isinstance(reason, str) else "",
        quiet=values.get("quiet") is True,
    )


def choices(receipt: str) -> tuple[Choice, ...]:
    """The two buttons of an answer; none for one that is not on record."""
    if not receipt:
        return ()
    return tuple(
        Choice(label, say=say, action=ACTION, values={"receipt": receipt, "verdict": verdict.value})
        for label, say, verdict in (
            (of_talk.helped(), "this helped", Verdict.HELPFUL),
            (of_talk.did_not_help(), "this did not help", Verdict.NOT_HELPFUL),
        )
    )


async def take(journal: Journal | None, given: Given) -> tuple[Block, ...]:
    """Keep feedback and say so; what could not be kept can be sent again as it was typed."""
    if journal is None or not given.receipt:
        return (Said(of_talk.no_such_answer()),)
    try:
        known = await journal.feedback(given.receipt, given.verdict, given.reason)
    except StoreError:
        return (_why_not(given, of_talk.not_saved()),)
    if not known:
        return (Said(of_talk.no_such_answer()),)
    if given.quiet:
        return ()
    if given.verdict is Verdict.NOT_HELPFUL and not given.reason:
        return (_why_not(given),)
    return (Said(of_talk.feedback_thanks()),)


def _why_not(given: Given, problem: str = "") -> Form:
    reason = Field(
        "reason",
        of_talk.why_not(),
        FieldKind.LONG_TEXT,
        hint=of_talk.no_names_please(),
        max_length=LONGEST_REASON,
        value=given.reason,
        problem=problem,
    )
    return Form(
        action=ACTION,
        key=given.receipt,
        title=of_talk.feedback_thanks(),
        fields=(reason,),
        submit=of_talk.send(),
    )
