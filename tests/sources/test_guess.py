"""What paths tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import HfcheckError
from hfcheck.sources.guess import guess_date, guess_outlets
from hfcheck.values.moments import parse_date
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parent.parent / "cases" / "sources" / "paths.yaml", HfcheckError).data


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: str(case["path"]))
def test_the_date_of_a_path(case: dict[str, str | None]) -> None:
    assert guess_date(str(case["path"])) == case["date"]


@pytest.mark.parametrize("case", CASES["outlets"], ids=lambda case: str(case["paths"]))
def test_the_outlets_of_folders(case: dict[str, Any]) -> None:
    assert guess_outlets(case["paths"]) == case["outlets"]
    assert guess_outlets(reversed(case["paths"])) == case["outlets"]


@given(st.text(), st.dates())
def test_a_guess_is_a_date_that_the_configuration_takes(text: str, day: Any) -> None:
    for path in (text, f"{text} {day}", f"{day}{text}"):
        guess = guess_date(path)
        assert guess is None or parse_date(guess) is not None
