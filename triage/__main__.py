"""The triage list in a shell: look, take ideas in and out, check the trail, keep to the law."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console

from common.clock import local_day, system_clock
from common.person import Person
from storage import Store
from storage.audit.trail import Head, Verified, verify
from storage.shell import database_option
from triage import demo
from triage.cli.catalogue_commands import catalogue
from triage.cli.output import as_json, ideas_table, print_dossier, table
from triage.cli.person_commands import person
from triage.cli.policies_told import facts_of, policies_option
from triage.cli.report_command import report
from triage.cli.run_on_store import run_on_store
from triage.export import spreadsheet
from triage.export.csv_import import Row, RowProblem, decoded, new_ideas, read_csv
from triage.model.fields import USUAL_CLASSES
from triage.model.outcomes import Rejected, Submitted
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.privacy import retention
from triage.repository.queries import Filter, read_reference
from triage.triage_list import TriageList

_as_json = click.option("--json", "machine", is_flag=True, help="For machines.")


@click.group()
@database_option
@click.pass_context
def main(context: click.Context, database: str) -> None:
    """The triage list."""
    context.obj = database


main.add_command(report)
main.add_command(catalogue)
main.add_command(person)


def _console() -> Console:
    console = Console()
    # Somewhere other than a terminal, lines are as long as they need to be.
    return console if console.is_terminal else Console(width=500)


def _one_of(choices: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([one.value for one in choices])


@main.command("list")
@click.option("--stage", multiple=True, type=_one_of(Stage), help="May be repeated.")
@click.option("--service", default="", help="Of this service only.")
@click.option("--risk", type=_one_of(Risk))
@click.option("--limit", default=50, show_default=True)
@_as_json
@click.pass_context
def list_(
    context: click.Context,
    *,
    stage: tuple[str, ...],
    service: str,
    risk: str | None,
    limit: int,
    machine: bool,
) -> None:
    """Ideas, the newest first."""
    wanted = Filter(tuple(map(Stage, stage)), service, Risk(risk) if risk else None, limit=limit)
    ideas = run_on_store(context, lambda store: TriageList(store).ideas(wanted))
    if machine:
        click.echo(as_json(ideas))
    else:
        _console().print(ideas_table(ideas, system_clock()))


@main.command()
@click.argument("reference")
@_as_json
@click.pass_context
def show(context: click.Context, reference: str, machine: bool) -> None:
    """Everything about one idea."""
    ref = read_reference(reference) or reference
    dossier = run_on_store(
        context,
        lambda store: TriageList(store).idea(ref, reader=Person("", ""), for_reviewer=True),
    )
    if dossier is None:
        raise click.ClickException(f"There is no idea {reference}.")
    if machine:
        click.echo(as_json(dossier))
    else:
        print_dossier(_console(), dossier)


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--for", "person", required=True, help="Directory id of the person whose they are.")
@click.option("--tenant", default="", help="The person's tenant.")
@click.option("--name", default="", help="The person's name, for show.")
@click.option("--check", is_flag=True, help="Only say what is wrong with the file.")
@policies_option
@click.pass_context
def import_(
    context: click.Context,
    *,
    file: Path,
    person: str,
    tenant: str,
    name: str,
    check: bool,
    policies: Path,
) -> None:
    """Take in ideas from a CSV file: one row each, with the fields' names as headings.

    Rows that are sound are taken; those that are not are listed. The same file again adds only
    what is new.
    """
    text = decoded(file.read_bytes())
    classes = _classes(policies) if _names_classes(*read_csv(text)) else USUAL_CLASSES
    read, wrong = read_csv(text, classes)
    rows, known = new_ideas(read)
    problems = sorted([*wrong, *known], key=lambda one: one.row)
    who = Person(tenant, person, name)

    async def take(store: Store) -> list[tuple[int, Submitted | Rejected]]:
        triage = TriageList(store, classes=lambda: classes)
        return [(one.row, await triage.submit(one.proposal, by=who, key=one.key)) for one in rows]

    taken = 0
    for row, done in [] if check else run_on_store(context, take):
        if isinstance(done, Submitted):
            again = " (was there already)" if done.again else ""
            click.echo(f"row {row}: {done.idea.reference} {done.idea.title}{again}")
            taken += not done.again
    for problem in problems:
        click.echo(f"{file.name}: {problem}", err=True)
    click.echo(f"{taken} taken in, {len(rows)} sound, {len(problems)} problems")
    context.exit(1 if problems else 0)


def _names_classes(rows: Sequence[Row], problems: Sequence[RowProblem]) -> bool:
    """Whether a table says anything of classes of data; else the policies need not be read."""
    named = any(row.proposal.data_classes for row in rows)
    return named or any(problem.field == "data_classes" for problem in problems)


def _classes(policies: Path) -> Sequence[str]:
    told = facts_of(policies, local_day(system_clock()))
    if told is None:
        click.echo(f"{policies} cannot be read: the usual classes of data are taken.", err=True)
    return USUAL_CLASSES if told is None else told.data_classes


@main.command()
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx", "json"]), default="csv")
@click.option("--out", type=click.File("wb"), default="-", help="A file.")
@click.option("--names", is_flag=True, help="With the names of people.")
@click.pass_context
def export(context: click.Context, kind: str, out: BinaryIO, names: bool) -> None:
    """All ideas as a table, without the names of people unless they are asked for."""
    everything = Filter(limit=10_000_000)
    ideas = run_on_store(context, lambda store: TriageList(store).ideas(everything))
    rows = spreadsheet.idea_rows(reversed(ideas), names=names)
    if kind == "xlsx":
        out.write(spreadsheet.as_xlsx(rows))
    elif kind == "csv":
        out.write(spreadsheet.as_csv(rows).encode("utf-8-sig"))
    else:
        records = [dict(zip(spreadsheet.HEADINGS, row, strict=True)) for row in rows]
        out.write(as_json(records).encode())


@main.command()
@click.option("--noted", help="A head that was noted earlier and must still be in the trail.")
@_as_json
@click.pass_context
def audit(context: click.Context, noted: str | None, machine: bool) -> None:
    """Check the audit trail; note the head that it prints, for the next time."""
    try:
        head = Head.parse(noted) if noted else None
    except ValueError:
        raise click.UsageError(f"{noted} is not a head as this command prints it") from None

    async def check(store: Store) -> Verified:
        async with store.reading() as connection:
            return await verify(connection, head)

    found = run_on_store(context, check)
    if machine:
        click.echo(as_json({"head": str(found.head), "problems": found.problems}))
    else:
        for problem in found.problems:
            click.echo(f"PROBLEM: {problem}")
        click.echo(f"{found.head.seq} entries, {'broken' if found.problems else 'all sound'}")
        click.echo(f"head {found.head}")
    context.exit(1 if found.problems else 0)


@main.command("remove-samples")
@click.confirmation_option(
    prompt="Every sample goes, with what was decided on it. This cannot be undone. Remove them?"
)
@click.pass_context
def remove_samples(context: click.Context) -> None:
    """Take away every sample that `run.py --demo` has put into the list."""
    click.echo(f"{run_on_store(context, demo.remove)} sample ideas removed.")


@main.command("retention")
@click.option("--keep", multiple=True, metavar="KIND=DAYS", help="Another period; may be repeated.")
@click.option("--check", is_flag=True, help="Only say what would be deleted.")
@_as_json
@click.pass_context
def retention_(context: click.Context, keep: tuple[str, ...], check: bool, machine: bool) -> None:
    """Delete what has been kept long enough."""
    try:
        days = {kind: int(number) for kind, _, number in (one.partition("=") for one in keep)}
        kept = retention.periods(days)
    except ValueError as error:
        raise click.UsageError(f"--keep: {error}") from error
    counts = run_on_store(
        context,
        lambda store: (
            retention.due(store, kept)
            if check
            else retention.apply_retention(store, kept, by="shell")
        ),
    )
    if machine:
        click.echo(as_json(counts))
        return
    rows = [
        (kind, kept[kind].days if kind in kept else "", number) for kind, number in counts.items()
    ]
    heading = "To be deleted" if check else "Deleted"
    _console().print(table(("Kind", "Kept for days", heading), rows))


if __name__ == "__main__":
    main(prog_name="run.py triage")
