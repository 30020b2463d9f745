"""Recording how an assessment stands: signed, due, or not needed and why."""

from collections.abc import Iterator

from common.assessments import gate_of
from common.clock import local_day
from storage import UnitOfWork
from triage.days import day
from triage.model.assessments import (
    OUTCOMES,
    Assessment,
    AssessmentState,
    assessments,
    save_assessment,
)
from triage.model.fields import LIMIT
from triage.model.idea import Idea
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.validation import ErrorCode, FieldError
from triage.repository.edits import Reviewer, edit


async def record_assessment(
    unit: UnitOfWork, found: Idea, how: Assessment, by: Reviewer
) -> Rejected | None:
    """Keep how an assessment stands."""
    stands = {one.kind: one for one in await assessments(unit.connection, found.id)}
    wrong = tuple(_assessment_errors(how, unit))
    if wrong:
        return Rejected(RejectionReason.INCOMPLETE, found, wrong)
    was = _audit_details(stands[how.kind]) if how.kind in stands else {}
    await save_assessment(unit, found.id, how)
    before, after = {f"{how.kind} assessment": was}, {f"{how.kind} assessment": _audit_details(how)}
    await edit(unit, found, before, after, by=by, action="idea.assessed")
    return None


def _audit_details(how: Assessment) -> str:
    """One line of history."""
    when = f" on {day(how.signed_on)}" if how.signed_on else ""
    signed = f" by {how.signed_by}{when}" if how.signed_by else when
    return " ".join(
        part for part in (f"{how.state}{signed}", how.outcome, how.reference, how.note) if part
    )


def _assessment_errors(how: Assessment, unit: UnitOfWork) -> Iterator[FieldError]:
    if not how.kind:
        yield FieldError("kind", ErrorCode.MISSING)
    if how.state is AssessmentState.SIGNED:
        if not how.reference:
            yield FieldError("reference", ErrorCode.MISSING)
        if not how.signed_on:
            yield FieldError("signed_on", ErrorCode.MISSING)
        if gate_of(how.kind) and how.outcome not in OUTCOMES:
            yield FieldError("outcome", ErrorCode.MISSING)
    if how.state is not AssessmentState.DUE and not how.signed_by:
        yield FieldError("signed_by", ErrorCode.MISSING)
    if how.state is AssessmentState.NOT_NEEDED and not how.note:
        yield FieldError("note", ErrorCode.MISSING)
    if how.signed_on and how.signed_on > local_day(unit.now):
        yield FieldError("signed_on", ErrorCode.OUT_OF_RANGE)
    for name in ("reference", "signed_by", "note"):
        if len(getattr(how, name)) > LIMIT:
            yield FieldError(name, ErrorCode.TOO_LONG, LIMIT)
