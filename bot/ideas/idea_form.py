"""The questions about an idea as a neutral form, and what was filled in as a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from typing import Any

from bot.message import Field, FieldKind
from bot.messages import wording_fields as wording
from bot.messages import wording_ideas
from triage.export.field_text import LISTS, NUMBERS, YES_NO, UnreadableError, read_field
from triage.model.idea import DATA_CLASSES, Proposal
from triage.model.validation import (
    LIMIT,
    LIMITS,
    ErrorCode,
    FieldError,
    proposal_errors,
    tidied_texts,
)

FIRST = ("problem", "description", "title", "service", "data_classes", "tool_in_mind")
"""What is asked when an idea is suggested: the problem before the product."""

ALL = (
    *FIRST[:4],
    "who_benefits",
    "how_done_now",
    "volume_per_month",
    "minutes_each",
    *FIRST[4:],
    "public_facing",
    "affects_decisions",
    "children_or_vulnerable",
    "expected_benefit",
    "objective",
)
"""What can be said of an idea, for those who add to it."""

WRITTEN = ("title", "problem", "description", "who_benefits", "how_done_now", "expected_benefit")
"""Texts in which people write about people."""

_NEEDED = ("title", "description")
_LONG = ("problem", "description", "how_done_now", "expected_benefit")


def idea_fields(
    names: Sequence[str], values: Mapping[str, Any], problems: Mapping[str, str] | None = None
) -> tuple[Field, ...]:
    """The questions in that order, with what has been filled in and what is wrong with it."""
    return tuple(_field(name, values.get(name), (problems or {}).get(name, "")) for name in names)


def _field(name: str, value: object, problem: str) -> Field:
    label, hint = wording.question(name)
    kind = FieldKind.TEXT
    options: tuple[tuple[str, str], ...] = ()
    if name in _LONG:
        kind = FieldKind.LONG_TEXT
    elif name in NUMBERS:
        kind = FieldKind.NUMBER
    elif name in YES_NO:
        kind, options = FieldKind.CHOICE, wording.yes_or_no()
    elif name in LISTS:
        kind = FieldKind.CHOICES
        options = tuple((one, wording.data_class(one)) for one in DATA_CLASSES)
    texts = kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
    return Field(
        name,
        label,
        kind,
        hint=hint,
        required=name in _NEEDED,
        options=options,
        max_length=LIMITS.get(name, LIMIT) if texts else 0,
        value=as_text(value),
        problem=problem,
    )


def as_text(value: object) -> str:
    """A box's content as text: several choices with commas, a whole number without a point."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no"}.get(value, "") if value is not None else ""
    if isinstance(value, list | tuple):
        return ",".join(part for part in value if isinstance(part, str))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str | int | float) else ""


def filled_in(names: Sequence[str], values: Mapping[str, object]) -> dict[str, str]:
    """What a form brought for these questions, as texts; the rest is left out."""
    return {
        name: as_text(values[name])
        for name in names
        if name in values and (name in LISTS or not isinstance(values[name], list))
    }


def read(values: Mapping[str, str]) -> tuple[Proposal, dict[str, str]]:
    """The proposal, and for each field that cannot be taken what to do about it."""
    taken: dict[str, Any] = {"title": "", "description": ""}
    problems: dict[str, str] = {}
    for name, text in values.items():
        try:
            taken[name] = read_field(name, text)
        except UnreadableError:
            problems[name] = unreadable(name)
    proposal = tidied_texts(Proposal(**taken))
    problems |= {wrong.field: problem_text(wrong) for wrong in proposal_errors(proposal)}
    return proposal, problems


def unreadable(name: str) -> str:
    if name in NUMBERS:
        return wording_ideas.whole_number()
    if name in YES_NO:
        return wording_ideas.one_of([label for _, label in wording.yes_or_no()])
    return wording_ideas.any_of([wording.data_class(one) for one in DATA_CLASSES])


def problem_text(wrong: FieldError) -> str:
    """What is wrong with a field, for the person."""
    label, _ = wording.question(wrong.field)
    if wrong.why is ErrorCode.MISSING:
        return wording_ideas.missing(label)
    if wrong.why is ErrorCode.TOO_LONG:
        return wording_ideas.too_long(wrong.limit)
    if wrong.why is ErrorCode.OUT_OF_RANGE:
        return wording_ideas.out_of_range(wrong.limit)
    return unreadable(wrong.field)


def values_of(proposal: Proposal) -> dict[str, str]:
    """A proposal as a form shows it."""
    return {one.name: as_text(getattr(proposal, one.name)) for one in fields_of(Proposal)}
