"""How long one answer takes, and what it costs to be ready to give it: a table, beside peers.

    python -m tests.bench.speed [PASSAGES ...]

The policy folder first, answering the golden questions: started once so that everything is kept
on disk, then measured from the start of a second process. Then as many made-up passages as named
(otherwise 5,000 and 50,000), searched by words, by words and meaning, and by two public packages.
The vectors of made-up passages are random unit rows, not encoded; those of questions are encoded,
and that time counts. Each in a process of its own. Resident memory is read on Linux only.
"""

import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, time

import numpy as np

from knowledge.answering.day_index import DayIndex
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.encoder import Encoder, Vectors
from knowledge.index.installed import installed_encoder
from knowledge.library import Library
from knowledge.model.policies import Passage
from knowledge.quality.evaluate import ask_all, figures
from knowledge.quality.golden import golden_of
from knowledge.query.english import english_ranks
from tests.bench.peers import PEERS
from tests.freeze import MODEL_SET

_ON = date(2026, 12, 1)
_SEARCHES = 300
_LONG = 80  # words of a made-up passage
Row = tuple[str, str, float, float, float]  # what, build s, p50 ms, p99 ms, MB


class MadeUp:
    """An encoder whose passages are random unit rows; single texts, questions, are encoded."""

    width = 384

    def __init__(self, encoder: Encoder) -> None:
        self.name = "made up"
        self._encoder = encoder
        self._random = np.random.default_rng(4)

    def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:
        if len(texts) == 1:
            return self._encoder.encode(texts)
        rows = self._random.standard_normal((len(texts), 384), dtype=np.float32)
        found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


def made_up(size: int) -> tuple[list[Passage], list[str]]:
    """Passages of English words as common as they are, and questions of their words and slips."""
    choose = random.Random(4)  # noqa: S311 - the same passages at every run
    vocabulary = list(english_ranks())
    common = np.cumsum(1 / np.arange(10, len(vocabulary) + 10)).tolist()

    def some(count: int) -> list[str]:
        return choose.choices(vocabulary, cum_weights=common, k=count)

    texts = [some(_LONG) for _ in range(size)]
    passages = [
        Passage(
            policy_id="made-up",
            version="1",
            anchor=f"passage-{at:05}",
            title="Made up",
            clause="",
            heading_path=(" ".join(some(4)),),
            text=" ".join(text),
            effective_from=_ON,
            owner="",
            contact="",
            file="",
            line=at,
            end_line=at,
        )
        for at, text in enumerate(texts)
    ]
    questions = []
    for at in range(_SEARCHES):
        asked = [*choose.sample(choose.choice(texts), 5), *some(3)]
        if at % 3 == 0:
            asked[0] = asked[0][:2] + asked[0][3:]
        questions.append(" ".join(asked))
    return passages, questions


def model_set(cache: Path, begun: float) -> tuple[float, float, Row]:
    """Seconds from `begun` until the set serves as the app does, and until meaning counts in all
    of it; and the golden questions answered as of today."""
    library = Library.load(MODEL_SET, cache=cache, wait=False)
    library.prepare()
    library.answer("May I use Copilot?")
    serves = time() - begun
    library.build_embeddings()
    understands = time() - begun
    golden = golden_of(MODEL_SET)
    found = figures(ask_all(library, golden.questions, golden.topics))
    size = len(library.policy_set.passages_on(library.today()))
    row = (f"answer, {size} passages", "", found.p50_ms, found.p99_ms, resident())
    return serves, understands, row


def searches(size: int, how: str) -> Row:
    passages, questions = made_up(size)
    texts = [f"{passage.title} {passage.heading} {passage.text}" for passage in passages]
    english_ranks()
    before, begun = resident(), perf_counter()
    search: Callable[[str], object]
    if how in PEERS:
        peer = PEERS[how](texts)
        build = perf_counter() - begun

        def search(question: str) -> object:
            return peer.best(question, 10)
    else:
        edition = DayIndex(passages, {}, english=english_ranks())
        build = perf_counter() - begun
        if how == "words and meaning" and (encoder := installed_encoder()):
            shelf = EmbeddingCache(MadeUp(encoder), None)
            shelf.encode(edition.texts)
            edition.attach_embeddings(shelf)

        def search(question: str) -> object:
            ranking = edition.rank_texts(edition.parse(question))
            return ranking.order(10, edition.index.refs)

    search(questions[0])
    times = []
    for question in questions:
        begun = perf_counter()
        search(question)
        times.append((perf_counter() - begun) * 1000)
    p50, p99 = np.percentile(times, [50, 99])
    name = f"search, {size:,} passages, {how}"
    return name, f"{build:.1f}", float(p50), float(p99), resident() - before


def resident() -> float:
    """Resident memory of this process in MB; not a number where there is no /proc."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return float("nan")
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def show(row: Row) -> None:
    name, build, p50, p99, memory = row
    print(f"{name:<48}{build:>10}{p50:>10.2f}{p99:>10.2f}{memory:>12.0f}", flush=True)


def main(sizes: Sequence[int]) -> None:
    kinds = ("words only", *(["words and meaning"] if installed_encoder() else []), *PEERS)
    with (
        TemporaryDirectory() as cache,
        # One task a process: what one leaves in memory is not counted for the next.
        ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone,
    ):
        starts = "first start, nothing kept", "restart, the set unchanged"
        for name in starts:
            serves, understands, row = alone.submit(model_set, Path(cache), time()).result()
            print(f"{name}: serves after {serves:.1f} s, by meaning too after {understands:.1f} s")
        print("memory: of the whole process for answers, what was added for searches")
        print(f"{'':<48}{'build s':>10}{'p50 ms':>10}{'p99 ms':>10}{'memory MB':>12}")
        show(row)
        for size in sizes:
            for how in kinds:
                show(alone.submit(searches, size, how).result())


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [5_000, 50_000])
