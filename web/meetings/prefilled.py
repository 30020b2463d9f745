"""What a decision at a meeting is filled in with: the officer's advice, what is on record, and what
was declared once for all."""

from collections.abc import Mapping
from datetime import date

from common.assessments import AssessmentTypes
from triage.days import day, months_after
from triage.listing.board_service import IdeaDetails
from triage.model.assessments import AssessmentState
from triage.model.idea import DecisionKind
from triage.names import RISKS
from triage.records import Record
from triage.workflow.decisions import open_kinds
from web.board.gate_status import GateStatus, gate_statuses

_USUAL_WAIT = 3
"""Months after which an idea that is put off comes back, where no next meeting is set."""


def suggested(
    sheet: IdeaDetails, today: date, types: AssessmentTypes
) -> tuple[DecisionKind, str] | None:
    """The decision to begin with, and why: what the officer advises, or what is on record; None
    where nothing is open."""
    idea = sheet.dossier.idea
    kinds = open_kinds(idea.stage)
    advised = sheet.plan.get("advice", "")
    if advised in set(kinds):
        return DecisionKind(advised), "The officer advises it."
    if not kinds:
        return None
    if idea.barred_by and DecisionKind.DECLINE in kinds:
        return DecisionKind.DECLINE, "A clause forbids the idea."
    for gate in gate_statuses(sheet, today, types):
        if not gate.blocks and not gate.unsaid:
            return gate.kind, "Everything that it needs is on record."
    if DecisionKind.DEFER in kinds:
        return DecisionKind.DEFER, "Something that a pilot needs is not on record yet."
    return kinds[0], ""


def given(
    sheet: IdeaDetails, kind: DecisionKind, meeting: Record, today: date, types: AssessmentTypes
) -> Mapping[str, str]:
    """What is known of the decision before anybody types, by the names of the form's fields."""
    held = min(meeting.day("held_on") or today, today)
    known = {
        "reason": _reason(sheet, kind, today, types),
        "decided_on": str(held),
        "conflicts": "; ".join(meeting.items("interests"))
        or f"None declared at the meeting of {day(held)} ({meeting.reference}).",
    }
    if kind is DecisionKind.DEFER:
        again = meeting.day("next_on")
        known["review_on"] = str(
            again if again and again > held else months_after(held, _USUAL_WAIT)
        )
    return known


def _reason(sheet: IdeaDetails, kind: DecisionKind, today: date, types: AssessmentTypes) -> str:
    """The officer's words if they advise this kind, else what follows from the record; empty where
    nothing does."""
    if sheet.plan.get("advice") == kind and sheet.plan.get("advice_reason"):
        return sheet.plan["advice_reason"]
    idea = sheet.dossier.idea
    if kind is DecisionKind.SCAN:
        return "We watch and learn for now, without council data and without spending."
    if kind is DecisionKind.DECLINE and idea.barred_by:
        return "The policies forbid it; the clause is named on the record."
    if kind in (DecisionKind.PILOT, DecisionKind.SCALE):
        signed = [
            types.name(one.kind) for one in sheet.assessments if one.state is AssessmentState.SIGNED
        ]
        risk = f"The risk is judged {RISKS[idea.risk].lower()}." if idea.risk else ""
        done = f"Signed or passed: {', '.join(signed)}." if signed else ""
        return " ".join(filter(None, (risk, done)))
    if kind is DecisionKind.DEFER:
        gates = gate_statuses(sheet, today, types)
        return _what_lacks(gates[0]) if gates else ""
    return ""


def _what_lacks(gate: GateStatus) -> str:
    lacking = [text for text, _ in gate.blocks]
    if gate.unsaid:
        lacking.append("Still to be written down: " + ", ".join(label for label, _ in gate.unsaid))
    if not lacking:
        return ""
    return "It is put off until this is on record:\n" + "\n".join(f"- {one}" for one in lacking)
