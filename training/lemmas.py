"""Learn the lemmatiser's table from CoNLL-U files.

    python -m training.lemmas TRAIN.conllu [DEV.conllu] [--vocabulary tokenizer.json] -o lemmas.json

For each Penn tag, a mapping from suffixes of lower-cased words to scripts: (letters to strip, letters to add), with a
third number 1 where what is left keeps the capitals of the word as it is written. The longest suffix decides; a whole
word is written with "^" before it. A whole word goes by how often each script stands, a suffix by how many words take
it, so that "are" says nothing about "share". Entries that a shorter suffix gets right as well are left out.
With the vocabulary of a tokenizer, its forms in -ed, -ing, -er and -est are looked at too: where the table makes no
known word of one and a regular ending does ("wiped": "wipe"), the whole word is written down.
Irregular forms that the treebank lacks or has wrong come from irregular.yaml beside this module.
Names of the singular have whole words only: a name that is not known stays as it is written.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from hfcheck.language.lemmas import Script, apply_script, find_script, fold_word

LONGEST = 6
NAME = "NNP"
PAST = ("VBD", "VBN")
LEAST_NAMES = 4
NAME_SHARE = 0.8
# Regular endings by tag, and what to strip and add, the likeliest first.
ENDINGS: dict[str, tuple[str, tuple[Script, ...]]] = {
    "VBD": ("ed", ((2, "", 0), (1, "", 0), (3, "", 0))),
    "VBN": ("ed", ((2, "", 0), (1, "", 0), (3, "", 0))),
    "VBG": ("ing", ((3, "", 0), (3, "e", 0), (4, "", 0))),
    "JJR": ("er", ((2, "", 0), (1, "", 0), (3, "", 0))),
    "JJS": ("est", ((3, "", 0), (2, "", 0), (4, "", 0))),
}
LEAST_LETTERS = 3
IRREGULAR = {"past": ("VBD", "VBN"), "plural": ("NNS",)}

Word = tuple[str, str, str]
Table = dict[str, Script]


def read_words(path: Path) -> Iterator[Word]:
    """(form, lemma, Penn tag) of each word that has a lemma."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit() and (columns[2] != "_" or columns[1] == "_"):
            yield columns[1], columns[2].replace("’", "'"), columns[4]


def list_scripts(form: str, lemma: str) -> list[Script]:
    """The shortest scripts that make `lemma` of `form`: without its capitals, and with them where that does."""
    found: list[Script] = []
    for kept in (0, 1):
        base = fold_word(form) if not kept else form.replace("’", "'")
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        script = (len(base) - same, lemma[same:], kept)
        if not kept or same:
            found.append(script)
    return found


def learn(words: Iterable[Word]) -> dict[str, Table]:
    """The table of each tag; past tenses and participles learn from each other."""
    tokens: dict[str, dict[str, collections.Counter[Script]]] = {}
    types: dict[str, set[Word]] = {}
    for form, lemma, tag in words:
        for learner in PAST if tag in PAST else (tag,):
            scripts = tokens.setdefault(learner, {}).setdefault(fold_word(form), collections.Counter())
            # What the tag itself shows outweighs what the other one shows.
            scripts.update(dict.fromkeys(list_scripts(form, lemma), 3 if learner == tag else 1))
            types.setdefault(learner, set()).add((form, lemma, learner))
    return {
        tag: learn_names(table) if tag == NAME else learn_table(table, types[tag])
        for tag, table in sorted(tokens.items())
    }


def learn_names(words: dict[str, collections.Counter[Script]]) -> Table:
    """Names that nearly always have a lemma other than themselves."""
    kept: Table = {}
    for word, scripts in sorted(words.items()):
        best, count = choose(scripts)
        total = max(scripts.values())
        if best != (0, "", 1) and count >= LEAST_NAMES and scripts[(0, "", 1)] <= (1 - NAME_SHARE) * total:
            kept["^" + word] = best
    return kept


