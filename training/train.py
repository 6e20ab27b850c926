"""Train the parser from treebanks and an encoder's weights.

    python -m training.train --treebank DIR --encoder DIR --work DIR [--set epochs=3]

DIR of the treebank holds en-train, en-dev and en-test (.conllu or .conllu.xz), DIR of the encoder
model.safetensors and tokenizer.json. The state is kept in WORK after every epoch; the same command goes on from
there. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import math
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
import yaml
from torch import Tensor, nn

from hfcheck.language.encoding import load_tokenizer
from training.batches import IGNORED, Batch, Changes, Examples, Numbering, collate, make_example, pack
from training.network import Network, load_encoder, make_network
from training.treebank import TreebankSentence, find_part, read_labels, read_treebank

RECIPE = Path(__file__).parent / "recipe.yaml"


def read_recipe(changes: Iterable[str]) -> dict[str, Any]:
    """The recipe with `changes` ("epochs=3", "changes.mask=0.1") put in."""
    recipe: dict[str, Any] = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    for change in changes:
        path, _, value = change.partition("=")
        *outer, name = path.split(".")
        place = recipe
        for part in outer:
            place = place[part]
        if name not in place:
            raise SystemExit(f"--set {change}: recipe.yaml has no {path}")
        place[name] = yaml.safe_load(value)
    return recipe


def check_hash(path: Path, wanted: str) -> None:
    """Stop where `path` is not the file that the recipe names."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        raise SystemExit(f"{path}: sha256 is {found}, the recipe wants {wanted}")


def measure_loss(network: Network, batch: Batch, weights: dict[str, float]) -> Tensor:
    """The weighted sum of the cross entropies of all heads."""
    scores = network(*(batch[name] for name in ("ids", "mask", "piece_shape", "first", "last", "shape")))
    labels = network.score_labels(scores, batch["heads"].clamp(min=0))
    pairs = {
        "deprel": (labels, batch["deprels"]),
        "upos": (scores["upos"], batch["upos"]),
        "xpos": (scores["xpos"], batch["xpos"]),
        "entity": (scores["entity"], batch["entities"]),
    }
    total = torch.zeros((), device=scores["arc"].device)
    # Padded words are nobody's head.
    known = batch["heads"] != IGNORED
    present = torch.cat([torch.ones_like(known[:, :1]), known], 1)
    pairs["arc"] = (scores["arc"].float().masked_fill(~present[:, None, :], -1e4), batch["heads"])
    for name, (found, target) in pairs.items():
        if (target != IGNORED).any():
            total = total + weights[name] * nn.functional.cross_entropy(
                found.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED
            )
    known = batch["starts"] != IGNORED
    if known.any():
        start = nn.functional.binary_cross_entropy_with_logits(
            scores["start"].float()[known], batch["starts"][known].float()
        )
        total = total + weights["start"] * start
    return total


@torch.no_grad()
def evaluate(network: Network, batches: list[Batch], device: torch.device) -> dict[str, float]:
    """Shares in percent over words, heads by their best score without a tree: quick, for watching only."""
    network.eval()
    right: dict[str, int] = dict.fromkeys(("upos", "xpos", "uas", "las", "entity"), 0)
    words = known_words = 0
    for held in batches:
        batch = {name: value.to(device) for name, value in held.items()}
        scores = network(*(batch[name] for name in ("ids", "mask", "piece_shape", "first", "last", "shape")))
        here = batch["heads"] != IGNORED
        present = torch.cat([torch.ones_like(here[:, :1]), here], 1)
        heads = scores["arc"].masked_fill(~present[:, None, :], -1e9).argmax(-1)
        labels = network.score_labels(scores, heads).argmax(-1)
        straight = (heads == batch["heads"]) & here
        typed = batch["entities"] != IGNORED
        right["upos"] += int(((scores["upos"].argmax(-1) == batch["upos"]) & here).sum())
        right["xpos"] += int(((scores["xpos"].argmax(-1) == batch["xpos"]) & here).sum())
        right["uas"] += int(straight.sum())
        right["las"] += int((straight & (labels == batch["deprels"])).sum())
        right["entity"] += int(((scores["entity"].argmax(-1) == batch["entities"]) & typed).sum())
        words += int(here.sum())
        known_words += int(typed.sum())
    network.train()
    shares = {name: 100 * count / max(1, words) for name, count in right.items()}
    return shares | {"entity": 100 * right["entity"] / max(1, known_words)}


