"""The report to the board above the group that decides, once a quarter."""

from collections import Counter
from collections.abc import Sequence

from common.clock import local_day
from triage.days import day
from triage.model.assessments import AssessmentState
from triage.model.idea import DecisionKind
from triage.model.stages import Stage
from triage.names import OUTCOMES, STAGES
from triage.papers.display_text import level, risk
from triage.papers.paper import Cell, Chart, Paper, PaperSection, PaperTable, Period
from triage.papers.snapshot import Snapshot
from triage.papers.tables import (
    benefit_tables,
    decision_tables,
    idea_tables,
    record_tables,
    risk_tables,
)
from triage.records.schemas import PILOT

_PIPELINE = (Stage.SCAN, Stage.PILOT, Stage.SCALE)


def write(snapshot: Snapshot, period: Period) -> Paper:
    """Where the work stands and what it brought; the period is the quarter."""
    taken = decision_tables.in_period(snapshot, period)
    escalated = [one for one in taken if one.deciding.kind is DecisionKind.ESCALATE]
    running = [one for one in snapshot.of_kind(PILOT) if not one.is_closed]
    return Paper(
        name="quarterly",
        title=f"Use of AI: report to the {snapshot.bodies.board}",
        about=(
            ("For", snapshot.bodies.board),
            ("Period", str(period)),
            ("As of", day(snapshot.day)),
        ),
        sections=(
            PaperSection(
                "Pipeline",
                (
                    _pipeline(snapshot),
                    idea_tables.by_stage(snapshot),
                    idea_tables.by_objective(snapshot),
                    record_tables.by_category(snapshot),
                    record_tables.pilots(
                        running, "Pilots that run or are planned", "No pilot runs."
                    ),
                ),
            ),
            PaperSection(
                "Decisions",
                (
                    _by_kind(snapshot, period),
                    decision_tables.decisions(taken, snapshot, "Decisions in the period"),
                ),
            ),
            PaperSection(
                "High risks and what was sent up",
                (
                    _grave(snapshot),
                    decision_tables.decisions(
                        escalated, snapshot, "Sent up to the board in the period"
                    ),
                ),
            ),
            benefit_tables.benefits(snapshot),
            PaperSection("Indicators of success", (record_tables.indicators(snapshot),)),
            PaperSection("Assessments", _assessments(snapshot, period)),
            PaperSection("Actions", (record_tables.actions(snapshot),)),
        ),
    )


def _assessments(snapshot: Snapshot, period: Period) -> Sequence[PaperTable]:
    return outcomes(snapshot, period), done(snapshot), idea_tables.days_to_signed(snapshot)


def _pipeline(snapshot: Snapshot) -> PaperTable:
    rows = [
        (one.reference, one.title, one.proposal.service, STAGES[one.stage], risk(one))
        for stage in _PIPELINE
        for one in snapshot.ideas
        if one.stage is stage
    ]
    headings = ("Idea", "Title", "Service", "State", "Risk")
    return PaperTable("Scan, pilot and scale", headings, rows, "Nothing is in the pipeline yet.")


def _by_kind(snapshot: Snapshot, period: Period) -> Chart:
    count = Counter(one.deciding.kind for one in decision_tables.in_period(snapshot, period))
    bars = [(snapshot.bodies.decision(kind), count[kind]) for kind in DecisionKind if count[kind]]
    return Chart("Decisions in the period by kind", "Decision", "Decisions", bars)


def _grave(snapshot: Snapshot) -> PaperTable:
    rows = [
        (one.reference, one.title, level(one), level(one, "residual_"), one.text("owner"))
        for one in risk_tables.grave(snapshot)
    ]
    headings = ("Risk", "What could happen", "Before measures", "What remains", "Owner")
    return PaperTable("High and very high risks", headings, rows, "No open risk is high.")


def outcomes(snapshot: Snapshot, period: Period) -> PaperTable:
    """What the screenings of a period led to, by assessment."""
    found = [one for one in snapshot.screenings if period.holds(local_day(one.at))]
    kinds = list(dict.fromkeys(kind for one in found for kind in one.outcomes))
    rows: list[Sequence[Cell]] = [
        (
            snapshot.known.types.short(kind),
            *(sum(one.outcomes.get(kind) == how for one in found) for how in OUTCOMES),
        )
        for kind in kinds
    ]
    headings = ("Assessment", *(words.capitalize() for words in OUTCOMES.values()))
    return PaperTable("Screenings in the period", headings, rows, "Nothing was screened.")


def done(snapshot: Snapshot) -> PaperTable:
    """How the assessments of all ideas stand today."""
    count = Counter(
        (one.kind, one.state) for those in snapshot.assessments.values() for one in those
    )
    rows: list[Sequence[Cell]] = [
        (snapshot.known.types.short(kind), *(count[kind, state] for state in AssessmentState))
        for kind in dict.fromkeys(kind for kind, _ in count)
    ]
    headings = ("Assessment", *(state.capitalize() for state in AssessmentState))
    return PaperTable("How assessments stand", headings, rows, "No assessment is recorded yet.")
