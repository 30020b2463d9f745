"""What the forms of the desk are put together from: lines, long texts, choices, numbers, days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.message import Field, FieldKind

ONE_A_LINE = "One on each line."
"""The hint of a text that is a list."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, below a heading of their own if there are several groups."""

    title: str
    fields: Sequence[Field]


def text(name: str, label: str, hint: str = "", *, needed: bool = False) -> Field:
    """A line of text."""
    return Field(name, label, FieldKind.TEXT, hint, required=needed)


def long(name: str, label: str, hint: str = "", *, needed: bool = False) -> Field:
    """A text of several lines."""
    return Field(name, label, FieldKind.LONG_TEXT, hint, required=needed)


def choice(
    name: str, label: str, options: Iterable[tuple[str, str]], *, needed: bool = False
) -> Field:
    """One out of several, as pairs of a value and its name."""
    return Field(name, label, FieldKind.CHOICE, options=tuple(options), required=needed)


def number(name: str, label: str, hint: str) -> Field:
    """A whole number."""
    return Field(name, label, FieldKind.NUMBER, hint)


def day(name: str, label: str, hint: str = "") -> Field:
    """A day."""
    return Field(name, label, FieldKind.DATE, hint)
