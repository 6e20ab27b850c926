"""Make hfcheck/knowledge/wordnet from the dictionary files of WordNet 3.0.

    python -m training.lexicon DICT_FOLDER [-o hfcheck/knowledge/wordnet]

DICT_FOLDER holds data.*, index.*, *.exc and cntlist.rev, as Princeton ships them. Two text files come out, the same
bytes each time:

- senses.txt: a line per synset, `number|letter|words|pointers`. The number is that of the line's first byte, written
  with the digits 0-9a-z, so that a line is found without an index. Words are parted by ";", pointers by " ", each
  `symbol` + number of the other line, and for a pointer from word to word `.source.target`, counted from 1.
- words.txt: a line per word, sorted by its bytes: word, then per part of speech a tab, `letter:` and the synsets in
  order of frequency, each with `*count` where the tagged corpus of WordNet has it; `letter=` gives the base forms of
  an irregular form.

Glosses, verb frames and the downward pointers, which the upward ones imply, are left out. One symbol is ours: "/",
which turns a pertainym around, from "Lebanon" to "Lebanese".
"""

from __future__ import annotations

import argparse
import collections
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DEFAULT = Path(__file__).parents[1] / "hfcheck" / "knowledge" / "wordnet"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
LETTERS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# hypernym, instance of, antonym, derived form, pertainym, similar, participle of, entails, causes, same group,
# attribute, part of, member of, substance of.
KEPT = ("@", "@i", "!", "+", "\\", "&", "<", "*", ">", "$", "=", "#p", "#m", "#s")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Enough digits for any line of the file, so that the length of a line does not hang on the numbers in it.
WIDTH = 5

Place = tuple[str, int]


class Synset(NamedTuple):
    """A line of data.*; `pointers` are (symbol, letter and offset of the other, source word, target word)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, Place, int, int], ...]


def write_number(number: int) -> str:
    """`number` in base 36, five digits."""
    digits = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def clean_word(word: str) -> str:
    """A word as one writes it, without the marker of its syntax: "galore(ip)" is "galore"."""
    return word.partition("(")[0].replace("_", " ")


def read_synsets(folder: Path) -> dict[Place, Synset]:
    """All synsets of data.*, by part of speech and offset."""
    found: dict[Place, Synset] = {}
    for name, letter in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                offset, synset = read_synset(line)
                found[letter, offset] = synset
    return turn_pertainyms(found)


def turn_pertainyms(synsets: dict[Place, Synset]) -> dict[Place, Synset]:
    """The synsets, each also with a pointer to the words that pertain to one of its own."""
    turned: dict[Place, list[tuple[str, Place, int, int]]] = collections.defaultdict(list)
    for place, synset in synsets.items():
        for symbol, other, source, target in synset.pointers:
            if symbol == "\\":
                turned[other].append(("/", place, target, source))
    return {
        place: Synset(synset.words, tuple(sorted((*synset.pointers, *turned[place]))))
        for place, synset in synsets.items()
    }


def read_synset(line: str) -> tuple[int, Synset]:
    """A line of data.*: wndb(5WN)."""
    fields = line.partition("|")[0].split()
    count = int(fields[3], 16)
    words = tuple(clean_word(word) for word in fields[4 : 4 + 2 * count : 2])
    rest = fields[4 + 2 * count :]
    pointers = []
    for index in range(int(rest[0])):
        symbol, offset, part, ends = rest[1 + 4 * index : 5 + 4 * index]
        if symbol in KEPT:
            letter = "a" if part == "s" else part
            pointers.append((symbol, (letter, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
    return int(fields[0]), Synset(words, tuple(sorted(pointers)))


def read_counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often the tagged corpus has a word in a sense, by word, part of speech and number of the sense."""
    counts = {}
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, sense, count = line.split()
        word, _, rest = key.partition("%")
        counts[word, LETTERS[rest[0]], int(sense)] = int(count)
    return counts


def read_index(folder: Path, letter: str, name: str) -> Iterator[tuple[str, list[int]]]:
    """(word, offsets in order of frequency) of each line of index.*."""
    for line in (folder / f"index.{name}").read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            yield fields[0], [int(offset) for offset in fields[-int(fields[2]) :]]


def place_synsets(synsets: dict[Place, Synset]) -> tuple[bytes, dict[Place, str]]:
    """The text of senses.txt, and the number of each synset in it."""
    numbers: dict[Place, str] = {}
    start = 0
    for place, synset in synsets.items():
        numbers[place] = write_number(start)
        start += len(write_synset(place, synset, collections.defaultdict(lambda: "0" * WIDTH))) + 1
    lines = [write_synset(place, synset, numbers) for place, synset in synsets.items()]
    return "".join(f"{line}\n" for line in lines).encode("ascii"), numbers


def write_synset(place: Place, synset: Synset, numbers: dict[Place, str]) -> str:
    """One line of senses.txt."""
    pointers = [
        f"{symbol}{numbers[other]}" + (f".{source}.{target}" if source or target else "")
        for symbol, other, source, target in synset.pointers
    ]
    return "|".join((numbers[place], place[0], ";".join(synset.words), " ".join(pointers)))


def make_words(folder: Path, numbers: dict[Place, str]) -> bytes:
    """The text of words.txt."""
    counts = read_counts(folder)
    entries: dict[str, list[str]] = collections.defaultdict(list)
    for name, letter in PARTS.items():
        for word, offsets in read_index(folder, letter, name):
            senses = []
            for sense, offset in enumerate(offsets, 1):
                count = counts.get((word, letter, sense), 0)
                senses.append(numbers[letter, offset] + (f"*{count}" if count else ""))
            entries[word.replace("_", " ")].append(f"{letter}:{','.join(senses)}")
        for line in (folder / f"{name}.exc").read_text(encoding="ascii").splitlines():
            form, *bases = (word.replace("_", " ") for word in line.split())
            entries[form].append(f"{letter}={','.join(dict.fromkeys(bases))}")
    ordered = sorted(entries.items(), key=lambda entry: entry[0].encode("ascii"))
    return "".join("\t".join((word, *fields)) + "\n" for word, fields in ordered).encode("ascii")


def stamp(senses: bytes, words: bytes) -> str:
    """The first twelve digits of a hash over both files, which ledgers depend on."""
    return hashlib.sha256(senses + words).hexdigest()[:12]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the dictionary files of WordNet 3.0")
    parser.add_argument("-o", "--out", type=Path, default=DEFAULT)
    options = parser.parse_args()
    senses, numbers = place_synsets(read_synsets(options.folder))
    words = make_words(options.folder, numbers)
    (options.out / "senses.txt").write_bytes(senses)
    (options.out / "words.txt").write_bytes(words)
    (options.out / "VERSION").write_text(stamp(senses, words) + "\n", encoding="utf-8")
    print(f"{len(numbers)} synsets in {len(senses)} bytes, {words.count(10)} words in {len(words)} bytes")


if __name__ == "__main__":
    main()
