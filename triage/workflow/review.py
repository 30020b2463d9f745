"""What officers and the steering group do to an idea short of a decision."""

from datetime import timedelta

from sqlalchemy import insert

from common.person import Person
from storage import UnitOfWork
from storage.coordination.idempotency import find_result
from storage.tables import note
from triage.model.idea import Idea
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.stages import UNDECIDED, Stage
from triage.repository.notice_queue import NOW, NoticeKind, notify
from triage.repository.person_numbers import actor, number_of
from triage.repository.queries import find, get
from triage.repository.transitions import bump_version, may_move, transition


async def transition_idea(
    unit: UnitOfWork,
    ref: str,
    to: Stage,
    *,
    by: Person,
    reason: str,
    version: int,
    fingerprint: str,
    hold: timedelta = NOW,
) -> Idea | Rejected:
    """Move an idea on towards a decision: to screening, to ready. Its submitter is told after
    `hold`."""
    found = await find(unit.connection, ref, lock=True)
    if found is None:
        return Rejected(RejectionReason.UNKNOWN)
    if version and found.version != version:
        return Rejected(RejectionReason.CHANGED, found)
    if to not in UNDECIDED or found.stage not in UNDECIDED or not may_move(found, to):
        return Rejected(RejectionReason.NO_ARROW, found)
    number = await number_of(unit, by)
    await transition(unit, found, to, by=number, reason=reason, fingerprint=fingerprint, hold=hold)
    return await get(unit.connection, ref)


async def comment(
    unit: UnitOfWork,
    ref: str,
    text: str,
    *,
    by: Person,
    for_submitter: bool,
    fingerprint: str,
    once: str = "",
) -> Idea | Rejected:
    """Add a note. One for the submitter is told to them; one of the submitter's own is for all.
    With a key for `once` the same form acts once."""
    found = await find(unit.connection, ref, lock=True)
    if found is None:
        return Rejected(RejectionReason.UNKNOWN)
    number = await number_of(unit, by)
    if once and await find_result(unit, f"note:{number}:{once}") is not None:
        return found
    await bump_version(unit, found)
    kept = await unit.connection.execute(
        insert(note).values(
            idea_id=found.id, by_id=number, at=unit.now, text=text, for_submitter=for_submitter
        )
    )
    unit.audit(actor(number), "idea.noted", ref, {"for_submitter": for_submitter}, fingerprint)
    if for_submitter and number != found.submitter.number:
        (note_id,) = kept.inserted_primary_key or (0,)
        await notify(
            unit,
            key=f"note:{note_id}",
            kind=NoticeKind.ASKED,
            place=actor(found.submitter.number),
            person_number=found.submitter.number,
            idea_id=found.id,
            content={"reference": ref, "title": found.title, "reason": text},
        )
    return await get(unit.connection, ref)
