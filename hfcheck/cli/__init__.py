"""The command line: one module per command. The only place that prints."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def main() -> None:
    """Run `hfcheck` with the process's arguments and leave with its exit code."""
    try:
        from hfcheck.pool import collect_seldom

        collect_seldom()
        from hfcheck.cli.app import app

        # Asked to end, a run clears up as after Ctrl-C.
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            app(prog_name="hfcheck")
        except OSError as error:
            from hfcheck.cli.guard import report_unwritten

            # What a command raises is judged there; this is help that could not be written.
            sys.exit(report_unwritten(error))
        except Exception as error:
            from hfcheck.cli.guard import report_crash

            sys.exit(report_crash(error, verbose="--verbose" in sys.argv))
    except KeyboardInterrupt:
        from hfcheck.cli.exitcode import ExitCode

        sys.exit(ExitCode.INTERRUPTED)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
