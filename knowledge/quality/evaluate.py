"""How well a library answers questions whose right answers are known.

An answerable question has a topic, and the topic the places (`policy-id#anchor` or
`register#tool-id`) that answer it; the places of the topics named `close` to it help too.
An answer *quotes* its passages unless they are only offered as the nearest; it *shows* them
either way. The order is that of `Answer.matches`, for questions in several parts too.

- right first: the first passage quoted is at a place of the topic.
- right or close first: or at one of a close topic.
- right or close in three: one of the first three passages shown is.
- false silence: an answerable question, and no passage shown at all.
- false answer: a question that the policies do not answer, and a passage quoted.

The first four are shares of the answerable questions, the last of the others.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from knowledge.library import Library
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.quality.golden import GoldenQuestion, QuestionsError, Topic

RATES = (
    *("right_first", "right_or_close_first", "right_or_close_in_three"),
    *("false_silence", "false_answers"),
)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question, its answer, and how long that took."""

    question: GoldenQuestion
    topic: Topic
    answer: Answer
    milliseconds: float

    @property
    def quoted(self) -> Sequence[Match]:
        return () if self.answer.kind is AnswerKind.NEAREST else self.answer.matches

    @property
    def right_first(self) -> bool:
        return bool(self.quoted) and self.quoted[0].passage.place in self.topic.refs

    @property
    def right_or_close_first(self) -> bool:
        helpful = self.topic.refs | self.topic.close
        return bool(self.quoted) and self.quoted[0].passage.place in helpful

    @property
    def right_or_close_in_three(self) -> bool:
        helpful = self.topic.refs | self.topic.close
        return any(match.passage.place in helpful for match in self.answer.matches[:3])

    @property
    def false_silence(self) -> bool:
        return not self.answer.matches

    @property
    def false_answers(self) -> bool:
        return bool(self.quoted)

    @property
    def miss(self) -> str:
        """What was wrong, in words; `""` where the first passage was right, or silence was."""
        if not self.question.answerable:
            return "answered, though the policies do not" if self.false_answers else ""
        if self.right_first:
            return ""
        if self.false_silence:
            return "silent"
        if self.right_or_close_first:
            return "close, not right"
        return "right or close, not first" if self.right_or_close_in_three else "wrong"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many; None as a share where there are none."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval of the share (Wilson, 1927)."""
        if not self.of:
            return 0.0, 1.0
        z, p = 1.959964, self.hits / self.of
        middle = p + z * z / (2 * self.of)
        spread = z * math.sqrt(p * (1 - p) / self.of + z * z / (4 * self.of**2))
        scale = 1 + z * z / self.of
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over some questions; times in milliseconds of one answer."""

    n: int
    rates: Mapping[str, Rate]
    p50_ms: float
    p99_ms: float

    def as_json(self) -> dict[str, float | int | None]:
        shares = {name: rate.share for name, rate in self.rates.items()}
        return {"n": self.n, **shares, "p50_ms": self.p50_ms, "p99_ms": self.p99_ms}


def figures(outcomes: Iterable[QuestionResult]) -> Figures:
    outcomes = tuple(outcomes)
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    others = [outcome for outcome in outcomes if not outcome.question.answerable]
    rates = {}
    for name in RATES:
        counted = others if name == "false_answers" else answerable
        rates[name] = Rate(sum(getattr(outcome, name) for outcome in counted), len(counted))
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return Figures(len(outcomes), rates, _percentile(times, 50), _percentile(times, 99))


def by_kind(outcomes: Iterable[QuestionResult]) -> dict[str, Figures]:
    kinds: dict[str, list[QuestionResult]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.question.kind, []).append(outcome)
    return {kind: figures(kinds[kind]) for kind in sorted(kinds)}


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed."""
    if not ordered:
        return 0.0
    return round(ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)], 3)


def ask_all(
    library: Library,
    questions: Iterable[GoldenQuestion],
    topics: Mapping[str, Topic],
    on: date | None = None,
) -> tuple[QuestionResult, ...]:
    """Ask every question. Raises QuestionsError for an answerable one without a topic."""
    questions = tuple(questions)
    for question in questions:
        topic_of(question, topics)
    if questions:
        library.answer(questions[0].text, on=on)  # what the first answer prepares is not timed
    return tuple(ask(library, question, topics, on) for question in questions)


def ask(
    library: Library,
    question: GoldenQuestion,
    topics: Mapping[str, Topic],
    on: date | None = None,
    *,
    first_alone: bool = False,
) -> QuestionResult:
    """Ask one question; with `first_alone` only for the first clause. Raises QuestionsError for an
    answerable one without a topic."""
    topic = topic_of(question, topics)
    begun = perf_counter()
    answer = library.answer(question.text, context=question.context, on=on, first_alone=first_alone)
    return QuestionResult(question, topic, answer, (perf_counter() - begun) * 1000)


def topic_of(question: GoldenQuestion, topics: Mapping[str, Topic]) -> Topic:
    """What is right for a question. Raises QuestionsError for an answerable one without a topic."""
    if question.answerable and question.topic not in topics:
        raise QuestionsError(f"{question.id}: the topic {question.topic} has no refs")
    return topics.get(question.topic, Topic(frozenset(), frozenset()))


def places_missing(library: Library, topics: Mapping[str, Topic], on: date) -> tuple[str, ...]:
    """Refs of topics that nothing in force on the day has: those can only be missed."""
    known = {passage.place for passage in library.policy_set.passages_on(on)}
    return tuple(sorted(frozenset().union(*(topic.refs for topic in topics.values())) - known))
