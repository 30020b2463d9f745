"""What happens to a sample idea, as plain data: days before today, and what was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from common.person import Person
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionKind

TENANT = "samples"
"""The tenant of the made-up people."""

OFFICER = Person(TENANT, "sample-officer", "Sample Officer")
LIBRARIAN = Person(TENANT, "sample-librarian", "Sample Librarian")
SURVEYOR = Person(TENANT, "sample-surveyor", "Sample Surveyor")
ADVISER = Person(TENANT, "sample-adviser", "Sample Adviser")


@dataclass(frozen=True, slots=True)
class Ready:
    """The screening was looked at: the idea can be decided on."""


@dataclass(frozen=True, slots=True)
class Scored:
    """`benefit` in the order in which the rule in force has its parts."""

    likelihood: int
    impact: int
    residual_likelihood: int
    residual_impact: int
    ease: int
    benefit: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Every assessment that is due was signed under a reference with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class SupportGiven:
    by: Person
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    text: str
    for_submitter: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """`days` is how long until it is looked at again; a day in `evidence` is written as days from
    today (`+40`)."""

    kind: DecisionKind
    reason: str
    maker: Authority = Authority.STEERING_GROUP
    alternatives: str = ""
    conditions: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    days: int = 0
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record of some kind; days are written as days from today (`-30`)."""

    kind: str
    content: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """The record with this title, or the idea's pilot if none is given, was changed."""

    content: Mapping[str, str]
    kind: str = "pilot"
    title: str = ""


DemoEvent = (
    Ready | Scored | Assessed | SupportGiven | Noted | Withdrawn | Decided | Recorded | Changed
)


@dataclass(frozen=True, slots=True)
class Story:
    """One idea: when it was sent in, by whom, which screening questions were answered "yes"
    (`applies`, by their keys) or "unsure", and what happened. Without `screened` it was only
    submitted.
    A story without a proposal is what belongs to no idea."""

    name: str = ""
    days: int = 0
    proposal: Proposal | None = None
    by: Person = LIBRARIAN
    screened: bool = True
    applies: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    acts: tuple[tuple[int, DemoEvent], ...] = ()
