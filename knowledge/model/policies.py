"""The nouns of the policy set: what is loaded from its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import total_ordering


class Status(StrEnum):
    """Where a policy version is in its life (governance facts, section 5)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ToolStatus(StrEnum):
    """What the register says of a tool (governance facts, section 3)."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    PILOT = "pilot"
    ASSESSING = "assessing"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    RETIRED = "retired"


class Verdict(StrEnum):
    """What a clause or a register entry itself says to a yes/no question, kept as data."""

    ALLOWED = "allowed"
    CONDITIONS = "conditions"
    NOT_ALLOWED = "not-allowed"
    REQUIRED = "required"
    NOT_REQUIRED = "not-required"
    DEPENDS = "depends"


class Severity(StrEnum):
    """How bad a problem is: an error stops the set from being served, a fault fails the check,
    a warning does neither."""

    ERROR = "error"
    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file; `line` counts from 1, 0 where no line can be named."""

    file: str
    line: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """`major.minor`, read from text so that `1.10` comes after `1.9` and keeps its zero."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Read `major.minor`. Raises ValueError for anything else."""
        major, dot, minor = text.partition(".")
        if not (
            dot and major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit()
        ):
            raise ValueError(text)
        return cls(int(major), int(minor))

    def __lt__(self, other: "Version") -> bool:
        return (self.major, self.minor) < (other.major, other.minor)

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one policy: its front matter. Its clauses are passages.

    `conflicts` are places (`policy-id#anchor`) with which this version is known to disagree;
    a `restricted` version is kept from all staff, as its classification says.
    """

    id: str
    title: str
    version: Version
    status: Status
    owner: str
    approver: str
    effective_from: date | None
    effective_to: date | None
    approved_on: date | None
    review_by: date | None
    supersedes: str
    audience: tuple[str, ...]
    classification: str
    summary: str
    change_note: str
    contact: str
    author: str
    file: str
    topics: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    restricted: bool = False
    ref: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", f"{self.id}@{self.version}")


Marks = tuple[tuple[int, Verdict], ...]
"""Verdicts of sentences and list items, each with the character of the text at which it ends."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a clause is worded in another language, with its policy's title there."""

    title: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One quotable text: a clause of a policy version, or a register entry.

    `text` is the file's own text, byte for byte, without the blank lines around it and without its
    verdict marks; only reference links are written out, as their targets may stand in another
    clause. `marks` are those verdicts, `verdict` is one that the heading carries; `marked_since`
    has the first days of marks that were added to a version in force.
    `heading_path` runs from the policy's outermost heading to the clause's own.
    `version` is the policy's version; a register entry is versioned by the date of its last
    change, so its ref is `register@2026-09-14#copilot-chat`.
    `line` is the heading's line (an entry's first), `end_line` the last line of the text.
    `effective_from` is `date.max`, never, for a draft that names no day.
    `place` is the part of the ref that outlives versions: `policy-id#anchor`.
    `welsh` is the clause in Welsh, where the council published it in both languages.
    """

    policy_id: str
    version: str
    anchor: str
    title: str
    clause: str
    heading_path: tuple[str, ...]
    text: str
    effective_from: date
    owner: str
    contact: str
    file: str
    line: int
    end_line: int
    verdict: Verdict | None = None
    marks: Marks = ()
    marked_since: tuple[tuple[int, date], ...] = ()
    welsh: Wording | None = None
    ref: str = field(init=False, repr=False, compare=False)
    place: str = field(init=False, repr=False, compare=False)
    heading: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", f"{self.policy_id}@{self.version}#{self.anchor}")
        object.__setattr__(self, "place", f"{self.policy_id}#{self.anchor}")
        heading = self.heading_path[-1] if self.heading_path else self.title
        object.__setattr__(self, "heading", heading)


@dataclass(frozen=True, slots=True)
class Tool:
    """One entry of the tools register; `passage` quotes its conditions.

    Data classes are those of the facts: public, internal, personal, special, confidential.
    `history` holds `(day, status, note)`, oldest first.
    """

    id: str
    name: str
    status: ToolStatus
    aliases: tuple[str, ...]
    supplier: str
    category: str
    purpose: str
    who_may_use: str
    data_allowed: tuple[str, ...]
    data_barred: tuple[str, ...]
    alternatives: tuple[str, ...]
    owner: str
    approved_on: date | None
    last_audit_on: date | None
    next_audit_due: date | None
    ends_on: date | None
    history: tuple[tuple[date, ToolStatus, str], ...]
    columns: Mapping[str, str]
    passage: Passage


@dataclass(frozen=True, slots=True)
class OutOfScopeTopic:
    """A subject on which the policies say nothing, with the council's own words about it.

    `outside` subjects belong to somebody else (leave, bins); the others are silences of the
    policy set itself (licence prices). `orders` are what nobody may tell the assistant to do.
    `welsh` is what somebody is told in Welsh, `""` where nobody wrote it.
    """

    id: str
    title: str
    outside: bool
    text: str
    file: str
    line: int
    orders: bool = False
    welsh: str = ""
