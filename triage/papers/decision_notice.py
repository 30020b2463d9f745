"""The notice of one decision, under the headings of the council's form."""

from collections.abc import Mapping

from common.clock import local_day
from triage.days import day, read_day
from triage.model.idea import Decision, DecisionInput, DecisionKind
from triage.names import EVIDENCE, RISKS
from triage.papers.paper import Facts, Paper, PaperSection, PaperTable, PaperText
from triage.papers.snapshot import Snapshot


def write(snapshot: Snapshot, decision: Decision) -> Paper:
    said = decision.deciding
    idea = snapshot.idea(decision.idea)
    later = [
        one.reference for one in snapshot.decisions if one.deciding.corrects == decision.reference
    ]
    return Paper(
        name=f"notice-{decision.reference}",
        title=f"Decision notice {decision.reference}",
        about=(("Idea", decision.idea), ("Date of the decision", day(said.decided_on))),
        summary=(f"Put right by {', '.join(later)}: read that record instead.",) if later else (),
        sections=(
            PaperSection(
                "Decision",
                (
                    Facts(
                        "Decision",
                        (
                            ("Title", idea.title if idea else decision.idea),
                            ("Reference", decision.reference),
                            ("Date", day(said.decided_on)),
                            ("Decision maker", snapshot.bodies.maker(said.maker)),
                            ("Decision", snapshot.bodies.decision(said.kind)),
                            *_days(said),
                            *([("Joined to", said.duplicate_of)] if said.duplicate_of else []),
                            *([("Puts right", said.corrects)] if said.corrects else []),
                        ),
                    ),
                ),
            ),
            PaperSection("Reasons for the decision", (PaperText([said.reason]),)),
            PaperSection(
                "Alternatives considered and rejected",
                (PaperText([said.alternatives or _none(said.kind)]),),
            ),
            PaperSection(
                "Conflicts of interest declared", (PaperText([said.conflicts or "None declared."]),)
            ),
            PaperSection("Conditions", (PaperText([said.conditions or "None."]),)),
            PaperSection("Other relevant matters", (PaperText([said.other_matters or "None."]),)),
            PaperSection(
                "What the decision rests on",
                (
                    Facts(
                        "What the decision rests on",
                        (
                            ("Risk when decided", RISKS[decision.risk] if decision.risk else ""),
                            *_evidence(said.evidence),
                        ),
                    ),
                    PaperTable(
                        "Assessments relied on",
                        ("Assessment",),
                        [(one,) for one in said.assessments],
                        "None recorded.",
                    ),
                    PaperTable(
                        "Policies and clauses relied on, in their versions",
                        ("Clause",),
                        [(snapshot.known.citation(ref),) for ref in said.policies],
                        "None recorded.",
                    ),
                ),
            ),
            PaperSection(
                "Review and publication",
                (
                    Facts(
                        "Review and publication",
                        (
                            ("To be looked at again", day(said.review_on) or "no day set"),
                            ("Published", "yes" if said.published else "no"),
                            *(
                                [("Exempt from publication", said.exempt_reason)]
                                if said.exempt_reason
                                else []
                            ),
                            ("Recorded on", day(local_day(decision.recorded_at))),
                            ("Policy set in force", decision.fingerprint),
                        ),
                    ),
                ),
            ),
        ),
    )


def _days(said: DecisionInput) -> list[tuple[str, str]]:
    called = [("Call-in ends", day(said.call_in_until))] if said.call_in_until else []
    return [*called, ("Takes effect", day(said.takes_effect_on))]


def _none(kind: DecisionKind) -> str:
    return "" if kind in (DecisionKind.PILOT, DecisionKind.SCALE) else "None recorded."


def _evidence(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of the form, whatever order the database keeps."""
    others = sorted(name for name in said if name not in EVIDENCE)
    return [
        (EVIDENCE.get(name, name.replace("_", " ").capitalize()), _worded(name, said[name]))
        for name in (*EVIDENCE, *others)
        if said.get(name)
    ]


def _worded(name: str, text: str) -> str:
    return day(read_day(text)) or text if name == "ends_on" else text
