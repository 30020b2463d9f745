"""What a decision needs, whatever it is about, before it may be recorded."""

from collections.abc import Iterator
from datetime import date

from triage.model.fields import LIMIT
from triage.model.idea import DecisionInput, DecisionKind
from triage.model.validation import ErrorCode, FieldError

_WORDS = (
    *("reason", "alternatives", "conflicts", "conditions", "exempt_reason"),
    *("portfolio", "author", "other_matters", "certified_by"),
)


def decision_errors(deciding: DecisionInput, today: date) -> tuple[FieldError, ...]:
    """What every decision of its kind needs and does not have."""
    return tuple(_field_errors(deciding, today))


def _field_errors(deciding: DecisionInput, today: date) -> Iterator[FieldError]:
    if not deciding.reason:
        yield FieldError("reason", ErrorCode.MISSING)
    for name in _WORDS:
        if len(getattr(deciding, name)) > LIMIT:
            yield FieldError(name, ErrorCode.TOO_LONG, LIMIT)
    if deciding.decided_on > today:
        yield FieldError("decided_on", ErrorCode.OUT_OF_RANGE)
    if deciding.call_in_until and deciding.call_in_until < deciding.decided_on:
        yield FieldError("call_in_until", ErrorCode.OUT_OF_RANGE)
    if deciding.call_in_until and deciding.in_force_on is None:
        yield FieldError("in_force_on", ErrorCode.MISSING)
    elif deciding.takes_effect_on <= (deciding.call_in_until or date.min) or (
        deciding.takes_effect_on < deciding.decided_on
    ):
        yield FieldError("in_force_on", ErrorCode.OUT_OF_RANGE)
    if deciding.kind is DecisionKind.DEFER:
        if deciding.review_on is None:
            yield FieldError("review_on", ErrorCode.MISSING)
        elif deciding.review_on <= deciding.decided_on:
            yield FieldError("review_on", ErrorCode.OUT_OF_RANGE)
    if deciding.kind is DecisionKind.DUPLICATE and not deciding.duplicate_of:
        yield FieldError("duplicate_of", ErrorCode.MISSING)
