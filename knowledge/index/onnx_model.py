"""A neural network in an ONNX file, run on the processor with rows of token numbers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class ModelUnavailableError(RuntimeError):
    """A model's files are missing or are not the ones that were tried; says which and why."""


Outputs = Mapping[str, NDArray[np.float32]]
Mask = NDArray[np.int64]


class OnnxModel:
    """`weights` are an ONNX file or what is in one. Raises ModelUnavailableError where there is no
    runtime, or the file is no model."""

    def __init__(self, weights: bytes | Path, threads: int = 1) -> None:
        try:
            import onnxruntime  # noqa: PLC0415  heavy and optional: only where it is used
        except ImportError as error:
            raise ModelUnavailableError(f"the package {error.name} is not installed") from error
        options = onnxruntime.SessionOptions()
        # One thread: two were no faster, and so the sums are always in the same order.
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The runtime would keep the memory of the largest batch, 30 MB, and be no quicker for it.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        try:
            self._session: Any = onnxruntime.InferenceSession(
                weights, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime raises classes of its own for each fault
            raise ModelUnavailableError(f"the ONNX file cannot be used: {error}") from error
        self.inputs = [node.name for node in self._session.get_inputs()]
        self.outputs = [node.name for node in self._session.get_outputs()]

    def run(
        self, rows: Sequence[Sequence[int]], types: Sequence[Sequence[int]] = (), pad: int = 0
    ) -> tuple[Outputs, Mask]:
        """The outputs by their names, and which tokens are there, of shape (rows, longest row).

        `types` says of each token to which of two texts it belongs, 0 or 1; nothing is all 0.
        """
        longest = max(len(ids) for ids in rows)
        ids = np.full((len(rows), longest), pad, dtype=np.int64)
        mask, kinds = np.zeros_like(ids), np.zeros_like(ids)
        for row, tokens in enumerate(rows):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        for row, of in enumerate(types):
            kinds[row, : len(of)] = of
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
        found = self._session.run(None, {name: feed[name] for name in self.inputs})
        return dict(zip(self.outputs, found, strict=True)), mask
