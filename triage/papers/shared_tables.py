"""The tables and charts that several papers share."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from statistics import median

from common.clock import local_day
from triage.days import day
from triage.model.assessments import AssessmentState
from triage.model.idea import Decision, DecisionKind
from triage.model.risk import Risk, level_of
from triage.model.stages import ENDED, Stage
from triage.names import RISKS, STAGES
from triage.papers.display_text import cell, level, rating, stands_at
from triage.papers.paper import Cell, Chart, PaperSection, PaperTable, Period
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import ACTION, BENEFIT, CASH, HOURS, INDICATOR, PILOT, POUNDS, RISK

AGES = (30, 60, 90)
_GRAVE = frozenset({Risk.HIGH, Risk.VERY_HIGH})
GOOD_BELOW = "at most the target"
NO_AIM = "No objective named"


def by_stage(snapshot: Snapshot) -> Chart:
    count = Counter(one.stage for one in snapshot.ideas)
    bars = [(STAGES[stage], count[stage]) for stage in Stage if count[stage]]
    return Chart("Ideas by state", "State", "Ideas", bars)


def by_objective(snapshot: Snapshot) -> PaperTable:
    """Ideas by the council's aims: each of its list, what ideas name besides, and none."""
    counts: dict[str, Counter[Stage]] = {aim: Counter() for aim in snapshot.known.objectives}
    unsaid: Counter[Stage] = Counter()
    for one in snapshot.ideas:
        aim = one.proposal.objective
        (counts.setdefault(aim, Counter()) if aim else unsaid)[one.stage] += 1
    named = [*counts.items(), *([(NO_AIM, unsaid)] if unsaid else [])]
    rows: list[Sequence[Cell]] = [
        (aim, count.total(), count[Stage.PILOT], count[Stage.SCALE]) for aim, count in named
    ]
    headings = ("Objective", "Ideas", "In a pilot", "Rolled out")
    return PaperTable("Ideas by objective", headings, rows, "No idea is in the list.")


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


def ageing(snapshot: Snapshot) -> PaperTable:
    """Open ideas by state, and how many of them have been there for longer than 30, 60, 90 days;
    how many there are at all is in the chart."""
    rows: list[Sequence[Cell]] = []
    for stage in Stage:
        days = [
            (snapshot.day - local_day(one.stage_since)).days
            for one in snapshot.ideas
            if one.stage is stage and stage not in ENDED
        ]
        if days:
            rows.append((STAGES[stage], *(sum(d > age for d in days) for age in AGES)))
    headings = ("State", *(f"Over {age} days" for age in AGES))
    return PaperTable("How long ideas have been in their state", headings, rows, "No idea is open.")


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


def days_to_signed(snapshot: Snapshot) -> PaperTable:
    """How long it took from an idea to its signed assessment, by kind."""
    sent_in = {one.reference: local_day(one.submitted_at) for one in snapshot.ideas}
    days: dict[str, list[int]] = {}
    for ref, found in snapshot.assessments.items():
        for one in found:
            if one.state is AssessmentState.SIGNED and one.signed_on and ref in sent_in:
                days.setdefault(one.kind, []).append(max(0, (one.signed_on - sent_in[ref]).days))
    rows: list[Sequence[Cell]] = [
        (snapshot.known.types.name(kind), len(taken), cell(median(taken)), max(taken))
        for kind, taken in sorted(days.items())
    ]
    headings = ("Assessment", "Signed", "Median days", "Longest")
    caption = "Days from an idea to its signed assessment"
    return PaperTable(caption, headings, rows, "No assessment is signed yet.")


def titled(snapshot: Snapshot, reference: str) -> str:
    found = snapshot.idea(reference)
    return f"{found.title} ({reference})" if found else reference
