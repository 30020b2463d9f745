"""What a form that is being filled in asks next, as the router has to know it."""

from bot.ideas.drafts import SCREENING_FORM, WITHDRAW_FORM, Draft, DraftStep
from bot.ideas.idea_form import as_text, idea_fields
from bot.ideas.screening_handler import TEXT
from bot.intents.state import Asks, ListeningForm
from bot.message import FieldKind

_OWN_WORDS = ("problem", "description", "title")
"""The fields of an idea that "could we use AI to ..." may answer."""

_STEPS = {DraftStep.PERSONAL: Asks.PERSONAL, DraftStep.SIMILAR: Asks.SIMILAR}
_KINDS = {
    FieldKind.CHOICE: Asks.CHOICE,
    FieldKind.CHOICES: Asks.CHOICES,
    FieldKind.NUMBER: Asks.NUMBER,
}


def listening_form(draft: Draft | None) -> ListeningForm | None:
    """For what the next typed text is meant; None where the draft waits for none."""
    if draft is None:
        return None
    if draft.step in _STEPS:
        return ListeningForm(draft.form, _STEPS[draft.step])
    if not draft.asked:
        return None
    return ListeningForm(
        draft.form,
        _asks(draft),
        filled=bool(as_text(draft.values.get(draft.asked))),
        own_words=draft.asked in _OWN_WORDS,
    )


def _asks(draft: Draft) -> Asks:
    if draft.kind == WITHDRAW_FORM:
        return Asks.CONFIRMATION
    if draft.kind == SCREENING_FORM:
        return Asks.WORDS if draft.asked == TEXT else Asks.CHOICE
    (field,) = idea_fields((draft.asked,), {})
    return _KINDS.get(field.kind, Asks.WORDS)
