"""The fitted weights and thresholds, read from the file that `python -m knowledge fit` writes.

Nothing that was fitted stands as a number in code. `weights.json` says when and from which data it
was made, and what came out where each policy in turn was left out of the fit.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class ListWeights:
    """What each signal of a clause's list counts for, in logits."""

    near: float
    words: float
    start: float


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """How the signals of a candidate add up. A list counts by `few` where it is short and by
    `many` where it is long; at `half` lines it is half-way between them. `rivals` is what the texts
    that stand nearly as high take from every text."""

    text: float
    rivals: float
    start: float
    few: ListWeights
    many: ListWeights
    learned: float
    learned_words: float
    half: float


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic function of named features: `start` and what each feature counts for."""

    start: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least chance that is enough, for a clause without a list and for one with a long one."""

    unlisted: float
    listed: float

    def at(self, listed: float) -> float:
        """For a list that is so long, 0 to 1."""
        return self.unlisted + listed * (self.listed - self.unlisted)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was fitted for one way of reading: by words and meaning, or by words alone.

    `first` gives the chance that the best clause answers, `three` that one of the best three does,
    `listed`, for a long list, that any clause answers; `answer` and `nearest` are the least chances
    at which a clause is quoted as the answer, and at which three are offered as the nearest.
    """

    score: ScoreWeights
    first: Logistic
    three: Logistic
    listed: Logistic
    answer: Threshold
    nearest: Threshold


def weights(meaning: bool) -> Weights:
    """The weights in use; `meaning` says whether an encoder reads too."""
    return _read(FILE)["meaning" if meaning else "words"]


@lru_cache(maxsize=1)
def _read(file: Path) -> Mapping[str, Weights]:
    told = json.loads(file.read_text("utf-8"))
    return {way: from_json(told[way]) for way in ("meaning", "words")}


def from_json(told: Mapping[str, Any]) -> Weights:
    """Raises KeyError or TypeError where something is missing or is too much."""
    score = dict(told["score"])
    few, many = ListWeights(**score.pop("few")), ListWeights(**score.pop("many"))
    return Weights(
        score=ScoreWeights(few=few, many=many, **score),
        first=Logistic(**told["first"]),
        three=Logistic(**told["three"]),
        listed=Logistic(**told["listed"]),
        answer=Threshold(**told["answer"]),
        nearest=Threshold(**told["nearest"]),
    )
