"""Changes of the policies on their way: drafts, their reviews and approvals, each in the trail.

Who acts is given by number, as the database knows people; nobody who wrote words of a draft or
sent it in approves it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.store import UnitOfWork
from storage.tables import person, policy_draft, policy_event

Plain = Sequence[Mapping[str, str | None]]
"""Changes of files as plain values: `name`, `before` and `after`."""


class DraftState(StrEnum):
    """Where a draft is on its way."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    """Approved, and not in the policy folder yet."""
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    """Approved and in the folder, and taken out again before its first day."""
    DISCARDED = "discarded"


class DraftAct(StrEnum):
    """What somebody does with a draft."""

    BEGUN = "begun"
    WRITTEN = "written"
    SUBMITTED = "submitted"
    COMMENTED = "commented"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn in an emergency"
    """The version before was put back at once, by one person, with a reason."""


WRITING = frozenset({DraftAct.BEGUN, DraftAct.WRITTEN, DraftAct.SUBMITTED})
_OVER = frozenset({DraftState.PUBLISHED, DraftState.CANCELLED, DraftState.DISCARDED})


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """One draft as it stands; `table` of the same name says what its parts are."""

    id: int
    subject: str
    state: DraftState
    base: str
    file: str
    text: str
    note: str
    first: date | None
    changes: Plain
    revision: int
    at: datetime

    @property
    def digest(self) -> str:
        """SHA-256 of its text, in hex digits."""
        return text_digest(self.text)

    @property
    def is_over(self) -> bool:
        return self.state in _OVER


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """What somebody did with a draft; `by` is their number, `name` how they are called."""

    at: datetime
    by: int
    name: str
    act: DraftAct
    digest: str
    comment: str


class DraftMovedError(Exception):
    """The draft is not as it was seen, or not in a state in which this can be done. Nothing was
    done."""


class OwnDraftError(Exception):
    """Somebody would approve what they wrote or sent in. Nothing was done."""


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


async def open_draft(connection: AsyncConnection, subject: str) -> PolicyDraft | None:
    """The draft of a policy that is under way."""
    return await _one(connection, policy_draft.c.open_for == subject)


async def draft_by_id(connection: AsyncConnection, number: int) -> PolicyDraft | None:
    return await _one(connection, policy_draft.c.id == number)


async def drafts(
    connection: AsyncConnection, *states: DraftState, most: int = 200
) -> Sequence[PolicyDraft]:
    """Drafts in these states, the one changed last first."""
    query = select(policy_draft).where(policy_draft.c.state.in_([str(one) for one in states]))
    rows = await connection.execute(query.order_by(policy_draft.c.at.desc()).limit(most))
    return [_draft(row) for row in rows.mappings()]


async def events_of(connection: AsyncConnection, number: int) -> Sequence[DraftEvent]:
    """Everything that was done with a draft, the first first."""
    query = (
        select(policy_event, person.c.name)
        .join(person, person.c.id == policy_event.c.by_id)
        .where(policy_event.c.draft_id == number)
        .order_by(policy_event.c.id)
    )
    rows = await connection.execute(query)
    return [DraftEvent(r.at, r.by_id, r.name, DraftAct(r.kind), r.digest, r.comment) for r in rows]


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


async def _one(connection: AsyncConnection, which: ColumnElement[bool]) -> PolicyDraft | None:
    rows = await connection.execute(select(policy_draft).where(which))
    row = rows.mappings().one_or_none()
    return _draft(row) if row else None


def _draft(row: RowMapping) -> PolicyDraft:
    return PolicyDraft(
        id=row["id"], subject=row["subject"], state=DraftState(row["state"]), base=row["base"],
        file=row["file"], text=row["text"], note=row["note"], first=row["first"],
        changes=row["changes"], revision=row["revision"], at=row["at"],
    )  # fmt: skip
