"""Open risks in papers, and how they moved."""

from collections import Counter

from triage.days import day
from triage.model.risk import Risk, level_of
from triage.names import RISKS
from triage.papers.display_text import level, rating, stands_at
from triage.papers.paper import Chart, PaperSection, PaperTable
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import RISK

_GRAVE = frozenset({Risk.HIGH, Risk.VERY_HIGH})


def risk_register(snapshot: Snapshot) -> PaperSection:
    """Open risks, the gravest first, with how they moved in a month."""
    found = [one for one in snapshot.of_kind(RISK) if not one.is_closed]
    found.sort(key=lambda one: (-stands_at(one), one.reference))
    rows = [
        (
            one.reference,
            one.title,
            level(one),
            level(one, "residual_"),
            _moved(snapshot, one),
            one.text("measures"),
            one.text("owner"),
            day(one.day("review_on")),
        )
        for one in found
    ]
    headings = (
        "Risk",
        "What could happen",
        "Before measures",
        "What remains",
        "In a month",
        "Measures",
        "Owner",
        "Look at again",
    )
    counts = Counter(level_of(stands_at(one)) for one in found)
    bars = [(RISKS[risk], counts[risk]) for risk in reversed(Risk) if counts[risk]]
    parts: list[Chart | PaperTable] = [
        PaperTable("Open risks", headings, rows, "The register is empty.")
    ]
    if bars:
        parts.insert(0, Chart("Open risks by level", "Level", "Risks", bars))
    return PaperSection("Risk register", parts)


def _moved(snapshot: Snapshot, one: Record) -> str:
    before = snapshot.risks_before.get(one.reference)
    if before is None:
        return "new"
    was = rating(before, "residual_") or rating(before)
    now = stands_at(one)
    return "same" if now == was else f"{'up' if now > was else 'down'} from {was}"


def grave(snapshot: Snapshot) -> list[Record]:
    """Open risks that are high or very high with all measures."""
    found = [one for one in snapshot.of_kind(RISK) if not one.is_closed]
    return [one for one in found if level_of(stands_at(one)) in _GRAVE]
