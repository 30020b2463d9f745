"""With 10,000 ideas stored: how long it takes to submit one, similar check included, and to see
one's own. Both engines; with meaning, which takes minutes to learn first, or by words alone.

    python -m tests.bench.ideas [--words-only] [--ideas N]
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable

import storage
from common.clock import system_clock
from common.person import Person
from knowledge.index.encoder import MiniLM
from tests.bench.hints import PAIRS
from tests.postgres import temporary_postgres
from triage.model.fields import Proposal
from triage.model.outcomes import Submitted
from triage.similarity.similarity_index import Encode
from triage.triage_list import TriageList

PEOPLE = 500
TRIES = 200


def made_up(number: int, chance: random.Random, sentences: list[str]) -> Proposal:
    """An idea put together from sentences of the tests' ideas."""
    chosen = chance.sample(sentences, 3)
    return Proposal(
        f"{chosen[0][:60]} {number}", " ".join(chosen), service=f"Service {number % 40}"
    )


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await act()
    return (time.perf_counter() - begun) * 1000


def spread(taken: list[float]) -> str:
    p95 = statistics.quantiles(taken, n=20)[-1]
    return f"median {statistics.median(taken):6.1f} ms   p95 {p95:6.1f} ms"


async def measure(name: str, database: str, how_many: int, encode: Encode | None) -> None:
    chance = random.Random(3)  # noqa: S311
    lines = map(json.loads, PAIRS.read_text("utf-8").splitlines())
    sentences = [part for one in lines for part in one["text"].split(". ") if len(part) > 20]
    store = await storage.open(database, system_clock)
    triage = TriageList(store, encode=encode)
    for number in range(how_many):
        who = Person("tenant", f"person-{number % PEOPLE}")
        await triage.submit(made_up(number, chance, sentences), by=who, key=f"filled-{number}")
    begun = time.perf_counter()
    await triage.hints.build_embeddings()
    learned = time.perf_counter() - begun

    async def submit(number: int) -> None:
        proposal = made_up(how_many + number, chance, sentences)
        await triage.similar(proposal.title, proposal.description)
        who = Person("tenant", f"person-{number % PEOPLE}")
        assert isinstance(await triage.submit(proposal, by=who, key=f"try-{number}"), Submitted)

    submitting = [await timed(lambda n=n: submit(n)) for n in range(TRIES)]  # type: ignore[misc]
    looking = [
        await timed(lambda n=n: triage.ideas_of(Person("tenant", f"person-{n}")))  # type: ignore[misc]
        for n in range(TRIES)
    ]
    print(f"{name:11} {how_many} ideas, read in {learned:.1f} s")
    print(f"{'':11} similar check and submit: {spread(submitting)}")
    print(f"{'':11} my ideas:                 {spread(looking)}", flush=True)
    await store.close()


async def main(how_many: int, encode: Encode | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await measure("sqlite", folder, how_many, encode)
    with temporary_postgres() as server:
        await measure("postgresql", server.url("postgres"), how_many, encode)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--words-only", action="store_true")
    options.add_argument("--ideas", type=int, default=10_000)
    asked = options.parse_args()
    asyncio.run(main(asked.ideas, None if asked.words_only else MiniLM().encode))
