"""The answer to a freedom of information request about AI, between two dates."""

from common.clock import local_day
from triage.days import day
from triage.model.idea import DecisionKind
from triage.model.stages import Stage
from triage.papers.display_text import assessed
from triage.papers.paper import BLANK, Paper, PaperSection, PaperTable, PaperText, Part, Period
from triage.papers.snapshot import Snapshot
from triage.papers.tables import decision_tables, idea_tables, record_tables
from triage.records.schemas import PILOT

_USED = frozenset({Stage.PILOT, Stage.SCALE})


def write(snapshot: Snapshot, period: Period) -> Paper:
    """What was used, what was tried, how it was assessed and who answers for it. An officer checks
    it, and exemptions, before it is sent."""
    return Paper(
        name="foi",
        title="Use of AI: information held",
        about=(("Period", str(period)), ("As of", day(snapshot.day))),
        summary=(
            f"This lists what {snapshot.bodies.organisation} holds on record for the period. "
            "People are named by their role.",
        ),
        sections=(
            PaperSection("Tools in use", (_tools(snapshot, period),)),
            PaperSection(
                "Pilots",
                (_pilots(snapshot, period), record_tables.by_category(snapshot)),
            ),
            PaperSection("What ideas are for", (idea_tables.by_objective(snapshot),)),
            PaperSection("Assessments of each use", (_assessments(snapshot, period),)),
            PaperSection("Who is responsible", (_responsible(snapshot, period),)),
            PaperSection("Decisions", (_decisions(snapshot, period),)),
        ),
    )


def _tools(snapshot: Snapshot, period: Period) -> Part:
    if snapshot.tools is None:
        return PaperText(["The register of tools could not be read when this was made."])
    rows = [
        (one.name, one.purpose, held, one.who, day(one.history[0][0] if one.history else None))
        for one in snapshot.tools
        if (held := one.in_use(period))
    ]
    headings = (
        "Tool",
        "Purpose",
        "Status in the period",
        "Who may use it",
        "On the register since",
    )
    return PaperTable("Tools in use in the period", headings, rows, "No tool was in use.")


def _in_period(snapshot: Snapshot, period: Period) -> list[tuple[str, str]]:
    """Ideas that were tried or rolled out in the period, by reference and title. One was used from
    the day that it came to pilot or scale until it left."""
    used: dict[str, None] = {}
    since: dict[str, object] = {}
    for one in snapshot.arrivals:
        if one.before in _USED and one.idea in since and local_day(one.at) >= period.first:
            used[one.idea] = None
        since.pop(one.idea, None)
        if one.after in _USED and local_day(one.at) <= period.last:
            since[one.idea] = one.at
    wanted = {**used, **dict.fromkeys(since)}
    return [(one.reference, one.title) for one in snapshot.ideas if one.reference in wanted]


def _pilots(snapshot: Snapshot, period: Period) -> PaperTable:
    rows = [
        (
            one.reference,
            f"{one.title} ({one.idea})",
            day(starts),
            day(ends),
            one.text("state"),
            one.text("measures"),
            one.text("results") or BLANK,
        )
        for one in snapshot.of_kind(PILOT)
        if (starts := one.day("starts_on"))
        and (ends := one.ended())
        and starts <= period.last
        and ends >= period.first
    ]
    headings = ("Record", "Pilot", "Started", "Ends", "State", "Measures of success", "Results")
    return PaperTable("Pilots in the period", headings, rows, "No pilot ran.")


def _assessments(snapshot: Snapshot, period: Period) -> PaperTable:
    kinds = [kind for kind in snapshot.known.types if not kind.before]
    tools = [
        (one.name, *(one.assessed.get(kind.key) or BLANK for kind in kinds))
        for one in snapshot.tools or ()
        if one.in_use(period)
    ]
    ideas = [
        (
            f"{title} ({reference})",
            *(assessed(snapshot, reference, kind.key) or BLANK for kind in kinds),
        )
        for reference, title in _in_period(snapshot, period)
    ]
    headings = ("Use", *(kind.short for kind in kinds))
    return PaperTable("Assessments of each use", headings, [*tools, *ideas], "Nothing was in use.")


def _responsible(snapshot: Snapshot, period: Period) -> PaperTable:
    tools = [(one.name, one.owner or BLANK) for one in snapshot.tools or () if one.in_use(period)]
    owners = {one.idea: one.text("owner") for one in snapshot.of_kind(PILOT)}
    ideas = [
        (f"{title} ({reference})", owners.get(reference) or BLANK)
        for reference, title in _in_period(snapshot, period)
    ]
    return PaperTable(
        "Who is responsible for each use",
        ("Use", "Responsible"),
        [*tools, *ideas],
        "Nothing was in use.",
    )


def _decisions(snapshot: Snapshot, period: Period) -> PaperTable:
    asked = {DecisionKind.ASK}
    taken = [
        one for one in decision_tables.in_period(snapshot, period) if one.deciding.kind not in asked
    ]
    return decision_tables.published(taken, snapshot, "Decisions in the period")
