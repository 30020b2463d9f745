"""The notice of one decision, under the headings of the council's form."""

from collections.abc import Mapping

from common.clock import local_day
from triage.days import day, read_day
from triage.model.evidence import EVIDENCE
from triage.model.idea import Decision, DecisionInput, DecisionKind
from triage.names import RISKS
from triage.papers.paper import Facts, Paper, PaperSection, PaperTable, PaperText
from triage.papers.snapshot import Snapshot


def write(snapshot: Snapshot, decision: Decision) -> Paper:
    said = decision.deciding
    later = [
        one.reference for one in snapshot.decisions if one.deciding.corrects == decision.reference
    ]
    texts = (
        ("Reasons for the decision", said.reason),
        ("Alternatives considered and rejected", said.alternatives or _none(said.kind)),
        ("Conflicts of interest declared", said.conflicts or "None declared."),
        ("Conditions", said.conditions or "None."),
        ("Other relevant matters", said.other_matters or "None."),
    )
    return Paper(
        name=f"notice-{decision.reference}",
        title=f"Decision notice {decision.reference}",
        about=(("Idea", decision.idea), ("Date of the decision", day(said.decided_on))),
        summary=(f"Put right by {', '.join(later)}: read that record instead.",) if later else (),
        sections=(
            _decided(snapshot, decision),
            *(PaperSection(heading, (PaperText([text]),)) for heading, text in texts),
            _rests_on(snapshot, decision),
            _publication(decision),
        ),
    )


def _decided(snapshot: Snapshot, decision: Decision) -> PaperSection:
    said, idea = decision.deciding, snapshot.idea(decision.idea)
    facts = (
        ("Title", idea.title if idea else decision.idea),
        ("Reference", decision.reference),
        ("Date", day(said.decided_on)),
        ("Decision maker", snapshot.bodies.maker(said.maker)),
        ("Decision", snapshot.bodies.decision(said.kind)),
        *_days(said),
        *([("Joined to", said.duplicate_of)] if said.duplicate_of else []),
        *([("Puts right", said.corrects)] if said.corrects else []),
    )
    return PaperSection("Decision", (Facts("Decision", facts),))


def _rests_on(snapshot: Snapshot, decision: Decision) -> PaperSection:
    said, heading = decision.deciding, "What the decision rests on"
    risk = ("Risk when decided", RISKS[decision.risk] if decision.risk else "")
    assessments = PaperTable(
        "Assessments relied on",
        ("Assessment",),
        [(one,) for one in said.assessments],
        "None recorded.",
    )
    clauses = PaperTable(
        "Policies and clauses relied on, in their versions",
        ("Clause",),
        [(snapshot.known.citation(ref),) for ref in said.policies],
        "None recorded.",
    )
    facts = Facts(heading, (risk, *_evidence(said.evidence)))
    return PaperSection(heading, (facts, assessments, clauses))


def _publication(decision: Decision) -> PaperSection:
    said, heading = decision.deciding, "Review and publication"
    facts = (
        ("To be looked at again", day(said.review_on) or "no day set"),
        ("Published", "yes" if said.published else "no"),
        *([("Exempt from publication", said.exempt_reason)] if said.exempt_reason else []),
        ("Recorded on", day(local_day(decision.recorded_at))),
        ("Policy set in force", decision.fingerprint),
    )
    return PaperSection(heading, (Facts(heading, facts),))


def _days(said: DecisionInput) -> list[tuple[str, str]]:
    called = [("Call-in ends", day(said.call_in_until))] if said.call_in_until else []
    return [*called, ("Takes effect", day(said.takes_effect_on))]


def _none(kind: DecisionKind) -> str:
    return "" if kind in (DecisionKind.PILOT, DecisionKind.SCALE) else "None recorded."


def _evidence(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of the form, whatever order the database keeps."""
    others = sorted(name for name in said if name not in EVIDENCE)
    return [
        (_label(name), _worded(name, said[name])) for name in (*EVIDENCE, *others) if said.get(name)
    ]


def _label(name: str) -> str:
    return EVIDENCE[name].label if name in EVIDENCE else name.replace("_", " ").capitalize()


def _worded(name: str, text: str) -> str:
    return day(read_day(text)) or text if name == "ends_on" else text
