"""Memory is flat, however often policies are edited and whatever days are asked about."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.made_up import SOUND

MOST = 1.03
"""How much more at the end than after the second round."""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux says what is held")
def test_ten_edits_and_all_days_asked_about_leave_nothing_behind() -> None:
    command = [sys.executable, "-m", "tests.knowledge.growing", str(SOUND), "10"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    rounds = json.loads(ended.stdout)
    frozen = [one["frozen"] for one in rounds]
    held = [one["resident"] for one in rounds]
    assert frozen[-1] <= MOST * frozen[1], frozen
    assert held[-1] <= MOST * held[1], held
