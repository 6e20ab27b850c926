"""Learn which words are common words and which are verbs, for reading headlines.

    python -m training.casing TRAIN.conllu -o hfcheck/language/model

A word is common when it stands twice or more and in at least four of five cases not as a proper noun;
a verb is a lemma that stands as one twice or more.
"""

from __future__ import annotations

import argparse
import collections
from pathlib import Path


def learn(path: Path) -> list[str]:
    common: collections.Counter[str] = collections.Counter()
    total: collections.Counter[str] = collections.Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit() and columns[1].isalpha():
            word = columns[1].lower()
            total[word] += 1
            common[word] += columns[3] not in ("PROPN", "X")
    return sorted(w for w, n in total.items() if n > 1 and common[w] >= 0.8 * n and len(w) > 1)


def learn_verbs(path: Path) -> list[str]:
    seen: collections.Counter[str] = collections.Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[3] == "VERB" and columns[2].isalpha():
            seen[columns[2].lower()] += 1
    return sorted(w for w, n in seen.items() if n > 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    for name, words in (("common.txt", learn(options.train)), ("verbs.txt", learn_verbs(options.train))):
        (options.output / name).write_text("\n".join(words) + "\n", encoding="utf-8")
        print(f"{name}: {len(words)}")


if __name__ == "__main__":
    main()
