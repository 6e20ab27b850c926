"""Files of an older form: brought up step by step when they are read, and kept beside when they are written anew.

A file says in its first field, `schema`, which form it has. One of a newer form is refused and never written over.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hfcheck.errors import LedgerError
from hfcheck.files import write_atomic

if TYPE_CHECKING:
    from hfcheck.yamlsource import YamlDocument

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""What a document of one form says, in the next form. It may change what it is given, which is a copy."""


class Form(NamedTuple):
    """The form of a kind of file: the number that is written, and the step from each older number to the next."""

    schema: int
    steps: Mapping[int, Step] = MappingProxyType({})


_FIELD = re.compile(rb"""^[{ \t]*["']?schema["']?[ \t]*:[ \t]*(\d{1,9})\b""", re.MULTILINE)


def bring_up(document: YamlDocument, form: Form, remedy: str) -> tuple[YamlDocument, int]:
    """The document in today's form, and the number of the form that it had.

    Its data must be a mapping with a whole number under `schema`. Lines are those of the file as it is. `remedy` ends
    the message of what is wrong with the file itself. Raises LedgerError for a newer form, for one that no step leads
    on from, and where a step cannot make anything of what it is given.
    """
    data: Any = document.data
    found: int = data["schema"]
    line = document.line_of("schema")
    if found > form.schema:
        raise LedgerError(_refuse_newer(found, form), document.path, line)
    missing = [number for number in range(found, form.schema) if number not in form.steps]
    if missing:
        raise LedgerError(f"there is no schema {found}; {remedy}", document.path, line)
    if found == form.schema:
        return document, found
    data = copy.deepcopy(data)
    for number in range(found, form.schema):
        try:
            data = form.steps[number](data) | {"schema": number + 1}
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            told = f"it has the older form {number}, and cannot be brought to form {number + 1} ({fault})"
            raise LedgerError(f"{told}; {remedy}", document.path, line) from None
    return dataclasses.replace(document, data=data), found


def describe_older(name: str, found: int, form: Form) -> str:
    """What an editor is told of a file of an older form; "" for one of today's. `name` is its path, POSIX."""
    if found >= form.schema:
        return ""
    kept = _name_backup(name.rpartition("/")[2], found, 1)
    return f"it has the older form {found} (today's is {form.schema}); once it is written anew, {kept} keeps the old"


def keep_older(path: Path, form: Form) -> Path | None:
    """Before `path` is written over, copy it beside where its form is older; the copy, None where there is none.

    No copy is ever written over: the second of one form that differs has a number. To be called while the file is held
    by `files.hold_file`. Raises LedgerError where the file has a newer form, HfcheckError where no copy can be written.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    field = _FIELD.search(raw)
    found = int(field[1]) if field else form.schema
    if found > form.schema:
        raise LedgerError(f"{_refuse_newer(found, form)}; nothing was written", path.as_posix())
    if found == form.schema:
        return None
    for number in count(1):
        backup = path.with_name(_name_backup(path.name, found, number))
        if not backup.exists() and not backup.is_symlink():
            write_atomic(backup, raw)
            return backup
        if backup.is_file() and backup.read_bytes() == raw:
            return backup
    return None


def _refuse_newer(found: int, form: Form) -> str:
    return f"made by a newer hfcheck (schema {found}; this one reads {form.schema}); update hfcheck"


def _name_backup(name: str, found: int, number: int) -> str:
    return f"{name}.schema-{found}{f'.{number}' if number > 1 else ''}.bak"
