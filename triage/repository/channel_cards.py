"""The cards by which ideas are told in a channel: where each is, and that it shows how the idea
stands."""

from sqlalchemy import select

from storage import UnitOfWork
from storage.tables import card, decision, notice
from triage.model.idea import Idea
from triage.repository.notice_queue import NoticeKind, notify
from triage.repository.queries import find


async def save_card(unit: UnitOfWork, notice_id: int, activity: str) -> None:
    """A notice was sent as that message. If it is an idea's card, and something has become of the
    idea while it was on its way, the card is to be brought up to date."""
    row = (await unit.connection.execute(select(notice).where(notice.c.id == notice_id))).first()
    if row is None or row.kind != NoticeKind.NEW_IDEA or row.idea_id is None:
        return
    found = await find(unit.connection, str(row.content["reference"]), lock=True)
    if found is None:
        return
    kept = unit.insert(card).values(
        idea_id=found.id, place=row.place, activity=activity, at=unit.now
    )
    await unit.connection.execute(
        kept.on_conflict_do_update(
            index_elements=["idea_id", "place"], set_={"activity": kept.excluded.activity}
        )
    )
    decided = select(decision.c.id).where(decision.c.idea_id == found.id).limit(1)
    is_decided = (await unit.connection.execute(decided)).first() is not None
    if is_decided or found.stage_since > row.at:
        await refresh_cards(unit, found, why="late")


async def refresh_cards(unit: UnitOfWork, of: Idea, why: str = "changed") -> None:
    """Have every card of an idea show how it stands; once for each time that it changes, and once
    for a card that came late."""
    places = select(card.c.place).where(card.c.idea_id == of.id)
    for place in (await unit.connection.execute(places)).scalars().all():
        await notify(
            unit,
            key=f"card:{why}:{of.reference}:{of.version}:{place}",
            kind=NoticeKind.CARD,
            place=place,
            content={"reference": of.reference},
            idea_id=of.id,
        )
