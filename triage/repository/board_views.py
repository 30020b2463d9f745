"""Views of the board that a person keeps under a name, each as the query of its address."""

from sqlalchemy import delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import Store
from storage.audit.trail import LAST_ENTRY
from storage.tables import board_view, person
from triage.model.validation import tidied
from triage.repository.person_numbers import HAS_NUMBER, given, known_number, number_of

KeptViews = tuple[tuple[str, str], ...]
"""Name and query of each."""

_LAST = select(LAST_ENTRY.label("last")).subquery()
_THEIRS = select(board_view.c.name, board_view.c.query).join(person).where(HAS_NUMBER).subquery()
_THEIRS_AND_LAST = (
    select(_LAST.c.last, _THEIRS.c.name, _THEIRS.c.query)
    .select_from(_LAST.outerjoin(_THEIRS, true()))
    .order_by(_THEIRS.c.name)
)

MOST = 20
"""Views that one person keeps."""

LONGEST_NAME = 120


class BoardViews:
    """One person's views at a time. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, who: Person, name: str, query: str) -> bool:
        """Keep a view, in place of one of the same name; False if it has no name, one that is too
        long, or too many are kept."""
        name = " ".join(tidied(name).split())
        if not name or len(name) > LONGEST_NAME:
            return False
        async with self._store.writing() as unit:
            number = await number_of(unit, who)
            others = (board_view.c.person_id == number) & (board_view.c.name != name)
            count = select(func.count()).select_from(board_view).where(others)
            if (await unit.connection.execute(count)).scalar_one() >= MOST:
                return False
            values = {"query": query, "at": unit.now}
            row = unit.insert(board_view).values(person_id=number, name=name, **values)
            await unit.connection.execute(
                row.on_conflict_do_update(index_elements=["person_id", "name"], set_=values)
            )
        return True

    async def drop(self, who: Person, name: str) -> None:
        async with self._store.writing() as unit:
            number = await known_number(unit.connection, who)
            gone = (board_view.c.person_id == number) & (board_view.c.name == name)
            await unit.connection.execute(delete(board_view).where(gone))

    async def of(self, who: Person) -> KeptViews:
        """A person's views: name and query, by name."""
        async with self._store.reading() as connection:
            kept, _ = await kept_and_last(connection, who)
            return kept


async def kept_and_last(connection: AsyncConnection, who: Person) -> tuple[KeptViews, int]:
    """The same, and the number of the trail's last entry, by one question: the list is looked at
    more often than anything else here."""
    found = (await connection.execute(_THEIRS_AND_LAST, given(who))).all()
    return tuple((row.name, row.query) for row in found if row.name), found[0].last
