"""Files into articles: offsets, blocks, origins and faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.config import DEFAULT_ARTICLES, Config, SourceSettings
from hfcheck.errors import SourceError
from hfcheck.model import Article, BlockKind
from hfcheck.sources import make_article, read_article, read_articles
from hfcheck.sources.globs import matches_glob
from hfcheck.values.moments import parse_date

LONG = "The council of the town met on a rainy evening and voted for the new bridge over the river."

PLAIN = f"""Town votes for bridge

{LONG}

What comes next

{LONG} {LONG}
Work begins soon.

Jane Roe

She is a staff writer and loves bridges.

Leave a Reply

Your email address will not be published. Required fields are marked *
Nice bridge!
"""

MARKDOWN = f"""---
title: Bridge *agreed*
date: 2024-12-05
outlet: The Daily
reliability: 0.8
---
# Bridge agreed

{LONG}
It cost little.

## Next

- One thing happened.
- Another thing happened.

> A quotation stands here.

```
code = 1
```
"""

HTML = f"""<!doctype html>
<html lang="en-GB"><head><title>Bridge | The Daily</title>
<meta property="article:published_time" content="2024-12-05T10:00:00Z">
<meta property="og:site_name" content="The Daily"><style>p {{}}</style></head>
<body><nav><a href="/">Home</a></nav><h1>Bridge &amp; town</h1>
<p>{LONG}</p><p>The <b>mayor</b> spoke.<script>var a = "<p>no</p>";</script>
<h2>Next</h2><p>Work begins.</p><footer>Footer words</footer></body></html>
"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def show(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def test_plain_text(tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "a.txt", PLAIN), Config(tmp_path))
    assert show(article) == [
        ("title", "Town votes for bridge"),
        ("paragraph", LONG),
        ("heading", "What comes next"),
        ("paragraph", f"{LONG} {LONG}"),
        ("paragraph", "Work begins soon."),
        ("boilerplate", "Jane Roe"),
        ("boilerplate", "She is a staff writer and loves bridges."),
        ("boilerplate", "Leave a Reply"),
        ("boilerplate", "Your email address will not be published. Required fields are marked *"),
        ("boilerplate", "Nice bridge!"),
    ]
    assert (article.id, article.title, article.published) == ("a.txt", "Town votes for bridge", None)


def test_prose_in_the_first_line_is_no_title(tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "a.txt", f"{LONG}\n{LONG}\n"), Config(tmp_path))
    assert article.title == ""
    assert show(article) == [("paragraph", LONG), ("paragraph", LONG)]


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    line = "the council of this town has met in the evening to vote"
    article = read_article(put(tmp_path, "a.txt", f"Votes\n\nAnd {line}\n{line}\n{line} again.\n"), Config(tmp_path))
    assert [kind for kind, _ in show(article)] == ["title", "paragraph"]


def test_text_and_offsets_are_untouched(tmp_path: Path) -> None:
    data = "\ufeffTitle here\r\n\r\nCafé opened.\r\n".encode()
    article = read_article(put(tmp_path, "a.txt", data), Config(tmp_path))
    assert article.text.encode("utf-8") == data
    assert show(article) == [("title", "Title here"), ("paragraph", "Café opened.")]


def test_markdown_and_front_matter(tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "a.md", MARKDOWN), Config(tmp_path))
    assert show(article)[1:] == [
        ("title", "Bridge agreed"),
        ("paragraph", f"{LONG}\nIt cost little."),
        ("heading", "Next"),
        ("paragraph", "One thing happened."),
        ("paragraph", "Another thing happened."),
        ("paragraph", "A quotation stands here."),
        ("boilerplate", "```"),
        ("boilerplate", "code = 1"),
        ("boilerplate", "```"),
    ]
    assert article.blocks[0].kind is BlockKind.META
    assert (article.title, article.outlet, article.reliability) == ("Bridge *agreed*", "The Daily", 0.8)
    assert article.published is not None
    assert (article.published.start, article.published.basis) == (date(2024, 12, 5), "front matter")


def test_html(tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "a.html", HTML), Config(tmp_path))
    assert show(article) == [
        ("meta", "Bridge | The Daily"),
        ("boilerplate", "Home"),
        ("title", "Bridge &amp; town"),
        ("paragraph", LONG),
        ("paragraph", "The"),
        ("paragraph", "mayor"),
        ("paragraph", "spoke."),
        ("heading", "Next"),
        ("paragraph", "Work begins."),
        ("boilerplate", "Footer words"),
    ]
    assert (article.title, article.outlet) == ("Bridge & town", "The Daily")
    assert article.published is not None
    assert (article.published.end, article.published.basis) == (date(2024, 12, 5), "metadata")


