"""Pilots, actions and indicators of success in papers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from triage.days import day
from triage.papers.display_text import cell
from triage.papers.paper import Cell, PaperTable
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import ACTION, INDICATOR, PILOT

GOOD_BELOW = "at most the target"


def by_category(snapshot: Snapshot) -> PaperTable:
    """Pilots by the category of use that their record says."""
    counts: Counter[str] = Counter(dict.fromkeys(snapshot.known.categories, 0))
    counts.update(one.text("category") or "Not said" for one in snapshot.of_kind(PILOT))
    return PaperTable(
        "Pilots by category of use",
        ("Category of use", "Pilots"),
        list(counts.items()),
        "No pilot is on record.",
    )


def pilots(found: Iterable[Record], caption: str, empty: str) -> PaperTable:
    rows = [
        (
            one.reference,
            f"{one.title} ({one.idea})",
            one.text("owner"),
            day(one.day("starts_on")),
            day(one.ended()),
            one.text("state"),
            incomplete(one),
        )
        for one in found
    ]
    headings = ("Record", "Pilot", "Owner", "Starts", "Ends", "State", "Record is")
    return PaperTable(caption, headings, rows, empty)


def incomplete(one: Record) -> str:
    """Whether a pilot was measured and heard as it has to be, and what lacks."""
    lacking = one.lacking()
    return f"incomplete: {', '.join(lacking)}" if lacking else "complete"


def ending(snapshot: Snapshot, within: int) -> list[Record]:
    """Pilots that run and end in so many days, or should have ended."""
    last = snapshot.day + timedelta(days=within)
    due = [(one.due(), one) for one in snapshot.of_kind(PILOT)]
    return [
        one for when, one in sorted(due, key=lambda pair: str(pair[0])) if when and when <= last
    ]


def actions(
    snapshot: Snapshot,
    of: Iterable[Record] | None = None,
    caption: str = "Open actions",
    empty: str = "No action is open.",
) -> PaperTable:
    """These, or all that are open, by the day on which they are due."""
    chosen = [one for one in snapshot.of_kind(ACTION) if not one.is_closed] if of is None else of
    found = sorted(chosen, key=lambda one: (str(one.due()), one.reference))
    rows = [
        (
            one.reference,
            one.title,
            one.text("owner"),
            day(one.due()),
            "overdue" if (due := one.due()) and due < snapshot.day else one.text("state"),
        )
        for one in found
    ]
    headings = ("Action", "What", "Owner", "Due", "State")
    return PaperTable(caption, headings, rows, empty)


def indicators(snapshot: Snapshot) -> PaperTable:
    rows: list[Sequence[Cell]] = [
        (
            one.title,
            one.text("unit"),
            cell(one.number("target")),
            day(one.day("target_on")),
            cell(one.number("current")),
            day(one.day("measured_on")),
            _on_the_way(one, snapshot),
        )
        for one in snapshot.of_kind(INDICATOR)
    ]
    headings = ("Indicator", "Counted in", "Target", "By", "Stands at", "Measured on", "So far")
    return PaperTable("Indicators of success", headings, rows, "No indicator is recorded yet.")


def _on_the_way(one: Record, snapshot: Snapshot) -> str:
    current, target, by = one.number("current"), one.number("target"), one.day("target_on")
    if current is None or target is None:
        return "not measured yet"
    met = current <= target if one.text("direction") == GOOD_BELOW else current >= target
    if met:
        return "met"
    return "missed" if by and by < snapshot.day else "not met yet"
