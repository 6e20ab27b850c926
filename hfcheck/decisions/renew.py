"""Writing decisions over what was read of them, and over nothing else."""

from __future__ import annotations

from pathlib import Path

from hfcheck.decisions.dump import save_decisions
from hfcheck.decisions.load import load_decisions
from hfcheck.decisions.records import Decisions
from hfcheck.errors import LedgerError
from hfcheck.files import hold_file


def renew_decisions(path: Path, before: Decisions, after: Decisions) -> bool:
    """Write `after` to `path` if the file still holds `before`; False where it holds `after` already.

    So nobody's decision is lost where two editors decide at once. Raises LedgerError where the file holds something
    else by now or cannot be read, HfcheckError where it cannot be written or another process keeps writing it.
    """
    with hold_file(path):
        held = load_decisions(path) if path.exists() else Decisions()
        if held != before:
            message = "it has changed since it was read, so nothing was written; run the command again"
            raise LedgerError(message, path=path.as_posix())
        return save_decisions(path, after)
