"""The hardest questions there are: others' policies without lists, clauses without a list, near
misses, and questions by people who saw neither lists nor code.

    python -m tests.bench.hardest --sets ../shared/retrieval_sets --on 2026-12-01

Prints the tables that `tests.bench.quality` puts at the head of docs/answer-quality.md: what is
right, what a stricter threshold would cost, and how often the confidence keeps its word.
"""

import argparse
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from knowledge.library import Library
from knowledge.model.answers import Answer
from knowledge.quality.evaluate import QuestionResult, ask_all
from knowledge.quality.golden import read_questions, read_topics
from knowledge.quality.leads import lead_rates
from tests.freeze import MODEL_SET

_TESTS = Path(__file__).parent.parent
_QUESTIONS = _TESTS / "questions"
_BLIND = _QUESTIONS / "blind"
_LEARNT = _QUESTIONS / "near_misses.jsonl"
_UNLISTED = _QUESTIONS / "unlisted_clauses.txt"
_OF_UNLISTED = "unlisted_clause"
_ASKED = ("look_alike", "how_do_i", _OF_UNLISTED, "fresh")
_APART = (*_ASKED, "out_of_scope")  # all other kinds are near misses
_STEPS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)
_BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001)
Results = Sequence[QuestionResult]


@dataclass(frozen=True, slots=True)
class Hardest:
    """What was asked: of the model set those of hurried people, the others that are only reported,
    and those of hurried people and the near misses that were learnt from; of others' policies all
    three sets together; everyday questions, only reported.
    """

    hurried: Results
    developed: Results
    blind: Results
    learnt: Results
    others: Results
    everyday: Results
    apart: int
    """Of 60 pairs of spellings, so many are told different things."""


