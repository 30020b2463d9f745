"""The form of a part: its fields, what can be chosen in them, and what follows from them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.message import FieldKind
from knowledge.drafting.set_files.set_file import FileKind, SetFile
from knowledge.model.policy_set import PolicySet
from knowledge.rules.register import NOT_TO_BE_USED
from web.drafting.fields.detail_fields import detail_fields
from web.drafting.fields.field_builders import FieldGroup
from web.drafting.fields.part_fields import FORMS


def fields_of(
    file: SetFile, kind: str, policies: PolicySet | None = None, on: date | None = None
) -> Sequence[FieldGroup]:
    """The fields of a kind of part; with a set what can be chosen is filled in as of a day."""
    if kind == "details":
        return (FieldGroup("", detail_fields(policies)),)
    groups = FORMS[file.kind, kind]
    if file.is_welsh and file.kind is FileKind.OUT_OF_SCOPE:
        groups = [FieldGroup("", [f for f in groups[0].fields if f.kind is not FieldKind.CONFIRM])]
    if policies is None or on is None:
        return groups
    options = {name: tuple(found(policies, file, on)) for name, found in _OPTIONS.items()}
    return [
        FieldGroup(
            group.title,
            [replace(one, options=options.get(one.name, one.options)) for one in group.fields],
        )
        for group in groups
    ]


def _classes(policies: PolicySet, _: SetFile, __: date) -> Iterable[tuple[str, str]]:
    return ((name, name) for name in policies.settings.class_names)


def _tools(policies: PolicySet, file: SetFile, _: date) -> Iterable[tuple[str, str]]:
    tools = sorted(policies.tools, key=lambda tool: tool.name.casefold())
    return (
        (tool.id, tool.name)
        for tool in tools
        if tool.status not in NOT_TO_BE_USED and tool.id != file.name
    )


def _clauses(policies: PolicySet, _: SetFile, on: date) -> Iterable[tuple[str, str]]:
    return ((p.place, f"{p.title}: {p.heading}") for p in policies.passages_on(on))


_OPTIONS: Mapping[str, Callable[[PolicySet, SetFile, date], Iterable[tuple[str, str]]]] = {
    "data_classes_allowed": _classes,
    "alternatives": _tools,
    "clause": _clauses,
}
"""Fields whose options the set knows. A line of text with options offers them while one types."""


def whole_values(file: SetFile, sent: Mapping[str, str], policies: PolicySet) -> dict[str, str]:
    """What a form says, and what follows from it: a class of data that may not go in is barred."""
    values = dict(sent)
    if file.kind is FileKind.REGISTER:
        allowed = values["data_classes_allowed"].splitlines()
        barred = (name for name in policies.settings.class_names if name not in allowed)
        values["data_classes_barred"] = "\n".join(barred)
    return values
