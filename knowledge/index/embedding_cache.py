"""Vectors of texts, kept on disk by the digest of the text: only what changed is encoded again.

Those of the set that comes with the product are shipped in `vectors/`, made by
`python3 run.py knowledge vectors`: encoding ten thousand texts takes a minute, reading their
vectors a moment, and a text has the same vector on every processor.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.index.array_file import Halves, read_arrays, write_arrays
from knowledge.index.encoder import Encoder, Vectors
from knowledge.index.vector_table import Nearness, VectorTable

logger = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "vectors"
_ASKED_KEPT = 16  # questions and their parts: a long one has six, and others ask between
_OWN_KEPT = 4_000  # 6 MB
_KEY = 16  # bytes of the digest of a text
_DIGESTS_KEPT = 20_000  # of texts that are asked for four times while a set is made ready
_CHUNK = 64  # texts encoded between two looks at whether somebody wants to stop


class EmbeddingCache:
    """The vectors of one encoder: those of texts in use in memory, all in one file that is replaced
    whole, but for those that are shipped.

    Rounded to float16 whether read or freshly made, so that both give the same scores. A folder
    that cannot be written only costs the time to encode again at the next start.
    """

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self.encoder = encoder
        self.folder = folder
        self._file = folder / _file_name(encoder.name) if folder else None
        self._encoding = threading.Lock()
        self._adding = threading.Lock()  # held for a moment: whoever answers waits for it
        self._table = VectorTable(encoder.width)
        self._asked: dict[str, Vectors] = {}
        asked = folder / _file_name(encoder.name, "asked") if folder else None
        self.own_questions = KnownQuestions(asked)
        self._shipped = _VectorFile(SHIPPED / _file_name(encoder.name))
        if self._file is not None:
            own = _VectorFile(self._file)
            self._use(own, own.keys)

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, of shape (width,), float32, of norm 1; only the last few are
        remembered, for the same turn and the next edition."""
        row = self.own_questions.get(text)
        if row is None:
            row = self._asked.get(text)
        if row is None:
            if len(self._asked) >= _ASKED_KEPT:
                self._asked = dict(list(self._asked.items())[-_ASKED_KEPT // 2 :])
            row = self._asked[text] = self.encoder.encode([text], asked=True)[0]
            self.own_questions.note(text, row)
        return row

    def missing(self, texts: Sequence[str]) -> list[str]:
        """The texts that have no vector yet, each once, in order."""
        return [text for text in dict.fromkeys(texts) if not self._has(_digest(text))]

    def encode(self, texts: Sequence[str], stop: Callable[[], bool] = lambda: False) -> bool:
        """Encode what is missing; False when `stop` said so before the end. Thread-safe."""
        with self._encoding:
            missing = self.missing(texts)
            for start in range(0, len(missing), _CHUNK):
                if stop():
                    return False
                chunk = missing[start : start + _CHUNK]
                vectors = self.encoder.encode(chunk).astype(np.float16)
                with self._adding:
                    self._table.add([_digest(text) for text in chunk], vectors)
        return True

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (texts, width), float32, in the texts' order, copied; they were kept as
        float16, so norms are 1 to three digits. Raises KeyError for a text that is not encoded
        yet."""
        return self._table.take(self._numbers(texts))

    def nearness(self, texts: Sequence[str]) -> Nearness:
        """How near the texts are to whatever is asked. Raises KeyError for a text that is not
        encoded yet."""
        return Nearness(self._table, self._numbers(texts))

    def save(self, wanted: Collection[str]) -> None:
        """Write the vectors of the texts in use, atomically; the rest is forgotten on disk."""
        if self._file is None:
            return
        own = [key for key in dict.fromkeys(map(_digest, wanted)) if key not in self._shipped.keys]
        kept = [key for key in own if key in self._table]
        if not kept:
            return
        try:
            self._write(self._file, kept)
        except OSError as error:
            logger.warning("vectors not kept in %s: %s", self._file.parent, error.strerror)

    def ship(self, wanted: Collection[str]) -> Path:
        """Write the vectors of these texts where every start finds them; returns the file. Raises
        KeyError for a text that is not encoded yet, OSError where nothing can be written."""
        file = SHIPPED / _file_name(self.encoder.name)
        keys = sorted(set(map(_digest, wanted)))
        self._use(self._shipped, keys)
        self._write(file, keys)
        file.chmod(0o644)
        return file

    def _has(self, key: bytes) -> bool:
        return key in self._table or key in self._shipped.keys

    def _numbers(self, texts: Sequence[str]) -> NDArray[np.int64]:
        keys = [_digest(text) for text in texts]
        self._use(self._shipped, keys)
        return self._table.numbers(keys)

    def _use(self, file: "_VectorFile", keys: Iterable[bytes]) -> None:
        """Take those rows into memory that a file has and the table lacks."""
        with self._adding:
            new = {key for key in keys if key in file.keys and key not in self._table}
            found = file.take(new) if new else {}
            if found:
                self._table.add(list(found), np.stack(list(found.values())))

    def _write(self, file: Path, keys: Sequence[bytes]) -> None:
        rows = self._table.take(self._table.numbers(keys)).astype(np.float16)
        write_arrays(file, keys=np.frombuffer(b"".join(keys), dtype=f"S{_KEY}"), rows=rows)


class KnownQuestions:
    """The vectors of the set's own questions, which every comparison asks again; what people ask is
    not kept. As the encoder gave them, so that an answer is the same whether its question is known
    or not."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._rows: dict[bytes, Vectors] = {}
        self._asking = threading.local()
        self._is_read = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """What this thread asks meanwhile is kept; of another set's questions, once there are very
        many, none are any more."""
        self._read()
        count = len(self._rows)
        self._asking.now = True
        try:
            yield
        finally:
            self._asking.now = False
        if len(self._rows) != count:
            self._write()

    def get(self, text: str) -> Vectors | None:
        """The vector of a question that is known, of shape (width,), float32; else None."""
        return self._rows.get(_digest(text)) if self._rows else None

    def note(self, text: str, row: Vectors) -> None:
        """Keep a question's vector, if this thread asks what is to be kept."""
        if getattr(self._asking, "now", False):
            if len(self._rows) >= _OWN_KEPT:
                self._rows = {}
            self._rows[_digest(text)] = row

    def _read(self) -> None:
        if not self._is_read and self._file is not None:
            found = read_arrays(self._file, "keys", "rows")
            if found is not None:
                keys, rows = found[0].tobytes(), found[1]
                known = {keys[_KEY * at : _KEY * (at + 1)]: row for at, row in enumerate(rows)}
                self._rows = {**known, **self._rows}
        self._is_read = True

    def _write(self) -> None:
        if self._file is None:
            return
        keys, rows = zip(*self._rows.items(), strict=True)
        try:
            named = np.frombuffer(b"".join(keys), dtype=f"S{_KEY}")
            write_arrays(self._file, keys=named, rows=np.stack(rows))
        except OSError as error:
            logger.warning("vectors not kept in %s: %s", self._file.parent, error.strerror)


class _VectorFile:
    """`keys` are the digests of the texts whose vectors a file has. The rows stay there until
    somebody takes some: of the thirteen thousand that are shipped a council's own set needs few."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.keys = frozenset(self._rows())

    def take(self, wanted: Collection[bytes]) -> Mapping[bytes, Halves]:
        """The rows of some keys, of shape (width,) each, as the file has them by now: whoever puts
        a newer one in its place may have left some out."""
        rows = self._rows()
        self.keys = frozenset(rows)
        return {key: rows[key] for key in wanted if key in rows}

    def _rows(self) -> Mapping[bytes, Halves]:
        found = read_arrays(self._path, "keys", "rows")
        if found is None:
            return {}
        keys, rows = found[0].tobytes(), found[1]
        return {keys[_KEY * at : _KEY * (at + 1)]: row for at, row in enumerate(rows)}


@lru_cache(maxsize=_DIGESTS_KEPT)
def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:_KEY]


def _file_name(encoder: str, what: str = "vectors") -> str:
    return f"{what}-{hashlib.sha256(encoder.encode()).hexdigest()[:12]}.npz"
