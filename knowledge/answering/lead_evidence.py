"""What speaks for a no, and for a yes, to a question of what one may do.

Officers marked sentences of clauses and ways of asking; the evidence is how near those are that
say one thing or the other. Of the three clauses that may answer each counts by how likely it is the
one. What the evidence comes to was fitted (knowledge/answering/lead_weights.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.lexical import Scores
from knowledge.index.marked_lines import PERMITS, MarkedLines, MarkedSignals
from knowledge.index.statement_index import StatementIndex
from knowledge.model.policies import Passage, Verdict
from knowledge.query.question_form import Asked

EVIDENCE = (
    *("gap", "only_bars", "only_permits", "marked_gap", "set_gap", "set_marked_gap"),
    *("learned", "learned_words", "negated", "spared"),
)
_FAR = 0.3  # nearness of a line where there is none
_CLAUSES = 3
_CLOSEST = 2

BARS = frozenset({Verdict.NOT_ALLOWED})


@dataclass(frozen=True, slots=True)
class LikelyClause:
    """A clause that may answer, with its total in logits."""

    passage: Passage
    total: float


@dataclass(frozen=True, slots=True)
class MarkedNearness:
    """The marked sentences and lines of a set by how near they are to one question: `statements`
    and `lines` are scores of shape (statements,) and (lines,)."""

    index: StatementIndex
    marked: MarkedLines
    statements: Scores
    signals: MarkedSignals

    def evidence(self, asked: Asked, clauses: Sequence[LikelyClause]) -> dict[str, float]:
        """The features of `EVIDENCE`; `clauses` are the best ones, best first, at least one.

        - gap: how much nearer the clause's nearest sentence that bars is than its nearest that
          permits; only_bars, only_permits: 1 where it has but the one; set_gap: gap in the set;
        - marked_gap: how much nearer its lines are that are answered by a no than by a yes;
          set_marked_gap: the gap in the set;
        - learned, learned_words: log odds of a no by all lines, by meaning and by words;
        - negated, spared: how the question is put (knowledge/query/question_form.py).
        """
        spared = asked.spared
        bars, permits = verdicts_for(spared=spared)
        best = clauses[:_CLAUSES]
        chances = _softmax(np.array([clause.total for clause in best]))
        told = np.array([self._clause(clause.passage, spared=spared) for clause in best])
        gap, only_bars, only_permits, marked_gap = (chances @ told).tolist()
        everything = self.index.rows_of(None)
        bar, permit = self._nearest(everything, bars), self._nearest(everything, permits)
        noes, yeses = self.marked.leaning > 0, self.marked.leaning < 0
        return {
            "gap": gap,
            "only_bars": only_bars,
            "only_permits": only_permits,
            "marked_gap": marked_gap,
            "set_gap": _gap(bar, permit, spared=spared),
            "set_marked_gap": self._closest(noes) - self._closest(yeses),
            "learned": self.signals.learned,
            "learned_words": self.signals.learned_words,
            "negated": float(asked.negated),
            "spared": float(spared),
        }

    def _clause(self, passage: Passage, *, spared: bool) -> tuple[float, ...]:
        rows = self.index.rows_of(passage)
        bars, permits = verdicts_for(spared=spared)
        bar, permit = self._nearest(rows, bars), self._nearest(rows, permits)
        own = np.zeros(len(self.marked.lines), dtype=np.bool_)
        own[self.marked.rows_of(passage.place)] = True
        noes, yeses = own & (self.marked.leaning > 0), own & (self.marked.leaning < 0)
        return (
            _gap(bar, permit, spared=spared),
            float(bar > 0 and not permit),
            float(permit > 0 and not bar),
            self._closest(noes) - self._closest(yeses),
        )

    def _nearest(self, rows: NDArray[np.int64], verdicts: frozenset[Verdict]) -> float:
        marked = rows[self.index.carries(rows, verdicts)]
        return float(self.statements[marked].max(initial=0.0))

    def _closest(self, lines: NDArray[np.bool_]) -> float:
        if not self.signals.near.any():
            return 0.0  # without meaning no line is near or far
        near = np.sort(self.signals.near[lines])[-_CLOSEST:]
        return float(near.mean()) if len(near) else _FAR


def verdicts_for(*, spared: bool) -> tuple[frozenset[Verdict], frozenset[Verdict]]:
    """Which verdicts of a sentence bar what is asked, and which permit it: to leave undone what is
    required is not allowed; what is not required may be left undone."""
    if spared:
        return BARS | {Verdict.REQUIRED}, frozenset({Verdict.NOT_REQUIRED})
    return BARS, PERMITS


def _gap(bar: float, permit: float, *, spared: bool) -> float:
    """How much nearer what bars is than what permits, 0 where there is but the one; a duty that is
    to be left undone counts also by itself."""
    return bar - permit if spared or (bar and permit) else 0.0


def _softmax(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(totals - totals.max())
    return np.asarray(shares / shares.sum())
