"""The product's tests of the same name, behind the successor's door."""

from tests.bot.teams.outbound.test_invoke_responses import *  # noqa: F403
