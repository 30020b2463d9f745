"""The fitted chance that the answer is a no, read from the file that `python -m knowledge fit`
writes (knowledge/answering/weights.py says why nothing that was fitted stands in code)."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.answering.weights import Logistic

FILE = Path(__file__).with_name("leads.json")
_MOST = 30.0  # logits


@dataclass(frozen=True, slots=True)
class LeadWeights:
    """`no` gives the chance that the answer is a no; from `no_from` on a no leads, up to `yes_to`
    a yes, and between them neither."""

    no: Logistic
    no_from: float
    yes_to: float

    def chance(self, evidence: Mapping[str, float]) -> float:
        """How likely it is that the answer is a no, 0 to 1."""
        total = self.no.start + sum(w * evidence[name] for name, w in self.no.weights.items())
        return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, total))))


def lead_weights(meaning: bool) -> LeadWeights:
    """The weights in use; `meaning` says whether an encoder reads too."""
    return _read(FILE)["meaning" if meaning else "words"]


@lru_cache(maxsize=1)
def _read(file: Path) -> Mapping[str, LeadWeights]:
    told = json.loads(file.read_text("utf-8"))
    return {way: from_json(told[way]) for way in ("meaning", "words")}


def from_json(told: Mapping[str, Any]) -> LeadWeights:
    """Raises KeyError or TypeError where something is missing or is too much."""
    return LeadWeights(Logistic(**told["no"]), told["no_from"], told["yes_to"])
