"""What holds for any files: each is read or refused by name, and no command fails on them."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import strategies as st
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.config import Config
from hfcheck.errors import SourceError
from hfcheck.sources import read_article
from hfcheck.sources.guess import guess_date, guess_outlets
from tests.fuzz.documents import CONFIG, attempt, damage_text
from tests.fuzz.words import ODD, texts

NAMES = ("a.txt", "b.md", "c.html", "d.txt")
TAGS = (
    "<html lang=en>", "<html lang=\"fr\">", "<head>", "<title>", "</title>", "<body>", "<p>", "</p>", "<h1>",
    "</h1>", "<div", ">", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<?x",
    "<!DOCTYPE html>", "<table><tr><td>", "</td>", "<li>", "<br>", "<br/>", "&amp;", "&#x110000;", "&#0;",
    "&nosuch;", "&#xd800;", "<a href='x'>", "<",
    "<meta property='article:published_time' content='2024-12-05T10:00:00Z'>", "<meta name=date content='x'>",
    "<script type='application/ld+json'>", '{"@type": "NewsArticle", "datePublished": "2024-05-01"}', "{", "[[",
    "null", "<time datetime=2024>", "<nav>", "</nav>", "<p hidden>", "<article>", "</article>", "<svg>",
    "<template>", "\x00",
)  # fmt: skip
MATTER = ("---\n", "---\npublished: 2024-05-01\n---\n", "---\ntitle: [\n---\n", "---\ndate: soon\n---\n", "+++\n",
          "---\nreliability: 2\n---\n", "---\ntitle: 5\noutlet: [x]\n---\n", "---\n- a\n---\n",
          "---\n\n---\n")  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "shift_jis")

pages = st.lists(st.sampled_from(TAGS) | texts, max_size=12).map("".join)
fronted = st.tuples(st.sampled_from(MATTER), texts).map("".join)


def encode(text: str, encoding: str) -> bytes:
    with contextlib.suppress(UnicodeError):
        return text.encode(encoding, "replace")
    return text.encode("utf-8", "surrogatepass")


contents = (
    st.builds(encode, texts | pages | fronted, st.sampled_from(ENCODINGS))
    | st.builds(encode, texts | pages | fronted, st.just("utf-8"))
    | st.binary(max_size=80)
    | st.tuples(st.binary(max_size=8), texts.map(lambda text: encode(text, "utf-8"))).map(b"".join)
)
folders = st.dictionaries(st.sampled_from(NAMES), contents, min_size=1, max_size=3)


@contextlib.contextmanager
def open_folder(
    files: Mapping[str, bytes], config: str = "articles: ['[a-d].*']\npacks: [core, business]\n"
) -> Iterator[Path]:
    """A folder of these files and a configuration, as the working directory."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        (Path(name) / "hfcheck.yaml").write_text(config, encoding="utf-8")
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def run(*arguments: str, stdin: str | bytes | None = None) -> int:
    """Run a command; its exit code, which is one of those that are documented, and no bug's."""
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    shown = result.stdout + result.stderr
    assert "Traceback" not in shown, shown
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2, 3), shown
    return result.exit_code


# ── properties ────────────────────────────────────────────────────────────────────────────────


def check_file(case: tuple[str, bytes]) -> None:
    """A file is an article, whose blocks follow each other within its text, or is refused by name."""
    name, data = case
    with open_folder({name: data}) as folder:
        article = attempt(lambda: read_article(folder / name, Config(root=folder)), SourceError, name)
    if article is None:
        return
    assert article.text.encode("utf-8") == data
    edges = [edge for block in article.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(article.text) for edge in edges)


def check_folder(files: Mapping[str, bytes]) -> None:
    """A folder of any files is audited, and again from its ledger, with the same outcome."""
    with open_folder(files) as folder:
        outputs = [
            part for name in ("json", "html", "sarif", "junit", "markdown") for part in ("-o", f"{name}:out.{name}")
        ]
        first = run("audit", "-q", *outputs)
        report = (folder / "out.json").read_bytes()
        for name in ("json", "html", "sarif", "junit", "markdown"):
            (folder / f"out.{name}").unlink()
        assert run("audit", "-q", "-o", "json:out.json") == first
        assert (folder / "out.json").read_bytes() == report
        run("verify", "out.json", "-q")
        (folder / "out.json").unlink()
        run("sources")
        run("extract", "--check", "-q")


def check_names(words: str) -> None:
    """Any file name can be looked at for a date and an outlet."""
    guess_date(words)
    guess_outlets([words, f"{words}/a.txt"])


WORDS = texts | st.sampled_from([*ODD, "", "-", "--", ".", "a.txt", "2024", "2024..", "HF401", "HEAD", "x" * 5000])
COMMANDS = (
    ("compare", "W", "W", "--explain"), ("extract", "--explain", "W"), ("extract", "W"), ("audit", "W"),
    ("audit", "--packs", "W"), ("audit", "--config", "W"), ("claims", "--entity", "W"),
    ("claims", "--relation", "W", "--article", "W"), ("claims", "--date", "W"), ("claims", "--published", "W"),
    ("explain", "W"), ("explain", "W", "W"), ("rules", "W"), ("packs", "show", "W"),
    ("decide", "W", "W", "--reason", "W"), ("correct", "W", "--drop", "--reason", "W"), ("verify", "W"),
    ("schema", "W"), ("diff", "W"), ("diff", "W", "W"), ("parse", "W"), ("sources", "W"), ("drill", "--kinds", "W"),
    ("audit", "--new-since", "W"), ("audit", "--baseline", "W"), ("audit", "--today", "W"), ("audit", "-f", "W"),
    ("W",), ("packs", "W"),
)  # fmt: skip
STDIN = (("parse", "-"), ("extract", "-"), ("extract", "--per-line", "-"), ("compare", "--pairs", "-"), ("verify", "-"),
         ("parse", "--gold-tokens", "-"), ("extract", "--explain", "-"), ("review",))  # fmt: skip
ARTICLE = {"a.txt": b"Ann Lee, who leads Norwick, bought 300 cars in 2019. She sold 20%.\nNorwick is in Bergen.\n",
           "b.txt": b"Norwick is in Oslo.\n"}  # fmt: skip


@st.composite
def draw_command(draw: st.DrawFn) -> tuple[str, ...]:
    """A command with any words in the places for words; none that is a folder above, which would be read whole."""
    words = WORDS.map(lambda text: text.replace("\x00", "").strip("/")).filter(
        lambda text: ".." not in Path(text).parts
    )
    return tuple(draw(words) if part == "W" else part for part in draw(st.sampled_from(COMMANDS)))


def check_command(arguments: tuple[str, ...]) -> None:
    """No words on the command line make a command fail as a bug does."""
    with open_folder(ARTICLE):
        run(*arguments)


def check_stdin(case: tuple[tuple[str, ...], bytes]) -> None:
    """Nothing on standard input makes a command fail as a bug does."""
    with open_folder(ARTICLE):
        run(*case[0], stdin=case[1])


stdin = contents | st.just(CONFIG).flatmap(damage_text).map(lambda text: encode(text, "utf-8"))
