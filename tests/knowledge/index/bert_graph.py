"""BERT as an ONNX graph, from weights under the names that transformers gives them.

For tests: small networks of made-up weights, and published weights that come without a graph. As
Devlin, Chang, Lee and Toutanova describe it (2019); with `classifier.weight` among the weights it
ends in that layer's logits, as a cross-encoder does, else in the states of the last layer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
_OPSET, _IR = 17, 10
_NEVER = -1e9  # what is added where no token is


class _Graph:
    def __init__(self, weights: Weights, heads: int, epsilon: float) -> None:
        self.weights, self.heads, self.epsilon = weights, heads, epsilon
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(value, name)
        return name

    def weight(self, name: str, turned: bool = False) -> str:
        value = np.asarray(self.weights[name], dtype=np.float32)
        return self.constant(f"{name}{'.T' if turned else ''}", value.T.copy() if turned else value)

    def add(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, of: str, name: str) -> str:
        product = self.add("MatMul", [of, self.weight(f"{name}.weight", turned=True)])
        return self.add("Add", [product, self.weight(f"{name}.bias")])

    def normed(self, of: str, name: str) -> str:
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        inputs = [of, scale, shift]
        return self.add("LayerNormalization", inputs, epsilon=self.epsilon, axis=-1)

    def split(self, of: str, order: Sequence[int]) -> str:
        shape = self.constant("split", np.array([0, 0, self.heads, -1], dtype=np.int64))
        return self.add("Transpose", [self.add("Reshape", [of, shape])], perm=order)

    def gelu(self, of: str) -> str:
        root, one, half = (
            self.constant(name, np.array(value, dtype=np.float32))
            for name, value in (("root", 2**-0.5), ("one", 1.0), ("half", 0.5))
        )
        grown = self.add("Add", [self.add("Erf", [self.add("Mul", [of, root])]), one])
        return self.add("Mul", [self.add("Mul", [of, half]), grown])


def bert(weights: Weights, heads: int, first_position: int = 0, epsilon: float = 1e-12) -> bytes:
    """The graph's file: `input_ids`, `attention_mask` and `token_type_ids` in, of shape (texts,
    tokens). XLM-RoBERTa counts positions from 2 on."""
    graph = _Graph(weights, heads, epsilon)
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})
    masked = graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    one = graph.constant("one", np.array(1.0, dtype=np.float32))
    never = graph.constant("never", np.array(_NEVER, dtype=np.float32))
    axes = graph.constant("axes", np.array([1, 2], dtype=np.int64))
    gone = graph.add("Mul", [graph.add("Sub", [one, masked]), never])
    gone = graph.add("Unsqueeze", [gone, axes])
    states = _embedded(graph, first_position)
    for at in range(layers):
        states = _layer(graph, states, gone, f"encoder.layer.{at}")
    name, shape = "last_hidden_state", ["texts", "tokens", "width"]
    if "classifier.weight" in weights:
        zero = graph.constant("zero", np.array(0, dtype=np.int64))
        first = graph.add("Gather", [states, zero], axis=1)
        pooled = graph.add("Tanh", [graph.linear(first, "pooler.dense")])
        states = graph.linear(pooled, "classifier")
        name, shape = "logits", ["texts", "labels"]
    graph.nodes.append(helper.make_node("Identity", [states], [name]))
    inputs = [
        helper.make_tensor_value_info(one, TensorProto.INT64, ["texts", "tokens"])
        for one in ("input_ids", "attention_mask", "token_type_ids")
    ]
    made = helper.make_graph(
        graph.nodes,
        "bert",
        inputs,
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", _OPSET)]
    whole = helper.make_model(made, opset_imports=opsets, ir_version=_IR)
    onnx.checker.check_model(whole)
    done: bytes = whole.SerializeToString()
    return done


def _embedded(graph: _Graph, first_position: int) -> str:
    tokens = graph.add("Gather", [graph.weight("embeddings.word_embeddings.weight"), "input_ids"])
    kinds = graph.weight("embeddings.token_type_embeddings.weight")
    tokens = graph.add("Add", [tokens, graph.add("Gather", [kinds, "token_type_ids"])])
    shape = graph.add("Shape", ["input_ids"])
    length = graph.add("Gather", [shape, graph.constant("second", np.array(1, dtype=np.int64))])
    start, step = (graph.constant(f"c{n}", np.array(n, dtype=np.int64)) for n in (0, 1))
    places = graph.add("Range", [start, length, step])
    offset = graph.constant("offset", np.array(first_position, dtype=np.int64))
    places = graph.add("Add", [places, offset])
    known = graph.weight("embeddings.position_embeddings.weight")
    summed = graph.add("Add", [tokens, graph.add("Gather", [known, places])])
    return graph.normed(summed, "embeddings.LayerNorm")


def _layer(graph: _Graph, states: str, gone: str, name: str) -> str:
    asks, keys, values = (
        graph.split(graph.linear(states, f"{name}.attention.self.{part}"), order)
        for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
    )
    width = graph.weights[f"{name}.attention.self.query.weight"].shape[0] // graph.heads
    scale = graph.constant("scale", np.array(width**-0.5, dtype=np.float32))
    power = graph.add("Mul", [graph.add("MatMul", [asks, keys]), scale])
    shares = graph.add("Softmax", [graph.add("Add", [power, gone])], axis=-1)
    mixed = graph.add("Transpose", [graph.add("MatMul", [shares, values])], perm=[0, 2, 1, 3])
    joined = graph.constant("joined", np.array([0, 0, -1], dtype=np.int64))
    mixed = graph.linear(graph.add("Reshape", [mixed, joined]), f"{name}.attention.output.dense")
    states = graph.normed(graph.add("Add", [mixed, states]), f"{name}.attention.output.LayerNorm")
    inner = graph.gelu(graph.linear(states, f"{name}.intermediate.dense"))
    outer = graph.linear(inner, f"{name}.output.dense")
    return graph.normed(graph.add("Add", [outer, states]), f"{name}.output.LayerNorm")
