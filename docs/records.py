"""The data model, made from the records."""

from __future__ import annotations

import enum
import inspect
import re
from typing import Any

import msgspec

from hfcheck import model

_SECTIONS: dict[str, tuple[type[Any], ...]] = {
    "Articles and sentences": (
        model.Article,
        model.Block,
        model.Moment,
        model.Span,
        model.Evidence,
        model.Token,
        model.Sentence,
        model.Skipped,
    ),
    "Propositions": (model.Phrase, model.Argument, model.Voice, model.Proposition),
    "Claims": (
        model.Entity,
        model.Quantity,
        model.Change,
        model.Share,
        model.Members,
        model.Text,
        model.Role,
        model.EventRef,
        model.Attribution,
        model.Claim,
    ),
    "Findings and reports": (
        model.Side,
        model.Finding,
        model.Problem,
        model.Notice,
        model.ArticleCoverage,
        model.Coverage,
        model.Report,
    ),
    "Words that fields may hold": (
        model.Polarity,
        model.Modality,
        model.Reading,
        model.Origin,
        model.Severity,
        model.Verdict,
        model.Comparison,
        model.Precision,
        model.BlockKind,
        model.PhraseKind,
    ),
}


def write_records() -> str:
    """Every record with its fields, by stage."""
    lines: list[str] = []
    for title, kinds in _SECTIONS.items():
        lines += [f"## {title}", ""]
        for kind in kinds:
            lines += [_write_words(kind) if issubclass(kind, enum.Enum) else _write_record(kind)]
        lines.append("")
    return "\n".join(lines)


def list_documented() -> set[str]:
    """The names of the records and vocabularies that the page holds."""
    return {kind.__name__ for kinds in _SECTIONS.values() for kind in kinds}


def _write_record(kind: type[Any]) -> str:
    rows = []
    for field in msgspec.structs.fields(kind):
        default = "" if field.required else f" = {_write_default(field.default)}"
        rows.append(f"{field.name}: {_name_type(kind, field.name)}{default}")
    text = " ".join(_find_doc(kind).split())
    return "\n".join([f"### {kind.__name__}", "", *([text, ""] if text else []), "```python", *rows, "```", ""])


def _write_words(kind: type[enum.Enum]) -> str:
    text = " ".join(_find_doc(kind).split())
    words = ", ".join(f"`{one.value}`" for one in kind)
    return f"- **{kind.__name__}**: {words}. {text}".rstrip()


def _find_doc(kind: type[Any]) -> str:
    """A class's own docstring; "" where it has none, or one that a base class or the language put there."""
    own = kind.__dict__.get("__doc__") or ""
    return "" if own in ("An enumeration.", None) else inspect.cleandoc(own)


def _name_type(kind: type[Any], field: str) -> str:
    return re.sub(r"\s+", " ", str(kind.__annotations__[field]))


def _write_default(value: object) -> str:
    return repr(value.value) if isinstance(value, enum.Enum) else repr(value)
