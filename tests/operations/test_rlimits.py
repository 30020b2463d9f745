"""What a large table took is the system's again once the table is let go."""

import subprocess
import sys
from pathlib import Path

import pytest

TABLES = """
import numpy as np
from operations.rlimits import give_large_blocks_back

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6

if {ours}:
    give_large_blocks_back()
np.ones(4_000_000)  # of 32 MB: once such a one is freed, the size from which they go back is moved
before = resident()
kept = []
for _ in range(10):
    large = np.ones(2_000_000)
    kept.append(np.ones(1_000))
    del large
    large = [np.ones(1_000_000) for _ in range(3)]
    kept.append(np.ones(1_000))
    del large[::2]
    kept.append(np.ones(500_000))
print(resident() - before - 10 * 4)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only where the C library may be GNU's")
def test_large_tables_leave_no_holes_in_memory() -> None:
    def left(*, ours: bool) -> float:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", TABLES.format(ours=ours)],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        return float(done.stdout)

    assert left(ours=True) < 12
