"""The kill switch in a shell: stop answering, all of it or one policy's, and start again."""

from collections.abc import Sequence
from pathlib import Path

import click

from knowledge.files.load import read_folder
from knowledge.nearest import did_you_mean
from storage import Store
from storage.answers.pauses import ALL, Pause, begin_pause, end_pause, pauses
from storage.shell import database_option, on_store

_LONGEST = 500  # characters of a reason: it is shown to staff above everything else


@click.command()
@click.argument("what")
@click.option("--reason", required=True, help="Shown to staff as written: plain words, no names.")
@click.option(
    "--ask", "contact", default="", help="Whom staff may ask meanwhile: a role, a mailbox."
)
@click.option(
    "--policies",
    envvar="POLICIES",
    type=click.Path(path_type=Path),
    default=Path("policies"),
    help="The policy folder, where ids are looked up.",
)
@database_option
def pause(what: str, *, reason: str, contact: str, policies: Path, database: str) -> None:
    """Stop answering on WHAT: `all`, or a policy's id.

    Staff are told the reason and whom to ask; ideas are still taken. Every replica heeds it within
    seconds, and it holds over a restart. It stands in the audit trail.
    """
    _check(what, reason, policies)

    async def work(store: Store) -> None:
        async with store.writing() as unit:
            await begin_pause(unit, what, reason.strip(), contact.strip(), "shell")

    on_store(database, work)
    click.echo(f"Paused: {what}. Resume with: python3 run.py operations resume {what}")


@click.command()
@click.argument("what")
@database_option
def resume(what: str, database: str) -> None:
    """Answer on WHAT again."""

    async def work(store: Store) -> bool:
        async with store.writing() as unit:
            return await end_pause(unit, what, "shell")

    if not on_store(database, work):
        raise click.ClickException(f"{what} is not paused.")
    click.echo(f"Resumed: {what}.")


@click.command("pauses")
@click.option("--ended", is_flag=True, help="Also those of the past.")
@database_option
def list_pauses(*, ended: bool, database: str) -> None:
    """Say what is paused, since when and why."""

    async def work(store: Store) -> Sequence[Pause]:
        async with store.reading() as connection:
            return await pauses(connection, ended=ended)

    found = on_store(database, work)
    click.echo("\n".join(map(_line, found)) or "Nothing is paused.")


def _line(found: Pause) -> str:
    until = f" until {found.ended_at:%Y-%m-%d %H:%M}" if found.ended_at else ""
    return f"{found.what}: from {found.at:%Y-%m-%d %H:%M}{until} UTC, {found.by}. {found.reason}"


def _check(what: str, reason: str, policies: Path) -> None:
    if not 0 < len(reason.strip()) <= _LONGEST:
        raise click.ClickException(f"Give a reason of 1 to {_LONGEST} characters.")
    known = {policy.id for policy in read_folder(policies)[0].policies} | {"register"}
    if what != ALL and what not in known:
        raise click.ClickException(
            f"{what} is no policy's id in {policies}{did_you_mean(what, known | {ALL}) or '.'}"
        )