def make_batches(sentences: list[TreebankSentence], tokenizer: Any, numbering: Numbering) -> list[Batch]:
    """Sentences one by one, unchanged, for measuring."""
    from hfcheck.language.encoding import encode_words

    encodings = encode_words(tokenizer, [s.words for s in sentences])
    examples = [make_example([s], e, numbering) for s, e in zip(sentences, encodings, strict=True) if e is not None]
    return [collate(part) for part in pack(examples, 3000, None)]


class Training:
    """The network, its average and the optimiser, with the steps done."""

    def __init__(self, recipe: dict[str, Any], labels: dict[str, list[str]], weights: Path, device: torch.device):
        torch.manual_seed(recipe["seed"])
        self.recipe = recipe
        self.device = device
        self.network = make_network(recipe["network"], labels)
        load_encoder(self.network.encoder, weights)
        self.network.to(device)
        self.average = copy.deepcopy(self.network).eval()
        encoder = list(self.network.encoder.parameters())
        inside = {id(p) for p in encoder}
        heads = [p for p in self.network.parameters() if id(p) not in inside]
        self.optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": recipe["encoder_rate"]}, {"params": heads, "lr": recipe["head_rate"]}],
            betas=(0.9, 0.98),
            weight_decay=recipe["weight_decay"],
            fused=True,
        )
        self.peaks = [recipe["encoder_rate"], recipe["head_rate"]]
        self.epoch = 0
        self.step = 0

    def set_rate(self, planned: int) -> None:
        warmup = self.recipe["warmup"]
        share = min(self.step / warmup, max(0.0, (planned - self.step) / max(1, planned - warmup)))
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * share

    def learn(self, batch: Batch, planned: int) -> float:
        self.step += 1
        self.set_rate(planned)
        batch = {name: value.to(self.device) for name, value in batch.items()}
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss = measure_loss(self.network, batch, self.recipe["losses"])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        decay = min(self.recipe["averaging"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            mine = list(self.network.parameters())
            torch._foreach_lerp_(list(self.average.parameters()), mine, 1 - decay)
        return float(loss.detach())

    def save(self, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location=self.device)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step = state["epoch"], state["step"]


def train(recipe: dict[str, Any], treebank: Path, encoder: Path, work: Path) -> None:
    """Run the epochs that are still to do; checkpoint, labels and a log of figures are in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    check_hash(encoder / "model.safetensors", recipe["encoder"]["weights_sha256"])
    check_hash(encoder / "tokenizer.json", recipe["encoder"]["tokenizer_sha256"])
    tokenizer = load_tokenizer((encoder / "tokenizer.json").read_bytes())
    sentences = read_treebank(find_part(treebank, "train"))
    labels = read_labels(sentences)
    numbering = Numbering(labels)
    watched = make_batches(read_treebank(find_part(treebank, "dev")), tokenizer, numbering)
    (work / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    (work / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")
    training = Training(recipe, labels, encoder / "model.safetensors", device)
    if (work / "state.pt").exists():
        training.load(work / "state.pt")
    examples = Examples(sentences, tokenizer, numbering, Changes(**recipe["changes"]))
    while training.epoch < recipe["epochs"]:
        began = time.monotonic()
        batches = examples.draw(random.Random(f"{recipe['order']}-{training.epoch}"), recipe["most_pieces"])
        # Epochs differ by a few batches; the plan counts with those of this one.
        planned = math.ceil(len(batches) * recipe["epochs"] * 1.01)
        total = 0.0
        for number, batch in enumerate(batches, 1):
            total += training.learn(batch, planned)
            if number % 50 == 0:
                pace = (time.monotonic() - began) / number
                print(
                    f"epoch {training.epoch + 1} {number}/{len(batches)} loss {total / number:.3f} {pace:.2f} s/step",
                    flush=True,
                )
        training.epoch += 1
        training.save(work / "state.pt")
        figures = evaluate(training.average, watched, device)
        line = {"epoch": training.epoch, "loss": round(total / len(batches), 4)}
        line |= {name: round(share, 2) for name, share in figures.items()}
        line["minutes"] = round((time.monotonic() - began) / 60, 1)
        print(json.dumps(line), flush=True)
        with (work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    train(read_recipe(options.set), options.treebank, options.encoder, options.work)


if __name__ == "__main__":
    main()
