"""Names: pairs in their context, links that do not hang on order, steps, candidates and suggestions."""

from __future__ import annotations

import itertools
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bench.names import make_extract
from hfcheck.knowledge import load_knowledge
from hfcheck.normalise.folding import are_initials, fold_name, list_words, make_key
from hfcheck.normalise.links import Links
from hfcheck.normalise.names import NameTable, read_names
from hfcheck.normalise.suggest import Suggestion, suggest_aliases
from hfcheck.normalise.variants import is_slip
from hfcheck.report.suggestions import Place, SuggestedAlias, render_suggestions
from tests.extraction.reading import general_knowledge, read_articles, read_extract
from tests.normalise.pairs import LABELS, judge_group, load_groups

LEAST_PAIRS = 300
LEAST_RIGHT = 0.9
GROUPS = load_groups()

name_words = st.sampled_from(
    [
        *("Vera", "Holt", "Ivo", "Anton", "J.", "Quillon", "Inc.", "Group", "Motor", "II", "X7", "al-Sisi", "Müller"),
        *("Mueller", "von", "Oslo", "QUILLON", "University", "Bill", "William", "Yu", "Chengdong", "&", "Jr.", "Mrs"),
    ]
)
made_names = st.lists(name_words, min_size=1, max_size=4).map(" ".join)
lower_words = st.text(string.ascii_lowercase, min_size=1, max_size=14)
folders = st.lists(st.lists(made_names, min_size=1, max_size=6), min_size=1, max_size=4)


# ── pairs ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("group", [pytest.param(group, id=name) for name, group in GROUPS])
def test_pairs_of_names(group: Any) -> None:
    pairs = judge_group(group)
    assert [p for p in pairs if p.label in ("different", "unclear") and p.merged] == []
    assert [p for p in pairs if p.label == "same" and not p.merged] == []
    assert [p for p in pairs if p.label == "missed" and p.merged] == [], "now found: move it to same"


def test_there_are_many_pairs_and_few_are_missed() -> None:
    counts = {label: sum(len(group.get(label, ())) for _, group in GROUPS) for label in LABELS}
    assert sum(counts.values()) >= LEAST_PAIRS
    assert counts["same"] >= LEAST_RIGHT * (counts["same"] + counts["missed"])
    assert counts["different"] + counts["unclear"] >= counts["same"]
    names = [name for name, _ in GROUPS]
    assert len(names) == len(set(names))


# ── order ─────────────────────────────────────────────────────────────────────────────────────


def _read_table(folder: Sequence[Sequence[str]], order: Sequence[int]) -> dict[tuple[str, str], object]:
    made = [make_extract(f"{at}.txt", list(names)) for at, names in enumerate(folder)]
    articles, extracts = [made[at][0] for at in order], [made[at][1] for at in order]
    table = read_names(articles, extracts, general_knowledge())
    return {(r.article, r.name): (r.entity.id, r.candidates) for r in table.list_readings()}


@given(folders)
def test_links_do_not_hang_on_the_order_of_articles(folder: list[list[str]]) -> None:
    first = _read_table(folder, range(len(folder)))
    for order in itertools.islice(itertools.permutations(range(len(folder))), 6):
        assert _read_table(folder, order) == first


@given(folders)
def test_a_link_says_why_and_what_is_open_has_candidates(folder: list[list[str]]) -> None:
    made = [make_extract(f"{at}.txt", list(names)) for at, names in enumerate(folder)]
    table = read_names([article for article, _ in made], [extract for _, extract in made], general_knowledge())
    by_entity: dict[str, set[str]] = {}
    for reading in table.list_readings():
        assert reading.entity.resolved == (not reading.candidates)
        if reading.entity.resolved:
            by_entity.setdefault(reading.entity.id, set())
            if not reading.steps:
                by_entity[reading.entity.id].add(reading.name)
    # Every name of a thing but the one that it is called by was linked to it, and by a step.
    assert [names for names in by_entity.values() if len(names) > 1] == []


@given(folders)
def test_a_name_has_one_meaning_in_an_article(folder: list[list[str]]) -> None:
    made = [make_extract(f"{at}.txt", list(names)) for at, names in enumerate(folder)]
    table = read_names([article for article, _ in made], [extract for _, extract in made], general_knowledge())
    for article, names in enumerate(folder):
        for name in names:
            assert table.resolve(f"{article}.txt", name) == table.resolve(f"{article}.txt", fold_name(name))


# ── strings ───────────────────────────────────────────────────────────────────────────────────


@given(st.text(max_size=40))
def test_any_text_can_be_folded_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
    assert all(word == word.casefold() and word.isalnum() for word in list_words(text))
    assert make_key(text) == make_key(text.replace("\u2019", "'"))


@given(lower_words, lower_words)
def test_slips_are_symmetric_and_no_word_is_a_slip_of_itself(one: str, other: str) -> None:
    assert is_slip(one, other) == is_slip(other, one)
    assert not is_slip(one, one)


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("WHO", "World Health Organization", True),
        ("OPEC", "Organization of the Petroleum Exporting Countries", True),
        ("DOJ", "Department of Justice", True),
        ("DJ", "Department of Justice", True),
        ("APEC", "Asia-Pacific Economic Cooperation", True),
        ("WHA", "World Health Organization", False),
        ("W", "World", False),
        ("WH", "World Health Organization", False),
    ],
)
def test_initials(short: str, full: str, holds: bool) -> None:
    assert are_initials(short, full) is holds


