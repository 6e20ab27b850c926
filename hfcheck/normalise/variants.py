"""Ways to write one name: other case, a legal form more or less, a letter or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz import fuzz

# Above it two long names are one, misspelt; below these letters a letter more is another name.
_SIMILAR = 94.0
_LEAST_LETTERS = 8
_MOST_APART = 2
# Names of as many letters or fewer may be initials, which are written in capitals anyway.
_INITIALS = 4


def choose_cases(names: Iterable[str], by_article: Mapping[str, set[str]]) -> dict[str, str]:
    """Names that differ in case only are one, unless one article uses both ("POLO" and "Polo")."""
    chosen: dict[str, str] = {}
    for folded, group in sorted(group_by_case(names).items()):
        together = len(group) > 1 and any(len(own.intersection(group)) > 1 for own in by_article.values())
        best = min(group, key=lambda n: (n.isupper(), n))
        for name in group:
            shouted = len(folded) > _INITIALS and name.isupper()
            chosen[name] = name if together and not shouted else best
    return chosen


def group_by_case(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their case-folded form."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name.casefold()].append(name)
    return groups


def strip_designators(
    names: Collection[str], designators: Iterable[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """ "Ford Motor" is Ford where nothing else is called Ford and a designator.

    Returns the stem of each such name, and the candidates of each stem that several names share.
    """
    folded = {word.casefold().rstrip(".") for word in designators}
    variants: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        kept = len(words)
        while kept > 1 and words[kept - 1].casefold().rstrip(".,") in folded:
            kept -= 1
        if kept < len(words):
            variants[" ".join(words[:kept])].add(name)
    stems: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for base, found in sorted(variants.items()):
        tails = sorted({name[len(base) :].strip().casefold() for name in found})
        if all(tail.startswith(tails[0]) for tail in tails):
            stems.update(dict.fromkeys(sorted(found), base))
        elif base in names:
            shared[base] = tuple(sorted(found))
    return stems, shared


class SpellingIndex:
    """Finds the one other name that a name is a misspelling of."""

    def __init__(self, names: Sequence[str]) -> None:
        self._blocks: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for name in names:
            if name and not any(c.isdigit() for c in name):
                for length in range(len(name) - _MOST_APART, len(name) + _MOST_APART + 1):
                    self._blocks[name[0], len(name.split()), length].append(name)

    def find(self, name: str) -> str:
        """The first, by alphabet, of `name` and the one that differs by a letter or two; "" for none or several."""
        if sum(c.isalpha() for c in name) < _LEAST_LETTERS or any(c.isdigit() for c in name):
            return ""
        block = self._blocks.get((name[0], len(name.split()), len(name)), [])
        close = [n for n in block if n != name and fuzz.ratio(name, n) >= _SIMILAR]
        return min(close[0], name) if len(close) == 1 else ""
