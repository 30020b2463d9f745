"""What the tools register says of a use of AI."""

import re
from datetime import date

from triage.days import day
from triage.papers.formats.links import REGISTER_ENTRY
from triage.papers.policy_facts import ToolFacts
from triage.papers.snapshot import Snapshot
from triage.papers.transparency.found import Found, as_lines

_STATUSES = {
    "approved": "Production",
    "conditional": "Production",
    "pilot": "Beta/Pilot",
    "assessing": "Pre-deployment",
    "suspended": "Retired",
    "refused": "Retired",
    "retired": "Retired",
}


def known_of_tool(snapshot: Snapshot, tool: ToolFacts) -> Found:
    """What the entry says, and how it stands in the standard's words."""
    columns, source = tool.columns, f"{REGISTER_ENTRY}{tool.id}"

    def told(*names: str) -> str:
        return as_lines(
            lambda name: _in_words(columns.get(name, "")),
            {name: _LABELS.get(name, name.replace("_", " ").capitalize()) for name in names},
        )

    yield "0.1", tool.name, source
    yield "0.3", _STATUSES.get(tool.status, ""), source
    yield "0.5", tool.purpose, source
    yield "1.1", tool.name, source
    yield "1.2", tool.purpose, source
    yield "1.4", columns.get("contact", ""), source
    yield "2.1.2", columns.get("service_areas", ""), source
    yield "2.1.3", tool.owner, source
    yield "2.1.4", f"Yes: {columns['supplier']}" if columns.get("supplier") else "", source
    yield "2.1.4.1", columns.get("supplier", ""), source
    yield "2.1.4.3", f"Supplies: {tool.category}" if tool.category else "", source
    yield "2.1.4.4", told("contract_ref", "contract_end"), source
    yield "2.1.4.5", told("trains_on_our_data", "sub_processors"), source
    yield "2.2.1", told("purpose", "conditions"), source
    yield "2.2.4", _names(snapshot, columns.get("alternatives", "")), source
    yield "2.3.1", told("who_may_use", "service_areas"), source
    yield "2.3.2", tool.conditions, source
    yield "2.3.3", tool.who, source
    yield "2.3.4", tool.training, source
    yield "2.4.1.1", told("category", "account_type", "hosting"), source
    yield "2.4.1.2", told("data_classes_allowed", "data_classes_barred"), source
    yield "2.4.1.3", tool.purpose, source
    yield "2.4.1.4", "\n".join(filter(None, (_history(tool), told(*_LOOKED_AFTER)))), source
    yield "2.4.2.3", tool.purpose, source
    yield "2.4.2.4", columns.get("data_classes_allowed", ""), source
    yield "2.4.2.7", told("audit_outcome"), source
    yield "2.4.3.1", told("trains_on_our_data"), source
    yield "2.4.4.1", columns.get("data_classes_allowed", ""), source
    yield "2.4.4.2", told("data_classes_barred"), source
    yield "2.4.4.4", told("hosting", "account_type"), source
    yield "2.4.4.5", told("sub_processors", "contract_ref"), source
    yield "2.5.1", told("dpia_ref", "dpia_status", "eqia_ref", "environmental_ref"), source
    yield "2.5.2", told("risk_level", "conditions"), source


_LABELS = {
    "contract_ref": "Contract",
    "dpia_ref": "DPIA",
    "dpia_status": "State of the DPIA",
    "eqia_ref": "EqIA",
    "environmental_ref": "Environmental assessment",
    "sub_processors": "Sub-processors",
}
"""Columns whose names read oddly as words."""

_LOOKED_AFTER = ("last_audit_on", "next_audit_due", "security_review_on", "ends_on")


def _in_words(text: str) -> str:
    """A day as people write it, where that is all that the column says."""
    return day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _history(tool: ToolFacts) -> str:
    return "; ".join(f"{status} since {day(since)}" for since, status in tool.history)


def _names(snapshot: Snapshot, ids: str) -> str:
    """Entries of the register by their names."""
    named = {one.id: one.name for one in snapshot.tools or ()}
    return "; ".join(named.get(one, one) for one in ids.split("; "))
