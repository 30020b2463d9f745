"""Problems, answers and figures as a shell shows them: text for people, JSON for machines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from common.assessments import types_as_json
from knowledge.model.answers import Answer, AnswerKind, Comparison, Match
from knowledge.model.policies import Problem, Severity
from knowledge.model.policy_set import PolicySet
from knowledge.quality.coverage import Coverage, TopicCoverage
from knowledge.quality.evaluate import RATES, Figures, QuestionResult, Rate
from knowledge.versions.dependents import clauses_as_json

_TITLES = ("right first", "or close first", "or close in 3", "false silence", "false answers")

_SAID = {
    AnswerKind.NEAREST: "No clause answers this for certain. The nearest:",
    AnswerKind.SILENT: "The policies do not cover this.",
    AnswerKind.OUTSIDE: "The AI policies do not cover this.",
    AnswerKind.NOT_UNDERSTOOD: "There is no question in this.",
    AnswerKind.NOT_YET: "The rule on this is not in force yet.",
    AnswerKind.NO_LONGER: "The rule on this is no longer in force.",
    AnswerKind.CONFLICT: "Two clauses in force disagree about this:",
}


def place_of(folder: Path, problem: Problem) -> str:
    """The file as the shell knows it, from the folder as it was named."""
    return folder.as_posix() if problem.file == "." else (folder / problem.file).as_posix()


def problem_as_text(folder: Path, problem: Problem) -> str:
    word = "warning: " if problem.severity is Severity.WARNING else ""
    return f"{place_of(folder, problem)}:{problem.line}: {word}{problem.message}"


def problem_for_github(folder: Path, problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line."""
    level = "warning" if problem.severity is Severity.WARNING else "error"
    line = f",line={problem.line}" if problem.line else ""
    file = _escaped(place_of(folder, problem)).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file}{line}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problem_as_json(folder: Path, problem: Problem) -> dict[str, str | int]:
    return {
        "file": place_of(folder, problem),
        "line": problem.line,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def facts_as_json(policies: PolicySet, on: date) -> dict[str, object]:
    """What the papers of the steering group need of the policies, as plain values: the tools
    register as it stands on a day, how benefit is weighed (empty: by no rule in force), what
    decisions may rest on, the kinds of assessment, the classes of data, and what those who decide
    are called. Importing ideas needs the classes."""
    scoring = policies.scoring_on(on)
    parts = scoring.parts if scoring else ()
    return {
        "tools": [
            {
                "id": tool.id,
                "name": tool.name,
                "status": tool.status.value,
                "purpose": tool.purpose,
                "category": tool.category,
                "owner": tool.owner,
                "columns": dict(tool.columns),
                "history": [[since.isoformat(), status.value] for since, status, _ in tool.history],
            }
            for tool in policies.tools_on(on)
        ],
        "benefit": [
            {"key": part.anchor, "name": part.name, "weight": part.weight} for part in parts
        ],
        "clauses": clauses_as_json(policies, on),
        "assessments": types_as_json(policies.assessment_types(on)),
        "data_classes": list(policies.settings.class_names),
        "objectives": list(policies.settings.objectives),
        "categories_of_use": list(policies.settings.categories_of_use),
        "bodies": {
            name: getattr(policies.settings.names, name).en
            for name in ("officer", "steering_group", "board", "organisation")
        },
    }


def tally(problems: Iterable[Problem]) -> str:
    """`2 problems, 1 warning`."""
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    others = sum(problem.severity is not Severity.WARNING for problem in problems)
    return f"{_counted(others, 'problem')}, {_counted(warnings, 'warning')}"


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def answer_as_json(answer: Answer) -> dict[str, object]:
    so_far = {"compared": answer.compared} if answer.compared is Comparison.WORDS_SO_FAR else {}
    passages = [_match(match) for match in answer.matches]
    return {"kind": answer.kind.value, "passages": passages, **so_far}


def _match(match: Match) -> dict[str, object]:
    passage = match.passage
    return {
        "ref": passage.ref,
        "policy_id": passage.policy_id,
        "title": passage.title,
        "version": passage.version,
        "clause": passage.clause,
        "anchor": passage.anchor,
        "heading_path": list(passage.heading_path),
        "text": passage.text,
        "effective_from": passage.effective_from.isoformat(),
        "score": match.score,
    }


def answer_as_text(answer: Answer) -> Iterator[str]:
    """The lines of an answer, each passage under where it stands."""
    if answer.subject:
        yield answer.subject.text
    elif answer.kind in _SAID:
        yield _SAID[answer.kind]
    for match in answer.matches:
        passage = match.passage
        clause = f", clause {passage.clause}" if passage.clause else ""
        yield ""
        yield passage.heading
        yield f"{passage.title}, version {passage.version}{clause}, in force from " + (
            f"{passage.effective_from} [{passage.ref}, {match.score:.2f}]"
        )
        yield ""
        yield from (f"  {line}" for line in passage.text.splitlines())
    if answer.contact and not answer.subject:
        yield ""
        yield f"Ask: {answer.contact}"
    if answer.compared is Comparison.WORDS_SO_FAR:
        yield ""
        yield "Found by words alone: the meaning of the policies is still being learnt."


def figures_as_text(overall: Figures, kinds: Mapping[str, Figures]) -> Iterator[str]:
    """A table: a row over all and one a kind, rates in per cent with Wilson's 95% interval."""
    yield _row("", "n", _TITLES, "p50 ms", "p99 ms")
    for name, found in (("all", overall), *kinds.items()):
        cells = [_rate(found.rates[rate]) for rate in RATES]
        yield _row(name, str(found.n), cells, f"{found.p50_ms:.1f}", f"{found.p99_ms:.1f}")


def leads_as_text(leads: Mapping[str, Rate]) -> Iterator[str]:
    """A line for each figure on the bold lines: `no led by yes    0 of 32`."""
    for name, rate in leads.items():
        yield f"{name.replace('_', ' '):<18}{rate.hits:>4} of {rate.of:<4}{_rate(rate)}"


def _row(name: str, n: str, cells: Iterable[str], p50: str, p99: str) -> str:
    return f"{name:<12}{n:>5}" + "".join(f"{cell:>16}" for cell in cells) + f"{p50:>8}{p99:>8}"


def _rate(rate: Rate) -> str:
    """`90.0% (74-97)`; a dash where nothing was to be counted."""
    if rate.share is None:
        return "-"
    low, high = rate.interval
    return f"{rate.share:.1%} ({low * 100:.0f}-{high * 100:.0f})"


def miss_as_json(outcome: QuestionResult) -> dict[str, object]:
    question, explanation = outcome.question, outcome.answer.explanation
    return {
        "id": question.id,
        "kind": question.kind,
        "topic": question.topic,
        "text": question.text,
        "miss": outcome.miss,
        "expected": sorted(outcome.topic.refs),
        "answer": outcome.answer.kind.value,
        "confidence": outcome.answer.confidence,
        "shown": [
            {"place": m.passage.place, "score": m.score, "why": m.why}
            for m in outcome.answer.matches
        ],
        "signals": dict(explanation.signals) if explanation else {},
        "rival": explanation.rival if explanation else "",
    }


def miss_as_text(outcome: QuestionResult) -> Iterator[str]:
    question, answer = outcome.question, outcome.answer
    yield f"{question.id} {question.kind}, {question.topic}: {outcome.miss}"
    if question.context:
        yield f"  before    {question.context}"
    yield f"  question  {question.text}"
    if question.answerable:
        yield f"  expected  {', '.join(sorted(outcome.topic.refs))}"
    yield f"  answer    {answer.kind.value}, confidence {answer.confidence:.2f}"
    for match in answer.matches:
        why = f" (near: {match.why})" if match.why else ""
        yield f"  shown     {match.passage.place} {match.score:.2f}{why}"
    if answer.explanation:
        signals = answer.explanation.signals
        yield "  signals   " + ", ".join(f"{name} {value:g}" for name, value in signals.items())
        if answer.explanation.rival:
            yield f"  rival     {answer.explanation.rival}"


def coverage_as_json(one: TopicCoverage) -> dict[str, object]:
    return {
        "topic": one.topic.slug,
        "name": one.topic.name,
        "state": one.state.value,
        "clause": one.clause.place if one.clause else "",
        "questions": list(one.topic.questions),
        "shown_by": one.shown_by,
    }


def coverage_as_text(found: Sequence[TopicCoverage]) -> Iterator[str]:
    """A row a topic, what is missing first, and how many there are of each."""
    order = (Coverage.NOTHING, Coverage.PERHAPS, Coverage.ANSWERED)
    for one in sorted(found, key=lambda one: order.index(one.state)):
        clause = one.clause
        told = f"{clause.place}  {clause.heading}" if clause else one.topic.questions[0]
        count = f"{one.shown_by} of {one.asked}" if clause else ""
        yield f"{one.state.value:<9} {one.topic.name:<38.38} {count:<7} {told}"
    counted = Counter(one.state for one in found)
    yield ""
    yield ", ".join(f"{state.value}: {counted[state]}" for state in reversed(order))
