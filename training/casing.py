"""Learn which words are common words, for reading headlines in title case.

    python training/casing.py TRAIN.conllu -o hfcheck/language/model/common.txt

A word is common when it stands twice or more and in at least four of five cases not as a proper noun.
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    words = learn(options.train)
    options.output.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} common words")


if __name__ == "__main__":
    main()
