"""What of a form cannot be kept, and what the check says, in the words of the forms."""

import re
from collections.abc import Iterable, Mapping

from bot.message import Field, FieldKind
from knowledge.files.front_matter import day
from web.drafting.fields.detail_fields import detail_fields
from web.drafting.fields.part_fields import FORMS

LONGEST, LONGEST_TEXT = 2_000, 60_000
"""Signs of a line, and of a text or list."""

_CHOSEN = (FieldKind.CHOICE, FieldKind.CHOICES)


def problems_with(fields: Iterable[Field], values: Mapping[str, str]) -> dict[str, str]:
    """What of a form cannot be kept, by field, in words."""
    found = {}
    for one in fields:
        value = values.get(one.name, "")
        is_long = one.kind in (FieldKind.LONG_TEXT, FieldKind.CHOICES)
        longest = LONGEST_TEXT if is_long else LONGEST
        if one.required and not value.strip():
            found[one.name] = "Fill this in."
        elif len(value) > longest:
            found[one.name] = f"Shorten it to {longest:,} characters or fewer."
        elif one.kind is FieldKind.DATE and value and day(value) is None:
            found[one.name] = "Choose a day."
        elif one.kind is FieldKind.NUMBER and value and not re.fullmatch("[0-9]{1,3}", value):
            found[one.name] = "Write a whole number."
        elif one.kind in _CHOSEN and not {*value.splitlines()} <= {name for name, _ in one.options}:
            found[one.name] = "Choose from the list."
    return found


_KEYS = re.compile(r"`([a-z_-]+)`")


def _labels() -> Mapping[str, str]:
    fields = [one for groups in FORMS.values() for group in groups for one in group.fields]
    known = {one.name: one.label for one in (*fields, *detail_fields(None))}
    return known | {
        "history": "History",
        "data_classes_barred": "Data that may not go in",
        "change_note": "What changes, for people",
        "effective_from": "First day",
        "floor": "Lowest impact or likelihood",
    }


_LABELS = _labels()


def in_plain_words(message: str) -> str:
    """What the check says, with the names of fields as the forms have them."""
    return _KEYS.sub(lambda found: f"“{_LABELS.get(found[1], found[1])}”", message)
