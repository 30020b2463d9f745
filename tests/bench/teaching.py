"""What ways of asking do to the questions that were not taught: a table, and where they harm.

    python -m tests.bench.teaching [SETS_FOLDER] [--quick]

From each set's own questions some are taught as ways of asking: 1, 2, 3, 5 or 10 a clause, on one
clause, a tenth, half or all of those that have so many, three draws each; then single lines. The
questions that were not taught are asked before and after. SETS_FOLDER holds sets as
`tests.bench.retrieval` reads them and, in `own_policies/`, policy folders each with
`questions.jsonl` and `again.jsonl`; without it only the model set is asked. Ends within an hour;
`--quick` draws once, asks 200 questions a set and teaches 30 single lines.

A figure is worse where it falls by more than one in a hundred, pooled over draws and sets, or in
one set by more than one question in the mean of its draws.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from knowledge.answering.answerer import Answerer
from knowledge.answering.day_index import DayIndex
from knowledge.answering.incident_answer import IncidentAnswers
from knowledge.answering.index_cache import index_of
from knowledge.answering.register_answer import RegisterAnswers
from knowledge.files.load import read_folder
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.encoder import Vectors
from knowledge.index.installed import installed_encoder
from knowledge.model.answers import AnswerKind
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.quality.golden import golden_of, read_questions
from knowledge.query.english import english_ranks
from knowledge.query.tools.naming import ToolNames
from knowledge.query.tools.unlisted_names import KnownWords, UnlistedNames
from tests.bench.retrieval import Collection, passage_of

_ON = date(2026, 11, 30)
_SETS = Path("../shared/retrieval_sets")
_MODEL_SET = Path("tests/model_set")
_REPORT = Path("tests/questions/report.jsonl")
_LINES = (1, 2, 3, 5, 10)
_SHARES = {"one": 0.0, "a tenth": 0.1, "half": 0.5, "all": 1.0}
_SEEDS = (1, 2, 3)
_SINGLES = 300
_QUICK = 200  # questions of a set
_FIGURES = ("first", "three", "silence", "near", "far")
_GOOD = ("first", "three")
_NEAR, _FAR = ("near", "nearmiss"), ("far", "oos", "oos_far")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the places that answer it, and its kind."""

    text: str
    right: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class TaughtSet:
    """One set: what is indexed of it, and its questions."""

    name: str
    passages: Sequence[Passage]
    questions: Sequence[Asked]
    known: PolicySet | None = None

    def answerer(self, lists: Mapping[str, Sequence[str]], shelf: EmbeddingCache) -> Answerer:
        english = english_ranks()
        if self.known:
            subjects = {f"not-covered#{k}": v for k, v in self.known.subject_lines.items()}
            index = index_of(self.known, self.passages, {**subjects, **lists}, english)
        else:
            index = DayIndex(self.passages, lists, english=english)
        shelf.encode(index.texts)
        index.attach_embeddings(shelf)
        known = KnownWords(english, index.known, index.ways.surface, index.vocabulary)
        unlisted = UnlistedNames(known, index.everyday_nearness, lambda name: False)
        register = RegisterAnswers(index, ToolNames((), english), unlisted)
        return Answerer(index, register, IncidentAnswers(index), "")

    def smaller(self, size: int) -> "TaughtSet":
        """The same set with so many of its questions."""
        kept = random.Random(1).sample(self.questions, min(size, len(self.questions)))  # noqa: S311
        return replace(self, questions=kept)

    def lines(self) -> dict[str, list[int]]:
        """The numbers of the questions of each place that can be taught."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, question in enumerate(self.questions):
            if question.right:
                found[min(question.right)].append(at)
        return found


class Remembering(EmbeddingCache):
    """Keeps the vectors of questions, which are asked again and again."""

    _questions: dict[str, Vectors]

    def question(self, text: str) -> Vectors:
        known = self.__dict__.setdefault("_questions", {})
        if text not in known:
            known[text] = self.encoder.encode([text])[0]
        vector: Vectors = known[text]
        return vector


def outcomes(asker: Answerer, questions: Sequence[Asked]) -> list[dict[str, bool]]:
    """For each question, which of the figures it counts for."""
    told = []
    for question in questions:
        answer = asker.answer(question.text, (), _ON)
        shown = [match.passage.place for match in answer.matches]
        firm = answer.kind is AnswerKind.ANSWERED and bool(shown)
        asked = bool(question.right)
        told.append(
            {
                "first": asked and firm and shown[0] in question.right,
                "three": asked and any(place in question.right for place in shown[:3]),
                "silence": asked and not shown,
                "near": firm and question.kind in _NEAR,
                "far": firm and question.kind in _FAR,
            }
        )
    return told


def own(folder: Path) -> TaughtSet:
    known, _ = read_folder(folder / "policies")
    lines = [
        json.loads(line)
        for file in ("questions", "again")
        for line in (folder / f"{file}.jsonl").read_text("utf-8").splitlines()
    ]
    asked = [Asked(q["text"], frozenset(q["refs"]), q.get("kind", "again")) for q in lines]
    return TaughtSet(folder.name, known.passages_on(_ON), asked, known)


def model(folder: Path) -> TaughtSet:
    known, _ = read_folder(folder)
    golden = golden_of(_MODEL_SET)
    asked = [
        Asked(q.text, golden.topics[q.topic].refs if q.answerable else frozenset(), q.kind)
        for q in (*golden.questions, *read_questions(_REPORT))
        if q.context is None
    ]
    return TaughtSet("model", known.passages_on(_ON), asked, known)


def public(folder: Path) -> TaughtSet:
    collection = Collection.read(folder)
    corpus = [line for some in collection.scopes.values() for line in some]
    passages = [passage_of(at, line) for at, line in enumerate(corpus)]
    places = {line["id"]: p.place for line, p in zip(corpus, passages, strict=True)}
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines()
    asked = [
        Asked(q["text"], frozenset(places[i] for i in collection.right.get(q["id"], ())), q["kind"])
        for q in map(json.loads, lines)
    ]
    return TaughtSet(folder.name, passages, asked)


def draws(
    some: TaughtSet, seeds: Sequence[int], singles: int
) -> Iterator[tuple[str, Mapping[str, Sequence[int]]]]:
    """What is taught: a name, and the numbers of the questions by place."""
    pool = some.lines()
    for lines in _LINES:
        can = sorted(place for place in pool if len(pool[place]) >= lines)
        for name, share in _SHARES.items() if can else ():
            for seed in seeds:
                choose = random.Random(f"{seed} {lines} {name}")  # noqa: S311 - drawn alike
                kept = choose.sample(can, max(1, int(share * len(can))))
                yield f"{lines} on {name}", {p: choose.sample(pool[p], lines) for p in kept}
    choose = random.Random("singles")  # noqa: S311 - likewise
    for _ in range(singles):
        place = choose.choice(sorted(pool))
        yield "single lines", {place: [choose.choice(pool[place])]}


def measure(
    some: TaughtSet, shelf: EmbeddingCache, seeds: Sequence[int], singles: int
) -> Iterator[tuple[str, int, dict[str, int]]]:
    """For each draw: its name, how many were asked, and by how many each figure changed."""
    before = outcomes(some.answerer({}, shelf), some.questions)
    for name, taught in draws(some, seeds, singles):
        numbers = {at for some_of in taught.values() for at in some_of}
        rest = [at for at in range(len(some.questions)) if at not in numbers]
        lists = {place: [some.questions[at].text for at in ats] for place, ats in taught.items()}
        after = outcomes(some.answerer(lists, shelf), [some.questions[at] for at in rest])
        changed = {
            figure: sum(after[i][figure] - before[at][figure] for i, at in enumerate(rest))
            for figure in _FIGURES
        }
        yield name, len(rest), changed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sets", type=Path, nargs="?", default=_SETS)
    parser.add_argument("--policies", type=Path, default=_MODEL_SET)
    parser.add_argument("--quick", action="store_true")
    said = parser.parse_args()
    encoder = installed_encoder()
    if encoder is None:
        raise SystemExit("the encoder is not installed: its figures cannot be measured")
    shelf = Remembering(encoder, None)
    sets = [model(said.policies)]
    sets += [own(path.parent) for path in sorted(said.sets.glob("own_policies/*/questions.jsonl"))]
    sets += [public(said.sets / n) for n in ("clinc_oos", "stackfaq") if (said.sets / n).is_dir()]
    seeds, singles = (_SEEDS[:1], 30) if said.quick else (_SEEDS, _SINGLES)
    if said.quick:
        sets = [some.smaller(_QUICK) for some in sets]
    pooled: dict[str, list[tuple[int, dict[str, int]]]] = defaultdict(list)
    worse: list[str] = []
    print(f"{'set':<12}{'taught':<16}{'asked':>7}" + "".join(f"{f:>9}" for f in _FIGURES))
    for some in sets:
        of_set: dict[str, list[tuple[int, dict[str, int]]]] = defaultdict(list)
        for name, count, changed in measure(some, shelf, seeds, singles // len(sets)):
            of_set[name].append((count, changed))
            pooled[name].append((count, changed))
        for name, found in of_set.items():
            worse += show(some.name, name, found, most=1.0)
    for name, found in pooled.items():
        worse += show("all", name, found, most=None)
    print("\n".join(["", *worse]) if worse else "\nno figure is worse")


def show(
    of: str, name: str, found: Sequence[tuple[int, Mapping[str, int]]], most: float | None
) -> list[str]:
    """Print the change in the mean of the draws; what is worse by more than `most` questions, or
    for None by more than one in a hundred of all."""
    asked = sum(count for count, _ in found)
    cells, worse = [], []
    for figure in _FIGURES:
        total = sum(changed[figure] for _, changed in found)
        cells.append(f"{total / len(found):>+9.2f}")
        loss = -total if figure in _GOOD else total
        if (loss / len(found) > most) if most else (loss / max(1, asked) > 0.01):
            worse.append(
                f"WORSE: {of}, {name}: {figure} {total:+d} in {len(found)} draws, {asked} asked"
            )
    print(f"{of:<12}{name:<16}{asked / len(found):>7.0f}" + "".join(cells), flush=True)
    return worse


if __name__ == "__main__":
    main()