def spellings() -> list[dict[str, str]]:
    """Pairs of one question in two spellings: `one` and `other`."""
    lines = (_QUESTIONS / "spellings.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def answered_apart(library: Library, pair: Mapping[str, str], on: date) -> bool:
    """Whether the two are told different things: another first clause, subject or kind."""
    one, other = (library.answer(pair[name], on=on) for name in ("one", "other"))
    return _told(one) != _told(other)


def _told(answer: Answer) -> tuple[str, ...]:
    first = [match.passage.place for match in answer.matches[:1]]
    return (answer.kind.value, answer.subject.id if answer.subject else "", *first)


def ask_hardest(model: Library, sets: Path | None, cache: Path | None, on: date) -> Hardest:
    """Ask all; `sets` is where others' policies are, None for none."""
    topics = read_topics(_BLIND / "topics.toml")
    asked = read_questions(_BLIND / "near_misses.jsonl")
    bare = without_lists(model, _UNLISTED.read_text("utf-8").split())
    alone = [one for one in asked if one.kind == _OF_UNLISTED]
    asked = tuple(one for one in asked if one.kind != _OF_UNLISTED)
    others: list[QuestionResult] = []
    for file in sorted(sets.glob("own_policies/*/questions.jsonl")) if sets else ():
        library = Library.load(file.parent / "policies", cache=cache)
        others += ask_all(library, read_questions(file), read_topics(file), on)
    report = read_questions(_QUESTIONS / "report.jsonl")
    golden = read_topics(_TESTS / "model_set" / "questions.jsonl")
    hurried, developed = _BLIND / "hurried.jsonl", _QUESTIONS / "at_a_glance.jsonl"
    return Hardest(
        hurried=ask_all(model, read_questions(hurried), read_topics(hurried), on),
        developed=ask_all(model, read_questions(developed), read_topics(developed), on),
        blind=[*ask_all(model, asked, topics, on), *ask_all(bare, alone, topics, on)],
        learnt=ask_all(model, read_questions(_LEARNT), read_topics(_LEARNT), on),
        others=others,
        everyday=ask_all(model, report, golden, on),
        apart=sum(answered_apart(model, pair, on) for pair in spellings()),
    )


def without_lists(library: Library, places: Collection[str]) -> Library:
    """The same set as if nobody had written ways of asking for these clauses: the questions that
    measure how such clauses are found were written when they had none."""
    known = library.policy_set
    asked = {place: lines for place, lines in known.asked.items() if place not in places}
    answers = {place: lines for place, lines in known.answers.items() if place not in places}
    return library.succeed(replace(known, asked=asked, answers=answers), library.problems)


def tables(asked: Hardest) -> Iterator[str]:
    """The page's part, in Markdown."""
    yield "| questions | right first | within three | silent | quoted though nothing answers |\n"
    yield "|---|---|---|---|---|\n"
    yield from _rows(asked)
    yield _LEADS
    yield from _leads(asked.hurried)
    yield f"\nOf 60 pairs of spellings {asked.apart} are told different things.\n"
    yield _TRADE
    yield from _trade(asked)
    yield _RELIABILITY
    yield from _reliability([*asked.blind, *asked.others, *asked.everyday])


def _rows(asked: Hardest) -> Iterator[str]:
    others, blind, learnt = asked.others, asked.blind, asked.learnt
    rows = {
        "of hurried people, by somebody who saw the clauses alone": asked.hurried,
        **{f"of these: {told}": _of(asked.hurried, kind) for kind, told in _KINDS.items()},
        "of hurried people, learnt from": asked.developed,
        "three others' policies, no ways of asking": others,
        "of these in words that are not the policies'": _of(others, "other"),
        "of these on a matter that the policies do not say": _of(others, "near"),
        "of these on something else": _of(others, "far"),
        "40 clauses, asked without their ways of asking": _of(blind, _OF_UNLISTED),
        "fresh, by somebody who saw the topics alone": _of(blind, "fresh"),
        "near misses, only reported": _near(blind),
        "look-alikes of those that a clause answers": _of(blind, "look_alike"),
        "out of scope, only reported": _of(blind, "out_of_scope"),
        "near misses, learnt from": _near(learnt),
        "look-alikes of those that a clause answers, learnt from": _of(learnt, "look_alike"),
        '"how do I" that a clause answers, learnt from': _of(learnt, "how_do_i"),
    }
    yield from (_row(name, results) for name, results in rows.items() if results)


def _of(results: Results, kind: str) -> Results:
    return [one for one in results if one.question.kind == kind]


def _near(results: Results) -> Results:
    return [one for one in results if one.question.kind not in _APART]


def _row(name: str, results: Results) -> str:
    asked = [one for one in results if one.question.answerable]
    others = [one for one in results if not one.question.answerable]
    shares = [
        _share(asked, test)
        for test in (
            lambda one: one.right_first,
            lambda one: one.right_or_close_in_three,
            lambda one: one.false_silence,
        )
    ]
    wrong = _share(others, lambda one: one.false_answers)
    return f"| {name} ({len(results)}) | {' | '.join(shares)} | {wrong} |\n"


def _share(results: Results, test: Callable[[QuestionResult], bool]) -> str:
    if not results:
        return "–"
    hits = sum(map(test, results))
    return f"{hits / len(results):.0%} ({hits} of {len(results)})"


_KINDS = {
    "no": "asked innocently, and the rule is no",
    "yes": "the rule is yes, perhaps with conditions",
    "what": "what, how, when, who",
    "story": "one sentence asks in a long story",
    "two": "two questions in one message",
    "incident": "something has gone wrong",
    "breach_rules": "what to do if something goes wrong",
    "tool": "a tool, listed or not",
    "rare": "a rule that is rarely asked about",
    "near": "near misses",
    "look_alike": "look-alikes of those that a clause answers",
}

_LEADS = """
What leads the answers to those of hurried people, counted where there is an answer yes or no
(`no`, `yes`) or the question asks for neither (`none`):

| | of these |
|---|---|
"""


def _leads(results: Results) -> Iterator[str]:
    for name, rate in lead_rates(results).items():
        share = f"{rate.hits / rate.of:.0%} ({rate.hits} of {rate.of})" if rate.of else "–"
        yield f"| {name.replace('_', ' ')} | {share} |\n"


_TRADE = """
What a stricter threshold would cost, for what it spares; the first line is what is served. The
margin is how far the confidence of an answer must be above its threshold.

| margin | near misses quoted, only reported | look-alikes right first | everyday right first |
|---|---|---|---|
"""


def _trade(asked: Hardest) -> Iterator[str]:
    near, alike = _near(asked.blind), _of(asked.blind, "look_alike")
    everyday = [one for one in asked.everyday if one.question.answerable]
    for step in _STEPS:

        def passes(one: QuestionResult, least: float = step) -> bool:
            told = one.answer.explanation
            return least == 0 or (told is not None and told.confidence >= told.threshold + least)

        cells = [_share(near, lambda one: one.false_answers and passes(one))]
        for some in (alike, everyday):
            cells.append(_share(some, lambda one: one.right_first and passes(one)))
        yield f"| {step:.2f} | {' | '.join(cells)} |\n"


_RELIABILITY = """
How often the confidence keeps its word: of questions that were only reported, and of others'
policies, those with a clause at all, by the confidence in the first one (a reliability diagram, as
Niculescu-Mizil and Caruana draw it, 2005). No question of these was fitted on.

| confidence | questions | in the mean | right first | |
|---|---|---|---|---|
"""


def _reliability(results: Results) -> Iterator[str]:
    told = [
        (one.answer.confidence, bool(one.answer.matches) and _is_right(one))
        for one in results
        if one.answer.matches
    ]
    for low, high in pairwise(_BANDS):
        band = [(sure, right) for sure, right in told if low <= sure < high]
        if band:
            mean = sum(sure for sure, _ in band) / len(band)
            right = sum(right for _, right in band) / len(band)
            cells = (f"{low:.2f} to {min(high, 1):.2f}", len(band), f"{mean:.2f}", f"{right:.2f}")
            yield f"| {' | '.join(map(str, cells))} | {'█' * round(20 * right)} |\n"


def _is_right(one: QuestionResult) -> bool:
    return one.answer.matches[0].passage.place in one.topic.refs


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hardest")
    parser.add_argument("--sets", type=Path, help="where others' policies are")
    parser.add_argument("--policies", type=Path, default=MODEL_SET)
    parser.add_argument("--cache", type=Path, default=Path("data"), help="where vectors are kept")
    parser.add_argument("--on", type=date.fromisoformat, required=True)
    said = parser.parse_args()
    model = Library.load(said.policies, cache=said.cache)
    print("".join(tables(ask_hardest(model, said.sets, said.cache, said.on))))


if __name__ == "__main__":
    main()
