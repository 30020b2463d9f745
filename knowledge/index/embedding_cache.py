"""Vectors of texts, kept on disk by the digest of the text: only what changed is encoded again.

Those of the set that comes with the product are shipped in `vectors/`, made by
`python3 run.py knowledge vectors`: encoding ten thousand texts takes a minute, reading their
vectors a moment, and a text has the same vector on every processor.
"""

import contextlib
import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from weakref import WeakValueDictionary
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.index.encoder import Encoder, Vectors

logger = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "vectors"
_ASKED_KEPT = 4
_CHUNK = 64  # texts encoded between two looks at whether somebody wants to stop


class EmbeddingCache:
    """All vectors of one encoder, in memory as float16 and in one file that is replaced whole, but
    for those that are shipped.

    Rounded to float16 whether read or freshly made, so that both give the same scores. A folder
    that cannot be written only costs the time to encode again at the next start.
    """

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self.encoder = encoder
        self.folder = folder
        self._file = folder / _file_name(encoder.name) if folder else None
        self._lock = threading.Lock()
        self._rows: dict[bytes, NDArray[np.float16]] = {}
        self._asked: dict[str, Vectors] = {}
        self._in_use = WeakValueDictionary[bytes, Vectors]()
        self._read(SHIPPED / _file_name(encoder.name))
        self._shipped = frozenset(self._rows)
        if self._file is not None:
            self._read(self._file)

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, of shape (width,), float32, of norm 1; only the last few are
        remembered, for the same turn and the next edition."""
        row = self._asked.get(text)
        if row is None:
            if len(self._asked) >= _ASKED_KEPT:
                self._asked = {}
            row = self._asked[text] = self.encoder.encode([text], asked=True)[0]
        return row

    def missing(self, texts: Sequence[str]) -> list[str]:
        """The texts that have no vector yet, each once, in order."""
        return [t for t in dict.fromkeys(texts) if _digest(t) not in self._rows]

    def encode(self, texts: Sequence[str], stop: Callable[[], bool] = lambda: False) -> bool:
        """Encode what is missing; False when `stop` said so before the end. Thread-safe."""
        missing = self.missing(texts)
        with self._lock:
            for start in range(0, len(missing), _CHUNK):
                if stop():
                    return False
                chunk = missing[start : start + _CHUNK]
                vectors = self.encoder.encode(chunk).astype(np.float16)
                self._rows.update(zip(map(_digest, chunk), vectors, strict=True))
        return True

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, width), float32, in the texts' order, not to be written to;
        they were kept as float16, so norms are 1 to three digits. Whoever asks for the same texts
        while somebody still has them gets the same table: the lists of ways of asking are 15 MB,
        and every day's index has them. Raises KeyError for a text that is not encoded yet."""
        if not texts:
            return np.zeros((0, self.encoder.width), dtype=np.float32)
        keys = list(map(_digest, texts))
        together = hashlib.sha256(b"".join(keys)).digest()
        found = self._in_use.get(together)
        if found is None:
            found = np.stack([self._rows[key] for key in keys]).astype(np.float32)
            found.flags.writeable = False
            self._in_use[together] = found
        return found

    def save(self, wanted: Collection[str]) -> None:
        """Write the vectors of the texts in use, atomically; the rest is forgotten on disk."""
        if self._file is None:
            return
        keys = [key for key in dict.fromkeys(map(_digest, wanted)) if key in self._rows]
        own = [key for key in keys if key not in self._shipped]
        if not own:
            return
        try:
            self._write(self._file, own)
        except OSError as error:
            logger.warning("vectors not kept in %s: %s", self._file.parent, error.strerror)

    def ship(self, wanted: Collection[str]) -> Path:
        """Write the vectors of these texts where every start finds them; returns the file. Raises
        KeyError for a text that is not encoded yet, OSError where nothing can be written."""
        file = SHIPPED / _file_name(self.encoder.name)
        self._write(file, sorted(set(map(_digest, wanted))))
        file.chmod(0o644)
        return file

    def _write(self, file: Path, keys: Sequence[bytes]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                np.savez(
                    out,
                    keys=np.frombuffer(b"".join(keys), dtype="S16"),
                    rows=np.stack([self._rows[key] for key in keys]),
                )
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _read(self, file: Path) -> None:
        if not file.is_file():
            return
        try:
            with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
                raw, rows = stored["keys"].tobytes(), stored["rows"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            logger.warning("vectors in %s are unreadable and will be made again: %s", file, error)
            return
        for at in range(len(rows)):
            self._rows[raw[16 * at : 16 * at + 16]] = rows[at]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def _file_name(encoder: str) -> str:
    return f"vectors-{hashlib.sha256(encoder.encode()).hexdigest()[:12]}.npz"
