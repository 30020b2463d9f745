"""Benefits in papers: expected against realised, hours and cash apart."""

from collections.abc import Callable, Iterable, Sequence

from triage.days import day
from triage.papers.display_text import cell
from triage.papers.paper import Cell, PaperSection, PaperTable
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import BENEFIT, CASH, HOURS, POUNDS


def benefits(snapshot: Snapshot) -> PaperSection:
    """Expected against realised, hours and cash apart."""
    found = snapshot.of_kind(BENEFIT)
    rows: list[Sequence[Cell]] = [
        (
            one.reference,
            f"{one.title} ({one.idea})" if one.idea else one.title,
            _kind_of(one),
            one.text("unit"),
            cell(one.number("expected")),
            cell(one.number("realised")),
            day(one.day("realised_on")),
            one.text("method"),
            one.text("owner"),
        )
        for one in found
    ]
    headings = (
        "Benefit",
        "What",
        "Kind",
        "Counted in",
        "Expected",
        "Realised",
        "Measured on",
        "Method",
        "Owner",
    )
    table = PaperTable(
        "Benefits expected and realised", headings, rows, "No benefit is recorded yet."
    )
    totals = [
        ("Hours released a year (not cash)", *_sum(found, lambda one: one.text("unit") == HOURS)),
        ("Cash: pounds a year, a budget was cut", *_sum(found, _is_cash)),
        ("Pounds a year that are not cash", *_sum(found, _is_other_money)),
    ]
    summed = [row for row in totals if row[1] or row[2]]
    sums = PaperTable(
        "Added up", ("What", "Expected", "Realised"), summed, "Nothing to add up yet."
    )
    return PaperSection("Benefits", (table, sums))


def _kind_of(one: Record) -> str:
    return "cash" if _is_cash(one) else f"{one.text('benefit_kind')}, not cash"


def _is_cash(one: Record) -> bool:
    return one.text("benefit_kind") == CASH


def _is_other_money(one: Record) -> bool:
    return one.text("unit") == POUNDS and not _is_cash(one)


def _sum(found: Iterable[Record], counts: Callable[[Record], bool]) -> tuple[Cell, Cell]:
    those = [one for one in found if counts(one)]
    return (
        cell(sum(one.number("expected") or 0 for one in those)),
        cell(sum(one.number("realised") or 0 for one in those)),
    )
