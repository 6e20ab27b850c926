"""`hfcheck explain` on a finding; its rule pages are tested with the catalogue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hfcheck.rules import RULES
from tests.projects import make_project

from .conftest import Run


def test_a_finding_is_explained_with_its_claims_and_its_rule(run: Run, tmp_path: Path) -> None:
    make_project(tmp_path)
    (finding,) = json.loads(run("audit", "--format", "json").stdout)["findings"]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    result = run("explain", finding["fingerprint"][:5].upper())
    assert result.exit_code == 0
    assert finding["message"] in " ".join(result.stdout.split())
    assert "How it was found (confidence " in result.stdout
    for side in finding["sides"]:
        for piece in side:
            assert f"- {piece['id']}: {piece['text']}" in " ".join(result.stdout.split())
    assert "What would clear it" in result.stdout
    assert f"\n- {finding['sides'][0][0]['id']}\n" in result.stdout
    assert f"\n{finding['rule']} " in result.stdout
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_a_fingerprint_of_nothing_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    make_project(tmp_path)
    result = run("explain", "0000")
    assert result.exit_code == 2
    assert "no finding has a fingerprint" in result.stderr


@pytest.mark.parametrize("rule", [module.ID for module in RULES])
@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_page_fits_the_terminal_and_keeps_every_word(run: Run, rule: str, width: int) -> None:
    text = run("explain", rule, "--width", str(width)).stdout
    assert max(map(len, text.splitlines())) <= width
    page = next(module.__doc__ or "" for module in RULES if rule == module.ID)
    assert text.split("\n\n", 1)[1].split() == page.split()
