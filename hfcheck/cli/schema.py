"""`hfcheck schema`: the JSON Schemas of the files that hfcheck reads and writes, for editors and programs."""

from __future__ import annotations

import difflib
from importlib import resources
from typing import Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result

EXAMPLES = """
\b
Examples:
  hfcheck schema                               the names of the schemas
  hfcheck schema config -o hfcheck.schema.json
\b
Then an editor completes hfcheck.yaml where its first line is
  # yaml-language-server: $schema=hfcheck.schema.json
"""

SCHEMAS = {
    "config": ("hfcheck", "schema/config-1.json", "hfcheck.yaml"),
    "claims": ("hfcheck.ledger", "schema/claims-1.json", "claims.yaml"),
    "decisions": ("hfcheck.decisions", "schema/decisions-1.json", "decisions.yaml"),
    "baseline": ("hfcheck.decisions", "schema/baseline-1.json", "a baseline of known findings"),
    "pack": ("hfcheck.knowledge", "schema/pack-1.json", "a knowledge pack"),
    "report": ("hfcheck.report", "schema/report-1.json", "audit --format json"),
    "report-line": ("hfcheck.report", "schema/report-line-1.json", "a line of audit --format jsonl"),
    "sources": ("hfcheck.report", "schema/sources-1.json", "sources --format json"),
}
"""Name → package, file in it, and what it describes."""


@guard
def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which; without it the names are listed.")] = None,
    output: options.Output = None,
) -> ExitCode:
    """Print the JSON Schema of a file.

    Draft 2020-12. The number in a schema's address grows when a file's form changes.
    """
    if name is None:
        width = max(map(len, SCHEMAS))
        write_result("".join(f"{one:{width}}  {about}\n" for one, (_, _, about) in SCHEMAS.items()), output)
        return ExitCode.CLEAN
    if name not in SCHEMAS:
        close = difflib.get_close_matches(name, SCHEMAS, n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise typer.BadParameter(f"there is no schema {name!r}; {hint}there are {', '.join(SCHEMAS)}")
    write_result(read_schema(name), output)
    return ExitCode.CLEAN


def read_schema(name: str) -> str:
    """The text of a schema that ships."""
    package, file, _ = SCHEMAS[name]
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")
