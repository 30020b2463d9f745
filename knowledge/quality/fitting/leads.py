"""Fitting whether a no or a yes leads, from the ways of asking whose answer officers marked.

Each line is asked of the set as it would be without it: without a fifth of every list, a run of
lines that one writer wrote; without any list of its policy; and without any list at all. So the
clause that is found may be another one, as it is for questions that nobody listed. A no may lead
from the chance on at which few questions that are answered by a yes would be led by it, and the
other way round; both are taken where each policy in turn was left out of the fit.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.day_index import DayIndex
from knowledge.answering.index_cache import examples_of, index_of
from knowledge.answering.lead_evidence import EVIDENCE, LikelyClause
from knowledge.answering.weights import Logistic
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.marked_lines import PERMITS
from knowledge.model.policies import Verdict
from knowledge.model.policy_set import PolicySet
from knowledge.quality.fitting.optimise import Vector, logistic
from knowledge.query.english import english_ranks
from knowledge.query.question_form import QuestionForm, fact_form, question_form, read_asked

SEED = 16
_FOLDS = 5
_RIDGE = 5.0
_LOOKED_AT = 3
_WITHOUT_A_FIFTH, _WITHOUT_THE_POLICY, _WITHOUT_LISTS = 1.0, 0.5, 0.25
_LED_BY_NO = {"meaning": 0.06, "words": 0.16}
_LED_BY_YES = {"meaning": 0.01, "words": 0.005}
"""The share of the questions answered by a yes that a no may lead, and the other way round. Words
alone know less, so the stricter leads more often."""

Kept = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A line with its place, and whether its answer is a no."""

    place: str
    line: str
    is_no: bool

    @property
    def policy(self) -> str:
        return self.place.partition("#")[0]


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What was found for a question asked once."""

    asked: MarkedQuestion
    evidence: Mapping[str, float]
    weight: float


def fit_leads(known: PolicySet, shelf: EmbeddingCache, on: date) -> dict[str, Any]:
    """The content of `leads.json`. Takes some two minutes on one core."""
    told: dict[str, Any] = {"made_on": on.isoformat(), "seed": SEED, "data": known.fingerprint}
    for way, by_meaning in (("meaning", shelf), ("words", None)):
        rows = list(_rows(known, by_meaning, on))
        told[way] = _fitted(rows, way)
    return told


def _questions(known: PolicySet, on: date) -> list[MarkedQuestion]:
    served = {passage.place for passage in known.passages_on(on)}
    return [
        MarkedQuestion(place, line, verdict is Verdict.NOT_ALLOWED)
        for place, lines in sorted(known.answers.items())
        for line, verdict in lines.items()
        if place in served
        and (verdict is Verdict.NOT_ALLOWED or verdict in PERMITS)
        and question_form(line) is QuestionForm.MAY
        and fact_form(line) is None
    ]


def _rows(known: PolicySet, shelf: EmbeddingCache | None, on: date) -> Iterator[LeadRow]:
    choose = random.Random(SEED)  # noqa: S311 - the same folds at every fit
    questions = _questions(known, on)
    policies = sorted({question.policy for question in questions})
    choose.shuffle(policies)
    run_of = {
        (place, line): (at * _FOLDS // len(lines) + begin) % _FOLDS
        for place, lines in sorted(examples_of(known).items())
        for begin in (choose.randrange(_FOLDS),)
        for at, line in enumerate(lines)
    }
    for fold in range(_FOLDS):
        out = set(policies[fold::_FOLDS])
        without = _set_without(known, _not_in(run_of, fold))
        asked = [q for q in questions if run_of.get((q.place, q.line)) == fold]
        yield from _asked(without, shelf, on, asked, _WITHOUT_A_FIFTH)
        asked = [q for q in questions if q.policy in out]
        yield from _asked(_set_without(known, _not_of(out)), shelf, on, asked, _WITHOUT_THE_POLICY)
    without = _set_without(known, _not_of(set(policies)))
    yield from _asked(without, shelf, on, questions, _WITHOUT_LISTS)


def _not_in(run_of: Mapping[tuple[str, str], int], fold: int) -> Kept:
    return lambda place, line: run_of.get((place, line)) != fold


def _not_of(policies: set[str]) -> Kept:
    return lambda place, _: place.partition("#")[0] not in policies


def _set_without(known: PolicySet, kept: Kept) -> PolicySet:
    """The set with no lines but those that are kept."""
    return replace(
        known,
        asked=_lists(known.asked, kept),
        answers={
            place: {line: verdict for line, verdict in lines.items() if kept(place, line)}
            for place, lines in known.answers.items()
        },
    )


def _lists(lists: Mapping[str, Sequence[str]], kept: Kept) -> dict[str, tuple[str, ...]]:
    return {
        place: tuple(line for line in lines if kept(place, line)) for place, lines in lists.items()
    }


def _asked(
    without: PolicySet,
    shelf: EmbeddingCache | None,
    on: date,
    questions: Sequence[MarkedQuestion],
    weight: float,
) -> Iterator[LeadRow]:
    """The rows of questions asked of a set."""
    passages = without.passages_on(on)
    index = index_of(without, passages, examples_of(without), english_ranks())
    if shelf:
        shelf.encode(shelf.missing(index.texts))
        index.attach_embeddings(shelf)
    for question in questions:
        yield LeadRow(question, _evidence(index, question.line), weight)


def _evidence(index: DayIndex, line: str) -> dict[str, float]:
    question = index.parse(line)
    best = index.candidates(question).best(_LOOKED_AT + len(index.among.subjects))
    likely = [LikelyClause(one.passage, one.total) for one in best if one.passage is not None]
    return index.marked_nearness(question).evidence(read_asked(line), likely)


def _fitted(rows: Sequence[LeadRow], way: str) -> dict[str, Any]:
    evidence = np.array([[row.evidence[name] for name in EVIDENCE] for row in rows])
    noes = np.array([row.asked.is_no for row in rows])
    weight = np.array([row.weight for row in rows])
    policy = np.array([row.asked.policy for row in rows])
    policies = sorted(set(policy.tolist()))
    chances = np.zeros(len(rows))
    for fold in range(_FOLDS):
        out = np.isin(policy, policies[fold::_FOLDS])
        chances[out] = _chances(_fit(evidence[~out], noes[~out], weight[~out]), evidence[out])
    whole = _fit(evidence, noes, weight)
    listed = weight == _WITHOUT_A_FIFTH  # a set is asked with its lists
    no, yes = chances[listed & noes], chances[listed & ~noes]
    no_from = _rounded(float(np.quantile(yes, 1 - _LED_BY_NO[way])))
    yes_to = _rounded(float(np.quantile(no, _LED_BY_YES[way])))
    used = {name: _rounded(v) for name, v in zip(EVIDENCE, whole[:-1].tolist(), strict=True) if v}
    return {
        "no": asdict(Logistic(_rounded(float(whole[-1])), used)),
        "no_from": no_from,
        "yes_to": yes_to,
        "cross_validated": {
            "questions": int(listed.sum()),
            "no_led_by_no": _rounded(float((no >= no_from).mean())),
            "no_led_by_yes": _rounded(float((no <= yes_to).mean())),
            "yes_led_by_yes": _rounded(float((yes <= yes_to).mean())),
            "yes_led_by_no": _rounded(float((yes >= no_from).mean())),
        },
    }


def _fit(evidence: Vector, noes: NDArray[np.bool_], weight: Vector) -> Vector:
    either_way = np.zeros(evidence.shape[1])
    return logistic(evidence, noes.astype(float), weight, either_way, _RIDGE)


def _chances(by: Vector, evidence: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-np.clip(evidence @ by[:-1] + by[-1], -30, 30))))


def _rounded(value: float) -> float:
    return round(value, 4)
