"""The encoder's graph is edited once, and taken from the data folder from then on."""

from pathlib import Path

import numpy as np
import pytest
from onnx import helper

from knowledge.index.kept_graph import graph_in_int8
from knowledge.index.onnx_model import OnnxModel
from knowledge.index.quantisation import compute_in_int8
from tests.knowledge.index.test_quantisation import COLUMNS, LENGTH, a_model, computed

MODEL = a_model(
    helper.make_node("MatMul", ["x", "w"], ["y"]),
    numbers=np.ones((LENGTH, COLUMNS), dtype=np.int8),
    factors=np.ones((1, COLUMNS), dtype=np.float32),
)


def weights_of(graph: Path) -> Path:
    return graph.with_name(graph.stem.rpartition("-")[0]).with_suffix(".weights")


def test_what_one_start_makes_the_next_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = graph_in_int8(MODEL, tmp_path / "data")
    assert isinstance(made, Path)
    assert OnnxModel(made).outputs == ["y"]
    assert set(made.parent.iterdir()) == {made, weights_of(made)}, "nothing is left over"

    monkeypatch.setattr("subprocess.run", None)  # nobody makes it again
    assert graph_in_int8(MODEL, tmp_path / "data") == made


def test_with_its_weights_beside_it_a_graph_gives_the_same_to_the_last_bit(tmp_path: Path) -> None:
    x = np.random.default_rng(7).standard_normal((3, LENGTH), dtype=np.float32)
    graph = graph_in_int8(MODEL, tmp_path)
    assert isinstance(graph, Path)
    at = np.zeros(3, dtype=np.int64)
    inside, beside = (computed(one, x=x, at=at) for one in (compute_in_int8(MODEL), graph))
    assert np.array_equal(inside, beside)
    assert weights_of(graph).stat().st_size >= LENGTH * COLUMNS


@pytest.mark.parametrize("which", ["graph", "weights"])
def test_a_file_that_was_changed_is_not_used(tmp_path: Path, which: str) -> None:
    made = graph_in_int8(MODEL, tmp_path)
    assert isinstance(made, Path)
    file = made if which == "graph" else weights_of(made)
    sound = file.read_bytes()
    file.write_bytes(sound[:-1])

    assert graph_in_int8(MODEL, tmp_path) == made
    assert file.read_bytes() == sound


def test_without_a_folder_to_write_in_the_graph_is_edited_here(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (None, tmp_path / "file"):
        assert graph_in_int8(MODEL, folder) == compute_in_int8(MODEL)
