"""CoNLL-U: ten columns, one sentence after the other, words that give the text back."""

from __future__ import annotations

from hfcheck.language import read_sentences
from hfcheck.language.conllu import render_conllu
from hfcheck.sources import make_article

TEXT = "Acme’s plan (2024) failed.  It\nclosed its store!"


def test_each_line_has_ten_columns_and_the_words_give_the_text_back() -> None:
    sentences, _ = read_sentences(make_article(TEXT))
    blocks = render_conllu(sentences, TEXT).rstrip("\n").split("\n\n")
    assert len(blocks) == len(sentences) > 1
    for number, block in enumerate(blocks, 1):
        name, shown, *rows = block.splitlines()
        assert name == f"# sent_id = <text>-{number}"
        columns = [row.split("\t") for row in rows]
        assert {len(row) for row in columns} == {10}
        assert [row[0] for row in columns] == [str(index) for index in range(1, len(rows) + 1)]
        glued = "".join(row[1] + ("" if row[9] == "SpaceAfter=No" else " ") for row in columns)
        assert shown == f"# text = {glued.strip()}"


def test_no_sentences_give_no_text() -> None:
    assert render_conllu((), "") == ""
