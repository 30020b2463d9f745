"""The policies in a shell: check what was written, ask as staff would, measure the answers."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.cli.comparison import comparison_as_json, comparison_as_text
from knowledge.cli.fit import fit
from knowledge.cli.formatting import (
    answer_as_json,
    answer_as_text,
    coverage_as_json,
    coverage_as_text,
    facts_as_json,
    figures_as_text,
    miss_as_json,
    miss_as_text,
    problem_as_json,
    problem_as_text,
    problem_for_github,
    tally,
)
from knowledge.cli.import_command import import_command
from knowledge.cli.why import why_as_text
from knowledge.files.front_matter import day
from knowledge.files.load import PolicyError, read_folder
from knowledge.files.source_file import QUESTIONS
from knowledge.library import Library
from knowledge.model.policies import Policy, Problem, Severity
from knowledge.model.policy_set import PolicySet
from knowledge.nearest import did_you_mean
from knowledge.publishing.new_set import new_set
from knowledge.publishing.served_on_disk import read_served
from knowledge.publishing.served_versions import ServedVersions
from knowledge.quality.add_example import ExampleError, new_example, write_example
from knowledge.quality.coverage import coverage
from knowledge.quality.evaluate import ask_all, by_kind, figures, places_missing
from knowledge.quality.golden import QuestionsError, golden_of, read_questions, read_topics
from knowledge.quality.preview_example import preview_as_text, preview_example
from knowledge.quality.propose_marks import propose_marks, write_marks
from knowledge.quality.record import GoldenRecord
from knowledge.rules.check import check
from knowledge.time.clause_history import first_day
from knowledge.time.temporal_intent import TemporalIntent, recognise_time
from knowledge.versions.compare import compare

POLICIES = Path("policies")


class DayParam(click.ParamType[date]):
    """A date as `2026-09-30`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        found = value if isinstance(value, date) else day(str(value))
        if found is None:
            self.fail(f"{value} is not a date: write it as 2026-09-30", param, ctx)
        return found


_on = click.option("--on", type=DayParam(), help="As of this day; otherwise today.")
_policies = click.option(
    "--policies",
    "folder",
    type=click.Path(path_type=Path),
    default=POLICIES,
    show_default=True,
    help="The policy folder.",
)
_words_only = click.option(
    "--words-only", is_flag=True, help="Compare words alone, not meaning: quicker to start."
)


_APPROVE = (
    "One is once its file says status: approved, with effective_from, approved_on, review_by "
    "and approver (docs/own-policies.md)."
)
_BRING = "python3 run.py knowledge import FILE"
_THEN = "As of {}. The rule of today may be another."
_BEFORE_ALL = "On {} there was no policy: the first began on {}. Today's rule:"
_UNSEEN = "what the line would spoil is not known."
_AHEAD = "{} has not come yet. Today's rule:"


@click.group()
def main() -> None:
    """Check the policies, ask them, and measure how well they answer."""


@main.command(name="check")
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The assistant's data folder, which knows what was served.",
)
@_on
@click.pass_obj
def check_folder(
    further: Callable[[Path], Iterable[Problem]] | None,
    folder: Path,
    form: str,
    data: Path,
    on: date | None,
) -> None:
    """List every problem in every file of FOLDER; exit with 1 if there is one.

    Warnings alone do not count as a problem. Other words under a number that was served are an
    error, where the data folder is there.
    """
    day = on or today(system_clock)
    found = {*check(folder, day), *(further or _against_served(data, day))(folder)}
    problems = tuple(sorted(found))
    if form == "json":
        _say(json.dumps([problem_as_json(folder, p) for p in problems], indent=2))
    else:
        shown: Callable[[Path, Problem], str]
        shown = problem_as_text if form == "text" else problem_for_github
        for problem in problems:
            _say(shown(folder, problem))
        click.echo(f"{folder}: {tally(problems)}", err=True)
        _warn_where_nothing_is_in_force(read_folder(folder)[0], on or today(system_clock))
    sys.exit(any(problem.severity is not Severity.WARNING for problem in problems))


