"""Hostile strings in a whole project, from the files to every output: each is shown, and none is obeyed.

One project holds every string of cases/report/hostile.yaml in every place that comes from outside: file names, titles,
outlets, the words around a claim, the quotes and names of claims, the reasons and names of editors, a pack. A twin has
tame words in the same places. Every command is run on both, and its output read by a parser of its format.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.report.visible import is_hidden
from hfcheck.yamlrecords import quote_text

from .report.hostile import CASES, is_obeyed
from .report.renderings import check_junit, read_sarif

PLACES = (
    "file name",
    "title",
    "outlet",
    "prose",
    "heading",
    "quote",
    "subject",
    "object",
    "voice",
    "reason",
    "who",
    "pack",
)
NAME_BYTES = 120
SGR = re.compile(r"\x1b\[[0-9;]*m")
LINK = re.compile(r"\x1b]8;;([^\x1b]*)\x1b\\")
COLOURS = {"0", "1", "2", "3", "4", "7", "31", "32", "33", "34", "35", "36"}
REPORTS = {
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "xml",
    "github": "log",
    "html": "html",
    "markdown": "md",
}
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Ran(NamedTuple):
    """What one command gave."""

    code: int
    out: str
    err: str


class Outputs(NamedTuple):
    """Everything that a project gave: reports by format, and texts for a terminal by command."""

    folder: Path
    reports: dict[str, str]
    shown: dict[str, Ran]


# ── the project ───────────────────────────────────────────────────────────────────────────────


def name_file(text: str) -> str:
    """As much of a text as a file name can hold."""
    kept = text.replace("/", "⁄").replace("\0", "").encode("utf-8")[:NAME_BYTES].decode("utf-8", "ignore")
    return kept if os.name == "posix" else re.sub(r'[<>:"\\|?*\x00-\x1f]', "_", kept)


def write_article(folder: Path, number: int, side: str, place: str, text: str) -> str:
    words = text.replace("\0", "")
    head = "".join(f"{key}: {quote_text(words)}\n" for key in ("title", "outlet"))
    body = (
        f"{words}\n\nNorwick{number} Institute is headquartered in {place}.\n\n"
        f"Lund{number} Institute, which {words} runs, is headquartered in {place}.\n\n"
        f"{words} Vardo said so{number}{side}.\n"
    )
    path = f"news/{number:02}{side}{name_file(text)}.txt"
    (folder / path).write_text(f"---\npublished: 2024-05-01\n{head}---\n{body}", "utf-8", newline="")
    return path


def write_corrections(paths: list[tuple[int, str, str, str]]) -> str:
    """An added claim for each article, all of whose words are the text."""
    entries = []
    for number, side, path, text in paths:
        words = quote_text(text.replace("\0", ""))
        thing = words if side == "a" else '"Vardo"'
        quote = quote_text(text.replace("\0", "") + f" Vardo said so{number}{side}")
        entries.append(
            f"  - add: {{article: {quote_text(path)}, quote: {quote}, text: {words},\n"
            f"      subject: {{id: s{number}, name: {words}, kind: company}}, relation: headquartered_in,\n"
            f"      object: {{type: Entity, id: o{number}{side}, name: {thing}, kind: place}},\n"
            f"      attribution: [{{source: {words}, stance: states, cue: {words}, direct: true}}]}}\n"
            f"    reason: {words}\n    who: {words}\n"
        )
    return "schema: 1\ncorrections:\n" + "".join(entries)


def make_hostile_project(folder: Path, texts: list[str]) -> Path:
    (folder / "news").mkdir(parents=True)
    listed = [
        (number, side, write_article(folder, number, side, place, text), text)
        for number, text in enumerate(texts)
        for side, place in (("a", "Bergen"), ("b", "Tromso"))
    ]
    (folder / "decisions.yaml").write_text(write_corrections(listed), encoding="utf-8")
    names = "".join(
        f"  - {{id: p{at}, name: {quote_text('Pack ' + text)}, aliases: [{quote_text('P ' + text)}],\n"
        f"     source: {quote_text(text)}}}\n"
        for at, text in enumerate(text.replace("\0", "") for text in texts)
    )
    (folder / "mine.yaml").write_text(f"schema: 1\npack: mine\nabout: x\nentities:\n{names}", encoding="utf-8")
    (folder / "hfcheck.yaml").write_text("articles: ['news/*.txt']\npacks: [core, business, mine.yaml]\n")
    return folder


def run(*arguments: str, stdin: str = "") -> Ran:
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    assert result.exit_code != 4, result.stderr
    return Ran(result.exit_code, result.stdout, result.stderr)


def gather(folder: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> Outputs:
    make_hostile_project(folder, texts)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    places = {form: folder / f"report.{ending}" for form, ending in REPORTS.items()}
    outputs = [part for form, place in places.items() for part in ("--output", f"{form}:{place}")]
    shown = {"audit": run("audit", "--verbose", *outputs)}
    reports = {form: place.read_text(encoding="utf-8") for form, place in places.items()}
    prints = [one["fingerprint"] for one in json.loads(reports["json"])["findings"]]
    shown["quiet"] = run("audit", "--quiet")
    shown["claims"] = run("claims", "--format", "table")
    shown["claims jsonl"] = run("claims", "--format", "jsonl")
    shown["sources"] = run("sources")
    shown["sources json"] = run("sources", "--format", "json")
    shown["names"] = run("sources", "--names")
    shown["packs"] = run("packs", "show", "mine.yaml")
    shown["suggest"] = run("packs", "suggest")
    shown["explain"] = Ran(0, "".join(run("explain", one).out for one in prints[::9]), "")
    shown["review"] = run("review", "--all", "--who", texts[0], stdin="\n" * (len(prints) + 1))
    shown["verify"] = run("verify", str(places["json"]))
    words = [text.replace("\0", "") for text in texts]
    shown["decide"] = run("decide", prints[0], "--verdict", "both-stand", "--reason", words[1], "--who", words[2])
    (folder / "old.yaml").write_text(
        re.sub("headquartered_in", "located_in", (folder / "claims.yaml").read_text("utf-8")), "utf-8"
    )
    shown["diff"] = run("diff", "old.yaml")
    shown["diff markdown"] = run("diff", "old.yaml", "--format", "markdown")
    article = sorted(str(path) for path in (folder / "news").iterdir())[0]
    shown["extract"] = run("extract", article)
    shown["extract explained"] = run("extract", article, "--explain")
    shown["problems"] = run("audit", *words[:40])
    shown["compared"] = run("compare", f"{words[0]} Acme is in Rome.", f"{words[0]} Acme is in Oslo.", "--explain")
    for at, word in enumerate(words):
        shown[f"wrong {at}"] = run(*WRONG[at % len(WRONG)], word)
    for module in ("outputs", "desk", "output"):
        monkeypatch.setattr(f"hfcheck.cli.{module}.wants_colour", lambda *_, **__: True, raising=False)
    shown["coloured"] = run("audit", "--verbose")
    shown["coloured claims"] = run("claims", "--format", "table")
    return Outputs(folder, reports, shown)


WRONG = (
    ["audit", "--config"],
    ["audit", "--packs"],
    ["audit", "--baseline"],
    ["diff"],
    ["claims", "--entity"],
    ["audit", "--new-since"],
    ["packs", "show"],
    ["parse"],
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outputs, Outputs]:
    """What the hostile project gives, and its tame twin."""
    found = []
    for name, texts in (("hostile", list(CASES.values())), ("tame", [f"tame{at}" for at in range(12)])):
        with pytest.MonkeyPatch.context() as monkeypatch:
            found.append(gather(tmp_path_factory.mktemp(name) / "project", texts, monkeypatch))
    return found[0], found[1]


@pytest.fixture
def hostile(both: tuple[Outputs, Outputs]) -> Outputs:
    return both[0]


@pytest.fixture
def tame(both: tuple[Outputs, Outputs]) -> Outputs:
    return both[1]


def list_quotes(outputs: Outputs) -> list[str]:
    sides = [side for one in json.loads(outputs.reports["json"])["findings"] for side in one["sides"]]
    return [piece["quote"] for side in sides for piece in side]


# ── that the strings arrive ───────────────────────────────────────────────────────────────────


def test_the_strings_stand_in_quotes_of_findings(hostile: Outputs) -> None:
    """Some read as one name however they are spelled, or as no name at all: such claims are not held apart."""
    quotes = {" ".join(quote.split()) for quote in list_quotes(hostile)}
    wanted = [
        " ".join(f"{text} Vardo said so{at}a".replace("\0", "").split()) for at, text in enumerate(CASES.values())
    ]
    assert len(quotes.intersection(wanted)) >= 70


def test_every_quote_is_verified_against_its_article(hostile: Outputs) -> None:
    assert "0 faults" in hostile.shown["verify"].out or "all hold" in hostile.shown["verify"].out


def test_no_string_hides_a_finding(hostile: Outputs) -> None:
    plain = re.compile(r"Norwick\d+ Institute is headquartered in (?:Bergen|Tromso)")
    assert len([quote for quote in list_quotes(hostile) if plain.fullmatch(quote)]) == 2 * len(CASES)


# ── what is for a terminal ────────────────────────────────────────────────────────────────────


def test_no_text_for_a_terminal_holds_a_control_or_a_command(hostile: Outputs) -> None:
    bad = []
    for name, ran in hostile.shown.items():
        for stream, text in (("out", ran.out), ("err", ran.err)):
            plain = LINK.sub("", SGR.sub("", text)) if name.startswith("coloured") else text
            hidden = sorted({char for char in plain if is_hidden(char) and char not in "\n\t"})
            obeyed = [line for line in text.split("\n") if is_obeyed(line)]
            if hidden or obeyed:
                bad.append((name, stream, hidden, obeyed[:3]))
    assert bad == []


def test_colours_and_links_are_our_own(hostile: Outputs) -> None:
    for name in ("coloured", "coloured claims"):
        assert {code for used in SGR.findall(hostile.shown[name].out) for code in used[2:-1].split(";")} <= COLOURS
        assert "\x1b[" in hostile.shown[name].out
        for address in LINK.findall(hostile.shown[name].out):
            assert re.fullmatch(r"(file:///[\w./~%:-]*)?", address, re.ASCII)


# ── what programs read ────────────────────────────────────────────────────────────────────────


class Page(HTMLParser):
    """The elements of a page with their attributes, and its addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.addresses: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag,), *((tag, name) for name, _ in attrs)}
        self.addresses |= {
            value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "srcdoc")
        }


