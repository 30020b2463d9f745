"""What looks like personal data in an idea, masked only with the person's word."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ideas.idea_form import as_text, label_of
from bot.ideas.similar_choice import CHANGE, KEEP, MASK
from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.say import say
from knowledge import Library
from knowledge.privacy.masking import mask, names_known
from triage.model.fields import BY_NAME


def masked(values: Mapping[str, Any], library: Library) -> dict[str, str]:
    """The texts in which something looks personal, as they would read without it."""
    known = names_known(library.policy_set)
    texts = {name: as_text(values.get(name)) for name, one in BY_NAME.items() if one.masked}
    found = {name: mask(text, known) for name, text in texts.items() if text}
    return {name: text for name, text in found.items() if text != texts[name]}


def blocks(key: str, found: Mapping[str, str]) -> Iterator[Block]:
    """What was found, and what can be done about it; `key` is the form's."""
    rows = [(label_of(BY_NAME[name]), text) for name, text in found.items()]
    yield Text(say("idea-looks-personal"), strong=True)
    yield Text(say("idea-looks-personal-because"))
    yield Table(
        caption=say("idea-masked-it-would-read"),
        columns=(say("idea-where"), say("idea-as-it-would-read")),
        rows=rows,
    )
    values = {"key": key}
    yield Choices(
        [
            Choice(say("idea-mask-it"), say="mask it", action=MASK, values=values),
            Choice(say("idea-keep-it"), say="keep it as it is", action=KEEP, values=values),
            Choice(say("idea-change-it"), say="change it", action=CHANGE, values=values),
        ],
        prompt=say("idea-what-now"),
    )
