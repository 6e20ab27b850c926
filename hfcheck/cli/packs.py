"""`hfcheck packs`: the knowledge that is in force, whether its examples hold, and what it might hold besides."""

from __future__ import annotations

import typer

from hfcheck.cli import options
from hfcheck.cli.compare import LOUD
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, warn, write_result
from hfcheck.cli.project import read_config, read_knowledge, warn_problems
from hfcheck.report.visible import make_visible

app = typer.Typer(no_args_is_help=True, help="Show, test and extend the knowledge packs.")

LIST_EXAMPLES = """
\b
Examples:
  hfcheck packs list
  hfcheck packs list --packs core,mine.yaml
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

_SECTIONS = ("entities", "relations", "titles", "forms", "classes", "measures", "designators")


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


@app.command("test", epilog=TEST_EXAMPLES)
@guard
def test(config: options.ConfigFile = None, packs: options.Packs = None, verbose: options.Verbose = False) -> ExitCode:
    """Run the examples of every constraint.

    Exits with 1 where one does not hold.
    """
    from hfcheck.texts import compare_texts

    knowledge = read_knowledge(config, packs)
    lines, failed, total = [], 0, 0
    for relation in knowledge.relations:
        for example in relation.examples:
            total += 1
            result = compare_texts(example.a, example.b, knowledge)
            holds = (result.verdict in LOUD) == example.fails
            failed += not holds
            if verbose or not holds:
                wanted = "conflict" if example.fails else "no conflict"
                lines.append(
                    f"{'ok' if holds else 'FAILED'}  {relation.id}: {make_visible(example.a)} / "
                    f"{make_visible(example.b)}: {wanted} wanted, {result.verdict.value} given"
                )
    lines.append(f"{total} examples, {failed} failed")
    write_result("\n".join(lines) + "\n")
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


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
