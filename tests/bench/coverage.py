"""Which clause is named for each topic that staff ask about, against a key.

    python -m tests.bench.coverage [--sets FOLDER]

First the model set without its lists of ways of asking. The key is the golden questions' own:
each topic's `refs`, from one clause to five that are each a right answer, written for them and not
for this. Then each policy folder `*/policies` below `--sets`: what is called answered there, to be
judged by reading, as nobody has a key for those.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from knowledge import Library
from knowledge.quality.coverage import Coverage, coverage
from knowledge.quality.golden import golden_of
from tests.freeze import MODEL_SET

ON = date(2026, 12, 1)


def model_set() -> None:
    """Print each topic that is named wrongly, and the counts."""
    topics = golden_of(MODEL_SET).topics
    right: Counter[Coverage] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(MODEL_SET, Path(place) / "policies"))
        for lists in folder.glob("**/asked.md"):
            lists.unlink()
        for one in coverage(Library.load(folder), ON):
            named = one.clause.place if one.clause else ""
            if named in topics[one.topic.slug].refs:
                right[one.state] += 1
            else:
                print(f"  {one.topic.slug}: {one.state} by {named or 'nothing'}")
    print(f"model set without lists: {right.total()} of {len(topics)} right;", _counted(right))


def other_set(folder: Path) -> None:
    """Print what is called answered, and the counts."""
    states: Counter[Coverage] = Counter()
    for one in coverage(Library.load(folder), ON):
        states[one.state] += 1
        if one.state is Coverage.ANSWERED and one.clause:
            print(f"  {one.topic.slug}: {one.clause.place}")
    print(f"{folder.parent.name}:", _counted(states))


def _counted(states: Counter[Coverage]) -> str:
    return ", ".join(f"{state} {states[state]}" for state in Coverage)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path)
    given = parser.parse_args()
    model_set()
    for found in sorted(given.sets.glob("*/policies")) if given.sets else ():
        other_set(found)
