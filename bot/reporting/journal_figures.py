"""What the journal says of the questions that people asked: arithmetic over plain values."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from common.clock import local_time
from common.words import STOP_WORDS, words
from knowledge import Library, Passage
from knowledge.model.answers import AnswerKind
from knowledge.model.policies import ToolStatus
from knowledge.publishing.due import quotable
from knowledge.quality.clustering import Encode, clusters
from storage.answers.answer_journal import AnswerEntry, Feedback, Gap

_LOW = 0.8
"""Answers that were less sure than this are shown with those that were not found."""
_MOST_GROUPED = 2_000  # different questions; the latest, where there are more
_MOST_BY_MEANING = 400  # different questions; more are grouped by words, each takes 3 ms else
_MOST_LED = 50  # groups of questions for which the nearest clause is looked up
_ANSWERED = {
    AnswerKind.ANSWERED.value: "answered",
    AnswerKind.OUTSIDE.value: "answered",
    AnswerKind.NEAREST.value: "nearest",
}
_MASK = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class UnansweredGroup:
    """Questions that are alike: how many were asked, in which words, how they were answered (the
    kinds of `Answer`, `low` for an unsure answer) and when last. `nearest` is what lies nearest of
    all that may be quoted today, where that was looked up."""

    count: int
    questions: Sequence[str]
    kinds: Sequence[str]
    last: datetime
    nearest: Passage | None = None


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause in force and how often it, in any version, was quoted: at all, and first."""

    passage: Passage
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class ClauseFeedback:
    """What people thought of the answers that a clause led; `reasons` in their words, masked."""

    ref: str
    helpful: int
    not_helpful: int
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word or a name and how often people wrote it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """How many questions of one week, from Monday on, were answered, were only shown what lies
    nearest, and found no answer."""

    first: date
    answered: int
    nearest: int
    missed: int


def unanswered(
    missed: Iterable[Gap], answered: Iterable[AnswerEntry], encode: Encode | None = None
) -> tuple[UnansweredGroup, ...]:
    """Questions that found no answer, or no sure one, those that are alike together."""
    told = [(gap.question_masked, gap.kind, gap.at) for gap in missed]
    told += [
        (entry.question_masked, "low", entry.moment)
        for entry in answered
        if entry.kind == AnswerKind.ANSWERED and entry.confidence < _LOW
    ]
    by_words: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for question, kind, at in sorted(told, key=lambda one: one[2], reverse=True):
        by_words[" ".join(question.split())].append((kind, at))
    questions = list(by_words)[:_MOST_GROUPED]
    encode = encode if len(questions) <= _MOST_BY_MEANING else None
    found = []
    for group in clusters([question.lower() for question in questions], encode):
        alike = [questions[at] for at in group]
        times = [time for question in alike for time in by_words[question]]
        kinds = [kind for kind, _ in Counter(kind for kind, _ in times).most_common()]
        found.append(UnansweredGroup(len(times), alike, kinds, max(at for _, at in times)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.questions[0])))


def with_nearest(found: Sequence[UnansweredGroup], library: Library) -> tuple[UnansweredGroup, ...]:
    """The most frequent ones with what lies nearest to them today."""

    def led(one: UnansweredGroup) -> UnansweredGroup:
        matches = library.search(one.questions[0], 1)
        return replace(one, nearest=matches[0].passage if matches else None)

    return (*map(led, found[:_MOST_LED]), *found[_MOST_LED:])


def weeks(answered: Iterable[AnswerEntry], first: date, last: date) -> tuple[WeekCounts, ...]:
    """The questions by the week in which they were asked; a week without any is there too. What is
    somebody else's subject counts as answered: the person was told whom to ask."""
    counts: Counter[tuple[date, str]] = Counter()
    for entry in answered:
        counts[_monday(local_time(entry.moment).date()), _ANSWERED.get(entry.kind, "missed")] += 1
    mondays = range(_monday(first).toordinal(), last.toordinal() + 1, 7)
    return tuple(
        WeekCounts(monday, *(counts[monday, how] for how in ("answered", "nearest", "missed")))
        for monday in map(date.fromordinal, mondays)
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def citations(
    answered: Iterable[AnswerEntry], library: Library, today: date
) -> tuple[CitedClause, ...]:
    """Every clause in force with how often its place was quoted, the most quoted first."""
    quoted: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for entry in answered:
        if entry.kind in (AnswerKind.ANSWERED, AnswerKind.NEAREST):
            places = [re.sub(r"@[^#]*", "", ref) for ref in entry.refs]
            quoted.update(places)
            first.update(places[:1])
    passages = quotable(library.policy_set, today)
    found = [CitedClause(p, quoted[p.place], first[p.place]) for p in passages]
    return tuple(sorted(found, key=lambda cited: -cited.count))


def opinions(thought: Iterable[Feedback]) -> tuple[ClauseFeedback, ...]:
    """Feedback by the clause that led the answer, with its version; the least helpful first."""
    by_ref: dict[str, list[Feedback]] = defaultdict(list)
    for one in thought:
        by_ref[one.refs[0] if one.refs else ""].append(one)
    found = [
        ClauseFeedback(
            ref,
            helpful=sum(one.verdict == "helpful" for one in all_of_it),
            not_helpful=sum(one.verdict == "not_helpful" for one in all_of_it),
            reasons=[one.reason_masked for one in all_of_it if one.reason_masked],
        )
        for ref, all_of_it in by_ref.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.not_helpful, -one.helpful, one.ref)))


def unknown_words(
    missed: Iterable[Gap], answered: Iterable[AnswerEntry], known: frozenset[str]
) -> tuple[WordCount, ...]:
    """Words that people used at least twice, in different questions, and that neither the
    policies nor the lexicon know."""
    questions = {gap.question_masked for gap in missed}
    questions |= {entry.question_masked for entry in answered}
    used: Counter[str] = Counter()
    for question in questions:
        said = set(words(_MASK.sub(" ", question)))
        used.update(word for word in said if word not in known and _is_a_word(word))
    return tuple(one for one in counted(used.elements()) if one.count > 1)


def _is_a_word(word: str) -> bool:
    return len(word) > 2 and word not in STOP_WORDS and not any(sign.isdigit() for sign in word)


def suspended(answered: Iterable[AnswerEntry]) -> Iterable[str]:
    """The tools that were suspended when somebody asked about them."""
    for entry in answered:
        for tool in entry.tools:
            ref, _, status = tool.partition(" ")
            if status == ToolStatus.SUSPENDED:
                yield ref.partition("#")[2]


def counted(texts: Iterable[str]) -> tuple[WordCount, ...]:
    """Each text with how often it is there, the most frequent first."""
    counts = Counter(texts)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(WordCount(text, count) for text, count in ordered)
