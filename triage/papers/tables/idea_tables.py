"""Ideas in papers: by state, aim and age, and how long an assessment took."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from common.clock import local_day
from triage.model.assessments import AssessmentState
from triage.model.stages import ENDED, Stage
from triage.names import STAGES
from triage.papers.display_text import cell
from triage.papers.paper import Cell, Chart, PaperTable
from triage.papers.snapshot import Snapshot

AGES = (30, 60, 90)
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
