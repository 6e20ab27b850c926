"""The HTML report as text: what it holds, that its links lead somewhere, and that nothing from an article gets out."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.model import Article, Block, BlockKind, Claim, Evidence, Finding, Members, Problem, Report, Side, Span
from hfcheck.report.html import render_html
from hfcheck.report.html.keys import KEYS
from hfcheck.report.visible import is_hidden, make_visible

from .pagereader import Node, read_page
from .sample import ARTICLES, BASED_BERGEN, CATALOGUE, CLAIMS, CLEAN, EMPTY, FINDINGS, FOURTEEN, REPORT

PROBLEMS = msgspec.structs.replace(EMPTY, problems=REPORT.problems)
REPORTS = {"sample": REPORT, "clean": CLEAN, "empty": EMPTY, "problems": PROBLEMS}
HOSTILE = (
    "</p></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    "<!-- \" ' & &lt; &#60; javascript:alert(1) ]]> \x00\x1b[2J\u202e\u2066\u200b"
)


def render(report: Report = REPORT, articles: dict[str, Article] = ARTICLES, claims: tuple[Claim, ...] = CLAIMS) -> str:
    known = articles if report.coverage.articles else {}
    return render_html(report, known, CATALOGUE, version="1.2.3", claims=claims if known else ())


def page_of(*arguments: Any, **named: Any) -> Node:
    return read_page(render(*arguments, **named))


def swap(record: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(record, **fields)


# ── the page as a whole ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_ids_are_unique_and_each_link_and_label_has_its_target(name: str) -> None:
    page = page_of(REPORTS[name])
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = [node.attributes["href"] or "" for node in page.all("a")]
    assert links
    assert all(link.startswith("#") for link in links)
    wanted = {link[1:] for link in links}
    wanted |= {node.attributes["for"] or "" for node in page.all("label") if "for" in node.attributes}
    for node in page.all():
        wanted |= set((node.attributes.get("aria-labelledby") or "").split())
    assert wanted - set(ids) == set()


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_policy_allows_the_page_its_own_style_and_script_and_nothing_else(name: str) -> None:
    page = page_of(REPORTS[name])
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        digest = hashlib.sha256(page.one(tag).text.encode()).digest()
        assert rules[rule] == f"'sha256-{base64.b64encode(digest).decode()}'"
    head = page.one("head")
    assert [node.name for node in head.all()][:2] == ["meta", "meta"]
    assert head.all()[1].attributes["http-equiv"] == "Content-Security-Policy"


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_page_asks_nothing_of_anybody(name: str) -> None:
    text = render(REPORTS[name])
    for node in read_page(text).all():
        assert not {"src", "srcset", "action", "style", "data", "poster"} & node.attributes.keys()
        assert not [key for key in node.attributes if key.startswith("on")]
        assert node.name not in {"link", "iframe", "img", "object", "embed", "base", "video", "audio"}
    assert not re.search(r"url\(|@import|https?:|//[a-z]+\.[a-z]|fetch\(|XMLHttp|import\(|storage", text, re.IGNORECASE)


def test_the_same_report_gives_the_same_bytes_whatever_the_order_of_what_has_none() -> None:
    text = render()
    for first in range(len(CLAIMS)):
        assert render(claims=(*CLAIMS[first:], *CLAIMS[:first])[::-1]) == text
    assert render(articles=dict(reversed(ARTICLES.items()))) == text


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_headings_step_down_one_level_at_a_time(name: str) -> None:
    levels = [
        int(node.name[1]) for node in page_of(REPORTS[name]).one("body").all() if re.fullmatch("h[1-6]", node.name)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_and_the_ways_past_them_are_there() -> None:
    page = page_of()
    assert page.one("html").attributes["lang"] == "en"
    for name in ("main", "nav"):
        page.one(name)
    assert page.one("a", class_="skip").attributes["href"] == "#findings"
    assert page.one(id="count").attributes["aria-live"] == "polite"


def test_without_a_script_all_is_visible_and_nothing_is_offered_that_would_not_work() -> None:
    page = page_of()
    hidden = {
        node.attributes.get("id") or node.attributes.get("class") for node in page.all() if "hidden" in node.attributes
    }
    assert hidden == {"filters", "copy", "open-help", "none-fits"}


def test_each_key_is_in_the_help_and_in_the_script() -> None:
    page = page_of()
    shown = {node.text for node in page.one("dialog").all("kbd")}
    assert shown == {key for keys, _ in KEYS for key in keys.split()}
    actions = page.one("script").text.split("const actions = {")[1].split("\n  };")[0]
    worked = set(re.findall(r'^    "?(.)"?:', actions, re.MULTILINE))
    assert worked == shown - {"Esc"}


# ── findings ──────────────────────────────────────────────────────────────────────────────────


def finding_of(page: Node, finding: Finding) -> Node:
    return page.one("article", id=f"finding-{finding.fingerprint}")


def test_a_finding_shows_all_that_an_editor_needs() -> None:
    shown = finding_of(page_of(), FINDINGS[0])
    assert shown.one("h3").words == FINDINGS[0].message
    assert [node.text for node in shown.all("mark")] == ["Bergen", "Oslo"]
    assert [node.words for node in shown.all("h4")] == ["Side A", "Side B"]
    first, second = shown.all("figure")
    assert first.one("figcaption").words == (
        "The Harbour Post 2024-05-03 news/001_harbour.txt:3 Northwind Opens a Second Yard"
    )
    assert second.one("figcaption").words == "undated news/002_profile.txt:1"
    assert first.one(class_="quote").text == BASED_BERGEN.evidence[0].quote
    assert [node.text for node in first.all(class_="around")] == [
        "Shipbuilder Northwind reported a strong year. ",
        ", where it employs 1,200 people. It delivered 14 ferries in 2023, its annual report says. ",
    ]
    assert "Said by the article itself" in first.text
    assert "and 2 more that agree" in shown.text
    assert f"What would settle it: {FINDINGS[0].settle}" in shown.text
    assert shown.one("code", class_="fingerprint").text == FINDINGS[0].fingerprint
    steps = [node.words for node in shown.one("details").all("li")]
    assert steps[-2:] == list(FINDINGS[0].steps)
    assert "confidence 0.86" in shown.one("summary").text
    assert shown.one(class_="kicker").words == "● error HF401 exclusive value differs conflict Finding 1"


def test_a_decided_finding_says_so_and_stands_after_the_open_ones() -> None:
    page = page_of()
    states = [node.attributes["data-state"] for node in page.all("article", class_="finding")]
    assert states == ["open", "open", "open", "decided"]
    shown = finding_of(page, FINDINGS[3])
    assert f"Decided: {FINDINGS[3].decision}" in shown.text


def test_findings_of_one_cause_stand_together() -> None:
    other = swap(FINDINGS[0], fingerprint="aaaaaaaaaaaa", rule="HF402")
    page = page_of(swap(REPORT, findings=(FINDINGS[0], FINDINGS[1], other)))
    group = page.one(role="group")
    assert [node.attributes["id"] for node in group.all("article")] == ["finding-3fa21c09b1d0", "finding-aaaaaaaaaaaa"]
    assert "2 findings that likely have one cause: Northwind" in group.text


def test_one_side_and_many_sides_are_shown() -> None:
    three = swap(FINDINGS[0], sides=(*FINDINGS[0].sides, FINDINGS[2].sides[1]))
    one = swap(FINDINGS[1], sides=FINDINGS[1].sides[:1])
    page = page_of(swap(REPORT, findings=(three, one)))
    assert [node.words for node in finding_of(page, three).all("h4")] == ["Side A", "Side B", "Side C"]
    assert finding_of(page, one).all("h4") == []


def test_a_fingerprint_that_comes_twice_gives_two_anchors() -> None:
    page = page_of(swap(REPORT, findings=(FINDINGS[0], swap(FINDINGS[1], fingerprint=FINDINGS[0].fingerprint))))
    assert len({node.attributes["id"] for node in page.all("article", class_="finding")}) == 2


# ── filters ───────────────────────────────────────────────────────────────────────────────────


def options_of(page: Node, name: str) -> dict[str, str]:
    return {node.words: node.attributes["value"] or "" for node in page.one("select", id=name).all("option")}


def test_each_choice_of_a_filter_stands_on_a_finding_as_often_as_it_says() -> None:
    page = page_of()
    findings = page.all("article", class_="finding")
    for name, data in (
        ("rule", "data-rule"),
        ("state", "data-state"),
        ("article", "data-articles"),
        ("entity", "data-entities"),
    ):
        choices = options_of(page, name)
        assert len(choices) > 2
        for words, value in choices.items():
            if value != "all":
                number = sum(value in (one.attributes[data] or "").split() for one in findings)
                assert words.endswith(f" ({number})"), name
    assert "Bergen (1)" in options_of(page, "entity")
    assert "Northwind Opens a Second Yard (3)" in options_of(page, "article")


def test_articles_behind_a_side_that_are_not_quoted_still_find_it() -> None:
    page = page_of()
    value = options_of(page, "article")["news/004_hostile.txt (2)"]
    assert value in (finding_of(page, FINDINGS[0]).attributes["data-articles"] or "").split()


# ── articles ──────────────────────────────────────────────────────────────────────────────────


def article_of(page: Node, number: int) -> Node:
    return page.one("article", id=f"article-{number}")


def without_references(paragraph: Node) -> str:
    for reference in paragraph.all("sup"):
        reference.children.clear()
    return paragraph.text


def test_an_article_is_shown_whole_with_its_claims_underlined_and_noted() -> None:
    source = article_of(page_of(), 1)
    paragraphs = [without_references(node) for row in source.all("div", class_="row") for node in row.all("p")]
    assert paragraphs == [line for line in ARTICLES["news/001_harbour.txt"].text.split("\n") if line]
    assert [node.text for node in source.all("u")] == [
        "The company is based in Bergen",
        "It delivered 14 ferries in 2023",
        "Northwind and Sealine will establish a joint company",
    ]
    notes = source.all("li")
    assert [node.attributes["data-claim"] for node in notes] == ["1", "2", "3"]
    assert notes[1].words == "Northwind delivered 14 ferries in 2023. Northwind's annual report finding 4"
    assert notes[2].words.startswith("Northwind and Sealine plan a joint company. planned")


def test_both_ends_of_a_conflict_lead_to_the_finding_and_back() -> None:
    page = page_of()
    for finding in FINDINGS:
        shown = finding_of(page, finding)
        for link in shown.all("a", class_="place"):
            mark = page.one(id=(link.attributes["href"] or "")[1:])
            assert mark.name == "a"
            assert mark.attributes["href"] == f"#finding-{finding.fingerprint}"
            assert mark.text in shown.text


def overlapping() -> tuple[Article, tuple[Claim, ...], Report]:
    article = ARTICLES["news/001_harbour.txt"]
    start = article.text.index("The company")
    outer = swap(
        BASED_BERGEN,
        id="x:1",
        evidence=(Evidence(Span(article.id, start, start + 60), article.text[start : start + 60]),),
    )
    lists = swap(FOURTEEN, id="x:2", object=Members((), closed=True))
    second = swap(FINDINGS[0], fingerprint="bbbbbbbbbbbb", sides=(Side((outer,)), FINDINGS[0].sides[1]))
    return article, (outer, lists, *CLAIMS), swap(REPORT, findings=(*FINDINGS, second))


def test_quotes_that_overlap_are_cut_and_each_part_names_all_of_its_claims_and_findings() -> None:
    article, claims, report = overlapping()
    source = article_of(page_of(report, claims=claims), 1)
    text = next(node for node in source.all("p", class_="paragraph") if "Bergen" in node.text)
    assert without_references(text) == article.text.split("\n")[2]
    assert [node.attributes["data-claims"] for node in text.all("u")] == ["1 2", "2", "3"]
    inner, outer = (node for node in text.all("a", class_="clash") if "based" in node.text or "employs" in node.text)
    assert inner.attributes["href"] == "#finding-3fa21c09b1d0"
    assert outer.attributes["href"] == "#finding-bbbbbbbbbbbb"


def test_a_quote_that_runs_over_two_blocks_is_marked_in_both_and_noted_once() -> None:
    article = ARTICLES["news/001_harbour.txt"]
    start = article.text.index("Orders")
    quote = article.text[start : article.text.index(" for electric")]
    claim = swap(BASED_BERGEN, evidence=(Evidence(Span(article.id, start, start + len(quote)), quote),))
    finding = swap(FINDINGS[0], sides=(Side((claim,)), FINDINGS[0].sides[1]))
    source = article_of(page_of(swap(REPORT, findings=(finding,)), claims=(claim,)), 1)
    assert [node.text for node in source.all("a", class_="clash")] == quote.split("\n\n")
    assert [node.text for node in source.all("u")] == quote.split("\n\n")
    assert [node.attributes["data-claim"] for node in source.all("li")] == ["1"]
    assert len(source.all("sup")) == 1


def test_front_matter_and_page_furniture_are_left_out_unless_something_was_read_there() -> None:
    text = "---\ndate: 2024\n---\nThe company is based in Bergen\n<aside>Advertisement</aside>\n"
    start = text.index("The")
    quote = BASED_BERGEN.evidence[0].quote
    blocks = (Block(BlockKind.META, 0, start), Block(BlockKind.PARAGRAPH, start, start + len(quote)))
    article = swap(ARTICLES["news/001_harbour.txt"], text=text, blocks=blocks)

    def show(start: int, quote: str) -> str:
        claim = swap(BASED_BERGEN, evidence=(Evidence(Span(article.id, start, start + len(quote)), quote),))
        return article_of(page_of(CLEAN, {article.id: article}, (claim,)), 1).text

    assert quote in show(start, quote)
    assert "date: 2024" not in show(start, quote)
    assert "Advertisement" not in show(start, quote)
    assert "date: 2024" in show(4, "date")
    assert "Advertisement" in show(text.index("Adv"), "Advertisement")


# ── what was read ─────────────────────────────────────────────────────────────────────────────


def rows_of(page: Node, caption: str) -> list[list[str]]:
    (table,) = [node for node in page.all("table") if node.one("caption").text == caption]
    return [[cell.words for cell in row.children if isinstance(cell, Node)] for row in table.one("tbody").all("tr")]


def test_what_was_read_what_was_skipped_and_what_went_wrong_is_told() -> None:
    page = page_of()
    assert rows_of(page, "By article")[0] == ["Northwind Opens a Second Yard", "2024-05-03", "6", "3", "2", "67%", "3"]
    assert rows_of(page, "Skipped on purpose") == [["opinion", "2"], ["unresolved reference", "1"]]
    assert rows_of(page, "By rule")[0] == ["HF101", "polarity differs", "run", "0", "1", "0", "0"]
    assert ["HF202", "", "off", "0", "0", "0", "0"] in rows_of(page, "By rule")
    assert "source news/005_latin.txt not UTF-8" in page.one("section", id="problems").words
    assert "undated no date found" in page.one(class_="notices").words
    assert "Made by hfcheck 1.2.3." in page.text


def test_a_problem_names_its_line() -> None:
    page = page_of(swap(EMPTY, problems=(Problem("ledger", "bad date", "claims.yaml", 12),)))
    assert page.one("section", id="problems").words == "Problems ledger claims.yaml:12 bad date"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sample", "3 findings wait for a decision"),
        ("clean", "No conflict among 8 claims of 4 articles"),
        ("empty", "Nothing was audited: no article was read"),
        ("problems", "Nothing was audited: no article was read"),
    ],
)
def test_the_result_is_the_heading_and_the_title(name: str, words: str) -> None:
    page = page_of(REPORTS[name])
    assert page.one("h1").text == words
    assert page.one("title").text == f"hfcheck: {words}"


def test_silence_is_explained() -> None:
    assert "Silence is no proof that articles agree" in page_of(CLEAN).one("section", id="findings").text
    assert page_of(CLEAN).all("form", id="filters") == []
    no_claims = swap(CLEAN, coverage=swap(CLEAN.coverage, claims=0))
    assert page_of(no_claims).one("h1").text == "Nothing could be held against anything: 4 articles gave no claim"


def test_only_decided_findings_are_no_open_ones() -> None:
    assert page_of(swap(REPORT, findings=FINDINGS[3:])).one("h1").text == "Every finding is decided"


# ── nothing from an article gets out ──────────────────────────────────────────────────────────


def poison(text: str) -> tuple[Report, dict[str, Article], tuple[Claim, ...]]:
    """The sample with `text` in every place that an article, a rule or a file name can reach."""
    old = ARTICLES["news/001_harbour.txt"]
    body = f"a {text} z"
    article = Article(
        old.id, f"{text}.txt", text, text, None, old.published, body, (Block(BlockKind.PARAGRAPH, 0, len(body)),), ""
    )
    evidence = (Evidence(Span(old.id, 0, len(body)), body),)
    claim = swap(
        BASED_BERGEN, id=text, text=text, evidence=evidence, subject=swap(BASED_BERGEN.subject, name=text, id=text)
    )
    finding = swap(
        FINDINGS[0],
        fingerprint=text,
        rule=text,
        message=text,
        settle=text,
        steps=(text,),
        decision=text,
        sides=(Side((claim,)), FINDINGS[0].sides[1]),
    )
    report = swap(
        REPORT,
        findings=(finding, swap(finding, decision=None)),
        notices=tuple(swap(notice, message=text, path=text, kind=text) for notice in REPORT.notices),
        problems=tuple(swap(problem, message=text, path=text, kind=text) for problem in REPORT.problems),
        skipped=tuple(swap(skipped, reason=text) for skipped in REPORT.skipped),
        rules_run=(text,),
    )
    return report, {**ARTICLES, old.id: article}, (claim,)


def tree_of(node: Node) -> Iterator[str]:
    """Tags and names of attributes, without what they hold; marks and signs come and go with the words."""
    for child in node.children:
        if isinstance(child, Node) and not child.fits("span", {"class_": "sign"}) and child.name != "mark":
            yield f"{child.name} {sorted(child.attributes)}"
            yield from tree_of(child)


SHAPE = list(tree_of(read_page(render(*poison("harmless")))))


@pytest.mark.parametrize("text", [HOSTILE, *HOSTILE.split(), "</style>", "</title>", "]]>", "${1}", "\ud800"])
def test_hostile_text_makes_no_element_and_is_read_as_it_stands(text: str) -> None:
    page = read_page(render(*poison(text)))
    assert list(tree_of(page)) == SHAPE
    folded = " ".join(make_visible(text).split())
    assert page.one("article", class_="finding", **{"data-state": "open"}).one("h3").words == folded
    assert page.one("article", id="article-1").one("p", class_="paragraph").text.startswith(f"a {make_visible(text)} z")


@given(st.text(min_size=1, max_size=40).filter(lambda text: make_visible(text).strip()))
def test_no_text_makes_an_element_or_hides_a_character(text: str) -> None:
    shown = render(*poison(text))
    assert list(tree_of(read_page(shown))) == SHAPE
    assert [char for char in shown if is_hidden(char) and char != "\n"] == []
