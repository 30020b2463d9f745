"""The chats about ideas, for the steering group's card."""

from tests.bot.ideas.conftest import chats, clock, store

__all__ = ["chats", "clock", "store"]
