"""What `hfcheck extract` prints of bare texts: the facts of single lines, and how sentences were read."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.output import print_renderable, write_result
from hfcheck.cli.project import read_config, read_text, warn_problems
from hfcheck.errors import HfcheckError, SourceError
from hfcheck.model import Problem
from hfcheck.salvage import name_error

if TYPE_CHECKING:
    from hfcheck.config import Config
    from hfcheck.model import Article
    from hfcheck.report.explained import ExplainedSentence
    from hfcheck.texts import Line


class Format(enum.StrEnum):
    """What claims can be printed as."""

    JSONL = "jsonl"
    YAML = "yaml"
    TABLE = "table"


def render_objects(objects: Iterable[Mapping[str, Any]], format: Format | None) -> str:
    """Render objects for programs: as JSON lines unless YAML is asked for."""
    from hfcheck.report.objects import render_json_lines, render_yaml

    return render_yaml(objects) if format is Format.YAML else render_json_lines(objects)


# ── single lines ──────────────────────────────────────────────────────────────────────────────


def print_lines(settings: Config, path: Path, format: Format | None, output: Path | None) -> ExitCode:
    """Read each line of a file as a text of its own and print its facts."""
    from hfcheck.knowledge import load_knowledge
    from hfcheck.report.objects import render_lines_table
    from hfcheck.texts import extract_lines

    # split("\n"): str.splitlines also breaks at form feeds and at U+2028, which stand inside texts.
    lines = [line.removesuffix("\r") for line in read_text(path).removeprefix("\ufeff").split("\n")]
    knowledge = load_knowledge(settings.packs, settings.root)
    found: list[dict[str, object]] = []
    problems: list[Problem] = []
    for line in extract_lines(lines, knowledge):
        if isinstance(line, Problem):
            problems.append(msgspec.structs.replace(line, path=str(path)))
        else:
            found.append(describe_line(lines[line.number - 1], line))
    if format is Format.TABLE:
        print_renderable(render_lines_table(found))
    else:
        write_result(render_objects(found, format), output)
    return warn_problems(problems)


def describe_line(text: str, line: Line) -> dict[str, object]:
    """Give the JSON object of a fact read from a line, whose text is `text`."""
    told, proposition = line.told, line.told.proposition
    voice = proposition.attribution[0] if proposition.attribution else None
    attribution = None
    if voice is not None:
        source = voice.source.text if voice.source else None
        attribution = {"source": source, "stance": voice.stance, "cue": voice.cue, "direct": voice.direct}
    return {
        "line": line.number,
        "sentence": text[proposition.sentence_start : proposition.sentence_end],
        "subject": told.subject,
        "relation": told.relation,
        "arguments": list(told.arguments),
        "polarity": proposition.polarity.value,
        "modality": proposition.modality.value,
        "attribution": attribution,
        "confidence": round(proposition.confidence, 4),
        "claim": line.claim,
    }


# ── how a sentence was read ───────────────────────────────────────────────────────────────────


def explain_texts(
    texts: Sequence[Path], format: Format | None, output: Path | None, config: Path | None, packs: str | None
) -> ExitCode:
    """Print how each sentence of files, of standard input or of the texts themselves was read."""
    from hfcheck.knowledge import load_knowledge
    from hfcheck.report.explained import explained_object, render_explained
    from hfcheck.texts import explain_article

    if format in (Format.TABLE, Format.YAML):
        raise typer.BadParameter("--explain takes --format jsonl, or none for text")
    settings = read_config([text for text in texts if os.path.isfile(text)] or None, config, packs)
    knowledge = load_knowledge(settings.packs, settings.root)
    found: list[ExplainedSentence] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            found += explain_article(_make_article(text, settings), knowledge)
        except SourceError as error:
            problems.append(Problem("source", error.message, error.path, error.line))
        except (HfcheckError, typer.BadParameter):
            raise
        except Exception as error:  # a text that makes a stage fail must not stop the others
            problems.append(Problem("crash", f"reading failed ({name_error(error)}); please report it", str(text)))
    if format is Format.JSONL:
        write_result(render_objects(map(explained_object, found), format), output)
    elif found or not problems:
        write_result(render_explained(found), output)
    return warn_problems(problems)


def _make_article(text: Path, settings: Config) -> Article:
    """The article of a file, of standard input, or of the words themselves, which have a space."""
    from hfcheck.sources import make_article, read_article

    if str(text) == "-":
        return make_article(read_text(text), id="<stdin>")
    if os.path.isdir(text):
        raise typer.BadParameter(f"{text} is a folder; --explain takes files or a text")
    if " " not in str(text) or os.path.isfile(text):
        return read_article(text, settings)
    return make_article(str(text), id="<text>")
