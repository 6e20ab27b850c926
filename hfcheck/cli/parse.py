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
  hfcheck parse --gold-tokens words.conllu   keep the file's own sentences and words
"""


@guard
def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or - for standard input.")],
    gold_tokens: Annotated[
        bool, typer.Option("--gold-tokens", help="FILE is CoNLL-U: keep its sentences and words.")
    ] = False,
    output: options.Output = None,
    config: options.ConfigFile = None,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Print words and trees as CoNLL-U."""
    if gold_tokens:
        from hfcheck.language.conllu import parse_conllu

        write_result(parse_conllu(read_text(file), str(file)), output)
        return ExitCode.CLEAN
    return _parse_article(file, output, config, verbose)


def _parse_article(file: Path, output: Path | None, config: Path | None, verbose: bool) -> ExitCode:
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
