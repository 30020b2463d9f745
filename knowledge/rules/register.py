"""The tools register: full entries, dates in order, one name for one tool."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.files.front_matter import day
from knowledge.files.tool_entry import ToolFile
from knowledge.model.policies import Problem, ToolStatus
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault, warning
from knowledge.rules.metadata import KeySchema, right_keys, roles_not_people

LISTS = (
    *("aliases", "service_areas", "data_classes_allowed", "data_classes_barred"),
    *("alternatives", "history", "sub_processors"),
)
KEYS = (
    *("tool_id", "name", "supplier", "category", "purpose", "status", "conditions"),
    *("who_may_use", "account_type", "hosting", "trains_on_our_data", "dpia_ref", "dpia_status"),
    *("eqia_ref", "environmental_ref", "security_review_on", "transparency_record_ref"),
    *("risk_level", "training_required", "owner_role", "contract_ref", "contract_end"),
    *("approved_by", "approved_on", "decision_ref", "last_audit_on", "audit_outcome"),
    *("next_audit_due", "ends_on", "contact", *LISTS),
)
NEEDED = (
    *("purpose", "who_may_use", "data_classes_allowed", "data_classes_barred", "owner_role"),
    "contact",
)
NEEDED_IN_USE = ("approved_on", "next_audit_due")
IN_USE = (ToolStatus.APPROVED, ToolStatus.CONDITIONAL, ToolStatus.PILOT)
NOT_TO_BE_USED = (ToolStatus.SUSPENDED, ToolStatus.REFUSED, ToolStatus.RETIRED)
RISK_LEVELS = ("low", "medium", "high", "very high")

# Written as one text or as a list, as suits the entry.
_EITHER = ("service_areas", "sub_processors")


def entry_facts(inspection: Inspection) -> Iterator[Problem]:
    """An entry has the register's columns, and those that its status needs are filled."""
    for file in inspection.reading.tools:
        needed = (*NEEDED, *(NEEDED_IN_USE if file.tool.status in IN_USE else ()))
        lists = [key for key in LISTS if key not in _EITHER or _is_list(file, key)]
        sheet = KeySchema(file.source, file.front, KEYS, needed, lists)
        yield from right_keys(sheet)
        yield from roles_not_people(sheet, ("owner_role", "approved_by", "contact"))
        risk = file.front.text("risk_level")
        if risk and risk not in RISK_LEVELS:
            message = f"`risk_level` must be one of {', '.join(RISK_LEVELS)}"
            yield fault(file.source.name, file.front.line("risk_level"), message)


def _is_list(file: ToolFile, key: str) -> bool:
    entry = file.front.entries.get(key)
    return entry is not None and entry.is_list


def data_classes_are_complete(inspection: Inspection) -> Iterator[Problem]:
    """Each of the set's classes of data is either allowed or barred."""
    classes = inspection.policies.settings.class_names
    for file in inspection.reading.tools:
        tool, line = file.tool, file.front.line("data_classes_barred")
        named = (*tool.data_allowed, *tool.data_barred)
        for word in named:
            if word not in classes:
                message = f"{word} is no data class ({', '.join(classes)})"
                yield fault(tool.passage.file, line, message)
        missing = [word for word in classes if word not in named]
        if missing:
            message = f"neither allowed nor barred: {', '.join(missing)}"
            yield fault(tool.passage.file, line, message)
        if len(set(tool.data_allowed)) < len(tool.data_allowed):
            line = file.front.line("data_classes_allowed")
            yield fault(tool.passage.file, line, "a data class is allowed twice")


