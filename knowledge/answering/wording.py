"""Whether a question, by its wording alone, is of a kind that policies do not settle.

"Who wrote the rules", "how do I mute everyone in Teams", "what does Leeds do": such questions share
their subject with a clause, and it is their form that tells them from those that it answers, which
Rajpurkar, Jia and Liang call unanswerable ("Know What You Don't Know", 2018). A logistic regression
over stems and pairs of stems, fitted by `python -m knowledge fit`; it needs no encoder.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.index.classifier import Matrix, WordFeatures

FILE = Path(__file__).with_name("wording.json")
_MOST_FOR, _MOST_AGAINST = -6.0, 4.0


@dataclass(frozen=True, slots=True)
class Wording:
    """`weights` are of shape (features + 1,), float32, the last one the start."""

    features: WordFeatures
    weights: Matrix

    def against(self, said: Sequence[str]) -> float:
        """Log odds, -6 to 4, that a question of these stems is one that nothing answers."""
        at, values = self.features.row(said)
        odds = float(values @ self.weights[at]) + float(self.weights[-1])
        return min(_MOST_AGAINST, max(_MOST_FOR, odds))


def wording() -> Wording:
    """The wording that was fitted last."""
    return _read(FILE)


@lru_cache(maxsize=1)
def _read(file: Path) -> Wording:
    return from_json(json.loads(file.read_text("utf-8")))


def from_json(told: Mapping[str, Any]) -> Wording:
    """Raises KeyError or ValueError where something is missing or is too much."""
    words: Mapping[str, Sequence[float]] = told["words"]
    rarity, weights = zip(*words.values(), strict=True) if words else ((), ())
    return Wording(
        WordFeatures({word: at for at, word in enumerate(words)}, np.array(rarity, dtype="f4")),
        np.array([*weights, told["start"]], dtype="f4"),
    )
