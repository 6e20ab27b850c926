"""Short names and the long ones that they abbreviate, by their initials.

After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions", with
whole initials only.
"""

from __future__ import annotations

from hfcheck.extraction.tree import Tree


def is_acronym(text: str) -> bool:
    """ "NATO", "EV"; not "Oslo", not "塔"."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) > 1


def spell(words: list[str]) -> str:
    """The initials of a name; its small words ("of", "and") have none."""
    return "".join(word[0] for word in words if word[0].isupper()).upper()


def find_long_form(tree: Tree, bracket: int, short: str) -> list[int]:
    """The words before an opening bracket whose initials give `short`; [] where there are none."""
    found: list[int] = []
    word = bracket - 1
    while word >= 0 and len(spell([tree.tokens[w].text for w in found])) < len(short):
        token = tree.tokens[word]
        if token.upos == "PUNCT" and token.text != "-":
            return []
        found.insert(0, word)
        word -= 1
    own = [w for w in found if tree.tokens[w].text != "-"]
    return found if own and spell([tree.tokens[w].text for w in own]) == short.upper() else []
