"""The frozen copy of the model set is what `policies/` holds, while that is the model set."""

from pathlib import Path

from tests.freeze import MODEL_SET, POLICIES, is_model_set


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_frozen_copy_is_the_model_set() -> None:
    assert is_model_set(MODEL_SET)
    if is_model_set(POLICIES):  # else somebody else's set stands there, which no test of ours reads
        here, frozen = _files(POLICIES), _files(MODEL_SET)
        apart = sorted(name for name in {*here, *frozen} if here.get(name) != frozen.get(name))
        assert not apart, f"run `python -m tests.freeze`: {apart}"
