"""Everything that may answer a question, with its signals and what they add up to.

One formula for every set. A candidate's total, in logits, is that of its text, or of its list of
ways of asking where that says more: log(exp(text) + exp(list)). So a line can only help its own
clause, and a clause without a list loses nothing by the lists of others. How much the signals of a
list count depends on how long it is (knowledge/answering/weights.py). What texts say counts for
less where several say much the same: then the question is hardly in the words of any of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.weights import ScoreWeights
from knowledge.index.example_questions import ExampleQuestions
from knowledge.index.lexical import Scores
from knowledge.index.passage_index import PassageIndex, best_first
from knowledge.model.policies import OutOfScopeTopic, Passage
from knowledge.query.parse import Query

FEATURES = ("text", "near", "learned", "learned_words", "words")
NOT_COVERED = "not-covered"
_RIVALS = 5
NOTHING = 0.0
"""The total that a question without any answer may reach."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One clause, entry or subject with each signal's value for the question, best total first."""

    row: int
    label: str
    total: float
    signals: Mapping[str, float]
    nearest: str = ""
    passage: Passage | None = None
    subject: OutOfScopeTopic | None = None


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """What may answer on a day: passages and, as passages behind them, subjects that are not
    covered. `sizes` counts each one's lines; `is_order` marks subjects that are orders to us,
    `is_apart` those that nobody asks about with AI, as the bins."""

    index: PassageIndex
    examples: ExampleQuestions
    sizes: Scores
    is_clause: NDArray[np.bool_]
    is_order: NDArray[np.bool_]
    is_apart: NDArray[np.bool_]
    subjects: Mapping[str, OutOfScopeTopic]


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of every candidate for a question, a candidate a column or a row: those of
    `FEATURES`; nearness in `meaning`, and the share of the question that the best `sentence`
    covers, both of the text alone; the number of the `nearest` line of its list, or -1, and its
    `nearness`."""

    features: Scores
    meaning: Scores
    sentence: Scores
    nearest: NDArray[np.int64]
    nearness: Scores

    def blended(self, other: "Signals", share: float) -> "Signals":
        """These signals with `share` of another reading's mixed in."""
        return Signals(
            (1 - share) * self.features + share * other.features,
            (1 - share) * self.meaning + share * other.meaning,
            (1 - share) * self.sentence + share * other.sentence,
            self.nearest,
            (1 - share) * self.nearness + share * other.nearness,
        )


class Candidates:
    """The candidates of a set for one question."""

    def __init__(
        self, among: CandidateSet, question: Query, signals: Signals, weights: ScoreWeights
    ) -> None:
        self.among = among
        self.question = question
        self.signals = signals
        self._weights = weights
        self.total = totals(signals.features, among.sizes, weights)

    def blended(self, other: "Candidates", share: float) -> "Candidates":
        """These candidates with `share` of another reading's signals mixed in."""
        signals = self.signals.blended(other.signals, share)
        return Candidates(self.among, self.question, signals, self._weights)

    def without(self, subjects: NDArray[np.bool_]) -> "Candidates":
        """These candidates where the question is of none of the `subjects`, of shape
        (candidates,)."""
        left = Candidates(self.among, self.question, self.signals, self._weights)
        left.total = np.where(subjects, -np.inf, self.total).astype(np.float32)
        return left

    def gaining(self, rows: Sequence[int], gains: Scores) -> "Candidates":
        """These candidates with what some rows gain, in logits, of shape (rows,)."""
        left = Candidates(self.among, self.question, self.signals, self._weights)
        left.total = self.total.copy()
        left.total[list(rows)] += gains
        return left

    def best(self, limit: int) -> list[Candidate]:
        """The best first, ties by ref."""
        rows = best_first(self.total, limit, self.among.index.refs)
        signals = self.signals.features[:, rows].T.tolist()
        return [self._candidate(at, of) for at, of in zip(rows, signals, strict=True)]

    def _candidate(self, row: int, values: Sequence[float]) -> Candidate:
        passage = self.among.index.passages[row]
        subject = self.among.subjects.get(passage.place)
        line = int(self.signals.nearest[row])
        return Candidate(
            row=row,
            label=passage.place,
            total=float(self.total[row]),
            signals=dict(zip(FEATURES, values, strict=True)),
            nearest=self.among.examples.lines[line] if line >= 0 else "",
            passage=None if subject else passage,
            subject=subject,
        )


def totals(features: Scores, sizes: Scores, weights: ScoreWeights) -> Scores:
    """What the signals come to, in logits; 0 is what a question without any answer may reach.

    `features` has a row for each of `FEATURES`, `sizes` how many lines each candidate's list has.
    """
    text, near, learned, learned_words, words = features
    behind = rivals(features[:1])[0]
    total: Scores = np.float32(weights.text) * text + np.float32(
        weights.start - weights.rivals * behind
    )
    listed = np.flatnonzero(sizes)
    if not len(listed):
        return total
    long = sizes[listed] / (sizes[listed] + np.float32(weights.half))
    few, many = weights.few, weights.many
    by_list = (
        (few.near + long * (many.near - few.near)) * near[listed]
        + (few.words + long * (many.words - few.words)) * words[listed]
        + long * weights.learned * learned[listed]
        + long * weights.learned_words * learned_words[listed]
        + (few.start + long * (many.start - few.start))
    )
    total[listed] = np.logaddexp(total[listed], by_list.astype(np.float32))
    return total


def rivals(texts: Scores) -> Scores:
    """How high the texts behind the best one stand: the mean of five, a row a question."""
    keep = min(_RIVALS + 1, texts.shape[1])
    if keep < 2:
        return np.zeros(len(texts), dtype=np.float32)
    best = np.partition(texts, -keep, axis=1)[:, -keep:]
    found: Scores = (best.sum(axis=1) - best.max(axis=1)) / np.float32(keep - 1)
    return found


def as_passage(subject: OutOfScopeTopic) -> Passage:
    """A subject that is not covered as a text among the others."""
    return Passage(
        policy_id=NOT_COVERED,
        version="",
        anchor=subject.id,
        title=subject.title,
        clause="",
        heading_path=(subject.title,),
        text=subject.text,
        effective_from=date.min,
        owner="",
        contact="",
        file=subject.file,
        line=subject.line,
        end_line=subject.line,
    )
