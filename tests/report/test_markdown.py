"""The Markdown report."""

from __future__ import annotations

from hfcheck.report.markdown import render_markdown

from .sample import ARTICLES, CATALOGUE, CLEAN, REPORT


def test_findings_stand_with_quotes_marks_and_places() -> None:
    text = render_markdown(REPORT, ARTICLES, CATALOGUE)
    assert "## error: HF401 exclusive value differs" in text
    assert "> “The company is based in **Bergen**”" in text
    assert "news/001\\_harbour.txt:3, 2024-05-03; says: the article itself" in text
    assert "- news/005\\_latin.txt: not UTF-8" in text


def test_article_text_is_escaped() -> None:
    text = render_markdown(REPORT, ARTICLES, CATALOGUE)
    assert "\\[bold\\]**linked**\\[/bold\\]" in text
    assert "\x1b" not in text


def test_silence_is_explained() -> None:
    assert "11 sentences, 8 claims; 3 sentences without a claim" in render_markdown(CLEAN, ARTICLES, CATALOGUE)
