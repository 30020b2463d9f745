"""The words of papers for what is stored in fewer."""

from collections.abc import Mapping
from typing import Any

from common.assessments import AssessmentTypes
from triage.days import day
from triage.model.assessments import AssessmentState
from triage.model.idea import Idea
from triage.model.risk import risk_of
from triage.names import OUTCOMES, RISKS
from triage.papers.paper import Cell
from triage.papers.snapshot import Snapshot
from triage.records.record import Record


def risk(idea: Idea) -> str:
    """How an idea is judged, in a word; empty if it is not yet."""
    return RISKS[idea.risk] if idea.risk else ""


def screened(outcomes: Mapping[str, str], types: AssessmentTypes) -> str:
    """What a screening led to, in a line."""
    return "; ".join(f"{types.short(kind)} {OUTCOMES[how]}" for kind, how in outcomes.items())


def assessed(snapshot: Snapshot, idea: str, kind: str) -> str:
    """How an assessment of an idea stands, in a line; empty if nothing is known of it."""
    for one in snapshot.assessments.get(idea, ()):
        if one.kind == kind:
            signed = " ".join(filter(None, (one.reference, day(one.signed_on))))
            if one.state is AssessmentState.NOT_NEEDED:
                return f"not needed: {one.note}" if one.note else "not needed, by its screening"
            stands = one.outcome or str(one.state)
            return f"{stands}: {signed}" if signed else stands
    return ""


def cell(value: object) -> Cell:
    """A value for a table: nothing as empty text, a whole number as one."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if float(value).is_integer() else value
    return str(value)


def rating(content: Mapping[str, Any], which: str = "") -> int:
    """Likelihood times impact of a risk, of which `residual_` is what remains; 0 if not given."""
    return int(content.get(f"{which}likelihood", 0)) * int(content.get(f"{which}impact", 0))


def level(entry: Record, which: str = "") -> str:
    """The same in words: `High (12)`."""
    likelihood, impact = entry.number(f"{which}likelihood"), entry.number(f"{which}impact")
    if not likelihood or not impact:
        return ""
    return f"{RISKS[risk_of(int(likelihood), int(impact))]} ({int(likelihood * impact)})"


def stands_at(entry: Record) -> int:
    """What counts of a risk now: what remains, or what there is before measures."""
    return rating(entry.content, "residual_") or rating(entry.content)
