"""The questions about an idea as a neutral form, and what was filled in as a proposal."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.message import Field, FieldKind
from bot.messages.formats import listed
from bot.messages.say import has_message, say
from bot.messages.set_names import SETTINGS, spoken
from knowledge.model.set_settings import DataClass
from triage.export.field_text import UnreadableError, read_field
from triage.model.fields import (
    ASKED,
    BY_NAME,
    USUAL_CLASSES,
    FieldType,
    IdeaField,
    Offer,
    Place,
    Proposal,
    shown_in,
)
from triage.model.validation import (
    ErrorCode,
    FieldError,
    proposal_errors,
    tidied_texts,
)

FIRST = tuple(one.name for one in shown_in(Place.FORM))
"""What is asked when an idea is suggested: the problem before the product."""

ALL = tuple(one.name for one in ASKED)
"""What can be said of an idea, for those who add to it."""

_KINDS = {
    FieldType.LINE: FieldKind.TEXT,
    FieldType.TEXT: FieldKind.LONG_TEXT,
    FieldType.NUMBER: FieldKind.NUMBER,
    FieldType.YES_NO: FieldKind.CHOICE,
    FieldType.CHOICES: FieldKind.CHOICES,
}


def idea_fields(
    names: Sequence[str], values: Mapping[str, Any], problems: Mapping[str, str] | None = None
) -> tuple[Field, ...]:
    """The questions in that order, with what has been filled in and what is wrong with it."""
    return tuple(_field(name, values.get(name), (problems or {}).get(name, "")) for name in names)


def _field(name: str, value: object, problem: str) -> Field:
    declared = BY_NAME[name]
    options = _options(declared, value)
    is_line = declared.type is FieldType.LINE
    return Field(
        name,
        label_of(declared),
        FieldKind.CHOICE if options and is_line else _KINDS[declared.type],
        hint=say(declared.hint) if declared.hint else "",
        required=declared.needed,
        options=options,
        max_length=declared.limit,
        value=as_text(value),
        problem=problem,
    )


def label_of(declared: IdeaField) -> str:
    """The question as the form asks it; by its name on the board where no message asks it yet."""
    return say(declared.question) if has_message(declared.question) else declared.label


def yes_or_no() -> tuple[tuple[str, str], ...]:
    return (("yes", say("field-yes")), ("no", say("field-no")))


def yes_no_or_unsure() -> tuple[tuple[str, str], ...]:
    return (*yes_or_no(), ("unsure", say("field-unsure")))


def _options(declared: IdeaField, value: object) -> tuple[tuple[str, str], ...]:
    if declared.type is FieldType.YES_NO:
        return yes_or_no()
    if declared.offer is Offer.DATA_CLASSES:
        return tuple((one.name, _class_label(one)) for one in SETTINGS.get().data_classes)
    if declared.offer is Offer.OBJECTIVES and SETTINGS.get().objectives:
        # What was an objective when it was chosen stays, until another is chosen.
        named = (*SETTINGS.get().objectives, as_text(value))
        return tuple((one, one) for one in dict.fromkeys(named) if one)
    return ()


def _class_label(one: DataClass) -> str:
    """A class of data as staff read it: the set's words, or the messages' for the usual ones."""
    if label := spoken(one.label):
        return label
    is_usual = one.name in USUAL_CLASSES
    return say("field-data-class", name=one.name) if is_usual else one.name.capitalize()


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
        if name in values
        and (BY_NAME[name].type is FieldType.CHOICES or not isinstance(values[name], list))
    }


def read(values: Mapping[str, str]) -> tuple[Proposal, dict[str, str]]:
    """The proposal, and for each field that cannot be taken what to do about it."""
    taken: dict[str, Any] = {"title": "", "description": ""}
    problems: dict[str, str] = {}
    for name, text in values.items():
        try:
            taken[name] = read_field(name, text, SETTINGS.get().class_names)
        except UnreadableError:
            problems[name] = unreadable(name)
    proposal = tidied_texts(Proposal(**taken))
    classes = SETTINGS.get().class_names
    problems |= {wrong.field: problem_text(wrong) for wrong in proposal_errors(proposal, classes)}
    return proposal, problems


def unreadable(name: str) -> str:
    kind = BY_NAME[name].type
    if kind is FieldType.NUMBER:
        return say("idea-whole-number")
    if kind is FieldType.YES_NO:
        return say("idea-one-of", names=listed([label for _, label in yes_or_no()]))
    return say("idea-any-of", names=listed([label for _, label in _options(BY_NAME[name], ())]))


def problem_text(wrong: FieldError) -> str:
    """What is wrong with a field, for the person."""
    label = label_of(BY_NAME[wrong.field])
    if wrong.why is ErrorCode.MISSING:
        return say("idea-missing", label=label)
    if wrong.why is ErrorCode.TOO_LONG:
        return say("idea-too-long", limit=str(wrong.limit))
    if wrong.why is ErrorCode.OUT_OF_RANGE:
        return say("idea-out-of-range", limit=str(wrong.limit))
    return unreadable(wrong.field)


def values_of(proposal: Proposal) -> dict[str, str]:
    """A proposal as a form shows it."""
    return {name: as_text(getattr(proposal, name)) for name in ALL}
