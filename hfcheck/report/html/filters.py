"""The form that narrows the findings; hidden until the script is there to work it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hfcheck.model import Article
from hfcheck.report.html.articles import name_article
from hfcheck.report.html.findings import write_severity
from hfcheck.report.html.index import Index, articles_of, entities_of
from hfcheck.report.html.markup import Markup, write_element, write_empty, write_text, write_words
from hfcheck.report.html.overview import COUNTED
from hfcheck.report.states import DECIDED, KNOWN, OPEN, state_of

Choice = tuple[str, str, int]
"""The value of an option, its words, and how many findings it leaves."""


def write_filters(index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]) -> Markup:
    """Write the search field, a box for each severity, and lists of states, rules, articles and entities."""
    fields = [
        _write_search(),
        _write_severities(index),
        _write_list("state", "State", "any state", _list_states(index)),
        _write_list("rule", "Rule", "all rules", _list_rules(index, catalogue)),
        _write_list("article", "Article", "all articles", _list_articles(index, articles)),
        _write_list("entity", "Entity", "all entities", _list_entities(index)),
        write_words("button", "Show all", {"type": "reset", "class": "reset"}),
    ]
    box = write_element("details", {"open": ""}, write_words("summary", "Filter the findings"), *fields)
    attributes = {"id": "filters", "class": "filters", "role": "search", "aria-label": "Findings", "hidden": ""}
    shown = write_words("p", "", {"id": "count", "role": "status", "aria-live": "polite"})
    return write_element("form", attributes, box, shown)


def _list_states(index: Index) -> list[Choice]:
    counts = Counter(state_of(one.finding) for one in index.findings)
    states = [OPEN, DECIDED, *([KNOWN] if counts[KNOWN] else [])]
    return [(state, state, counts[state]) for state in states]


def _list_rules(index: Index, catalogue: Mapping[str, str]) -> list[Choice]:
    counts = Counter(one.finding.rule for one in index.findings)
    return [(rule, f"{rule} {catalogue.get(rule, '')}".strip(), number) for rule, number in sorted(counts.items())]


def _list_articles(index: Index, articles: Mapping[str, Article]) -> list[Choice]:
    counts = Counter(name for one in index.findings for name in articles_of(one.finding))
    numbered = [(name, number) for name, number in index.articles.items() if counts[name]]
    return [(str(number), name_article(articles[name]), counts[name]) for name, number in numbered]


def _list_entities(index: Index) -> list[Choice]:
    counts = Counter(name for one in index.findings for name in entities_of(one.finding))
    return [(str(number), name, counts[name]) for name, number in index.entities.items()]


def _write_search() -> Markup:
    attributes = {
        "type": "search",
        "id": "search",
        "autocomplete": "off",
        "spellcheck": "false",
        "aria-keyshortcuts": "/",
        "placeholder": "words, outlet, fingerprint",
    }
    label = write_words("label", "Search", {"for": "search"})
    return write_element("div", {"class": "field"}, label, write_empty("input", attributes))


def _write_severities(index: Index) -> Markup:
    counts = Counter(one.finding.severity for one in index.findings)
    boxes = []
    for severity in COUNTED:
        box = write_empty("input", {"type": "checkbox", "name": "severity", "value": severity.value, "checked": ""})
        number = write_words("span", f"{counts[severity]:,}", {"class": "count"})
        boxes.append(write_element("label", None, box, write_severity(severity), write_text(" "), number))
    return write_element("fieldset", None, write_words("legend", "Severity"), *boxes)


def _write_list(name: str, label: str, every: str, choices: Sequence[Choice]) -> Markup:
    options = [write_words("option", every, {"value": "all"})]
    options += [write_words("option", f"{words} ({number:,})", {"value": value}) for value, words, number in choices]
    return write_element(
        "div",
        {"class": "field"},
        write_words("label", label, {"for": name}),
        write_element("select", {"id": name, "name": name, "autocomplete": "off"}, *options),
    )
