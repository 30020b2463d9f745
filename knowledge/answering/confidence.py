"""How sure it is that the best clause answers, or that one of the best three does.

A logistic function of a few features (knowledge/answering/weights.py). What the question asks for
must be in what would be shown: words that neither the clause nor its list has, and a number, a
time, a person or a meaning that no sentence of it has, take from the confidence whatever speaks
for the clause.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from common.words import content, stems_in
from knowledge.answering.candidates import Candidate, Candidates
from knowledge.answering.weights import Logistic, Weights
from knowledge.answering.wording import Wording
from knowledge.model.policies import Passage
from knowledge.model.sentences import sentences
from knowledge.query.answer_type import AskedFor, asked_for, has
from knowledge.query.english import english_ranks

SPEAKS_FOR = (
    *("odds", "total", "lead", "lead_listed", "lead_of_three", "meaning", "nearest", "words"),
    *("sentence", "learned", "learned_words"),
)
SPEAKS_AGAINST = ("missing", "unknown", "uncovered", "subject", "wording")
SPEAKS_EITHER_WAY = ("listed", "rewritten")
EVIDENCE = (*SPEAKS_FOR, *SPEAKS_AGAINST, *SPEAKS_EITHER_WAY)
_MOST_ODDS, _MOST_LEAD, _LEAST_LEARNED = 10.0, 6.0, -8.0
_LONG = 8.0  # lines; a list of so many is half-way to a long one
_LONG_FROM = 0.5  # of `listed`
_MOST_UNKNOWN = 0.5  # the share of a question; of 1,000 answered rightly 4 have more
_RARE = 30_000  # rank in English; a word as rare as this counts whole


def evidence(
    candidates: Candidates, clauses: Sequence[Candidate], form: Wording
) -> dict[str, float]:
    """What speaks for and against the best clause; `clauses` are the best ones, best first.

    - odds: of all clauses against the subjects that are not covered and nothing at all, in logits;
      total: of the best clause against nothing; subject: of the best subject against that clause;
    - lead, lead_of_three: how far it is ahead of the second, and the third of the fourth;
      lead_listed: the lead where its list is long;
    - meaning, sentence: its signals by its text; nearest, words, learned, learned_words: by its
      list, `nearest` the nearness of the nearest line alone;
    - missing: 1 where something is asked for that none of its sentences has; less where one has
      it, but another one covers more of the question;
    - wording: the log odds that a question of its form is one that nothing answers;
    - unknown: the share of the question, by rarity, of which no text or list has a word;
    - uncovered: the share, by rarity in English, of which neither its text nor its list has one;
    - listed: how long its list is, 0 to 1; rewritten: 1 where the lexicon has words of it.
    """
    best = clauses[0]
    assert best.passage is not None  # noqa: S101 - clauses have passages
    signals = candidates.signals
    totals = [clause.total for clause in clauses[:4]]
    totals += [totals[-1] - _MOST_LEAD] * (4 - len(totals))
    asked = asked_for(candidates.question.text)
    sentence = float(signals.sentence[best.row])
    size = float(candidates.among.sizes[best.row])
    listed = size / (size + _LONG)
    return {
        "odds": _clipped(_odds(candidates), _MOST_ODDS),
        "total": _clipped(best.total, _MOST_ODDS),
        "lead": min(totals[0] - totals[1], _MOST_LEAD),
        "lead_listed": min(totals[0] - totals[1], _MOST_LEAD) * listed,
        "lead_of_three": min(totals[2] - totals[3], _MOST_LEAD),
        "meaning": float(signals.meaning[best.row]),
        "nearest": float(signals.nearness[best.row]),
        "words": best.signals["words"],
        "sentence": sentence,
        "learned": max(best.signals["learned"], _LEAST_LEARNED) * listed,
        "learned_words": max(best.signals["learned_words"], _LEAST_LEARNED) * listed,
        "missing": _missing(candidates, best.passage, asked) if asked else 0.0,
        "unknown": _unknown(candidates),
        "uncovered": _uncovered(candidates, best.row),
        "subject": _clipped(_best_subject(candidates) - best.total, _MOST_ODDS),
        "wording": form.against(candidates.question.stems),
        "listed": listed,
        "rewritten": float(bool(candidates.question.rewritten)),
    }


def chance(features: Mapping[str, float], by: Logistic) -> float:
    """From features to a chance, 0 to 1."""
    total = by.start + sum(weight * features[name] for name, weight in by.weights.items())
    return 1 / (1 + math.exp(-_clipped(total, 30.0)))


def confidence(features: Mapping[str, float], weights: Weights) -> float:
    """How sure it is that the best clause answers, 0 to 1.

    With a long list it is the chance that any clause answers: the list has put its clause first,
    and what remains to be doubted is that the policies say anything of it.
    """
    first, listed = chance(features, weights.first), chance(features, weights.listed)
    return first + long_list(features) * (listed - first)


def long_list(features: Mapping[str, float]) -> float:
    """How far the best clause's list counts as a long one, 0 to 1; 1 from 8 lines on."""
    return min(1.0, features["listed"] / _LONG_FROM)


