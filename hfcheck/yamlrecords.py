"""Records ↔ YAML as our own files hold them: strict on the way in, made for `git diff` on the way out.

On the way in each field is checked, and one that is unknown is a fault. On the way out strings stand in JSON's double
quotes, so that no YAML reader can take a name for a number, a date or a truth value; fields that hold their default
are left out; values are compared, not identities.
"""

from __future__ import annotations

import enum
import json
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from hfcheck.errors import ConfigError, HfcheckError
from hfcheck.yamlsource import YamlDocument, load_yaml

R = TypeVar("R", bound=msgspec.Struct)

Keys = tuple[str | int, ...]
"""The way from the top of a document to one of its entries."""

_PLACE = re.compile(r"^(?P<fault>.*?)(?: - at `\$(?P<place>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
# What YAML folds, strips or refuses although JSON lets it stand: controls, line separators, the byte order mark.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# One encoder for all texts: to make one takes longer than to write a text.
_JSON = json.JSONEncoder(ensure_ascii=False)
_SURROGATE = re.compile("[\ud800-\udfff]")


# ── YAML → records ────────────────────────────────────────────────────────────────────────────


def convert_document(document: YamlDocument, kind: type[R], blame: Callable[[Keys, str], HfcheckError]) -> R:
    """Make the record `kind` of a document's data.

    Raises what `blame` makes of the place and the fault: a field that is missing, unknown or of the wrong kind.
    """
    try:
        record = msgspec.convert(document.data, kind)
    except msgspec.ValidationError as fault:
        message, keys = _read_fault(str(fault))
        raise blame(keys, message) from None
    for keys, message in _find_unknown(document.data, record, ()):
        raise blame(keys, message)
    return record


def find_line(document: YamlDocument, keys: Keys) -> int | None:
    """The 1-based line of the entry under `keys`, or of the nearest one above it that stands in the document."""
    return next((found for end in range(len(keys), -1, -1) if (found := document.line_of(*keys[:end]))), None)


def load_list(path: Path, kind: type[R]) -> R:
    """A word list that ships, as a record. Raises ConfigError where it is no YAML."""
    return msgspec.convert(load_yaml(path, ConfigError).data, kind)


def _read_fault(fault: str) -> tuple[str, Keys]:
    """Split msgspec's "Expected `int`, got `str` - at `$.claims[3].time`" into the fault and the keys to its place."""
    found = _PLACE.match(fault)
    if found is None:
        return fault, ()
    keys = tuple(name or int(index) for name, index in _STEP.findall(found["place"] or ""))
    message = found["fault"].replace("Object ", "").replace("`", "'")
    return message[:1].lower() + message[1:], keys


def _find_unknown(data: object, value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """The fields of `data` that the record `value`, which was made from it, does not have."""
    if isinstance(value, tuple) and isinstance(data, list):
        for at, (raw, item) in enumerate(zip(data, value, strict=True)):
            yield from _find_unknown(raw, item, (*keys, at))
    elif isinstance(value, msgspec.Struct) and isinstance(data, dict):
        attributes = dict(zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True))
        for name, raw in data.items():
            if name in attributes:
                yield from _find_unknown(raw, getattr(value, attributes[name]), (*keys, name))
            elif name != "type":
                yield (*keys, name), "there is no such field"


# ── records → YAML ────────────────────────────────────────────────────────────────────────────


def render_value(value: object, tagged: bool = False) -> str:
    """Write a value on one line; `tagged` names the kind of a record, where it is one of several.

    Raises HfcheckError for what cannot be kept: a number that is none, a text that is not Unicode; TypeError for what
    no file of ours holds.
    """
    match value:
        case str() if type(value) is str:
            return quote_text(value)
        case enum.Enum():
            return str(value.value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _render_float(value)
        case Decimal() | date():
            return f'"{value}"'
        case tuple():
            return "[" + ", ".join(map(render_value, value)) + "]"
        case msgspec.Struct():
            return render_record(value, tagged=tagged)
    raise TypeError(f"a file holds no {type(value).__name__}")


def render_record(record: msgspec.Struct, tagged: bool = False) -> str:
    """Write a record as a flow mapping on one line, without the fields that hold their default."""
    kind = type(record)
    parts = [f"type: {kind.__name__}"] if tagged else []
    for name, default in list_fields(kind).items():
        value = getattr(record, name)
        if value != default:
            parts.append(f"{name}: {render_value(value)}")
    return "{" + ", ".join(parts) + "}"


@cache
def list_fields(kind: type[msgspec.Struct]) -> dict[str, object]:
    """The fields of a record with their defaults; `msgspec.NODEFAULT`, equal to nothing, where there is none."""
    return {field.name: field.default for field in msgspec.structs.fields(kind)}


def quote_text(text: str) -> str:
    """Write a text in double quotes, as both JSON and YAML read it. Raises HfcheckError where it is not Unicode."""
    if text.isascii() and text.isprintable():
        # Most are, and hold nothing to be looked for.
        return _JSON.encode(text)
    if _SURROGATE.search(text):
        shown = text.encode("utf-8", "backslashreplace").decode()
        raise HfcheckError(f"{shown!r} is not Unicode; rename the file, or write it in UTF-8")
    quoted = _JSON.encode(text)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _render_float(value: float) -> str:
    if not math.isfinite(value):
        raise HfcheckError(f"a confidence is {value}, which is no number; report this as a bug")
    digits, exponent, power = repr(value).partition("e")
    # YAML 1.2 and our reader want a point in front of an exponent.
    return f"{digits}.0{exponent}{power}" if exponent and "." not in digits else repr(value)
