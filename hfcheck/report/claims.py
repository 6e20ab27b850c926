"""`hfcheck claims`: the claims, one JSON object per claim and piece of evidence, or as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text as Words

from hfcheck.model import Attribution, Claim, Evidence, Members, Polarity
from hfcheck.report.display import describe_lane, describe_relation, describe_value
from hfcheck.report.visible import escape_hidden, make_visible


def render_claims(claims: Iterable[Claim]) -> str:
    """Render claims as JSON lines in the order given.

    A list is printed as its atoms only: the claim that holds the whole list is left out.
    """
    return "".join(_line(claim, evidence) + "\n" for claim, evidence in _printed(claims))


def render_claims_table(claims: Iterable[Claim]) -> Table:
    """Lay claims out for reading: place, the claim as a sentence, who says it, and how surely."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("claim", ratio=5)
    table.add_column("who says it", ratio=2)
    table.add_column("modality")
    table.add_column("id", style="dim", overflow="fold", ratio=2)
    for claim in claims:
        if isinstance(claim.object, Members):
            continue
        mode = claim.modality.value if claim.polarity is Polarity.AFFIRMED else f"{claim.modality.value}, denied"
        cells = (claim.text, describe_lane(claim.attribution), mode, claim.id)
        table.add_row(*(Words(make_visible(cell)) for cell in cells))
    return table


def claim_object(claim: Claim, evidence: Evidence) -> dict[str, object]:
    """Give the JSON object of a claim and one piece of its evidence."""
    return {
        "id": claim.id,
        "article": evidence.span.article,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "text": claim.text,
        "subject": claim.subject.name,
        "relation": describe_relation(claim),
        "object": describe_value(claim.object),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": [attribution_object(voice) for voice in claim.attribution],
        "confidence": round(claim.confidence, 4),
    }


def attribution_object(voice: Attribution) -> dict[str, object]:
    """Give the JSON object of one speaker; `source` is null for "reportedly"."""
    return {"source": voice.source, "stance": voice.stance, "cue": voice.cue, "direct": voice.direct}


def _printed(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Evidence]]:
    for claim in claims:
        if not isinstance(claim.object, Members):
            for evidence in claim.evidence:
                yield claim, evidence


def _line(claim: Claim, evidence: Evidence) -> str:
    return escape_hidden(json.dumps(claim_object(claim, evidence), ensure_ascii=False))
