"""Files of an older form are brought up when read and kept beside when written; those of a newer one are left alone.

No release wrote another form than today's, so that the step is one of these tests' own: form 2 calls a field otherwise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.decisions import load_baseline, load_decisions, parse_decisions, save_baseline, save_decisions
from hfcheck.decisions import records as decision_records
from hfcheck.errors import LedgerError
from hfcheck.ledger import dump_ledger, load_ledger, parse_ledger, save_ledger
from hfcheck.ledger import records as ledger_records
from hfcheck.migration import Form, bring_up, describe_older, keep_older
from hfcheck.yamlsource import parse_yaml

from .projects import make_project

REMEDY = "delete it"


def rename_in_claims(old: str, new: str) -> Any:
    def step(data: dict[str, Any]) -> dict[str, Any]:
        for claim in data["claims"]:
            claim[new] = claim.pop(old)
        return data

    return step


def rename_field(old: str, new: str) -> Any:
    return lambda data: {new if name == old else name: value for name, value in data.items()}


def run(folder: Path, *words: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(app, words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that today's hfcheck has audited, with a decision and a baseline."""
    folder = make_project(tmp_path / "project")
    assert run(folder, "audit", "--baseline", "known.yaml", "--update-baseline").exit_code == 0
    (found,) = load_baseline(folder / "known.yaml").findings
    words = ("--verdict", "keep-a", "--reason", "the register", "--who", "Ann")
    assert run(folder, "decide", found.fingerprint, *words).exit_code == 0
    return folder


