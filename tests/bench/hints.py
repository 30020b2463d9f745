"""How often a repeated idea is hinted at, and how often another one is: a table.

    python -m tests.bench.hints [FILE.jsonl ...]

Each line of a file has id, title, text and dup_of (an earlier id, or null). Ideas are taken in
order, each compared with those before it. Without a file: the made-up pairs of the tests.
"""

import json
import sys
from pathlib import Path

from knowledge.encoder import MiniLM
from triage.similar import Encode, Similar, Thing

PAIRS = Path(__file__).parents[1] / "triage" / "idea_pairs.jsonl"


def measure(file: Path, encode: Encode | None) -> tuple[int, int, int, int]:
    """Repetitions, those hinted at in the first three, other ideas, those hinted at something."""
    similar = Similar(encode)
    repeated = hinted = others = false = 0
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        one = json.loads(line)
        found = [hint.thing.ref for hint in similar.like(one["title"], one["text"])]
        if one["dup_of"]:
            repeated += 1
            hinted += one["dup_of"] in found
        elif number:
            others += 1
            false += bool(found)
        similar.hold([Thing("idea", one["id"], one["title"], one["text"])])
        similar.learn()
    return repeated, hinted, others, false


def main(files: list[str]) -> None:
    encoder = MiniLM()
    for file in map(Path, files or [str(PAIRS)]):
        for name, encode in (("with meaning", encoder.encode), ("by words alone", None)):
            repeated, hinted, others, false = measure(file, encode)
            print(
                f"{file.name:24} {name:15} hinted {hinted}/{repeated} = {hinted / repeated:.0%}"
                f"   false {false}/{others} = {false / others:.0%}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
