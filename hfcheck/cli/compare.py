"""`hfcheck compare`: may two texts about one scene both be true?"""

from __future__ import annotations

import enum
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result
from hfcheck.cli.project import read_knowledge, read_text, warn_problems
from hfcheck.errors import SourceError
from hfcheck.model import Problem, Verdict
from hfcheck.report.visible import escape_hidden, make_visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfcheck.knowledge import Knowledge
    from hfcheck.model import Report
    from hfcheck.scene import Comparing
    from hfcheck.scene.parallels import Parallel

LOUD = frozenset({Verdict.CONFLICT, Verdict.UNORDERED, Verdict.DISPUTED})

EXAMPLES = """
\b
Examples:
  hfcheck compare "The yard is in Bergen." "The yard is in Oslo." --explain
  hfcheck compare first.txt second.txt
  hfcheck compare --pairs pairs.jsonl
"""


class Format(enum.StrEnum):
    """What the verdicts on pairs can be printed as."""

    JSONL = "jsonl"


@guard
def compare(
    a: Annotated[str | None, typer.Argument(metavar="A", help="A text, or a file.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another about the same scene.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each step, also where nothing was found.")] = False,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="FILE", help='JSON lines {"id", "a", "b"}; - for standard input.'),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print verdicts on pairs.")] = Format.JSONL,
    output: options.Output = None,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Say whether two texts conflict.

    It exits with 1 where they do. Both are read as being about one scene. With --pairs each pair
    gets a line, and the exit code is 0.
    """
    if (pairs is None) == (a is None) or (a is None) != (b is None):
        raise typer.BadParameter("give two texts, or --pairs FILE")
    knowledge = read_knowledge(config, packs)
    if pairs is not None:
        return _compare_pairs(pairs, knowledge, output)
    from hfcheck.texts import compare_texts

    result = compare_texts(_read_side(a or ""), _read_side(b or ""), knowledge)
    rule = f" ({result.rule}, confidence {result.confidence:.2f})" if result.rule else ""
    text = f"{result.verdict.value}{rule}: {make_visible(result.why)}\n"
    if explain or verbose:
        text += explain_comparings(result.comparings) + _explain(result.report)
    write_result(text, output)
    found = ExitCode.FINDINGS if result.verdict in LOUD else ExitCode.CLEAN
    return pick_code((found, warn_problems(_crashes(result.report))))


def _read_side(told: str) -> str:
    """The text of a file where `told` is the path of one, else `told` itself."""
    # Path.is_file raises where a name is longer than any file may have.
    return read_text(Path(told)) if os.path.isfile(told) else told


def explain_comparings(comparings: Sequence[Comparing]) -> str:
    """What was aligned of two texts, and each comparison with its verdict and the first thing that made it that."""
    lines: list[str] = []
    seen: list[Parallel] = []
    for one in comparings:
        parallel = one.contrast.parallel
        if not any(parallel is other for other in seen):
            seen.append(parallel)
            lines += _name_aligned(parallel)
        a, b = one.contrast.a, one.contrast.b
        about = f" of “{a.parent.text}”" if a.parent is not None else ""
        lines.append(
            f"{one.contrast.kind}{about}: “{a.text}” / “{b.text}”: {one.ruling.verdict.value}: {one.ruling.why}"
        )
    return "".join(f"{make_visible(line)}\n" for line in lines)


def _name_aligned(parallel: Parallel) -> list[str]:
    same = [pair.b.text for pair in parallel.pairs if pair.same]
    told = {
        "aligned": same,
        "only in a": [node.phrase for node in parallel.dropped],
        "only in b": [node.phrase for node in parallel.added],
    }
    return [f"{name}: {'; '.join(texts)}" for name, texts in told.items() if texts]


def _crashes(report: Report) -> list[Problem]:
    return [problem for problem in report.problems if problem.kind == "crash"]


def _explain(report: Report) -> str:
    from hfcheck.report.summary import describe_coverage

    lines = []
    for finding in report.findings:
        lines.append(f"{finding.rule} {finding.verdict.value}: {finding.message}")
        lines += [f"  {claim.id}: {claim.text}" for side in finding.sides for claim in side.claims]
        lines += [f"  - {step}" for step in finding.steps]
    lines += [f"skipped: {skipped.reason} ({skipped.article})" for skipped in report.skipped]
    lines.append(describe_coverage(report.coverage))
    return "".join(f"{make_visible(line) if line[0] != ' ' else '  ' + make_visible(line[2:])}\n" for line in lines)


def _compare_pairs(path: Path, knowledge: Knowledge, output: Path | None) -> ExitCode:
    from hfcheck.texts import compare_texts

    printed = []
    codes = []
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            name, a, b = read_pair(line, str(path), number)
        except SourceError as error:
            codes.append(warn_problems([Problem("source", error.message, error.path, error.line)]))
            continue
        result = compare_texts(a, b, knowledge)
        crashes = _crashes(result.report)
        codes.append(warn_problems(msgspec.structs.replace(one, path=str(path), line=number) for one in crashes))
        record = {
            "id": name,
            "verdict": result.verdict.value,
            "rule": result.rule,
            "confidence": round(result.confidence, 4),
            "why": result.why,
        }
        printed.append(escape_hidden(json.dumps(record, ensure_ascii=False)) + "\n")
    write_result("".join(printed), output)
    return pick_code(codes)


def read_pair(line: str, path: str, number: int) -> tuple[str | int, str, str]:
    """Read one JSON line of pairs. Raises SourceError with its line number."""
    try:
        pair = json.loads(line)
    except ValueError as error:
        raise SourceError(f"not JSON: {error}", path, number) from error
    if not isinstance(pair, dict) or not isinstance(pair.get("a"), str) or not isinstance(pair.get("b"), str):
        raise SourceError('a line holds an object with the texts "a" and "b"', path, number)
    name = pair.get("id", number)
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise SourceError('"id" is a text or a whole number', path, number)
    return name, pair["a"], pair["b"]
