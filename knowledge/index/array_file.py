"""Arrays in a file that is read whole, or made again, and replaced whole."""

import contextlib
import logging
import os
import tempfile
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

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
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            np.savez(out, **arrays)  # type: ignore[arg-type] # its stub has one flag by name
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
