"""The product's tests of the same name, behind the successor's channel adapter."""

from tests.bot.teams.test_turn import *  # noqa: F403
