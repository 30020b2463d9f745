"""Kill a process in the middle of a reload, 50 times: `python -m tests.bench.crash [ROUNDS]`."""

import secrets
import sys
import tempfile
from pathlib import Path

from tests.knowledge.crashing import Crashes


def main(rounds: int) -> int:
    seed = secrets.randbelow(1_000_000)
    with tempfile.TemporaryDirectory() as place:
        crashes = Crashes(Path(place), seed)
        crashes.run(rounds)
        odd, broken = crashes.served_by_others_than_known, crashes.broken_sets()
    print(
        f"{rounds} kills, seed {seed}: {len(odd)} odd sets served, {len(broken)} kept sets broken"
    )
    return 1 if odd or broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