def _against_served(data: Path, day: date) -> Callable[[Path], Iterable[Problem]]:
    served = ServedVersions(lambda: day)
    try:
        served.learn(read_served(data))
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    return lambda folder: served.problems(read_folder(folder)[0])


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
@click.option("--write", is_flag=True, help="Put the marks into the files, to be read as a change.")
@_on
def marks(folder: Path, write: bool, on: date | None) -> None:
    """Propose a verdict for each sentence of FOLDER in force that has none.

    Confirm each one: a mark says what the sentence answers to "may I?" or "must I?".
    """
    found = propose_marks(folder, on or today(system_clock))
    if write:
        write_marks(folder, found)
    for mark in found:
        said = " ".join(mark.sentence.whole.split())
        _say(f"{folder / mark.passage.file}:{mark.line}: {said} {{verdict={mark.verdict}}}")
    click.echo(f"{folder}: {len(found)} marks {'written' if write else 'proposed'}", err=True)


@main.command()
@_on
@_policies
def facts(on: date | None, folder: Path) -> None:
    """Print what papers need, as JSON: the register on the day, weights of benefit, clauses."""
    policies, _ = read_folder(folder)
    shown = facts_as_json(policies, on or today(system_clock))
    _say(json.dumps(shown, ensure_ascii=False, indent=2))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=POLICIES)
def vectors(folder: Path) -> None:
    """Learn the meaning of FOLDER now and ship it, so that no first start has to.

    Takes some five seconds for a thousand texts. Once in a while is enough: what was edited since
    is learnt by the start itself.
    """
    file = _library(folder, words_only=False).ship_vectors()
    if file is None:
        raise click.ClickException("there is no encoder: python3 run.py install run")
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB", err=True)


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--explain", is_flag=True, help="Say below it why this is the answer.")
@click.option("--context", multiple=True, help="What was asked before (again for each).")
@_on
@_policies
@_words_only
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
    library = _library(folder, words_only)
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
    _warn_where_nothing_is_in_force(library.policy_set, on or library.today())
    answer = library.answer(question, context=context, on=on)
    if said and not as_json:
        _say(f"{said}\n")
    if as_json:
        _say(json.dumps(answer_as_json(answer), ensure_ascii=False, indent=2))
    else:
        _say("\n".join(answer_as_text(answer)).strip("\n"))
        if explain:
            _say("\n".join(("", *why_as_text(answer))))


@main.command()
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
@_on
@_policies
@_words_only
def evaluate(
    questions: Path | None,
    *,
    expect: Path | None,
    at_least: int | None,
    as_json: bool,
    misses: bool,
    record: Path | None,
    renew: bool,
    on: date | None,
    folder: Path,
    words_only: bool,
) -> None:
    """Ask every one of QUESTIONS, the set's own without it, and say how many are answered rightly.

    Right first, right or close first, right or close within three, false silence: of the
    answerable questions. False answers: of the others.
    """
    on = on or today(system_clock)
    questions = questions or folder / QUESTIONS
    expect = expect or questions
    if questions == folder / QUESTIONS and not questions.exists():
        click.echo(f"{folder} has no questions of its own ({QUESTIONS}): none were asked.")
        return
    try:
        golden, topics = read_questions(questions), read_topics(expect)
        library = _library(folder, words_only)
        library.prepare()  # as the app does, so that no answer's time is another's indexing
        outcomes = ask_all(library, golden, topics, on)
    except QuestionsError as wrong:
        raise click.ClickException(str(wrong)) from None
    for place in places_missing(library, topics, on):
        click.echo(f"{expect}: nothing in force on {on} has {place}", err=True)
    overall, kinds = figures(outcomes), by_kind(outcomes)
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
        if misses:
            printed["misses"] = [miss_as_json(outcome) for outcome in missed]
        _say(json.dumps(printed, ensure_ascii=False, indent=2))
    else:
        for outcome in missed:
            _say("\n".join((*miss_as_text(outcome), "")))
        _say("\n".join(figures_as_text(overall, kinds)))
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


