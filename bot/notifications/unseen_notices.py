"""What could not be sent to a person, shown below the next reply in their chat."""

import asyncio
from collections.abc import Callable

from bot.message import Block
from bot.notifications.notice_text import unsent_blocks
from common.person import Person
from common.timeouts import wait_for
from storage import StoreError
from triage import TriageList

_TIMEOUT = 0.5  # seconds that a reply waits for the database, once it is made
_RETRY_AFTER = 5.0  # seconds in which a database that was away is not asked again


class UnseenNotices:
    """Looks for them once a reply is made; a database that is away holds no reply up for long."""

    def __init__(self, ideas: Callable[[], TriageList]) -> None:
        self._ideas = ideas
        self._ask_again_at = 0.0

    async def take(self, who: Person) -> tuple[Block, ...]:
        """What to show; it counts as shown."""
        now = asyncio.get_running_loop().time()
        if now < self._ask_again_at:
            return ()
        ideas = self._ideas()
        found = await wait_for(ideas.notices.has_unseen(who), _TIMEOUT, StoreError)
        if found is None:
            self._ask_again_at = now + _RETRY_AFTER
        if not found:
            return ()
        notices = await wait_for(ideas.notices.take_unseen(who), _TIMEOUT, StoreError) or ()
        await wait_for(
            ideas.notices.mark_delivered(*(notice.id for notice in notices)), _TIMEOUT, StoreError
        )
        return unsent_blocks(notices)
