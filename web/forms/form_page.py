"""A form on a page of its own: drawn from its fields, and drawn again with what was typed when
something is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.message import Field, FieldKind
from web.forms.form_data import EMPTY_FORM, FormData


@dataclass(frozen=True, slots=True)
class FormPage:
    """What `form_page.html` draws. `action` is where it is sent, `back` the name and address of
    the page that it belongs to; `told` is said above it, `kept` rides along unseen; `problems` are
    those of no single field, with an address where something can be done about each, if any.
    `gathered` stands in place of a line for each field that has a problem. `conflict` says what
    somebody else did meanwhile; without `submit` it cannot be sent any more."""

    title: str
    action: str
    fields: Sequence[Field]
    submit: str
    back: tuple[str, str]
    told: Sequence[str] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[tuple[str, str]] = ()
    gathered: Sequence[tuple[str, str]] = ()
    conflict: str = ""


def address_of_field(one: Field) -> str:
    """Where on the page somebody begins to fill it in."""
    first = "-1" if one.kind in (FieldKind.CHOICE, FieldKind.CHOICES) else ""
    return f"#f-{one.name}{first}"


def drawn_again(fields: Iterable[Field], problems: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields with what is wrong with each, by name."""
    return tuple(replace(one, problem=problems.get(one.name, "")) for one in fields)


def typed_in(posted: FormData, name: str) -> str:
    """What was typed into the field."""
    value = posted.values.get(name, "")
    return value if isinstance(value, str) else ""


def chosen_in(posted: FormData, name: str) -> tuple[str, ...]:
    """What was ticked in the field, of which several things can be chosen."""
    value = posted.values.get(name, ())
    return tuple(value) if isinstance(value, list) else ()


def number_in(posted: FormData, name: str) -> int:
    """The whole number in the field; 0 for anything else."""
    return number_of(typed_in(posted, name))


def number_of(text: str) -> int:
    """The whole number that a text is, up to nine digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def moment_in(posted: FormData, name: str) -> datetime | None:
    """The moment in the field, with its time zone; None for anything else."""
    return moment_of(typed_in(posted, name))


def moment_of(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def values_of(fields: Iterable[Field], posted: FormData = EMPTY_FORM) -> dict[str, object]:
    """The value that each field shows: what was posted, else its own."""
    sent = posted.values
    shown: dict[str, object] = {}
    for one in fields:
        value = sent.get(one.name, one.value)
        several = one.kind is FieldKind.CHOICES
        shown[one.name] = value.split("\n") if several and isinstance(value, str) else value
    return shown
