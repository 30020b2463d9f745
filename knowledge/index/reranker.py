"""A cross-encoder of an operator's own: reads a question and a text together, and says how well
the one answers the other.

It costs a run of the network for every text, so it only reorders the best few, and only as long as
that is quick: a question that takes longer keeps its order.
"""

import logging
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.index.model_folder import ModelFiles
from knowledge.index.onnx_model import ModelUnavailableError, OnnxModel
from knowledge.index.own_encoder import tokenizer

logger = logging.getLogger(__name__)

SECONDS = 0.5
"""The longest that one question is read again, where nothing else is set."""

_MOST = 4.0  # logits that a reading may add or take
_AT_ONCE = 2


class Reranker:
    """Raises ModelUnavailableError for a folder that holds no cross-encoder."""

    def __init__(
        self,
        files: ModelFiles,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = files.name
        self._tokens = tokenizer(files)
        self._model = OnnxModel(files.weights)
        self._seconds = seconds
        self._clock = clock
        try:
            self._read("a question", ["a text"])
        except Exception as error:  # whatever the runtime raises of a graph
            raise ModelUnavailableError(f"{files.folder} reads no pairs: {error}") from error

    def gains(self, question: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """What each text gains or loses against the others by being read beside the question, of
        shape (texts,), -4 to 4 logits; None where it takes too long or fails."""
        end = self._clock() + self._seconds
        read: list[float] = []
        try:
            for start in range(0, len(texts), _AT_ONCE):
                read += self._read(question, texts[start : start + _AT_ONCE])
                if self._clock() > end:
                    logger.warning("a question was not read again by %s: no time", self.name)
                    return None
        except Exception as error:  # an answer in the order before is better than none
            logger.warning("a question was not read again by %s: %s", self.name, error)
            return None
        found = np.array(read, dtype=np.float32)
        return np.clip(found - found.mean(), -_MOST, _MOST) if len(found) else found

    def _read(self, question: str, texts: Sequence[str]) -> list[float]:
        pairs = self._tokens.encode_batch([(question, text) for text in texts])
        found, _ = self._model.run([one.ids for one in pairs], [one.type_ids for one in pairs])
        (logits,) = found.values()
        if logits.shape != (len(texts), 1):
            raise ValueError(f"logits of shape {logits.shape}, not (pairs, 1)")
        read: list[float] = logits[:, 0].astype(float).tolist()
        return read
