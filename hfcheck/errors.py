"""Errors that stop a command. Faults in data that leave the rest readable are `model.Problem`s."""

from __future__ import annotations


class HfcheckError(Exception):
    """Base of every error that hfcheck raises on purpose.

    `message` says what is wrong and what to do; `path` and `line` (1-based) say where.
    """

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{where}: {self.message}" if where else self.message


class SourceError(HfcheckError):
    """An article, or a folder of them, that cannot be read."""


class LedgerError(HfcheckError):
    """A ledger that cannot be read, or that does not match its articles."""


class ConfigError(HfcheckError):
    """A configuration or a knowledge pack that is wrong."""