def learn_table(words: dict[str, collections.Counter[Script]], types: set[Word]) -> Table:
    suffixes: dict[str, collections.Counter[Script]] = {}
    for form, lemma, _ in sorted(types):
        word = fold_word(form)
        # A script that leaves nothing of the word says nothing about other words.
        scripts = [script for script in list_scripts(form, lemma) if script[0] < len(word)]
        for length in range(min(LONGEST, len(word)) + 1):
            suffixes.setdefault(word[len(word) - length :], collections.Counter()).update(scripts)
    kept: Table = {}
    for suffix in sorted(suffixes, key=lambda s: (len(s), s)):
        if not suffixes[suffix] or (suffix and max(suffixes[suffix].values()) < 2):
            continue
        best, _ = choose(suffixes[suffix])
        if not suffix:
            best = (0, "", best[2])
        # A suffix that is shorter than what is stripped would strip what it has not seen.
        if best[0] <= len(suffix) and find_script(kept, suffix) != best:
            kept[suffix] = best
    for word, counted in sorted(words.items()):
        best, count = choose(counted)
        if counted[find_script(kept, word) or (0, "", 0)] < count:
            kept["^" + word] = best
    return kept


def add_irregular_words(model: dict[str, Table]) -> None:
    """Write down the forms of irregular.yaml, whatever the treebank has."""
    groups = yaml.safe_load((Path(__file__).parent / "irregular.yaml").read_text(encoding="utf-8"))
    for group, tags in IRREGULAR.items():
        for lemma, forms in sorted(groups[group].items()):
            for form, tag in ((form, tag) for form in forms for tag in tags):
                table = model.get(tag, {})
                if apply_script(form, find_script(table, form), tag) != lemma:
                    table["^" + form] = list_scripts(form, lemma)[0]


def add_regular_words(model: dict[str, Table], words: Iterable[Word], vocabulary: Iterable[str]) -> None:
    """Write down the words of `vocabulary` of which `model` makes no known word while a regular ending does."""
    spoken = sorted(word for word in vocabulary if word.isalpha() and word.islower())
    lemmas = {lemma for _, lemma, tag in words if tag != NAME}
    known = {word for word in (*spoken, *lemmas) if len(word) >= LEAST_LETTERS}
    for tag, (ending, scripts) in ENDINGS.items():
        table = model.get(tag, {})
        for word in spoken:
            stem = word.removesuffix(ending)
            if len(stem) < LEAST_LETTERS or stem == word or apply_script(word, find_script(table, word), tag) in known:
                continue
            doubled = stem[-1] == stem[-2]
            regular = [script for script in scripts if script[0] <= len(ending) or doubled]
            found = (script for script in regular if apply_script(word, script, tag) in known)
            if (script := next(found, None)) is not None:
                table["^" + word] = script


def choose(scripts: collections.Counter[Script]) -> tuple[Script, int]:
    """The most frequent script and its count; of equals the one that strips least and keeps no capitals."""
    return min(scripts.items(), key=lambda item: (-item[1], item[0][0], item[0][2], item[0][1]))


def measure(model: dict[str, Table], words: Iterable[Word]) -> float:
    """The share of words whose lemma is right, 0 to 1."""
    right = total = 0
    for form, lemma, tag in words:
        right += apply_script(form, find_script(model.get(tag, {}), fold_word(form)), tag).replace("’", "'") == lemma
        total += 1
    return right / max(total, 1)


def make_table(train: Path, tokenizer: Path | None) -> dict[str, Table]:
    """All that is learned from the CoNLL-U file `train`, from irregular.yaml and a tokenizer's vocabulary."""
    model = learn(read_words(train))
    add_irregular_words(model)
    if tokenizer is not None:
        vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
        add_regular_words(model, read_words(train), vocabulary)
    return model


def write_table(model: dict[str, Table], path: Path) -> None:
    """Write the table as the lemmatiser reads it; a third number of 0 is left out."""
    written = {tag: {key: script if script[2] else script[:2] for key, script in t.items()} for tag, t in model.items()}
    path.write_text(json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path, nargs="?")
    parser.add_argument("--vocabulary", type=Path, help="a tokenizer.json, for regular forms that the treebank lacks")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model = make_table(options.train, options.vocabulary)
    write_table(model, options.output)
    print(f"{sum(map(len, model.values()))} rules")
    if options.dev:
        print(f"dev accuracy {measure(model, read_words(options.dev)):.4f}")


if __name__ == "__main__":
    main()
