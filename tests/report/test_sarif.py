"""SARIF: valid, both sides located, stable fingerprints, rules with their pages."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from hfcheck.model import Article, Evidence, Notice, Problem, Report, Severity, Side, Span
from hfcheck.report.sarif import render_sarif

from .renderings import PAGES, read_sarif, render
from .sample import ARTICLES, BASED_BERGEN, BASED_OSLO, CLEAN, EMPTY, FINDINGS, FOURTEEN, REPORT


@pytest.mark.parametrize("report", [REPORT, CLEAN, EMPTY], ids=["findings", "clean", "nothing read"])
def test_a_log_fits_the_published_schema(report: Report) -> None:
    run = read_sarif(render("sarif", report))
    assert len(run["results"]) == len(report.findings)


def test_both_sides_are_located_with_their_words() -> None:
    run = read_sarif(render("sarif"))
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        places = [*result["locations"], *result["relatedLocations"]]
        quotes = [claim.evidence[0].quote for side in finding.sides for claim in side.claims]
        assert [place["physicalLocation"]["region"]["snippet"]["text"] for place in places] == quotes
        assert [place["id"] for place in result["relatedLocations"]] == list(range(1, len(places)))
        assert all(f"]({place['id']})" in result["message"]["text"] for place in result["relatedLocations"])
        for place in places:
            check_region(place["physicalLocation"])
    related = run["results"][0]["relatedLocations"][0]["message"]["text"]
    assert related.startswith("Side 2: news/002_profile.txt:1, undated; says: the article itself: “Northwind")


def check_region(physical: dict[str, dict[str, object]]) -> None:
    """Cut the region out of the article, counting code points, and compare."""
    region = physical["region"]
    lines = ARTICLES[str(physical["artifactLocation"]["uri"])].text.split("\n")
    assert region["startLine"] == region["endLine"]
    line = lines[int(str(region["startLine"])) - 1]
    found = line[int(str(region["startColumn"])) - 1 : int(str(region["endColumn"])) - 1]
    assert {"text": found} == region["snippet"]


def test_columns_are_code_points_and_a_byte_order_mark_has_none() -> None:
    text = "\ufeff\U0001f600 Bergen.\r\n\U0001f600 Oslo\r\n and more"
    article = Article("a.txt", "a.txt", "", None, None, None, text, (), "0" * 64)
    first = move(BASED_BERGEN, text, "Bergen")
    second = move(BASED_OSLO, text, "Oslo\r\n and")
    finding = msgspec.structs.replace(FINDINGS[0], sides=(Side((first,)), Side((second,))))
    report = msgspec.structs.replace(CLEAN, findings=(finding,))
    run = read_sarif(render_sarif(report, {"a.txt": article}, PAGES, version="1"))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    (related,) = result["relatedLocations"]
    assert place_of(result["locations"][0]) == (1, 3, 1, 9)
    assert place_of(related) == (2, 3, 3, 5)


def move(claim: object, text: str, quote: str) -> object:
    start = text.index(quote)
    return msgspec.structs.replace(claim, evidence=(Evidence(Span("a.txt", start, start + len(quote)), quote),))


def place_of(location: dict[str, dict[str, dict[str, int]]]) -> tuple[int, int, int, int]:
    region = location["physicalLocation"]["region"]
    return region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]


def test_every_quote_of_a_side_is_located() -> None:
    sides = (Side((BASED_BERGEN, FOURTEEN)), Side((BASED_OSLO,), more=2))
    finding = msgspec.structs.replace(FINDINGS[0], sides=sides)
    (result,) = read_sarif(render("sarif", msgspec.structs.replace(REPORT, findings=(finding,))))["results"]
    assert [place["message"]["text"][:6] for place in result["relatedLocations"]] == ["Side 1", "Side 2"]
    assert result["properties"]["quotesNotShown"] == [0, 2]


def test_one_side_and_a_proof_need_no_related_location() -> None:
    finding = msgspec.structs.replace(FINDINGS[0], sides=FINDINGS[0].sides[:1])
    (result,) = read_sarif(render("sarif", msgspec.structs.replace(REPORT, findings=(finding,))))["results"]
    assert "relatedLocations" not in result
    assert "See also" not in result["message"]["text"]


def test_fingerprints_are_those_of_the_findings_and_do_not_move_with_the_lines() -> None:
    run = read_sarif(render("sarif"))
    prints = [result["partialFingerprints"] for result in run["results"]]
    assert [entry["hfcheck/v1"] for entry in prints] == [finding.fingerprint for finding in FINDINGS]
    assert [entry["primaryLocationLineHash"] for entry in prints] == [f"{f.fingerprint}:1" for f in FINDINGS]
    moved = read_sarif(render("sarif", push_down(REPORT), articles={n: lower(a) for n, a in ARTICLES.items()}))
    assert [result["partialFingerprints"] for result in moved["results"]] == prints
    assert [place_of(result["locations"][0])[0] for result in moved["results"]] == [
        place_of(result["locations"][0])[0] + 2 for result in run["results"]
    ]


def lower(article: Article) -> Article:
    return msgspec.structs.replace(article, text=f"\n\n{article.text}")


def push_down(report: Report) -> Report:
    """The report on articles that begin two lines further down."""
    data = msgspec.to_builtins(report)
    for finding in data["findings"]:
        for claim in (claim for side in finding["sides"] for claim in side["claims"]):
            for evidence in claim["evidence"]:
                evidence["span"]["start"] += 2
                evidence["span"]["end"] += 2
    return msgspec.convert(data, Report)


def test_levels_and_rules() -> None:
    run = read_sarif(render("sarif"))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["HF101", "HF201", "HF202", "HF401", "HF408"]
    assert [rule["defaultConfiguration"]["enabled"] for rule in rules] == [True, True, False, True, True]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    help = rules[3]["help"]
    assert help["text"] == next(page.text for page in PAGES if page.id == "HF401")
    assert '```text\nFAIL  "a" / "b"\n      "c" / "d"\nPASS  "e" / "f"\n```' in help["markdown"]
    assert rules[3]["name"] == "ExclusiveValueDiffers"


def test_a_rule_without_a_page_is_still_described() -> None:
    run = read_sarif(render("sarif", pages=()))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["HF101", "HF201", "HF202", "HF401", "HF408"]


def test_a_decided_finding_is_suppressed_with_its_reason_and_no_other() -> None:
    run = read_sarif(render("sarif"))
    assert [result["suppressions"] for result in run["results"][:3]] == [[], [], []]
    assert run["results"][3]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "the annual report is final (editor, 2024-07-01)"}
    ]


def test_problems_and_notices_are_notifications() -> None:
    problems = (Problem("config", "unknown key", "hfcheck.yaml", 3), Problem("crash", "rule HF401 crashed on x"))
    report = msgspec.structs.replace(REPORT, problems=problems, notices=(Notice("undated", "no date", "a b.txt"),))
    (invocation,) = read_sarif(render("sarif", report))["invocations"]
    assert invocation["executionSuccessful"] is False
    (wrong,) = invocation["toolConfigurationNotifications"]
    assert wrong["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    crash, notice = invocation["toolExecutionNotifications"]
    assert (crash["descriptor"]["id"], crash["level"]) == ("crash", "error")
    assert notice["level"] == "note"
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.txt"


def test_a_clean_run_was_successful_and_one_that_read_nothing_was_not() -> None:
    assert read_sarif(render("sarif", CLEAN))["invocations"][0]["executionSuccessful"] is True
    (nothing,) = read_sarif(render("sarif", EMPTY))["invocations"]
    assert nothing["executionSuccessful"] is False
    assert nothing["toolExecutionNotifications"][0]["message"]["text"] == "No article was read."


@pytest.mark.parametrize(
    ("base", "path", "uri", "below"),
    [
        ("", "news/a b#1%.txt", "news/a%20b%231%25.txt", True),
        ("", "news/\u00e9\u754c.txt", "news/%C3%A9%E7%95%8C.txt", True),
        ("", "a:b.txt", "a%3Ab.txt", True),
        ("sub/dir", "news/a.txt", "sub/dir/news/a.txt", True),
        ("sub", "../news/a.txt", "news/a.txt", True),
        ("sub", "../../a.txt", "../a.txt", False),
        ("", "/srv/a b.txt", "file:///srv/a%20b.txt", False),
        ("", "news/\udcff.txt", "news/%FF.txt", True),
    ],
)
def test_uris_are_relative_to_the_repository_and_percent_encoded(base: str, path: str, uri: str, below: bool) -> None:
    report = msgspec.structs.replace(CLEAN, problems=(Problem("source", "x", path),))
    run = read_sarif(render_sarif(report, ARTICLES, PAGES, version="1", base=base))
    (problem,) = run["invocations"][0]["toolExecutionNotifications"]
    location = problem["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == ({"uri": uri, "uriBaseId": "ROOT"} if below else {"uri": uri})
    assert "ROOT" in run["originalUriBaseIds"]


def test_what_was_read_is_told() -> None:
    run = read_sarif(render("sarif"))
    assert run["properties"]["sentencesWithoutClaim"] == 3
    assert run["properties"]["skipped"] == {"opinion": 2, "unresolved reference": 1}
    first = run["artifacts"][0]
    assert first["location"]["uri"] == "news/001_harbour.txt"
    assert first["properties"] == {"sentences": 6, "claims": 3, "sentencesWithoutClaim": 2}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]


def test_no_uri_holds_a_character_that_a_uri_may_not() -> None:
    text = render("sarif", base="a folder")
    for uri in re.findall(r'"uri": "([^"]*)"', text):
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert uri.startswith("a%20folder/")
    assert json.loads(text)["version"] == "2.1.0"


def test_severity_off_is_level_none() -> None:
    finding = msgspec.structs.replace(FINDINGS[0], severity=Severity.OFF)
    run = read_sarif(render("sarif", msgspec.structs.replace(REPORT, findings=(finding,))))
    assert run["results"][0]["level"] == "none"
