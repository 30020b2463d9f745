"""How a tool stood on a day: its entry is today's, its history says what held before."""

from dataclasses import replace
from datetime import date, timedelta

from knowledge.model.policies import Tool, ToolStatus

AUDIT_GRACE = timedelta(days=60)
"""So long after its audit was due a tool may still be used (governance facts, section 3)."""

IN_USE = (ToolStatus.APPROVED, ToolStatus.CONDITIONAL, ToolStatus.PILOT)


def tool_on(tool: Tool, on: date) -> Tool | None:
    """The entry with the status that it had on the day; None before its history begins.

    A tool in use whose audit is more than 60 days overdue counts as suspended, without anybody's
    doing. All columns but the status are as they stand today.
    """
    held = [status for day, status, _ in tool.history if day <= on]
    if not held:
        return None
    status = held[-1] if on < tool.history[-1][0] else tool.status
    missed = suspended_from(tool)
    if status in IN_USE and missed is not None and missed <= on:
        status = ToolStatus.SUSPENDED
    return tool if status is tool.status else replace(tool, status=status)


def suspended_from(tool: Tool) -> date | None:
    """The day on which a missed audit begins to suspend a tool in use; None if it cannot."""
    if tool.status not in IN_USE or tool.next_audit_due is None:
        return None
    return tool.next_audit_due + AUDIT_GRACE + timedelta(days=1)


def status_on(tool: Tool, on: date) -> tuple[ToolStatus, str] | None:
    """The status of a tool on a day and the note that the register's history gives for it; None
    before its history begins."""
    held = tool_on(tool, on)
    notes = [(status, note) for day, status, note in tool.history if day <= on]
    if held is None or not notes:
        return None
    return held.status, notes[-1][1] if notes[-1][0] is held.status else ""
