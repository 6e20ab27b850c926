"""Word and Penn tag → lemma, by the suffix table that training/lemmas.py learns."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_LONGEST = 6
_PLURAL_NAME = "NNPS"


@cache
def _load_table() -> dict[str, dict[str, tuple[int, str]]]:
    path = Path(__file__).parent / "model" / "lemmas.json"
    table: dict[str, dict[str, tuple[int, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def find_lemma(form: str, xpos: str) -> str:
    """The lemma of `form`: lower case, except for names, which stay as written."""
    if xpos in ("NNP", _PLURAL_NAME):
        return form
    lower = form.lower().replace("’", "'")
    table = _load_table().get(xpos)
    if table is None:
        return lower
    script = table.get("^" + lower)
    start = max(0, len(lower) - _LONGEST)
    while script is None and start <= len(lower):
        script = table.get(lower[start:])
        start += 1
    if script is None or script[0] > len(lower):
        return lower
    return lower[: len(lower) - script[0]] + script[1] or lower
