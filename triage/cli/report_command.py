"""Papers in a shell: the same as on the pages."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from common.clock import local_day, system_clock
from triage.cli.policies_told import facts_of, policies_option
from triage.cli.run_on_store import run_on_store
from triage.papers.paper_types import (
    PAPERS,
    PaperFormat,
    PaperProblem,
    as_file,
    formats,
    subjects,
    write_paper,
)
from triage.papers.policy_facts import PolicyFacts
from triage.papers.snapshot import Snapshot, take_snapshot

_HOME = Path(__file__).resolve().parents[2]
_INSTALL = "python3 run.py install papers"
_SHOWN = 12  # subjects that are listed
_day = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("name", type=click.Choice(list(PAPERS)))
@click.option("--about", "subject", default="", help="What it is about: D-..., P-..., AI-...")
@click.option("--from", "first", type=_day, help="The first day, for example 2026-04-01.")
@click.option("--to", "last", type=_day, help="The last day; today otherwise.")
@click.option(
    "--format", "form", type=click.Choice([form.value for form in PaperFormat]), default="md",
    show_default=True,
)  # fmt: skip
@click.option("--out", type=click.File("wb"), default="-", help="A file.")
@click.option("--site", default="", help="The address of the pages, for links to ideas in it.")
@policies_option
@click.pass_context
def report(
    context: click.Context,
    *,
    name: str,
    subject: str,
    first: datetime | None,
    last: datetime | None,
    form: str,
    out: BinaryIO,
    site: str,
    policies: Path,
) -> None:
    """A paper, made from what is on record now and without names of people."""
    today = local_day(system_clock())
    known = PolicyFacts()
    if PAPERS[name].told and (told := facts_of(policies, today)) is not None:
        known = told
    elif PAPERS[name].told:
        click.echo("The register of tools could not be read; the paper says so.", err=True)
    snapshot = run_on_store(
        context, lambda store: take_snapshot(store, today, known, PAPERS[name].reads)
    )
    paper = write_paper(
        name,
        snapshot,
        first=first.date() if first else None,
        last=last.date() if last else None,
        subject=subject,
    )
    if isinstance(paper, PaperProblem):
        raise click.UsageError(_why_not(paper, name, subject, snapshot))
    if form not in formats():
        raise click.UsageError(f"{form} needs packages that are not installed: {_INSTALL}")
    out.write(as_file(paper, PaperFormat(form), site or None))


def _why_not(why: PaperProblem, name: str, subject: str, snapshot: Snapshot) -> str:
    if why is PaperProblem.BACKWARDS:
        return "--from is later than --to"
    known = "".join(f"\n  {one}  {title}" for one, title in subjects(name, snapshot)[:_SHOWN])
    wanted = f"say with --about which {PAPERS[name].subject}"
    if why is PaperProblem.UNKNOWN_SUBJECT:
        wanted = f"nothing is on record for {subject}: {wanted}"
    return f"{wanted}{known or '; there is none yet'}"
