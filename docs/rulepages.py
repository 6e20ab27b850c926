"""Pages and lists of the rules, made from their docstrings: what `hfcheck explain` prints."""

from __future__ import annotations

import inspect
import re

from hfcheck.rules import RULES, Rule

_EXAMPLE = re.compile(r"^(?:FAIL|PASS)\b")


def write_page(rule: Rule) -> str:
    """The page of one rule."""
    prose, examples = split_page(rule)
    lines = [f"# {rule.ID} {rule.TITLE}", "", f"Severity: {rule.SEVERITY.value}, at the most.", "", prose, ""]
    lines += ["```text", *examples, "```", ""]
    lines += ["Another severity, in `hfcheck.yaml`:", "", "```yaml", f"rules: {{{rule.ID}: note}}  # or off", "```", ""]
    cases = f"../../tests/cases/rules/{rule.ID}.yaml"
    lines += [f"Its test cases: [{rule.ID}.yaml]({cases}). All rules: [index](index.md).", ""]
    return "\n".join(lines)


def write_index() -> str:
    """The list of all rules, each with a link to its page."""
    head = [
        "# Rules",
        "",
        "Made from the code by `python -m docs.generate`; `hfcheck explain RULE` prints each page.",
        "",
    ]
    return "\n".join(head) + "\n" + _write_rows("")


def write_table() -> str:
    """The same list for a page one folder up."""
    return _write_rows("rules/")


def split_page(rule: Rule) -> tuple[str, list[str]]:
    """The prose of a rule's docstring, and its lines of examples."""
    lines = inspect.cleandoc(rule.__doc__ or "").split("\n")
    prose = "\n".join(line for line in lines if not _EXAMPLE.match(line)).strip()
    return prose, [line for line in lines if _EXAMPLE.match(line)]


def _write_rows(folder: str) -> str:
    rows = []
    for rule in sorted(RULES, key=lambda one: one.ID):
        first = split_page(rule)[0].splitlines()[0]
        rows.append(f"| [{rule.ID}]({folder}{rule.ID}.md) | {rule.TITLE} | {rule.SEVERITY.value} | {first} |")
    return "\n".join(["| rule | kind | severity | what it finds |", "|---|---|---|---|", *rows, ""])
