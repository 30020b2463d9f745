"""How often a repeated idea is hinted at, and how often another one is: a table.

    python -m tests.bench.hints [FILE.jsonl ...]

Each line of a file has id, title, text and dup_of (an earlier id, or null). Ideas are taken in
order, each compared with those before it. Without a file: the made-up pairs of the tests.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.ideas.triage_setup import tool_items
from knowledge.files.load import read_folder
from knowledge.index.encoder import MiniLM
from tests.freeze import MODEL_SET
from triage.similarity.similarity_index import Encode, Item, SimilarityIndex

PAIRS = Path(__file__).parents[1] / "triage" / "similarity" / "idea_pairs.jsonl"


def measure(
    file: Path, encode: Encode | None, register: Sequence[Item] = ()
) -> tuple[int, int, int, int]:
    """Repetitions, those hinted at in the first three, other ideas, those hinted at an idea."""
    similar = SimilarityIndex(encode)
    similar.add(register)
    similar.build_embeddings()
    repeated = hinted = others = false = 0
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        one = json.loads(line)
        hints = similar.most_similar(one["title"], one["text"])
        found = [hint.thing.ref for hint in hints if hint.thing.kind == "idea"]
        if one["dup_of"]:
            repeated += 1
            hinted += one["dup_of"] in found
        elif number:
            others += 1
            false += bool(found)
        similar.add([Item("idea", one["id"], one["title"], one["text"])])
        similar.build_embeddings()
    return repeated, hinted, others, false


def main(files: list[str]) -> None:
    encoder = MiniLM()
    policies, _ = read_folder(MODEL_SET)
    register = tuple(tool_items(policies.tools_on(date(2026, 12, 1))))
    ways: tuple[tuple[str, Encode | None, Sequence[Item]], ...] = (
        ("with meaning", encoder.encode, ()),
        ("with the register", encoder.encode, register),
        ("by words alone", None, ()),
    )
    for file in map(Path, files or [str(PAIRS)]):
        for name, encode, tools in ways:
            repeated, hinted, others, false = measure(file, encode, tools)
            print(
                f"{file.name:24} {name:17} hinted {hinted}/{repeated} = {hinted / repeated:.0%}"
                f"   false {false}/{others} = {false / others:.0%}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
