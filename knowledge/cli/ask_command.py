"""The command that asks as staff would."""

import json
from datetime import date
from pathlib import Path

import click

from knowledge.cli.formatting import answer_as_json, answer_as_text
from knowledge.cli.options import (
    library_of,
    on_option,
    policies_option,
    say,
    warn_where_nothing_is_in_force,
    words_only_option,
)
from knowledge.cli.why import why_as_text
from knowledge.time.clause_history import first_day
from knowledge.time.temporal_intent import TemporalIntent, recognise_time

_THEN = "As of {}. The rule of today may be another."
_BEFORE_ALL = "On {} there was no policy: the first began on {}. Today's rule:"
_AHEAD = "{} has not come yet. Today's rule:"


@click.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--explain", is_flag=True, help="Say below it why this is the answer.")
@click.option("--context", multiple=True, help="What was asked before (again for each).")
@on_option
@policies_option
@words_only_option
def ask(
    question: str,
    *,
    as_json: bool,
    explain: bool,
    context: tuple[str, ...],
    on: date | None,
    folder: Path,
    words_only: bool,
) -> None:
    """Answer QUESTION as the assistant would, with the clauses that it quotes.

    A day in the question ("in March 2026") is heeded unless --on names another.
    """
    library = library_of(folder, words_only)
    time = None if on else recognise_time(question, library.today())
    said = ""
    if (
        time is not None
        and time.on is not None
        and (time.when is TemporalIntent.THEN or time.asks_ahead)
    ):
        question = time.rest or question
        begun = first_day(library.policy_set)
        if time.when is not TemporalIntent.THEN:
            said = _AHEAD.format(time.on)
        elif begun and time.on < begun:
            said = _BEFORE_ALL.format(time.on, begun)
        else:
            said, on = _THEN.format(time.on), time.on
    warn_where_nothing_is_in_force(library.policy_set, on or library.today())
    answer = library.answer(question, context=context, on=on)
    if said and not as_json:
        say(f"{said}\n")
    if as_json:
        say(json.dumps(answer_as_json(answer), ensure_ascii=False, indent=2))
    else:
        say("\n".join(answer_as_text(answer)).strip("\n"))
        if explain:
            say("\n".join(("", *why_as_text(answer))))