def is_likelier(features: Mapping[str, float]) -> bool:
    """Whether some clause is likelier than the subjects that are not covered, and than nothing at
    all; asked of a long list, and the less the shorter it is. None is where most of the question is
    words that nothing in the set has."""
    odds = features["odds"] >= _MOST_ODDS * (long_list(features) - 1)
    return odds and features["unknown"] <= _MOST_UNKNOWN


def _odds(candidates: Candidates) -> float:
    total = candidates.total.astype(np.float64)
    is_clause = candidates.among.is_clause
    clauses = float(np.logaddexp.reduce(total[is_clause]))
    return clauses - float(np.logaddexp.reduce(np.append(total[~is_clause], 0.0)))


def _best_subject(candidates: Candidates) -> float:
    return float(candidates.total[~candidates.among.is_clause].max(initial=0.0))


def _unknown(candidates: Candidates) -> float:
    among, question = candidates.among, candidates.question
    lexical, lists = among.index.lexical, among.examples
    read = question.rewritten_readings or question.readings
    terms = ["", *dict.fromkeys(term for readings in read for term in readings)]
    known = lexical.known(terms) | lists.known(terms)
    weights = dict(zip(terms, lexical.weights(terms), strict=True))
    possible = unknown = 0.0
    for readings in read:
        weighed = [weights[term] for term in readings if term in known]
        weight = max(weighed, default=weights[""])
        possible += weight
        unknown += 0.0 if weighed else weight
    return unknown / possible if possible else 1.0


def _missing(candidates: Candidates, passage: Passage, asked: Sequence[AskedFor]) -> float:
    """How far the sentences that have what is asked for stay behind the best one, 0 to 1."""
    read = candidates.question.rewritten_readings or candidates.question.readings
    best = best_with = 0.0
    is_there = False
    for said in (passage.heading, *(one.whole for one in sentences(passage.text))):
        held = stems_in(said)
        covers = sum(not held.isdisjoint(terms) for terms in read) / max(1, len(read))
        best = max(best, covers)
        if has(said, asked):
            is_there, best_with = True, max(best_with, covers)
    if not is_there:
        return 1.0
    return (best - best_with) / best if best else 0.0


def _uncovered(candidates: Candidates, row: int) -> float:
    """The share of the question of which neither a candidate's text nor its list has a word; as
    asked or as rewritten, whichever is covered more."""
    question = candidates.question
    asked = [(question.words, question.readings)]
    if question.rewritten_readings:
        asked.append((tuple(question.rewritten.split()), question.rewritten_readings))
    return min(_lacking(candidates, row, said, read) for said, read in asked)


def _lacking(
    candidates: Candidates, row: int, said: Sequence[str], read: Sequence[Mapping[str, float]]
) -> float:
    among = candidates.among
    held = {*among.index.lexical.covered(row, read), *among.examples.covered(row, read)}
    rare = [_rarity(word) for word in content(said)]
    lacking = sum(r for r, terms in zip(rare, read, strict=False) if not held.intersection(terms))
    return lacking / (sum(rare) or 1.0)


def _rarity(word: str) -> float:
    rank = english_ranks().get(word, _RARE)
    return min(1.0, math.log1p(rank) / math.log1p(_RARE))


def _clipped(value: float, most: float) -> float:
    return max(-most, min(most, value))
