"""The command `doctor`: why does the bot not reply?"""

import asyncio
import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from common.clock import system_clock
from operations.telemetry import logs
from settings.bot import teams_bot


def doctor_command(
    home: Path, environ: Mapping[str, str], dotenv: Callable[[], Mapping[str, str]]
) -> click.Command:
    """`home` holds what is installed, `dotenv` gives what its `.env` file says."""

    @click.command()
    @click.option("--json", "as_json", is_flag=True, help="For a machine.")
    @click.option("--offline", is_flag=True, help="Leave the network alone.")
    @click.option(
        "--package",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The Teams app package; otherwise the newest zip in build/.",
    )
    def doctor(as_json: bool, offline: bool, package: Path | None) -> None:
        """Say why the bot does not reply: examine everything that it needs.

        Exits with 1 if something must be repaired.
        """
        from operations.doctor import Diagnosis, diagnose, report  # noqa: PLC0415 - not for serving

        built = sorted((home / "build").glob("*.zip"), key=lambda file: file.stat().st_mtime)
        patient = Diagnosis(
            environment=environ,
            dotenv=dotenv(),
            home=home,
            clock=system_clock,
            bot_of=teams_bot,
            package=package or (built[-1] if built else None),
            offline=offline,
        )
        logs.set_up(as_json=True, stream=io.StringIO())  # the findings say what the log would
        findings = asyncio.run(diagnose(patient))
        click.echo(report.as_json(findings) if as_json else report.as_text(findings))
        sys.exit(0 if report.is_healthy(findings) else 1)

    return doctor
