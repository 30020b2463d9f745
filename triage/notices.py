"""What people are to be told, and how they are reached: given to whoever tells them, and what came
of it noted.

Every method is one unit of work and may raise `storage.StoreError`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from common.person import Person
from storage import Store
from storage.coordination.lease import acquire_lease
from triage.repository import addresses, channel_cards, notice_queue
from triage.repository.notice_queue import Notice
from triage.repository.person_numbers import known_number


class Notices:
    """The notices of one store, with the addresses of those they are for."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def save_address(self, person: Person, reference: Mapping[str, object]) -> bool:
        """Keep the channel's conversation reference, for notices to this person; False, and nothing
        is kept, for somebody of whom nothing is kept that there could be notices about."""
        async with self.store.reading() as connection:
            number = await addresses.reachable_number(connection, person, self.store.clock())
        if number is not None:
            async with self.store.writing() as unit:
                await addresses.save_person_address(unit, number, reference)
        return number is not None

    async def save_channel_address(self, place: str, reference: Mapping[str, object]) -> bool:
        """The same for a channel; `place` is its name here, as in `announce_to`."""
        async with self.store.writing() as unit:
            await addresses.save_channel_address(unit, place, reference)
        return True

    async def forget_address(self, place: str) -> None:
        """Nobody can be reached there any more; `place` as notices have it."""
        async with self.store.writing() as unit:
            await addresses.drop_address(unit, place)

    async def are_due(self) -> bool:
        """Whether there is a notice to send."""
        async with self.store.reading() as connection:
            return await notice_queue.are_due(connection, self.store.clock())

    async def hold_sending(self, holder: str, period: timedelta) -> bool:
        """Be the replica that sends notices, for so long; False while another is."""
        async with self.store.writing() as unit:
            return await acquire_lease(unit, "notices", holder, unit.now + period)

    async def take_due(self) -> tuple[Notice, ...]:
        """Notices to send now, each given to one caller only, also among several replicas. Say
        afterwards what came of each; one of which nothing is said shows at the next chat, or is
        given again if it only brings a card up to date."""
        async with self.store.writing() as unit:
            return await notice_queue.take_due(unit)

    async def has_unseen(self, person: Person) -> bool:
        """Whether there is something to show a person in the chat: see `take_unseen`."""
        async with self.store.reading() as connection:
            number = await known_number(connection, person)
            if number is None:
                return False
            return await notice_queue.are_unseen(connection, number, self.store.clock())

    async def take_unseen(self, person: Person) -> tuple[Notice, ...]:
        """What to show a person in the chat because it could not be sent; say `told` after."""
        async with self.store.writing() as unit:
            number = await known_number(unit.connection, person)
            return await notice_queue.take_unseen(unit, number) if number else ()

    async def mark_delivered(self, *ids: int) -> None:
        async with self.store.writing() as unit:
            await notice_queue.mark_done(unit, ids)

    async def mark_posted(self, notice_id: int, activity: str) -> None:
        """A notice was sent as a message, by the channel's name of it."""
        async with self.store.writing() as unit:
            await notice_queue.mark_done(unit, [notice_id])
            await channel_cards.save_card(unit, notice_id, activity)

    async def postpone(self, notice_id: int, until: datetime, problem: str) -> None:
        """The platform asked to wait."""
        async with self.store.writing() as unit:
            await notice_queue.postpone(unit, notice_id, until, problem)

    async def give_up(self, notice_id: int, problem: str) -> None:
        """It cannot be sent; it is shown at the next chat."""
        async with self.store.writing() as unit:
            await notice_queue.give_up(unit, notice_id, problem)
