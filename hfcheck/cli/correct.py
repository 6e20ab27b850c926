"""`hfcheck correct`: an editor says what the reading of a claim got wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from hfcheck.cli import desk as desks
from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, write_result
from hfcheck.cli.project import warn_problems
from hfcheck.decisions import Correction, Decisions, renew_decisions
from hfcheck.errors import ConfigError
from hfcheck.model import Claim
from hfcheck.report.visible import make_visible

if TYPE_CHECKING:
    from hfcheck.workflow import Project

EXAMPLES = """
\b
Examples:
  hfcheck correct news/a.txt#001 --drop --reason "irony"
  hfcheck correct news/a.txt#001 --says "Norwick is based in Oslo" --reason "the old office"
  hfcheck correct news/a.txt --add "Norwick is based in Oslo" --quote "Norwick Institute" --reason "missed"
  hfcheck correct news/a.txt#001 --undo
"""

_STATEMENT = "<statement>"

Target = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM",
        help="The claim's id, as hfcheck claims and the steps of a finding name it; with --add, its article.",
    ),
]
Drop = Annotated[bool, typer.Option("--drop", help="The article does not claim this at all.")]
Says = Annotated[
    str | None, typer.Option("--says", metavar="SENTENCE", help="What it claims instead, in a plain sentence.")
]
Add = Annotated[
    str | None, typer.Option("--add", metavar="SENTENCE", help="What the article claims besides, in a plain sentence.")
]
Quote = Annotated[
    str | None, typer.Option("--quote", metavar="TEXT", help="With --add: the words of the article that claim it.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever reads it later.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take back how the claim was corrected.")]


@guard
def correct(
    target: Target,
    drop: Drop = False,
    says: Says = None,
    add: Add = None,
    quote: Quote = None,
    reason: Reason = "",
    who: desks.Who = None,
    undo: Undo = False,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Correct a claim that was misread.

    The correction goes to decisions.yaml beside the ledger, which keeps what was read. A sentence that you give is read
    as those of the articles are, and shown as it was understood; a time, place or speaker that it does not tell stays.
    """
    _check_usage(drop, says, add, quote, reason, undo)
    project, extraction, path, decided = desks.open_decided(config, packs, quiet=quiet)
    warn_problems(extraction.problems)
    if undo:
        return _undo(target, extraction.claims, path, decided, quiet=quiet)
    author = desks.find_author(who, project.config.root)
    if author is None:
        raise typer.BadParameter("who corrects? Give --who NAME")
    reason = " ".join(reason.split())
    if add is not None:
        made = _add(project, target, add, quote or "", reason, author, quiet=quiet)
        return _save(path, decided, decided.corrections, made, quiet=quiet)
    claim = _find_claim(extraction.claims, target)
    made = _drop_or_replace(project, claim, says, reason, author, quiet=quiet)
    from hfcheck.decisions import find_corrections

    old = find_corrections(claim.id, extraction.claims, decided.corrections)
    return _save(path, decided, [one for one in decided.corrections if one not in old], made, quiet=quiet)


def _check_usage(drop: bool, says: str | None, add: str | None, quote: str | None, reason: str, undo: bool) -> None:
    if sum((drop, says is not None, add is not None, undo)) != 1:
        raise typer.BadParameter("give one of --drop, --says SENTENCE, --add SENTENCE and --undo")
    if undo and reason:
        raise typer.BadParameter("--undo stands alone")
    if not undo and not reason.strip():
        raise typer.BadParameter("give --reason: whoever reads this later must know why")
    if (add is None) != (quote is None):
        raise typer.BadParameter("--add and --quote go together: what is claimed, and the words that claim it")


def _find_claim(claims: Sequence[Claim], target: str) -> Claim:
    found = next((claim for claim in claims if claim.id == target), None)
    if found is None:
        raise ConfigError(f"there is no claim {target!r}; hfcheck claims -f jsonl prints the ids")
    return found


