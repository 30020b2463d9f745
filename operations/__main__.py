"""For supply chains: what the assistant is made of, from the lock that is installed.

The doctor and the server itself are `app.py`'s.
"""

import json
import tomllib
from pathlib import Path

import click

from knowledge.clock import system_clock
from operations import inventory

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
    """Say what the assistant is made of."""


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


if __name__ == "__main__":
    main()
