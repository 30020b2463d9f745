"""What a person can say to what was found about their idea, by a button or in words."""

from collections.abc import Mapping

from bot.ideas.drafts import Draft, DraftStep
from bot.intents.intent import IntentKind
from bot.message import Reply, Text
from bot.messages.formats import listed
from bot.messages.say import say
from triage.repository.queries import read_reference

MASK, KEEP, CHANGE, GO_ON, SUPPORT = (
    f"idea.{do}" for do in ("mask", "keep", "change", "send", "support")
)
"""Buttons. Each carries the form's key, so that one of an old card does nothing."""

CHOICES: Mapping[IntentKind, str] = {
    IntentKind.FORM_MASK: MASK,
    IntentKind.FORM_LEAVE: KEEP,
    IntentKind.FORM_CHANGE: CHANGE,
    IntentKind.FORM_DIFFERENT: GO_ON,
}
"""The buttons that a typed text stands for."""


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
