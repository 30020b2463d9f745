"""Whether an answer helped: pressed, typed, or sent with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.answer_log import AnswerLog, FeedbackVerdict
from bot.answering.receipt_codes import read_receipt
from bot.intents.intent import Intent, IntentKind
from bot.message import FEEDBACK, Block, Choice, Field, FieldKind, Form, Text
from bot.messages.say import say
from storage import StoreError

ACTION = FEEDBACK
"""Values: `receipt` (a form's `key` will do), `verdict` (helpful or not_helpful) and, if the person
gave one, `reason`; `quiet` where the channel has already thanked."""

LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """What was given, checked as far as it goes; `receipt` is empty where none could be read."""

    receipt: str
    verdict: FeedbackVerdict
    reason: str = ""
    quiet: bool = False


def typed(intent: Intent, receipt: str) -> GivenFeedback:
    """Feedback on the last answer in words."""
    helped = intent.kind is IntentKind.HELPFUL
    return GivenFeedback(
        receipt, FeedbackVerdict.HELPFUL if helped else FeedbackVerdict.NOT_HELPFUL
    )


def pressed(values: Mapping[str, object], last: str) -> GivenFeedback:
    """Feedback by a button or a form; `last` is the receipt of the last answer."""
    # Teams' own buttons may not say of which answer: then it is the last one.
    unsaid = values.get("quiet") is True and "receipt" not in values
    return _read({**values, "receipt": last} if unsaid else values)


def _read(values: Mapping[str, object]) -> GivenFeedback:
    """Feedback as it was sent. All of it is client data."""
    written = values.get("receipt") or values.get("key")
    reason = values.get("reason")
    helpful = values.get("verdict") == FeedbackVerdict.HELPFUL.value
    return GivenFeedback(
        receipt=read_receipt(written) or "" if isinstance(written, str) else "",
        verdict=FeedbackVerdict.HELPFUL if helpful else FeedbackVerdict.NOT_HELPFUL,
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
            (say("chat-helped"), "this helped", FeedbackVerdict.HELPFUL),
            (say("chat-did-not-help"), "this did not help", FeedbackVerdict.NOT_HELPFUL),
        )
    )


async def record(journal: AnswerLog | None, given: GivenFeedback) -> tuple[Block, ...]:
    """Keep feedback and say so; what could not be kept can be sent again as it was typed."""
    if journal is None or not given.receipt:
        return (Text(say("chat-no-such-answer")),)
    try:
        known = await journal.feedback(given.receipt, given.verdict, given.reason)
    except StoreError:
        return (_why_not(given, say("chat-not-saved")),)
    if not known:
        return (Text(say("chat-no-such-answer")),)
    if given.quiet:
        return ()
    if given.verdict is FeedbackVerdict.NOT_HELPFUL and not given.reason:
        return (_why_not(given),)
    return (Text(say("chat-feedback-thanks")),)


def _why_not(given: GivenFeedback, problem: str = "") -> Form:
    reason = Field(
        "reason",
        say("chat-why-not"),
        FieldKind.LONG_TEXT,
        hint=say("chat-no-names-please"),
        max_length=LONGEST_REASON,
        value=given.reason,
        problem=problem,
    )
    return Form(
        action=ACTION,
        key=given.receipt,
        title=say("chat-feedback-thanks"),
        fields=(reason,),
        submit=say("chat-send"),
    )
