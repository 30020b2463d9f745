"""The fit of the score: what each signal counts for (knowledge/answering/candidates.py).

A conditional logit: the likelihood of the right place among all candidates and of none of them.
What a question loses by lines that were taught elsewhere counts on top, several times over where
lists are short: an officer who teaches the first lines must not spoil what was right. With long
lists something may be lost for what is gained.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.answering.candidates import rivals
from knowledge.answering.weights import ListWeights, ScoreWeights
from knowledge.quality.fitting.optimise import Vector, minimum
from knowledge.quality.fitting.scenarios import AskedScenario

_START = ScoreWeights(
    text=24.0,
    rivals=6.0,
    start=-6.0,
    few=ListWeights(near=12.0, words=10.0, start=-7.0),
    many=ListWeights(near=7.0, words=10.5, start=0.5),
    learned=0.5,
    learned_words=0.75,
    half=8.0,  # stays: with it free, the fit makes few and many alike
)
_START_BY_WORDS = replace(
    _START,
    text=28.0,
    rivals=0.0,
    start=-5.0,
    few=ListWeights(near=12.0, words=18.0, start=-5.0),
    many=ListWeights(near=7.0, words=25.0, start=-5.0),
)
# How much each weight is held to its start where meaning is read, as `to_vector` orders them. The
# questions of the fit are for the most part lines of the lists, in the lists' own words: left to
# them, the regressions count for what those lines are like, and fresh questions lose by it.
_HELD = np.array([30, 30, 30, 3, 3, 0, 0, 0, 3, 3, 3], dtype=np.float64)
_LOSS_BY_FEW, _LOSS_BY_MANY, _SLACK = 4.0, 0.7, 0.1
_AS_SERVED = 3.0  # weight of the scenario with all lists, of which the other ones are parts
_UNANSWERED = 1.0  # the most that a question counts that nothing answers
_NEVER_BELOW_0 = [0, 1, 3, 4, 5, 6, 8, 9]  # of the vector: no signal speaks against
_ROUNDS = 60
_LONG = 10  # lines
_LEAST = 1e-4  # what is added to a likelihood, so that one hopeless question does not rule the fit


def fit_score(scenarios: Sequence[AskedScenario], by_meaning: bool) -> ScoreWeights:
    """The weights of the score. In the first scenario nothing is taught; every scenario asks the
    same questions in the same order. `by_meaning` says whether an encoder read them."""
    terms = [_Terms(one) for one in scenarios]
    shares = np.ones(len(terms))
    shares[-1] = _AS_SERVED
    shares /= shares.sum()

    start = to_vector(_START if by_meaning else _START_BY_WORDS)
    held = _HELD if by_meaning else np.zeros_like(_HELD)
    scale = np.maximum(np.abs(start), 1.0)

    def cost(values: Vector) -> tuple[float, Vector]:
        untaught, slope_untaught = terms[0].likelihoods(values)
        moved = (values - start) / scale
        least, slope = float(held @ moved**2), 2 * held * moved / scale
        for one, share in zip(terms, shares, strict=True):
            found, slopes = one.likelihoods(values)
            lost = untaught - found - _SLACK
            losing = (lost > 0)[:, None]
            weight = share * one.weight / one.weight.sum()
            least -= float(weight @ (found - one.loss * np.maximum(lost, 0.0)))
            slope -= weight @ (slopes - one.loss * losing * (slope_untaught - slopes))
        return least, slope

    return from_vector(minimum(cost, start, _ROUNDS))


class _Terms:
    """One scenario as the fit needs it."""

    def __init__(self, scenario: AskedScenario) -> None:
        self.features = np.moveaxis(scenario.features.astype(np.float64), 1, 0)
        self.rivals = rivals(scenario.features[:, 0]).astype(np.float64)[:, None]
        self.listed = scenario.sizes > 0
        self.sizes = scenario.sizes.astype(np.float64)
        is_long = float(scenario.sizes.max(initial=0)) > _LONG
        self.loss = _LOSS_BY_MANY if is_long else _LOSS_BY_FEW
        weight = np.array([question.weight for question in scenario.questions])
        is_clause = scenario.index.among.is_clause
        self.answered = np.logical_or.reduce(scenario.right, axis=1)
        # A near miss is told by the confidence: here it would only lower what the lists say.
        self.weight = np.where(self.answered, weight, np.minimum(weight, _UNANSWERED))
        self.right = np.where(self.answered[:, None], scenario.right, ~is_clause[None, :])

    def likelihoods(self, values: Vector) -> tuple[Vector, Vector]:
        """The logarithm of what the score gives to the right place, or to none where the set does
        not answer, a question a row; and its slope, a row a question."""
        text, behind, start, learned, learned_words, few, many = _parted(values)
        half = _START.half
        x, near, by_meaning, by_words, words = self.features
        long = self.sizes / (self.sizes + half)
        parts = (near, words, np.ones_like(x))
        mixed = sum(
            (a + long * (b - a)) * part for a, b, part in zip(few, many, parts, strict=True)
        )
        both = learned * by_meaning + learned_words * by_words
        by_list = np.where(self.listed, mixed + long * both, -np.inf)
        by_text = text * x - behind * self.rivals + start
        total = np.logaddexp(by_text, by_list)
        of_list = np.exp(by_list - total)
        of_text = 1 - of_list
        nothing = np.zeros((len(total), 1))
        every = np.logaddexp.reduce(np.hstack([total, nothing]), axis=1)
        none = np.where(self.answered[:, None], -np.inf, 0.0)
        hits = np.where(self.right, total, -np.inf)
        hit = np.logaddexp.reduce(np.hstack([hits, none]), axis=1)
        chance = np.exp(hit - every)
        pull = np.exp(hits - hit[:, None]) - np.exp(total - every[:, None])
        pull *= (chance / (chance + _LEAST))[:, None]
        on_text, on_list = pull * of_text, pull * of_list
        slopes = [
            (on_text * x).sum(axis=1),
            -(on_text * self.rivals).sum(axis=1),
            on_text.sum(axis=1),
            (on_list * long * by_meaning).sum(axis=1),
            (on_list * long * by_words).sum(axis=1),
            *((on_list * (1 - long) * part).sum(axis=1) for part in parts),
            *((on_list * long * part).sum(axis=1) for part in parts),
        ]
        slope = np.stack(slopes, axis=1)
        slope[:, [at for at in _NEVER_BELOW_0 if values[at] < 0]] = 0
        return np.log(chance + _LEAST), slope


def to_vector(weights: ScoreWeights) -> Vector:
    few, many = weights.few, weights.many
    return np.array(
        [
            *(weights.text, weights.rivals, weights.start),
            *(weights.learned, weights.learned_words),
            *(few.near, few.words, few.start),
            *(many.near, many.words, many.start),
        ]
    )


def from_vector(values: Vector) -> ScoreWeights:
    text, behind, start, learned, learned_words, few, many = _parted(values)
    return ScoreWeights(
        text=text,
        rivals=behind,
        start=start,
        learned=learned,
        learned_words=learned_words,
        half=_START.half,
        few=ListWeights(*few),
        many=ListWeights(*many),
    )


def _parted(
    values: Vector,
) -> tuple[float, float, float, float, float, list[float], list[float]]:
    kept = values.copy()
    kept[_NEVER_BELOW_0] = np.maximum(kept[_NEVER_BELOW_0], 0)
    text, behind, start, learned, learned_words, *lists = (round(float(v), 6) for v in kept)
    return text, behind, start, learned, learned_words, lists[:3], lists[3:]
