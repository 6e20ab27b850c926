"""Finding, reading and refusing configurations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hfcheck.config import DEFAULT_ARTICLES, load_config
from hfcheck.errors import ConfigError
from hfcheck.model import Severity

FULL = """\
articles: [seeds/**/*.txt]
ledger: claims.yaml
packs: [core, business, autos]
fail_on: error
min_coverage: 0.5
sources:
  seeds/002_*.txt: {published: 2024-12, outlet: The Daily, reliability: 0.7}
  "**/*.md": {published: 2024}
rules: {HF601: off, HF404: note}
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "hfcheck.yaml").write_text(FULL, encoding="utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    config = load_config(tmp_path / "a" / "b")
    assert (config.root, config.path) == (tmp_path.resolve(), tmp_path.resolve() / "hfcheck.yaml")
    assert (config.articles, config.packs) == (("seeds/**/*.txt",), ("core", "business", "autos"))
    assert (config.fail_on, config.min_coverage) == (Severity.ERROR, 0.5)
    assert config.rules == {"HF404": Severity.NOTE, "HF601": Severity.OFF}
    (first, daily), (second, _) = config.sources
    assert (first, second, daily.outlet, daily.reliability) == ("seeds/002_*.txt", "**/*.md", "The Daily", 0.7)
    assert daily.published is not None
    assert (daily.published.start, daily.published.end) == (date(2024, 12, 1), date(2024, 12, 31))
    assert daily.published.basis == "configuration"


def test_pyproject_is_read_and_yaml_comes_first(tmp_path: Path) -> None:
    toml = '[project]\nname = "x"\n[tool.hfcheck]\narticles = ["x/*.md"]\n[tool.hfcheck.rules]\nHF601 = "off"\n'
    (tmp_path / "pyproject.toml").write_text(toml, encoding="utf-8")
    assert load_config(tmp_path).articles == ("x/*.md",)
    assert load_config(tmp_path).rules == {"HF601": Severity.OFF}
    (tmp_path / "hfcheck.yaml").write_text("articles: y/*.md\n", encoding="utf-8")
    assert load_config(tmp_path).articles == ("y/*.md",)
    assert load_config(tmp_path, tmp_path / "pyproject.toml").articles == ("x/*.md",)


def test_defaults_hold_for_an_empty_file_and_a_file_as_start(tmp_path: Path) -> None:
    (tmp_path / "hfcheck.yaml").write_text("# nothing yet\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    config = load_config(tmp_path / "one.txt")
    assert (config.articles, config.ledger, config.fail_on) == (DEFAULT_ARTICLES, "claims.yaml", Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("articles: [a]\nartciles: [b]\n", 2, "did you mean 'articles'?"),
        ("zzz: 1\n", 1, "known are: articles"),
        ("ledger: x\nledger: y\n", 2, "stands twice (first on line 1)"),
        ("articles: [a,\n", 2, "not valid YAML"),
        ("articles: 5\n", 1, "must be a list of texts, not 5"),
        ("articles:\n  - a\n  - 7\n", 3, "item 2 is 7"),
        ("ledger:\n", 1, "must be a text, not empty"),
        ("fail_on: warnings\n", 1, "did you mean 'warning'?"),
        ("min_coverage: 80\n", 1, "from 0 to 1"),
        ("min_coverage: true\n", 1, "from 0 to 1"),
        ("sources:\n  a: {published: 2024-13}\n", 2, "published is no date"),
        ("sources:\n  a:\n    published: soon\n", 3, "write 2024, 2024-12 or 2024-12-05"),
        ("sources:\n  a: {outlets: x}\n", 2, "did you mean 'outlet'?"),
        ("sources:\n  a: 5\n", 2, "must be settings"),
        ("rules: {HF60: off}\n", 1, "is no rule id"),
        ("rules:\n  HF601: loud\n", 2, "use one of: error, warning, note, off"),
        ("- a\n", None, "must be keys and values"),
        ("a: &x [*x]\n", 1, "aliases"),
    ],
)
def test_faults_name_file_line_and_remedy(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    (tmp_path / "hfcheck.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert message in caught.value.message
    assert str(caught.value.path).endswith("hfcheck.yaml")
    assert caught.value.line == line or "aliases" in message


def test_faults_in_toml_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.hfcheck]\nledger = "x"\nfail_on = "loud"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert caught.value.line == 3
    path.write_text("[tool.hfcheck]\nledger = \n", encoding="utf-8")
    with pytest.raises(ConfigError, match="not valid TOML") as caught:
        load_config(tmp_path)
    assert caught.value.line == 2


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path, tmp_path / "none.yaml")
