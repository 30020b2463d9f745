"""The fit from beginning to end: a policy folder and golden questions in, `weights.json` out."""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.answering.index_cache import examples_of, index_of
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.model.policy_set import PolicySet
from knowledge.quality.fitting.fit import SEED, fitted
from knowledge.quality.fitting.scenarios import (
    LEVELS,
    AskedQuestion,
    AskedScenario,
    ask,
    asked_of,
    drawn,
    held_out,
)
from knowledge.quality.golden import GoldenQuestion, Topic
from knowledge.query.english import english_ranks

_GOLDEN_WEIGHT = 3.0  # a question by somebody who saw no list tells more than a line of one


def fit_weights(
    known: PolicySet,
    golden: Sequence[GoldenQuestion],
    topics: Mapping[str, Topic],
    shelf: EmbeddingCache,
    on: date,
) -> dict[str, Any]:
    """The content of `weights.json`. Takes some ten minutes on one core."""
    taught, kept = held_out(examples_of(known), SEED)
    questions = [*_golden(golden, topics), *asked_of(kept)]
    told: dict[str, Any] = {"made_on": on.isoformat(), "seed": SEED, "data": _digest(known, golden)}
    for way, by_meaning in (("meaning", shelf), ("words", None)):
        scenarios = list(_scenarios(known, taught, questions, by_meaning, on))
        part, figures = fitted(scenarios, by_meaning is not None)
        told[way] = {**part, "cross_validated": figures}
    return told


def write(told: Mapping[str, Any], file: Path) -> None:
    file.write_text(json.dumps(told, indent=2) + "\n", "utf-8", newline="\n")


def _golden(
    golden: Sequence[GoldenQuestion], topics: Mapping[str, Topic]
) -> Iterator[AskedQuestion]:
    """The questions that stand by themselves; each topic is left out as a whole."""
    for question in golden:
        if question.context is None:
            topic = topics[question.topic] if question.answerable else Topic(*[frozenset()] * 2)
            yield AskedQuestion(
                question.text, topic.refs, topic.close, question.topic, _GOLDEN_WEIGHT
            )


def _scenarios(
    known: PolicySet,
    taught: Mapping[str, Sequence[str]],
    questions: Sequence[AskedQuestion],
    shelf: EmbeddingCache | None,
    on: date,
) -> Iterator[AskedScenario]:
    choose = random.Random(SEED)  # noqa: S311 - the same draw at every fit
    passages, english = known.passages_on(on), english_ranks()
    for lines, share in LEVELS:
        index = index_of(known, passages, drawn(taught, lines, share, choose), english)
        if shelf:
            shelf.encode(index.texts)
            index.attach_embeddings(shelf)
        yield ask(f"{lines} lines on {share:.0%}", index, questions)


def _digest(known: PolicySet, golden: Sequence[GoldenQuestion]) -> str:
    """What was fitted from: the set's fingerprint and a digest of the questions."""
    said = json.dumps([[q.text, q.topic, q.answerable] for q in golden], ensure_ascii=False)
    return f"{known.fingerprint} {hashlib.sha256(said.encode()).hexdigest()[:16]}"
