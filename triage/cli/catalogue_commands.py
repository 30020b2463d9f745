"""The shared catalogue in a shell."""

from pathlib import Path
from typing import BinaryIO

import click

from common.clock import system_clock, today
from triage.catalogue.catalogue_files import SCHEMA, as_csv, as_json, read_csv, read_json
from triage.catalogue.repository import CatalogueRepository
from triage.cli.run_on_store import run_on_store
from triage.export.csv_import import decoded


@click.group()
def catalogue() -> None:
    """Use cases that councils share."""


@catalogue.command("export")
@click.option("--council", required=True, help="The name of this council, for the others.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json")
@click.option("--out", type=click.File("wb"), default="-", help="A file.")
@click.pass_context
def export(context: click.Context, council: str, form: str, out: BinaryIO) -> None:
    """What this council shares: ideas that are marked for it and described."""
    cases = run_on_store(context, lambda store: CatalogueRepository(store).own(council))
    if form == "csv":
        out.write(as_csv(cases).encode("utf-8-sig"))
    else:
        out.write(as_json(cases, council, today(system_clock)).encode())


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what is wrong with the file.")
@click.pass_context
def import_(context: click.Context, *, file: Path, check: bool) -> None:
    """Take in another council's FILE, JSON or CSV: sound cases are kept, the others are listed."""
    text = decoded(file.read_bytes())
    cases, flaws = read_csv(text) if file.suffix.lower() == ".csv" else read_json(text)
    for flaw in flaws:
        click.echo(f"{file.name}: {flaw}", err=True)
    taken = (
        0
        if check
        else run_on_store(context, lambda store: CatalogueRepository(store).replace_cases(cases))
    )
    click.echo(f"{taken} taken in, {len(cases)} sound, {len(flaws)} problems")
    context.exit(1 if flaws else 0)


@catalogue.command()
@click.argument("council")
@click.pass_context
def drop(context: click.Context, council: str) -> None:
    """Remove all cases of another COUNCIL."""
    gone = run_on_store(context, lambda store: CatalogueRepository(store).drop(council))
    click.echo(f"{gone} cases removed.")


@catalogue.command()
def schema() -> None:
    """The published format of the JSON file, as a JSON Schema."""
    click.echo(SCHEMA, nl=False)
