"""The network: a BERT encoder with shapes of words at its input, and a head for each thing to be read.

Encoder: Devlin et al. (2019), https://aclanthology.org/N19-1423; weights of MiniLM, Wang et al. (2020),
https://arxiv.org/abs/2002.10957. Heads of arcs and labels: Dozat and Manning (2017),
https://arxiv.org/abs/1611.01734; mix of layers: Peters et al. (2018), https://aclanthology.org/N18-1202.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from hfcheck.language.encoding import SHAPES


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes of the encoder are those of its weights; `arc` and `label` are the sizes of the two biaffine heads."""

    hidden: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    mixed_layers: int = 4
    arc: int = 384
    label: int = 128
    tag: int = 256
    dropout: float = 0.2
    encoder_dropout: float = 0.1
    input_shapes: bool = True


class Layer(nn.Module):
    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        size = config.hidden
        self.heads = config.attention_heads
        self.query, self.key, self.value, self.attended = (nn.Linear(size, size) for _ in range(4))
        self.attention_norm = nn.LayerNorm(size, eps=1e-12)
        self.grow = nn.Linear(size, config.inner)
        self.shrink = nn.Linear(config.inner, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(config.encoder_dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, size = states.shape
        query, key, value = (
            layer(states).view(batch, length, self.heads, -1).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5 + bias
        mixed = (self.drop(scores.softmax(-1)) @ value).transpose(1, 2).reshape(batch, length, size)
        states = self.attention_norm(states + self.drop(self.attended(mixed)))
        inner = nn.functional.gelu(self.grow(states))
        out: Tensor = self.norm(states + self.drop(self.shrink(inner)))
        return out


class Encoder(nn.Module):
    """Sub-word ids and shapes (b, t) → states of the last layers (b, t, hidden), mixed."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.words = nn.Embedding(config.vocabulary, config.hidden)
        self.places = nn.Embedding(config.positions, config.hidden)
        self.shapes = nn.Embedding(SHAPES, config.hidden)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(config.hidden, eps=1e-12)
        self.drop = nn.Dropout(config.encoder_dropout)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.mix = nn.Parameter(torch.zeros(config.mixed_layers))
        self.input_shapes = config.input_shapes

    def forward(self, ids: Tensor, mask: Tensor, piece_shape: Tensor) -> Tensor:
        embedded = self.words(ids) + self.places.weight[: ids.shape[1]]
        if self.input_shapes:
            embedded = embedded + self.shapes(piece_shape)
        states = self.drop(self.norm(embedded))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -10000.0
        outputs = []
        for layer in self.layers:
            states = layer(states, bias)
            outputs.append(states)
        weights = self.mix.softmax(0)
        kept = outputs[-len(weights) :]
        mixed = weights[0] * kept[0]
        for weight, output in zip(weights[1:], kept[1:], strict=True):
            mixed = mixed + weight * output
        return mixed


def load_encoder(encoder: Encoder, weights: Path) -> None:
    """Put the weights of a BERT checkpoint (safetensors) into `encoder`; segment 0 goes into the places."""
    kept = load_file(str(weights))
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "attended",
        "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "grow",
        "output.dense": "shrink",
        "output.LayerNorm": "norm",
    }
    state = {
        "words.weight": kept["embeddings.word_embeddings.weight"],
        "places.weight": kept["embeddings.position_embeddings.weight"]
        + kept["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": kept["embeddings.LayerNorm.weight"],
        "norm.bias": kept["embeddings.LayerNorm.bias"],
    }
    for number in range(len(encoder.layers)):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = kept[f"encoder.layer.{number}.{theirs}.{part}"]
    missing = encoder.load_state_dict(state, strict=False)
    if missing.unexpected_keys or set(missing.missing_keys) - {"mix", "shapes.weight"}:
        raise ValueError(f"{weights}: not the weights of this encoder: {missing}")


def _perceptron(inside: int, middle: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inside, middle), nn.GELU(), nn.Dropout(dropout))


class Network(nn.Module):
    """All heads over one encoder. Sizes: b sentences, t sub-words, w words."""

    def __init__(self, config: NetworkConfig, labels: dict[str, Sequence[str]]) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        size = config.hidden
        self.shapes = nn.Embedding(SHAPES, size)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.drop = nn.Dropout(config.dropout)
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.tag = _perceptron(size, config.tag, config.dropout)
        self.upos = nn.Linear(config.tag, len(labels["upos"]))
        self.xpos = nn.Linear(config.tag, len(labels["xpos"]))
        self.kind = _perceptron(size, config.tag, config.dropout)
        self.entity = nn.Linear(config.tag, len(labels["entity"]))
        self.start = nn.Linear(config.tag, 1)
        self.arc_dependent = _perceptron(size, config.arc, config.dropout)
        self.arc_head = _perceptron(size, config.arc, config.dropout)
        self.arc = nn.Parameter(torch.eye(config.arc + 1, config.arc) * 0.05)
        self.label_dependent = _perceptron(size, config.label, config.dropout)
        self.label_head = _perceptron(size, config.label, config.dropout)
        self.label = nn.Parameter(torch.randn(len(labels["deprel"]), config.label + 1, config.label + 1) * 0.02)

    def forward(
        self, ids: Tensor, mask: Tensor, piece_shape: Tensor, first: Tensor, last: Tensor, shape: Tensor
    ) -> dict[str, Tensor]:
        """Scores: `upos`, `xpos`, `entity` (b, w, n), `start` (b, w), `arc` (b, w, w + 1; 0 the root), and the two
        factors of the labels' scores, `label_dependent` (b, w, k) and `label_head` (b, w + 1, k).
        """
        states = self.drop(self.encoder(ids, mask, piece_shape))
        size = states.shape[-1]
        begin = states.gather(1, first.unsqueeze(-1).expand(-1, -1, size))
        end = states.gather(1, last.unsqueeze(-1).expand(-1, -1, size))
        words = (begin + end) * 0.5 + self.shapes(shape)
        tags = self.tag(words)
        kinds = self.kind(words)
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)
        ones = torch.ones_like(words[..., :1])
        dependent = torch.cat([self.arc_dependent(words), ones], -1)
        arc = dependent @ self.arc @ self.arc_head(heads).transpose(1, 2)
        return {
            "upos": self.upos(tags),
            "xpos": self.xpos(tags),
            "entity": self.entity(kinds),
            "start": self.start(kinds).squeeze(-1),
            "arc": arc,
            "label_dependent": torch.cat([self.label_dependent(words), ones], -1),
            "label_head": torch.cat([self.label_head(heads), torch.ones_like(heads[..., :1])], -1),
        }

    def score_labels(self, scores: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of labels (b, w, r) under `heads` (b, w)."""
        kept = scores["label_head"]
        chosen = kept.gather(1, heads.unsqueeze(-1).expand(-1, -1, kept.shape[-1]))
        return torch.einsum("bid,rde,bie->bir", scores["label_dependent"], self.label, chosen)


def make_network(config: dict[str, Any], labels: dict[str, Sequence[str]]) -> Network:
    """A network with fresh heads; `config` holds the fields of `NetworkConfig`."""
    return Network(NetworkConfig(**config), labels)
