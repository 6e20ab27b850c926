"""The public verb of this stage: the nodes of two texts → claims for the rules, and every comparison that was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.model import Claim, Verdict
from hfcheck.scene.amounts import align_amounts
from hfcheck.scene.claims import make_claims, make_quantified_claims
from hfcheck.scene.contrasts import Contrast, find_contrasts
from hfcheck.scene.elsewhere import find_elsewhere
from hfcheck.scene.judgements import Ruling, judge_contrast, may_recur
from hfcheck.scene.nodes import Node
from hfcheck.scene.parallels import align_sentences
from hfcheck.scene.quantifiers import find_quantified
from hfcheck.scene.retellings import align_statements


class Comparing(NamedTuple):
    """One comparison: the two nodes, what differs, and the ruling."""

    contrast: Contrast
    ruling: Ruling


def compare_scenes(a: Sequence[Node], b: Sequence[Node]) -> tuple[list[Claim], list[Comparing]]:
    """Claims of what the texts `a` and `b` say otherwise of the same things, and all comparisons behind them."""
    parallels = align_sentences(a, b)
    comparings = [
        Comparing(contrast, find_elsewhere(contrast, a, b) or judge_contrast(contrast))
        for parallel in parallels
        for contrast in find_contrasts(parallel)
    ]
    seen = {id(one.contrast.b) for one in comparings if one.ruling.verdict is Verdict.CONFLICT}
    comparings += [
        Comparing(contrast, find_elsewhere(contrast, a, b) or ruling)
        for contrast, ruling in align_amounts(a, b)
        if id(contrast.b) not in seen
    ]
    if not seen:
        comparings += [Comparing(*one) for one in align_statements(a, b) if not may_recur(one[0])]
    claims: list[Claim] = []
    for number, told in enumerate((q for parallel in parallels for q in find_quantified(parallel)), 1):
        claims += make_quantified_claims(told, number)
    for number, (contrast, ruling) in enumerate(comparings, 1):
        if ruling.verdict is Verdict.CONFLICT:
            claims += make_claims(contrast, number)
    return claims, comparings
