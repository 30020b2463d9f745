"""`knowledge import`: documents of other tools as drafts of policies."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from json import dumps
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.options import say
from knowledge.files.load import read_folder
from knowledge.importing.import_files import (
    ImportOutcome,
    documents,
    import_files,
    not_documents,
)
from knowledge.importing.report_text import outcome_lines

_ASKED = {
    "owner": "Owner (a role, not a person)",
    "contact": "Who to ask about it, and how to reach them (no e-mail address)",
}


@click.command(name="import")
@click.argument("place", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("policies"),
    show_default=True,
    help="The policy folder.",
)
@click.option("--title", help="The title, if it is not the document's own (one document only).")
@click.option("--id", "policy_id", help="The policy's id (one document only).")
@click.option("--version", help="The version, such as 2.0, if the document does not say it.")
@click.option("--owner", help="The role that owns it.")
@click.option("--contact", help="Who to ask about it: a role and how to reach it.")
@click.option("--summary", help="One sentence (one document only).")
@click.option("--classification", help="A word of the set's settings, such as OFFICIAL.")
@click.option("--audience", help="Who it is for: all_staff, managers ...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_command(
    place: Path, *, into: Path, policy_id: str | None, as_json: bool, **told: str | None
) -> None:
    """Write each document (.docx, .odt, .html, .md, .rst, .pdf) of PLACE as a draft, and report.

    Every word of the document is in a clause or in the report. Exit with 1 if one of the
    documents could not be imported.
    """
    found = documents(place)
    if not found:
        raise click.ClickException(f"there is no document in {place}")
    given = {key: value for key, value in {"id": policy_id, **told}.items() if value}
    alone = [f"--{key}" for key in ("id", "title", "summary") if key in given]
    if len(found) > 1 and alone:
        raise click.ClickException(f"{', '.join(alone)} is for one document, not {len(found)}")
    for key, question in _ASKED.items():
        if key not in given and sys.stdin.isatty() and not as_json:
            given[key] = click.prompt(question, default="", show_default=False, err=True)
    outcomes = []
    for outcome in import_files(place, into, given=given, on=today(system_clock)):
        outcomes.append(outcome)
        if not as_json:
            say("\n".join((*outcome_lines(outcome), "")))
    if as_json:
        say(dumps([_plain(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))
    else:
        others = [path.relative_to(place).as_posix() for path in not_documents(place)]
        say("\n".join((*_tally(outcomes, into), *_unread(others), *_among_the_models(into))))
    sys.exit(any(outcome.policy is None for outcome in outcomes))


def _tally(outcomes: list[ImportOutcome], into: Path) -> tuple[str, str]:
    read = [outcome.policy.words for outcome in outcomes if outcome.policy]
    total = sum(words.words_in for words in read)
    quotable = sum(words.quotable for words in read)
    written = sum(outcome.written is not None for outcome in outcomes)
    return (
        f"{written} of {len(outcomes)} documents written. {total} words in, {quotable} quotable,"
        f" {total - quotable} reported.",
        f"Next: python3 run.py knowledge check {into.as_posix()}",
    )


def _unread(names: list[str]) -> Iterator[str]:
    if names:
        yield f"Not read, as they are no documents of these kinds: {', '.join(names)}"


def _among_the_models(into: Path) -> Iterator[str]:
    if into.is_dir() and read_folder(into)[0].settings.is_model_set:
        yield (
            f"{into.as_posix()} holds the set that comes with the product. For a set of your own: "
            "python3 run.py knowledge new FOLDER, then import again --into FOLDER."
        )


def _plain(outcome: ImportOutcome) -> dict[str, object]:
    """The outcome as JSON keeps it, with the sum that must be whole."""
    policy = outcome.policy
    return {
        "source": outcome.source.as_posix(),
        "written": outcome.written.as_posix() if outcome.written else None,
        "refused": outcome.refused,
        "clauses": policy.clauses if policy else 0,
        "words_in": policy.words.words_in if policy else 0,
        "quotable": policy.words.quotable if policy else 0,
        "reported": policy.words.reported if policy else 0,
        "lost": [asdict(lost) for lost in policy.words.lost] if policy else [],
        "added": [*policy.words.added] if policy else [],
        "remarks": [asdict(remark) for remark in policy.remarks] if policy else [],
        "problems": [
            {"line": p.line, "severity": p.severity.value, "message": p.message}
            for p in (policy.problems if policy else ())
        ],
        "changed": [*policy.changed] if policy and policy.changed is not None else None,
    }