@pytest.fixture
def next_form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same project, seen by an hfcheck that writes form 2, and the files of which have form 1."""
    claims = folder / "claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("  subject: {", "  about: {"), encoding="utf-8")
    for name, old, new in (("known.yaml", "findings:", "known:"), ("decisions.yaml", "decisions:", "verdicts:")):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8")
    monkeypatch.setattr(ledger_records, "FORM", Form(2, {1: rename_in_claims("about", "subject")}))

    def step(data: dict[str, Any]) -> dict[str, Any]:
        return rename_field("known", "findings")(rename_field("verdicts", "decisions")(data))

    monkeypatch.setattr(decision_records, "FORM", Form(2, {1: step}))
    return folder


# ── the steps ─────────────────────────────────────────────────────────────────────────────────


def test_steps_are_taken_in_order_on_a_copy() -> None:
    document = parse_yaml("schema: 1\nitems: [a]\n", "x.yaml", LedgerError)

    def add(number: int) -> Any:
        def step(data: dict[str, Any]) -> dict[str, Any]:
            data["items"].append(number)
            return data

        return step

    raised, found = bring_up(document, Form(3, {2: add(2), 1: add(1)}), REMEDY)
    assert (raised.data, found) == ({"schema": 3, "items": ["a", 1, 2]}, 1)
    assert document.data == {"schema": 1, "items": ["a"]}
    assert raised.line_of("items") == 2


def test_a_file_of_today_is_given_back_as_it_is() -> None:
    document = parse_yaml("schema: 2\n", "x.yaml", LedgerError)
    assert bring_up(document, Form(2), REMEDY) == (document, 2)
    assert describe_older("x.yaml", 2, Form(2)) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema: 3\n", "made by a newer hfcheck (schema 3; this one reads 2); update hfcheck"),
        ("schema: 0\n", "there is no schema 0; delete it"),
        ("schema: -1\n", "there is no schema -1; delete it"),
        ("schema: 1\nclaims: 3\n", "has the older form 1, and cannot be brought to form 2"),
        ("schema: 1\nclaims: [3]\n", "has the older form 1, and cannot be brought to form 2"),
        ("schema: 1\nclaims: [{}]\n", "has the older form 1, and cannot be brought to form 2"),
        ("schema: 1\n", "has the older form 1, and cannot be brought to form 2"),
    ],
)
def test_what_cannot_be_brought_up_is_refused(text: str, told: str) -> None:
    document = parse_yaml(text, "claims.yaml", LedgerError)
    with pytest.raises(LedgerError) as caught:
        bring_up(document, Form(2, {1: rename_in_claims("about", "subject")}), REMEDY)
    assert told in caught.value.message
    assert (caught.value.path, caught.value.line) == ("claims.yaml", 1)


def test_no_copy_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    names = ["claims.yaml.schema-1.bak", "claims.yaml.schema-1.2.bak", "claims.yaml.schema-1.3.bak"]
    for text, wanted in (("a", names[0]), ("b", names[1]), ("a", names[0]), ("b", names[1]), ("c", names[2])):
        path.write_text(f"# made\nschema: 1\n{text}\n", encoding="utf-8")
        kept = keep_older(path, Form(2))
        assert kept == tmp_path / wanted
        assert kept.read_bytes() == path.read_bytes()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([*names, "claims.yaml"])


@pytest.mark.parametrize("text", ["schema: 2\n", "", "{schema: 2}", "\ufeffschema: 2", "no schema\n"])
def test_nothing_is_kept_of_what_is_not_older(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    assert keep_older(path, Form(2)) is None
    path.write_text(text, encoding="utf-8")
    assert keep_older(path, Form(2)) is None
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.yaml"]


# ── the files ─────────────────────────────────────────────────────────────────────────────────


def test_an_older_ledger_says_what_it_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (folder / "claims.yaml").read_text(encoding="utf-8")
    today = parse_ledger(text.encode(), "claims.yaml")
    monkeypatch.setattr(ledger_records, "FORM", Form(2, {1: rename_in_claims("about", "subject")}))
    older = parse_ledger(text.replace("subject: {", "about: {").encode(), "claims.yaml")
    assert older == today
    assert dump_ledger(older) == text.replace("schema: 1", "schema: 2")


def test_an_audit_brings_the_ledger_up_and_keeps_the_old(next_form: Path) -> None:
    old = (next_form / "claims.yaml").read_bytes()
    told = "it has the older form 1 (today's is 2); once it is written anew, claims.yaml.schema-1.bak keeps the old"
    first = run(next_form, "audit", "-f", "json")
    assert first.exit_code == 0
    assert told in first.stdout
    assert (next_form / "claims.yaml.schema-1.bak").read_bytes() == old
    assert load_ledger(next_form / "claims.yaml").schema == 2
    assert b"form 1" not in (next_form / "claims.yaml").read_bytes()
    second = run(next_form, "audit", "-f", "json")
    assert second.exit_code == 0
    assert told not in second.stdout
    assert (next_form / "claims.yaml.schema-1.bak").read_bytes() == old


def test_a_locked_audit_reads_an_older_ledger_and_calls_it_stale(next_form: Path) -> None:
    before = {path: path.read_bytes() for path in next_form.rglob("*") if path.is_file()}
    result = run(next_form, "audit", "--locked")
    assert result.exit_code == 3
    assert "the ledger has the older form 1; today's is 2; run hfcheck extract" in " ".join(result.output.split())
    assert "2 claims" in result.output or "3 claims" in result.output
    assert {path: path.read_bytes() for path in next_form.rglob("*") if path.is_file()} == before


def test_decisions_hold_and_are_kept_when_one_is_added(next_form: Path) -> None:
    old = (next_form / "decisions.yaml").read_bytes()
    assert run(next_form, "audit").exit_code == 0
    assert (next_form / "decisions.yaml").read_bytes() == old
    fingerprint = load_decisions(next_form / "decisions.yaml").decisions[0].fingerprint
    words = ("--verdict", "keep-b", "--reason", "looked again", "--who", "Bo")
    result = run(next_form, "decide", fingerprint, *words)
    assert result.exit_code == 0
    assert "decisions.yaml.schema-1.bak keeps the old" in result.stderr
    assert (next_form / "decisions.yaml.schema-1.bak").read_bytes() == old
    read = load_decisions(next_form / "decisions.yaml")
    assert (read.schema, [one.who for one in read.decisions]) == (2, ["Bo"])


def test_a_baseline_holds_and_is_kept_when_it_is_updated(next_form: Path) -> None:
    (next_form / "decisions.yaml").unlink()
    old = (next_form / "known.yaml").read_bytes()
    result = run(next_form, "audit", "-f", "json", "--baseline", "known.yaml")
    assert result.exit_code == 0
    assert "known.yaml.schema-1.bak keeps the old" in result.stdout
    assert (next_form / "known.yaml").read_bytes() == old
    assert run(next_form, "audit", "--baseline", "known.yaml", "--update-baseline").exit_code == 0
    assert (next_form / "known.yaml.schema-1.bak").read_bytes() == old
    assert load_baseline(next_form / "known.yaml").schema == 2


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("claims.yaml", ("audit",), 3),
        ("claims.yaml", ("extract",), 3),
        ("claims.yaml", ("audit", "--locked"), 3),
        ("decisions.yaml", ("audit",), 3),
        ("decisions.yaml", ("decide", "FINGERPRINT", "--verdict", "keep-b", "--reason", "x", "--who", "Bo"), 3),
        ("decisions.yaml", ("review",), 3),
        ("decisions.yaml", ("correct", "news/a.txt#001", "--drop", "--reason", "x", "--who", "Bo"), 3),
        ("known.yaml", ("audit", "--baseline", "known.yaml"), 3),
        ("known.yaml", ("audit", "--baseline", "known.yaml", "--update-baseline"), 3),
    ],
)
def test_what_a_newer_hfcheck_wrote_is_refused_and_left_as_it_is(
    name: str, words: tuple[str, ...], code: int, folder: Path
) -> None:
    path = folder / name
    found = load_baseline(folder / "known.yaml").findings[0].fingerprint
    path.write_text(path.read_text(encoding="utf-8").replace("schema: 1", "schema: 2\nnews: x"), encoding="utf-8")
    before = path.read_bytes()
    result = run(folder, *(found if word == "FINGERPRINT" else word for word in words))
    assert result.exit_code == code, result.output
    told = " ".join(result.output.split())
    assert "made by a newer hfcheck (schema 2; this one reads 1); update hfcheck" in told
    assert name in told
    assert path.read_bytes() == before
    assert not list(folder.glob("*.bak"))


def test_nothing_is_written_over_a_file_that_became_newer_meanwhile(folder: Path) -> None:
    claims, decisions = folder / "claims.yaml", folder / "decisions.yaml"
    ledger, decided = load_ledger(claims), load_decisions(decisions)
    for path in (claims, decisions):
        path.write_text("schema: 2\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="nothing was written"):
        save_ledger(claims, ledger)
    with pytest.raises(LedgerError, match="nothing was written"):
        save_decisions(decisions, decided)
    assert claims.read_text(encoding="utf-8") == decisions.read_text(encoding="utf-8") == "schema: 2\n"


@pytest.mark.parametrize("text", ["schema: 1\ndecisions: []\n", "- a\n", "words\n", "schema: 1\nfindings: {}\n"])
def test_a_baseline_is_not_written_over_another_file(text: str, folder: Path) -> None:
    path = folder / "known.yaml"
    baseline = load_baseline(path)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match="name another file, or delete it"):
        save_baseline(path, baseline)
    assert path.read_text(encoding="utf-8") == text


def test_an_empty_file_of_decisions_has_todays_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse_decisions("", "decisions.yaml").schema == decision_records.SCHEMA