def _drop_or_replace(
    project: Project, claim: Claim, says: str | None, reason: str, who: str, *, quiet: bool
) -> Correction:
    from hfcheck.decisions import make_drop, make_replacement

    if says is None:
        return make_drop(claim, reason=reason, who=who)
    stated = read_statement(project, claim.evidence[0].span.article, says, quiet=quiet)
    return make_replacement(claim, stated, reason=reason, who=who)


def _add(project: Project, target: str, says: str, quote: str, reason: str, who: str, *, quiet: bool) -> Correction:
    from hfcheck.decisions import make_addition

    article = next((one for one in project.articles if one.id == target), None)
    if article is None:
        raise ConfigError(f"there is no article {target!r}; hfcheck sources lists them")
    stated = read_statement(project, article.id, says, quiet=quiet)
    made = make_addition(article, quote, stated, reason=reason, who=who)
    if made is None:
        raise ConfigError(f"“{quote}” does not stand in {article.id}; copy it word for word")
    return made


def read_statement(project: Project, article: str, says: str, *, quiet: bool = False) -> Claim:
    """Read an editor's sentence as if it stood in an article of its own, of the same date as `article`.

    It is read among the project's articles, so that names mean what they mean there. Raises ConfigError unless it
    makes just one claim.
    """
    from hfcheck.ledger import PropositionCache
    from hfcheck.shelf import CACHE
    from hfcheck.sources import make_article
    from hfcheck.workflow import extract_claims

    words = " ".join(says.split())
    text = words if words.endswith((".", "!", "?")) else f"{words}."
    published = next((one.published for one in project.articles if one.id == article), None)
    statement = msgspec.structs.replace(make_article(text, id=_STATEMENT), published=published)
    joined = msgspec.structs.replace(project, articles=(*project.articles, statement), problems=())
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(
            joined, use_ledger=False, cache=PropositionCache(project.config.root / CACHE), progress=progress
        )
    found = [claim for claim in extraction.claims if claim.evidence[0].span.article == _STATEMENT]
    atoms = [claim for claim in found if claim.relation != "lists"]
    if not atoms:
        raise ConfigError(f"no claim could be read in “{words}”; put it plainly, as in “Norwick is based in Oslo”")
    if len(atoms) > 1:
        listed = "; ".join(f"“{claim.text}”" for claim in atoms)
        raise ConfigError(f"“{words}” makes {len(atoms)} claims: {listed}; write a sentence that makes one")
    return atoms[0]


def _undo(target: str, claims: Sequence[Claim], path: Path, decided: Decisions, *, quiet: bool) -> ExitCode:
    from hfcheck.decisions import find_corrections

    gone = find_corrections(target, claims, decided.corrections)
    if not gone:
        raise ConfigError(f"no correction is about the claim {target!r}; {path.name} holds them all")
    kept = tuple(one for one in decided.corrections if one not in gone)
    renew_decisions(path, decided, msgspec.structs.replace(decided, corrections=kept))
    if not quiet:
        write_result("".join(f"{make_visible(describe_correction(one))}\n" for one in gone))
        write_result(f"taken out of {path.name}\n")
    return ExitCode.CLEAN


def _save(path: Path, decided: Decisions, kept: Sequence[Correction], made: Correction, *, quiet: bool) -> ExitCode:
    corrections = tuple(kept) if made in kept else (*kept, made)
    renew_decisions(path, decided, msgspec.structs.replace(decided, corrections=corrections))
    if not quiet:
        write_result(f"{make_visible(describe_correction(made))}\nwritten to {path.name}\n")
    return ExitCode.CLEAN


def describe_correction(correction: Correction) -> str:
    """Put a correction into words: what was read, what is said instead, and who says so."""
    from hfcheck.decisions import name_added

    by = f"{correction.reason} ({correction.who})"
    if correction.add is not None:
        return f"add {name_added(correction.add)} “{correction.add.text}”: {by}"
    if correction.replace is not None and correction.values is not None:
        return f"replace “{correction.replace.text}” by “{correction.values.text}”: {by}"
    return f"drop “{correction.drop.text if correction.drop else ''}”: {by}"
