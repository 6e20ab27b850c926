"""Where a report goes, in which format: `--format` and every `--output` of one run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from hfcheck.cli.exitcode import ExitCode, judge_error, pick_code
from hfcheck.cli.guard import report_crash
from hfcheck.cli.output import append_result, wants_colour, wants_unicode, warn, write_result
from hfcheck.cli.project import warn_problems
from hfcheck.errors import HfcheckError
from hfcheck.report.catalogue import list_titles
from hfcheck.report.formats import FORMATS, Material, infer_format, render_material

STDOUT = "-"
SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
_DEFAULT = "terminal"
_DRIVE = re.compile(r"[A-Za-z]:([\\/]|$)")
_NAME = re.compile(r"([^:/\\]*):(.*)", re.DOTALL)


class Output(NamedTuple):
    """One format and where it goes; `path` is None for standard output."""

    format: str
    path: Path | None


def parse_outputs(format: str | None, values: Sequence[str] = ()) -> tuple[Output, ...]:
    """Read the values of `--output` and what is left for standard output, which comes first.

    FORMAT:FILE is written besides the report on standard output. A plain FILE is written in its place: as `format`
    says, else as the file's name ends, else as the terminal report. "-" stands for standard output. A value is a plain
    path too where it starts as a drive does (`C:\\out`), or a separator stands before its first colon (`./a:b`).

    Raises BadParameter for an unknown format, a value without a path, and two reports for one place.
    """
    outputs: list[Output] = []
    redirected = False
    for value in values:
        name, place = _split_value(value)
        path = None if place == STDOUT else Path(place)
        if name is None:
            redirected = True
            name = format or (infer_format(place) if path else None) or _DEFAULT
        outputs.append(Output(name, path))
    if not redirected and all(output.path is not None for output in outputs):
        outputs.append(Output(format or _DEFAULT, None))
    _refuse_twins(outputs)
    return tuple(sorted(outputs, key=lambda output: output.path is not None))


def _split_value(value: str) -> tuple[str | None, str]:
    """The format that a value names, None for a plain path, and its place."""
    match = None if _DRIVE.match(value) else _NAME.fullmatch(value)
    name, place = match.groups() if match else (None, value)
    if name is not None and name not in FORMATS:
        known = ", ".join(FORMATS)
        raise typer.BadParameter(
            f"--output {value}: there is no format {name!r}; the formats are {known}. "
            f"For a file whose name holds a colon write ./{value}"
        )
    if not place:
        raise typer.BadParameter(f"--output {value}: a file is missing, as in {name or 'sarif'}:out")
    return name, place


def _refuse_twins(outputs: Sequence[Output]) -> None:
    places = [os.path.abspath(output.path) if output.path else STDOUT for output in outputs]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice is not None:
        where = "standard output" if twice == STDOUT else twice
        raise typer.BadParameter(f"--output: two reports cannot both go to {where}")


def refuse_overwriting(outputs: Sequence[Output], own: Mapping[str, str]) -> None:
    """Refuse a report in the place of a file of the project: `own` says what is at each absolute path.

    Raises BadParameter.
    """
    for output in outputs:
        what = own.get(os.path.abspath(output.path)) if output.path else None
        if what:
            raise typer.BadParameter(f"--output: {output.path} is {what} and would be lost; name another file")


def write_report(outputs: Sequence[Output], material: Material, *, no_color: bool = False) -> ExitCode:
    """Write each report whole or not at all; one that fails is named on standard error, the others are still written.

    With the format `github` a summary is added to the file that GITHUB_STEP_SUMMARY names. Gives the exit code of
    the failures: 2 for a file that cannot be written, 4 for a format that crashed.
    """
    codes = [_write_one(output, material, no_color) for output in outputs]
    place = os.environ.get(SUMMARY_VARIABLE)
    if place and any(output.format == "github" for output in outputs):
        codes.append(_attempt("summary", lambda: append_result(_render_summary(material), Path(place)), material))
    return pick_code(codes)


def _write_one(output: Output, material: Material, no_color: bool) -> ExitCode:
    display = material.display._replace(colour=wants_colour(no_color, output.path), unicode=wants_unicode(output.path))
    fitted = material._replace(display=display)

    def write() -> ExitCode:
        text, problems = render_material(output.format, fitted)
        write_result(text, output.path)
        return warn_problems(problems)

    return _attempt(output.format, write, material)


def _attempt(name: str, write: Callable[[], ExitCode | None], material: Material) -> ExitCode:
    try:
        return write() or ExitCode.CLEAN
    except HfcheckError as error:
        warn(f"error: {error}")
        return judge_error(error)
    except Exception as error:  # one format that crashes must not take the others with it
        warn(f"error: the {name} report could not be made")
        return report_crash(error, verbose=material.display.verbose)


def _render_summary(material: Material) -> str:
    from hfcheck.report.markdown import SUMMARY_LIMIT, render_markdown

    return render_markdown(material.report, material.articles, list_titles(material.pages), limit=SUMMARY_LIMIT)


def find_base(root: Path) -> str:
    """Give a folder as a POSIX path relative to the repository that holds it, "" for its root or outside of any."""
    folder = root.resolve()
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            relative = folder.relative_to(parent).as_posix()
            return "" if relative == "." else relative
    return ""
