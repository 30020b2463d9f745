"""Vectors of texts in a file, by the digests of the texts."""

import contextlib
import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

Halves = NDArray[np.float16]

_KEY = 16  # bytes


def digest(text: str) -> bytes:
    """The key of a text, of 16 bytes."""
    return hashlib.sha256(text.encode()).digest()[:_KEY]


class VectorFile:
    """`at` gives the row of each key. The rows stay in the file until somebody takes some: of the
    thirteen thousand that are shipped a council's own set needs few."""

    def __init__(self, path: Path) -> None:
        """A file that is missing has no rows; one that is damaged has none either, and is named in
        the log."""
        self.path = path
        self.at: dict[bytes, int] = {}
        found = self._read()
        if found is not None:
            keys, rows = found
            self.at = {keys[_KEY * at : _KEY * (at + 1)]: at for at in range(len(rows))}

    def take(self, keys: Sequence[bytes]) -> Halves | None:
        """The rows of some keys, of shape (keys, width); None where the file has become unreadable
        since. Raises KeyError for a key that is not in `at`."""
        found = self._read()
        return None if found is None else found[1][[self.at[key] for key in keys]]

    def _read(self) -> tuple[bytes, Halves] | None:
        if not self.path.is_file():
            return None
        try:
            with self.path.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
                return stored["keys"].tobytes(), stored["rows"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            logger.warning(
                "vectors in %s are unreadable and will be made again: %s", self.path, error
            )
            return None


def write_vectors(path: Path, keys: Sequence[bytes], rows: Halves) -> None:
    """Replace a file as a whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            np.savez(out, keys=np.frombuffer(b"".join(keys), dtype=f"S{_KEY}"), rows=rows)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
