"""What things are called, on the board, in papers and on cards: one name for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.model.idea import Authority, DecisionKind
from triage.model.risk import Risk
from triage.model.stages import Stage

STAGES: Mapping[Stage, str] = {
    Stage.SUBMITTED: "New",
    Stage.SCREENING: "In screening",
    Stage.READY: "Ready to decide",
    Stage.SCAN: "Scan",
    Stage.PILOT: "Pilot",
    Stage.SCALE: "Scale",
    Stage.DEFERRED: "Deferred",
    Stage.DECLINED: "Declined",
    Stage.DUPLICATE: "Duplicate",
    Stage.WITHDRAWN: "Withdrawn",
    Stage.CLOSED: "Closed",
}

RISKS: Mapping[Risk, str] = {
    Risk.LOW: "Low",
    Risk.MEDIUM: "Medium",
    Risk.HIGH: "High",
    Risk.VERY_HIGH: "Very high",
}


@dataclass(frozen=True, slots=True)
class Bodies:
    """What this council calls itself and those who decide. The defaults name nobody's own body."""

    officer: str = "Governance officer"
    steering_group: str = "Steering group"
    board: str = "Senior board"
    organisation: str = "the organisation"

    def maker(self, who: Authority) -> str:
        """Who decides."""
        return {
            Authority.OFFICER: self.officer,
            Authority.STEERING_GROUP: self.steering_group,
            Authority.BOARD: self.board,
        }[who]

    def decision(self, kind: DecisionKind) -> str:
        """A decision by its kind."""
        return f"Send up to: {self.board}" if kind == DecisionKind.ESCALATE else _DECISIONS[kind]


UNNAMED = Bodies()
"""What they are called where the set names none."""

_DECISIONS: Mapping[DecisionKind, str] = {
    DecisionKind.SCAN: "Scan: watch and learn",
    DecisionKind.PILOT: "Pilot",
    DecisionKind.SCALE: "Scale: roll out",
    DecisionKind.DECLINE: "Decline",
    DecisionKind.DEFER: "Defer",
    DecisionKind.DUPLICATE: "Duplicate of another idea",
    DecisionKind.ASK: "Ask the submitter",
    DecisionKind.EXTEND: "Extend the pilot",
    DecisionKind.CLOSE: "Close",
    DecisionKind.REOPEN: "Reopen on new evidence",
}

OUTCOMES: Mapping[str, str] = {
    "required": "required",
    "advice": "advice needed",
    "none": "not required",
}
"""What a screening says of an assessment."""
