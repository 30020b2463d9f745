"""The frozen copy of the model set is what `policies/` holds, while that is the model set."""

from pathlib import Path

import pytest

from tests.freeze import MODEL_SET, POLICIES, is_model_set
from tests.served_set import Guard


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_frozen_copy_is_the_model_set() -> None:
    assert is_model_set(MODEL_SET)
    if is_model_set(POLICIES):  # else somebody else's set stands there, which no test of ours reads
        here, frozen = _files(POLICIES), _files(MODEL_SET)
        apart = sorted(name for name in {*here, *frozen} if here.get(name) != frozen.get(name))
        assert not apart, f"run `python -m tests.freeze`: {apart}"


def test_a_test_that_reads_the_served_set_would_fail() -> None:
    guard = Guard()
    guard("open", (str(POLICIES / "settings.yaml"), "r", 0))
    guard.up = True
    guard("open", (str(MODEL_SET / "settings.yaml"), "r", 0))
    guard("open", ("policies", None, 0))  # below another folder, as shutil.rmtree opens it
    for event, path in (("open", "policies/settings.yaml"), ("os.scandir", POLICIES)):
        with pytest.raises(AssertionError, match="tests/model_set"):
            guard(event, (path, "r", 0))