def test_the_configuration_says_what_the_file_cannot(tmp_path: Path) -> None:
    settings = SourceSettings(parse_date("2024-12"), "The Daily", 0.7)
    config = Config(tmp_path, sources=(("x/*.txt", settings), ("**/*", SourceSettings(None, "Other", None))))
    article = read_article(put(tmp_path, "x/a.txt", LONG), config)
    assert (article.id, article.outlet, article.reliability) == ("x/a.txt", "The Daily", 0.7)
    assert article.published is not None
    assert article.published.end == date(2024, 12, 31)
    assert read_article(put(tmp_path, "y/a.txt", LONG), config).outlet == "Other"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The deal was signed on November 30, 2024, in Lyon.", date(2024, 11, 30)),
        ("In May 2021, the club announced plans to build in 2024.", date(2021, 5, 1)),
        ("In May 2021, the club finished the ground.", date(2021, 5, 1)),
        ("It was founded on 3 May 1999. It was sold on 4 May 2001.", date(2001, 5, 4)),
        ("In May 2031, the club will open its ground.", None),
        ("The ground is scheduled to open on 5 May 2031.", None),
        ("It was founded in 2018.", None),
        ("In December last year it was signed.", None),
    ],
)
def test_the_latest_day_told_as_past_bounds_publication(tmp_path: Path, text: str, start: date | None) -> None:
    published = read_article(put(tmp_path, "a.txt", text), Config(tmp_path)).published
    assert (published.start if published else None) == start
    assert published is None or (published.end, published.basis) == (None, "text")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "it is empty"),
        ("a.txt", b"ab\0cd", "binary"),
        ("a.txt", b"ok\ncaf\xe9", "not UTF-8"),
        ("a.txt", "héllo".encode("utf-16"), "UTF-16"),
        ("a.md", b"---\ntitle: [x\n---\nText here.\n", "front matter"),
        ("a.md", b"---\ndate: someday\n---\nText here.\n", "is no date"),
        ("a.md", b"---\nreliability: 7\n---\nText here.\n", "from 0 to 1"),
        ("a.html", b"<html lang='de'><p>Ein Satz.</p></html>", "reads English"),
        ("a.html", b"<html><script>x</script></html>", "no text"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    put(tmp_path, f"n/{name}", content)
    put(tmp_path, "n/good.txt", LONG)
    articles, problems = read_articles(["n"], Config(tmp_path))
    assert [one.id for one in articles] == ["n/good.txt"]
    assert [(one.kind, one.path) for one in problems] == [("source", f"n/{name}")]
    assert message in problems[0].message


def test_entries_that_stand_for_nothing_are_problems(tmp_path: Path) -> None:
    put(tmp_path, "n/b.txt", LONG)
    put(tmp_path, "n/deep/a.md", LONG)
    put(tmp_path, "n/.hidden/c.txt", LONG)
    put(tmp_path, "n/d.pdf", "x")
    (tmp_path / "void").mkdir()
    entries: list[Path | str] = [
        "n/**/*.txt",
        "n",
        tmp_path / "n" / "b.txt",
        "gone",
        "void",
        "*.none",
        tmp_path / "gone.txt",
    ]
    articles, problems = read_articles(entries, Config(tmp_path))
    assert [one.id for one in articles] == ["n/b.txt", "n/deep/a.md"]
    assert [one.message.split(";")[0] for one in problems if one.path in ("gone", "*.none")] == [
        "the pattern matches no file",
        "no such file or folder",
    ]
    assert len(problems) == 4


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than 10; split it into articles, or raise max_bytes"):
        read_article(put(tmp_path, "a.txt", LONG), Config(tmp_path, max_bytes=10))


def test_defaults_need_not_all_match(tmp_path: Path) -> None:
    assert len(read_articles(DEFAULT_ARTICLES, Config(tmp_path))[1]) == 1
    put(tmp_path, "articles/a.txt", LONG)
    articles, problems = read_articles(DEFAULT_ARTICLES, Config(tmp_path))
    assert (len(articles), problems) == (1, ())


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/b/c.txt", "a/**/*.txt", True),
        ("a/c.txt", "a/**/*.txt", True),
        ("a/b/c.txt", "a/*.txt", False),
        ("a/002_x.txt", "a/002_*.txt", True),
        ("a/b.txt", "a/[a-c].txt", True),
        ("a/b.txt", "a/[!a-c].txt", False),
        ("ab.txt", "a?.txt", True),
        ("a+b.txt", "a+b.txt", True),
        ("x/y", "**", True),
    ],
)
def test_globs(path: str, pattern: str, expected: bool) -> None:
    assert matches_glob(path, pattern) is expected


def test_a_text_without_a_file() -> None:
    article = make_article("Bridge agreed\n\nIt was voted.")
    assert [kind for kind, _ in show(article)] == ["paragraph", "paragraph"]
    titled = make_article("Bridge agreed\n\nIt was voted.", "a", title=True)
    assert (titled.title, [kind for kind, _ in show(titled)]) == ("Bridge agreed", ["title", "paragraph"])


pieces = st.sampled_from(
    [
        "Words here.",
        "A title",
        "# H",
        "- x",
        "> q",
        "```",
        "\r\n",
        "\n",
        "\n\n",
        "<p>",
        "</p>",
        "<b",
        "&amp;",
        "<!--",
        "-->",
        "---\n",
        "a: b\n",
        "\ufeff",
        "é",
        "Leave a Reply",
    ]
)


@given(st.lists(pieces, max_size=14).map("".join), st.sampled_from([".txt", ".md", ".html"]))
def test_blocks_lie_in_the_text_in_order(tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"one{suffix}"
    path.write_bytes(text.encode("utf-8"))
    try:
        article = read_article(path, Config(path.parent))
    except SourceError:
        return
    assert article.text == text
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(text)
        last = block.end
        words = text[block.start : block.end]
        assert block.kind is BlockKind.META or words == words.strip()


@pytest.mark.parametrize(
    "note",
    [
        "Ann Lee in Oslo and Ivo Brandt in Graz contributed to this report.",
        "Photo by Ann Lee",
        "Watch: the mill burns",
        "Story continues below",
    ],
)
def test_notes_on_who_took_part_and_captions_are_boilerplate(note: str, tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "a.txt", f"{LONG}\n\n{note}\n"), Config(tmp_path))
    assert show(article)[-1] == ("boilerplate", note)


def test_a_sentence_on_a_report_is_none(tmp_path: Path) -> None:
    told = "Two engineers contributed to the report on the mill."
    article = read_article(put(tmp_path, "a.txt", f"{LONG}\n\n{told}\n"), Config(tmp_path))
    assert show(article)[-1] == ("paragraph", told)
