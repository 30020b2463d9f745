"""A set of 50,000 passages: `python -m tests.bench.large_set [PASSAGES]`.

Loads it, answers from it, reloads it while somebody asks all the time, and compares two versions
of 6,000 words. By words alone: encoding goes on in the background, at some 15 ms a text.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.live_set import LiveSet
from knowledge.versions.compare import compare
from tests.knowledge.made_up import FRONT

_CLAUSES = 50  # a policy
_QUESTIONS = 300
_ALPHABET = "bcdfghklmnprst"
_VOWELS = "aeiou"


class Writer:
    """Makes up words, the first ones often and the last ones seldom, as in any language."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same set every time
        syllables = [a + b for a in _ALPHABET for b in _VOWELS]
        self._words = sorted({"".join(self.chance.choices(syllables, k=3)) for _ in range(20_000)})
        self.chance.shuffle(self._words)
        self._weights = [1 / (rank + 10) for rank in range(len(self._words))]

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(self._words, self._weights, k=count))

    def policy(self, folder: Path, name: str, clauses: Iterable[str], **facts: str) -> None:
        version, more = facts.get("version", "1.0"), facts.get("more", "")
        front = FRONT.format(
            title=f"Rules on {self.words(3)}",
            id=name,
            version=version,
            status="approved",
            effective_from=f"2025-0{version[0]}-01",
            more=more,
        )
        body = "".join(
            f"\n### 1.{at} About {self.words(4)} {{#clause-{at}}}\n{text}\n"
            for at, text in enumerate(clauses, 1)
        )
        (folder / name).mkdir(exist_ok=True)
        (folder / name / f"{version}.md").write_text(f"{front}# Rules\n\n## 1 All\n{body}")


def main(passages: int) -> None:
    writer = Writer(5)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(passages // _CLAUSES):
            texts = (f"{writer.words(60)}." for _ in range(_CLAUSES))
            writer.policy(folder, f"policy-{number}", texts)
        started = time.perf_counter()
        serving = LiveSet.load(folder, meaning=False)
        print(f"{'load and index':<40}{time.perf_counter() - started:8.1f} s")
        questions = [writer.words(8) for _ in range(_QUESTIONS)]
        times(serving, questions[:20])
        show("answer, nothing else going on", times(serving, questions))
        reload_while_asking(serving, folder, questions, writer)
    compare_long_versions(writer)


def reload_while_asking(
    serving: LiveSet, folder: Path, questions: list[str], writer: Writer
) -> None:
    path = folder / "policy-0" / "1.0.md"
    path.write_text(f"{path.read_text()}\n{writer.words(20)}.\n")
    took: list[float] = []

    def reload() -> None:
        took.append(seconds(serving.reload))

    asked: list[float] = []
    thread = threading.Thread(target=reload)
    thread.start()
    while thread.is_alive():
        asked += times(serving, writer.chance.sample(questions, 5))
    thread.join()
    print(f"{'reload after an edit':<40}{took[0]:8.1f} s")
    show("answer, while it reloads", asked)


def times(serving: LiveSet, questions: Iterable[str]) -> list[float]:
    """Milliseconds of each answer, with a pause before each, as between people."""
    found = []
    for question in questions:
        time.sleep(0.01)
        found.append(1000 * seconds(partial(serving.library.answer, question)))
    return found


def show(what: str, found: list[float]) -> None:
    ordered = sorted(found)
    p50, p99 = ordered[len(found) // 2], ordered[int(len(found) * 0.99)]
    print(f"{what:<40}{p50:8.1f} ms p50{p99:8.1f} ms p99  ({len(found)} answers)")


def compare_long_versions(writer: Writer) -> None:
    """6,000 words, a tenth of them other ones, in one clause and in a hundred."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for clauses in (1, 100):
            texts = [writer.words(6_000 // clauses) for _ in range(clauses)]
            others = [
                " ".join(w if writer.chance.random() > 0.1 else "other" for w in text.split())
                for text in texts
            ]
            name = f"long-{clauses}"
            writer.policy(folder, name, texts)
            more = f"supersedes: {name}@1.0\nchange_note: A tenth.\n"
            writer.policy(folder, name, others, version="2.0", more=more)
        policies = LiveSet.load(folder, meaning=False).library.policy_set
        for clauses in (1, 100):
            old, new = policies.versions(f"long-{clauses}")
            took = seconds(partial(_shown, policies, old, new))
            print(f"{f'diff of 6,000 words in {clauses} clauses':<40}{took:8.2f} s")


def _shown(policies: PolicySet, old: Policy, new: Policy) -> None:
    """Compare, and compare the words too, as whoever shows it does."""
    for change in compare(policies, old, new).changes:
        assert change.text


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
