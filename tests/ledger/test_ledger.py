"""The ledger keeps what it is given, always writes the same bytes, and refuses what it did not write."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings

from hfcheck.errors import LedgerError
from hfcheck.ledger import SCHEMA, Ledger, LedgerArticle, dump_ledger, load_ledger, save_ledger
from hfcheck.ledger import load as load_module
from hfcheck.model import (
    Attribution,
    Claim,
    Entity,
    Evidence,
    Modality,
    Moment,
    Origin,
    Polarity,
    Precision,
    Quantity,
    Span,
)
from tests.ledger.strategies import ledgers

ARTICLE = "news/a.txt"


def make_claim(number: int = 1, **changes: object) -> Claim:
    claim = Claim(
        id=f"a:{number}",
        text="Northwind sold 80,000 bicycles in June 2023.",
        subject=Entity("northwind", "Northwind", "company"),
        relation="sell",
        object=Quantity(Decimal("80000"), Decimal("80000"), "bicycle", "80,000 bicycles"),
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(ARTICLE, 10 * number, 10 * number + 9), "“sold 80,000 bicycles”"),),
        confidence=0.85,
        measure="sold",
        attribution=(Attribution("Reuters", "report", "said", False),),
    )
    return msgspec.structs.replace(claim, **changes)


def make_ledger(*claims: Claim) -> Ledger:
    articles = (LedgerArticle(ARTICLE, "ab" * 32, 20, 3, (("opinion", 2), ("question", 1))),)
    return Ledger(SCHEMA, "0.1.0", "model", "packs", "settings", articles, claims)


def arrange(ledger: Ledger) -> Ledger:
    """`ledger` in the order of the file."""

    def place(claim: Claim) -> tuple[str, int, int, int, str]:
        span = claim.evidence[0].span
        return span.article, span.start, span.end, len(claim.id), claim.id

    articles = tuple(sorted(ledger.articles, key=lambda article: article.path))
    return msgspec.structs.replace(ledger, articles=articles, claims=tuple(sorted(ledger.claims, key=place)))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Ledger]:
    def write_and_load(text: str) -> Ledger:
        path = tmp_path / "claims.yaml"
        path.write_bytes(text.encode())
        return load_ledger(path)

    return write_and_load


# ── round trip ────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=150, deadline=None)
@given(ledgers())
def test_loading_what_was_dumped_gives_the_same_by_both_ways(ledger: Ledger) -> None:
    text, wanted = dump_ledger(ledger), arrange(ledger)
    quick = load_module._read_own(text)
    assert load_module._read_any(text, "claims.yaml") == wanted
    assert quick == (wanted if ledger.claims else None)
    assert dump_ledger(wanted) == text


@settings(max_examples=50, deadline=None)
@given(ledgers())
def test_another_reader_of_yaml_sees_the_same_strings(ledger: Ledger) -> None:
    data = yaml.safe_load(dump_ledger(ledger))
    assert [claim["text"] for claim in data["claims"]] == [claim.text for claim in arrange(ledger).claims]
    assert [article["path"] for article in data["articles"]] == sorted(article.path for article in ledger.articles)


def test_decimals_keep_their_digits(read: Callable[[str], Ledger]) -> None:
    value = Quantity(Decimal("1.50E+6"), Decimal("24.70"), "percent", "")
    (claim,) = read(dump_ledger(make_ledger(make_claim(object=value)))).claims
    assert isinstance(claim.object, Quantity)
    assert (str(claim.object.low), str(claim.object.high)) == ("1.50E+6", "24.70")


def test_defaults_are_left_out_by_value_not_identity() -> None:
    stated = make_claim(time=Moment(precision=Precision("day"), surface="then", basis="".join(["sta", "ted"])))
    assert 'time: {surface: "then"}' in dump_ledger(make_ledger(stated))


def test_steps_and_inferred_claims_are_not_kept(read: Callable[[str], Ledger]) -> None:
    kept = make_claim(1, steps=("“June” is 2023-06",))
    inferred = make_claim(2, origin=Origin.INFERRED, premises=("a:1",))
    assert read(dump_ledger(make_ledger(kept, inferred))).claims == (make_claim(1),)


def test_order_depends_on_place_alone() -> None:
    claims = [make_claim(number) for number in range(1, 13)]
    assert dump_ledger(make_ledger(*reversed(claims))) == dump_ledger(make_ledger(*claims))
    same_place = [make_claim(1, id=f"a:{number}") for number in (10, 9)]
    text = dump_ledger(make_ledger(*same_place))
    assert text.index('"a:9"') < text.index('"a:10"')


def test_a_claim_is_a_few_lines_and_one_change_is_one_line() -> None:
    before = dump_ledger(make_ledger(make_claim(1), make_claim(2))).splitlines()
    after = dump_ledger(make_ledger(make_claim(1), make_claim(2, polarity=Polarity.DENIED))).splitlines()
    assert len(before) - len(dump_ledger(make_ledger(make_claim(1))).splitlines()) <= 6
    assert len([1 for a, b in zip(before, after, strict=True) if a != b]) == 1


def test_an_empty_ledger_is_one_too(read: Callable[[str], Ledger]) -> None:
    empty = Ledger(SCHEMA, "0.1.0", "m", "p", "s", (), ())
    assert read(dump_ledger(empty)) == empty


@pytest.mark.parametrize(
    "claim",
    [
        make_claim(evidence=()),
        make_claim(confidence=float("nan")),
        make_claim(evidence=(Evidence(Span("news/\udce9.txt", 0, 1), "x"),)),
    ],
)
def test_what_cannot_be_kept_is_refused(claim: Claim) -> None:
    with pytest.raises(LedgerError):
        dump_ledger(make_ledger(claim))


def test_saving_twice_writes_once(tmp_path: Path) -> None:
    path, ledger = tmp_path / "sub" / "claims.yaml", make_ledger(make_claim())
    assert save_ledger(path, ledger)
    assert not save_ledger(path, ledger)
    assert load_ledger(path) == ledger
    assert save_ledger(path, make_ledger())
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".hfcheck", "claims.yaml"]


# ── what hands and merges do to it ────────────────────────────────────────────────────────────


def test_the_layout_may_be_another(read: Callable[[str], Ledger]) -> None:
    ledger = make_ledger(make_claim())
    text = dump_ledger(ledger)
    assert read(text.replace("\n  ", " ")) == ledger
    assert read(text.replace("\n", "\r\n")) == ledger
    assert read("# a comment\n" + text) == ledger
    assert read(text.replace('"sell"', "sell")) == ledger


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("schema: 1", "schema: 2", 2, "newer hfcheck"),
        ("schema: 1", "schema: 0", 2, "no schema 0"),
        ("schema: 1", "schema: one", 1, "not a ledger"),
        ('model: "model"\n', "", 2, "missing required field 'model'"),
        ('model: "model"', 'model: "model"\nmodle: 3', 5, "modle: there is no such field"),
        ("schema: 1", "schema: 1\nschema: 1", 3, "stands twice"),
        ("relation:", "relaxion:", 12, "claim 'a:1': missing required field 'relation'"),
        ("confidence: 0.85", "confidence: high", 14, "claim 'a:1': confidence: expected 'float'"),
        ("affirmed", "maybe", 14, "claim 'a:1': polarity: invalid enum value 'maybe'"),
        ("type: Quantity", "type: Quality", 13, "invalid value 'Quality'"),
        ("start: 20", "start: 20, stop: 22", 21, "claim 'a:2': evidence: 0: span: stop: there is no such field"),
        ('low: "80000"', 'low: "eighty"', 13, "claim 'a:1': object: low: invalid"),
        ('"a:2"', '"a:1"', 17, "the id 'a:1' is given twice"),
        ('article: "news', 'article: "old', 16, "'old/a.txt' is not listed"),
        ("]]}", ']]}\n- {path: "news/a.txt", sha256: "", sentences: 1, sentences_without_claim: 0}', 10, "twice"),
        ("\nclaims:", "\n<<<<<<< HEAD\nclaims:", 11, "unfinished merge"),
        ("\nclaims:", "\nclaims: [", None, "not valid YAML"),
    ],
)
def test_faults_are_named_with_line_and_remedy(
    read: Callable[[str], Ledger], old: str, new: str, line: int | None, words: str
) -> None:
    text = dump_ledger(make_ledger(make_claim(1), make_claim(2)))
    with pytest.raises(LedgerError) as caught:
        read(text.replace(old, new, 1))
    assert words in caught.value.message
    assert "hfcheck" in caught.value.message
    assert caught.value.path is not None
    assert caught.value.path.endswith("claims.yaml")
    assert line is None or caught.value.line == line


@pytest.mark.parametrize("text", ["", "[]", "claims", "\x00", "schema: 1", "a: &a [*a]", "schema: true"])
def test_other_files_are_refused(read: Callable[[str], Ledger], text: str) -> None:
    with pytest.raises(LedgerError):
        read(text)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        load_ledger(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"schema: 1 # caf\xe9")
    with pytest.raises(LedgerError, match="UTF-8"):
        load_ledger(tmp_path / "latin.yaml")


def test_aliases_that_unfold_without_end_are_refused(read: Callable[[str], Ledger]) -> None:
    levels = [f"l{at}: &l{at} [{', '.join([f'*l{at - 1}'] * 9)}]" for at in range(1, 9)]
    with pytest.raises(LedgerError, match="aliases"):
        read("\n".join(["schema: 1", "l0: &l0 [x]", *levels]))
