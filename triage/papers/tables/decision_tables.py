"""Decisions in papers, and which of them leave the council."""

from collections.abc import Iterable

from triage.days import day
from triage.model.idea import Decision, DecisionKind
from triage.papers.paper import PaperTable, Period
from triage.papers.snapshot import Snapshot
from triage.papers.tables.idea_tables import titled


def decisions(taken: Iterable[Decision], snapshot: Snapshot, caption: str) -> PaperTable:
    rows = [
        (
            one.reference,
            day(one.deciding.decided_on),
            titled(snapshot, one.idea),
            snapshot.bodies.decision(one.deciding.kind),
            snapshot.bodies.maker(one.deciding.maker),
            one.deciding.reason,
        )
        for one in taken
    ]
    headings = ("Record", "Date", "Idea", "Decision", "Made by", "Reason")
    return PaperTable(caption, headings, rows, "No decision was recorded.")


def published(taken: Iterable[Decision], snapshot: Snapshot, caption: str) -> PaperTable:
    """For papers that leave the council: of decisions that are exempt from publication only the
    reason for that is given."""
    taken = list(taken)
    table = decisions([one for one in taken if not is_exempt(one)], snapshot, caption)
    exempt = [
        (
            one.reference,
            day(one.deciding.decided_on),
            "withheld",
            "withheld",
            snapshot.bodies.maker(one.deciding.maker),
            f"Exempt: {one.deciding.exempt_reason}",
        )
        for one in taken
        if is_exempt(one)
    ]
    return PaperTable(table.caption, table.headings, [*table.rows, *exempt], table.empty)


def is_exempt(one: Decision) -> bool:
    return bool(one.deciding.exempt_reason)


def in_period(snapshot: Snapshot, period: Period) -> list[Decision]:
    return [one for one in snapshot.standing() if period.holds(one.deciding.decided_on)]


def latest(snapshot: Snapshot) -> list[Decision]:
    """The last decision on each idea that said where it goes."""
    aside = {DecisionKind.ASK, DecisionKind.ESCALATE}
    last = {one.idea: one for one in snapshot.standing() if one.deciding.kind not in aside}
    return list(last.values())
