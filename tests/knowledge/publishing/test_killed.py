"""A process that is killed while it publishes leaves nothing half written, and the next one ends
what it began."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from common.files import PART
from knowledge.publishing.write_files import FileChange, are_written, write_files

CHANGES = [
    FileChange("leave/1.1.md", None, b"new" * 50_000),
    FileChange("leave/1.0.md", b"old" * 50_000, b"over" * 50_000),
]
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.knowledge.publishing.test_killed import CHANGES
from knowledge.publishing.write_files import write_files

left = int(sys.argv[2])
def stop(name):
    usual = getattr(os, name)
    def called(*given, **more):
        global left
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return usual(*given, **more)
    setattr(os, name, called)
for name in ("fsync", "replace", "unlink"):
    stop(name)
write_files(Path(sys.argv[1]), CHANGES)
"""
"""Dies by its own hand before the call of that number which touches the disk."""


@pytest.mark.parametrize("calls", range(6))
def test_each_file_is_whole_before_or_after_and_the_next_process_ends_it(
    tmp_path: Path, calls: int
) -> None:
    (tmp_path / "leave").mkdir()
    (tmp_path / "leave" / "1.0.md").write_bytes(b"old" * 50_000)

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, str(tmp_path), str(calls)],
        cwd=Path(__file__).parents[3],
        check=False,
        timeout=120,
    )

    assert done.returncode in (-signal.SIGKILL, 0)
    for change in CHANGES:
        path = tmp_path / change.name
        found = path.read_bytes() if path.exists() else None
        assert found in (change.before, change.after), "whole, as it was or as it is to be"
    write_files(tmp_path, CHANGES)
    assert are_written(tmp_path, CHANGES)
    seen = [p.name for p in (tmp_path / "leave").iterdir() if not p.name.endswith(PART)]
    assert sorted(seen) == ["1.0.md", "1.1.md"]


def test_the_first_of_these_really_dies(tmp_path: Path) -> None:
    (tmp_path / "leave").mkdir()
    (tmp_path / "leave" / "1.0.md").write_bytes(b"old" * 50_000)

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, str(tmp_path), "3"],
        cwd=Path(__file__).parents[3],
        check=False,
        timeout=120,
    )

    assert done.returncode == -signal.SIGKILL
    assert not are_written(tmp_path, CHANGES)
