"""Claims → Claims: what an editor says that the reading got wrong. The ledger keeps what was read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from hfcheck.decisions.apply import KIND, cut_text
from hfcheck.decisions.records import AddedClaim, ClaimName, ClaimValues, Correction, fold_space
from hfcheck.model import Article, Claim, Evidence, Modality, Notice, Origin, Polarity, Span

_CIRCUMSTANCES = ("time", "place", "event", "attribution")
"""What a sentence may leave open because its article told it before."""


def apply_corrections(
    claims: Sequence[Claim], articles: Mapping[str, Article], corrections: Sequence[Correction], *, whole: bool = True
) -> tuple[tuple[Claim, ...], tuple[Notice, ...]]:
    """Give the claims as corrected, and notices: how many corrections were applied, and which were about nothing.

    A claim is found by its article, quote and text, white space folded; where its article is gone, by quote and text
    in the one article that has both. What is replaced or added is of manual origin and says in its steps who corrected
    it, and why. Unless `whole`, a correction of an article that is not among `articles` says nothing.
    """
    current = list(claims)
    notices: list[Notice] = []
    done: Counter[str] = Counter()
    for correction in corrections:
        if not whole and correction.article not in articles:
            continue
        fault = _apply_one(current, articles, correction)
        if fault:
            notices.append(Notice(KIND, f"a correction is about nothing any more: {fault}", correction.article))
        else:
            done[_name_kind(correction)] += 1
    if done:
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(done.items()))
        notices.insert(0, Notice(KIND, f"claims corrected by editors: {counts}"))
    return tuple(current), tuple(notices)


def _apply_one(current: list[Claim], articles: Mapping[str, Article], correction: Correction) -> str:
    """Correct `current` in place; what is wrong, or ""."""
    if correction.add is not None:
        added = _add_claim(correction.add, correction, articles, {claim.id for claim in current})
        if added is None:
            return f"“{cut_text(correction.add.quote)}” does not stand in {correction.add.article}"
        current.append(added)
        return ""
    name = correction.drop or correction.replace
    found = _find_claims(current, articles, name) if name else []
    if name is None or not found:
        return f"there is no claim “{cut_text(name.text)}” from “{cut_text(name.quote)}”" if name else "it names none"
    for claim in found:
        at = current.index(claim)
        if correction.values is None:
            del current[at]
        else:
            current[at] = _replace_values(claim, correction.values, correction)
    return ""


def _find_claims(claims: Sequence[Claim], articles: Mapping[str, Article], name: ClaimName) -> list[Claim]:
    alike = [claim for claim in claims if _is_named(claim, name)]
    here = [claim for claim in alike if claim.evidence[0].span.article == name.article]
    homes = {claim.evidence[0].span.article for claim in alike}
    return alike if not here and name.article not in articles and len(homes) == 1 else here


def _is_named(claim: Claim, name: ClaimName) -> bool:
    return fold_space(claim.text) == name.text and fold_space(claim.evidence[0].quote) == name.quote


def _replace_values(claim: Claim, values: ClaimValues, correction: Correction) -> Claim:
    step = _say_step("corrected", correction)
    stated = _list_stated(values)
    return msgspec.structs.replace(claim, **stated, origin=Origin.MANUAL, steps=(*claim.steps, step))


def _add_claim(
    add: AddedClaim, correction: Correction, articles: Mapping[str, Article], taken: set[str]
) -> Claim | None:
    article = articles.get(add.article)
    found = _find_quote(article.text, add.quote) if article else None
    if article is None or found is None:
        return None
    named = name_added(add)
    names = (f"{named}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    base = Claim(
        id=next(name for name in names if name not in taken),
        text=add.text,
        subject=add.subject,
        relation=add.relation,
        object=add.object,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article.id, found.start(), found.end()), found[0]),),
        confidence=1.0,
        origin=Origin.MANUAL,
        steps=(_say_step("added", correction),),
    )
    return msgspec.structs.replace(base, **_list_stated(add))


def _find_quote(text: str, quote: str) -> re.Match[str] | None:
    """The first place where `quote` stands word for word, its white space being any."""
    return re.search(r"\s+".join(map(re.escape, quote.split())), text)


def _list_stated(values: ClaimValues) -> dict[str, object]:
    names = (name for name in ClaimValues.__struct_fields__ if getattr(values, name) is not UNSET)
    return {name: getattr(values, name) for name in names}


def _say_step(what: str, correction: Correction) -> str:
    return f"{what} by {correction.who}: {correction.reason}"


def _name_kind(correction: Correction) -> str:
    return "dropped" if correction.drop else "replaced" if correction.replace else "added"


# ── making them ───────────────────────────────────────────────────────────────────────────────


def name_claim(claim: Claim) -> ClaimName:
    """Name a claim by its article, quote and text, as a correction does."""
    evidence = claim.evidence[0]
    return ClaimName(evidence.span.article, fold_space(evidence.quote), fold_space(claim.text))


def name_added(add: AddedClaim) -> str:
    """The id that an added claim gets; one that is taken gets a number behind it."""
    digest = hashlib.sha256("\0".join((add.article, add.quote, add.text)).encode()).hexdigest()
    return f"{add.article}#manual-{digest[:8]}"


def make_drop(claim: Claim, *, reason: str, who: str) -> Correction:
    """Say that `claim` was never made."""
    return Correction(reason, who, drop=name_claim(claim))


def make_replacement(claim: Claim, stated: Claim, *, reason: str, who: str) -> Correction:
    """Say of `claim` what `stated` says, a claim read from an editor's sentence.

    Where that sentence tells no time, place, event or speaker, they stay as they were read.
    """
    said = {name: value for name, value in _list_said(stated).items() if value or name not in _CIRCUMSTANCES}
    differing = {name: value for name, value in said.items() if getattr(claim, name) != value}
    values = ClaimValues(**{"text": stated.text, **differing})
    return Correction(reason, who, replace=name_claim(claim), values=values)


def make_addition(article: Article, quote: str, stated: Claim, *, reason: str, who: str) -> Correction | None:
    """Say that `article` claims with `quote` what `stated` says; None where the quote does not stand in it."""
    if not quote.strip() or _find_quote(article.text, quote) is None:
        return None
    said = {name: value for name, value in _list_said(stated).items() if value}
    add = AddedClaim(**{"article": article.id, "quote": fold_space(quote), "text": stated.text, **said})
    return Correction(reason, who, add=add)


def find_corrections(target: str, claims: Sequence[Claim], corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections of the claim with the id `target`, or the one that added it."""
    names = {name_claim(claim) for claim in claims if claim.id == target}
    return tuple(
        one
        for one in corrections
        if (one.drop or one.replace) in names or (one.add is not None and name_added(one.add) == target)
    )


def _list_said(stated: Claim) -> dict[str, Any]:
    """What a claim says beside its text, by the names of its fields."""
    return {name: getattr(stated, name) for name in ClaimValues.__struct_fields__ if name not in ("text", "disputed")}
