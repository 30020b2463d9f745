"""What several commands share: their options, their library, how they print."""

from datetime import date
from pathlib import Path

import click

from knowledge.cli.formatting import problem_as_text
from knowledge.files.front_matter import day
from knowledge.files.load import PolicyError
from knowledge.library import Library
from knowledge.model.policy_set import PolicySet

POLICIES = Path("policies")
_APPROVE = (
    "One is once its file says status: approved, with effective_from, approved_on, review_by "
    "and approver (docs/own-policies.md)."
)


class DayParam(click.ParamType[date]):
    """A date as `2026-09-30`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        found = value if isinstance(value, date) else day(str(value))
        if found is None:
            self.fail(f"{value} is not a date: write it as 2026-09-30", param, ctx)
        return found


on_option = click.option("--on", type=DayParam(), help="As of this day; otherwise today.")
policies_option = click.option(
    "--policies",
    "folder",
    type=click.Path(path_type=Path),
    default=POLICIES,
    show_default=True,
    help="The policy folder.",
)
words_only_option = click.option(
    "--words-only", is_flag=True, help="Compare words alone, not meaning: quicker to start."
)


def warn_where_nothing_is_in_force(policies: PolicySet, on: date) -> None:
    """What was only imported is a draft, and nobody is answered from it."""
    if policies.policies and not policies.passages_on(on):
        click.echo(f"No policy is in force on {on}, so nothing is answered. {_APPROVE}", err=True)


def library_of(folder: Path, words_only: bool) -> Library:
    """The folder's library; what stands in its way is listed, and nothing is answered."""
    try:
        return Library.load(folder, meaning=not words_only)
    except PolicyError as stopped:
        for problem in stopped.problems:
            click.echo(problem_as_text(folder, problem), err=True)
        message = "these policies cannot be answered from until this is mended"
        raise click.ClickException(message) from None


def say(text: str) -> None:
    # Always UTF-8: a terminal of another encoding must not stop a clause with a dash in it.
    click.echo(text.encode(errors="replace"))
