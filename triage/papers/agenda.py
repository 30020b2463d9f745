"""The steering group's agenda pack, once a month."""

from collections.abc import Iterable
from datetime import timedelta

from common.clock import local_day
from triage.days import day
from triage.model.idea import DecisionKind, Idea
from triage.names import STAGES
from triage.papers.for_decision import to_decide
from triage.papers.paper import Facts, Paper, PaperSection, PaperTable, Period
from triage.papers.snapshot import Snapshot
from triage.papers.tables import decision_tables, idea_tables, record_tables, risk_tables
from triage.records.meetings import to_come
from triage.records.schemas import AGENT, INCIDENT, MEMBER

SOON = 60
"""Days within which a pilot that ends, or a decision to look at again, is on the agenda."""


def write(snapshot: Snapshot, period: Period) -> Paper:
    """What the group has to know and to decide; the period is the time since it last met."""
    soon = snapshot.day + timedelta(days=SOON)
    arrived = [one for one in snapshot.ideas if period.holds(local_day(one.submitted_at))]
    taken = decision_tables.in_period(snapshot, period)
    again = [
        one
        for one in decision_tables.latest(snapshot)
        if one.deciding.review_on and one.deciding.review_on <= soon
    ]
    pilots = record_tables.pilots(
        record_tables.ending(snapshot, SOON),
        f"Pilots that end within {SOON} days",
        "No pilot ends soon.",
    )
    looked_at = decision_tables.decisions(
        again, snapshot, f"Decisions to look at again within {SOON} days"
    )
    return Paper(
        name="agenda",
        title=f"{snapshot.bodies.steering_group}: agenda pack",
        about=(
            ("For", snapshot.bodies.steering_group),
            ("Since the last meeting", str(period)),
            ("As of", day(snapshot.day)),
        ),
        sections=(
            PaperSection("For decision", to_decide(snapshot)),
            PaperSection(
                "The list",
                (
                    idea_tables.by_stage(snapshot),
                    idea_tables.by_objective(snapshot),
                    idea_tables.ageing(snapshot),
                ),
            ),
            PaperSection(
                "New since the last meeting", (_arrived(arrived), _duplicates(snapshot, period))
            ),
            PaperSection(
                "Decisions",
                (
                    decision_tables.decisions(taken, snapshot, "Since the last meeting"),
                    looked_at,
                    _stale(snapshot),
                ),
            ),
            PaperSection("Pilots", (pilots,)),
            risk_tables.risk_register(snapshot),
            PaperSection("Agents", (_agents(snapshot),)),
            PaperSection("Assessments", (idea_tables.days_to_signed(snapshot),)),
            PaperSection("Incidents", (_incidents(snapshot, period),)),
            PaperSection("Actions", (record_tables.actions(snapshot),)),
            PaperSection("The group", _group(snapshot)),
        ),
    )


def _group(snapshot: Snapshot) -> tuple[PaperTable, Facts]:
    """Who sits on the group, by role, and when it meets next."""
    rows = [
        (one.title, one.text("part"), one.text("brings"), day(one.day("since")))
        for one in snapshot.of_kind(MEMBER)
        if not one.is_closed
    ]
    headings = ("Role", "Part in the group", "What they bring", "Since")
    coming = ", then ".join(
        f"{day(held)}: {title}" if title else day(held)
        for held, title in to_come(snapshot.records, snapshot.day)
    )
    return (
        PaperTable("Members of the group", headings, rows, "No member is named yet."),
        Facts("Meetings", (("Next meeting", coming or "No day is set yet."),)),
    )


def _arrived(ideas: Iterable[Idea]) -> PaperTable:
    rows = [
        (
            one.reference,
            one.title,
            one.proposal.service,
            day(local_day(one.submitted_at)),
            STAGES[one.stage],
        )
        for one in ideas
    ]
    headings = ("Idea", "Title", "Service", "Sent in", "State now")
    return PaperTable("New ideas", headings, rows, "No new idea was sent in.")


def _duplicates(snapshot: Snapshot, period: Period) -> PaperTable:
    rows = [
        (one.idea, one.deciding.duplicate_of, day(one.deciding.decided_on), one.deciding.reason)
        for one in decision_tables.in_period(snapshot, period)
        if one.deciding.kind is DecisionKind.DUPLICATE
    ]
    headings = ("Idea", "Joined to", "Date", "Reason")
    return PaperTable("Ideas joined to others", headings, rows, "No idea was joined to another.")


def _stale(snapshot: Snapshot) -> PaperTable:
    """What decisions that stand rest on and what reads differently since."""
    clauses = snapshot.known.clauses
    rows = [
        (
            one.reference,
            idea_tables.titled(snapshot, one.idea),
            day(one.deciding.decided_on),
            snapshot.known.citation(ref),
            clauses[ref].changed if ref in clauses else "It is not kept here any more.",
        )
        for one in snapshot.standing()
        for ref in one.deciding.policies
        if "#" in ref and (ref not in clauses or clauses[ref].changed)
    ]
    headings = ("Record", "Idea", "Date", "It rests on", "What changed")
    empty = "Every clause that a decision rests on still reads as it did then."
    if not clauses:
        empty = "Not looked up: the policies could not be read."
        rows = []
    return PaperTable("Decisions whose clause reads differently now", headings, rows, empty)


def _agents(snapshot: Snapshot) -> PaperTable:
    rows = [
        (
            one.reference,
            one.title,
            one.text("level"),
            one.text("owner") or "without an owner",
            one.text("who_uses"),
            day(one.due()),
            "review overdue" if (due := one.due()) and due < snapshot.day else one.text("state"),
        )
        for one in snapshot.of_kind(AGENT)
        if not one.is_closed
    ]
    headings = ("Record", "Agent", "Level", "Owner", "Who uses it", "Review due", "State")
    return PaperTable("Agents in use", headings, rows, "No agent is on record.")


def _incidents(snapshot: Snapshot, period: Period) -> PaperTable:
    rows = [
        (
            one.reference,
            one.title,
            day(one.day("happened_on")),
            one.text("harm"),
            one.text("ico") or "no",
            one.text("lessons"),
            one.text("state"),
        )
        for one in snapshot.of_kind(INCIDENT)
        if period.holds(one.day("happened_on")) or not one.is_closed
    ]
    headings = ("Incident", "What", "When", "Harm", "Told the ICO", "Lessons", "State")
    return PaperTable("Incidents", headings, rows, "No incident was recorded.")
