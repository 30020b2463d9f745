"""What a command needs of the policies, had from their own command: only plain values pass."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import click

from triage.papers.policy_facts import PolicyFacts, parse_policy_facts

_HOME = Path(__file__).resolve().parents[2]

policies_option = click.option(
    "--policies",
    type=click.Path(path_type=Path),
    default=_HOME / "policies",
    help="The policy folder, for its register of tools and its classes of data.",
)


def facts_of(policies: Path, today: date) -> PolicyFacts | None:
    """The register, the weights and the names that a policy folder has; None where it cannot be
    read. The packages are kept apart, so another process reads it: about a second."""
    command = [sys.executable, "-m", "knowledge", "facts", "--on", today.isoformat()]
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, "--policies", str(policies.resolve())],
        cwd=_HOME,
        capture_output=True,
        check=False,
    )
    try:
        return parse_policy_facts(json.loads(done.stdout))
    except (ValueError, LookupError, TypeError):
        return None
