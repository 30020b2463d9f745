"""`python3 run.py package`: the Teams app package from the settings, in `build/`."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from manifest import ManifestSettings, PackagingError, SetWords, pack

USED = (
    "CLIENT_ID",
    "PUBLIC_URL",
    "COUNCIL_NAME",
    "TEAMS_APP_ID",
    "SIGN_IN_CLIENT_ID",
    "PRIVACY_URL",
    "TERMS_URL",
)
"""The settings that the package is made from; the first three must be given."""


def package_command(
    settings: Callable[[], Mapping[str, str]],
    home: Path,
    words: Callable[[], SetWords] = SetWords,
) -> click.Command:
    """The command, for the settings that `settings` finds and the project in the folder `home`;
    `words` are those of the policy set that is served."""

    @click.command("package")
    @click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
    @click.option("--app-version", help="Higher than that of an app uploaded before; x.y.z.")
    @click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
    def package(given: tuple[str, ...], app_version: str | None, to: Path | None) -> None:
        """Make the Teams app package, build/teams-app.zip.

        A setting of the package may be given here as NAME=VALUE instead of in the environment:
        CLIENT_ID, PUBLIC_URL, COUNCIL_NAME, TEAMS_APP_ID, SIGN_IN_CLIENT_ID, PRIVACY_URL,
        TERMS_URL.
        """
        found = settings()
        named = {name: found.get(name, "") for name in USED} | _named(given)
        version = app_version or _version(home)
        try:
            packed = pack(ManifestSettings.read(named, version, words()))
        except PackagingError as error:
            raise click.ClickException("\n".join(error.problems)) from None
        file = to or home / "build" / "teams-app.zip"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed)
        click.echo(f"Made {file}, version {version}. Upload it in the Teams admin centre.")

    return package


def _named(given: Iterable[str]) -> dict[str, str]:
    found = {}
    for argument in given:
        name, equals, value = argument.partition("=")
        if not equals or name not in USED:
            raise click.UsageError(f"{argument} is not NAME=VALUE with one of {', '.join(USED)}.")
        found[name] = value
    return found


def _version(home: Path) -> str:
    project = tomllib.loads((home / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
