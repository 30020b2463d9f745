"""What a person can say to what was found about their idea, by a button or in words."""

import re

from bot.ideas.drafts import Draft, DraftStep
from bot.intents.form_text import FormCommand
from bot.message import Reply, Text
from bot.messages.formats import listed
from bot.messages.say import say
from triage.repository.queries import read_reference

MASK, KEEP, CHANGE, GO_ON, SUPPORT = (
    f"idea.{do}" for do in ("mask", "keep", "change", "send", "support")
)
"""Buttons. Each carries the form's key, so that one of an old card does nothing."""

_CHANGE = re.compile(r"(?:let me )?(?:change|edit|correct|amend)\b.*", re.IGNORECASE)
_WORDS = {
    DraftStep.PERSONAL: {
        MASK: re.compile(r"(?:yes|mask)\b.*", re.IGNORECASE),
        KEEP: re.compile(r"(?:no|keep|nothing personal|leave)\b.*", re.IGNORECASE),
        CHANGE: _CHANGE,
    },
    DraftStep.SIMILAR: {
        GO_ON: re.compile(
            r"(?:no|mine is different|different|go on|continue|send)\b.*", re.IGNORECASE
        ),
        CHANGE: _CHANGE,
    },
}
_FEW_WORDS = 8


def match_choice(step: DraftStep, text: str, order: FormCommand | None) -> str:
    """The button that a typed text stands for; empty if it is something else."""
    if step is DraftStep.SIMILAR and order in (FormCommand.SEND, FormCommand.SKIP):
        return GO_ON
    said = " ".join(text.split())
    if len(said.split()) > _FEW_WORDS:
        return ""
    words = _WORDS.get(step, {})
    return next((action for action, pattern in words.items() if pattern.fullmatch(said)), "")


def ask_which(draft: Draft) -> Reply:
    """Asks for one of the answers that there are."""
    if draft.step is DraftStep.PERSONAL:
        answers = [say("idea-mask-it"), say("idea-keep-it"), say("idea-change-it")]
    else:
        answers = [say("idea-mine-is-different"), say("idea-change-it")]
        answers += [
            say("idea-support-instead", ref=ref) for ref in draft.seen if read_reference(ref)
        ]
    return Reply((Text(say("idea-one-of", names=listed(answers))),))
