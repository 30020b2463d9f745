"""Recording how an assessment stands: signed, due, or not needed and why."""

from collections.abc import Iterator

from storage import Unit
from triage.assessed import Assessment, State, assessments, keep
from triage.checks import LIMIT, Why, Wrong
from triage.days import day
from triage.editing import Reviewer, edit
from triage.ideas import Idea
from triage.outcomes import Because, Refused


async def assess(unit: Unit, found: Idea, how: Assessment, by: Reviewer) -> Refused | None:
    """Keep how an assessment stands."""
    stands = {one.kind: one for one in await assessments(unit.connection, found.id)}
    wrong = tuple(_wrong_assessment(how, unit))
    if wrong:
        return Refused(Because.INCOMPLETE, found, wrong)
    was = _told(stands[how.kind]) if how.kind in stands else {}
    await keep(unit, found.id, how)
    before, after = {f"{how.kind} assessment": was}, {f"{how.kind} assessment": _told(how)}
    await edit(unit, found, before, after, by=by, action="idea.assessed")
    return None


def _told(how: Assessment) -> str:
    """One line of history."""
    when = f" on {day(how.signed_on)}" if how.signed_on else ""
    signed = f" by {how.signed_by}{when}" if how.signed_by else when
    return " ".join(part for part in (f"{how.state}{signed}", how.reference, how.note) if part)


def _wrong_assessment(how: Assessment, unit: Unit) -> Iterator[Wrong]:
    if not how.kind:
        yield Wrong("kind", Why.MISSING)
    if how.state is State.SIGNED:
        if not how.reference:
            yield Wrong("reference", Why.MISSING)
        if not how.signed_on:
            yield Wrong("signed_on", Why.MISSING)
    if how.state is not State.DUE and not how.signed_by:
        yield Wrong("signed_by", Why.MISSING)
    if how.state is State.NOT_NEEDED and not how.note:
        yield Wrong("note", Why.MISSING)
    if how.signed_on and how.signed_on > unit.now.date():
        yield Wrong("signed_on", Why.OUT_OF_RANGE)
    for name in ("reference", "signed_by", "note"):
        if len(getattr(how, name)) > LIMIT:
            yield Wrong(name, Why.TOO_LONG, LIMIT)
