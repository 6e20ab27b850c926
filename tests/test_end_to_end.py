"""The main job on the project's own five articles, from files to report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.model import Finding, Report, Severity, Verdict
from hfcheck.workflow import Extraction, Project, audit_project, extract_claims

from .projects import ROOT, find, make_seed_project, read_project, run_project

Run = tuple[Project, Extraction, Report]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_seed_project(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return run_project(folder)


@pytest.fixture(scope="module")
def document(folder: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The JSON report, as the command writes it."""
    output = tmp_path_factory.mktemp("report") / "report.json"
    arguments = ["audit", "--config", str(folder / "hfcheck.yaml"), "--format", "json", "--output", str(output)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1, result.output
    return json.loads(output.read_text(encoding="utf-8"))


def list_articles(finding: Finding) -> list[list[str]]:
    """The numbers of the articles behind each side."""
    stems = [
        {e.span.article.split("/")[1][:3] for claim in side.claims for e in claim.evidence} for side in finding.sides
    ]
    return sorted(sorted(side) for side in stems)


def list_quotes(finding: Finding) -> str:
    return " | ".join(evidence.quote for side in finding.sides for claim in side.claims for evidence in claim.evidence)


def test_all_is_read(run: Run) -> None:
    project, extraction, report = run
    assert not report.problems
    assert [article.id[5:8] for article in project.articles] == ["000", "001", "002", "003", "004"]
    coverage = report.coverage
    assert coverage.articles == 5
    assert coverage.claims == len(extraction.claims) > 100
    assert coverage.sentences_without_claim < coverage.sentences / 3
    assert all(part.claims > 10 for part in coverage.by_article.values())


def test_a_dispute_that_one_article_discloses(run: Run) -> None:
    (finding,) = [one for one in find(run[2], "HF603") if one.severity is Severity.WARNING]
    assert (finding.verdict, finding.severity) == (Verdict.DISPUTED, Severity.WARNING)
    assert list_articles(finding) == [["000"], ["000"]]
    first, second = ("".join(e.quote for c in side.claims for e in c.evidence) for side in finding.sides)
    assert "Tajie" in first
    assert "which could potentially become the sixth brand under Huawei’s HIMA" in first
    assert "the registration of Tajie may not be directly linked to the HIMA initiative" in second
    assert "conflicting reports" in finding.message


def test_a_tie_of_two_forms(run: Run) -> None:
    findings = [one for one in find(run[2], "HF408") if list_articles(one) == [["000"], ["001"]]]
    (finding,) = findings
    assert (finding.verdict, finding.severity) == (Verdict.UNORDERED, Severity.WARNING)
    assert "cooperation agreement" in finding.message
    assert "joint company" in finding.message
    for name in ("Avatr", "Huawei", "Changan"):
        assert name in finding.message
    assert "Avatr and Huawei formalized their strategic cooperation with a new agreement" in list_quotes(finding)
    assert "new joint company" in list_quotes(finding)


@pytest.mark.parametrize(
    ("name", "articles", "titles"),
    [
        ("Eric Xu", [["002"], ["003"]], ("rotating chairman", "chairman")),
        ("Yu Chengdong", [["001"], ["003"]], ("chairman", "chief executive")),
    ],
)
def test_titles_of_one_person(run: Run, name: str, articles: list[list[str]], titles: tuple[str, str]) -> None:
    (finding,) = [one for one in find(run[2], "HF402") if name in one.message]
    assert (finding.verdict, finding.severity) == (Verdict.UNORDERED, Severity.WARNING)
    assert list_articles(finding) == articles
    assert all(title in finding.message for title in titles)


def test_two_holders_of_one_office(run: Run) -> None:
    (finding,) = find(run[2], "HF403")
    assert (finding.verdict, finding.severity) == (Verdict.UNORDERED, Severity.WARNING)
    assert list_articles(finding) == [["002"], ["003"]]
    assert "Jin Yuzhi" in finding.message
    assert "Yu Chengdong" in finding.message


def test_every_quote_stands_in_its_article(run: Run, folder: Path) -> None:
    project, extraction, report = run
    texts = {article.id: (folder / article.path).read_bytes().decode("utf-8") for article in project.articles}
    shown = [claim for finding in report.findings for side in finding.sides for claim in side.claims]
    assert len(shown) >= 2 * len(report.findings)
    for claim in (*extraction.claims, *shown):
        assert claim.evidence
        for evidence in claim.evidence:
            span = evidence.span
            assert texts[span.article][span.start : span.end] == evidence.quote
            assert evidence.quote.strip() == evidence.quote


def test_claims_have_names_of_their_own_in_the_order_of_the_articles(run: Run) -> None:
    claims = run[1].claims
    assert len({claim.id for claim in claims}) == len(claims)
    articles = [claim.evidence[0].span.article for claim in claims]
    assert articles == sorted(articles)
    assert all(claim.text.strip() for claim in claims)


def test_json_is_what_its_schema_says(document: Any) -> None:
    schema = json.loads((ROOT / "hfcheck" / "report" / "schema" / "report-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert {"HF402", "HF403", "HF408", "HF603"} <= {finding["rule"] for finding in document["findings"]}
    assert document["problems"] == []
    assert document["today"] is None


def test_json_quotes_are_offsets_and_lines_of_the_files(document: Any, folder: Path) -> None:
    pieces = [piece for finding in document["findings"] for side in finding["sides"] for piece in side]
    assert pieces
    for piece in pieces:
        text = (folder / piece["article"]).read_bytes().decode("utf-8")
        assert text[piece["start"] : piece["end"]] == piece["quote"]
        assert text.count("\n", 0, piece["start"]) + 1 == piece["line"]


def test_dates_turn_changes_over_time_into_notes(tmp_path: Path) -> None:
    report = run_project(make_seed_project(tmp_path, dated=True))[2]
    (holder,) = find(report, "HF403")
    assert (holder.verdict, holder.severity) == (Verdict.UPDATE, Severity.NOTE)
    assert "Jin Yuzhi" in holder.message
    assert "Yu Chengdong" in holder.message
    (tie,) = [one for one in find(report, "HF408") if list_articles(one) == [["000"], ["001"]]]
    assert (tie.verdict, tie.severity) == (Verdict.UPDATE, Severity.NOTE)
    (dispute,) = [one for one in find(report, "HF603") if one.severity is Severity.WARNING]
    assert dispute.verdict is Verdict.DISPUTED
    assert not [notice for notice in report.notices if notice.kind == "undated"]


def test_both_named_cases_are_found_without_the_pack_of_the_trade(tmp_path: Path) -> None:
    report = run_project(make_seed_project(tmp_path, packs="[core, business]"))[2]
    (dispute,) = [one for one in find(report, "HF603") if one.severity is Severity.WARNING]
    assert "Tajie" in list_quotes(dispute)
    ties = [one for one in find(report, "HF408") if list_articles(one) == [["000"], ["001"]]]
    assert [tie.verdict for tie in ties] == [Verdict.UNORDERED]


def test_the_ledger_gives_the_same_report_as_the_articles(run: Run, folder: Path) -> None:
    project = read_project(folder)
    extraction = extract_claims(project)
    assert extraction.from_ledger
    assert audit_project(project, extraction).findings == run[2].findings
