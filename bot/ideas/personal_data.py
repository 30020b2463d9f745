"""What looks like personal data in an idea, masked only with the person's word."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.ideas.idea_form import as_text
from bot.ideas.similar_choice import CHANGE, KEEP, MASK
from bot.message import Block, Choice, Choices, Table, Text
from bot.messages import wording_fields
from bot.messages import wording_ideas as wording
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
    rows = [(wording_fields.question(BY_NAME[name])[0], text) for name, text in found.items()]
    yield Text(wording.looks_personal(), strong=True)
    yield Text(wording.looks_personal_because())
    yield Table(
        caption=wording.masked_it_would_read(),
        columns=(wording.where(), wording.as_it_would_read()),
        rows=rows,
    )
    values = {"key": key}
    yield Choices(
        [
            Choice(wording.mask_it(), say="mask it", action=MASK, values=values),
            Choice(wording.keep_it(), say="keep it as it is", action=KEEP, values=values),
            Choice(wording.change_it(), say="change it", action=CHANGE, values=values),
        ],
        prompt=wording.what_now(),
    )
