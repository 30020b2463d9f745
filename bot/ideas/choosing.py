"""What a person can say to what was found about their idea, by a button or in words."""

import re

from bot import wording_of_ideas as wording
from bot.ideas.kept import Draft, Step
from bot.ideas.typed import Order
from bot.message import Reply, Said
from triage.repository.queries import read_reference

MASK, KEEP, CHANGE, GO_ON, SUPPORT = (
    f"idea.{do}" for do in ("mask", "keep", "change", "send", "support")
)
"""Buttons. Each carries the form's key, so that one of an old card does nothing."""

_CHANGE = re.compile(r"(?:let me )?(?:change|edit|correct|amend)\b.*", re.IGNORECASE)
_WORDS = {
    Step.PERSONAL: {
        MASK: re.compile(r"(?:yes|mask)\b.*", re.IGNORECASE),
        KEEP: re.compile(r"(?:no|keep|nothing personal|leave)\b.*", re.IGNORECASE),
        CHANGE: _CHANGE,
    },
    Step.SIMILAR: {
        GO_ON: re.compile(
            r"(?:no|mine is different|different|go on|continue|send)\b.*", re.IGNORECASE
        ),
        CHANGE: _CHANGE,
    },
}
_FEW_WORDS = 8


def meant(step: Step, text: str, order: Order | None) -> str:
    """The button that a typed text stands for; empty if it is something else."""
    if step is Step.SIMILAR and order in (Order.SEND, Order.SKIP):
        return GO_ON
    said = " ".join(text.split())
    if len(said.split()) > _FEW_WORDS:
        return ""
    words = _WORDS.get(step, {})
    return next((action for action, pattern in words.items() if pattern.fullmatch(said)), "")


def which(draft: Draft) -> Reply:
    """Asks for one of the answers that there are."""
    if draft.step is Step.PERSONAL:
        answers = [wording.mask_it(), wording.keep_it(), wording.change_it()]
    else:
        answers = [wording.mine_is_different(), wording.change_it()]
        answers += [wording.support_instead(ref) for ref in draft.seen if read_reference(ref)]
    return Reply((Said(wording.one_of(answers)),))
