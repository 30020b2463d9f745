"""No test reads `policies/`: whatever set stands there, the product's own tests pass.

What a test opens in another process is not seen here; those are given `tests/model_set` as
`POLICIES`.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVED = Path(__file__).absolute().parent.parent / "policies"
_MAY_READ_IT = frozenset({"test_model_set", "test_fields"})
"""Files of tests that compare the served set with its copy, or copy the product whole."""
_READS = frozenset({"open", "os.listdir", "os.scandir"})


class Guard:
    """Hears of every file that this process opens (PEP 578)."""

    up = False

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        if not self.up or event not in _READS or not given:
            return
        path = given[0]
        if not isinstance(path, str | os.PathLike) or SERVED.name not in os.fsdecode(path):
            return
        if event == "open" and given[1] is None and not Path(os.fsdecode(path)).is_absolute():
            return  # by `os.open`, which may be told of another folder to begin at
        if Path(os.fsdecode(path)).absolute().is_relative_to(SERVED):
            message = f"{path} is of whatever set stands there: a test reads tests/model_set"
            raise AssertionError(message)


_GUARD = Guard()
sys.addaudithook(_GUARD)


@pytest.fixture(autouse=True)
def no_served_set(request: pytest.FixtureRequest) -> Iterator[None]:
    """Puts the guard up for each test."""
    _GUARD.up = request.node.path.stem not in _MAY_READ_IT
    yield
    _GUARD.up = False