def test_a_page_has_no_element_attribute_or_address_of_a_string(hostile: Outputs, tame: Outputs) -> None:
    page, twin = Page(hostile.reports["html"]), Page(tame.reports["html"])
    assert page.found - twin.found <= {("span", "class")}
    assert {address for address in page.addresses if not address.startswith("#")} <= twin.addresses
    assert "style" not in {names[-1] for names in page.found if len(names) > 1}


@pytest.mark.parametrize("kind", ["markdown", "diff markdown"])
def test_markdown_makes_only_what_the_format_makes(hostile: Outputs, tame: Outputs, kind: str) -> None:
    texts = [one.reports[kind] if kind in one.reports else one.shown[kind].out for one in (hostile, tame)]
    page, twin = (Page(MARKDOWN.render(text)) for text in texts)
    assert page.found <= twin.found
    assert page.addresses <= twin.addresses
    assert not {("a",), ("img",), ("script",)} & page.found


def test_the_log_of_github_holds_our_commands_only(hostile: Outputs) -> None:
    ours = re.compile(
        r"::(error|warning|notice) (file=[^:,]+,line=\d+(,endLine=\d+)?(,col=\d+,endColumn=\d+)?,)?title=[^:,]+::"
    )
    lines = [line for line in hostile.reports["github"].split("\n") if is_obeyed(line)]
    assert [line for line in lines if not ours.match(line)] == []
    assert len(lines) >= 10


def test_json_sarif_and_junit_hold_to_their_schemas(hostile: Outputs) -> None:
    findings = json.loads(hostile.reports["json"])["findings"]
    results = read_sarif(hostile.reports["sarif"])["results"]
    assert len(results) == len(findings) > 2 * len(CASES)
    check_junit(hostile.reports["junit"])
    root = ElementTree.fromstring(hostile.reports["junit"])
    assert len([case for case in root.iter("testcase") if case.find("failure") is not None]) <= len(findings)
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out", "properties", "property",
    }  # fmt: skip
    assert all(json.loads(line) for line in hostile.shown["claims jsonl"].out.splitlines())


def test_files_of_ours_read_back(hostile: Outputs) -> None:
    for name in ("claims.yaml", "decisions.yaml"):
        data: Any = yaml.safe_load((hostile.folder / name).read_text(encoding="utf-8"))
        assert data
    decided = yaml.safe_load((hostile.folder / "decisions.yaml").read_text(encoding="utf-8"))["decisions"]
    assert decided[0]["reason"].split() == list(CASES.values())[1].split()


def test_the_count_of_what_was_tried() -> None:
    assert len(CASES) >= 80
    assert len(PLACES) == 12