@main.command()
@click.argument("policy")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_on
@_policies
def diff(
    policy: str, old: str | None, new: str | None, *, as_json: bool, on: date | None, folder: Path
) -> None:
    """Say clause by clause what changed in POLICY from version OLD to NEW.

    Without NEW: to the version in force; without OLD: from the version before that one.
    """
    policies, problems = read_folder(folder)
    if not policies.versions(policy):
        for problem in problems:
            click.echo(problem_as_text(folder, problem), err=True)
        known = did_you_mean(policy, {found.id for found in policies.policies})
        raise click.ClickException(f"there is no policy {policy}{known}")
    later = _version(policies, policy, new) if new else None
    later = later or policies.version_in_force(policy, on or today(system_clock))
    later = later or policies.versions(policy)[-1]
    earlier = _version(policies, policy, old) if old else None
    earlier = earlier or next(reversed(policies.earlier(later)), None)
    if earlier is None:
        raise click.ClickException(f"{later.ref} is the first version")
    found = compare(policies, earlier, later)
    if as_json:
        _say(json.dumps(comparison_as_json(found), ensure_ascii=False, indent=2))
    else:
        _say("\n".join(comparison_as_text(found)))


@main.command(name="coverage")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_on
@_policies
@_words_only
def coverage_command(*, as_json: bool, on: date | None, folder: Path, words_only: bool) -> None:
    """Say for each topic that staff ask about which clause answers it, or that nothing does."""
    library = _library(folder, words_only)
    found = tuple(coverage(library, on or library.today()))
    if as_json:
        _say(json.dumps([coverage_as_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _say("\n".join(coverage_as_text(found)))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make FOLDER, an empty set with the files that an organisation's own policies need."""
    try:
        names = new_set(folder)
    except OSError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Made {folder.as_posix()} with {', '.join(names)}.")
    click.echo(f"Next: put policies in <policy-id>/1.0.md, or {_BRING} --into {folder.as_posix()}")
    click.echo("What each file is for: docs/own-policies.md")


@main.command()
@click.argument("question")
@click.argument("ref")
@click.option(
    "--golden", type=click.Path(path_type=Path), help="Questions other than the set's own."
)
@click.option(
    "--expect", type=click.Path(path_type=Path), help="Topics in a file of their own (TOML)."
)
@click.option("--yes", is_flag=True, help="Write the line even where something gets worse.")
@_on
@_policies
@_words_only
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
    library = _library(folder, words_only)
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
        _say("\n".join(preview_as_text(found)))
        if found.worse and not yes:
            click.confirm("Something gets worse. Write the line all the same?", abort=True)
        write_example(folder, line)
    except (ExampleError, QuestionsError) as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"Written to {(folder / line.file).as_posix()}.", err=True)


main.add_command(import_command)


def _warn_where_nothing_is_in_force(policies: PolicySet, on: date) -> None:
    """What was only imported is a draft, and nobody is answered from it."""
    if policies.policies and not policies.passages_on(on):
        click.echo(f"No policy is in force on {on}, so nothing is answered. {_APPROVE}", err=True)


def _version(policies: PolicySet, policy: str, number: str) -> Policy:
    for found in policies.versions(policy):
        if str(found.version) == number:
            return found
    known = ", ".join(str(found.version) for found in policies.versions(policy))
    raise click.ClickException(f"{policy} has no version {number}; it has {known}")


def _library(folder: Path, words_only: bool) -> Library:
    """The folder's library; what stands in its way is listed, and nothing is answered."""
    try:
        return Library.load(folder, meaning=not words_only)
    except PolicyError as stopped:
        for problem in stopped.problems:
            click.echo(problem_as_text(folder, problem), err=True)
        message = "these policies cannot be answered from until this is mended"
        raise click.ClickException(message) from None


def _say(text: str) -> None:
    # Always UTF-8: a terminal of another encoding must not stop a clause with a dash in it.
    click.echo(text.encode(errors="replace"))


main.add_command(fit)

if __name__ == "__main__":
    main(prog_name="run.py knowledge")
