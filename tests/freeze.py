"""The product's own tests read `tests/model_set/`, a frozen copy of the set that comes with it.

    python -m tests.freeze      copies `policies/` there, while that is the model set

So the tests hold whatever set stands in `policies/`. A test compares the two while `policies/`
says that it is the model set, and only then.
"""

import shutil
import sys
from pathlib import Path

from knowledge.files.load import read_folder

ROOT = Path(__file__).parent.parent
POLICIES = ROOT / "policies"
MODEL_SET = Path(__file__).parent / "model_set"


def is_model_set(folder: Path) -> bool:
    """Whether the folder says that it is the set that comes with the product."""
    return read_folder(folder)[0].settings.is_model_set


def freeze() -> None:
    """Copy the set. Raises ValueError where `policies/` is somebody else's set."""
    if not is_model_set(POLICIES):
        message = "policies/ is not the model set (settings.yaml: is_model_set), so nothing was"
        raise ValueError(f"{message} copied")
    shutil.rmtree(MODEL_SET, ignore_errors=True)
    shutil.copytree(POLICIES, MODEL_SET, ignore=shutil.ignore_patterns(".*"))


if __name__ == "__main__":
    try:
        freeze()
    except ValueError as refused:
        sys.exit(str(refused))
