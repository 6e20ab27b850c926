"""What holds for every document that a user may hand over: it is read, or refused with an error of ours that names it.

Documents are of three kinds: any nesting of any values, a good document with its values exchanged, and a good document
with its characters or lines damaged.
"""

from __future__ import annotations

import contextlib
import functools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.config import load_config
from hfcheck.decisions import (
    apply_baseline,
    apply_corrections,
    apply_decisions,
    dump_baseline,
    dump_decisions,
    load_baseline,
    parse_decisions,
)
from hfcheck.errors import ConfigError, HfcheckError, LedgerError, SourceError
from hfcheck.knowledge import load_knowledge
from hfcheck.knowledge.entries import write_template
from hfcheck.language.conllu import parse_conllu
from hfcheck.ledger import dump_ledger, parse_ledger
from hfcheck.report.formats import FORMATS, Material
from hfcheck.report.json import render_json
from hfcheck.report.pieces import verify_quotes
from hfcheck.sources import find_settings, read_articles
from hfcheck.texts import compare_texts
from hfcheck.verification import read_report, verify_report
from hfcheck.yamlsource import parse_yaml
from tests.decisions import strategies as decisions
from tests.fuzz.words import ODD, PIECES
from tests.ledger.strategies import TRAPS, ledgers
from tests.report import sample
from tests.report.renderings import PAGES
from tests.rules.shorthand import shipped_knowledge

Read = TypeVar("Read")

CONFIG = """articles: [news/**/*.txt, more]
ledger: claims.yaml
decisions: decisions.yaml
packs: [core]
fail_on: warning
min_coverage: 0.5
sources:
  news/2024/*.txt: {published: 2024-12, outlet: The Example, reliability: 0.7}
  "**/*.md": {published: 2023}
rules: {HF601: off, HF404: note}
"""
SENTENCES = ("Northwind Trading, founded in 1999, bought Vell Motors for $3 million.", "Ann Lee leads Northwind.")

scalars: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from([*TRAPS, *ODD, *PIECES])
)
nested: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
SYNTAX = (
    "- ", ": ", "? ", "{", "}", "[", "]", ", ", "&a ", "*a", "!!python/object:os.system ", "!x ", "|\n", ">\n",
    "%YAML 9\n", "---\n", "...\n", "# ", "'", '"', "\\", "<<: ", "\n", "\n  ", "\t", "\n\t", "@", "`", "=", "~",
    "schema: 1\n", "schema: 2\n", "<<<<<<< ours\n", "\x00", "\ufeff", "\x85", "\u2028", "\ud800", "1" * 5000,
    "9e999999999", "0x", "2024-13-45",
)  # fmt: skip


@st.composite
def damage_text(draw: st.DrawFn, text: str) -> str:
    """A document with up to three lines or characters damaged."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        place = draw(st.integers(0, len(lines[at])))
        match draw(st.integers(0, 5)):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[at] = " " * draw(st.integers(1, 5)) + lines[at]
            case 3:
                lines[at] = lines[at][:place]
            case 4:
                lines[at] = lines[at][:place] + draw(st.sampled_from(SYNTAX) | st.characters()) + lines[at][place:]
            case _:
                lines[at] = lines[at][:place] + lines[at][place + draw(st.integers(1, 4)) :]
        text = "\n".join(lines)
    return text


@st.composite
def exchange_values(draw: st.DrawFn, text: str) -> str:
    """A document with up to three of its values, keys or items changed, written anew."""
    data: Any = parse_yaml(text, "good", ConfigError).data if text else None
    for _ in range(draw(st.integers(1, 3))):
        data = _exchange(draw, data)
    return json.dumps(data, ensure_ascii=draw(st.booleans()))


def _exchange(draw: st.DrawFn, data: Any) -> Any:
    if isinstance(data, dict) and data:
        key = draw(st.sampled_from(sorted(data)))
        match draw(st.integers(0, 7)):
            case 0:
                return {name: value for name, value in data.items() if name != key}
            case 1:
                return data | {draw(st.text(max_size=6) | st.sampled_from(sorted(data))): data[key]}
            case _:
                return data | {key: _exchange(draw, data[key])}
    if isinstance(data, list) and data:
        at = draw(st.integers(0, len(data) - 1))
        match draw(st.integers(0, 7)):
            case 0:
                return data[:at] + data[at + 1 :]
            case 1:
                return [*data, data[at]]
            case _:
                return [*data[:at], _exchange(draw, data[at]), *data[at + 1 :]]
    return draw(nested)


def write_any(value: object) -> str:
    """Any value as YAML, whatever it holds."""
    with contextlib.suppress(Exception):
        return str(yaml.safe_dump(value, allow_unicode=True))
    return json.dumps(value, default=str)


def draw_document(good: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Any document, most of them like a good one."""
    damaged = good.flatmap(damage_text)
    return good | damaged | damaged | good.flatmap(exchange_values) | nested.map(write_any) | any_syntax


any_syntax = st.lists(st.sampled_from(SYNTAX) | st.text(max_size=4), max_size=20).map("".join)


