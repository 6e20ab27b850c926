"""What users would take instead of an audit, over the same claims: pySHACL, SQL in DuckDB, and all pairs.

All state the same two constraints: a relation that holds one value at a time has two, and a thing is affirmed and
denied. hfcheck runs with all its rules on. A package that is not installed is left out (`pip install .[bench]`).
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.audit import check_report
from bench.corpus import Corpus, make_corpus
from bench.measuring import ROOT, Figure, Plan, time_runs
from hfcheck.audit import audit
from hfcheck.knowledge import load_knowledge
from hfcheck.model import Claim, Entity, Quantity
from hfcheck.pool import collect_seldom

_PART = "instead of an audit"
_EXCLUSIVE = frozenset({"based_in", "sell"})
_SPACE = "urn:hfcheck:bench:"
# A user's claims as they are: nodes with fields, held against each other by queries.
_CLAIM_SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix b: <{_SPACE}> .
b: sh:declare [ sh:prefix "b" ; sh:namespace "{_SPACE}"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] .
b:OneValue a sh:NodeShape ; sh:targetSubjectsOf b:slot ; sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes b: ;
  sh:message "two values" ; sh:select '''
    SELECT $this ?value WHERE {{
      $this b:slot ?slot ; b:value ?own ; b:polarity "affirmed" .
      ?value b:slot ?slot ; b:value ?other ; b:polarity "affirmed" .
      FILTER (?own != ?other) }}
  ''' ] .
b:OnePolarity a sh:NodeShape ; sh:targetSubjectsOf b:fact ; sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes b: ;
  sh:message "two polarities" ; sh:select '''
    SELECT $this ?value WHERE {{
      $this b:fact ?fact ; b:polarity ?own .
      ?value b:fact ?fact ; b:polarity ?other .
      FILTER (?own != ?other) }}
  ''' ] .
"""
# The same claims made ready by hand, so that a node is what may have one value.
_SHAPES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix b: <{_SPACE}> .
b:OneValue a sh:NodeShape ; sh:targetSubjectsOf b:value ;
  sh:property [ sh:path b:value ; sh:maxCount 1 ] .
b:OnePolarity a sh:NodeShape ; sh:targetSubjectsOf b:polarity ;
  sh:property [ sh:path b:polarity ; sh:maxCount 1 ] .
"""
_COLUMNS = ("id", "slot", "fact", "value", "polarity")
_QUERY = """
SELECT DISTINCT least(a.id, b.id), greatest(a.id, b.id) FROM claims a JOIN claims b ON a.slot = b.slot
  WHERE a.value < b.value AND a.slot <> '' AND a.polarity = 'affirmed' AND b.polarity = 'affirmed'
UNION
SELECT DISTINCT least(a.id, b.id), greatest(a.id, b.id) FROM claims a JOIN claims b ON a.fact = b.fact
  WHERE a.polarity < b.polarity
