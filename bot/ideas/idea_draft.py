"""The draft of an idea: begun with what was said, drawn as its form, and as the words it has."""

import re
import secrets

from bot.ideas.drafts import Draft
from bot.ideas.idea_form import FIRST, as_text
from bot.message import Choice, Choices, Field, Form
from bot.messages.say import say
from bot.messages.set_names import SETTINGS
from knowledge.model.set_settings import DataKind
from triage.model.fields import Place, Proposal, shown_in
from triage.workflow.submission import IDEA_FORM

SEND = "idea"
"""The action of the form."""

_MASKS = re.compile(r"\[[^\]]*\]")
_LONGEST_TITLE = 80


def screened_text(proposal: Proposal) -> str:
    """The words of an idea from which answers are suggested."""
    texts = [getattr(proposal, one.name) for one in shown_in(Place.SCREENED)]
    parts = [_MASKS.sub("", text).strip() for text in texts]
    classes = SETTINGS.get().classes_of(DataKind.PERSONAL, DataKind.SPECIAL)
    if classes & set(proposal.data_classes):
        parts.append("personal data")
    return ". ".join(part for part in parts if part)


def begun_with(text: str) -> Draft:
    """A new form, with what was said already as the idea and a first name for it."""
    values = {"description": text, "title": _title(text)} if text else {}
    return Draft(IDEA_FORM, secrets.token_hex(8), values)


def _title(text: str) -> str:
    line = text.strip().splitlines()[0].split(". ")[0].strip(" .,;:")
    if len(line) > _LONGEST_TITLE:
        line = line[:_LONGEST_TITLE].rsplit(" ", 1)[0]
    return line[:1].upper() + line[1:]


def texts_of(draft: Draft) -> dict[str, str]:
    """What has been typed so far, by field; empty where nothing has."""
    return {name: as_text(draft.values.get(name)) for name in FIRST}


def as_form(draft: Draft, fields: tuple[Field, ...]) -> Form:
    """The form of an idea with these of its questions."""
    return Form(
        action=SEND,
        key=draft.key,
        title=say("idea-form-title"),
        fields=fields,
        submit=say("idea-send-idea"),
        intro=say("idea-form-intro"),
    )


def another() -> Choices:
    """What can be done once an idea is stored, or is not."""
    return Choices(
        [
            Choice(say("idea-another-idea"), say="another idea"),
            Choice(say("idea-my-ideas"), say="my ideas"),
        ]
    )
