"""All properties: what is checked, on what, and how often in the tests. `python -m tests.fuzz` runs them for longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hfcheck.decisions import Choice
from hfcheck.model import Moment, Precision
from tests.fuzz import claims, documents, files, texts, trees
from tests.fuzz.words import texts as any_text
from tests.ledger.strategies import values


class Property(NamedTuple):
    """`check` raises for a case that breaks it; `few` is how many cases the tests try."""

    name: str
    check: Callable[[Any], None]
    cases: st.SearchStrategy[Any]
    few: int


def _make_moment(days: tuple[date, date], precision: Precision) -> Moment:
    return Moment(min(days), max(days), precision)


days = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2024, 12, 31)])
moments = st.none() | st.builds(_make_moment, st.tuples(days, days), st.sampled_from(Precision))
any_claims = claims.draw_claims()
any_value = values | st.sampled_from(claims.EXTREMES)

PROPERTIES = (
    Property("text", texts.check_text, st.tuples(any_text, st.booleans()), 25),
    Property("trees", texts.check_trees, any_text, 10),
    Property("wrong trees", trees.check_tree, trees.wrong_trees, 25),
    Property("explained", texts.check_explained, any_text, 10),
    Property("articles", texts.check_articles, st.lists(any_text, min_size=2, max_size=3), 12),
    Property("pair", texts.check_pair, st.tuples(any_text, any_text), 15),
    Property("lines", texts.check_lines, st.lists(any_text, max_size=3), 10),
    Property("values", texts.check_values, st.tuples(any_text, moments, moments), 60),
    Property("rules", claims.check_rules, any_claims, 20),
    Property("keys", claims.check_keys, any_claims, 20),
    Property("comparison", claims.check_comparison, st.tuples(any_value, any_value), 100),
    Property("changes", claims.check_changes, st.tuples(any_claims, any_claims), 10),
    Property("search", claims.check_search, st.tuples(any_claims, any_text, any_text, any_text), 15),
    Property("decided", claims.check_decisions, st.tuples(any_claims, any_text, st.sampled_from(Choice)), 15),
    Property("yaml", documents.check_yaml, documents.any_syntax | documents.config_texts, 60),
    Property("ledger", documents.check_ledger, documents.ledger_texts, 40),
    Property("decisions", documents.check_decisions, documents.decision_texts, 30),
    Property("baseline", documents.check_baseline, documents.baseline_texts, 15),
    Property("config", documents.check_config, documents.config_texts, 40),
    Property("pack", documents.check_pack, documents.pack_texts, 15),
    Property("report", documents.check_report, documents.report_texts, 25),
    Property("gold", documents.check_gold, documents.gold_texts, 15),
    Property("file", files.check_file, st.tuples(st.sampled_from(files.NAMES), files.contents), 60),
    Property("folder", files.check_folder, files.folders, 6),
    Property("names", files.check_names, any_text, 30),
    Property("command", files.check_command, files.draw_command(), 15),
    Property("stdin", files.check_stdin, st.tuples(st.sampled_from(files.STDIN), files.stdin), 12),
)


def make_test(one: Property, most: int, check: Callable[[Any], None] | None = None) -> Callable[[], None]:
    """A property as a function that tries up to `most` cases; `check` stands in for its own."""
    # Reading a text is slow beside what hypothesis expects; durations are no matter here.
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    phases = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink)
    quiet = settings(max_examples=most, deadline=None, suppress_health_check=slow, phases=phases, print_blob=False)
    run: Callable[[], None] = quiet(given(one.cases)(check or one.check))
    return run
