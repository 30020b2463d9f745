"""The commands that ask golden questions: all of them, or before and after a line."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.formatting import figures_as_text, leads_as_text, miss_as_json, miss_as_text
from knowledge.cli.options import library_of, on_option, policies_option, say, words_only_option
from knowledge.cli.own_models import try_models
from knowledge.files.source_file import QUESTIONS
from knowledge.quality.add_example import ExampleError, new_example, write_example
from knowledge.quality.evaluate import ask_all, by_kind, figures, places_missing
from knowledge.quality.golden import QuestionsError, golden_of, read_questions, read_topics
from knowledge.quality.leads import lead_rates
from knowledge.quality.preview_example import preview_as_text, preview_example
from knowledge.quality.record import GoldenRecord

_UNSEEN = "what the line would spoil is not known."


@click.command()
@click.argument("questions", type=click.Path(path_type=Path), required=False)
@click.option(
    "--expect", type=click.Path(path_type=Path), help="Topics in a file of their own (TOML)."
)
@click.option(
    "--at-least",
    type=click.IntRange(0, 100),
    help="Exit with 1 where fewer per cent are right first; of its own questions the set says it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--misses", is_flag=True, help="List each miss with what was shown, and why.")
@click.option("--record", type=click.Path(path_type=Path), help="Fail where this file did better.")
@click.option("--renew", is_flag=True, help="Write the figures to the record's file instead.")
@click.option("--encoder", type=click.Path(path_type=Path), help="With the encoder in a folder.")
@click.option("--reranker", type=click.Path(path_type=Path), help="And with this cross-encoder.")
@on_option
@policies_option
@words_only_option
def evaluate(
    questions: Path | None,
    *,
    expect: Path | None,
    at_least: int | None,
    as_json: bool,
    misses: bool,
    record: Path | None,
    renew: bool,
    encoder: Path | None,
    reranker: Path | None,
    on: date | None,
    folder: Path,
    words_only: bool,
) -> None:
    """Ask every one of QUESTIONS, the set's own without it, and say how many are answered rightly.

    Right first, right or close first, right or close within three, false silence: of the
    answerable questions. False answers: of the others. What leads an answer: of the questions that
    say what should. With --encoder or --reranker the same for a model of your own: compare the
    figures with those without it before you set it.
    """
    try_models(encoder, reranker)
    on = on or today(system_clock)
    questions = questions or folder / QUESTIONS
    expect = expect or questions
    if questions == folder / QUESTIONS and not questions.exists():
        click.echo(f"{folder} has no questions of its own ({QUESTIONS}): none were asked.")
        return
    try:
        golden, topics = read_questions(questions), read_topics(expect)
        library = library_of(folder, words_only)
        library.prepare()  # as the app does, so that no answer's time is another's indexing
        outcomes = ask_all(library, golden, topics, on)
    except QuestionsError as wrong:
        raise click.ClickException(str(wrong)) from None
    for place in places_missing(library, topics, on):
        click.echo(f"{expect}: nothing in force on {on} has {place}", err=True)
    overall, kinds, leads = figures(outcomes), by_kind(outcomes), lead_rates(outcomes)
    if at_least is None:
        own = questions == folder / QUESTIONS
        at_least = library.policy_set.settings.right_first_at_least if own else 0
    right = overall.rates["right_first"]
    fails = right.of > 0 and 100 * right.hits < at_least * right.of
    missed = [outcome for outcome in outcomes if misses and outcome.miss]
    if as_json:
        printed: dict[str, object] = {
            "overall": overall.as_json(),
            "by_kind": {kind: found.as_json() for kind, found in kinds.items()},
        }
        if leads:
            printed["leads"] = {name: rate.share for name, rate in leads.items()}
        if misses:
            printed["misses"] = [miss_as_json(outcome) for outcome in missed]
        say(json.dumps(printed, ensure_ascii=False, indent=2))
    else:
        for outcome in missed:
            say("\n".join((*miss_as_text(outcome), "")))
        say("\n".join((*figures_as_text(overall, kinds), *leads_as_text(leads))))
    if record:
        _hold_to(record, GoldenRecord.of(outcomes), renew)
    sys.exit(fails)


def _hold_to(file: Path, reached: GoldenRecord, renew: bool) -> None:
    """Compare with the record, or write a new one; exit with 1 where the record did better."""
    if renew:
        reached.write(file)
        return
    try:
        complaints = tuple(GoldenRecord.read(file).missed_by(reached))
    except QuestionsError as wrong:
        raise click.ClickException(str(wrong)) from None
    for complaint in complaints:
        click.echo(f"{file}: {complaint}", err=True)
    if complaints:
        sys.exit(1)


@click.command()
@click.argument("question")
@click.argument("ref")
@click.option(
    "--golden", type=click.Path(path_type=Path), help="Questions other than the set's own."
)
@click.option(
    "--expect", type=click.Path(path_type=Path), help="Topics in a file of their own (TOML)."
)
@click.option("--yes", is_flag=True, help="Write the line even where something gets worse.")
@on_option
@policies_option
@words_only_option
def teach(
    question: str,
    ref: str,
    *,
    golden: Path | None,
    expect: Path | None,
    yes: bool,
    on: date | None,
    folder: Path,
    words_only: bool,
) -> None:
    """Add QUESTION, masked, to the ways of asking for REF, and show what that changes.

    REF is policy-id#anchor, register#tool-id or not-covered#subject.
    """
    on = on or today(system_clock)
    library = library_of(folder, words_only)
    try:
        line = new_example(library.policy_set, question, ref, on)
        own = golden_of(folder)
        questions = read_questions(golden) if golden else own.questions
        expected = expect or golden
        topics = read_topics(expected) if expected else own.topics
        if questions:
            click.echo(f"Asking {len(questions)} golden questions twice.", err=True)
        else:
            click.echo(f"{folder} has no questions of its own ({QUESTIONS}): {_UNSEEN}", err=True)
        found = preview_example(library, folder, line, golden=questions, topics=topics, on=on)
        say("\n".join(preview_as_text(found)))
        if found.worse and not yes:
            click.confirm("Something gets worse. Write the line all the same?", abort=True)
        write_example(folder, line)
    except (ExampleError, QuestionsError) as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"Written to {(folder / line.file).as_posix()}.", err=True)
