"""What a drill plants and how it rewords, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hfcheck.drill.passages import Passage, list_passages
from hfcheck.drill.plant import KINDS
from hfcheck.drill.rewordings import reword
from hfcheck.errors import HfcheckError
from hfcheck.knowledge import load_knowledge
from hfcheck.language import read_sentences
from hfcheck.sources import make_article
from hfcheck.yamlsource import load_yaml

CASES = Path(__file__).parent.parent / "cases" / "drill"
KNOWLEDGE = load_knowledge(["core", "business"], Path("."))


def load(name: str) -> dict[str, Any]:
    data: Any = load_yaml(CASES / f"{name}.yaml", HfcheckError).data
    return data


def read_passage(text: str, seed: int = 1) -> Passage:
    article = make_article(text, id="news/a.txt")
    return list_passages([(article, read_sentences(article)[0])], seed)[0]


PLANTS = [(name, kind) for name, case in load("plants").items() for kind in case if kind != "text"]


@pytest.mark.parametrize(("name", "kind"), PLANTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plant_changes_what_its_kind_says_and_no_more(name: str, kind: str, seed: int) -> None:
    case = load("plants")[name]
    passage = read_passage(case["text"], seed)
    planted = next(KINDS[kind](passage, KNOWLEDGE), None)
    wanted = case[kind]
    if wanted is None:
        assert planted is None
        return
    assert planted is not None
    assert planted.sentence != passage.text
    assert wanted.get("says", "") in planted.sentence
    assert wanted.get("keeps", "") in planted.sentence
    assert "lacks" not in wanted or wanted["lacks"] not in planted.sentence


@pytest.mark.parametrize("name", load("rewordings"))
def test_a_rewording_says_the_same(name: str) -> None:
    case = load("rewordings")[name]
    ways = [way.sentence for way in reword(read_passage(case["text"]))]
    assert set(case.get("says", ())) <= set(ways)
    assert not set(case.get("never", ())) & set(ways)


def test_another_seed_may_choose_otherwise_and_the_same_seed_never_does() -> None:
    text = load("plants")["amount"]["text"]
    told = {seed: [p.sentence for p in KINDS["number"](read_passage(text, seed), KNOWLEDGE)] for seed in range(8)}
    again = {seed: [p.sentence for p in KINDS["number"](read_passage(text, seed), KNOWLEDGE)] for seed in range(8)}
    assert told == again
    assert len({tuple(sentences) for sentences in told.values()}) > 1
