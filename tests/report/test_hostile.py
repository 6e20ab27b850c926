"""Text from outside is inert in every format: it opens no tag, link, mention, command or escape sequence."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hfcheck.report.formats import FORMATS, Material
from hfcheck.report.inert import encode_uri, escape_data, escape_markdown, escape_message, escape_property, escape_xml
from hfcheck.report.visible import disarm_commands, is_hidden, make_visible

from .hostile import CASES, is_obeyed, make_hostile
from .renderings import PAGES, check_junit, make_material, read_sarif

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"details", "/details", "summary", "/summary", "br", "sub", "/sub"}
LINKED = re.compile(r"@\w|://|\bwww\.\w|#\d|\bGH-\d", re.IGNORECASE)
every_text = pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def render(name: str, text: str) -> str:
    report, articles, claims = make_hostile(text)
    return FORMATS[name].render(Material(report, articles, claims, PAGES, "1.0.0"))


def test_the_cases_are_many_and_told_apart() -> None:
    assert len(CASES) == len(set(CASES.values())) > 25


@pytest.mark.parametrize("name", FORMATS)
@every_text
def test_no_character_that_a_terminal_obeys_is_written(name: str, text: str) -> None:
    written = render(name, text)
    assert [char for char in written if is_hidden(char) and char != "\n"] == []


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"html"}))
@every_text
def test_no_line_is_a_command_but_those_of_the_format_github(name: str, text: str) -> None:
    lines = [line for line in render(name, text).splitlines() if is_obeyed(line)]
    if name == "github":
        assert all(re.match(r"::(error|notice) (file=[^:,]+,line=\d|title=hfcheck)", line) for line in lines)
        assert len(lines) == 4
        assert not any(re.search(r"##\w*\[", line.split("::", 2)[2]) for line in lines)
    else:
        assert lines == []


@every_text
def test_properties_of_a_command_are_ours_and_its_file_is_the_article(text: str) -> None:
    for line in render("github", text).splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        if match is None:
            continue
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert "\n" not in unquote(properties["title"])
        if "endLine" in properties:
            path = make_hostile(text).report.findings[0].sides[0].articles[0]
            assert unquote(properties["file"]).split("/")[-1] == make_visible(path).split("/")[-1]


@every_text
def test_json_and_sarif_hold_the_text_as_it_is(text: str) -> None:
    document = json.loads(render("json", text))
    assert document["findings"][0]["message"] == text
    assert document["findings"][0]["sides"][0][0]["quote"] == f"{text} said"
    lines = render("jsonl", text).splitlines()
    assert [json.loads(line)["kind"] for line in lines] == [*["finding"] * 3, *["problem"] * 2, "notice", "summary"]
    assert json.loads(lines[0])["message"] == text


@every_text
def test_sarif_is_valid_and_its_messages_hold_no_link_or_placeholder_but_ours(text: str) -> None:
    run = read_sarif(render("sarif", text))
    for result in run["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            region = location["physicalLocation"]["region"]
            assert region["snippet"]["text"] == f"{text} said"
            assert not find_links(location["message"]["text"])
        wanted = [str(place["id"]) for place in result.get("relatedLocations", ())]
        assert find_links(result["message"]["text"]) == wanted
    for notification in run["invocations"][0]["toolExecutionNotifications"]:
        assert not find_links(notification["message"]["text"])


def find_links(message: str) -> list[str]:
    """The targets of the links in a SARIF message; a placeholder is an error."""
    plain = re.sub(r"\\[\\\[\]]", "", message)
    assert not re.search(r"(?<!\{)(\{\{)*\{\d+\}", message)
    return re.findall(r"\[[^\[\]]*\]\(([^()]*)\)", plain)


@every_text
def test_junit_is_valid_and_has_the_cases_that_it_should(text: str) -> None:
    written = render("junit", text)
    check_junit(written)
    root = ElementTree.fromstring(written)
    assert [len(suite) for suite in root] == [3, 2]
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
    }  # fmt: skip


@every_text
def test_markdown_makes_nothing_but_what_the_format_makes(text: str) -> None:
    tokens = MARKDOWN.parse(render("markdown", text))
    assert [t.content for t in headings(tokens)] == [
        "hfcheck: 1 error, 1 note, 1 decided, 2 problems",
        "Problems",
        "error: HF401 exclusive value differs",
        "note: HF202 count differs from its list",
        "warning: HF101 polarity differs",
    ]
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    kinds = {token.type for token in flat}
    assert kinds.isdisjoint({"link_open", "image", "fence", "code_block", "hr", "ordered_list_open", "s_open"})
    assert {tag for token in flat for tag in tags(token)} <= OURS
    assert {token.content for token in flat if token.type == "code_inline"} <= {
        "3fa21c09b1d0",
        "88b0de51c2f7",
        "c90e6f7a1123",
    }
    assert not [token.content for token in flat if token.type == "text" and LINKED.search(token.content)]
    rows = [line for line in render("markdown", text).splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) in (3, 6) for row in rows)


def headings(tokens: list[Token]) -> list[Token]:
    return [tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open"]


def tags(token: Token) -> list[str]:
    if not token.type.startswith("html"):
        return []
    return re.findall(r"<(/?\w+)", re.sub(r"<!--.*?-->", "", token.content))


@every_text
def test_the_words_of_a_markdown_report_are_those_of_the_text(text: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]*>", "", MARKDOWN.render(escape_markdown(text))))
    assert shown.split() == make_visible(text).split()


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs if name.startswith("on"))]


@every_text
def test_html_has_no_element_or_handler_that_comes_from_a_text(text: str) -> None:
    hostile, tame = _Elements(), _Elements()
    hostile.feed(render("html", text))
    tame.feed(render("html", "tame"))
    assert set(hostile.found) - {"mark", "span"} == set(tame.found) - {"mark", "span"}


# ── the functions that make text inert ────────────────────────────────────────────────────────


@given(any_text)
def test_xml_text_reads_back(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{escape_xml(text)}">{escape_xml(text)}</a>')
    shown = re.sub("[\ufffe\uffff]", lambda match: f"\\u{ord(match.group()):04x}", make_visible(text))
    assert (element.get("b"), element.text or "") == (shown, shown)


@given(any_text)
def test_data_and_properties_of_a_command_read_back(text: str) -> None:
    assert unquote(escape_data(text)) == make_visible(text)
    written = escape_property(text)
    assert unquote(written) == make_visible(text)
    assert not set(written) & set("\r\n,:")


@given(st.text(max_size=40))
def test_a_uri_reads_back_and_is_ascii_without_reserved_characters(path: str) -> None:
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return
    written = encode_uri(path)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", written)
    assert unquote(written, errors="surrogateescape").encode("utf-8", "surrogateescape") == raw


@given(any_text)
def test_a_sarif_message_holds_no_link(text: str) -> None:
    assert find_links(escape_message(text)) == []


@given(any_text | st.text(":#[] \nab", max_size=30))
def test_a_disarmed_text_holds_no_command_and_a_tame_one_is_left_alone(text: str) -> None:
    assert not any(is_obeyed(line) for line in disarm_commands(text).split("\n"))
    if not any(is_obeyed(line) for line in text.split("\n")):
        assert disarm_commands(text) == text


@given(any_text)
def test_markdown_text_shows_its_words(text: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]*>", "", MARKDOWN.render(f"x {escape_markdown(text)}")))
    assert "".join(shown.split()) == "x" + "".join(make_visible(text).split())


def test_tame_text_is_written_as_it_is() -> None:
    tame = "Northwind’s “second” yard (opened 2024-05-03) made 1,200.5 t; 50 % more – it’s ready!"
    for escape in (escape_markdown, escape_message, escape_xml, disarm_commands):
        assert escape(tame) == tame
    assert "<!-- -->" not in FORMATS["markdown"].render(make_material())
