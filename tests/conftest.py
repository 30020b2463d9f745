"""What every test of the project shares."""

from hypothesis import settings

pytest_plugins = ("tests.databases", "tests.entra", "tests.provider")

# How long an example takes is the machine's affair, not a test's.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
