"""The last answer as short as it gets: a yes or a no, and the sentence that answers.

Nothing is written anew, so what cannot be had is said to be so.
"""

from dataclasses import replace

from bot.answering.blocks import quoted
from bot.answering.notes import today_notes
from bot.intents.intent import IntentKind
from bot.message import Block, Text
from bot.messages.say import say
from knowledge import Answer, Library
from knowledge.model.excerpt import alone

SHORTENED = (IntentKind.SHORTER, IntentKind.SIMPLER, IntentKind.YES_OR_NO)


def shortened(library: Library, kind: IntentKind, last: Answer | None) -> tuple[Block, ...]:
    """The verdict and the sentence of the last answer."""
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
