"""What people do with drafts of policies, each act in the trail.

Who acts is given by number, as the database knows people; nobody who wrote words of a draft or
sent it in approves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update

from storage.publishing.policy_drafts import (
    DraftAct,
    DraftState,
    Plain,
    PolicyDraft,
    draft_by_id,
    open_draft,
)
from storage.store import UnitOfWork
from storage.tables import policy_draft, policy_event

WRITING = frozenset({DraftAct.BEGUN, DraftAct.WRITTEN, DraftAct.SUBMITTED})


class DraftMovedError(Exception):
    """The draft is not as it was seen, or not in a state in which this can be done. Nothing was
    done."""


class OwnDraftError(Exception):
    """Somebody would approve what they wrote or sent in. Nothing was done."""


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a draft begins with. `changes` has a file without versions as it was, so that others'
    changes of it are noticed; one with versions is known by its `base`."""

    subject: str
    base: str
    file: str
    text: str
    changes: Plain = ()


async def begin_draft(unit: UnitOfWork, by: int, new: NewDraft) -> PolicyDraft:
    """The open draft of a policy, begun now with this text if there is none."""
    subject = new.subject
    row = unit.insert(policy_draft).values(
        subject=subject, open_for=subject, state=DraftState.DRAFT, base=new.base, file=new.file,
        text=new.text, note="", changes=list(new.changes), revision=1, at=unit.now,
    )  # fmt: skip
    made = await unit.connection.execute(
        row.on_conflict_do_nothing(index_elements=["open_for"]).returning(policy_draft.c.id)
    )
    number = made.scalar_one_or_none()
    found = await open_draft(unit.connection, subject)
    if found is None:  # it ended between the two
        raise DraftMovedError
    if number is not None:
        await _note(unit, by, found, DraftAct.BEGUN)
    return found


async def write_draft(
    unit: UnitOfWork,
    by: int,
    seen: PolicyDraft,
    *,
    text: str,
    file: str = "",
    changes: Plain | None = None,
) -> PolicyDraft:
    """The draft with another text. One that was in review goes back to be a draft: what is approved
    is what was looked at. Raises DraftMovedError."""
    values: dict[str, object] = {"text": text, "state": DraftState.DRAFT}
    values |= {"file": file} if file else {}
    values |= {} if changes is None else {"changes": list(changes)}
    states = (DraftState.DRAFT, DraftState.REVIEW)
    found = await _move(unit, seen, states, values)
    if await _writes_on(unit, by, found):
        return found
    await _note(unit, by, found, DraftAct.WRITTEN)
    return found


async def _writes_on(unit: UnitOfWork, by: int, draft: PolicyDraft) -> bool:
    """Whether this person was the last to do anything, and wrote: saving goes on by itself, and the
    history has one line for it, of the newest words."""
    event = policy_event.c
    last = select(event.id, event.by_id, event.kind).where(event.draft_id == draft.id)
    row = (await unit.connection.execute(last.order_by(event.id.desc()).limit(1))).one_or_none()
    if row is None or row.by_id != by or row.kind != DraftAct.WRITTEN:
        return False
    newest = {"at": unit.now, "digest": draft.digest}
    await unit.connection.execute(update(policy_event).where(event.id == row.id).values(newest))
    return True


async def submit_draft(unit: UnitOfWork, by: int, seen: PolicyDraft, note: str) -> PolicyDraft:
    """Have it looked at by somebody else; `note` says to people what changes. Raises
    DraftMovedError."""
    values = {"state": DraftState.REVIEW, "note": note}
    found = await _move(unit, seen, (DraftState.DRAFT,), values)
    await _note(unit, by, found, DraftAct.SUBMITTED)
    return found


async def return_draft(unit: UnitOfWork, by: int, seen: PolicyDraft, comment: str) -> PolicyDraft:
    """Back to who wrote it. Raises DraftMovedError."""
    found = await _move(unit, seen, (DraftState.REVIEW,), {"state": DraftState.DRAFT})
    await _note(unit, by, found, DraftAct.RETURNED, comment)
    return found


async def comment_draft(unit: UnitOfWork, by: int, seen: PolicyDraft, comment: str) -> None:
    """Say something about it, whatever state it is in."""
    await _note(unit, by, seen, DraftAct.COMMENTED, comment)


