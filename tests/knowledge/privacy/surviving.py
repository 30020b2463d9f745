"""Hard but realistic pieces of personal data, and which of them a mask lets through.

`hard_pieces.jsonl`: 70 by known shapes, and 70 (`blind`) that were written before the rules were
read, of which every second one was only ever counted. `names_by_origin.jsonl`: 144 invented people.

    python -m tests.knowledge.privacy.surviving     prints both tables
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.files.load import read_folder
from knowledge.privacy.masking import mask, names_known
from tests.freeze import MODEL_SET

HERE = Path(__file__).parent
FRAMES = (
    "can i share {full}'s file with ChatGPT",
    "tell {first} about it",
    "{full} rang about the rent",
    "{low} asked for it in writing",
    "email to {last} about the claim",
    "{LAST}, {FIRST} asked twice",
    "minutes say {full} left early",
    "Mr {last} complains again",
    "{first}'s appeal went into the tool",
    "the summary mentions {full}",
    "can i put {low} in the prompt",
    "letter for {first} {last} about arrears",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something private in a sentence."""

    kind: str
    text: str
    piece: str
    blind: bool


@cache
def known() -> frozenset[str]:
    """The names of the model set that are no people's."""
    return names_known(read_folder(MODEL_SET)[0])


def pieces() -> list[Piece]:
    lines = (HERE / "hard_pieces.jsonl").read_text(encoding="utf-8").splitlines()
    return [Piece(**json.loads(line)) for line in lines]


def survives(one: Piece) -> bool:
    """Whether more than two fifths of its letters and digits can still be read."""
    left = re.sub(r"\[[^\]]*\]", " ", mask(one.text, known()))
    parts = re.findall(r"\w+", one.piece)
    readable = sum(len(part) for part in parts if re.search(rf"(?<!\w){part}(?!\w)", left))
    return readable > 0.4 * sum(map(len, parts))


def people() -> Iterator[tuple[str, str]]:
    """Origin and full name of each."""
    for line in (HERE / "names_by_origin.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from ((row["origin"], name) for name in row["names"])


def masked_share() -> dict[str, float]:
    """Of each origin, in how many sentences no part of the name that was written is left."""
    gone, all_ = Counter[str](), Counter[str]()
    for origin, full in people():
        first, last = full.split()[0], full.split()[-1]
        for frame in FRAMES:
            text = frame.format(
                full=full, first=first, last=last, low=full.lower(),
                FIRST=first.upper(), LAST=last.upper(),
            )  # fmt: skip
            left = re.sub(r"\[[^\]]*\]", " ", mask(text, known())).lower()
            written = [name.lower() for name in (first, last) if name.lower() in text.lower()]
            gone[origin] += not any(re.search(rf"(?<!\w){w}(?!\w)", left) for w in written)
            all_[origin] += 1
    return {origin: gone[origin] / all_[origin] for origin in all_}


def main() -> None:
    write = sys.stdout.write
    found = pieces()
    for kind in dict.fromkeys(one.kind for one in found):
        of_kind = [one for one in found if one.kind == kind]
        write(f"{kind:20} {sum(map(survives, of_kind))} of {len(of_kind)} survive\n")
    for name, some in (
        ("by known shapes", found[:70]),
        ("blind, seen later", found[70::2]),
        ("blind, only counted", found[71::2]),
    ):
        write(f"{name:20} {sum(map(survives, some))} of {len(some)} survive\n")
    for origin, share in masked_share().items():
        write(f"{origin:20} {share:.0%} of sentences masked\n")


if __name__ == "__main__":
    main()
