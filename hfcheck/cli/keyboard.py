"""Questions on standard input: single keys on a terminal, lines where it is a file or a pipe."""

from __future__ import annotations

import sys

import typer

from hfcheck.cli.output import write_result


def ask_key(prompt: str) -> str:
    """Ask for one key, in lower case; "" for Enter. From a pipe it is the first character of a line.

    Raises EOFError at the end of input, KeyboardInterrupt for Ctrl-C.
    """
    write_result(prompt)
    if not sys.stdin.isatty():
        key = _read_line().strip()[:1]
    else:
        key = typer.getchar()
        if key in ("\x03", "\x04"):
            raise KeyboardInterrupt if key == "\x03" else EOFError
        write_result(f"{key if key.isprintable() else ''}\n")
    return key.strip().lower()


def ask_line(prompt: str) -> str:
    """Ask for a line, white space folded. Raises EOFError at the end of input."""
    write_result(prompt)
    return " ".join(_read_line().split())


def _read_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        # Nobody's Enter ends the line on the screen.
        write_result("\n")
    return line