async def approve_draft(
    unit: UnitOfWork, by: int, seen: PolicyDraft, first: date, changes: Plain
) -> PolicyDraft:
    """Approve the words that were seen, from a first day on; `changes` are the files that this
    makes. Raises DraftMovedError, OwnDraftError."""
    written = await unit.connection.execute(
        select(policy_event.c.by_id).where(
            policy_event.c.draft_id == seen.id,
            policy_event.c.kind.in_([str(act) for act in WRITING]),
        )
    )
    if by in set(written.scalars()):
        raise OwnDraftError
    values = {"state": DraftState.APPROVED, "first": first, "changes": changes}
    found = await _move(unit, seen, (DraftState.REVIEW,), values)
    await _note(unit, by, found, DraftAct.APPROVED)
    return found


async def put_back_at_once(
    unit: UnitOfWork, by: int, new: NewDraft, first: date, changes: Plain, *, reason: str
) -> PolicyDraft:
    """A further version with the former words, approved without a second person: an emergency, of
    which the trail tells. Raises DraftMovedError where a change of the policy is under way."""
    draft = await begin_draft(unit, by, new)
    if draft.text != new.text or draft.revision != 1:
        raise DraftMovedError
    values = {"state": DraftState.APPROVED, "first": first, "changes": changes}
    found = await _move(unit, draft, (DraftState.DRAFT,), values)
    await _note(unit, by, found, DraftAct.WITHDRAWN, reason)
    return found


async def publish_draft(unit: UnitOfWork, seen: PolicyDraft) -> PolicyDraft:
    """Note that the folder has what was approved. Raises DraftMovedError."""
    values = {"state": DraftState.PUBLISHED, "open_for": None}
    found = await _move(unit, seen, (DraftState.APPROVED,), values)
    await _note(unit, None, found, DraftAct.PUBLISHED)
    return found


async def cancel_draft(unit: UnitOfWork, by: int, seen: PolicyDraft, reason: str) -> PolicyDraft:
    """Note that an approved change will not begin. Raises DraftMovedError."""
    states = (DraftState.APPROVED, DraftState.PUBLISHED)
    values = {"state": DraftState.CANCELLED, "open_for": None}
    found = await _move(unit, seen, states, values)
    await _note(unit, by, found, DraftAct.CANCELLED, reason)
    return found


async def discard_draft(unit: UnitOfWork, by: int, seen: PolicyDraft) -> PolicyDraft:
    """Give it up. Its words stay on record. Raises DraftMovedError."""
    states = (DraftState.DRAFT, DraftState.REVIEW)
    values = {"state": DraftState.DISCARDED, "open_for": None}
    found = await _move(unit, seen, states, values)
    await _note(unit, by, found, DraftAct.DISCARDED)
    return found


async def _move(
    unit: UnitOfWork,
    seen: PolicyDraft,
    states: Sequence[DraftState],
    values: Mapping[str, object],
) -> PolicyDraft:
    """Change the draft, if it is as it was seen. The revision decides between two at once."""
    table = policy_draft.c
    moved = await unit.connection.execute(
        update(policy_draft)
        .where(
            table.id == seen.id,
            table.revision == seen.revision,
            table.state.in_([str(state) for state in states]),
        )
        .values(revision=seen.revision + 1, at=unit.now, **values)
        .returning(table.id)
    )
    if moved.scalar_one_or_none() is None:
        raise DraftMovedError
    found = await draft_by_id(unit.connection, seen.id)
    if found is None:
        raise DraftMovedError
    return found


async def _note(
    unit: UnitOfWork, by: int | None, draft: PolicyDraft, act: DraftAct, comment: str = ""
) -> None:
    """The trail has who, what and which words, by number and digest; free text stays here."""
    if by is not None:
        await unit.connection.execute(
            insert(policy_event).values(
                draft_id=draft.id, at=unit.now, by_id=by, kind=act, digest=draft.digest,
                comment=comment,
            )
        )  # fmt: skip
    detail: dict[str, object] = {"draft": draft.id, "file": draft.file, "words": draft.digest}
    if act is DraftAct.APPROVED and draft.first:
        detail["first"] = draft.first.isoformat()
    actor = "job" if by is None else f"person:{by}"
    unit.audit(actor, f"policy.{act}", draft.subject, detail)
