"""Errors → one line on standard error and an exit code; never a traceback unless asked for."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import typer

from hfcheck.cli.exitcode import ExitCode, judge_error
from hfcheck.cli.output import silence_stdout, warn
from hfcheck.errors import HfcheckError
from hfcheck.files import describe_failure

P = ParamSpec("P")


def guard(command: Callable[P, ExitCode]) -> Callable[P, None]:
    """Wrap a command: it returns its exit code, and whatever it raises becomes one.

    With a `verbose` argument that is true, an unexpected exception shows its traceback.
    """

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except HfcheckError as error:
            warn(f"error: {error}")
            code = judge_error(error)
        except BrokenPipeError:
            code = ExitCode.CLEAN
        except KeyboardInterrupt:
            warn("interrupted")
            code = ExitCode.INTERRUPTED
        except Exception as error:
            code = report_crash(error, verbose=bool(kwargs.get("verbose")))
        raise typer.Exit(int(code))

    return guarded


def report_unwritten(error: OSError) -> ExitCode:
    """Say that standard output took nothing, and what to do."""
    silence_stdout()
    warn(f"error: cannot write standard output: {describe_failure(error)}")
    return ExitCode.USAGE


def report_crash(error: Exception, *, verbose: bool) -> ExitCode:
    """Say that hfcheck itself failed, where, and what to do."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    warn(f"internal error: {type(error).__name__}: {error}{place}")
    warn("This is a bug of hfcheck; please report it, with the command and the articles that caused it.")
    if verbose:
        warn("".join(traceback.format_exception(error)).rstrip())
    else:
        warn("--verbose shows the traceback.")
    return ExitCode.BUG
