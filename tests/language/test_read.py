"""Article → sentences, with the parser: offsets, independence of what else is read, abstentions."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.config import Config
from hfcheck.errors import HfcheckError
from hfcheck.language import read_sentences
from hfcheck.language.conllu import render_conllu
from hfcheck.language.parser import MODEL, Parser
from hfcheck.language.read import parse_words
from hfcheck.model import Article, BlockKind, Sentence
from hfcheck.sources import make_article, read_articles

from .drawing import is_tree

ROOT = Path(__file__).parents[2]
SENTENCES = (
    "Acme’s chairman, Ann Lee, didn’t sell 80,000 cars in 2022.",
    "“We won,” she said.",
    "Orchard (a maker of tea) was founded in Oslo (奥斯陆) in 1990!",
    "Sales rose 3.5% to $2.4bn…",
)
PIECES = st.sampled_from(
    [
        "Acme",
        "sold",
        "it.",
        "(",
        "Tea)",
        "\n\n",
        " ",
        "’s",
        "“",
        "1,000",
        "塔",
        "—",
        "\u200b",
        "\ufeff",
        "e\u0301",
        "🙂",
        "!",
        "-",
        "#",
    ]
)


def check_offsets(article: Article, sentences: tuple[Sentence, ...]) -> None:
    last = 0
    for sentence in sentences:
        assert last <= sentence.start < sentence.end <= len(article.text)
        last = sentence.end
        place = sentence.start
        assert is_tree(sentence.tokens)
        for token in sentence.tokens:
            assert place <= token.start < token.end <= sentence.end
            place = token.end
            if sentence.block is BlockKind.PARAGRAPH:
                assert token.text == article.text[token.start : token.end]
            else:
                assert token.text.lower() == article.text[token.start : token.end].lower()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.lists(PIECES, max_size=14).map(" ".join), st.booleans())
def test_any_text_is_read_and_offsets_slice_back_to_its_words(text: str, title: bool) -> None:
    article = make_article(text, title=title)
    sentences, skipped = read_sentences(article)
    check_offsets(article, sentences)
    places = sorted([(s.start, s.end) for s in sentences] + [(s.start, s.end) for s in skipped])
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_the_project_s_own_articles_slice_back() -> None:
    articles, problems = read_articles(["seeds/000_*.txt"], Config(root=ROOT))
    assert not problems
    for article in articles:
        sentences, _ = read_sentences(article)
        check_offsets(article, sentences)
        assert len(sentences) > 10


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_offsets_count_the_untouched_text(line_end: str) -> None:
    text = f"\ufeff  {SENTENCES[0]}{line_end}{line_end}🙂 {SENTENCES[1]}{line_end}"
    article = make_article(text)
    sentences, _ = read_sentences(article)
    check_offsets(article, sentences)
    assert SENTENCES[0] in [text[s.start : s.end].lstrip("\ufeff ") for s in sentences]


def test_a_sentence_parsed_alone_equals_itself_parsed_among_others() -> None:
    text = " ".join(SENTENCES)
    among, _ = read_sentences(make_article(text))
    assert len(among) == len(SENTENCES)
    for sentence in among:
        alone, _ = read_sentences(make_article(text[sentence.start : sentence.end]))
        shape = [(t.text, t.lemma, t.upos, t.xpos, t.head, t.deprel) for t in sentence.tokens]
        assert [(t.text, t.lemma, t.upos, t.xpos, t.head, t.deprel) for t in alone[0].tokens] == shape


def test_a_parse_is_that_of_the_language() -> None:
    sentences, _ = read_sentences(make_article("Acme bought Beta in 2022."))
    shown = re.sub(r"EntityType=\w+\|?", "", render_conllu(sentences, "Acme bought Beta in 2022."))
    assert [line if not line.endswith("\t") else f"{line}_" for line in shown.splitlines()] == [
        "# sent_id = <text>-1",
        "# text = Acme bought Beta in 2022.",
        "1\tAcme\tAcme\tPROPN\tNNP\t_\t2\tnsubj\t_\t_",
        "2\tbought\tbuy\tVERB\tVBD\t_\t0\troot\t_\t_",
        "3\tBeta\tBeta\tPROPN\tNNP\t_\t2\tobj\t_\t_",
        "4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_",
        "5\t2022\t2022\tNUM\tCD\t_\t2\tobl\t_\tSpaceAfter=No",
        "6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
    ]


def test_a_word_tells_what_its_phrase_stands_for() -> None:
    sentences, _ = read_sentences(make_article("The chairman met two workers in Paris on Monday."))
    kinds = {token.text: token.entity for token in sentences[0].tokens}
    assert [kinds[word] for word in ("chairman", "workers", "Paris", "Monday", "met")] == [
        "person",
        "person",
        "place",
        "time",
        "",
    ]


def test_a_sentence_without_a_mark_ends_where_another_begins() -> None:
    text = "He did not say how much it will pay\nThe cars, made in Graz, sold well last year."
    sentences, _ = read_sentences(make_article(text))
    assert [text[s.start : s.end].split()[0] for s in sentences] == ["He", "The"]


def test_a_paragraph_that_is_no_english_prose_is_skipped_whole() -> None:
    text = "Der Verband hat gestern mitgeteilt, dass er die Zahlen nicht mehr veröffentlichen wird.\n\nIt grew."
    sentences, skipped = read_sentences(make_article(text))
    assert [text[s.start : s.end] for s in sentences] == ["It grew."]
    assert [s.reason for s in skipped] == ["not English"]


def test_what_cannot_be_parsed_is_skipped_with_a_reason() -> None:
    long = "Word " * 401 + "."
    wide = "Brzzktvw " * 250 + "is a name."
    text = f"1,234! {long}\n\n{wide}\n\nIt grew."
    sentences, skipped = read_sentences(make_article(text))
    assert [text[s.start : s.end] for s in sentences] == ["It grew."]
    assert [s.reason for s in skipped] == ["no words", "sentence too long", "sentence too long"]
    assert text[skipped[0].start : skipped[0].end] == "1,234!"


def test_a_name_in_brackets_hangs_below_the_word_before_it() -> None:
    sentences, _ = read_sentences(make_article("The Orchard Tea Union (OTU) sold its stores."))
    tokens = {token.text: token for token in sentences[0].tokens}
    assert (tokens["OTU"].deprel, tokens["OTU"].head) == ("appos", tokens["Union"].index)
    assert tokens["sold"].head == -1


def test_no_words_give_no_parse() -> None:
    assert parse_words([], []) is None


@pytest.mark.parametrize("name", ["parser.onnx", "labels.onnx", "tokenizer.json", "labels.json"])
def test_a_model_that_is_not_the_shipped_one_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(HfcheckError, match="not the model that was shipped"):
        Parser(folder)


def test_a_model_with_a_file_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    (folder / "SHA256SUMS").write_text("", encoding="utf-8")
    with pytest.raises(HfcheckError, match="install hfcheck again"):
        Parser(folder)
