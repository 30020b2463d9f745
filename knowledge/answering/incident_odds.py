"""How likely a statement tells of something that has gone wrong, by what it means and its words.

Fitted from statements of both kinds and from the ways of asking (knowledge/quality/fitting/
incidents.py). A question is no statement: who asks about breaches in general tells of none.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from common.words import stems, words
from knowledge.answering.wording import Wording
from knowledge.answering.wording import from_json as wording_from_json

FILE = Path(__file__).with_name("incidents.json")


@dataclass(frozen=True, slots=True)
class IncidentOdds:
    """`meaning`, of shape (385,), weighs a vector and, last, the start; from `least` log odds on a
    statement tells of an incident."""

    wording: Wording
    meaning: NDArray[np.float32]
    least: float

    def of(self, statement: str, vector: NDArray[np.float32]) -> float:
        """Log odds that a statement with this vector, of shape (384,) and norm 1, tells of one."""
        by_meaning = float(vector @ self.meaning[:-1]) + float(self.meaning[-1])
        return by_meaning + self.wording.against(stems(words(statement)))


def incident_odds() -> IncidentOdds:
    """The odds that were fitted last."""
    return _read(FILE)


@lru_cache(maxsize=1)
def _read(file: Path) -> IncidentOdds:
    told = json.loads(file.read_text("utf-8"))
    meaning = np.array(told["meaning"], dtype=np.float32)
    return IncidentOdds(wording_from_json(told["wording"]), meaning, told["least"])
