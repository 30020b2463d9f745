"""What is said of the last answer: why it, shorter, not what was meant, and the like.

Everything here blocks for milliseconds: where another replica gave the answer it is found again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.blocks import quoted
from bot.answering.clarification import PICKS, other_readings, picked, readings, which
from bot.answering.next_steps import related_questions
from bot.answering.notes import today_notes
from bot.intents.intent import Intent, IntentKind
from bot.memory import Memory
from bot.message import Block, Table, Text
from bot.messages.say import say
from knowledge import Answer, AnswerKind, Library
from knowledge.model.answers import Explanation
from knowledge.model.excerpt import alone

_NEAREST = 4
_SHORTENED = (IntentKind.SHORTER, IntentKind.SIMPLER, IntentKind.YES_OR_NO)

ASKED_INSTEAD = (IntentKind.CORRECTED, *PICKS, IntentKind.PICK_NAMED)
"""Intents by which somebody asks another question without wording it whole."""


def remember(memory: Memory, answer: Answer) -> None:
    """Keep an answer as the last one."""
    memory.answer = answer
    memory.policy = answer.matches[0].passage.policy_id if answer.matches else ""


def last_answer(memory: Memory, library: Library) -> Answer | None:
    """The last answer."""
    if memory.answer is None and memory.questions:
        *before, question = memory.questions
        remember(memory, library.answer(question, before))
    return memory.answer


def asked_instead(intent: Intent, memory: Memory, library: Library) -> str:
    """The question that somebody means by correcting the last one, or by choosing among those that
    were offered; "" where nothing was."""
    if intent.kind is IntentKind.CORRECTED:
        return intent.text
    if not memory.offered and (last := last_answer(memory, library)):
        memory.offered = readings(library.policy_set, last)
    return picked(intent, memory.offered) or intent.text


def about_last_answer(kind: IntentKind, memory: Memory, library: Library) -> tuple[Block, ...]:
    """The reply to what is said of it."""
    last = last_answer(memory, library)
    match kind:
        case IntentKind.NOT_MEANT:
            return _not_meant(memory, library)
        case IntentKind.RELATED:
            return related_questions(library.policy_set, last)
        case IntentKind.WHY:
            can_be_told = last is not None and last.explanation is not None
            return _explained(last) if can_be_told and last else (Text(say("chat-no-last-answer")),)
        case IntentKind.RECEIPT:
            said = say("intent-receipt", code=memory.receipt) if memory.receipt else ""
            return (Text(said or say("intent-no-receipt")),)
    if kind in _SHORTENED:
        return _shortened(library, kind, last)
    return (Text(say("as-of-still-what")),)


def _not_meant(memory: Memory, library: Library) -> tuple[Block, ...]:
    """What else may have been meant by the last question."""
    found = library.search(memory.questions[-1], _NEAREST) if memory.questions else ()
    memory.offered = other_readings(library.policy_set, memory.answer, found)
    sorry = Text(say("intent-not-meant"))
    return (sorry, which(memory.offered, say("answer-or-is-meant"))) if memory.offered else (sorry,)


def _shortened(library: Library, kind: IntentKind, last: Answer | None) -> tuple[Block, ...]:
    """The last answer as short as it gets: a yes or a no, and the sentence that answers. Nothing is
    written anew, so what cannot be had is said to be so."""
    if last is None or not last.matches:
        return (Text(say("intent-nothing-to-shorten")),)
    best = last.matches[0]
    shown = quoted(best.passage, today_notes(library.policy_set, library.today())(best.passage))
    part = alone(best.passage.text, best.answers)
    blocks: list[Block] = []
    if last.lead is not None:
        blocks.append(Text(say("answer-lead", verdict=last.lead), strong=True))
    elif kind is IntentKind.YES_OR_NO:
        blocks.append(Text(say("intent-no-yes-or-no"), strong=True))
    blocks.append(replace(shown, excerpt=part))
    if kind is IntentKind.SHORTER:
        blocks.append(Text(say("intent-shorter")))
    if kind is IntentKind.SIMPLER:
        blocks.append(Text(say("intent-simpler", contact=best.passage.contact)))
    return tuple(blocks)


def _explained(answer: Answer) -> tuple[Block, ...]:
    """The explanation of an answer; empty when there is none."""
    told = answer.explanation
    if told is None:
        return ()
    return (Text("\n\n".join(_reasons(answer, told))), _signals(told))


def _reasons(answer: Answer, told: Explanation) -> Iterator[str]:
    if answer.matches:
        best = answer.matches[0].passage
        yield say("explanation-chosen", title=best.title, number=best.clause, version=best.version)
    if told.matched:
        yield say("explanation-words-held", words=", ".join(told.matched))
    if told.repairs:
        yield say("explanation-spelling-read", pairs=_pairs(told.repairs))
    if told.lexicon:
        yield say("explanation-lexicon-used", pairs=_pairs(told.lexicon))
    if told.nearest:
        yield say("explanation-nearest-asked", question=told.nearest)
    if told.rival:
        yield say("explanation-nearest-uncovered", subject=told.rival)
    is_quoted = answer.kind is AnswerKind.ANSWERED
    yield say(
        "explanation-confidence",
        value=f"{told.confidence:.2f}",
        threshold=f"{told.threshold:.2f}",
        quoted=is_quoted,
    )
    if not told.meaning:
        yield say("explanation-words-alone")
    yield say("explanation-policy-set", fingerprint=told.fingerprint)


def _pairs(read: Sequence[tuple[str, str]]) -> str:
    return ", ".join(say("explanation-pair", wrote=wrote, meant=meant) for wrote, meant in read)


def _signals(told: Explanation) -> Table:
    return Table(
        caption=say("explanation-signals"),
        columns=(say("explanation-column-signal"), say("explanation-column-value")),
        rows=[
            (say("explanation-signal", name=name), f"{value:.2f}")
            for name, value in told.signals.items()
        ],
    )
