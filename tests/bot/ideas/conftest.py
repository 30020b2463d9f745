"""Somebody who chats about ideas."""

import pytest

from tests.bot.ideas.idea_chats import ANN, Chat, Chats


@pytest.fixture
def ann(chats: Chats) -> Chat:
    return chats.of(ANN)
