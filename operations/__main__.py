"""For those who run it: the kill switch, and for supply chains what the assistant is made of.

The doctor and the server itself are `app.py`'s.
"""

import json
import tomllib
from pathlib import Path

import click

from common.clock import system_clock
from operations import inventory
from operations.cli import messages_command, pause_command

ROOT = Path(__file__).resolve().parent.parent
_list = click.option(
    "--list",
    "name",
    type=click.Choice(["run", "azure"]),
    default="run",
    show_default=True,
    help="Which list of requirements/.",
)


@click.group()
def main() -> None:
    """Pause and resume answering; say what the assistant is made of."""


@main.command()
@_list
def sbom(name: str) -> None:
    """Print a software bill of materials (CycloneDX 1.6, JSON)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = inventory.packages(ROOT / "requirements" / f"{name}.txt")
    click.echo(json.dumps(inventory.sbom(found, project["dependencies"], system_clock()), indent=2))


@main.command()
@_list
def licences(name: str) -> None:
    """Print every package with its licence."""
    click.echo(inventory.licences(inventory.packages(ROOT / "requirements" / f"{name}.txt")))


for command in (pause_command.pause, pause_command.resume, pause_command.list_pauses):
    main.add_command(command)
main.add_command(messages_command.messages)

if __name__ == "__main__":
    main(prog_name="run.py operations")
