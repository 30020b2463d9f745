"""Every weight and threshold of ranking and confidence, fitted from one policy set's own data.

First the score (knowledge/quality/fitting/score.py), then the two chances
(knowledge/answering/confidence.py), for which each question is asked a second time as if its
clause were not there: what is left is what a near miss looks like. The thresholds are the
chances at which no more than a stated share of questions is wrongly answered, or wrongly lost.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.confidence import (
    EVIDENCE,
    SPEAKS_EITHER_WAY,
    SPEAKS_FOR,
    evidence,
    is_likelier,
    long_list,
)
from knowledge.answering.weights import Logistic, ScoreWeights
from knowledge.answering.wording import Wording
from knowledge.quality.fitting.optimise import Vector, logistic
from knowledge.quality.fitting.scenarios import AskedQuestion, AskedScenario
from knowledge.quality.fitting.score import fit_score

SEED = 15
_RIDGE = 5.0
_MISS = 0.1  # what a question asked without its clause counts against one that is not answered
# The share of questions without an answer that may pass where the best clause has no list; and,
# where it has a long one, of those answered rightly that may be lost: of those there are more, and
# they are worth more.
_FALSE, _LOST = 0.2, 0.008
_FALSE_NEAREST = (0.7, 0.4)  # where it has no list, and where it has a long one
_OF_THREE_ALONE = "lead_of_three"
_UNLISTED, _LISTED = 0.05, 0.7
Hits = NDArray[np.bool_]
Level = dict[str, float]
FormOf = Callable[[AskedQuestion], Wording]


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """A question as it was asked once: `missed` as if its clause were not there; `likelier`
    where some clause is likelier than no answer."""

    features: Mapping[str, float]
    first: bool
    three: bool
    answerable: bool
    missed: bool
    likelier: bool
    weight: float
    group: str


class ConfidenceRows:
    """What the chances are fitted from: a row a question and way of asking it. `form` gives what
    is known of a question's wording without its group."""

    def __init__(
        self, scenarios: Sequence[AskedScenario], score: ScoreWeights, form: FormOf
    ) -> None:
        rows = [row for scenario in scenarios for row in _rows(scenario, score, form)]
        self.rows = np.array([[row.features[name] for name in EVIDENCE] for row in rows])
        self.first = np.array([row.first for row in rows])
        self.three = np.array([row.three for row in rows])
        self.answerable = np.array([row.answerable for row in rows])
        self.missed = np.array([row.missed for row in rows])
        self.likelier = np.array([row.likelier for row in rows])
        self.long = np.array([long_list(row.features) for row in rows])
        self.weight = np.array([row.weight for row in rows])
        self.groups = np.array([row.group for row in rows])
        self.listed = self.rows[:, EVIDENCE.index("listed")]

    def chances(self, by: Logistic) -> Vector:
        weights = np.array([by.weights.get(name, 0.0) for name in EVIDENCE])
        return np.asarray(1 / (1 + np.exp(-np.clip(self.rows @ weights + by.start, -30, 30))))


def _rows(scenario: AskedScenario, score: ScoreWeights, form: FormOf) -> Iterator[ConfidenceRow]:
    for at, question in enumerate(scenario.questions):
        for without in (False, True) if question.right else (False,):
            candidates = scenario.candidates(at, score, without_right=without)
            clauses = [one for one in candidates.best(12) if one.passage]
            if clauses:
                hits = [one.label in question.right and not without for one in clauses[:3]]
                features = evidence(candidates, clauses, form(question))
                yield ConfidenceRow(
                    features=features,
                    first=hits[0],
                    three=any(hits),
                    answerable=bool(question.right) and not without,
                    missed=without,
                    likelier=is_likelier(features),
                    weight=question.weight * (_MISS if without else 1.0),
                    group=question.group,
                )


def fit_chance(rows: ConfidenceRows, hits: Hits, kept: Hits, of_three: bool) -> Logistic:
    """A chance from the rows that are kept."""
    names = [name for name in EVIDENCE if of_three or not name.startswith(_OF_THREE_ALONE)]
    columns = [EVIDENCE.index(name) for name in names]
    signs = np.array([_sign(name) for name in names])
    found = logistic(
        rows.rows[kept][:, columns], hits[kept].astype(float), rows.weight[kept], signs, _RIDGE
    )
    used = {name: round(float(v), 4) for name, v in zip(names, found, strict=False) if v}
    return Logistic(round(float(found[-1]), 4), used)


def _sign(name: str) -> float:
    """Whether a feature may only speak for (1) or against (-1), or either way (0)."""
    if name in SPEAKS_EITHER_WAY:
        return 0.0
    return 1.0 if name in SPEAKS_FOR else -1.0


