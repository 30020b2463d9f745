"""The fit of what a question's wording alone tells (knowledge/answering/wording.py)."""

import json
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.index.classifier import SCALE, WordFeatures, regression

_KINDS = Path(__file__).with_name("question_kinds.toml")
_FILLED = 3  # ways in which a line with fillers is read
TWICE = 2  # times that a question by somebody who saw no list counts
_STEPS = 100
_LEAST = 0.1  # a smaller weight is left out
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Worded:
    """A question, whether a clause answers it, how often it counts, and the group with which it is
    left out in cross-validation; none for one that always stays."""

    text: str
    answered: bool
    times: int = 1
    group: str = ""


def of_a_kind(seed: int) -> Iterator[Worded]:
    """The questions of the kinds that no policy settles, with their fillers drawn."""
    told = tomllib.loads(_KINDS.read_text("utf-8"))
    choose = random.Random(seed)  # noqa: S311 - the same draw at every fit
    fillers: Mapping[str, Sequence[str]] = told["fillers"]
    for lines in told["kinds"].values():
        for line in lines:
            for _ in range(_FILLED if "{" in line else 1):
                yield Worded(
                    re.sub(r"\{(\w+)\}", lambda slot: choose.choice(fillers[slot[1]]), line),
                    answered=False,
                )


def fit_wording(questions: Sequence[Worded]) -> dict[str, Any]:
    """The content of `wording.json`."""
    counted = [question for question in questions for _ in range(question.times)]
    features = WordFeatures.of([question.text for question in counted])
    rows = features.table([question.text for question in counted])
    owner = np.array([not question.answered for question in counted], dtype=np.int64)
    found = regression(rows, owner, 2, steps=_STEPS)
    weights = found[:, 1] - found[:, 0]
    return {
        "start": round(float(weights[-1]), 4),
        "words": {
            word: [round(float(features.rarity[at]), 3), round(float(weights[at]) * SCALE, 3)]
            for word, at in features.columns.items()
            if abs(weights[at]) >= _LEAST
        },
    }


def folds(questions: Sequence[Worded], seed: int) -> dict[str, int]:
    """In which part each group is left out."""
    groups = sorted({question.group for question in questions} - {""})
    random.Random(seed).shuffle(groups)  # noqa: S311 - likewise
    return {group: at % FOLDS for at, group in enumerate(groups)}


def left_out(questions: Sequence[Worded], parts: Mapping[str, int]) -> list[dict[str, Any]]:
    """A fit without each part in turn."""
    return [
        fit_wording([question for question in questions if parts.get(question.group) != part])
        for part in range(FOLDS)
    ]


def write(told: Mapping[str, Any], file: Path) -> None:
    """A word a line, so that a change is read as one."""
    words = ",\n".join(f"    {json.dumps(w)}: {json.dumps(v)}" for w, v in told["words"].items())
    text = f'{{\n  "start": {told["start"]},\n  "words": {{\n{words}\n  }}\n}}\n'
    file.write_text(text, "utf-8", newline="\n")
