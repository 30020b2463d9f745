"""The encoder's graph as it computes in eight bits, kept from one start to the next.

To edit a graph takes the package onnx and 50 MB that a process never gives back, so another one
does it, once. Its weights lie in a file beside it, which the runtime maps: the same vectors with
20 MB less than from a file with both, and 40 MB less than from bytes.
"""

import contextlib
import hashlib
import importlib.util
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

from knowledge.index.onnx_model import ModelUnavailableError

logger = logging.getLogger(__name__)

_HOME = Path(__file__).resolve().parents[2]


def graph_in_int8(weights: bytes, folder: Path | None) -> Path | bytes:
    """The file with the edited graph of a model, or its bytes where there is no folder to keep it
    in. Blocks, at first for a second. Raises ModelUnavailableError where there is no onnx."""
    begins = f"encoder-{hashlib.sha256(weights).hexdigest()[:12]}"
    if folder and (kept := _kept(folder, begins)):
        return kept
    if importlib.util.find_spec("onnx") is None:
        raise ModelUnavailableError("the package onnx is not installed")
    try:
        return _made(weights, folder, begins) if folder else _edited(weights)
    except OSError as error:
        logger.warning("the encoder's graph is not kept in %s: %s", folder, error.strerror)
        return _edited(weights)


def _kept(folder: Path, begins: str) -> Path | None:
    """A graph that, like its weights, still is what its name says."""
    for graph in folder.glob(f"{begins}-*-*.onnx"):
        named, _, of_graph = graph.stem.rpartition("-")
        of_weights = named.rpartition("-")[2]
        with contextlib.suppress(OSError):
            weights = folder / f"{named}.weights"
            if of_graph == _digest(graph) and of_weights == _digest(weights):
                return graph
    return None


def _made(weights: bytes, folder: Path, begins: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{begins}-", dir=folder) as place:
        done = subprocess.run(  # noqa: S603 - a module of ours
            [sys.executable, "-m", "knowledge.index.quantisation", place, begins],
            input=weights,
            cwd=_HOME,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise ModelUnavailableError(f"its graph could not be edited: {last}")
        (beside,) = Path(place).glob("*.weights")
        (graph,) = Path(place).glob("*.onnx")
        beside.replace(folder / beside.name)  # first: whoever finds the graph finds these too
        return graph.replace(folder / graph.name)


def _edited(weights: bytes) -> bytes:
    from knowledge.index.quantisation import compute_in_int8  # noqa: PLC0415  heavy

    return compute_in_int8(weights)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:16]
