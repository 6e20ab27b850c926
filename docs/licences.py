"""Writes licences.md: what is installed with hfcheck, and under which licence; run where .[dev,browser] is installed.

python -m docs.licences
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
CONSTRAINTS = HERE.parent / "ci" / "constraints.txt"
NEEDED = "needed to run"

INTRODUCTION = """# Licences

hfcheck itself is under the Apache License 2.0 (`LICENSE`); its trained parser is under CC BY-SA 4.0
(`hfcheck/language/model/LICENSE`), since it was trained on treebanks under that licence; its lexicon is made from
WordNet 3.0, whose licence lies beside it. The packages below are installed, not shipped. Those that are needed to run
are marked; the others serve the tests.

"""


def read_constraints() -> list[tuple[str, str]]:
    """Name and version of every package that CI installs, in the order of the file."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return [(name, version) for name, _, version in (line.partition("==") for line in lines) if version]


def list_needed() -> frozenset[str]:
    """The packages that hfcheck needs to run, with all that these need."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {_fold(_name_of(one)) for one in project["dependencies"]}
    pending = sorted(found)
    while pending:
        try:
            required = distribution(pending.pop()).requires or []
        except PackageNotFoundError:
            continue
        names = [_fold(_name_of(one)) for one in required if "extra ==" not in one]
        pending += [name for name in names if name not in found]
        found.update(names)
    return frozenset(found)


def find_licence(name: str) -> str:
    """A package's licence as its metadata tell it: the expression, the classifier, or the first line of the field."""
    data = distribution(name).metadata
    classified = [
        line.rpartition(" :: ")[2] for line in data.get_all("Classifier", []) if line.startswith("License ::")
    ]
    stated = (data.get("License") or "").strip().splitlines()
    return data.get("License-Expression") or ", ".join(classified) or (stated[0] if stated else "not stated")


def render_licences() -> str:
    """The page, a package a row."""
    return INTRODUCTION + "| package | version | licence | |\n|---|---|---|---|\n" + "".join(_list_rows())


def _list_rows() -> Iterator[str]:
    needed = list_needed()
    for name, version in read_constraints():
        mark = NEEDED if _fold(name) in needed else ""
        yield f"| {name} | {version} | {find_licence(name)} | {mark} |\n"


def _name_of(requirement: str) -> str:
    return re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0]


def _fold(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


if __name__ == "__main__":
    (HERE / "licences.md").write_text(render_licences(), encoding="utf-8")
