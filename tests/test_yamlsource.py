"""YAML with lines, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfcheck.errors import ConfigError, LedgerError
from hfcheck.yamlsource import load_yaml, parse_yaml


def test_only_plain_scalars_are_typed() -> None:
    text = "a: [off, no, yes, 2024-12-05, 2024-12, 12e44, 007, 1_000, 1:30]\nb: [1, -2, 2.5, true, ~, null, ]\n"
    data = parse_yaml(text, "x", ConfigError).data
    assert data == {
        "a": ["off", "no", "yes", "2024-12-05", "2024-12", "12e44", "007", "1_000", "1:30"],
        "b": [1, -2, 2.5, True, None, None],
    }


def test_lines_of_keys_and_items() -> None:
    document = parse_yaml("a: 1\nb:\n  - x\n  - y: 2\n    z: {w: 3}\n", "x", ConfigError)
    assert [document.line_of(*keys) for keys in ((), ("a",), ("b", 1), ("b", 1, "z", "w"))] == [1, 1, 4, 5]
    assert document.line_of("b", 7) is None
    assert document.line_of("a", "b") is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: {c: 1, c: 2}\n", 2, "'c' stands twice (first on line 2)"),
        ("a: [1,\n", 2, "not valid YAML"),
        ("b: *y\n", 1, "undefined alias"),
        ("a: !!python/object:os.system {}\n", 1, "could not determine a constructor"),
        ("ok: 1\na: \x01\n", 2, "control character"),
        ("a: 1\n---\nb: 2\n", 2, "single document"),
        ("? [1]\n: 2\n", 1, "unhashable"),
    ],
)
def test_faults_have_lines(text: str, line: int, message: str) -> None:
    with pytest.raises(LedgerError) as caught:
        parse_yaml(text, "x.yaml", LedgerError)
    assert (caught.value.path, caught.value.line) == ("x.yaml", line)
    assert message in caught.value.message


def test_alias_bombs_and_rings_are_refused() -> None:
    bomb = "- &a [1,1,1,1,1,1,1,1,1,1]\n"
    for at in range(7):
        bomb += f"- &{chr(98 + at)} [{','.join(['*' + chr(97 + at)] * 10)}]\n"
    for text in (bomb, "a: &x [*x]\n"):
        with pytest.raises(ConfigError, match="aliases unfold"):
            parse_yaml(text, "x", ConfigError)
    assert parse_yaml("a: &x [1]\nb: *x\n", "x", ConfigError).data == {"a": [1], "b": [1]}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_yaml(tmp_path / "none.yaml", ConfigError)
    (tmp_path / "bad.yaml").write_bytes(b"a: \xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_yaml(tmp_path / "bad.yaml", ConfigError)
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load_yaml(tmp_path / "bom.yaml", ConfigError).data == {"a": 1}
