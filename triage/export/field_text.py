"""The fields of a proposal as people write them in a table: headings, and values as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from triage.model.fields import BY_NAME, USUAL_CLASSES, FieldType, Proposal

TRUTHS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class UnreadableError(ValueError):
    """A value that cannot be read; the message says what would be."""


def read_fields(
    values: Mapping[str, str], classes: Sequence[str] = USUAL_CLASSES
) -> tuple[Proposal, Mapping[str, str]]:
    """A proposal from texts by field name, and what is wrong with those that cannot be read;
    `classes` are the classes of data that there are."""
    read: dict[str, Any] = {"title": "", "description": ""}
    wrong: dict[str, str] = {}
    for name, text in values.items():
        try:
            read[name] = read_field(name, text.strip(), classes)
        except UnreadableError as error:
            wrong[name] = str(error)
    return Proposal(**read), wrong


def read_field(name: str, text: str, classes: Sequence[str] = USUAL_CLASSES) -> object:
    """What a text says of a field; `classes` are the classes of data that there are. Raises
    UnreadableError."""
    kind = BY_NAME[name].type
    if kind is FieldType.NUMBER:
        digits = text.replace(",", "").replace(" ", "")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            raise UnreadableError("write a whole number, for example 400")
        return int(digits) if digits else None
    if kind is FieldType.YES_NO:
        if text and text.lower() not in TRUTHS:
            raise UnreadableError("write yes or no, or leave it empty")
        return TRUTHS.get(text.lower())
    if kind is FieldType.CHOICES:
        chosen = tuple(part.strip().lower() for part in text.replace(";", ",").split(","))
        if not set(chosen) <= {*classes, ""}:
            raise UnreadableError(f"choose from {', '.join(classes)}")
        return tuple(one for one in chosen if one)
    return text


def field_as_text(value: object) -> object:
    """A value of a field for a table: text or a number, and what `read_field` reads back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return value if isinstance(value, int) else str(value)