def left_out(
    rows: ConfidenceRows, hits: Hits, of_three: bool, kept: Hits | None = None, folds: int = 5
) -> Vector:
    """The chance of each row by a fit without the rows of its group's fold; of those `kept`."""
    kept = np.ones(len(hits), dtype=bool) if kept is None else kept
    groups = sorted(set(rows.groups))
    random.Random(SEED).shuffle(groups)  # noqa: S311 - the same folds at every fit
    chances = np.zeros(len(hits))
    for fold in range(folds):
        out = np.isin(rows.groups, groups[fold::folds])
        by = fit_chance(rows, hits, kept & ~out, of_three)
        chances[out] = rows.chances(by)[out]
    return chances


def fit_listed(rows: ConfidenceRows) -> tuple[Logistic, float]:
    """Of clauses with a long list: the chance that any clause answers, and how much is enough.

    From the set as it is, with every list: few of its questions look like those of a set without
    any. Where no answer is likelier none is given, so nothing is learnt there. Enough is what all
    but a few of the questions reach that are answered rightly by that list.
    """
    by = fit_chance(rows, rows.answerable, rows.likelier, of_three=False)
    any_clause = left_out(rows, rows.answerable, of_three=False, kept=rows.likelier)
    right = rows.likelier & rows.first & (rows.listed > _LISTED)
    order = np.argsort(any_clause[right])
    counted = np.cumsum(rows.weight[right][order]) / np.sum(rows.weight[right])
    least = any_clause[right][order][int(np.searchsorted(counted, _LOST))]
    return by, round(float(least), 4)


def _threshold(rows: ConfidenceRows, chances: Vector, share: float, among: Hits) -> float:
    """A chance that at most a share of the questions without an answer reaches: half-way between
    the last one that may and the first one that may not."""
    wrong = among & ~rows.answerable
    order = np.argsort(-chances[wrong])
    counted = np.cumsum(rows.weight[wrong][order]) / np.sum(rows.weight[wrong])
    passed = min(int(np.searchsorted(counted, share)), len(order) - 1)
    least = chances[wrong][order][max(0, passed - 1) : passed + 1]
    return round(float(least.mean()), 4)


def fitted(
    scenarios: Sequence[AskedScenario], by_meaning: bool, form: FormOf
) -> tuple[dict[str, Any], dict[str, float]]:
    """One way's part of `weights.json`, and the figures of the left-out rows."""
    score = fit_score(scenarios, by_meaning)
    rows = ConfidenceRows(scenarios, score, form)
    part, found = fit_chances(rows, ConfidenceRows(scenarios[-1:], score, form))
    return {"score": asdict(score), **part}, found


def fit_chances(
    rows: ConfidenceRows, served: ConfidenceRows
) -> tuple[dict[str, Any], dict[str, float]]:
    """The chances and thresholds of `weights.json`, and the figures of the left-out rows; `served`
    are the rows of the set as it is, with every list."""
    every = np.ones(len(rows.first), dtype=bool)
    first, three = (
        fit_chance(rows, hits, every, of_three)
        for hits, of_three in ((rows.first, False), (rows.three, True))
    )
    chance_first = left_out(rows, rows.first, of_three=False)
    chance_three = left_out(rows, rows.three, of_three=True)
    listed, enough = fit_listed(served)
    unlisted, long = rows.listed < _UNLISTED, rows.listed > _LISTED
    answer = {
        "unlisted": _threshold(rows, chance_first, _FALSE, unlisted),
        "listed": enough,
    }
    mixed = chance_first + rows.long * (rows.chances(listed) - chance_first)
    sure = np.where(rows.likelier, mixed, 0.0)
    nearest = {
        "unlisted": _threshold(rows, chance_three, _FALSE_NEAREST[0], unlisted),
        "listed": _threshold(rows, chance_three, _FALSE_NEAREST[1], long),
    }
    part = {
        "first": asdict(first),
        "three": asdict(three),
        "listed": asdict(listed),
        "answer": answer,
        "nearest": nearest,
    }
    return part, figures(rows, sure, chance_three, answer, nearest)


def figures(
    rows: ConfidenceRows, first: Vector, three: Vector, answer: Level, nearest: Level
) -> dict[str, float]:
    """How the rows come out, with chances that were fitted without their groups."""
    asked = rows.answerable
    sure, likely = (
        chances >= level["unlisted"] + listed * (level["listed"] - level["unlisted"])
        for chances, level, listed in ((first, answer, rows.long), (three, nearest, rows.listed))
    )

    def share(hits: Hits, among: Hits) -> float:
        return round(float(np.average(hits[among], weights=rows.weight[among])), 4)

    return {
        "questions": float(len(asked)),
        "right_first": share(sure & rows.first, asked),
        "right_in_three": share((sure | likely) & rows.three, asked),
        "silence": share(~sure & ~likely, asked),
        "false_answers": share(sure, ~asked),
    }
