"""What a submitter does: submit, amend, withdraw, support. One unit of work each."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import UnitOfWork
from storage.coordination.counters import next_number
from storage.coordination.idempotency import find_result, store_result
from storage.tables import change, draft, idea, move, once, support
from triage.assessment.screening_store import screen_idea
from triage.model.fields import Proposal
from triage.model.idea import Idea
from triage.model.outcomes import Rejected, RejectionReason, Submitted, Supported
from triage.model.screening_rules import Screening
from triage.model.stages import UNDECIDED, Stage
from triage.repository.mapping import digest, proposal_columns
from triage.repository.notice_queue import NoticeKind, notify
from triage.repository.person_numbers import actor, known_number, number_of
from triage.repository.queries import SAMPLE_YEAR, find, get, reference, surviving
from triage.repository.transitions import bump_version, transition

IDEA_FORM = "idea"
"""The name under which a draft of an idea is kept."""


async def submit(
    unit: UnitOfWork,
    proposal: Proposal,
    *,
    by: Person,
    key: str,
    screened: Screening | None,
    fingerprint: str,
    announce_to: str,
    sample: bool,
) -> Submitted | Rejected:
    """Store an idea with its number, its screening and its history, or find what this form led to
    before. The draft of the form is done with."""
    number = await number_of(unit, by)
    before = await find_result(unit, f"idea:{number}:{key}")
    if before is not None:
        found = await find(unit.connection, before)
        return Submitted(found, again=True) if found else Rejected(RejectionReason.UNKNOWN)
    idea_id, ref = await _store(unit, proposal, by, number, sample=sample)
    detail = {"content": digest(proposal_columns(proposal))}
    unit.audit(actor(number), "idea.submitted", ref, detail, fingerprint)
    await store_result(unit, f"idea:{number}:{key}", ref)
    await unit.connection.execute(
        delete(draft).where(draft.c.person_id == number, draft.c.form == IDEA_FORM)
    )
    if announce_to:
        await _announce(unit, proposal, idea_id, ref, announce_to)
    if screened:
        await screen_idea(unit, await get(unit.connection, ref), screened, by=number)
    return Submitted(await get(unit.connection, ref))


async def _store(
    unit: UnitOfWork, proposal: Proposal, by: Person, number: int, *, sample: bool
) -> tuple[int, str]:
    """The idea's row and its first state; its key and its reference. `number` is the person's."""
    year = SAMPLE_YEAR if sample else unit.now.year
    sequence = await next_number(unit, f"idea:{year}")
    ref = reference(year, sequence)
    kept = await unit.connection.execute(
        insert(idea).values(
            year=year,
            number=sequence,
            reference=ref,
            submitter_id=number,
            submitter_name=by.name,
            submitted_at=unit.now,
            risk="",
            benefit={},
            stage=Stage.SUBMITTED,
            stage_since=unit.now,
            share=False,
            sample=sample,
            version=1,
            changed_at=unit.now,
            **proposal_columns(proposal),
        )
    )
    (idea_id,) = kept.inserted_primary_key or (0,)
    await unit.connection.execute(
        insert(move).values(
            idea_id=idea_id, at=unit.now, by_id=number, before="", after=Stage.SUBMITTED, reason=""
        )
    )
    return int(idea_id), ref


async def _announce(
    unit: UnitOfWork, proposal: Proposal, idea_id: int, ref: str, place: str
) -> None:
    content = {
        "reference": ref,
        "title": proposal.title,
        "problem": proposal.problem,
        "service": proposal.service,
    }
    await notify(
        unit,
        key=f"new:{ref}",
        kind=NoticeKind.NEW_IDEA,
        place=place,
        idea_id=idea_id,
        content=content,
    )


async def announce_workshop(unit: UnitOfWork, refs: Sequence[str], announce_to: str) -> None:
    """Tell a channel once of ideas that came in together, in their order."""
    content = {"first": refs[0], "last": refs[-1], "count": len(refs)}
    await notify(
        unit,
        key=f"workshop:{refs[0]}:{len(refs)}",
        kind=NoticeKind.WORKSHOP,
        place=announce_to,
        content=content,
    )


async def find_by_form(connection: AsyncConnection, by: int, key: str) -> Idea | None:
    """What came of a form of the person's; None if nothing has."""
    query = select(once.c.result).where(once.c.key == f"idea:{by}:{key}")
    ref = (await connection.execute(query)).scalar_one_or_none()
    return await find(connection, ref) if ref else None


async def own_idea(
    unit: UnitOfWork, ref: str, by: Person, version: int
) -> tuple[Idea, int] | Rejected:
    """An undecided idea of the person's own, locked, with the person's number."""
    number = await known_number(unit.connection, by)
    found = await find(unit.connection, ref, lock=True)
    if found is None or number is None or found.submitter.number != number:
        return Rejected(RejectionReason.UNKNOWN)
    if found.stage not in UNDECIDED:
        return Rejected(RejectionReason.DECIDED, found)
    if version and found.version != version:
        return Rejected(RejectionReason.CHANGED, found)
    return found, number


async def amend(
    unit: UnitOfWork, ref: str, proposal: Proposal, *, by: Person, version: int, fingerprint: str
) -> Idea | Rejected:
    """Change what the submitter said, keeping what it was before."""
    held = await own_idea(unit, ref, by, version)
    if isinstance(held, Rejected):
        return held
    found, number = held
    was, will = proposal_columns(found.proposal), proposal_columns(proposal)
    changed = [name for name in will if will[name] != was[name]]
    if not changed:
        return found
    await bump_version(unit, found, **{name: will[name] for name in changed})
    await unit.connection.execute(
        insert(change).values(
            idea_id=found.id,
            at=unit.now,
            by_id=number,
            before={name: was[name] for name in changed},
            after={name: will[name] for name in changed},
        )
    )
    detail = {"fields": changed, "content": digest(will)}
    unit.audit(actor(number), "idea.amended", ref, detail, fingerprint)
    return await get(unit.connection, ref)


async def withdraw(
    unit: UnitOfWork, ref: str, *, by: Person, version: int, reason: str, fingerprint: str
) -> Idea | Rejected:
    held = await own_idea(unit, ref, by, version)
    if isinstance(held, Rejected):
        return held
    found, number = held
    await transition(
        unit, found, Stage.WITHDRAWN, by=number, reason=reason, fingerprint=fingerprint
    )
    return await get(unit.connection, ref)


async def back(
    unit: UnitOfWork, ref: str, *, by: Person, comment: str, fingerprint: str
) -> Supported | Rejected:
    """Support somebody's idea, or the one that goes on where it was a repeat; doing it twice counts
    once, and nobody supports their own."""
    found = await surviving(unit.connection, ref, lock=True)
    if found is None or found.stage is Stage.WITHDRAWN:
        return Rejected(RejectionReason.UNKNOWN)
    number = await number_of(unit, by)
    if number != found.submitter.number:
        row = unit.insert(support).values(
            idea_id=found.id, person_id=number, at=unit.now, comment=comment
        )
        added = await unit.connection.execute(
            row.on_conflict_do_nothing().returning(support.c.person_id)
        )
        if added.first() is not None:
            unit.audit(actor(number), "idea.supported", found.reference, {}, fingerprint)
    count = select(func.count()).where(support.c.idea_id == found.id)
    return Supported(
        found.reference, found.title, (await unit.connection.execute(count)).scalar_one()
    )
