"""What the properties found once, as cases to read."""

from __future__ import annotations

import pytest

from hfcheck.language import read_sentences
from hfcheck.sources import make_article
from tests.fuzz import texts
from tests.fuzz.files import ARTICLE, open_folder, run

LONG = "The yard of the old harbour company is in Bergen. " * 8


def test_half_of_a_surrogate_pair_is_a_character_like_another() -> None:
    """JSON may hold one, and a command line that is not UTF-8 does."""
    half = "\ud800"
    text = f"{half} will leave Norwick, Ivo Brandt said."
    (sentence,), skipped = read_sentences(make_article(text))
    assert skipped == ()
    assert sentence.tokens[0].text == half
    texts.check_text((text, False))
    texts.check_pair((text, f"Ivo Brandt {half}"))


@pytest.mark.parametrize(
    "arguments", [("compare", LONG, "The yard is in Oslo."), ("extract", "--explain", LONG), ("diff", LONG)]
)
def test_a_text_may_be_longer_than_the_name_of_a_file(arguments: tuple[str, ...]) -> None:
    with open_folder(ARTICLE):
        run(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [("audit", LONG), ("audit", "--config", LONG), ("audit", "--packs", f"{LONG}.yaml"), ("audit", "--baseline", LONG)],
)
def test_a_path_that_no_file_can_have_is_refused(arguments: tuple[str, ...]) -> None:
    with open_folder(ARTICLE):
        assert run(*arguments) in (2, 3)
