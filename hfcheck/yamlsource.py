"""Reading YAML with line numbers: for the configuration, the packs, the lexicons and the ledger.

What is YAML here, `yamlparser` says; it is imported where something is parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hfcheck.errors import HfcheckError
from hfcheck.intake import MAX_SETTINGS, read_plain

if TYPE_CHECKING:
    from hfcheck.yamlparser import YamlLines


@dataclass(frozen=True)
class YamlDocument:
    """One YAML document: `data` as plain Python values, and the line of each of its keys and items on demand."""

    data: object
    text: str
    path: str

    def line_of(self, *keys: str | int) -> int | None:
        """The 1-based line of the key or list item that `keys` lead to from the top; None where there is none.

        The lines are found at the first call, so that a loader which never asks pays nothing.
        """
        return self._lines.find(*keys)

    @cached_property
    def _lines(self) -> YamlLines:
        from hfcheck.yamlparser import YamlLines

        return YamlLines(self.text)


def load_yaml(path: Path, error: type[HfcheckError]) -> YamlDocument:
    """Read one YAML file.

    Raises `error` with the path, and the line where there is one, for a file that is missing, is no plain file, has
    more than `MAX_SETTINGS` bytes, is not UTF-8, is not YAML, has a key twice, nests too deep, or unfolds its aliases
    or merges without end.
    """
    return decode_yaml(read_bytes(path, error), path.as_posix(), error)


def read_bytes(path: Path, error: type[HfcheckError]) -> bytes:
    """The bytes of a file. Raises `error` with the path where it cannot be read."""
    try:
        return read_plain(path, MAX_SETTINGS)
    except OSError as fault:
        raise error(f"cannot be read: {fault.strerror or fault}", path.as_posix()) from None


def decode_yaml(content: bytes, path: str, error: type[HfcheckError]) -> YamlDocument:
    """Read YAML from the bytes of a file; `path` is what errors name. Raises as `load_yaml` does."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise error(f"not UTF-8 (byte {fault.start}); save the file as UTF-8", path) from None
    return parse_yaml(text, path, error)


def parse_yaml(text: str, path: str, error: type[HfcheckError]) -> YamlDocument:
    """Read YAML from a string; `path` is what errors name. Raises as `load_yaml` does."""
    from hfcheck.yamlparser import YamlError, construct_data

    try:
        return YamlDocument(construct_data(text), text, path)
    except YamlError as fault:
        raise error(fault.message, path, fault.line) from None
