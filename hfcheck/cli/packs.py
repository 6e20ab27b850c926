"""`hfcheck packs`: the knowledge that is in force, whether its examples hold, and what it might hold besides."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.compare import LOUD
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, warn, write_result
from hfcheck.cli.project import read_config, read_knowledge, warn_problems
from hfcheck.errors import ConfigError
from hfcheck.files import write_atomic
from hfcheck.model import Problem
from hfcheck.report.visible import disarm_commands, is_hidden, make_visible

if TYPE_CHECKING:
    from hfcheck.knowledge.entries import PackEntry

app = typer.Typer(no_args_is_help=True, help="Show, test and extend the knowledge packs.")

LIST_EXAMPLES = """
\b
Examples:
  hfcheck packs list
  hfcheck packs list --packs core,mine.yaml
"""

SHOW_EXAMPLES = """
\b
Examples:
  hfcheck packs show                         what each pack in force holds
  hfcheck packs show core                    what one pack says, entry by entry
  hfcheck packs show based_in "be based in"  the entries with these ids, names or words, and where they stand
"""

NEW_EXAMPLES = """
\b
Examples:
  hfcheck packs new club.yaml
"""

TEST_EXAMPLES = """
\b
Examples:
  hfcheck packs test
  hfcheck packs test --packs core,mine.yaml --verbose
"""

SUGGEST_EXAMPLES = """
\b
Examples:
  hfcheck packs suggest                       what the project's articles suggest
  hfcheck packs suggest news/ > ours.yaml     a pack to check, cut down and name under packs:
"""

_SECTIONS = ("entities", "relations", "titles", "forms", "classes", "measures", "distinct", "designators")


@app.command("list", epilog=LIST_EXAMPLES)
@guard
def list_(config: options.ConfigFile = None, packs: options.Packs = None) -> ExitCode:
    """List the packs.

    Those that ship and those in force, with what they hold together.
    """
    from hfcheck.knowledge import list_packs, load_knowledge

    settings = read_config(None, config, packs)
    knowledge = load_knowledge(settings.packs, settings.root)
    lines = [f"{name}  {'in force' if name in settings.packs else 'ships, not in force'}" for name in list_packs()]
    lines += [f"{name}  in force" for name in settings.packs if name not in list_packs()]
    held = ", ".join(f"{len(getattr(knowledge, section))} {section}" for section in _SECTIONS)
    write_result("\n".join([*lines, f"together: {held}"]) + "\n")
    return ExitCode.CLEAN


Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORD]…", help="Packs, or ids, names or words of entries; none: all packs."),
]
NewPack = Annotated[Path, typer.Argument(metavar="FILE", help="The pack to write; it is never overwritten.")]


@app.command("show", epilog=SHOW_EXAMPLES)
@guard
def show(words: Words = None, config: options.ConfigFile = None, packs: options.Packs = None) -> ExitCode:
    """Show what the packs in force say.

    With words, each entry that has one of them as its id, name or word, as YAML, with its file and line, and of a
    pack's name all its entries; exits with 2 where there is none. Without, how many entries of each section every pack
    holds.
    """
    from hfcheck.knowledge.entries import find_entries, list_entries

    settings = read_config(None, config, packs)
    if not words:
        for name in settings.packs:
            held = Counter(entry.section for entry in list_entries([name], settings.root))
            told = ", ".join(f"{count} {section}" for section, count in held.items())
            write_result(f"{make_visible(disarm_commands(name))}  {told}\n")
        return ExitCode.CLEAN
    entries = list_entries(settings.packs, settings.root)
    found = [
        list_entries([word], settings.root) if word in settings.packs else find_entries(entries, word) for word in words
    ]
    for word, those in zip(words, found, strict=True):
        if not those:
            raise ConfigError(f"no pack in force has an entry {word!r}; hfcheck packs list names the packs")
    shown = dict.fromkeys(_write_inert(entry) for those in found for entry in those)
    write_result("\n".join(shown))
    return ExitCode.CLEAN


def _write_inert(entry: PackEntry) -> str:
    """An entry as YAML in which nothing steers a terminal or a CI runner."""
    from hfcheck.knowledge.entries import write_entry

    text = write_entry(entry)
    if disarm_commands(text) == text and not any(is_hidden(char) and char != "\n" for char in text):
        return text
    place, _, rest = write_entry(entry, quoted=True).partition("\n")
    return f"{make_visible(disarm_commands(place))}\n{disarm_commands(rest)}"


@app.command("new", epilog=NEW_EXAMPLES)
@guard
def new(file: NewPack) -> ExitCode:
    """Write a pack to start from.

    It has one example of each thing that a pack can say, with comments, and loads as it is.
    """
    from hfcheck.knowledge.entries import write_template

    if os.path.lexists(file):
        raise ConfigError("is there already; nothing was written", str(file))
    write_atomic(file, write_template(file.stem))
    write_result(
        f"{file}: written.\nNext: name it under packs: in hfcheck.yaml, then hfcheck packs test --packs core,{file}\n"
    )
    return ExitCode.CLEAN


@app.command("test", epilog=TEST_EXAMPLES)
@guard
def test(config: options.ConfigFile = None, packs: options.Packs = None, verbose: options.Verbose = False) -> ExitCode:
    """Run the examples of every constraint.

    Exits with 1 where one does not hold.
    """
    from hfcheck.texts import compare_texts

    knowledge = read_knowledge(config, packs)
    lines, failed, total = [], 0, 0
    crashes: list[Problem] = []
    told = [(entry.id, entry.examples) for entry in knowledge.relations]
    told += [(entry.id, entry.examples) for entry in knowledge.classes]
    for name, examples in told:
        for example in examples:
            total += 1
            result = compare_texts(example.a, example.b, knowledge)
            crashes += [one for one in result.report.problems if one.kind == "crash"]
            holds = (result.verdict in LOUD) == example.fails
            failed += not holds
            if verbose or not holds:
                wanted = "conflict" if example.fails else "no conflict"
                lines.append(
                    f"{'ok' if holds else 'FAILED'}  {name}: {make_visible(example.a)} / "
                    f"{make_visible(example.b)}: {wanted} wanted, {result.verdict.value} given"
                )
    lines.append(f"{total} examples, {failed} failed")
    write_result("\n".join(lines) + "\n")
    return pick_code((warn_problems(crashes), ExitCode.FINDINGS if failed else ExitCode.CLEAN))


@app.command("suggest", epilog=SUGGEST_EXAMPLES)
@guard
def suggest(
    paths: options.Paths = None,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Suggest aliases for a pack, as YAML.

    Names that may be one thing and that no article ties together: initials, spellings, one office under two names;
    each with the places that speak for it. Nothing is linked by it until an editor puts it into a pack.
    """
    from hfcheck.cli.suggest import find_suggestions
    from hfcheck.report.suggestions import render_suggestions
    from hfcheck.workflow import open_project

    project = open_project(read_config(paths, config, packs), paths or None)
    with show_progress(quiet=quiet) as progress:
        suggestions, problems = find_suggestions(project, progress)
    write_result(render_suggestions(suggestions), output)
    if not suggestions:
        warn("no alias to suggest")
    code = warn_problems((*project.problems, *problems))
    return code if project.articles else pick_code((code, ExitCode.INPUT))
