"""The minutes of a meeting: who was there, what was decided and settled, who does what."""

from collections.abc import Sequence

from triage.days import day
from triage.model.idea import Decision
from triage.papers.action_list import agreed_at
from triage.papers.paper import Facts, Paper, PaperSection, PaperTable, PaperText
from triage.papers.snapshot import Snapshot
from triage.papers.tables import decision_tables, idea_tables, record_tables
from triage.records.record import Record
from triage.records.schemas import MEETING

_SETTLED = (
    ("on_risks", "Risks"),
    ("on_upkeep", "Policies and tools"),
    ("on_training", "Training"),
    ("on_communications", "Communications"),
    ("on_questions", "Questions from staff"),
    ("on_other", "Other business"),
)
_PEOPLE = ("present", "apologies", "interests")


def write(snapshot: Snapshot, meeting: Record) -> Paper:
    """A draft for the secretary to check. Decisions are those recorded at the meeting; one that was
    corrected since stands with the record that corrects it."""
    taken = [one for one in snapshot.decisions if one.deciding.meeting == meeting.reference]
    said = "\n".join(line for name in _PEOPLE for line in meeting.items(name))
    return Paper(
        name=f"minutes-{meeting.reference}",
        title=f"{snapshot.bodies.steering_group}: minutes",
        about=(
            ("Meeting", f"{meeting.title} ({meeting.reference})"),
            ("Date", day(meeting.day("held_on"))),
            *([("Place", meeting.text("place"))] if meeting.text("place") else []),
            ("Minutes", meeting.text("state")),
        ),
        sections=(
            PaperSection("Present", (_attendance(meeting),)),
            PaperSection("Decisions", (_decided(snapshot, taken),)),
            *(PaperSection(f"Decision {one.reference}", (_of(snapshot, one),)) for one in taken),
            PaperSection("What else was settled", (_settled(meeting),)),
            PaperSection("Actions", (_actions(snapshot, meeting),)),
            PaperSection("Next meeting", (PaperText([_next(meeting)]),)),
        ),
        people=frozenset(name for name in snapshot.names if name in said),
    )


def _attendance(meeting: Record) -> Facts:
    none = {"apologies": "None.", "interests": "None declared."}
    rows = [
        (MEETING.field(name).label, "\n".join(meeting.items(name)) or none.get(name, ""))
        for name in _PEOPLE
    ]
    return Facts("Present, apologies and interests", rows)


def _decided(snapshot: Snapshot, taken: Sequence[Decision]) -> PaperTable:
    return decision_tables.decisions(taken, snapshot, "Decided at the meeting")


def _of(snapshot: Snapshot, one: Decision) -> Facts:
    said = one.deciding
    later = [other.reference for other in snapshot.decisions
             if other.deciding.corrects == one.reference]  # fmt: skip
    rows = (
        ("Idea", idea_tables.titled(snapshot, one.idea)),
        ("Decision", snapshot.bodies.decision(said.kind)),
        ("Reasons", said.reason),
        ("Conflicts of interest declared", said.conflicts or "None declared."),
        *([("Conditions", said.conditions)] if said.conditions else []),
        ("Clauses relied on", "\n".join(map(snapshot.known.citation, said.policies)) or "None."),
        *([("Call-in ends", day(said.call_in_until))] if said.call_in_until else []),
        ("Takes effect", day(said.takes_effect_on)),
        *([("Looked at again on", day(said.review_on))] if said.review_on else []),
        *([("Put right by", ", ".join(later))] if later else []),
    )
    return Facts(f"Decision {one.reference}", rows)


def _settled(meeting: Record) -> Facts:
    rows = [(label, meeting.text(name) or "Nothing was settled.") for name, label in _SETTLED]
    return Facts("What else was settled", rows)


def _actions(snapshot: Snapshot, meeting: Record) -> PaperTable:
    agreed = agreed_at(snapshot, meeting)
    caption, empty = "Actions from the meeting", "No action was agreed."
    return record_tables.actions(snapshot, agreed, caption, empty)


def _next(meeting: Record) -> str:
    return f"{day(meeting.day('next_on'))}." if meeting.day("next_on") else "No day is set yet."
