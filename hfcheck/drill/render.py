"""A drill as a table for people, as lines that name what was missed, and as one JSON object."""

from __future__ import annotations

import json

from rich.table import Table

from hfcheck.drill.records import Drill, Outcome, Tally
from hfcheck.report.visible import escape_hidden, make_visible

SCHEMA = 1


def render_table(drill: Drill) -> Table:
    """Lay out the tallies, a kind a row, and all kinds together."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("kind")
    for heading in ("planted", "found", "share", "reworded", "flagged"):
        table.add_column(heading, justify="right")
    for tally in (*drill.tallies, drill.total):
        cells = (tally.planted, tally.found, say_share(tally), tally.reworded, tally.flagged)
        table.add_row(tally.kind, *map(str, cells), style="bold" if tally.kind == "all" else None)
    return table


def say_share(tally: Tally) -> str:
    """The share of the planted that was found, as a whole per cent; "-" where nothing was planted."""
    return f"{100 * tally.found // tally.planted}%" if tally.planted else "-"


def render_outcomes(drill: Drill, *, verbose: bool) -> str:
    """One paragraph for each reworded sentence that was falsely flagged and, with `verbose`, for every plant."""
    parts = []
    for outcome in drill.outcomes:
        if verbose:
            found = f"found by {', '.join(outcome.found_by)}" if outcome.found_by else "missed"
            found = "not run" if outcome.problem else found
            parts.append(_describe(outcome, f"{outcome.trial.kind}: {found}", outcome.trial.plant.sentence))
        if outcome.flagged_by and outcome.trial.rewording:
            flagged = f"a rewording was flagged by {', '.join(outcome.flagged_by)}"
            parts.append(_describe(outcome, flagged, outcome.trial.rewording.sentence))
    return "".join(part + "\n" for part in parts)


def _describe(outcome: Outcome, what: str, told: str) -> str:
    trial = outcome.trial
    line = trial.article.text.count("\n", 0, trial.start) + 1
    shown = [make_visible(" ".join(text.split())) for text in (trial.sentence, told)]
    return f"{make_visible(trial.article.path)}:{line}: {what}\n  - {shown[0]}\n  + {shown[1]}"


def render_json(drill: Drill) -> str:
    """One JSON object (schema 1): the seed, the tallies and every trial, offsets into the untouched article."""
    document = {
        "schema": SCHEMA,
        "seed": drill.seed,
        "kinds": [_tally_object(tally) for tally in drill.tallies],
        "total": _tally_object(drill.total),
        "trials": [_trial_object(outcome) for outcome in drill.outcomes if outcome.problem is None],
    }
    return escape_hidden(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _tally_object(tally: Tally) -> dict[str, object]:
    return {
        "kind": tally.kind,
        "planted": tally.planted,
        "found": tally.found,
        "reworded": tally.reworded,
        "flagged": tally.flagged,
    }


def _trial_object(outcome: Outcome) -> dict[str, object]:
    trial = outcome.trial
    return {
        "kind": trial.kind,
        "article": trial.article.path,
        "start": trial.start,
        "end": trial.end,
        "sentence": trial.sentence,
        "planted": trial.plant.sentence,
        "found_by": list(outcome.found_by),
        "reworded": trial.rewording.sentence if trial.rewording else None,
        "flagged_by": list(outcome.flagged_by),
    }
