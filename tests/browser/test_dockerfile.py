"""The Dockerfile by hadolint. Here, since the program is as large as the browser tests' own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HADOLINT = Path(sys.executable).parent / "hadolint"


def lint(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - a program of our own environment
        [HADOLINT, "--no-color", "-"], input=text, capture_output=True, text=True, check=False
    )


def test_the_dockerfile_has_no_fault() -> None:
    done = lint((ROOT / "Dockerfile").read_text("utf-8"))
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("fault", ["FROM python", "FROM python:3.13\nRUN cd /x && pip install y"])
def test_a_fault_would_be_found(fault: str) -> None:
    assert lint(fault).returncode == 1
