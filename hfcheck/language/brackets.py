"""Names in brackets, "the alliance (NATO) said", set aside before a sentence is parsed.

Between a name and its verb they mislead the parser; they come back as an apposition of the word before them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.model import Token

_LONGEST = 8


def find_name_brackets(words: Sequence[str]) -> list[tuple[int, int]]:
    """Indexes of the opening and closing brackets around up to eight words that look like a name.

    They begin with a capital, or are not in Latin letters.
    """
    found = []
    for first, word in enumerate(words):
        if word != "(" or not first:
            continue
        last = next((i for i in range(first + 1, min(first + _LONGEST + 2, len(words))) if words[i] == ")"), None)
        if last is None or last == first + 1:
            continue
        opening = words[first + 1]
        named = opening[0].isupper() or not opening.isascii()
        if named and opening[0].isalpha() and all(w[0].isalnum() or w in "-&" for w in words[first + 1 : last]):
            found.append((first, last))
    return found


def leave_out(count: int, brackets: Sequence[tuple[int, int]]) -> list[int]:
    """The indexes of `count` words that stand outside `brackets`."""
    inside = {index for first, last in brackets for index in range(first, last + 1)}
    return [index for index in range(count) if index not in inside]


def put_back(
    parsed: Sequence[Token],
    words: Sequence[str],
    places: Sequence[tuple[int, int]],
    brackets: Sequence[tuple[int, int]],
) -> tuple[Token, ...]:
    """The tree of all `words`, given that of those outside `brackets`."""
    kept = leave_out(len(words), brackets)
    tokens: list[Token] = [
        msgspec.structs.replace(t, index=kept[t.index], head=kept[t.head] if t.head >= 0 else -1) for t in parsed
    ]
    for first, last in brackets:
        head = last - 1
        for index in range(first, last + 1):
            edge = index in (first, last)
            upos, xpos = ("PUNCT", "-LRB-" if index == first else "-RRB-") if edge else ("PROPN", "NNP")
            relation = "punct" if edge else "appos" if index == head else "compound"
            target = first - 1 if index == head else head
            tokens.append(Token(index, *places[index], words[index], words[index], upos, xpos, target, relation))
    return tuple(sorted(tokens, key=lambda token: token.index))
