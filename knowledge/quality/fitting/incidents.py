"""Fitting what a statement of an incident looks like (knowledge/answering/incident_odds.py).

Beside the statements of `incidents.jsonl`, of both kinds, the statements in the ways of asking for
every clause are learnt as telling of none, but for those of the clauses that an incident leads to.
Enough is what hardly any of those reaches where it was left out of the fit.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.incident_odds import IncidentOdds
from knowledge.answering.index_cache import examples_of
from knowledge.answering.wording import from_json
from knowledge.index.classifier import SCALE, regression
from knowledge.index.encoder import Encoder
from knowledge.model.policy_set import PolicySet
from knowledge.model.set_settings import ClauseRole
from knowledge.quality.fitting.wording import Worded, fit_wording
from knowledge.query.incident import Incident, read_incident, statements_in

SEED = 17
_FILE = Path(__file__).with_name("incidents.jsonl")
_FOLDS, _STEPS = 5, 100
_TIMES, _GENERAL_TIMES, _RULE_TIMES = (
    6,
    3,
    4,
)  # that a written statement counts beside one of the lists
_SHORTEST = 4  # words; what is shorter tells nothing
_MOST_LISTED = 5_000
_TAKEN = 0.03  # the share of the listed statements that may be taken for incidents


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, whether it tells of an incident, and how often it counts."""

    text: str
    incident: bool
    times: int = 1


def fit_incidents(known: PolicySet, encoder: Encoder, on: date) -> dict[str, Any]:
    """The content of `incidents.json`. Takes half a minute on one core."""
    told = [*_written(), *_listed(known)]
    random.Random(SEED).shuffle(told)  # noqa: S311 - the same folds at every fit
    vectors = encoder.encode([one.text for one in told])
    odds = np.zeros(len(told))
    for fold in range(_FOLDS):
        kept = [at for at in range(len(told)) if at % _FOLDS != fold]
        fit = _fit([told[at] for at in kept], vectors[kept])
        for at in range(fold, len(told), _FOLDS):
            odds[at] = fit.of(told[at].text, vectors[at])
    incident = np.array([one.incident for one in told])
    listed = np.array([one.times == 1 for one in told])
    least = round(float(np.quantile(odds[listed], 1 - _TAKEN)), 2)
    found = _fit(told, vectors)
    return {
        "made_on": on.isoformat(),
        "seed": SEED,
        "data": known.fingerprint,
        "least": least,
        "cross_validated": {
            "incidents": int(incident.sum()),
            "told": round(float((odds[incident] >= least).mean()), 4),
            "others": int((~incident).sum()),
            "taken": round(float((odds[~incident] >= least).mean()), 4),
        },
        "meaning": [round(float(weight), 2) for weight in found.meaning],
        "wording": _wording(told),
    }


def _written() -> list[Told]:
    lines = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]
    return [
        Told(line["text"], is_told, _TIMES if is_told else _GENERAL_TIMES)
        for line in lines
        for is_told in (line["kind"] == "incident",)
    ]


def _listed(known: PolicySet) -> list[Told]:
    """Statements of the lists: those for the incident's rule tell of one, those of its policy may,
    and so may any that the words alone say so of."""
    rule = known.settings.clause(ClauseRole.INCIDENT)
    found = [
        Told(said, incident=place == rule, times=_RULE_TIMES if place == rule else 1)
        for place, lines in sorted(examples_of(known).items())
        if place == rule or place.partition("#")[0] != rule.partition("#")[0]
        for line in lines
        for said in statements_in(line)
        if len(said.split()) >= _SHORTEST
        and (place == rule or read_incident(said) is not Incident.TOLD)
    ]
    others = [one for one in found if not one.incident]
    kept = random.Random(SEED).sample(others, min(_MOST_LISTED, len(others)))  # noqa: S311
    return [*kept, *(one for one in found if one.incident)]


def _wording(told: Sequence[Told]) -> dict[str, Any]:
    return fit_wording([Worded(one.text, not one.incident, one.times) for one in told])


def _fit(told: Sequence[Told], vectors: NDArray[np.float32]) -> IncidentOdds:
    times = [one.times for one in told]
    rows = np.repeat(vectors, times, axis=0) * np.float32(SCALE)
    rows = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    owner = np.repeat(np.array([one.incident for one in told], dtype=np.int64), times)
    weights = regression(rows, owner, 2, steps=_STEPS)
    meaning = (weights[:, 1] - weights[:, 0]) * np.array([SCALE] * 384 + [1.0], dtype=np.float32)
    return IncidentOdds(from_json(_wording(told)), meaning.astype(np.float32), 0.0)