"""

Row = tuple[str, str, str, str, str]
Pairs = set[frozenset[str]]


def list_rows(claims: Sequence[Claim]) -> list[Row]:
    """Of each claim its id, the slot that holds one value at a time ("" for none), fact, value and polarity."""
    rows = []
    for claim in claims:
        value = _write_value(claim)
        time = claim.time.start.isoformat() if claim.time is not None and claim.time.start is not None else ""
        slot = "/".join((claim.subject.id, claim.relation, claim.measure or "", time))
        fact = f"{slot}/{value}"
        rows.append((claim.id, slot if claim.relation in _EXCLUSIVE else "", fact, value, claim.polarity.value))
    return rows


def _write_value(claim: Claim) -> str:
    if isinstance(claim.object, Entity):
        return claim.object.id
    return str(claim.object.low) if isinstance(claim.object, Quantity) else ""


def measure_rivals(plan: Plan) -> Iterator[Figure]:
    """Each beside hfcheck at the largest size that it was given, and whether the same conflicts were found."""
    collect_seldom()
    # The first audit of a process loads word lists.
    _measure_own(make_corpus(100), 1)
    yield from _measure_shacl(plan)
    yield from _measure_duckdb(plan)
    yield from _measure_pairs(plan)


def _measure_own(corpus: Corpus, runs: int) -> float:
    knowledge = load_knowledge(["core", "business"], ROOT)
    return time_runs(lambda: audit(corpus.claims, knowledge), runs)


def is_missing(package: str) -> bool:
    """Whether a package is not installed."""
    return importlib.util.find_spec(package) is None


# ── pySHACL ───────────────────────────────────────────────────────────────────────────────────


def _measure_shacl(plan: Plan) -> Iterator[Figure]:
    if is_missing("pyshacl"):
        yield Figure(_PART, "pySHACL is not installed", 0, "")
        return
    corpus = make_corpus(plan.shacl)
    rows = list_rows(corpus.claims)
    own = _measure_own(corpus, plan.runs)
    what = f"{plan.shacl:,} claims"
    yield Figure(_PART, f"hfcheck, {what}", own, "s")
    for name, build, validate, aim in (
        ("pySHACL", build_claims, validate_claims, "at least 50"),
        ("pySHACL, claims grouped beforehand", build_graph, validate_graph, ""),
    ):
        held: list[Any] = []
        load = time_runs(lambda build=build, held=held: held.append(build(rows)), 1)
        found: list[Pairs] = []
        check = time_runs(lambda run=validate, held=held, found=found: found.append(run(held[0], rows)), 1)
        yield Figure(_PART, f"{name}, {what}: building the graph", load, "s")
        yield Figure(_PART, f"{name}, {what}: validating it", check, "s")
        yield Figure(_PART, f"{name}: its validation, times hfcheck's audit", check / own, "", aim)
        yield Figure(_PART, f"{name}: the same conflicts are found", float(is_same(found[0], corpus)), "", "1")


def build_claims(rows: Sequence[Row]) -> Any:
    """Claims with their fields, as a graph of rdflib."""
    rdflib = importlib.import_module("rdflib")
    graph = rdflib.Graph()
    space = rdflib.Namespace(_SPACE)
    for id, slot, fact, value, polarity in rows:
        claim = space[f"claim:{id}"]
        fields = {"slot": slot, "fact": fact, "value": value, "polarity": polarity}
        for name, told in fields.items():
            if told:
                graph.add((claim, space[name], rdflib.Literal(told)))
    return graph


def validate_claims(graph: Any, _rows: Sequence[Row]) -> Pairs:
    """The pairs of claims that pySHACL tells of."""
    told, rdflib = _validate(graph, _CLAIM_SHAPES), importlib.import_module("rdflib")
    focus, value = (rdflib.URIRef(f"http://www.w3.org/ns/shacl#{name}") for name in ("focusNode", "value"))
    pairs = ((told.value(one, focus), other) for one, other in told.subject_objects(value))
    return {frozenset(str(node).removeprefix(f"{_SPACE}claim:") for node in pair) for pair in pairs}


def _validate(graph: Any, shapes: str) -> Any:
    pyshacl, rdflib = importlib.import_module("pyshacl"), importlib.import_module("rdflib")
    wanted = rdflib.Graph().parse(data=shapes, format="turtle")
    _, told, _ = pyshacl.validate(graph, shacl_graph=wanted, inference="none", abort_on_first=False)
    return told


def build_graph(rows: Sequence[Row]) -> Any:
    """Slots with their values and facts with their polarities, as a graph of rdflib."""
    rdflib = importlib.import_module("rdflib")
    graph = rdflib.Graph()
    space = rdflib.Namespace(_SPACE)
    for _, slot, fact, value, polarity in rows:
        if slot and polarity == "affirmed":
            graph.add((space[f"slot:{slot}"], space.value, rdflib.Literal(value)))
        graph.add((space[f"fact:{fact}"], space.polarity, rdflib.Literal(polarity)))
    return graph


def validate_graph(graph: Any, rows: Sequence[Row]) -> Pairs:
    """The pairs of claims whose slots or facts pySHACL finds fault with."""
    told, rdflib = _validate(graph, _SHAPES), importlib.import_module("rdflib")
    focus = rdflib.URIRef("http://www.w3.org/ns/shacl#focusNode")
    wrong = {str(node).removeprefix(_SPACE) for node in told.objects(None, focus)}
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        for key in (f"slot:{row[1]}", f"fact:{row[2]}"):
            if key in wrong:
                by_key.setdefault(key, []).append(row)
    return {frozenset((a[0], b[0])) for held in by_key.values() for a, b in combinations(held, 2) if a[3:] != b[3:]}


# ── DuckDB ────────────────────────────────────────────────────────────────────────────────────


def _measure_duckdb(plan: Plan) -> Iterator[Figure]:
    if is_missing("duckdb"):
        yield Figure(_PART, "DuckDB is not installed", 0, "")
        return
    size = min(plan.claims[-1], 100_000)
    corpus = make_corpus(size)
    rows = list_rows(corpus.claims)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "claims.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([_COLUMNS, *rows])
        database = importlib.import_module("duckdb").connect()
        database.execute("SET threads = 1")
        load = time_runs(
            lambda: database.execute(
                "CREATE OR REPLACE TABLE claims AS SELECT * FROM read_csv(?, header = true, all_varchar = true)",
                [str(path)],
            ),
            1,
        )
        held: list[Pairs] = []
        check = time_runs(lambda: held.append(_run_query(database)), plan.runs)
    own = _measure_own(corpus, 1)
    yield Figure(_PART, f"DuckDB, {size:,} claims: loading a file of them", load, "s")
    yield Figure(_PART, f"DuckDB, {size:,} claims: both queries", check, "s")
    yield Figure(_PART, f"hfcheck, {size:,} claims", own, "s")
    yield Figure(_PART, "hfcheck's audit, times DuckDB's queries", own / check, "")
    yield Figure(_PART, "DuckDB finds the same conflicts", float(is_same(held[0], corpus)), "", "1")


def _run_query(database: Any) -> Pairs:
    return {frozenset(pair) for pair in database.execute(_QUERY).fetchall()}


# ── all pairs ─────────────────────────────────────────────────────────────────────────────────


def _measure_pairs(plan: Plan) -> Iterator[Figure]:
    corpus = make_corpus(plan.pairs)
    rows = list_rows(corpus.claims)
    held: list[Pairs] = []
    spent = time_runs(lambda: held.append(compare_all(rows)), 1)
    own = _measure_own(corpus, plan.runs)
    yield Figure(_PART, f"all pairs of {plan.pairs:,} claims", spent, "s")
    yield Figure(_PART, f"hfcheck, {plan.pairs:,} claims", own, "s")
    yield Figure(_PART, "all pairs, times hfcheck's audit", spent / own, "")
    yield Figure(_PART, "all pairs give the same conflicts", float(is_same(held[0], corpus)), "", "1")


def compare_all(rows: Sequence[Row]) -> Pairs:
    """The conflicts between any two claims, each pair looked at."""
    return {frozenset((a[0], b[0])) for a, b in combinations(rows, 2) if _conflict(a, b)}


def _conflict(a: Row, b: Row) -> bool:
    if a[2] == b[2]:
        return a[4] != b[4]
    return a[1] == b[1] != "" and a[4] == b[4] == "affirmed" and a[3] != b[3]


def is_same(found: Pairs, corpus: Corpus) -> bool:
    """Whether these pairs are the planted ones, and hfcheck finds the planted ones and nothing else."""
    report = audit(corpus.claims, load_knowledge(["core", "business"], ROOT))
    return found == {frozenset(pair) for pair in corpus.conflicts} and check_report(report, corpus) == (
        len(corpus.conflicts),
        0,
    )
