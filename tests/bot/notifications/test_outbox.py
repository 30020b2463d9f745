"""How people are reached is remembered only as long as the database has it too."""

import asyncio
from collections.abc import Mapping

from bot.notifications.outbox import Outbox
from common.person import Person
from storage import Store
from triage.notices import Notices
from triage.repository.addresses import reachable_number
from triage.repository.person_numbers import actor
from triage.repository.preferences import Preferences
from triage.triage_list import TriageList

ALEX = Person("tenant", "alex", "Alex")
ADDRESS = {"service": "https://smba.example", "conversation": "a:1", "bot": "28:x"}


class SlowToReturn(Notices):
    """Saves at once, and says so late."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.returns = asyncio.Event()
        self.saved = 0

    async def save_address(self, person: Person, reference: Mapping[str, object]) -> bool:
        done = await super().save_address(person, reference)
        self.saved += 1
        await self.returns.wait()
        return done


async def test_an_address_forgotten_while_it_was_saved_is_saved_at_the_next_message(
    store: Store,
) -> None:
    await Preferences(store).choose_language(ALEX, "en-GB")
    ideas = TriageList(store)
    slow = ideas.notices = SlowToReturn(store)
    outbox = Outbox(lambda: ideas, lambda: 0.0)
    saving = asyncio.create_task(outbox.remember_person(ALEX, ADDRESS))
    async with asyncio.timeout(10):
        while not slow.saved:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    async with store.reading() as connection:
        number = await reachable_number(connection, ALEX, store.clock())
    assert number is not None
    await outbox.forget_address(actor(number))
    slow.returns.set()
    await saving
    await outbox.remember_person(ALEX, ADDRESS)
    assert slow.saved == 2
    await outbox.remember_person(ALEX, ADDRESS)
    assert slow.saved == 2, "now it is known"
