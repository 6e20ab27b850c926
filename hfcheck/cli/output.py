"""Standard output for the result, standard error for everything else."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from hfcheck.errors import HfcheckError
from hfcheck.files import describe_failure, write_atomic
from hfcheck.report.visible import disarm_commands, escape_char, is_hidden

if TYPE_CHECKING:
    from rich.console import RenderableType

_SIGNS = "─│…·«»“”"
_FALLBACK_WIDTH = 80
_LABEL_WIDTH = 40


def write_result(text: str, output: Path | None = None) -> None:
    """Write a command's result to standard output, or whole or not at all to a file.

    What the output's encoding cannot hold is written as an escape. A reader that went away
    (`| head`) is no error. Raises HfcheckError when the file, or standard output, cannot be written.
    """
    if output is not None and str(output) != "-":
        write_atomic(output, text)
        return
    _tolerate(sys.stdout)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        raise HfcheckError(f"cannot write standard output: {describe_failure(error)}") from error


def silence_stdout() -> None:
    """Send what is left nowhere: Python flushes standard output once more when it exits, and would complain there."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def append_result(text: str, path: Path) -> None:
    """Add text to a file that other programs add to as well, all of it or nothing.

    Raises HfcheckError when it cannot be written.
    """
    raw = text.encode("utf-8", "backslashreplace")
    try:
        with open(path, "ab", buffering=0) as stream:
            before = os.fstat(stream.fileno()).st_size
            try:
                rest = memoryview(raw)
                while rest:
                    rest = rest[stream.write(rest) :]
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(stream.fileno(), before)
                raise
    except OSError as error:
        raise HfcheckError(f"cannot write the file: {describe_failure(error)}", path=str(path)) from error


def warn(message: str) -> None:
    """Write lines to standard error, controls made visible; a closed one is no error."""
    inert = disarm_commands(message)
    shown = "".join(escape_char(char) if is_hidden(char) and char not in "\n\t" else char for char in inert)
    _tolerate(sys.stderr)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(shown + "\n")
        sys.stderr.flush()


def print_renderable(body: RenderableType, *, width: int | None = None, no_color: bool = False) -> None:
    """Write a table or text of rich to standard output."""
    from rich.console import Console

    colour = wants_colour(no_color)
    console = Console(
        file=io.StringIO(),
        width=width or terminal_width(),
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        safe_box=not wants_unicode(),
    )
    with console.capture() as capture:
        console.print(body)
    write_result(disarm_commands("".join(line.rstrip() + "\n" for line in capture.get().splitlines())))


def terminal_width() -> int:
    """Give the columns of the terminal, or of COLUMNS; 80 where there is neither."""
    return shutil.get_terminal_size((_FALLBACK_WIDTH, 24)).columns


def wants_colour(no_color: bool, output: Path | None = None) -> bool:
    """Say whether to colour: on a terminal that can, unless told not to (https://no-color.org)."""
    if no_color or output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def wants_unicode(output: Path | None = None) -> bool:
    """Say whether the output can hold the signs that a report is drawn with."""
    if output is not None:
        return True
    try:
        _SIGNS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextlib.contextmanager
def show_progress(*, quiet: bool, doing: str = "reading") -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a function that draws progress on standard error; None where that is no terminal, or a dumb one.

    It is told how many steps are done, of how many, and the name of the last; `doing` is what the steps are called.
    """
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True, markup=False, emoji=False), transient=True) as bar:
        task = bar.add_task(doing, total=None)

        def advance(done: int, total: int, label: str) -> None:
            shown = "".join(char for char in label if not is_hidden(char))
            bar.update(task, completed=done, total=total, description=f"{doing} {shown[-_LABEL_WIDTH:]}".rstrip())

        yield advance


def _tolerate(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper) and stream.errors != "backslashreplace":
        stream.reconfigure(errors="backslashreplace")
