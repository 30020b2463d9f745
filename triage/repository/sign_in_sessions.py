"""Sessions in the database: who is signed in, until when, and with which roles.

The cookie is random and kept nowhere: the database has its digest. A session ends by itself after
`LASTS`, or earlier when it has not been used for `IDLE`, to a quarter of an hour; whoever it
belongs to, and an operator, can end it at once, at every replica.
"""

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, update

from common.person import Person
from storage import Store, UnitOfWork
from storage.tables import person, session
from triage.model.roles import Role
from triage.repository.person_numbers import actor, number_of

LASTS = timedelta(hours=10)
"""A working day: then Entra is asked again, and with it the roles."""
IDLE = timedelta(hours=2)
ROLES_COUNT = timedelta(days=7)
"""How long the roles of a sign-in count where nobody signs in. A role that is taken away in Entra
ends there at the next sign-in, or after this time; at once by `revoke`."""
_QUARTER = 15
"""Minutes to which it is kept when a session was used: not at which moment, so that it leads to no
question that was asked then."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose a session is, with which roles, and whether it is in a frame of Teams."""

    person: Person
    roles: frozenset[Role]
    in_teams: bool


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session of a person, as they read of it: `place` is `browser` or `teams`."""

    place: str
    at: datetime
    seen_at: datetime
    is_this: bool


class SignInSessions:
    """What is kept of sessions; every method is one unit of work and raises StoreError."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    async def begin(self, who: Person, held: Collection[Role], place: str) -> str:
        """A new session; gives the cookie's value. What the person is called, and their roles,
        are as of now."""
        cookie = secrets.token_urlsafe(32)
        async with self._store().writing() as unit:
            number = await number_of(unit, who)
            roles = sorted(held)
            await unit.connection.execute(
                insert(session).values(
                    key=_digest(cookie),
                    person_id=number,
                    roles=roles,
                    place=place,
                    at=unit.now,
                    seen_at=unit.now,
                    ends_at=unit.now + LASTS,
                )
            )
            detail = {"place": place, "roles": roles}
            unit.audit(actor(number), "session.begun", actor(number), detail)
        return cookie

    async def find(self, cookie: str) -> SignedIn | None:
        """The session of a cookie, if it has not ended."""
        store = self._store()
        now = store.clock()
        joined = select(session, person).join(person, person.c.id == session.c.person_id)
        async with store.reading() as connection:
            query = joined.where(session.c.key == _digest(cookie), goes_on(now))
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None or row[person.c.directory_id] is None:
            return None
        quarter = now.replace(minute=now.minute - now.minute % _QUARTER, second=0, microsecond=0)
        if quarter > row["seen_at"]:
            async with store.writing() as unit:
                seen = update(session).where(session.c.key == _digest(cookie))
                await unit.connection.execute(seen.values(seen_at=quarter))
        who = Person(row[person.c.tenant], row[person.c.directory_id], row[person.c.name])
        return SignedIn(who, _roles(row["roles"]), row["place"] == "teams")

    async def is_over(self, cookie: str) -> bool:
        """Whether there was a session of this cookie that has ended, in the last days."""
        query = select(session.c.key).where(session.c.key == _digest(cookie))
        async with self._store().reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def end(self, cookie: str) -> None:
        """Sign this browser out."""
        async with self._store().writing() as unit:
            await _end(unit, session.c.key == _digest(cookie), "signed out")

    async def end_all(self, who: Person) -> int:
        """Sign a person out everywhere; returns how many sessions that ended."""
        async with self._store().writing() as unit:
            number = await number_of(unit, who)
            return await _end(unit, session.c.person_id == number, "signed out everywhere")

    async def revoke(self, directory_id: str, by: str) -> int:
        """Sign people with this directory id out everywhere, and let their roles count no more
        until they sign in again; returns how many sessions that ended. `by` is the actor."""
        async with self._store().writing() as unit:
            theirs = select(person.c.id).where(person.c.directory_id == directory_id)
            which = session.c.person_id.in_(theirs)
            ended = await _end(unit, which, "revoked")
            emptied = update(session).where(which).values(roles=[])
            await unit.connection.execute(emptied)
            numbers = (await unit.connection.execute(theirs)).scalars().all()
            for number in numbers:
                unit.audit(by, "roles.revoked", actor(number))
        return ended

    async def of(self, who: Person, cookie: str) -> Sequence[SessionInfo]:
        """Where a person is signed in now, the latest first."""
        store = self._store()
        query = (
            select(session)
            .join(person, person.c.id == session.c.person_id)
            .where(person.c.tenant == who.tenant, person.c.directory_id == who.id)
            .where(goes_on(store.clock()))
            .order_by(session.c.at.desc())
        )
        async with store.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        this = _digest(cookie)
        return [SessionInfo(r["place"], r["at"], r["seen_at"], r["key"] == this) for r in rows]

    async def roles_of(self, who: Person) -> frozenset[Role]:
        """The roles that Entra gave a person at their last sign-in, if that was not long ago: for
        channels where nobody signs in, such as a card."""
        store = self._store()
        query = (
            select(session.c.roles)
            .join(person, person.c.id == session.c.person_id)
            .where(person.c.tenant == who.tenant, person.c.directory_id == who.id)
            .where(session.c.at > store.clock() - ROLES_COUNT)
            .order_by(session.c.at.desc())
            .limit(1)
        )
        async with store.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return _roles(row.roles) if row else frozenset()

    async def refused(self, who: Person, what: str, why: str = "a role is missing") -> None:
        """Note in the trail that a person tried what they may not do."""
        async with self._store().writing() as unit:
            number = await number_of(unit, who)
            unit.audit(actor(number), "card.refused", what, {"why": why})


def _roles(kept: Collection[str]) -> frozenset[Role]:
    """Those that we know."""
    return frozenset(role for role in Role if role.value in kept)


def goes_on(now: datetime) -> ColumnElement[bool]:
    """That a row of sessions has not ended."""
    used_since = now - IDLE - timedelta(minutes=_QUARTER)
    return (session.c.ends_at > now) & (session.c.seen_at > used_since)


async def _end(unit: UnitOfWork, which: ColumnElement[bool], why: str) -> int:
    ended = await unit.connection.execute(
        update(session)
        .where(which, session.c.ends_at > unit.now)
        .values(ends_at=unit.now)
        .returning(session.c.person_id)
    )
    numbers = ended.scalars().all()
    for number in numbers:
        unit.audit(actor(number), "session.ended", actor(number), {"why": why})
    return len(numbers)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
