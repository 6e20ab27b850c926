"""Make hfcheck/language/model: train, export, learn the tables beside it, stamp it.

    python -m training --treebank DIR --encoder DIR --work DIR [--out hfcheck/language/model] [--set epochs=3]

What is done already in WORK is not done again, so that the same command goes on where it was stopped. Figures come
from `python -m bench.language`; what goes into the model card is written by hand from them.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import shutil
from pathlib import Path

from hfcheck.language.digests import SUMS
from training import casing, lemmas
from training.export import export
from training.train import read_recipe, train
from training.treebank import find_part

MODEL = Path(__file__).parents[1] / "hfcheck" / "language" / "model"
STAMPED = (".onnx", ".json", ".txt")


def unpack_part(treebank: Path, part: str, work: Path) -> Path:
    """The plain CoNLL-U file of one part, unpacked into `work` where it is packed."""
    found = find_part(treebank, part)
    if found.suffix != ".xz":
        return found
    plain = work / found.stem
    plain.write_bytes(lzma.decompress(found.read_bytes()))
    return plain


def make_tables(treebank: Path, tokenizer: Path, work: Path, out: Path) -> None:
    """lemmas.json, common.txt and verbs.txt from the training part."""
    source = unpack_part(treebank, "train", work)
    lemmas.write_table(lemmas.make_table(source, tokenizer), out / "lemmas.json")
    for name, words in (("common.txt", casing.learn(source)), ("verbs.txt", casing.learn_verbs(source))):
        (out / name).write_text("\n".join(words) + "\n", encoding="utf-8")


def stamp(folder: Path) -> str:
    """Write the hash of each file of the model, and VERSION, the first twelve digits of one over all, which it returns.

    The hashes are checked when the model is read.
    """
    digest = hashlib.sha256()
    sums = []
    for path in sorted(folder.iterdir()):
        if path.suffix in STAMPED:
            digest.update(path.name.encode() + path.read_bytes())
            sums.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    (folder / "VERSION").write_text(digest.hexdigest()[:12] + "\n", encoding="utf-8")
    return digest.hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True, help="en-train, en-dev .conllu or .conllu.xz")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change the recipe")
    options = parser.parse_args()
    train(read_recipe(options.set), options.treebank, options.encoder, options.work)
    export(options.work, options.out)
    shutil.copyfile(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    make_tables(options.treebank, options.out / "tokenizer.json", options.work, options.out)
    print(f"model {stamp(options.out)}; measure it with python -m bench.language, then write its card")


if __name__ == "__main__":
    main()
