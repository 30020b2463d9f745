"""Kills a process that reloads without a pause, again and again, and looks at what it left."""

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from knowledge.files.load import read_folder
from knowledge.publishing.archive import SetArchive
from tests.knowledge.made_up import copy_of_the_sound_set

RELOADER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from knowledge.publishing.live_set import LiveSet
folder, place = map(Path, sys.argv[1:])
clock = lambda: datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
serving = LiveSet.load(folder, clock=clock, meaning=False, cache=place, kept=place / "sets")
print(serving.fingerprint, flush=True)
while True:
    serving.reload()
"""


class Crashes:
    """One folder that is edited all the time; every round a process reloads it and is killed."""

    def __init__(self, place: Path, seed: int) -> None:
        self.folder = copy_of_the_sound_set(place)
        self.place = place / "data"
        self.served_by_others_than_known: list[str] = []
        self._chance = random.Random(seed)  # noqa: S311 - chance of a test
        self._known = {read_folder(self.folder)[0].fingerprint}

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            with subprocess.Popen(  # noqa: S603 - our own interpreter on our own words
                [sys.executable, "-c", RELOADER, str(self.folder), str(self.place)],
                stdout=subprocess.PIPE,
                text=True,
            ) as process:
                assert process.stdout is not None
                served = process.stdout.readline().strip()
                if served not in self._known:
                    self.served_by_others_than_known.append(served)
                for _ in range(self._chance.randint(1, 4)):
                    self._edit()
                    time.sleep(self._chance.uniform(0, 0.02))
                process.kill()

    def _edit(self) -> None:
        """Put another text in place at once, as an editor does that saves with care."""
        path = self.folder / "meetings" / "2.0.md"
        days = self._chance.randint(1, 10_000)
        new = path.with_name(".new")
        new.write_text(re.sub(r"\d+ days and", f"{days} days and", path.read_text()))
        new.replace(path)
        self._known.add(read_folder(self.folder)[0].fingerprint)

    def broken_sets(self) -> list[str]:
        """The kept sets that cannot be restored, or not as what they were."""
        kept = SetArchive(self.place / "sets")
        broken = []
        for fingerprint in kept.fingerprints():
            with tempfile.TemporaryDirectory() as to:
                restored = kept.restore(fingerprint, Path(to))
                if not restored or read_folder(Path(to))[0].fingerprint != fingerprint:
                    broken.append(fingerprint)
        assert kept.fingerprints(), "nothing was kept, so nothing was tried"
        return broken
