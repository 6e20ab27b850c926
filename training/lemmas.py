"""Learn the lemmatiser's table from CoNLL-U files.

    python training/lemmas.py TRAIN.conllu [DEV.conllu] -o hfcheck/language/model/lemmas.json

For each Penn tag, a list of (suffix, letters to strip, letters to add). The longest suffix of a
lower-cased word decides; a whole word is written with "^" before it. Entries that a shorter
suffix already gets right are left out.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator
from pathlib import Path

LONGEST = 6


def read_words(path: Path) -> Iterator[tuple[str, str, str]]:
    """(form, lemma, xpos) of each word, lower-cased, proper nouns left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit() and columns[3] not in ("PROPN", "X", "PUNCT", "SYM"):
            yield columns[1].lower().replace("’", "'"), columns[2].lower().replace("’", "'"), columns[4]


def edit_script(form: str, lemma: str) -> tuple[int, str]:
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def learn(words: Iterator[tuple[str, str, str]]) -> dict[str, dict[str, tuple[int, str]]]:
    counts: dict[str, dict[str, collections.Counter[tuple[int, str]]]] = {}
    for form, lemma, tag in words:
        script = edit_script(form, lemma)
        table = counts.setdefault(tag, {})
        marked = "^" + form
        for length in range(min(LONGEST, len(form)) + 1):
            table.setdefault(form[len(form) - length :], collections.Counter())[script] += 1
        table.setdefault(marked, collections.Counter())[script] += 1
    model: dict[str, dict[str, tuple[int, str]]] = {}
    for tag, table in sorted(counts.items()):
        kept: dict[str, tuple[int, str]] = {}
        for suffix in sorted(table, key=lambda s: (len(s), s)):
            best = min(table[suffix].items(), key=lambda item: (-item[1], item[0]))[0]
            if not suffix.startswith("^") and sum(table[suffix].values()) < 2 and suffix:
                continue
            if lookup(kept, suffix.removeprefix("^")) != best:
                kept[suffix] = best
        model[tag] = kept
    return model


def lookup(table: dict[str, tuple[int, str]], form: str) -> tuple[int, str] | None:
    if "^" + form in table:
        return table["^" + form]
    for start in range(max(0, len(form) - LONGEST), len(form) + 1):
        if form[start:] in table:
            return table[form[start:]]
    return None


def measure(model: dict[str, dict[str, tuple[int, str]]], words: Iterator[tuple[str, str, str]]) -> float:
    right = total = 0
    for form, lemma, tag in words:
        script = lookup(model.get(tag, {}), form) or (0, "")
        right += form[: len(form) - script[0]] + script[1] == lemma
        total += 1
    return right / max(total, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path, nargs="?")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model = learn(read_words(options.train))
    options.output.write_text(json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")
    print(f"{sum(map(len, model.values()))} rules")
    if options.dev:
        print(f"dev accuracy without proper nouns {measure(model, read_words(options.dev)):.4f}")


if __name__ == "__main__":
    main()
