"""What every test of the project shares."""

import gc
import os

from hypothesis import settings

from bot.messages import say

pytest_plugins = ("tests.databases", "tests.entra", "tests.provider", "tests.served_set")

# How long an example takes is the machine's affair, not a test's. What property tests try is the
# same each time, so that a red run is the change's fault; `run.py test --random` tries new things.
settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, derandomize=False, database=None)
settings.load_profile("project")

# A message that cannot be said as it is written is a fault here, not an English sentence.
say.strict = True


def _written(_file: object) -> None:
    """What waiting for the disk is for, power cuts, no test in this process can bring about."""


# Each of some hundred tests that publish a set waited for sixteen files.
os.fsync = _written  # type: ignore[assignment]

gc.disable()  # while all modules and tests are collected, of which nothing is garbage


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from what stays till the end, and from coming every moment: it
    took a sixth of all tests' time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
