"""Checking a council's own messages in the policy folder, and listing those that it may change."""

import sys
from pathlib import Path

import click

from bot.messages.catalogue import entries, short_tag, source_of
from bot.messages.language import Language
from bot.messages.overrides import problems_of
from knowledge.files.load import read_folder


@click.command("messages")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="policies"
)
@click.option("--language", type=click.Choice([short_tag(one) for one in Language]), default="en")
@click.option("--find", default="", help="List the messages with these words, ready to be changed.")
def messages(folder: Path, language: str, find: str) -> None:
    """Check the messages.en.ftl and messages.cy.ftl of FOLDER; exit with 1 if one is not sound.

    With --find: print the assistant's own messages that hold these words, as such a file has them.
    """
    if find:
        (spoken,) = (one for one in Language if short_tag(one) == language)
        texts = (source_of(entry) for entry in entries(spoken).values())
        click.echo("\n".join(text for text in texts if find.lower() in text.lower()))
        return
    found = list(problems_of(read_folder(folder)[0].messages))
    for problem in found:
        click.echo(str(problem))
    sys.exit(bool(found))
