"""The steering group acts on the store on which the people chat."""

import pytest

from storage import Store
from tests.bot.ideas.idea_chats import Chats


@pytest.fixture
def store(chats: Chats) -> Store:
    return chats.ideas.store
