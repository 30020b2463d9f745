"""What the fit learns from: the policy set as it would be with fewer ways of asking, and questions.

A scenario is the set with so many lines taught on so many of its places, drawn with a fixed seed,
and questions that were not taught. Of each list one run of lines in a row is never taught but
asked: lines that stand together come from one writer, and another one's must be found too.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.candidates import NOT_COVERED, Candidates, Signals
from knowledge.answering.day_index import DayIndex
from knowledge.answering.weights import ScoreWeights

ALL = 10_000  # lines: more than any list has
LEVELS = (
    *((0, 1.0), (1, 0.5), (3, 0.5), (10, 1.0)),
    *((ALL, 0.5), (ALL, 0.9), (ALL, 1.0)),
)
"""How many lines a list, on which share of the places."""

_PARTS = 5  # one of them is asked
_ASKED_OF_A_LIST = 4


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question and the places that answer it, none where the set does not; `close` are places
    that may answer it as well. `group` is what is left out together in cross-validation."""

    text: str
    right: frozenset[str]
    close: frozenset[str]
    group: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AskedScenario:
    """Questions with their signals, a question a row: `features` (questions, features, places),
    `right` and `close` (questions, places). `sizes` are the lists' lines."""

    name: str
    index: DayIndex
    questions: Sequence[AskedQuestion]
    signals: Sequence[Signals]
    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    close: NDArray[np.bool_]
    sizes: NDArray[np.float32]

    def candidates(self, at: int, score: ScoreWeights, without_right: bool = False) -> Candidates:
        """The candidates of a question; with `without_right` as if no clause answered it."""
        index, asked = self.index, self.signals[at]
        if without_right:
            gone = self.right[at] | self.close[at]
            features = asked.features.copy()
            features[:, gone] = np.array([-1, -1, -20, -20, 0], dtype=np.float32)[:, None]
            meaning = np.where(gone, np.float32(-1), asked.meaning)
            asked = replace(asked, features=features, meaning=meaning)
        question = index.parse(self.questions[at].text)
        return Candidates(index.among, question, asked, score)


def held_out(lists: Mapping[str, Sequence[str]], seed: int) -> tuple[dict[str, list[str]], ...]:
    """Each list in two: what may be taught, and a run of lines in a row that is asked."""
    choose = random.Random(seed)  # noqa: S311 - the same draw at every fit
    taught: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for place in sorted(lists):
        lines = list(lists[place])
        size = max(1, len(lines) // _PARTS)
        begin = choose.randrange(_PARTS) * size
        asked[place] = choose.sample(
            lines[begin : begin + size], min(_ASKED_OF_A_LIST, len(lines[begin : begin + size]))
        )
        taught[place] = [*lines[:begin], *lines[begin + size :]]
    return taught, asked


def drawn(
    lists: Mapping[str, Sequence[str]], lines: int, share: float, choose: random.Random
) -> dict[str, list[str]]:
    """So many lines of a share of the lists."""
    if not lines:
        return {}
    places = sorted(place for place in lists if lists[place])
    choose.shuffle(places)
    kept = places[: max(1, round(share * len(places)))]
    return {
        place: choose.sample(list(lists[place]), min(lines, len(lists[place]))) for place in kept
    }


def asked_of(lists: Mapping[str, Sequence[str]]) -> list[AskedQuestion]:
    """Lines of the lists as questions; those of subjects that are not covered have no answer."""
    return [
        AskedQuestion(
            line,
            frozenset() if place.startswith(f"{NOT_COVERED}#") else frozenset({place}),
            frozenset(),
            place.partition("#")[0],
        )
        for place in sorted(lists)
        for line in lists[place]
    ]


def ask(name: str, index: DayIndex, questions: Sequence[AskedQuestion]) -> AskedScenario:
    """Ask every question of an index."""
    places = [passage.place for passage in index.index.passages]
    signals = [index.signals(index.parse(question.text)) for question in questions]
    return AskedScenario(
        name,
        index,
        questions,
        signals,
        np.stack([one.features for one in signals]),
        np.array([[place in q.right for place in places] for q in questions]),
        np.array([[place in q.close for place in places] for q in questions]),
        index.among.sizes,
    )
