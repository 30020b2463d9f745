"""The commands that look a folder over: its problems, and marks that it lacks."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.formatting import problem_as_json, problem_as_text, problem_for_github, tally
from knowledge.cli.options import POLICIES, on_option, say, warn_where_nothing_is_in_force
from knowledge.files.load import read_folder
from knowledge.model.policies import Problem, Severity
from knowledge.publishing.served_on_disk import read_served
from knowledge.publishing.served_versions import ServedVersions
from knowledge.quality.propose_marks import propose_marks, write_marks
from knowledge.rules.check import check


@click.command(name="check")
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The assistant's data folder, which knows what was served.",
)
@on_option
@click.pass_obj
def check_folder(
    further: Callable[[Path], Iterable[Problem]] | None,
    folder: Path,
    form: str,
    data: Path,
    on: date | None,
) -> None:
    """List every problem in every file of FOLDER; exit with 1 if there is one.

    Warnings alone do not count as a problem. Other words under a number that was served are an
    error, where the data folder is there.
    """
    day = on or today(system_clock)
    found = {*check(folder, day), *(further or _against_served(data, day))(folder)}
    problems = tuple(sorted(found))
    if form == "json":
        say(json.dumps([problem_as_json(folder, p) for p in problems], indent=2))
    else:
        shown: Callable[[Path, Problem], str]
        shown = problem_as_text if form == "text" else problem_for_github
        for problem in problems:
            say(shown(folder, problem))
        click.echo(f"{folder}: {tally(problems)}", err=True)
        warn_where_nothing_is_in_force(read_folder(folder)[0], day)
    sys.exit(any(problem.severity is not Severity.WARNING for problem in problems))


def _against_served(data: Path, day: date) -> Callable[[Path], Iterable[Problem]]:
    served = ServedVersions(lambda: day)
    try:
        served.learn(read_served(data))
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    return lambda folder: served.problems(read_folder(folder)[0])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
@click.option("--write", is_flag=True, help="Put the marks into the files, to be read as a change.")
@on_option
def marks(folder: Path, write: bool, on: date | None) -> None:
    """Propose a verdict for each sentence of FOLDER in force that has none.

    Confirm each one: a mark says what the sentence answers to "may I?" or "must I?".
    """
    found = propose_marks(folder, on or today(system_clock))
    if write:
        write_marks(folder, found)
    for mark in found:
        said = " ".join(mark.sentence.whole.split())
        say(f"{folder / mark.passage.file}:{mark.line}: {said} {{verdict={mark.verdict}}}")
    click.echo(f"{folder}: {len(found)} marks {'written' if write else 'proposed'}", err=True)
