"""Word and Penn tag → lemma, by the suffix table that training/lemmas.py learns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hfcheck.language.digests import read_verified

_LONGEST = 6
_NAMES = ("NNP", "NNPS")

Script = tuple[int, str, int]
"""Letters to strip, letters to add, and 1 where what is left keeps the capitals of the word, else 0."""


@cache
def _load_table() -> dict[str, dict[str, Script]]:
    path = Path(__file__).parent / "model" / "lemmas.json"
    table: dict[str, dict[str, list[int | str]]] = json.loads(read_verified(path))
    return {tag: {key: _read_script(script) for key, script in scripts.items()} for tag, scripts in table.items()}


def _read_script(written: list[int | str]) -> Script:
    strip, add, *keeps = written
    return int(strip), str(add), int(keeps[0]) if keeps else 0


def fold_word(form: str) -> str:
    """The spelling under which words are looked up: small letters, straight apostrophes."""
    return form.lower().replace("’", "'")


def find_script(table: Mapping[str, Script], word: str) -> Script | None:
    """What `table` has for `word`, folded: for the whole of it, else for its longest suffix of at most 6 letters."""
    script = table.get("^" + word)
    start = max(0, len(word) - _LONGEST)
    while script is None and start <= len(word):
        script = table.get(word[start:])
        start += 1
    return script


def apply_script(form: str, script: Script | None, xpos: str) -> str:
    """The lemma that `script` makes of `form`; without a script a name stays as written and other words go lower."""
    if script is None:
        return form if xpos in _NAMES else fold_word(form)
    strip, add, keeps = script
    # "EVs" is no word that a heading shouts.
    capitals = form[:2].isalpha() and form[:2].isupper() and not form.isupper()
    base = form.replace("’", "'") if keeps or capitals else fold_word(form)
    if strip > len(base):
        return base
    return base[: len(base) - strip] + add or base


@cache
def find_lemma(form: str, xpos: str) -> str:
    """The lemma of `form` as the treebanks have it: "goes" is "go", "me" is "I", "Chinese" keeps its capital.

    A name that is not known stays as written.
    """
    return apply_script(form, find_script(_load_table().get(xpos, {}), fold_word(form)), xpos)
