"""Tables of what was measured, made from figures.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfcheck.errors import HfcheckError
from hfcheck.yamlsource import load_yaml

SOURCE = Path(__file__).parent / "figures.yaml"
_TITLES = {
    "conflicts": "Conflicts",
    "claims": "Claims",
    "unseen": "Articles that it was not made for",
    "pairs": "Pairs of texts",
    "drill": "A drill",
    "speed": "Speed",
    "mutants": "Mutants",
}


def write_figures() -> str:
    """Each set of figures with what it was measured on, under the day of measuring."""
    data: Any = load_yaml(SOURCE, HfcheckError).data
    lines = [f"Measured on {data['measured']} with hfcheck {data['hfcheck']}.", ""]
    for key, title in _TITLES.items():
        rows = [f"| {row['what']} | {row['value']} |" for row in data[key]["rows"]]
        lines += [f"### {title}", "", " ".join(data[key]["about"].split()), "", "| | |", "|---|---|", *rows, ""]
    return "\n".join(lines)
