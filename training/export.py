"""A trained network → the two ONNX graphs that the package ships, weights in 8 bits.

    python -m training.export --work DIR --out hfcheck/language/model

`parser.onnx` reads sentences, `labels.onnx` names the arcs that were chosen. Each row of a weight matrix (the
inputs of one output) is kept as 8-bit integers and one scale; onnxruntime makes 32-bit weights of them once, when it
loads the file, and computes in 32 bits, so that a sentence's scores do not depend on what else is read with it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.network import Network, make_network

OPSET = 18
SMALLEST = 4096
"""Tensors with fewer numbers stay in 32 bits."""


class Reader(nn.Module):
    """What `parser.onnx` gives: best tags, scores of entity types and starts, of arcs, and the labels' factors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, mask: Tensor, piece_shape: Tensor, first: Tensor, last: Tensor, shape: Tensor
    ) -> tuple[Tensor, ...]:
        scores = self.network(ids, mask, piece_shape, first, last, shape)
        return (
            scores["upos"].argmax(-1),
            scores["xpos"].argmax(-1),
            scores["entity"].argmax(-1),
            scores["start"],
            scores["arc"],
            scores["label_dependent"],
            scores["label_head"],
        )


class Labeller(nn.Module):
    """n pairs of a dependent's and its head's factors (n, k) → scores of labels (n, r)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        count, size, _ = network.label.shape
        # (k, r·k): one matrix product for all labels.
        self.weight = nn.Parameter(network.label.detach().permute(1, 0, 2).reshape(size, count * size))
        self.count = count

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        mixed = (dependents @ self.weight).view(dependents.shape[0], self.count, -1)
        return (mixed @ heads.unsqueeze(-1)).squeeze(-1)


def load_network(work: Path) -> tuple[Network, dict[str, list[str]]]:
    """The averaged network of a training, and its labels."""
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    recipe = json.loads((work / "recipe.json").read_text(encoding="utf-8"))
    network = make_network(recipe["network"], labels)
    network.load_state_dict(torch.load(work / "state.pt", map_location="cpu")["average"])
    return network.eval(), labels


def trace(module: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], axes: dict[str, Any]) -> Any:
    """The ONNX model of `module`; `axes` names the axes of the inputs that vary."""
    program = torch.onnx.export(
        module,
        tuple(inputs.values()),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_shapes=axes,
        opset_version=OPSET,
        dynamo=True,
        verbose=False,
    )
    return program.model_proto


def shrink(model: onnx.ModelProto) -> onnx.ModelProto:
    """`model` with its large weights in 8 bits; of a table that is looked up only the rows that are read are grown."""
    graph = model.graph
    looked_up = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept: list[Any] = []
    made: list[Any] = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < SMALLEST:
            kept.append(tensor)
            continue
        axis = 1 if tensor.name in looked_up else 0
        small, scale = quantise(values, axis)
        kept += [
            numpy_helper.from_array(small, tensor.name + ".small"),
            numpy_helper.from_array(scale, tensor.name + ".scale"),
        ]
        if tensor.name in looked_up:
            _look_up_small(graph, tensor.name)
        else:
            made += _grow(tensor.name, tensor.name + ".small", tensor.name + ".scale")
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*made, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.value_info[:]
    strip(model)
    onnx.checker.check_model(model)
    return model


def strip(model: onnx.ModelProto) -> None:
    """Take out what the exporter noted of the code that was traced: paths and stack traces of the machine it ran on."""
    for part in (model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output):
        part.doc_string = ""
        del part.metadata_props[:]
    for tensor in model.graph.initializer:
        tensor.doc_string = ""
        del tensor.metadata_props[:]
    model.producer_name, model.producer_version = "", ""


def quantise(values: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """8-bit integers and scales of a matrix; all numbers along `axis` share one scale."""
    peak = np.abs(values).max(axis=axis, keepdims=True)
    scale = np.where(peak > 0, peak / 127, 1).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale


def _grow(name: str, small: str, scale: str) -> list[Any]:
    return [
        helper.make_node("Cast", [small], [name + ".cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [name + ".cast", scale], [name]),
    ]


def _look_up_small(graph: Any, name: str) -> None:
    nodes = []
    for node in graph.node:
        if node.op_type != "Gather" or node.input[0] != name:
            nodes.append(node)
            continue
        out = node.output[0]
        nodes += [
            helper.make_node("Gather", [name + ".small", node.input[1]], [out + ".small"], axis=0),
            helper.make_node("Gather", [name + ".scale", node.input[1]], [out + ".scale"], axis=0),
            *_grow(out, out + ".small", out + ".scale"),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def export(work: Path, out: Path) -> None:
    """Write parser.onnx, labels.onnx and labels.json of the training in `work` to `out`."""
    network, labels = load_network(work)
    sentences, pieces, words = torch.export.Dim("b"), torch.export.Dim("t", max=512), torch.export.Dim("w")
    by_piece, by_word = {0: sentences, 1: pieces}, {0: sentences, 1: words}
    inputs = {
        "ids": torch.ones(2, 7, dtype=torch.long),
        "mask": torch.ones(2, 7, dtype=torch.long),
        "piece_shape": torch.ones(2, 7, dtype=torch.long),
        "first": torch.ones(2, 5, dtype=torch.long),
        "last": torch.ones(2, 5, dtype=torch.long),
        "shape": torch.ones(2, 5, dtype=torch.long),
    }
    axes = (by_piece, by_piece, by_piece, by_word, by_word, by_word)
    outputs = ("upos", "xpos", "entity", "start", "arc", "label_dependent", "label_head")
    parser = trace(Reader(network).eval(), inputs, outputs, axes)
    size = network.label.shape[1]
    pairs = {"dependents": torch.ones(3, size), "heads": torch.ones(3, size)}
    count = torch.export.Dim("n")
    labeller = trace(Labeller(network).eval(), pairs, ("labels",), ({0: count}, {0: count}))
    out.mkdir(parents=True, exist_ok=True)
    for name, model in (("parser.onnx", parser), ("labels.onnx", labeller)):
        (out / name).write_bytes(shrink(model).SerializeToString(deterministic=True))
        print(f"{name}: {(out / name).stat().st_size / 1e6:.1f} MB")
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.work, options.out)


if __name__ == "__main__":
    main()
