"""`hfcheck claims`: the claims, one JSON object per claim and piece of evidence, or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text as Words

from hfcheck.model import Attribution, Claim, Evidence, Members, Moment, Polarity
from hfcheck.report.display import describe_lane, describe_relation, describe_value
from hfcheck.report.objects import render_json_lines
from hfcheck.report.pieces import describe_date
from hfcheck.report.visible import make_visible


def render_claims(claims: Iterable[Claim], *, steps: bool = False) -> str:
    """Render claims as JSON lines in the order given; `steps` adds how each was normalised.

    A list is printed as its atoms only: the claim that holds the whole list is left out.
    """
    return render_json_lines(list_claim_objects(claims, steps=steps))


def list_claim_objects(claims: Iterable[Claim], *, steps: bool = False) -> Iterator[dict[str, object]]:
    """Give the object of each claim and piece of its evidence, lists as their atoms only."""
    for claim, evidence in _printed(claims):
        yield claim_object(claim, evidence) | ({"steps": list(claim.steps)} if steps else {})


def render_claims_table(claims: Iterable[Claim], *, steps: bool = False) -> Table:
    """Lay claims out for reading, by article: the claim as a sentence, who says it, how surely, of when, and its id.

    `steps` adds, below each, how it was normalised.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("claim", ratio=5)
    table.add_column("who says it", ratio=2)
    table.add_column("how surely", min_width=12, max_width=12)
    table.add_column("when", min_width=10, max_width=12)
    table.add_column("id", style="dim", justify="right", no_wrap=True)
    last = ""
    for claim in claims:
        if isinstance(claim.object, Members):
            continue
        article = claim.evidence[0].span.article
        if article != last:
            table.add_row(Words(make_visible(article), style="bold"))
            last = article
        mode = claim.modality.value if claim.polarity is Polarity.AFFIRMED else f"{claim.modality.value}, denied"
        number = claim.id.removeprefix(article)
        cells = (claim.text, describe_lane(claim.attribution), mode, _describe_time(claim.time), number)
        table.add_row(*(Words(make_visible(cell)) for cell in cells))
        for step in claim.steps if steps else ():
            table.add_row(Words(make_visible(f"  {step}"), style="dim"))
    return table


def _describe_time(time: Moment | None) -> str:
    if time is None:
        return "·"
    return time.surface or "·" if time.start is None and time.end is None else describe_date(time)


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
