"""`hfcheck packs`: the knowledge that is in force, and whether its examples hold."""

from __future__ import annotations

import typer

from hfcheck.cli import options
from hfcheck.cli.compare import LOUD
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result
from hfcheck.cli.project import read_config, read_knowledge
from hfcheck.report.visible import make_visible

app = typer.Typer(no_args_is_help=True, help="Show and test the knowledge packs.")

_SECTIONS = ("entities", "relations", "titles", "forms", "classes", "measures", "designators")


@app.command("list")
@guard
def list_(config: options.ConfigFile = None, packs: options.Packs = None) -> ExitCode:
    """List the packs that ship and those in force, with what they hold together."""
    from hfcheck.knowledge import list_packs, load_knowledge

    settings = read_config(None, config, packs)
    knowledge = load_knowledge(settings.packs, settings.root)
    lines = [f"{name}  {'in force' if name in settings.packs else 'ships, not in force'}" for name in list_packs()]
    lines += [f"{name}  in force" for name in settings.packs if name not in list_packs()]
    held = ", ".join(f"{len(getattr(knowledge, section))} {section}" for section in _SECTIONS)
    write_result("\n".join([*lines, f"together: {held}"]) + "\n")
    return ExitCode.CLEAN


@app.command("test")
@guard
def test(config: options.ConfigFile = None, packs: options.Packs = None, verbose: options.Verbose = False) -> ExitCode:
    """Run the examples of every constraint; exits with 1 where one does not hold."""
    from hfcheck.workflow import compare_texts

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
