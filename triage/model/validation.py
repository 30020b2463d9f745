"""What is wrong with what a person filled in, as values; nothing of it is lost or put right."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from triage.model.assessments import Assessment
from triage.model.fields import FIELDS, USUAL_CLASSES, FieldType, Proposal
from triage.model.idea import DecisionInput

MOST = 10_000_000
"""The highest number that is believed of a month's volume or of minutes."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, half characters and marks that turn the direction of writing: neither
engine nor a spreadsheet should meet them, and nobody types them on purpose."""


Record = TypeVar("Record", Proposal, DecisionInput, Assessment)


class ErrorCode(StrEnum):
    """`barred`: a clause forbids it. `group_decides` and `board_decides`: it is not for the one
    who was named. `below_floor`: the rules ask for at least the limit. `not_passed`: a test
    was done and found something against it."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_CHOICE = "unknown_choice"
    UNREADABLE = "unreadable"
    DONE_BEFORE = "done_before"
    BARRED = "barred"
    GROUP_DECIDES = "group_decides"
    BOARD_DECIDES = "board_decides"
    BELOW_FLOOR = "below_floor"
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that cannot be taken as it is; `limit` belongs to `too_long`, `out_of_range`
    and `below_floor`."""

    field: str
    why: ErrorCode
    limit: int = 0


def tidied(text: str) -> str:
    """The text as it is kept: without unprintable characters and space around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", lines).strip()


def tidied_texts(record: Record) -> Record:
    """A record with every text of its own tidied, those in a mapping too."""
    texts: dict[str, Any] = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if type(value) is str:
            texts[one.name] = tidied(value)
        elif isinstance(value, Mapping):
            texts[one.name] = {key: tidied(text) for key, text in value.items()}
    return replace(record, **texts)


def proposal_errors(
    proposal: Proposal, classes: Collection[str] = USUAL_CLASSES
) -> tuple[FieldError, ...]:
    """What has to be put right before a tidied proposal can be submitted; `classes` are the classes
    of data that there are."""
    return tuple(_field_errors(proposal, classes))


def _field_errors(proposal: Proposal, classes: Collection[str]) -> Iterator[FieldError]:
    for one in FIELDS:
        value = getattr(proposal, one.name)
        if one.limit and len(value) > one.limit:
            yield FieldError(one.name, ErrorCode.TOO_LONG, one.limit)
        elif one.needed and not value:
            yield FieldError(one.name, ErrorCode.MISSING)
        elif one.type is FieldType.NUMBER and not 0 <= (value or 0) <= MOST:
            yield FieldError(one.name, ErrorCode.OUT_OF_RANGE, MOST)
        elif one.type is FieldType.CHOICES and not set(value) <= set(classes):
            yield FieldError(one.name, ErrorCode.UNKNOWN_CHOICE)
