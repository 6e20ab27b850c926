"""CoNLL-U: ten columns, one sentence after the other, words that give the text back."""

from __future__ import annotations

import pytest

from hfcheck.errors import SourceError
from hfcheck.language import read_sentences
from hfcheck.language.conllu import parse_conllu, render_conllu
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
        glued = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in columns)
        assert shown == f"# text = {glued.strip()}"


def test_no_sentences_give_no_text() -> None:
    assert render_conllu((), "") == ""


GOLD = """# sent_id = 1
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\t?\t?\t?\tMood=Imp\t9\t?\t9:?\tNote=kept
2\tn't\t?\t?\t?\t_\t9\t?\t_\t_
2.1\tyou\t_\t_\t_\t_\t_\t_\t_\t_
3\tgo\t?\t?\t?\t_\t9\t?\t_\tSpaceAfter=No
4\t.\t?\t?\t?\t_\t9\t?\t_\t_

"""


def test_a_file_keeps_its_own_sentences_and_words() -> None:
    lines = parse_conllu(GOLD, "gold.conllu").split("\n")
    assert lines[:3] == GOLD.split("\n")[:3]
    assert lines[3] == "1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\tNote=kept"
    assert lines[5] == GOLD.split("\n")[5]
    assert lines[6] == "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No"
    assert lines[8:] == ["", ""]


def test_what_is_no_conllu_is_refused_with_its_line() -> None:
    with pytest.raises(SourceError, match=r"words\.txt:2: a line of CoNLL-U has 10 columns, this one 1"):
        parse_conllu("# comment\nJust a text.\n", "words.txt")


def test_a_sentence_that_is_too_long_has_no_tree() -> None:
    text = "".join(f"{n}\tword\t?\t?\t?\t?\t?\t?\t?\tx\n" for n in range(1, 600))
    assert parse_conllu(text, "long").split("\n")[7] == "8\tword\t_\t_\t_\t_\t_\t_\t?\tx"
