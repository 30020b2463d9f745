"""The plain summary for Cabinet, scrutiny and everybody who asks, once a year: no names."""

from common.clock import local_day
from triage.days import day
from triage.model.evidence import EVIDENCE, FOUND
from triage.model.stages import Stage
from triage.papers.paper import Paper, PaperSection, PaperTable, PaperText, Part, Period
from triage.papers.policy_facts import IN_USE
from triage.papers.quarterly_report import outcomes
from triage.papers.snapshot import Snapshot
from triage.papers.tables import decision_tables, idea_tables, record_tables
from triage.records.record import Record
from triage.records.schemas import ACTION, BENEFIT, HOURS, INCIDENT, PILOT


def write(snapshot: Snapshot, period: Period) -> Paper:
    pilots = [one for one in snapshot.of_kind(PILOT) if _ran(one, period)]
    return Paper(
        name="yearly",
        title=f"How {snapshot.bodies.organisation} uses AI",
        about=(
            ("For", "Cabinet, scrutiny and the public"),
            ("Period", str(period)),
            ("As of", day(snapshot.day)),
        ),
        summary=_summary(snapshot, period, pilots),
        sections=(
            PaperSection("What AI is used for", _tools(snapshot, period)),
            PaperSection("What we tried", (_tried(pilots), record_tables.by_category(snapshot))),
            PaperSection("What came of it", (_came_of_it(snapshot),)),
            PaperSection(
                "What it meant for equality and the environment",
                (_effects(pilots), _heard(pilots), outcomes(snapshot, period)),
            ),
            PaperSection(
                "Ideas from staff",
                (idea_tables.by_stage(snapshot), idea_tables.by_objective(snapshot)),
            ),
            PaperSection("What went wrong", (_went_wrong(snapshot, period),)),
            PaperSection("What comes next", (_next(snapshot),)),
        ),
    )


def _summary(snapshot: Snapshot, period: Period, pilots: list[Record]) -> list[str]:
    came = sum(period.holds(local_day(one.submitted_at)) for one in snapshot.ideas)
    taken = len(decision_tables.in_period(snapshot, period))
    ended = sum(one.text("state") == "ended" for one in pilots)
    hours = sum(
        one.number("realised") or 0
        for one in snapshot.of_kind(BENEFIT)
        if one.text("unit") == HOURS
    )
    lines = [
        f"Staff sent in {_many(came, 'idea', 'ideas')} for using AI, and "
        f"{_many(taken, 'decision was', 'decisions were')} recorded. "
        f"{_many(len(pilots), 'pilot', 'pilots').capitalize()} ran, of which {ended} ended."
    ]
    if hours:
        lines.append(
            f"About {hours:,g} hours a year were released for other work. Hours are time, not cash."
        )
    return lines


def _many(count: int, one: str, several: str) -> str:
    return f"{count or 'no'} {one if count == 1 else several}"


def _ran(one: Record, period: Period) -> bool:
    starts, ends = one.day("starts_on"), one.ended()
    return bool(starts and ends and starts <= period.last and ends >= period.first)


def _tools(snapshot: Snapshot, period: Period) -> tuple[Part, ...]:
    """Those in use, and apart from them those that were given up or refused in the period."""
    if snapshot.tools is None:
        return (PaperText(["The register of tools could not be read when this was made."]),)
    used = [(one, how) for one in snapshot.tools if (how := one.in_use(period))]
    held = [(one.name, one.purpose, how) for one, how in used if one.status in IN_USE]
    gone = [(one.name, one.purpose, how) for one, how in used if one.status not in IN_USE]
    headings = ("Tool", "What it is for", "How")
    table = PaperTable("Tools in use", headings, held, "No tool is in use.")
    if not gone:
        return (table,)
    return (table, PaperTable("Tools that are not used any more", headings, gone))


def _tried(pilots: list[Record]) -> PaperTable:
    rows = [
        (one.title, one.text("measures"), one.text("results") or "still running", one.text("state"))
        for one in pilots
    ]
    headings = ("Pilot", "What was measured", "What was found", "State")
    return PaperTable("Pilots", headings, rows, "No pilot ran.")


def _came_of_it(snapshot: Snapshot) -> PaperTable:
    rows = [
        (
            one.title,
            one.text("unit"),
            one.text("baseline"),
            f"{one.number('realised'):,g}" if one.number("realised") is not None else "",
            "cash" if one.text("benefit_kind") == "cash" else "not cash",
        )
        for one in snapshot.of_kind(BENEFIT)
        if one.number("realised") is not None
    ]
    headings = ("What", "Counted in", "Before", "Gained", "Kind")
    return PaperTable("Benefits that were measured", headings, rows, "Nothing was measured yet.")


def _effects(pilots: list[Record]) -> PaperTable:
    rows = [
        (one.title, one.text("equality"), one.text("environment"))
        for one in pilots
        if one.text("equality") or one.text("environment")
    ]
    headings = ("Pilot", "Equality", "Environment")
    return PaperTable("What the pilots showed", headings, rows, "Nothing was recorded yet.")


def _heard(pilots: list[Record]) -> PaperTable:
    """What citizens and staff said of each pilot, and whether it was fair."""
    rows = [
        (one.title, *(one.text(name) or "incomplete: not on record" for name in FOUND))
        for one in pilots
        if one.text("state") != "planned"
    ]
    headings = ("Pilot", *(EVIDENCE[name].label for name in FOUND))
    return PaperTable("What people said, and fairness", headings, rows, "No pilot ran.")


def _went_wrong(snapshot: Snapshot, period: Period) -> Part:
    found = [one for one in snapshot.of_kind(INCIDENT) if period.holds(one.day("happened_on"))]
    if not found:
        return PaperText(["No incident with AI was recorded."])
    serious = sum(one.text("harm") == "serious" for one in found)
    told = sum(one.text("ico") == "yes" for one in found)
    return PaperText(
        [
            f"{_many(len(found), 'incident was', 'incidents were').capitalize()} recorded, "
            f"{serious or 'none'} of them serious; {told or 'none'} had to be reported to the "
            "Information Commissioner."
        ]
    )


def _next(snapshot: Snapshot) -> PaperTable:
    pilots = [
        ("Pilot", one.title, day(one.ended()))
        for one in snapshot.of_kind(PILOT)
        if not one.is_closed
    ]
    actions = [
        ("Action", one.title, day(one.due()))
        for one in snapshot.of_kind(ACTION)
        if not one.is_closed
    ]
    ready = sum(one.stage is Stage.READY for one in snapshot.ideas)
    rows = [*pilots, *actions]
    if ready:
        rows.append(("Ideas", f"{_many(ready, 'idea is', 'ideas are')} ready to be decided on", ""))
    return PaperTable("Next steps", ("What", "Which", "Until"), rows, "Nothing is planned yet.")
