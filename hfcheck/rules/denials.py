"""A whole kind is denied here, and a thing of that kind affirmed there: "makes no cars", "is to make electric cars".

Part of HF101. What is denied of a bare plural is denied of each thing of its kind. Plans are held against each other
within one article only, as they change from one to the next, and are noted; so is what two speakers of one article say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Modality, Polarity, Severity, Verdict
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.kinds import find_noun, list_doers, name_object
from hfcheck.rules.verdicts import Judgement, find_article, find_lane, is_timeless, judge_pair, relate_times
from hfcheck.rules.wording import name_source, say_tail

KEY = "kind"
FIRM = (Modality.ASSERTED, Modality.PLANNED)


def list_kind_keys(claim: Claim, knowledge: Knowledge) -> Iterator[str]:
    """Who does what to which kind of thing: of what is denied its own kind, of what is affirmed all kinds above it."""
    relation = knowledge.relation_of_words.get(claim.relation)
    if relation is None or claim.modality not in FIRM or claim.quantifier is not None:
        return
    noun = find_noun(name_object(claim), knowledge)
    if noun is None:
        return
    if claim.polarity is Polarity.AFFIRMED:
        kinds = {noun.word, noun.kind, *knowledge.parents(noun.kind)}
    else:
        kinds = {noun.word} if noun.bare and claim.scope is None else set()
    for doer in list_doers(claim):
        yield from (f"{KEY}|{doer}|{relation[0]}|{kind}" for kind in sorted(kinds))


def check_kinds(rule: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold what is denied of a kind against what is affirmed of things of it."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    affirmed = [claim for claim in claims if claim.polarity is Polarity.AFFIRMED]
    denied = [claim for claim in claims if claim.polarity is Polarity.DENIED]
    finding = oppose_camps(Kind(rule, "subject-relation-kind"), affirmed, denied, judge, _word)
    if finding is not None:
        yield finding


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    first, second = a.evidence[0].span, b.evidence[0].span
    same_article = find_article(a) == find_article(b)
    if same_article and first.start < second.end and second.start < first.end:
        return None
    affirming, denying = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    # What is denied of no place in particular is denied of all.
    if is_timeless(a, b, knowledge) or (denying.place is not None and denying.place != affirming.place):
        return None
    if Modality.PLANNED in (a.modality, b.modality):
        lanes = find_lane(a), find_lane(b)
        verdict = Verdict.DISPUTED if lanes[0] != lanes[1] else Verdict.UNORDERED
        return Judgement(verdict, Severity.NOTE) if same_article else None
    return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.relation)))


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    affirming, denying = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    message = f"“{affirming.text}” in {name_source(affirming)}, but “{denying.text}” in {name_source(denying)}"
    settle = f"A statement by {denying.subject.name} of what exactly it does and does not do."
    return Wording(f"{message}{say_tail(verdict)}.", settle)
