"""The action list of a meeting: what was agreed, what its decisions ask for, and what was still
open before."""

from collections.abc import Sequence

from triage.days import day
from triage.model.idea import Decision
from triage.papers.paper import Paper, PaperSection, PaperTable
from triage.papers.snapshot import Snapshot
from triage.papers.tables import idea_tables, record_tables
from triage.records.record import Record
from triage.records.schemas import ACTION


def agreed_at(snapshot: Snapshot, meeting: Record) -> list[Record]:
    """The actions that name the meeting as where they come from."""
    return [one for one in snapshot.of_kind(ACTION) if meeting.reference in one.text("source")]


def write(snapshot: Snapshot, meeting: Record) -> Paper:
    """Who does what by when, to be sent round after the meeting."""
    agreed = agreed_at(snapshot, meeting)
    before = [one for one in snapshot.of_kind(ACTION) if one not in agreed and not one.is_closed]
    taken = [one for one in snapshot.standing() if one.deciding.meeting == meeting.reference]
    return Paper(
        name=f"actions-{meeting.reference}",
        title=f"{snapshot.bodies.steering_group}: action list",
        about=(
            ("Meeting", f"{meeting.title} ({meeting.reference})"),
            ("Date", day(meeting.day("held_on"))),
            ("As of", day(snapshot.day)),
            ("Next meeting", day(meeting.day("next_on")) or "No day is set yet."),
        ),
        sections=(
            PaperSection(
                "Agreed at the meeting",
                (
                    record_tables.actions(
                        snapshot, agreed, "Actions from the meeting", "No action was agreed."
                    ),
                ),
            ),
            PaperSection("What its decisions ask for", (_of_decisions(snapshot, taken),)),
            PaperSection(
                "Open from before",
                (
                    record_tables.actions(
                        snapshot, before, "Actions from before", "Nothing is open from before."
                    ),
                ),
            ),
        ),
    )


def _of_decisions(snapshot: Snapshot, taken: Sequence[Decision]) -> PaperTable:
    """Conditions to be kept and days to be met, by decision."""
    rows = [
        (
            one.reference,
            idea_tables.titled(snapshot, one.idea),
            snapshot.bodies.decision(one.deciding.kind),
            one.deciding.conditions or "None.",
            one.deciding.evidence.get("owner", "") or "Whoever looks after the idea",
            day(one.deciding.takes_effect_on),
            day(one.deciding.review_on) or "no day set",
        )
        for one in taken
    ]
    headings = (
        *("Record", "Idea", "Decision", "Conditions"),
        *("Owner", "Takes effect", "Looked at again"),
    )
    return PaperTable("What decisions ask for", headings, rows, "No decision was recorded at it.")
