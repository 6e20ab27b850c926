"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATHS", help="Articles or folders to read ad hoc; nothing is written."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration; else found upward from PATH or from here."),
]
Packs = Annotated[
    str | None,
    typer.Option("--packs", metavar="NAMES", help="Knowledge packs, comma-separated, in place of the configured ones."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every detail, and tracebacks of bugs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="One line a finding, and the totals; no progress.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No escape sequences; NO_COLOR does the same.")]
Width = Annotated[int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Columns of the report.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT:]FILE",
        help="FORMAT:FILE writes that report too, and may be given often. A plain FILE takes the report in place of "
        "standard output: as --format says, else as its name ends (.json .jsonl .sarif .xml .html .md), else as the "
        "terminal report. Files are written whole or not at all.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the result here, whole or not at all.")
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that parse; the result is the same.")]
