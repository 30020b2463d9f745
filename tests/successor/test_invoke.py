"""The product's tests of the same name, behind the successor's door."""

from tests.bot.teams.test_invoke import *  # noqa: F403
