"""The nouns of the triage list: who suggests what, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from common.person import Person
from triage.model.fields import Proposal
from triage.model.risk import Risk
from triage.model.screening_rules import Screening
from triage.model.stages import Stage


@dataclass(frozen=True, slots=True)
class Scores:
    """What reviewers think; 0 where nobody has said. All run from 1 to 5. `benefit` is by the keys
    of `triage.assessment.scoring.Weighting`."""

    likelihood: int = 0
    impact: int = 0
    residual_likelihood: int = 0
    residual_impact: int = 0
    ease: int = 0
    benefit: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea as it stands. `version` rises with every change of it; `barred_by` is the ref of a
    clause that forbids it, whatever its scores; one that is `hidden` is not shown to all staff."""

    id: int
    reference: str
    proposal: Proposal
    submitter: Person
    submitted_at: datetime
    stage: Stage
    stage_since: datetime
    risk: Risk | None
    scores: Scores
    lead: Person | None
    duplicate_of: str
    revisit_on: date | None
    share: bool
    sample: bool
    version: int
    barred_by: str = ""
    hidden: bool = False

    @property
    def title(self) -> str:
        return self.proposal.title


class Authority(StrEnum):
    """Who has decided."""

    OFFICER = "officer"
    STEERING_GROUP = "steering_group"
    BOARD = "board"


class DecisionKind(StrEnum):
    SCAN = "scan"
    PILOT = "pilot"
    SCALE = "scale"
    DECLINE = "decline"
    DEFER = "defer"
    DUPLICATE = "duplicate"
    CLOSE = "close"
    REOPEN = "reopen"
    ASK = "ask"
    ESCALATE = "escalate"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A decision to be recorded, with the headings of the council's form. `reason` is for the
    submitter to read. `policies` are the refs relied on, `evidence` what the gates ask for, by
    the names of `workflow.gates.NEEDS`. `review_on` is when to look again, for a deferral too.
    `corrects` is the reference of an earlier record. `portfolio`, `author` and `certified_by` may
    name people, as the form demands it; the notice names roles only. A decision that can be called
    in takes effect on `in_force_on`, which is after `call_in_until`. `meeting` is the reference of
    the meeting at which it was taken, empty for none."""

    kind: DecisionKind
    maker: Authority
    decided_on: date
    reason: str
    alternatives: str = ""
    conflicts: str = ""
    conditions: str = ""
    assessments: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    review_on: date | None = None
    duplicate_of: str = ""
    published: bool = False
    exempt_reason: str = ""
    corrects: str = ""
    portfolio: str = ""
    author: str = ""
    other_matters: str = ""
    certified_by: str = ""
    call_in_until: date | None = None
    in_force_on: date | None = None
    meeting: str = ""

    @property
    def takes_effect_on(self) -> date:
        return self.in_force_on or self.decided_on


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as recorded: never edited, only corrected by a later one."""

    reference: str
    idea: str
    deciding: DecisionInput
    risk: Risk | None
    recorded_at: datetime
    recorded_by: Person
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who wants the same."""

    person: Person
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark; one that is not `for_submitter` is for reviewers only."""

    by: Person
    at: datetime
    text: str
    for_submitter: bool


@dataclass(frozen=True, slots=True)
class StageChange:
    """A change of stage; `before` is None at submission, `by` None where the program did it."""

    at: datetime
    before: Stage | None
    after: Stage
    reason: str
    by: Person | None


@dataclass(frozen=True, slots=True)
class IdeaChange:
    """An edit: field to value, before and after."""

    at: datetime
    before: Mapping[str, object]
    after: Mapping[str, object]
    by: Person | None


@dataclass(frozen=True, slots=True)
class CompletedScreening:
    """A screening as kept, with the data protection officer's view once there is one."""

    screening: Screening
    at: datetime
    by: Person
    dpo_view: str = ""
    dpo_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one idea, oldest first. For the submitter without reviewers' notes."""

    idea: Idea
    screenings: tuple[CompletedScreening, ...]
    moves: tuple[StageChange, ...]
    changes: tuple[IdeaChange, ...]
    decisions: tuple[Decision, ...]
    supports: tuple[Support, ...]
    notes: tuple[Note, ...]
