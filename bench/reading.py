"""How fast texts become claims, split by stage, against the parser alone, and with two processes against one.

    python -m bench.reading [FOLDER …] [--runs N]

FOLDERs hold articles; without any, made-up ones are read (bench/texts.py).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from bench.measuring import ROOT, Figure, Plan
from bench.texts import make_texts
from hfcheck.config import load_config
from hfcheck.extraction import extract_propositions
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.language import read, read_sentences
from hfcheck.language.parser import Parser
from hfcheck.model import Article
from hfcheck.normalise import normalise
from hfcheck.pool import collect_seldom, map_ordered
from hfcheck.sources import make_article, read_articles
from hfcheck.workflow import read_extract

_PART = "reading"
_STAGES = ("sources", "sentences", "parser", "mending", "extraction", "normalise")
_TEXT_CACHES = ("hfcheck.values.", "hfcheck.normalise.", "hfcheck.extraction.")


class Stopwatch:
    """Processor seconds by name; what is timed within something else counts for its own name alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = 0.0

    def time(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """`run`, whose time counts under `name` whenever it is called."""

        def timed(*arguments: Any) -> Any:
            outer, self._inner = self._inner, 0.0
            start = time.process_time()
            try:
                return run(*arguments)
            finally:
                whole = time.process_time() - start
                self.spent[name] += whole - self._inner
                self._inner = outer + whole

        return timed


def time_stages(texts: Sequence[tuple[str, str]], knowledge: Knowledge) -> tuple[dict[str, float], int]:
    """Seconds of each stage over articles, given as names and texts, and how many words they have."""
    watch = Stopwatch()
    parse = watch.time("parser", Parser.parse)
    with (
        patch.object(Parser, "parse", parse),
        patch.object(read, "plan_sentences", watch.time("sentences", read.plan_sentences)),
    ):
        make = watch.time("sources", lambda name, text: make_article(text, id=name))
        articles = [make(name, text) for name, text in texts]
        split = watch.time("mending", read_sentences)
        parsed = [split(article) for article in articles]
        extract = watch.time("extraction", extract_propositions)
        extracts = [extract(article, *found) for article, found in zip(articles, parsed, strict=True)]
        watch.time("normalise", normalise)(articles, extracts, knowledge)
    words = sum(len(sentence.tokens) for sentences, _ in parsed for sentence in sentences)
    return dict(watch.spent), words


def forget_texts() -> None:
    """Clear what is remembered of texts that were read before, so that a second run is as much work as the first."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith(_TEXT_CACHES) else ():
            kept = getattr(value, "cache_parameters", None)
            if kept is not None and kept()["maxsize"] is not None:
                value.cache_clear()


def measure_reading(plan: Plan) -> Iterator[Figure]:
    """Stages over made-up articles and over seeds/, then one process against two."""
    knowledge = load_knowledge(["core", "business"], ROOT)
    collect_seldom()
    made = list(make_texts(plan.articles).articles.items())
    time_stages(list(make_texts(10, seed=9).articles.items()), knowledge)
    yield from measure_stages("made-up articles", made, knowledge, plan.runs)
    seeds = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    yield from measure_stages("seeds/", seeds, knowledge, max(3, plan.runs))
    yield from measure_workers([make_article(text, id=name) for name, text in made], plan.runs)


def measure_stages(name: str, texts: Sequence[tuple[str, str]], knowledge: Knowledge, runs: int) -> Iterator[Figure]:
    """Words a second, each stage over the parser, and the whole over the parser, from the same runs."""
    rounds = []
    words = 0
    for _ in range(runs):
        forget_texts()
        spent, words = time_stages(texts, knowledge)
        rounds.append(spent)
    yield Figure(_PART, f"{name}: words a second, text to claims", median(words / sum(r.values()) for r in rounds), "")
    yield Figure(_PART, f"{name}: words a second, parser alone", median(words / r["parser"] for r in rounds), "")
    for stage in _STAGES:
        share = median(r.get(stage, 0.0) / r["parser"] for r in rounds)
        yield Figure(_PART, f"{name}: {stage}, over the parser", share, "")
    ratio = median(sum(r.values()) / r["parser"] for r in rounds)
    yield Figure(_PART, f"{name}: text to claims, over the parser", ratio, "", "at most 1.35")


def measure_workers(articles: Sequence[Article], runs: int) -> Iterator[Figure]:
    """Reading by the clock, with one process and with two, turn by turn; starting the two counts."""
    ratios, costs, texts = [], [], []
    for _ in range(runs):
        walls, works = {}, {}
        for workers in (1, 2):
            start, before = time.perf_counter(), _sum_processors()
            texts.append([str(one) for one in map_ordered(read_extract, articles, workers)])
            walls[workers], works[workers] = time.perf_counter() - start, _sum_processors() - before
        ratios.append(walls[1] / walls[2])
        costs.append(works[2] / works[1])
    if any(told != texts[0] for told in texts):
        raise AssertionError("what is read depends on the number of processes")
    what = f"two processes, times as fast as one ({len(articles)} articles, by the clock)"
    yield Figure(_PART, what, median(ratios), "", "at least 1.7")
    yield Figure(_PART, "two processes, processor time over that of one", median(costs), "")


def _sum_processors() -> float:
    """Processor seconds of this process and its ended children."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    """Print the stages of the articles in some folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    knowledge = load_knowledge(["core", "business"], ROOT)
    collect_seldom()
    time_stages(list(make_texts(10, seed=9).articles.items()), knowledge)
    for folder in options.folders:
        articles, _ = read_articles([folder], load_config(folder))
        texts = [(article.id, article.text) for article in articles]
        for figure in measure_stages(folder.name, texts, knowledge, options.runs):
            print(f"{figure.what}: {figure.value:,.3f}")
    if not options.folders:
        made = list(make_texts(100).articles.items())
        for figure in measure_stages("made-up articles", made, knowledge, options.runs):
            print(f"{figure.what}: {figure.value:,.3f}")


if __name__ == "__main__":
    main()
