"""The product's tests of the same name, behind the successor's channel adapter."""

from tests.bot.teams.auth.test_authentication import *  # noqa: F403
