"""Greeting each personal chat once, however often the app is installed."""

import logging
from collections.abc import Callable

from bot.message import Message, Reply, Responder, Scope
from storage import Store, StoreError
from storage.coordination.idempotency import find_result

logger = logging.getLogger(__name__)


class WelcomeOnce:
    """A speaker that says hello in a personal chat, and there once; in a group or a channel it
    waits until it is asked. `store` gives the store that is open at this moment."""

    def __init__(self, speaker: Responder, store: Callable[[], Store]) -> None:
        self._speaker = speaker
        self._store = store
        self.reply_to = speaker.reply_to  # nothing of it changes

    async def welcome(self, message: Message) -> Reply:
        if message.scope is not Scope.PERSONAL or await self._has_welcomed(message.conversation):
            return Reply(())
        return await self._speaker.welcome(message)

    async def _has_welcomed(self, conversation: str) -> bool:
        """Whether this chat was greeted before; known by a keyed digest, which tells nobody whose
        it is."""
        try:
            key = f"greeted:{self._store().secret.digest('greeting', conversation)}"
            async with self._store().writing() as unit:
                return await find_result(unit, key) is not None
        except StoreError as error:
            logger.warning("it is not known whether a chat was greeted: %s", error)
            return False  # rather twice than never
