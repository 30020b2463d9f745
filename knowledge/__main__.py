"""The policies in a shell: check what was written, ask as staff would, measure the answers."""

import click

from knowledge.cli.ask_command import ask
from knowledge.cli.check_command import check_folder, marks
from knowledge.cli.fit import fit
from knowledge.cli.golden_commands import evaluate, teach
from knowledge.cli.import_command import import_command
from knowledge.cli.set_commands import coverage_command, diff, facts, new, vectors


@click.group()
def main() -> None:
    """Check the policies, ask them, and measure how well they answer."""


for command in (
    check_folder,
    marks,
    facts,
    ask,
    evaluate,
    diff,
    coverage_command,
    new,
    teach,
    import_command,
    fit,
    vectors,
):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="run.py knowledge")
