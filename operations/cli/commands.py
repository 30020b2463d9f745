"""The commands of `app.py` that span the packages and need the app's settings."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.check_command import check_folder
from knowledge.files.load import PolicyError, read_folder
from knowledge.index.installed import choose_models
from knowledge.library import Library
from knowledge.model.policies import Problem
from knowledge.publishing.served_versions import ServedVersions
from knowledge.quality.golden import QuestionsError
from operations import version_noting
from settings import Settings, SettingsError
from settings.sources import served_folder
from storage import AddressError, MigrationState, StoreError, inspect, unopened

Read = Callable[[], Settings]
"""The settings of this moment; raises Refused."""


@contextmanager
def _said_in_a_sentence() -> Iterator[None]:
    """What a person can put right ends the command with words."""
    try:
        yield
    except SettingsError as refused:
        raise click.ClickException("\n".join(refused.problems)) from None
    except PolicyError as error:
        lines = ("The served policies cannot be read:", *map(str, error.problems))
        raise click.ClickException("\n".join(lines)) from None
    except (StoreError, AddressError, QuestionsError, ValueError) as error:
        raise click.ClickException(str(error)) from None


def receipt_command(read: Read) -> click.Command:
    @click.command()
    @click.argument("code")
    def receipt(code: str) -> None:
        """Show what was answered under the receipt CODE, and prove it on the set of that time.

        Exits with 0 only if the answer is confirmed byte for byte, or at least its texts.
        """
        from operations.cli.receipt_report import receipt_report  # noqa: PLC0415 - not for serving

        with _said_in_a_sentence():
            settings = read()
            found = asyncio.run(
                receipt_report(code, settings.database, settings.data, system_clock)
            )
        click.echo(found.text.encode(errors="replace"))
        sys.exit(0 if found.holds else 1)

    return receipt


def impact_command(read: Read) -> click.Command:
    @click.command()
    @click.argument("changed", type=click.Path(exists=True, path_type=Path))
    @click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Compare as of this day.")
    @click.option("--words-only", is_flag=True, help="Compare words alone, not meaning: quicker.")
    @click.option("--json", "as_json", is_flag=True, help="For a machine.")
    def impact(changed: Path, *, on: datetime | None, words_only: bool, as_json: bool) -> None:
        """Say what a changed policy folder, or one changed file, would change for people.

        Exits with 1 if something breaks: a question that was answered rightly, a citation, a
        screening trigger.
        """
        from knowledge.publishing import preview  # noqa: PLC0415 - not for serving
        from operations.cli import impact_report as impacts  # noqa: PLC0415

        with _said_in_a_sentence():
            settings = read()
            choose_models(settings.own_models)
            policies = served_folder(settings)
            served = Library.load(policies, meaning=not words_only, cache=settings.data)
            found = preview.impact(
                changed,
                served,
                policies,
                resting=asyncio.run(impacts.decisions(settings.database, system_clock)),
                on=on.date() if on else None,
            )
        text = impacts.as_json(found) if as_json else impacts.as_text(found)
        click.echo(text.encode(errors="replace"))
        sys.exit(1 if found.breaks else 0)

    return impact


def check_command(read: Read) -> click.Command:
    """`knowledge check`, which compares with what the database says was served, too."""

    def further(folder: Path) -> Iterable[Problem]:
        try:
            served = asyncio.run(_served(read()))
        except (SettingsError, StoreError, AddressError) as error:
            click.echo(f"Not compared with what was served: {error}", err=True)
            return ()
        return served.problems(read_folder(folder)[0])

    @click.pass_context
    def checked(context: click.Context, /, **given: object) -> None:
        context.obj = further
        context.invoke(check_folder, **given)

    return click.Command(
        "check", params=check_folder.params, callback=checked, help=check_folder.help
    )


async def _served(settings: Settings) -> ServedVersions:
    """What the database knows to have been served; nothing where there is none yet."""
    served = ServedVersions(lambda: today(system_clock))
    _, state = await inspect(settings.database)
    if state in (MigrationState.CURRENT, MigrationState.AHEAD):
        store = unopened(settings.database, system_clock)
        try:
            await version_noting.read(store, served)
        finally:
            await store.close()
    return served
