"""The commands that make a set, ship what is learnt of it, and say what it holds."""

import json
from datetime import date
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.comparison import comparison_as_json, comparison_as_text
from knowledge.cli.formatting import (
    coverage_as_json,
    coverage_as_text,
    facts_as_json,
    problem_as_text,
)
from knowledge.cli.options import (
    POLICIES,
    library_of,
    on_option,
    policies_option,
    say,
    words_only_option,
)
from knowledge.files.load import read_folder
from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet
from knowledge.nearest import did_you_mean
from knowledge.publishing.new_set import new_set
from knowledge.quality.coverage import coverage
from knowledge.versions.compare import compare

_BRING = "python3 run.py knowledge import FILE"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make FOLDER, an empty set with the files that an organisation's own policies need."""
    try:
        names = new_set(folder)
    except OSError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Made {folder.as_posix()} with {', '.join(names)}.")
    click.echo(f"Next: put policies in <policy-id>/1.0.md, or {_BRING} --into {folder.as_posix()}")
    click.echo("What each file is for: docs/own-policies.md")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
def vectors(folder: Path) -> None:
    """Learn the meaning of FOLDER now and ship it, so that no first start has to.

    Takes some five seconds for a thousand texts. Once in a while is enough: what was edited since
    is learnt by the start itself.
    """
    file = library_of(folder, words_only=False).ship_vectors()
    if file is None:
        raise click.ClickException("there is no encoder: python3 run.py install run")
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB", err=True)


@click.command()
@on_option
@policies_option
def facts(on: date | None, folder: Path) -> None:
    """Print what papers need, as JSON: the register on the day, weights of benefit, clauses."""
    policies, _ = read_folder(folder)
    shown = facts_as_json(policies, on or today(system_clock))
    say(json.dumps(shown, ensure_ascii=False, indent=2))


@click.command(name="coverage")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@on_option
@policies_option
@words_only_option
def coverage_command(*, as_json: bool, on: date | None, folder: Path, words_only: bool) -> None:
    """Say for each topic that staff ask about which clause answers it, or that nothing does."""
    library = library_of(folder, words_only)
    found = tuple(coverage(library, on or library.today()))
    if as_json:
        say(json.dumps([coverage_as_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        say("\n".join(coverage_as_text(found)))


@click.command()
@click.argument("policy")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@on_option
@policies_option
def diff(
    policy: str, old: str | None, new: str | None, *, as_json: bool, on: date | None, folder: Path
) -> None:
    """Say clause by clause what changed in POLICY from version OLD to NEW.

    Without NEW: to the version in force; without OLD: from the version before that one.
    """
    policies, problems = read_folder(folder)
    if not policies.versions(policy):
        for problem in problems:
            click.echo(problem_as_text(folder, problem), err=True)
        known = did_you_mean(policy, {found.id for found in policies.policies})
        raise click.ClickException(f"there is no policy {policy}{known}")
    later = _version(policies, policy, new) if new else None
    later = later or policies.version_in_force(policy, on or today(system_clock))
    later = later or policies.versions(policy)[-1]
    earlier = _version(policies, policy, old) if old else None
    earlier = earlier or next(reversed(policies.earlier(later)), None)
    if earlier is None:
        raise click.ClickException(f"{later.ref} is the first version")
    found = compare(policies, earlier, later)
    if as_json:
        say(json.dumps(comparison_as_json(found), ensure_ascii=False, indent=2))
    else:
        say("\n".join(comparison_as_text(found)))


def _version(policies: PolicySet, policy: str, number: str) -> Policy:
    for found in policies.versions(policy):
        if str(found.version) == number:
            return found
    known = ", ".join(str(found.version) for found in policies.versions(policy))
    raise click.ClickException(f"{policy} has no version {number}; it has {known}")
