"""What came of asking the triage list for something: expected outcomes are values."""

from dataclasses import dataclass
from enum import StrEnum

from triage.model.idea import Idea
from triage.model.validation import FieldError


class RejectionReason(StrEnum):
    """`unknown` also stands for an idea that is not this person's to see. `changed`: somebody
    else changed it meanwhile. `decided`: too late for its submitter. `no_arrow`: its stage does
    not lead there. `incomplete`: something is missing or wrong."""

    UNKNOWN = "unknown"
    CHANGED = "changed"
    DECIDED = "decided"
    NO_ARROW = "no_arrow"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing was done. `idea` is as it stands now, where the person may see it."""

    because: RejectionReason
    idea: Idea | None = None
    wrong: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """`again`: this form had been submitted before, and this is what came of it then."""

    idea: Idea
    again: bool = False


@dataclass(frozen=True, slots=True)
class Supported:
    """No more of somebody else's idea than the person has been shown anyway."""

    reference: str
    title: str
    supports: int
