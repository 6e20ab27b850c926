"""`hfcheck parse`: the trees under the claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import warn, write_result
from hfcheck.cli.project import read_config, read_text

EXAMPLES = """
\b
Examples:
  hfcheck parse story.txt > story.conllu
"""


@guard
def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or - for standard input.")],
    output: options.Output = None,
    config: options.ConfigFile = None,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Print words and trees as CoNLL-U."""
    from hfcheck.language import read_sentences
    from hfcheck.language.conllu import render_conllu
    from hfcheck.sources import make_article, read_article

    if str(file) == "-":
        article = make_article(read_text(file), id="<stdin>")
    else:
        article = read_article(file, read_config([file], config))
    sentences, skipped = read_sentences(article)
    write_result(render_conllu(sentences, article.text), output)
    if verbose:
        for part in skipped:
            warn(f"skipped: {part.reason}, characters {part.start}-{part.end}")
    return ExitCode.CLEAN
