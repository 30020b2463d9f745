"""A sentence encoder of an operator's own, from a folder as sentence-transformers writes it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.index.encoder import Vectors, in_batches, mean, of_norm_1
from knowledge.index.everyday import KINDS
from knowledge.index.model_folder import ModelFiles
from knowledge.index.onnx_model import Mask, ModelUnavailableError, OnnxModel

_POOLED = "sentence_embedding"
_USUAL = 0.52  # length of what the vectors of KINDS have in common, with MiniLM


class OwnEncoder:
    """Any encoder whose ONNX graph takes token numbers. Raises ModelUnavailableError.

    What its vectors of unlike things have in common is taken from all (Mu and Viswanath,
    "All-but-the-Top", 2018), as far as it is more than with the encoder that the weights of
    ranking were fitted with: some put any two texts at a cosine of 0.8.
    """

    def __init__(self, files: ModelFiles) -> None:
        self.name = f"{files.name}/1"
        self._tokens = tokenizer(files)
        self._model = OnnxModel(files.weights)
        self._pooling = files.pooling
        self._asked, self._said = files.prompts
        pooled = [name for name in self._model.outputs if name == _POOLED]
        self._output = (pooled or self._model.outputs)[0]
        (first,) = self._tokens.encode_batch([KINDS[0]])
        try:
            self.width = self._run([first.ids]).shape[1]
        except Exception as error:  # as above: whatever the runtime raises of a graph
            raise ModelUnavailableError(f"{files.folder} encodes no text: {error}") from error
        self._common = np.zeros(self.width, dtype=np.float32)
        common = self.encode(KINDS).mean(axis=0)
        length = float(np.linalg.norm(common))
        self._common = common * np.float32(max(0.0, 1 - _USUAL / length)) if length else common

    def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:
        prompt = self._asked if asked else self._said
        tokens = [one.ids for one in self._tokens.encode_batch([prompt + text for text in texts])]
        return of_norm_1(in_batches(tokens, self.width, self._run) - self._common)

    def _run(self, batch: Sequence[Sequence[int]]) -> Vectors:
        found, mask = self._model.run(batch)
        states = found[self._output]
        return of_norm_1(states if states.ndim == 2 else self._pooled(states, mask))

    def _pooled(self, states: Vectors, mask: Mask) -> Vectors:
        if self._pooling == "cls":
            return np.asarray(states[:, 0])
        if self._pooling == "max":
            return np.asarray(np.where(mask[:, :, None] > 0, states, -np.inf).max(axis=1))
        return mean(states, mask)


def tokenizer(files: ModelFiles) -> Any:
    """The folder's tokenizer, which cuts what is longer than the model reads. Raises
    ModelUnavailableError."""
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - optional: requirements/models.txt
    except ImportError as error:
        raise ModelUnavailableError(
            "the package tokenizers is not installed: python3 run.py install models"
        ) from error
    try:
        found = Tokenizer.from_buffer(files.texts["tokenizer.json"])
    except Exception as error:  # the library has no class of its own for it
        raise ModelUnavailableError(f"tokenizer.json cannot be used: {error}") from error
    found.no_padding()
    found.enable_truncation(files.longest)
    return found
