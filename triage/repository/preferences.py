"""What people chose for themselves: the language, and what they want to be told about."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.person import Person
from storage import Store, UnitOfWork
from storage.tables import following, person, preference
from triage.repository.person_numbers import HAS_NUMBER, given, known_number, number_of

_LANGUAGE = select(preference.c.language).join(person).where(HAS_NUMBER)


class Preferences:
    """One person's wishes at a time. Every method may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def choose_language(self, who: Person, language: str) -> None:
        """Keep the language that a person chose, by its tag."""
        async with self._store.writing() as unit:
            values = {"language": language, "at": unit.now}
            row = unit.insert(preference).values(person_id=await number_of(unit, who), **values)
            await unit.connection.execute(
                row.on_conflict_do_update(index_elements=["person_id"], set_=values)
            )

    async def language(self, who: Person) -> str:
        """The tag of the language that a person chose; "" if they never did."""
        async with self._store.reading() as connection:
            found = await connection.execute(_LANGUAGE, given(who))
            return found.scalar_one_or_none() or ""

    async def follow(self, who: Person, subject: str, told: str) -> None:
        """Have a person told of a subject; `told` is what they know of it by now."""
        async with self._store.writing() as unit:
            number = await number_of(unit, who)
            row = unit.insert(following).values(
                person_id=number, subject=subject, told=told, at=unit.now
            )
            await unit.connection.execute(row.on_conflict_do_nothing())

    async def unfollow(self, who: Person, subject: str = "") -> int:
        """Tell a person no more of a subject, or of anything; returns how many that were."""
        async with self._store.writing() as unit:
            theirs = following.c.person_id == await known_number(unit.connection, who)
            if subject:
                theirs &= following.c.subject == subject
            gone = await unit.connection.execute(delete(following).where(theirs))
            return int(gone.rowcount)

    async def followed(self, who: Person) -> tuple[str, ...]:
        """The subjects of which a person wants to be told."""
        async with self._store.reading() as connection:
            number = await known_number(connection, who)
            query = select(following.c.subject).where(following.c.person_id == number)
            return tuple((await connection.execute(query.order_by(following.c.subject))).scalars())


async def subjects(connection: AsyncConnection) -> tuple[str, ...]:
    """Everything that anybody wants to be told of."""
    return tuple(
        sorted((await connection.execute(select(following.c.subject).distinct())).scalars())
    )


async def followers_to_notify(
    unit: UnitOfWork, subject: str, now: str
) -> Sequence[tuple[int, str]]:
    """The people who know something else of a subject than `now`, by number, with what they know;
    from here on they count as told."""
    stale = (following.c.subject == subject) & (following.c.told != now)
    query = select(following.c.person_id, following.c.told).where(stale).with_for_update()
    found = [(row.person_id, row.told) for row in await unit.connection.execute(query)]
    await unit.connection.execute(update(following).where(stale).values(told=now))
    return found


async def followers(connection: AsyncConnection, subject: str) -> tuple[int, ...]:
    """The numbers of the people who want to be told of a subject."""
    query = select(following.c.person_id).where(following.c.subject == subject)
    return tuple((await connection.execute(query.order_by(following.c.person_id))).scalars())
