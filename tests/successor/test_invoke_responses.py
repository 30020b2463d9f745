"""The product's tests of the same name, behind the successor's channel adapter."""

from tests.bot.teams.outbound.test_invoke_responses import *  # noqa: F403
