"""The table of lemmas that training/lemmas.py learns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hfcheck.errors import ConfigError
from hfcheck.language.lemmas import apply_script, find_lemma, find_script, fold_word
from hfcheck.yamlsource import load_yaml
from training import lemmas
from training.lemmas import Word, add_regular_words, learn, list_scripts, measure, read_words

WORDS: list[Word] = [
    *[(form, form.removesuffix("s"), "NNS") for form in ("cars", "vans", "buyers", "makers", "Plans")],
    *[("Italian", "Italian", "JJ"), ("Canadian", "Canadian", "JJ"), ("Civil", "civil", "JJ"), ("civil", "civil", "JJ")],
    *[("are", "be", "VBP")] * 9,
    *[("share", "share", "VBP"), ("compare", "compare", "VBP"), ("I", "I", "PRP"), ("i", "I", "PRP")],
    *[("Sept.", "September", "NNP")] * 4,
    *[("Ms.", "Ms.", "NNP"), ("Acme", "Acme", "NNP"), ("ACME", "Acme", "NNP")],
]


def lemma_of(form: str, tag: str) -> str:
    return apply_script(form, find_script(learn(WORDS).get(tag, {}), fold_word(form)), tag)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("trucks", "NNS", "truck"),
        ("Peruvian", "JJ", "Peruvian"),
        ("Civil", "JJ", "civil"),
        ("are", "VBP", "be"),
        ("declare", "VBP", "declare"),
        ("I", "PRP", "I"),
        ("Sept.", "NNP", "September"),
        ("Beta", "NNP", "Beta"),
        ("ACME", "NNP", "ACME"),
        ("Grows", "VBZ", "grows"),
    ],
)
def test_what_was_seen_is_kept_and_endings_carry_over(form: str, tag: str, lemma: str) -> None:
    assert lemma_of(form, tag) == lemma


@pytest.mark.parametrize("word", WORDS)
def test_a_script_makes_the_lemma_that_it_was_read_from(word: Word) -> None:
    form, lemma, tag = word
    assert {apply_script(form, script, tag) for script in list_scripts(form, lemma)} == {lemma}


def test_a_regular_form_goes_by_the_words_that_are_known() -> None:
    model = learn(
        [("stopped", "stop", "VBD"), ("dropped", "drop", "VBD"), ("wipe", "wipe", "VB"), ("moped", "mop", "VBD")]
    )
    assert find_script(model["VBD"], "wiped") != (1, "", 0)
    add_regular_words(model, [("wipe", "wipe", "VB")], ["wiped", "Wiped", "##wiped"])
    assert find_script(model["VBD"], "wiped") == (1, "", 0)


def test_words_are_read_from_a_treebank_without_those_that_have_no_lemma(tmp_path: Path) -> None:
    rows = ("1\tCars\tcar\tNOUN\tNNS", "2-3\tdont\t_\t_\t_", "2\thand\t_\tX\tRB", "3\t’s\t’s\tPART\tPOS")
    (tmp_path / "a.conllu").write_text("# text\n" + "\n".join(f"{row}\t_\t_\t_\t_\t_" for row in rows) + "\n", "utf-8")
    assert list(read_words(tmp_path / "a.conllu")) == [("Cars", "car", "NNS"), ("’s", "'s", "POS")]


def test_the_measure_counts_right_lemmas() -> None:
    model = learn(WORDS)
    assert measure(model, [("cars", "car", "NNS"), ("cars", "carriage", "NNS")]) == 0.5
    assert measure(model, []) == 0


def list_irregular() -> Iterator[tuple[str, str, str]]:
    groups = load_yaml(Path(lemmas.__file__).parent / "irregular.yaml", ConfigError).data
    for group, tags in lemmas.IRREGULAR.items():
        for lemma, forms in groups[group].items():
            yield from ((form, tag, lemma) for form in forms for tag in tags)


def test_the_shipped_table_has_the_irregular_forms() -> None:
    found = list(list_irregular())
    assert len(found) > 200
    assert [(form, tag) for form, tag, lemma in found if find_lemma(form, tag) != lemma] == []
