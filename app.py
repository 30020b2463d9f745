"""The composition root: settings in, parts wired, server up.

The only file that reads the environment.
"""

import gc

gc.disable()  # while two thousand modules are imported, of which nothing is garbage

import os
import sys
from functools import partial
from pathlib import Path

import click
from aiohttp import web
from dotenv import dotenv_values

from common.clock import Clock
from knowledge.files.load import read_folder
from knowledge.index.installed import choose_models
from manifest import Prompt, SetWords
from manifest.package_command import package_command
from operations.cli.commands import check_command, impact_command, receipt_command
from operations.cli.doctor_command import doctor_command
from operations.composition import (
    Parts,
    add_channels,
    add_probes,
    follow_the_folder,
    open_and_close,
)
from operations.serving import serve
from operations.telemetry.metrics import Telemetry
from settings import Settings, SettingsError

gc.freeze()  # nor is anything of them later
gc.enable()

HOME = Path(__file__).resolve().parent


def build(
    settings: Settings,
    clock: Clock,
    telemetry: Telemetry | None = None,
    *,
    with_samples: bool = False,
) -> web.Application:
    """The whole server; `with_samples` fills an empty local list of ideas first.

    Raises PolicyError if the policies cannot be served, Refused for samples outside local mode; its
    start raises StoreError or AddressError if the database cannot be used.
    """
    if with_samples and not settings.is_local:
        raise SettingsError(["--demo is for a local list alone: leave it out."])
    choose_models(settings.own_models)
    parts = Parts.of(settings, clock, telemetry or Telemetry())
    open_and_close(parts, with_samples=with_samples)
    teams = add_channels(parts)
    follow_the_folder(parts)
    add_probes(parts, teams)
    return parts.app


@click.group(invoke_without_command=True)
@click.option("--demo", is_flag=True, help="Fill an empty local list of ideas with samples.")
@click.pass_context
def main(context: click.Context, *, demo: bool) -> None:
    """Serve the assistant until told to stop, or do one of the commands."""
    if context.invoked_subcommand is None:
        sys.exit(serve(settings_now, partial(build, with_samples=demo)))


def settings_now() -> Settings:
    """The settings as the environment and the `.env` file have them. Raises Refused."""
    return Settings.read(os.environ, dotenv(), HOME)


def dotenv() -> dict[str, str]:
    """What the `.env` file says, if there is one."""
    return {name: value or "" for name, value in dotenv_values(HOME / ".env").items()}


def words_of_the_set() -> SetWords:
    """What the policy folder that is set brings to the Teams app package."""
    folder = os.environ.get("POLICIES") or dotenv().get("POLICIES") or "policies"
    known = read_folder(HOME / folder)[0].settings
    name = known.names.policies
    prompts = tuple(
        Prompt(one.ask, one.title.en or one.ask[:32], one.about.en, one.title.cy, one.about.cy)
        for one in known.starters
    )
    return SetWords(name.en, name.cy or name.en, prompts)


main.add_command(receipt_command(settings_now))
main.add_command(check_command(settings_now))
main.add_command(impact_command(settings_now))
main.add_command(doctor_command(HOME, os.environ, dotenv))
main.add_command(package_command(lambda: {**dotenv(), **os.environ}, HOME, words_of_the_set))


if __name__ == "__main__":
    main(prog_name="run.py")
