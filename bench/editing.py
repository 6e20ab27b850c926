"""What an audit costs after one article of many was edited, through the command line, and that it tells the same."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from bench.measuring import Figure, Plan, Spent, read_command, time_command
from bench.texts import Texts, make_texts, name_article

_PART = "edit"
_AUDIT = ("-m", "hfcheck", "audit", "-f", "json")
_CONFIG = 'articles: ["news/**/*.md"]\nledger: claims.yaml\npacks: [core, business]\n'


def measure_editing(plan: Plan) -> Iterator[Figure]:
    """A first audit of a folder, a warm one, one after each of some edits, and that article audited alone."""
    made = make_texts(plan.edited)
    with tempfile.TemporaryDirectory() as name:
        folder, alone, anew = (Path(name) / part for part in ("many", "alone", "anew"))
        write_project(folder, made.articles)
        first = time_command(_AUDIT, folder)
        warm, edited, reading = [], [], []
        for number in range(plan.runs):
            warm.append(time_command(_AUDIT, folder))
            path, text = edit_article(made, number)
            (folder / "news" / path).write_text(text, encoding="utf-8")
            edited.append(time_command(_AUDIT, folder))
            reading.append(_time_alone(alone / str(number), path, text))
        write_project(anew, {p.relative_to(folder / "news").as_posix(): p.read_text() for p in _list_news(folder)})
        told, full = read_command(_AUDIT, folder), read_command(_AUDIT, anew)
    yield Figure(_PART, f"first audit of {plan.edited:,} articles", first.processor, "s")
    yield Figure(_PART, "warm audit", _middle(warm), "s")
    yield Figure(_PART, "audit after one article was edited", _middle(edited), "s")
    yield Figure(_PART, "reading that article: alone in a folder, first less warm audit", median(reading), "s")
    ratios = [e.processor / (2 * w.processor + r) for e, w, r in zip(edited, warm, reading, strict=True)]
    yield Figure(_PART, "edited, over twice the warm audit plus that reading", median(ratios), "", "at most 1")
    yield Figure(_PART, "report is that of a full run, byte for byte", float(told == full), "", "1")
    found = sum(count_found(full, made))
    yield Figure(_PART, "planted conflicts found", found / len(made.conflicts), "")


def write_project(folder: Path, articles: Mapping[str, str]) -> None:
    """A folder with a configuration and these articles."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hfcheck.yaml").write_text(_CONFIG, encoding="utf-8")
    for path, text in articles.items():
        target = folder / "news" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def edit_article(made: Texts, number: int) -> tuple[str, str]:
    """An article and its text with a sentence of another article behind it."""
    path, other = name_article(number * 7 % len(made.articles)), name_article((number * 7 + 3) % len(made.articles))
    return path, made.articles[path] + "\n" + made.articles[other].rpartition("\n\n")[2]


def count_found(report: str, made: Texts) -> list[bool]:
    """For each planted pair of articles whether a JSON report names both in one finding."""
    sides = [
        {claim["article"].removeprefix("news/") for side in finding["sides"] for claim in side}
        for finding in json.loads(report)["findings"]
    ]
    return [any(set(pair) <= articles for articles in sides) for pair in made.conflicts]


def _time_alone(folder: Path, path: str, text: str) -> float:
    write_project(folder, {path: text})
    cold = time_command(_AUDIT, folder)
    return cold.processor - time_command(_AUDIT, folder).processor


def _list_news(folder: Path) -> list[Path]:
    return sorted((folder / "news").rglob("*.md"))


def _middle(spent: list[Spent]) -> float:
    return median(one.processor for one in spent)
