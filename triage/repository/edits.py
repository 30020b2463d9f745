"""Changing an idea with its history: what was before is kept, and the trail says who did it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert

from storage import UnitOfWork
from storage.tables import change
from triage.model.idea import Idea
from triage.repository.mapping import digest
from triage.repository.person_numbers import actor
from triage.repository.transitions import bump_version


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who acts, by number, on which policy set."""

    number: int
    fingerprint: str = ""


async def edit(
    unit: UnitOfWork,
    found: Idea,
    was: Mapping[str, object],
    will: Mapping[str, object],
    *,
    by: Reviewer,
    action: str,
    columns: bool = False,
) -> None:
    """Keep the history of what differs, and the trail; with `columns` they are the idea's own.
    `action` is a verb on a noun, as in the trail."""
    changed = [name for name in will if will[name] != was.get(name)]
    if not changed:
        return
    after = {name: will[name] for name in changed}
    await bump_version(unit, found, **after if columns else {})
    await unit.connection.execute(
        insert(change).values(
            idea_id=found.id,
            at=unit.now,
            by_id=by.number,
            before={name: was.get(name) for name in changed},
            after=after,
        )
    )
    detail = {"fields": changed, "content": digest(after)}
    unit.audit(actor(by.number), action, found.reference, detail, by.fingerprint)