def dump(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """`write`, with "" for what no file can hold."""

    def written(value: Any) -> str:
        with contextlib.suppress(HfcheckError):
            return write(value)
        return ""

    return written


ledger_texts = draw_document(ledgers().map(dump(dump_ledger)))
decision_texts = draw_document(decisions.files().map(dump(dump_decisions)))
baseline_texts = draw_document(decisions.baselines().map(dump(dump_baseline)))
config_texts = draw_document(st.just(CONFIG))
pack_texts = draw_document(st.just(write_template("mine")))


@functools.cache
def sample_report() -> str:
    return render_json(sample.REPORT, sample.ARTICLES, version="1.0.0")


report_texts = st.deferred(lambda: draw_document(st.just(sample_report())))
BLANK = "\t_" * 8
GOLD = f"1\tAnn{BLANK}\n2\tleft{BLANK}\n3\t.{BLANK}\n"
gold_texts = st.just(GOLD).flatmap(damage_text) | any_syntax


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def attempt(read: Callable[[], Read], kind: type[HfcheckError], name: str, lines: int | None = None) -> Read | None:
    """What `read` gives; None where it refuses with an error of `kind` that names the file, and a line in it if any."""
    try:
        return read()
    except kind as error:
        fault = error
    assert fault.message
    assert name in (fault.path or "")
    assert fault.line is None or lines is None or 1 <= fault.line <= lines
    return None


# ── properties ────────────────────────────────────────────────────────────────────────────────


def check_yaml(text: str) -> None:
    """YAML is read or refused with its name; each key has a line in the file."""
    lines = len(text.splitlines()) + 1
    document = attempt(lambda: parse_yaml(text, "x.yaml", ConfigError), ConfigError, "x.yaml", lines)
    if document is not None and isinstance(document.data, dict):
        assert all(document.line_of(key) for key in document.data if isinstance(key, str) and key.isalnum())


def check_ledger(text: str) -> None:
    """A ledger is read or refused; one that is read is written again as it says, audited and shown."""
    ledger = attempt(lambda: parse_ledger(encode(text), "claims.yaml"), LedgerError, "claims.yaml")
    if ledger is None:
        return
    with contextlib.suppress(HfcheckError):
        assert dump_ledger(parse_ledger(encode(dump_ledger(ledger)), "claims.yaml")) == dump_ledger(ledger)
    report = audit(ledger.claims, shipped_knowledge())
    assert [problem.message for problem in report.problems] == []
    shown = verify_quotes(report, {})
    assert shown.findings == ()
    for name in FORMATS:
        FORMATS[name].render(Material(shown, {}, ledger.claims, PAGES, "1.0.0"))


def check_decisions(text: str) -> None:
    """Decisions are read or refused; those that are read are written again, and applied to any report."""
    found = attempt(lambda: parse_decisions(text, "decisions.yaml"), LedgerError, "decisions.yaml")
    if found is None:
        return
    with contextlib.suppress(HfcheckError):
        # A file is written in an order of its own.
        again = parse_decisions(dump_decisions(found), "decisions.yaml")
        assert sorted(again.decisions, key=repr) == sorted(found.decisions, key=repr)
        assert sorted(again.corrections, key=repr) == sorted(found.corrections, key=repr)
    report = apply_decisions(sample.REPORT, sample.ARTICLES, found.decisions)
    claims, _ = apply_corrections(sample.CLAIMS, sample.ARTICLES, found.corrections)
    assert len(report.findings) == len(sample.REPORT.findings)
    assert [problem.message for problem in audit(claims, shipped_knowledge()).problems] == []


def check_baseline(text: str) -> None:
    """A baseline is read or refused, and marks any report."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "known.yaml"
        path.write_bytes(encode(text))
        known = attempt(lambda: load_baseline(path), LedgerError, "known.yaml")
    if known is not None:
        report = apply_baseline(sample.REPORT, sample.ARTICLES, known, "known.yaml")
        assert len(report.findings) == len(sample.REPORT.findings)


def check_config(text: str) -> None:
    """A configuration is read or refused with its name; what is read names articles and settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "hfcheck.yaml").write_bytes(encode(text))
        config = attempt(lambda: load_config(folder), ConfigError, "hfcheck.yaml")
        if config is not None:
            read_articles(list(config.articles), config)
            find_settings("news/2024/a.txt", config)


def check_pack(text: str) -> None:
    """A pack is read or refused with its name; texts can be read with what is read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mine.yaml").write_bytes(encode(text))
        knowledge = attempt(lambda: load_knowledge(("core", "mine.yaml"), folder), ConfigError, ".yaml")
    if knowledge is not None:
        assert [problem.message for problem in compare_texts(*SENTENCES, knowledge).report.problems] == []


def check_report(text: str) -> None:
    """A report is read or refused; what is read is verified."""
    document = attempt(lambda: read_report(text, "report.json"), SourceError, "report.json")
    if document is not None:
        verify_report(document, read_report(sample_report(), "again"), sample.ARTICLES)


def check_gold(text: str) -> None:
    """Words given as CoNLL-U are parsed or refused with their line; no line is lost."""
    lines = text.count("\n") + 1
    printed = attempt(lambda: parse_conllu(text, "x.conllu"), SourceError, "x.conllu", lines)
    assert printed is None or printed.count("\n") + 1 == lines
