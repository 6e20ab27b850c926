"""The trained parser: words of sentences → tags, entity types and trees, with onnxruntime on the CPU.

The model, its inputs and outputs are described in model/README.md. Sentences of like length are read together;
weights are 8-bit numbers but the arithmetic is in 32 bits, so that a sentence's parse does not depend on what else
is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from hfcheck.language.digests import read_verified
from hfcheck.language.encoding import Encoding, encode_words, load_tokenizer
from hfcheck.language.trees import decode_tree

MODEL = Path(__file__).parent / "model"
MOST_TOGETHER = 8
MOST_PIECES_TOGETHER = 768
_INPUTS = ("ids", "mask", "piece_shape", "first", "last", "shape")
_OUTPUTS = ("upos", "xpos", "entity", "start", "arc", "label_dependent", "label_head")
Scores = NDArray[np.float32]


class Parse(msgspec.Struct, frozen=True):
    """Tags and tree of one sentence of w words.

    `heads` are word indexes, -1 for the root; `entities` the type of the thing that a word is the head of, "" for
    none; `starts` says how likely a word opens a sentence, as log odds.
    """

    upos: list[str]
    xpos: list[str]
    entities: list[str]
    heads: list[int]
    deprels: list[str]
    starts: list[float]


class Parser:
    """The model and its tokeniser, held in memory."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.tokenizer = load_tokenizer(read_verified(folder / "tokenizer.json"))
        labels = json.loads(read_verified(folder / "labels.json"))
        self.upos: list[str] = labels["upos"]
        self.xpos: list[str] = labels["xpos"]
        self.deprel: list[str] = labels["deprel"]
        self.entity: list[str] = ["", *labels["entity"][1:]]
        self.root = self.deprel.index("root")
        self.session = _open_graph(folder / "parser.onnx")
        self.labeller = _open_graph(folder / "labels.onnx")

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse | None]:
        """Tags and tree of each of `sentences`, or None where it has no words or too many for the model."""
        encodings = encode_words(self.tokenizer, sentences)
        parses: list[Parse | None] = [None] * len(sentences)
        for part in pack_batches(encodings):
            batch = [encoding for number in part if (encoding := encodings[number]) is not None]
            for number, parse in zip(part, self._read_batch(batch), strict=True):
                parses[number] = parse
        return parses

    def _read_batch(self, batch: Sequence[Encoding]) -> list[Parse]:
        upos, xpos, entity, start, arc, dependents, governors = self.session.run(_OUTPUTS, make_inputs(batch))
        lengths = [len(encoding.shape) for encoding in batch]
        heads = [decode_tree(arc[row, :n, : n + 1]) for row, n in enumerate(lengths)]
        below = np.concatenate([dependents[row, :n] for row, n in enumerate(lengths)])
        above = np.concatenate([governors[row, chosen] for row, chosen in enumerate(heads)])
        labels = self._name_arcs(below, above, np.concatenate([np.asarray(chosen) for chosen in heads]))
        parses = []
        done = 0
        for row, n in enumerate(lengths):
            parses.append(
                Parse(
                    upos=[self.upos[i] for i in upos[row, :n].tolist()],
                    xpos=[self.xpos[i] for i in xpos[row, :n].tolist()],
                    entities=[self.entity[i] for i in entity[row, :n].tolist()],
                    heads=[head - 1 for head in heads[row]],
                    deprels=labels[done : done + n],
                    starts=start[row, :n].tolist(),
                )
            )
            done += n
        return parses

    def _name_arcs(self, dependents: Scores, governors: Scores, heads: NDArray[np.int64]) -> list[str]:
        """Labels of chosen arcs: "root" below the root, and nowhere else."""
        (scores,) = self.labeller.run(None, {"dependents": dependents, "heads": governors})
        scores[:, self.root] = np.where(heads == 0, np.inf, -np.inf)
        return [self.deprel[i] for i in scores.argmax(-1).tolist()]


def _open_graph(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(read_verified(path), options, providers=["CPUExecutionProvider"])


def pack_batches(encodings: Sequence[Encoding | None]) -> Iterator[list[int]]:
    """Indexes of encodings that are read together: of like length, so that little is padded."""
    sizes = {number: len(encoding.ids) for number, encoding in enumerate(encodings) if encoding is not None}
    part: list[int] = []
    for number in sorted(sizes, key=lambda n: (sizes[n], n)):
        if part and (len(part) == MOST_TOGETHER or (len(part) + 1) * sizes[number] > MOST_PIECES_TOGETHER):
            yield part
            part = []
        part.append(number)
    if part:
        yield part


def make_inputs(batch: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """The model's inputs for b sentences, padded with 0: by sub-words (b, t) and by words (b, w)."""
    pieces = max(len(encoding.ids) for encoding in batch)
    words = max(len(encoding.shape) for encoding in batch)
    sizes = {name: pieces if name in ("ids", "mask", "piece_shape") else words for name in _INPUTS}
    inputs = {name: np.zeros((len(batch), size), dtype=np.int64) for name, size in sizes.items()}
    for row, encoding in enumerate(batch):
        length, count = len(encoding.ids), len(encoding.shape)
        inputs["ids"][row, :length] = encoding.ids
        inputs["mask"][row, :length] = 1
        inputs["piece_shape"][row, :length] = encoding.piece_shape
        inputs["first"][row, :count] = encoding.first
        inputs["last"][row, :count] = encoding.last
        inputs["shape"][row, :count] = encoding.shape
    return inputs


@cache
def load_parser() -> Parser:
    """The shipped parser, loaded once per process."""
    return Parser()
