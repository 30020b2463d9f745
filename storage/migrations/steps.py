"""The steps as alembic reads and runs them; imported only where there are steps to take, because
alembic and all the steps are a tenth of a start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = Path(__file__).parent


def upgrade(connection: Connection) -> None:
    """Take every step that the database has not taken yet."""
    command.upgrade(configuration(connection), "head")


def read_steps() -> ScriptDirectory:
    """All steps, from every folder of `versions/`."""
    return ScriptDirectory(str(_FOLDER), recursive_version_locations=True)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, without a file; `env.py` takes the connection from it."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("recursive_version_locations", "true")
    return config
