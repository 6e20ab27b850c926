"""The words and senses of WordNet 3.0, read from the two files in the folder wordnet/ beside this module.

Both files are mapped, not read: opening them costs next to nothing, and a word is found by halving. What the lines
hold is said in wordnet/README.md and made by training/lexicon.py.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "wordnet"
NOUN, VERB, ADJECTIVE, ADVERB = PARTS = ("n", "v", "a", "r")

# Pointers upwards: what a synset is a kind of, and what it is an instance of.
KIND, INSTANCE = "@", "@i"
ANTONYM, DERIVED, PERTAINS, PERTAINED, SIMILAR, PART_OF, MEMBER_OF = "!", "+", "\\", "/", "&", "#p", "#m"

# Regular endings and what stands for them in the base form: morphy(7WN).
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    NOUN: (
        ("s", ""),
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("men", "man"),
        ("ies", "y"),
    ),
    VERB: (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    ADJECTIVE: (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    ADVERB: (),
}
_CACHED = 20000
_LONGEST = 80


class Pointer(NamedTuple):
    """From one synset to another; `source` and `target` count its words from 1, 0 means all of them."""

    symbol: str
    number: str
    source: int = 0
    target: int = 0


class Synset(NamedTuple):
    """Words of one meaning. `number` is its name in the files."""

    number: str
    part: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]

    def follow(self, *symbols: str) -> Iterator[Pointer]:
        """The pointers of these kinds."""
        return (pointer for pointer in self.pointers if pointer.symbol in symbols)


class Sense(NamedTuple):
    """A word's place in a synset: `rank` from 1 by frequency, `share` of the word's uses in the tagged corpus.

    `share` is 0 where the corpus has the word in other senses only, and 1/number of senses where it lacks the word.
    """

    number: str
    rank: int
    share: float


class Entry(NamedTuple):
    """A line of words.txt: the senses, and the base forms of an irregular form, by part of speech."""

    senses: dict[str, tuple[Sense, ...]]
    bases: dict[str, tuple[str, ...]]


@cache
def _open(name: str) -> mmap.mmap:
    with (FOLDER / name).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=_CACHED)
def read_synset(number: str) -> Synset:
    """The synset that has this number, as other synsets and words name it."""
    data, start = _open("senses.txt"), int(number, 36)
    name, part, words, pointers = data[start : data.find(b"\n", start)].decode("ascii").split("|")
    return Synset(name, part, tuple(words.split(";")), tuple(_read_pointer(text) for text in pointers.split()))


def _read_pointer(text: str) -> Pointer:
    name, *ends = text.split(".")
    source, target = (int(end) for end in ends) if ends else (0, 0)
    return Pointer(name[:-5], name[-5:], source, target)


@lru_cache(maxsize=_CACHED)
def find_entry(word: str) -> Entry | None:
    """What words.txt has of a word in small letters, None where it lacks it."""
    try:
        wanted = word.encode("ascii")
    except UnicodeEncodeError:
        return None
    if not wanted or len(wanted) > _LONGEST or b"\n" in wanted or b"\t" in wanted:
        return None
    line = _find_line(_open("words.txt"), wanted)
    return None if line is None else _read_entry(line)


def _find_line(data: mmap.mmap, wanted: bytes) -> bytes | None:
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.find(b"\n", start)
        word, _, rest = data[start:end].partition(b"\t")
        if word == wanted:
            return rest
        if word < wanted:
            low = end + 1
        else:
            high = start
    return None


def _read_entry(line: bytes) -> Entry:
    entry = Entry({}, {})
    for field in line.decode("ascii").split("\t"):
        part, sign, rest = field[0], field[1], field[2:].split(",")
        if sign == ":":
            entry.senses[part] = _weigh_senses(rest)
        else:
            entry.bases[part] = tuple(rest)
    return entry


def _weigh_senses(texts: list[str]) -> tuple[Sense, ...]:
    counts = [int(text.partition("*")[2] or 0) for text in texts]
    total = sum(counts)
    shares = [count / total for count in counts] if total else [1 / len(texts)] * len(texts)
    return tuple(Sense(text[:5], rank, share) for rank, (text, share) in enumerate(zip(texts, shares, strict=True), 1))


@lru_cache(maxsize=_CACHED)
def find_senses(word: str, part: str) -> tuple[Sense, ...]:
    """The senses of a word or of its base form, most frequent first; () where WordNet has none.

    `word` may be inflected or several words; `part` is one of PARTS. A word in small letters is no name ("crane") and
    one with a capital is likelier a name than not ("Turkey"), where WordNet has it as both.
    """
    for form in find_bases(word, part):
        entry = find_entry(form)
        if entry is not None and part in entry.senses:
            return _sort_by_case(entry.senses[part], form, named=word[:1].isupper())
    return ()


def _sort_by_case(senses: tuple[Sense, ...], form: str, named: bool) -> tuple[Sense, ...]:
    plain = [sense for sense in senses if form in read_synset(sense.number).words]
    names = [sense for sense in senses if form not in read_synset(sense.number).words]
    kept = [*names, *plain] if named else plain or names
    return tuple(sense._replace(rank=rank) for rank, sense in enumerate(kept, 1))


@lru_cache(maxsize=_CACHED)
def find_bases(word: str, part: str) -> tuple[str, ...]:
    """The forms in small letters under which WordNet has a word, as it stands first: "Mice" gives "mouse"."""
    folded = " ".join(word.casefold().replace("’", "'").split())
    if not folded or len(folded) > _LONGEST:
        return ()
    entry = find_entry(folded)
    irregular = entry.bases.get(part, ()) if entry is not None else ()
    regular = (
        folded[: -len(ending)] + base
        for ending, base in _ENDINGS.get(part, ())
        if folded.endswith(ending) and len(folded) > len(ending) + 1
    )
    found = [folded, *irregular, *(form for form in regular if not irregular)]
    return tuple(dict.fromkeys(form for form in found if _has_part(form, part)))


def _has_part(word: str, part: str) -> bool:
    entry = find_entry(word)
    return entry is not None and part in entry.senses


@lru_cache(maxsize=_CACHED)
def climb(number: str) -> frozenset[str]:
    """The synset and all that it is a kind or an instance of."""
    found, waiting = {number}, [number]
    while waiting:
        for pointer in read_synset(waiting.pop()).follow(KIND, INSTANCE):
            if pointer.number not in found:
                found.add(pointer.number)
                waiting.append(pointer.number)
    return frozenset(found)
