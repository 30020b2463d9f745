"""Arrays in a file that is read whole, or made again, and replaced whole."""

import logging
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from common.files import replace_file

logger = logging.getLogger(__name__)

Halves = NDArray[np.float16]


def read_arrays(path: Path, *names: str) -> tuple[NDArray[Any], ...] | None:
    """The arrays of these names, in order; None where there is no file, or where it is damaged,
    which the log says."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            return tuple(stored[name] for name in names)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        logger.warning("%s is unreadable and will be made again: %s", path, error)
        return None


def write_arrays(path: Path, **arrays: NDArray[Any]) -> None:
    """Replace a file as a whole. Raises OSError."""
    # numpy's stub has one flag by name
    replace_file(path, lambda out: np.savez(out, **arrays))  # type: ignore[arg-type]
