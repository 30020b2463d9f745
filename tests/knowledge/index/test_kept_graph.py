"""The encoder's graph is edited once, and taken from the data folder from then on."""

from pathlib import Path

import numpy as np
import pytest
from onnx import helper

from knowledge.index.kept_graph import graph_in_int8
from knowledge.index.onnx_model import OnnxModel
from knowledge.index.quantisation import compute_in_int8
from tests.knowledge.index.test_quantisation import COLUMNS, LENGTH, a_model

MODEL = a_model(
    helper.make_node("MatMul", ["x", "w"], ["y"]),
    numbers=np.ones((LENGTH, COLUMNS), dtype=np.int8),
    factors=np.ones((1, COLUMNS), dtype=np.float32),
)


def test_what_one_start_makes_the_next_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = graph_in_int8(MODEL, tmp_path / "data")
    assert isinstance(made, Path)
    assert made.read_bytes() == compute_in_int8(MODEL)
    assert OnnxModel(made).outputs == ["y"]
    assert list(made.parent.iterdir()) == [made], "nothing is left over"

    monkeypatch.setattr("subprocess.run", None)  # nobody makes it again
    assert graph_in_int8(MODEL, tmp_path / "data") == made


def test_a_file_that_was_changed_is_not_used(tmp_path: Path) -> None:
    made = graph_in_int8(MODEL, tmp_path)
    assert isinstance(made, Path)
    sound = made.read_bytes()
    made.write_bytes(sound[:-1])

    assert graph_in_int8(MODEL, tmp_path) == made
    assert made.read_bytes() == sound


def test_without_a_folder_to_write_in_the_graph_is_edited_here(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (None, tmp_path / "file"):
        assert graph_in_int8(MODEL, folder) == compute_in_int8(MODEL)