def test_two_entities_of_the_packs_are_never_joined() -> None:
    links = Links("@")
    assert links.join(("", "A"), ("", "@one"), "a pack says so")
    assert links.join(("", "B"), ("", "@two"), "a pack says so")
    assert not links.join(("", "A"), ("", "B"), "they look alike")
    assert links.entity_of(("", "A")) == ("", "@one")
    assert links.explain(("", "A"), ("", "@one")) == ("a pack says so",)
    assert links.explain(("", "A"), ("", "@two")) == ()


# ── what is shown ─────────────────────────────────────────────────────────────────────────────


def test_claims_say_how_their_names_were_read() -> None:
    text = "Vera Holt is a judge. Holt sold a mill. The Northern Water Board (NWB) fined Quillon. The NWB left."
    _, claims, _ = read_articles({"a.txt": text})
    steps = {claim.text: " ".join(claim.steps) for claim in claims}
    assert "“Holt” → Vera Holt" in steps["Holt sold a mill"]
    assert "“NWB” → Northern Water Board" in steps["The NWB left"]
    assert "Holt" not in steps["Vera Holt is a judge"]


def test_what_stays_open_says_so_with_its_candidates() -> None:
    text = "Vera Holt is a judge. Ivo Holt is a poet. Holt sold a mill."
    _, claims, notices = read_articles({"a.txt": text})
    (open_claim,) = (claim for claim in claims if claim.text == "Holt sold a mill")
    assert not open_claim.subject.resolved
    assert "“Holt” is left open: it may be Ivo Holt or Vera Holt" in open_claim.steps
    assert any("“Holt” may be Ivo Holt or Vera Holt" in notice.message for notice in notices)


SUGGESTED = {
    "initials": (
        ["The Ostavian Football Union fined Rask City.", "The OFU met in Graz."],
        "Ostavian Football Union",
        "OFU",
    ),
    "an opening": (["Harvard University sued Quillon.", "Harvard won the case."], "Harvard University", "Harvard"),
    "an office": (
        ["Quillon chairman Richard Yu left Graz.", "Quillon chairman Yu Chengdong sold a mill."],
        "Richard Yu",
        "Yu Chengdong",
    ),
}


def _suggest(texts: Sequence[str]) -> tuple[NameTable, tuple[Suggestion, ...]]:
    articles, claims, _ = read_articles({f"{at}.txt": text for at, text in enumerate(texts)})
    table = read_names(articles, [read_extract(article) for article in articles], general_knowledge())
    return table, suggest_aliases(table, claims, general_knowledge())


@pytest.mark.parametrize("name", sorted(SUGGESTED))
def test_an_alias_is_suggested_and_not_applied(name: str) -> None:
    texts, full, alias = SUGGESTED[name]
    table, suggestions = _suggest(texts)
    found = {(s.entity.name, s.alias): s for s in suggestions}
    assert (full, alias) in found
    assert {place.article for place in found[full, alias].places} == {"0.txt", "1.txt"}
    assert table.resolve("0.txt", full).id != table.resolve("1.txt", alias).id


def test_nothing_is_suggested_for_names_that_are_apart() -> None:
    assert _suggest(["Vera Holt met Ivo Brandt in Graz.", "Quillon sued Vell."])[1] == ()


def test_suggestions_are_a_pack_that_loads(tmp_path: Path) -> None:
    place = Place('a: "b".txt', 3, "“The OFU # met”")
    plain = SuggestedAlias("ofu", "Ostavian “Football” Union", "organisation", 'O"FU', "why: #1", (place,))
    choice = SuggestedAlias("arvel", "Arvel Group", "", "Arvel", "two", (place,), others=("Arvel Motor",))
    text = render_suggestions([plain, choice])
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    knowledge = load_knowledge(["core", "mine.yaml"], tmp_path)
    entry = knowledge.entity("ofu")
    assert entry is not None
    assert entry.aliases == ('O"FU',)
    assert knowledge.entity("arvel") is None
    assert yaml.safe_load(render_suggestions([choice]))["entities"] == []
    assert render_suggestions([]) == ""


# ── names that are kept apart ─────────────────────────────────────────────────────────────────


def test_names_that_a_pack_keeps_apart_are_never_one(tmp_path: Path) -> None:
    texts = ["Vera Holt met Ivo Brandt in Oslo.", "Ms. V. Holt and Vera Hollt met the press.", "Holt spoke in Oslo."]
    pack = "schema: 1\npack: mine\ndistinct:\n  - {id: two, names: [Vera Holt, vera hollt, V. Holt], source: us}\n"
    (tmp_path / "mine.yaml").write_text(pack, encoding="utf-8")
    knowledge = load_knowledge(["core", "mine.yaml"], tmp_path)
    articles, _, _ = read_articles({f"{number}.txt": text for number, text in enumerate(texts)})
    table = read_names(articles, [read_extract(article) for article in articles], knowledge)
    ids = [table.read(a.id, n).entity.id for a, n in zip(articles, ("Vera Holt", "Vera Hollt"), strict=False)]
    assert len(set(ids)) == 2
    assert table.read(articles[1].id, "V. Holt").entity.id not in ids


@given(st.lists(st.tuples(lower_words, lower_words), max_size=12), st.lists(lower_words, min_size=2, max_size=4))
def test_no_set_holds_two_names_that_are_kept_apart(pairs: list[tuple[str, str]], apart: list[str]) -> None:
    barred = {name: frozenset(apart) - {name} for name in apart}
    links = Links("@", barred)
    for one, other in [*pairs, *itertools.pairwise(apart), *((a, p[0]) for a in apart for p in pairs[:2])]:
        links.join(("", one), ("", other), "")
    for nodes in links.sets().values():
        assert len({name for _, name in nodes} & set(apart)) < 2
