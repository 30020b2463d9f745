"""Which replica answers what somebody said, so that of several that hear it one answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Executable, delete, select, update

from storage.store import Inserting, UnitOfWork
from storage.tables import delivery, replica


class ClaimOutcome(StrEnum):
    """What a replica learns that is about to reply."""

    OURS = "ours"
    DONE = "done"
    UNDER_WAY = "under way"
    CUT_OFF = "cut off"


class _State(StrEnum):
    SENDING = "sending"
    DONE = "done"


async def claim_delivery(
    unit: UnitOfWork, key: str, name: str, dead_since: datetime
) -> ClaimOutcome:
    """Take a delivery for the replica of that name, just before its reply is posted.

    CUT_OFF is ours too, but another replica died while it replied, nobody knows how far it got.
    A replica is dead that was not seen since `dead_since`.
    """
    values = {"key": key, "replica": name, "state": _State.SENDING, "at": unit.now}
    taken = await unit.connection.execute(unit.compiled(_taken), values)
    if taken.first() is not None:
        return ClaimOutcome.OURS
    query = (
        select(delivery.c.state, delivery.c.replica, replica.c.seen_at)
        .outerjoin(replica, replica.c.name == delivery.c.replica)
        .where(delivery.c.key == key)
    )
    found = (await unit.connection.execute(query)).one_or_none()
    if found is None or found.state == _State.DONE:
        return ClaimOutcome.DONE
    if found.replica == name:
        return ClaimOutcome.OURS
    if found.seen_at is not None and found.seen_at > dead_since:
        return ClaimOutcome.UNDER_WAY
    inherited = await unit.connection.execute(
        update(delivery)
        .where(delivery.c.key == key, delivery.c.replica == found.replica)
        .values(replica=name, state=_State.DONE)
    )
    return ClaimOutcome.CUT_OFF if inherited.rowcount else ClaimOutcome.UNDER_WAY


def _taken(insert: Inserting) -> Executable:
    return insert(delivery).on_conflict_do_nothing().returning(delivery.c.key)


async def mark_delivered(unit: UnitOfWork, key: str) -> None:
    """The reply was taken: whoever hears the same again says nothing."""
    await unit.connection.execute(
        update(delivery).where(delivery.c.key == key).values(state=_State.DONE)
    )


async def forget_deliveries(unit: UnitOfWork, before: datetime) -> None:
    await unit.connection.execute(delete(delivery).where(delivery.c.at < before))
