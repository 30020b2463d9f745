"""A process that is edited and asked about many days: what it holds after each round, as JSON.

`python -m tests.knowledge.growing FOLDER EDITS` works on a copy of the policy folder, by words
alone; `--meaning` takes the encoder too. A round is an edit that is taken up, made ready and asked
about every day on which anything begins. Prints a list of {resident, frozen}: megabytes held by the
process, and objects that the collector of garbage was told to leave alone.
"""

import gc
import json
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from knowledge.publishing.live_set import LiveSet

_QUESTION = "may a meeting be recorded, and when is the recording deleted"


def resident() -> float:
    """Megabytes that this process holds in memory. Linux alone."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def days(live: LiveSet) -> list[date]:
    """Every day on which a version begins."""
    begun = (policy.effective_from for policy in live.library.policy_set.policies)
    return sorted({day for day in begun if day is not None})


def main(folder: Path, edits: int, *, meaning: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / "policies"))
        live = LiveSet.load(copy, meaning=meaning, cache=Path(place), kept=Path(place) / "sets")
        live.prepare()
        edited = next(file for file in sorted(copy.rglob("*.md")) if file.parent != copy)
        text = edited.read_text("utf-8")
        rounds = []
        for number in range(edits):
            edited.write_text(f"{text}\nIn round {number} this was added.\n", "utf-8")
            if not live.reload():
                raise RuntimeError("the edit was not taken up")
            live.build_embeddings()
            live.prepare()
            for day in days(live):
                live.library.answer(_QUESTION, on=day)
            live.prepare()
            rounds.append({"resident": resident(), "frozen": gc.get_freeze_count()})
    sys.stdout.write(json.dumps(rounds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), meaning="--meaning" in sys.argv)
