"""The fit from beginning to end: a policy folder and golden questions in, `weights.json` out."""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.answering.candidates import NOT_COVERED
from knowledge.answering.index_cache import examples_of, index_of
from knowledge.answering.wording import from_json
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
from knowledge.quality.fitting.wording import (
    TWICE,
    Worded,
    fit_wording,
    folds,
    left_out,
    of_a_kind,
)
from knowledge.quality.golden import Golden, GoldenQuestion, Topic
from knowledge.query.english import english_ranks

_GOLDEN_WEIGHT = 3.0  # a question by somebody who saw no list tells more than a line of one


def fit_weights(
    known: PolicySet, golden: Golden, shelf: EmbeddingCache, on: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The content of `weights.json` and of `wording.json`. Takes some fifteen minutes on one core.

    `golden` has the questions by people who saw no list, and of near misses those learnt from.
    """
    taught, kept = held_out(examples_of(known), SEED)
    questions = [*_golden(golden), *asked_of(kept)]
    worded = [*of_a_kind(SEED), *_worded(questions, taught)]
    parts = folds(worded, SEED)
    forms = [from_json(one) for one in left_out(worded, parts)]
    told: dict[str, Any] = {
        "made_on": on.isoformat(),
        "seed": SEED,
        "data": _digest(known, golden.questions),
    }
    for way, by_meaning in (("meaning", shelf), ("words", None)):
        scenarios = list(_scenarios(known, taught, questions, by_meaning, on))
        part, figures = fitted(
            scenarios, by_meaning is not None, lambda asked: forms[parts[asked.group]]
        )
        told[way] = {**part, "cross_validated": figures}
    return told, fit_wording(worded)


def write(told: Mapping[str, Any], file: Path) -> None:
    file.write_text(json.dumps(told, indent=2) + "\n", "utf-8", newline="\n")


def _worded(
    questions: Sequence[AskedQuestion], taught: Mapping[str, Sequence[str]]
) -> Iterator[Worded]:
    """All questions and lines; a line of a subject that is not covered has no answer."""
    for question in questions:
        times = TWICE if question.weight > 1 else 1
        yield Worded(question.text, bool(question.right), times, question.group)
    for place, lines in taught.items():
        is_clause = not place.startswith(f"{NOT_COVERED}#")
        yield from (Worded(line, is_clause) for line in lines)


def _golden(golden: Golden) -> Iterator[AskedQuestion]:
    """The questions that stand by themselves; each topic is left out as a whole."""
    for question in golden.questions:
        if question.context is None:
            is_asked = question.answerable
            topic = golden.topics[question.topic] if is_asked else Topic(*[frozenset()] * 2)
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