def history_matches(inspection: Inspection) -> Iterator[Problem]:
    """History runs from the oldest day to the newest, and ends with the entry's status."""
    for file in inspection.reading.tools:
        tool, lines = file.tool, file.front.entries["history"].items
        for (before, *_), (on, *_), (_, line) in zip(
            tool.history, tool.history[1:], lines[1:], strict=False
        ):
            if on < before:
                yield fault(tool.passage.file, line, f"{on} stands after {before} in `history`")
        last_day, last_status, _ = tool.history[-1]
        if last_status is not tool.status:
            message = f"`history` ends with {last_status}, but the status is {tool.status}"
            yield fault(tool.passage.file, lines[-1][1], message)
        if last_day > inspection.on:
            message = f"`history` ends on {last_day}, which is to come"
            yield fault(tool.passage.file, lines[-1][1], message)


def register_dates_in_order(inspection: Inspection) -> Iterator[Problem]:
    """approved_on <= last_audit_on < next_audit_due, and every other date is a date."""
    for file in inspection.reading.tools:
        tool, front = file.tool, file.front
        order = [
            (key, on)
            for key, on in (
                ("approved_on", tool.approved_on),
                ("last_audit_on", tool.last_audit_on),
                ("next_audit_due", tool.next_audit_due),
            )
            if on
        ]
        for (earlier, before), (later, on) in pairwise(order):
            if on < before or (later == "next_audit_due" and on == before):
                message = f"`{later}` ({on}) is not after `{earlier}` ({before})"
                yield fault(tool.passage.file, front.line(later), message)
        if tool.ends_on and tool.approved_on and tool.ends_on <= tool.approved_on:
            yield fault(
                tool.passage.file, front.line("ends_on"), "`ends_on` is before `approved_on`"
            )
        for key in ("security_review_on", "contract_end"):
            if front.text(key) and day(front.text(key)) is None:
                yield fault(tool.passage.file, front.line(key), f"`{key}` is not a date")


def register_is_up_to_date(inspection: Inspection) -> Iterator[Problem]:
    """A tool in use is audited in time, and a pilot has not ended unnoticed."""
    for file in inspection.reading.tools:
        tool, front = file.tool, file.front
        if tool.status not in IN_USE:
            continue
        if tool.next_audit_due and tool.next_audit_due < inspection.on:
            message = f"the audit is overdue since {tool.next_audit_due}"
            yield warning(tool.passage.file, front.line("next_audit_due"), message)
        if tool.ends_on and tool.ends_on < inspection.on:
            message = f"the entry ended on {tool.ends_on}, but its status is {tool.status}"
            yield warning(tool.passage.file, front.line("ends_on"), message)


def one_name_one_tool(inspection: Inspection) -> Iterator[Problem]:
    """No two tools share a name or an alias."""
    owner: dict[str, str] = {}
    for file in inspection.reading.tools:
        owner.setdefault(file.tool.name.casefold(), file.tool.id)
    for file in inspection.reading.tools:
        entry = file.front.entries.get("aliases")
        if owner[file.tool.name.casefold()] != file.tool.id:
            message = f"{file.tool.name} is also the name of {owner[file.tool.name.casefold()]}"
            yield fault(file.source.name, file.front.line("name"), message)
        for alias, line in entry.items if entry else ():
            other = owner.setdefault(alias.casefold(), file.tool.id)
            if other != file.tool.id:
                yield fault(file.source.name, line, f"{alias} also names {other}")


def alternatives_may_be_used(inspection: Inspection) -> Iterator[Problem]:
    """`alternatives` are other tools of the register, and none that must not be used."""
    for file in inspection.reading.tools:
        entry = file.front.entries.get("alternatives")
        for tool_id, line in entry.items if entry else ():
            other = inspection.policies.tool(tool_id)
            if other is None or other.id == file.tool.id:
                known = [tool.id for tool in inspection.policies.tools]
                message = f"`alternatives` names no other tool: {tool_id}"
                yield fault(file.source.name, line, message + did_you_mean(tool_id, known))
            elif other.status in NOT_TO_BE_USED:
                message = f"`alternatives` names {tool_id}, which is {other.status}"
                yield fault(file.source.name, line, message)
