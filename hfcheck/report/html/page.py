"""The page around the findings: head, policy, navigation and the order of its parts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources

from hfcheck.model import Article, Claim, Report
from hfcheck.report.html.articles import write_articles
from hfcheck.report.html.filters import write_filters
from hfcheck.report.html.findings import write_findings
from hfcheck.report.html.index import Index, build_index, is_open
from hfcheck.report.html.keys import write_help
from hfcheck.report.html.markup import NOTHING, Markup, write_element, write_empty, write_text, write_words
from hfcheck.report.html.overview import describe_result, write_problems, write_reading, write_result


def render_html(
    report: Report,
    articles: Mapping[str, Article],
    catalogue: Mapping[str, str],
    *,
    version: str,
    claims: Sequence[Claim] = (),
) -> str:
    """Render a report as one HTML page that holds its style and script and asks nothing of a network.

    `articles` are keyed by id; `catalogue` gives each rule's title; `claims` are all claims of the
    project, which are underlined in their articles. The page's Content-Security-Policy (W3C, CSP 3)
    allows its own style and script by their SHA-256 and nothing else. Text from articles is escaped,
    its control and bidi characters shown as signs. The same arguments give the same bytes.
    """
    index = build_index(report, articles, claims)
    style, script = _read_data("report.css"), _read_data("report.js")
    head = _write_head(report, index, style, script)
    body = write_element(
        "body",
        None,
        write_words("a", "Skip to the findings", {"class": "skip", "href": "#findings"}),
        _write_banner(report, index),
        write_element(
            "div",
            {"class": "layout"},
            _write_side_bar(report, index, articles, catalogue),
            _write_main(report, index, articles, catalogue),
        ),
        _write_foot(version),
        write_words("p", "", {"id": "told", "class": "unseen", "role": "status"}),
        write_help(),
        write_element("script", None, Markup(script)),
    )
    page = write_element("html", {"lang": "en"}, head, body)
    return f"<!DOCTYPE html>\n{page}\n"


def _read_data(name: str) -> str:
    return resources.files("hfcheck.report.html").joinpath(name).read_text(encoding="utf-8")


def _hash_source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _write_head(report: Report, index: Index, style: str, script: str) -> Markup:
    rules = [
        "default-src 'none'",
        f"script-src {_hash_source(script)}",
        f"style-src {_hash_source(style)}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    policy = {"http-equiv": "Content-Security-Policy", "content": "; ".join(rules)}
    return write_element(
        "head",
        None,
        write_empty("meta", {"charset": "utf-8"}),
        write_empty("meta", policy),
        write_empty("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        write_empty("meta", {"name": "color-scheme", "content": "light dark"}),
        write_empty("meta", {"name": "referrer", "content": "no-referrer"}),
        write_words("title", f"hfcheck: {describe_result(report, index)}"),
        write_element("style", None, Markup(style)),
    )


def _write_banner(report: Report, index: Index) -> Markup:
    name = write_words("p", "hfcheck report", {"class": "name"})
    title = write_words("h1", describe_result(report, index))
    keys = {"type": "button", "id": "open-help", "hidden": "", "aria-keyshortcuts": "?", "aria-haspopup": "dialog"}
    tools = write_element("div", {"class": "tools"}, _write_themes(), write_words("button", "Keys", keys))
    return write_element("header", {"class": "banner"}, name, tools, title, write_result(report, index))


def _write_themes() -> Markup:
    """Three radio buttons that the style sheet reads, so that they work without script or storage."""
    choices = []
    for value, words in (("auto", "Auto"), ("light", "Light"), ("dark", "Dark")):
        checked = "" if value == "auto" else None
        box = write_empty(
            "input", {"type": "radio", "name": "theme", "id": f"theme-{value}", "value": value, "checked": checked}
        )
        choices.append(write_element("label", None, box, write_words("span", words)))
    legend = write_words("legend", "Theme", {"class": "unseen"})
    return write_element("fieldset", {"class": "themes"}, legend, *choices)


def _write_side_bar(
    report: Report, index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]
) -> Markup:
    parts = [("findings", f"Findings ({len(index.findings):,})")]
    if report.problems:
        parts.insert(0, ("problems", f"Problems ({len(report.problems):,})"))
    parts.append(("reading", "What was read"))
    if articles:
        parts.append(("articles", f"Articles ({len(articles):,})"))
    links = [write_element("li", None, write_words("a", words, {"href": f"#{part}"})) for part, words in parts]
    nav = write_element("nav", {"aria-label": "Parts of the report"}, write_element("ul", None, *links))
    form = write_filters(index, articles, catalogue) if index.findings else NOTHING
    return write_element("div", {"class": "sidebar"}, nav, form)


def _write_main(report: Report, index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]) -> Markup:
    total = len(index.findings)
    nothing = write_words("p", "No finding fits these filters.", {"id": "none-fits", "class": "empty", "hidden": ""})
    silence = write_words("p", _explain_silence(report), {"class": "empty"})
    found = [_write_hint(index), nothing, write_findings(index, articles, catalogue)] if total else [silence]
    sections = [
        _write_section("problems", "Problems", write_problems(report.problems)) if report.problems else NOTHING,
        _write_section("findings", "Findings", *found),
        _write_section("reading", "What was read", write_reading(report, index, articles, catalogue)),
        _write_section("articles", "Articles", write_articles(index, articles, report.coverage))
        if articles
        else NOTHING,
    ]
    return write_element("main", {"id": "main"}, *sections)


def _write_hint(index: Index) -> Markup:
    """What an editor does next, in the words of the command line."""
    rule = index.findings[0].finding.rule
    review, explain = write_words("code", "hfcheck review"), write_words("code", f"hfcheck explain {rule}")
    waiting = any(is_open(one.finding) for one in index.findings)
    start = [review, write_text(" decides open findings one by one; ")] if waiting else []
    return write_element("p", {"class": "hint"}, *start, explain, write_text(f" says what {rule} looks for."))


def _explain_silence(report: Report) -> str:
    if not report.coverage.claims:
        return "There was nothing to hold against anything."
    return (
        "No rule found two claims that cannot both be true. Silence is no proof that articles agree: "
        "sentences that gave no claim were not compared."
    )


def _write_section(anchor: str, title: str, *children: Markup) -> Markup:
    heading = write_words("h2", title, {"id": f"{anchor}-title"})
    attributes = {"id": anchor, "tabindex": "-1", "aria-labelledby": f"{anchor}-title"}
    return write_element("section", attributes, heading, *children)


def _write_foot(version: str) -> Markup:
    words = f"Made by hfcheck {version}. It shows where articles disagree; an editor decides who is right."
    return write_element("footer", {"class": "foot"}, write_words("p", words))
