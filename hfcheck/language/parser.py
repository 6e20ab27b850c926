"""The trained parser: words of a sentence → tags and tree, with onnxruntime on the CPU.

The model, its inputs and outputs are described in model/README.md. It is run one sentence at a
time, so that a parse never depends on what else is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hfcheck.language.trees import decode_tree

MODEL = Path(__file__).parent / "model"
MOST_PIECES = 510
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00ad": "-"})


class Parse(msgspec.Struct, frozen=True):
    """Tags and tree of one sentence; `heads` are word indexes, -1 for the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]


class Parser:
    """The model and its tokeniser, held in memory."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.upos: list[str] = labels["upos"]
        self.xpos: list[str] = labels["xpos"]
        self.deprel: list[str] = labels["deprel"]
        self.weights: NDArray[np.float32] = np.load(folder / "rel_weight.npy")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def parse(self, words: Sequence[str]) -> Parse | None:
        """Tags and tree of `words`, or None where they are too many for the model."""
        inputs = self._encode(words)
        if inputs is None:
            return None
        upos, xpos, arc, dependents, governors = self.session.run(
            ["upos", "xpos", "arc", "rel_dep", "rel_head"], inputs
        )
        heads = decode_tree(np.asarray(arc[0], dtype=np.float64))
        # Labels only for the chosen heads: scores[i, r] = dep[i] · W[r] · head[h(i)].
        chosen = governors[0][np.array(heads)]
        scores = np.einsum("id,rde,ie->ir", dependents[0], self.weights, chosen, optimize=True)
        return Parse(
            upos=[self.upos[i] for i in upos[0].argmax(-1)],
            xpos=[self.xpos[i] for i in xpos[0].argmax(-1)],
            heads=[head - 1 for head in heads],
            deprels=self._choose_labels(scores, heads),
        )

    def _choose_labels(self, scores: NDArray[np.float32], heads: list[int]) -> list[str]:
        root = self.deprel.index("root")
        labels = []
        for word, head in enumerate(heads):
            row = scores[word].copy()
            if head:
                row[root] = -np.inf
            labels.append("root" if head == 0 else self.deprel[int(row.argmax())])
        return labels

    def _encode(self, words: Sequence[str]) -> dict[str, NDArray[np.int64]] | None:
        if not words:
            return None
        encoding = self.tokenizer.encode([w.translate(_CURLY) or w for w in words], is_pretokenized=True)
        if len(encoding.ids) > MOST_PIECES + 2:
            return None
        first = [0] * len(words)
        last = [0] * len(words)
        for piece, word in enumerate(encoding.word_ids):
            if word is not None:
                first[word] = first[word] or piece
                last[word] = piece
        rows = {
            "ids": encoding.ids,
            "mask": [1] * len(encoding.ids),
            "first": first,
            "last": last,
            "shape": [_word_shape(word) for word in words],
        }
        return {name: np.array([row], dtype=np.int64) for name, row in rows.items()}


@cache
def load_parser() -> Parser:
    """The shipped parser, loaded once per process."""
    return Parser()


def _word_shape(word: str) -> int:
    tests = (
        word.isdigit(),
        any(c.isdigit() for c in word),
        not any(c.isalpha() for c in word),
        word.isupper() and len(word) > 1,
        word.isupper(),
        word.istitle(),
        word[:1].isupper(),
        word.islower(),
    )
    return next((number for number, test in enumerate(tests, start=1) if test), 9)
