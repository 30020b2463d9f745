"""What a pilot or a roll-out needs on record before it is decided on: each declared once.

The form that gathers it, the gates, the form of the decision, the record of the pilot and the
papers read `EVIDENCE`; nothing else names these fields one by one. They stand in papers that leave
the council, so people are named in them by their role.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.days import day, read_day
from triage.model.fields import FieldType
from triage.model.idea import DecisionKind

ROLE = "A role, not a name: for example Head of Housing."

PILOT, SCALE = DecisionKind.PILOT, DecisionKind.SCALE


@dataclass(frozen=True, slots=True)
class EvidenceField:
    """One thing that the decision `before` needs. One that is `kept` stands in the record of the
    pilot too; `found` is what the pilot showed, without which its record is incomplete. A
    `category` is chosen from the council's own list, where it has one."""

    name: str
    label: str
    type: FieldType
    before: DecisionKind
    hint: str = ""
    kept: bool = False
    found: bool = False
    category: bool = False


_LINE, _TEXT, _DAY = FieldType.LINE, FieldType.TEXT, FieldType.DAY

EVIDENCE: Mapping[str, EvidenceField] = {
    one.name: one
    for one in (
        EvidenceField("owner", "Owner", _LINE, PILOT, ROLE, kept=True),
        EvidenceField(
            "business_lead",
            "Business lead",
            _LINE,
            PILOT,
            "Who answers for what it does in the service: a role.",
            kept=True,
        ),
        EvidenceField(
            "technical_lead",
            "Technical lead",
            _LINE,
            PILOT,
            "Who answers for how it works and is kept safe: a role.",
            kept=True,
        ),
        EvidenceField(
            "people",
            "Who takes part",
            _TEXT,
            PILOT,
            "Teams or roles, and how many people.",
            kept=True,
        ),
        EvidenceField(
            "engaged",
            "Who was engaged",
            _TEXT,
            PILOT,
            "Groups that were asked before, and what they said: staff, unions, citizens, partners.",
            kept=True,
        ),
        EvidenceField(
            "category",
            "Category of use",
            _LINE,
            PILOT,
            "For example: drafting, finding information, answering the public.",
            kept=True,
            category=True,
        ),
        EvidenceField(
            "data_sources",
            "Data sources",
            _TEXT,
            PILOT,
            "Which data it reads, from which systems.",
            kept=True,
        ),
        EvidenceField(
            "data_quality",
            "Quality of the data",
            _TEXT,
            PILOT,
            "How complete, correct and up to date it is, and how that was looked at.",
            kept=True,
        ),
        EvidenceField(
            "baseline",
            "Baseline",
            _TEXT,
            PILOT,
            "How it is done now, measured: for example 400 letters a week, 3 minutes each.",
            kept=True,
        ),
        EvidenceField(
            "value",
            "Value before the pilot",
            _TEXT,
            PILOT,
            "What it is expected to be worth, and what that rests on. Hours saved are not cash.",
            kept=True,
        ),
        EvidenceField(
            "measures",
            "Measures of success",
            _TEXT,
            PILOT,
            "How we will know that it worked.",
            kept=True,
        ),
        EvidenceField(
            "fairness",
            "Measure of fairness",
            _TEXT,
            PILOT,
            "What is compared between which groups, and what difference would be too much.",
            kept=True,
        ),
        EvidenceField(
            "exit_plan",
            "Exit plan",
            _TEXT,
            PILOT,
            "What happens when it ends or does not work.",
            kept=True,
        ),
        EvidenceField(
            "ends_on", "Last day of the pilot", _DAY, PILOT, "Within six months.", kept=True
        ),
        EvidenceField(
            "evaluation",
            "Evaluation of the pilot",
            _TEXT,
            SCALE,
            "What it found, and where it can be read.",
        ),
        EvidenceField(
            "citizens_said",
            "Feedback of citizens",
            _TEXT,
            SCALE,
            "How they were asked, how many answered, what they said; or why it does not reach any.",
            kept=True,
            found=True,
        ),
        EvidenceField(
            "staff_said",
            "Feedback of staff",
            _TEXT,
            SCALE,
            "How they were asked, how many answered, what they said.",
            kept=True,
            found=True,
        ),
        EvidenceField(
            "fairness_found",
            "Fairness that was measured",
            _TEXT,
            SCALE,
            "What the measure of fairness came to, group by group.",
            kept=True,
            found=True,
        ),
        EvidenceField(
            "benefits",
            "Evidence of benefits",
            _TEXT,
            SCALE,
            "Measured against the baseline. Hours saved are not cash.",
        ),
        EvidenceField("register_entry", "Entry in the tools register", _LINE, SCALE),
        EvidenceField("budget", "Budget", _LINE, SCALE, "How much, from where, until when."),
        EvidenceField("training", "Training", _LINE, SCALE, "Who is trained in what, by when."),
    )
}
"""By name, in the order in which they are asked."""


def needed_before(kind: DecisionKind) -> tuple[str, ...]:
    """The names of what a decision of that kind needs."""
    return tuple(one.name for one in EVIDENCE.values() if one.before is kind)


KEPT = tuple(one.name for one in EVIDENCE.values() if one.kept)
"""The names of what the record of a pilot has too."""

FOUND = tuple(one.name for one in EVIDENCE.values() if one.found)
"""The names of what has to be heard and measured in a pilot."""


def prepared(plan: Mapping[str, str]) -> list[tuple[str, str]]:
    """What has been gathered so far, by label; what has not is left out."""
    said = ((one, plan.get(one.name, "")) for one in EVIDENCE.values())
    return [
        (one.label, day(read_day(text)) if one.type is FieldType.DAY else text)
        for one, text in said
        if text
    ]
