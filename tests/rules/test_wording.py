"""Claims in messages: as their sentence, or in the article's own words."""

from __future__ import annotations

import msgspec
import pytest

from hfcheck.rules.wording import name_source, quote_claim

from .shorthand import read_claims

(CLAIM,) = read_claims(
    [{"in": "news/b.txt", "subject": "Tarn", "relation": "own", "object": "Vell", "by": "Ada Brandt"}]
)


def test_a_claim_is_quoted_by_its_sentence_and_an_inferred_one_by_the_words_it_rests_on() -> None:
    read = msgspec.structs.replace(CLAIM, text="Tarn owns Vell.")
    assert quote_claim(read) == "“Tarn owns Vell”"
    assert quote_claim(msgspec.structs.replace(read, premises=("b:00",))) == "“Tarn own Vell”"
    scene = msgspec.structs.replace(CLAIM.subject, id="scene:1")
    assert quote_claim(msgspec.structs.replace(read, subject=scene)) == "“Tarn own Vell”"
    cut = quote_claim(msgspec.structs.replace(read, text="word " * 100))
    assert len(cut) <= 162
    assert cut.endswith("word …”")


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("The harbour board", "the harbour board"),
        ("A spokesman", "a spokesman"),
        ("Ada Brandt", "Ada Brandt"),
        ("Theodor Lund", "Theodor Lund"),
        (None, "reports"),
    ],
)
def test_a_source_stands_inside_a_sentence(source: str | None, named: str) -> None:
    voice = msgspec.structs.replace(CLAIM.attribution[0], source=source)
    assert name_source(msgspec.structs.replace(CLAIM, attribution=(voice,))) == f"b (citing {named})"
