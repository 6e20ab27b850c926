"""One person's name in other words: its order, another transliteration, a short form, a middle name less.

As in variants, each function gives links between names that share a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from hfcheck.normalise.folding import list_words, make_key
from hfcheck.normalise.namewords import given_names, index_rows, load_name_words
from hfcheck.normalise.variants import Same

# More bearers of one first and last name than these are not told apart by their middle names.
_MOST_NAMESAKES = 32
_LEAST_ENDED = 5

Test = Callable[[str], bool]
"""Whether a name may be a person's."""


# ── order ─────────────────────────────────────────────────────────────────────────────────────


def find_family(name: str) -> str:
    """The surname in a name of a people that puts it first, wherever it stands here; "" where that is not clear."""
    words = load_name_words()
    parts = name.split()
    if len(parts) < 2:
        return ""
    first, last = ("".join(list_words(part)) for part in (parts[0], parts[-1]))
    known = [part for part in (first, last) if part in words.surnames_first]
    if len(known) != 1:
        return ""
    given = parts[1:] if known[0] == first else parts[:-1]
    shared = known[0] in words.shared_surnames
    western = any("".join(list_words(part)) in given_names() for part in given)
    return "" if western or (shared and not any("-" in part for part in given)) else known[0]


def link_orders(names: Iterable[str], may_be_person: Test) -> Iterator[Same]:
    """ "Xi Jinping", "Jinping Xi", by the surnames of peoples who put them first."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(names):
        family = find_family(name)
        if family and may_be_person(name):
            words = list(list_words(name))
            words.remove(family) if family in words else None
            groups[family, "".join(words)].append(name)
    yield from _link_all(groups.values(), "are one name in two orders")


def _link_all(groups: Iterable[list[str]], why: str) -> Iterator[Same]:
    for group in groups:
        first, *others = sorted(group)
        for other in others:
            if make_key(first) != make_key(other):
                yield Same(first, other, f"“{first}” and “{other}” {why}")


# ── transliteration ───────────────────────────────────────────────────────────────────────────


def link_transliterations(names: Iterable[str], may_be_person: Test) -> Iterator[Same]:
    """ "Alexei Navalny", "Alexey Navalny"; "Abdel Fattah el-Sisi", "Abdel Fattah al-Sissi"."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(names):
        words = list_words(name)
        if len(words) > 1 and not any(word[0].isdigit() for word in words) and may_be_person(name):
            groups[tuple(_transliterate(words))].append(name)
    yield from _link_all(groups.values(), "are one name in two transliterations")


def _transliterate(words: tuple[str, ...]) -> Iterator[str]:
    """The words in one transliteration, Arabic articles left out."""
    known, articles = load_name_words(), load_name_words().arabic_articles
    rows = index_rows(known.transliterations)
    arabic = any(word in articles for word in words[1:])
    for at, word in enumerate(words):
        if at and word in articles and at < len(words) - 1:
            continue
        if word in rows:
            yield rows[word]
        elif arabic and at and words[at - 1] in articles:
            yield "".join(c for k, c in enumerate(word) if not k or c != word[k - 1])
        else:
            yield _end_alike(word)


def _end_alike(word: str) -> str:
    """ "zelenskiy", "zelenskyy" → "zelensky"."""
    if len(word) < _LEAST_ENDED:
        return word
    for first, *others in load_name_words().endings:
        for ending in sorted(others, key=len, reverse=True):
            if word.endswith(ending):
                return word.removesuffix(ending) + first
    return word


# ── first and middle names ────────────────────────────────────────────────────────────────────


def link_short_forms(names: Iterable[str], may_be_person: Test) -> Iterator[Same]:
    """ "Bob Iger" is Robert Iger where no other Bob or Robert Iger is named."""
    short_for = load_name_words().nicknames
    by_words: dict[tuple[str, ...], str] = {}
    for name in sorted(names, reverse=True):
        by_words[list_words(name)] = name
    fulls: dict[str, list[str]] = defaultdict(list)
    shorts: dict[str, list[str]] = defaultdict(list)
    for words, name in sorted(by_words.items()):
        if len(words) < 2 or words[0] not in short_for or not may_be_person(name):
            continue
        for full in short_for[words[0]]:
            other = by_words.get((full, *words[1:]))
            if other is not None:
                fulls[name].append(other)
                shorts[other].append(name)
    for name, found in sorted(fulls.items()):
        if len(found) == 1 and len(shorts[found[0]]) == 1:
            yield Same(name, found[0], f"“{name}” has a short form of the first name of “{found[0]}”")


def link_middles(names: Iterable[str], may_be_person: Test) -> Iterator[Same]:
    """ "John Kennedy" is John F. Kennedy where no John of another middle name is named.

    Only an initial may be left out or stand for a name; a middle name in full makes two of them.
    """
    groups: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    generations = load_name_words().generations
    for name in sorted(names):
        words = list_words(name)
        suffix = words[-1] if words and words[-1] in generations else ""
        own = words[: len(words) - bool(suffix)]
        plain = len(own) in (2, 3) and len(own[0]) > 1 and len(own[-1]) > 1 and "-" not in name
        if plain and may_be_person(name):
            middle = own[1] if len(own) == 3 else ""
            between = name.split()[1 : -2 if suffix else -1]
            initials = bool(between) and all(len(part.rstrip(".")) == 1 for part in between)
            groups[own[0], own[-1], suffix].setdefault(middle + "." * initials, name)
    for first, last, suffix in sorted(groups):
        namesakes = groups[first, last, suffix]
        named_otherwise = any(groups.get((first, last, g)) for g in ("", *generations) if g != suffix)
        if 1 < len(namesakes) <= _MOST_NAMESAKES and not named_otherwise:
            yield from _link_namesakes(namesakes)


def _link_namesakes(namesakes: dict[str, str]) -> Iterator[Same]:
    fits = {one: {other for other in namesakes if other != one and _may_be_one(one, other)} for one in namesakes}
    for one, others in sorted(fits.items()):
        for other in sorted(others):
            # Whatever else the one may be, the other may be as well: nothing is left to choose.
            agreed = fits[one] - {other} <= fits[other] and fits[other] - {one} <= fits[one]
            if one < other and agreed:
                why = f"“{namesakes[one]}” and “{namesakes[other]}” differ by a middle initial"
                yield Same(namesakes[one], namesakes[other], why)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two middle names may be one: initials ("w.") and nothing, or initials and what they begin."""
    short, long = sorted((one, other), key=lambda middle: (len(middle.rstrip(".")), middle))
    if not short:
        return long.endswith(".")
    return short.endswith(".") and long.startswith(short.rstrip("."))
