"""How tools that are on no list are told: every name in every frame, as typed and in small letters.

    python -m tests.bench.tools tests/questions/tools/counted.json [--policies FOLDER]

Prints, for names and for ordinary words in the same places, how many were told that the tool is
not on the register, and how many were led by a word that permits.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge import Library
from knowledge.model.policies import Verdict
from tests.freeze import MODEL_SET

_PERMITS = (Verdict.ALLOWED, Verdict.CONDITIONS, Verdict.DEPENDS, Verdict.NOT_REQUIRED)


def frames(things: Iterable[str], written: Sequence[str]) -> list[str]:
    """Each thing in each frame, every other one in small letters."""
    asked = [(thing, frame) for thing in things for frame in written]
    return [f.format(t.lower() if at % 2 else t) for at, (t, f) in enumerate(asked)]


def told(library: Library, questions: Sequence[str]) -> tuple[int, int]:
    """How many are told that a tool is not on the register, and how many are led by a yes."""
    answers = [library.answer(question) for question in questions]
    return (
        sum(bool(answer.unlisted) for answer in answers),
        sum(answer.lead in _PERMITS for answer in answers),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--policies", type=Path, default=MODEL_SET)
    options = parser.parse_args()
    library = Library.load(options.policies)
    held = json.loads(options.file.read_text("utf-8"))
    for what in ("names", "ordinary"):
        questions = frames(held[what], held["frames"])
        listed, permitted = told(library, questions)
        print(f"{what}: {len(questions)} asked, {listed} told, {permitted} led by a yes")


if __name__ == "__main__":
    main()
