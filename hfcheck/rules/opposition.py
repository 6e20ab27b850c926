"""Which claims of two camps oppose each other, in time that grows with the camps and not with their pairs.

Claims that are alike in all that a judgement looks at are judged once for all of them. What is left to tell apart is
where they stand: in two articles, in one, or in one passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from hfcheck.infer import order_claim
from hfcheck.model import Claim, Modality, Origin, Severity, Verdict
from hfcheck.rules.verdicts import OWN_VOICE, SPEAKER, Judgement, find_article, find_lane

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF)
MOST_KINDS = 100
"""Of camps with more kinds of claims than so many each, so many kinds of one time, and so many of all, the most direct
first, are held against each other; and so many claims of one article."""

Judge: TypeAlias = Callable[[Claim, Claim], Judgement | None]
Block: TypeAlias = tuple[Sequence[Claim], Sequence[Claim]]
"""Claims of two camps that may be held against each other."""

Describe: TypeAlias = Callable[[Claim], Hashable]
_Kind: TypeAlias = tuple[int, Hashable]
"""A block, and what claims in it have in common."""

_VERDICTS = (Verdict.CONFLICT, Verdict.UNORDERED, Verdict.DISPUTED, Verdict.UPDATE, Verdict.AMBIGUOUS_NAME)
_MODALITIES = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL)
_LANES = (OWN_VOICE, SPEAKER)


class Opposition(NamedTuple):
    """The gravest judgement on two camps, and who takes part in a pair so judged.

    `left` are the most direct first, `right` in the order of those whom they oppose. `torn` are the articles with
    claims on both sides.
    """

    judgement: Judgement
    left: list[Claim]
    right: list[Claim]
    torn: frozenset[str]


def order_directness(claim: Claim) -> tuple[int, int, int, int, float, tuple[str, int, int, str]]:
    """Sort key, most direct first: asserted, own voice, few voices between, extracted, certain, then by place."""
    kind = find_lane(claim)[0]
    lane = _LANES.index(kind) if kind in _LANES else len(_LANES)
    inferred = int(claim.origin is Origin.INFERRED)
    voices = len(claim.attribution)
    return _MODALITIES.index(claim.modality), lane, voices, inferred, -claim.confidence, order_claim(claim)


def describe_claim(claim: Claim) -> Hashable:
    """All that a claim tells and how; not where, in which words, in which list and how surely."""
    told = (claim.subject, claim.relation, claim.object, claim.polarity, claim.modality, claim.participants)
    narrowing = (claim.event, claim.time, claim.place, claim.scope, claim.measure, claim.quantifier, claim.reading)
    return (*told, *narrowing, claim.attribution, claim.disputed, claim.headline, claim.bygone)


def find_opposition(blocks: Iterable[Block], judge: Judge, describe: Describe = describe_claim) -> Opposition | None:
    """Who opposes whom across two camps, by the gravest judgement; None where nobody does.

    `judge` gives the same for all claims that `describe` gives the same for, as long as they stand alike: in two
    articles; in one, siblings or not, in one passage or not. Of camps with very many kinds of claims not all meet.
    """
    told = list(blocks)
    mine = _Camp([(at, claim) for at, (left, _) in enumerate(told) for claim in left], describe)
    theirs = _Camp([(at, claim) for at, (_, right) in enumerate(told) for claim in right], describe)
    hits: list[_Hit] = [*_judge_kinds(mine, theirs, judge), *_judge_articles(mine, theirs, judge)]
    if not hits:
        return None
    gravest = min((hit.judgement for hit in hits), key=_order_gravity)
    grave = [hit for hit in hits if hit.judgement == gravest]
    every = _list_sides(hits, mine, theirs)
    left, right = every if len(grave) == len(hits) else _list_sides(grave, mine, theirs)
    torn = {find_article(claim) for claim in every[0]} & {find_article(claim) for claim in every[1]}
    return Opposition(gravest, left, right, frozenset(torn))


def _order_gravity(judgement: Judgement) -> tuple[int, int]:
    return SEVERITIES.index(judgement.severity), _VERDICTS.index(judgement.verdict)


# ── claims that are alike ─────────────────────────────────────────────────────────────────────


class _Lead(NamedTuple):
    """A place in a camp, and the article of the claim there."""

    place: int
    article: str


class _Camp:
    """The claims of one camp, most direct first, and where among them those of one kind and of one article stand."""

    def __init__(self, claims: Sequence[tuple[int, Claim]], describe: Describe) -> None:
        ordered = sorted(claims, key=lambda one: order_directness(one[1]))
        self.claims = [claim for _, claim in ordered]
        self.articles = [find_article(claim) for claim in self.claims]
        self.kind_of = [(block, describe(claim)) for block, claim in ordered]
        self.kinds: defaultdict[_Kind, list[int]] = defaultdict(list)
        self.by_article: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self.by_block: defaultdict[int, list[_Kind]] = defaultdict(list)
        for place, kind in enumerate(self.kind_of):
            self.kinds[kind].append(place)
            self.by_article[kind[0], self.articles[place]].append(place)
        for kind in self.kinds:
            self.by_block[kind[0]].append(kind)
        self.leads = {
            kind: _find_leads(_Lead(place, self.articles[place]) for place in places)
            for kind, places in self.kinds.items()
        }


def _find_leads(leads: Iterable[_Lead]) -> tuple[_Lead, ...]:
    """The first, and the first of another article: one of the two has another article than any given one."""
    found: list[_Lead] = []
    for lead in leads:
        if not found or lead.article != found[0].article:
            found.append(lead)
        if len(found) > 1:
            break
    return tuple(found)


class _KindHit(NamedTuple):
    """A judgement on two kinds, wherever their claims stand in two articles."""

    judgement: Judgement
    left: _Kind
    right: _Kind


class _PairHit(NamedTuple):
    """A judgement on two claims of one article, by their places in their camps."""

    judgement: Judgement
    left: int
    right: int


_Hit: TypeAlias = _KindHit | _PairHit


def _judge_kinds(mine: _Camp, theirs: _Camp, judge: Judge) -> Iterator[_KindHit]:
    for block, kinds in mine.by_block.items():
        for one, other in _pair_kinds(kinds, theirs.by_block.get(block, []), mine, theirs):
            pairs = product(mine.leads[one], theirs.leads[other])
            pair = next(((a, b) for a, b in pairs if a.article != b.article), None)
            judgement = judge(mine.claims[pair[0].place], theirs.claims[pair[1].place]) if pair else None
            if judgement is not None:
                yield _KindHit(judgement, one, other)


def _pair_kinds(
    left: Sequence[_Kind], right: Sequence[_Kind], mine: _Camp, theirs: _Camp
) -> Iterable[tuple[_Kind, _Kind]]:
    """Every pair; of too many kinds those of one time, and the most direct."""
    if min(len(left), len(right)) <= 1 or len(left) * len(right) <= MOST_KINDS * MOST_KINDS:
        return product(left, right)
    by_time: defaultdict[object, tuple[list[_Kind], list[_Kind]]] = defaultdict(lambda: ([], []))
    for side, (camp, kinds) in enumerate(((mine, left), (theirs, right))):
        for kind in kinds:
            by_time[camp.claims[camp.kinds[kind][0]].time][side].append(kind)
    pairs = dict.fromkeys(product(left[:MOST_KINDS], right[:MOST_KINDS]))
    for ours, others in by_time.values():
        pairs |= dict.fromkeys(product(ours[:MOST_KINDS], others[:MOST_KINDS]))
    return pairs


def _judge_articles(mine: _Camp, theirs: _Camp, judge: Judge) -> Iterator[_PairHit]:
    """The judgements on claims of one article: its siblings and its passages are told apart."""
    known: dict[Hashable, Judgement | None] = {}
    for key, places in mine.by_article.items():
        for a, b in product(places[:MOST_KINDS], theirs.by_article.get(key, ())[:MOST_KINDS]):
            one, other = mine.claims[a], theirs.claims[b]
            siblings = one.group is not None and one.group == other.group
            case = (mine.kind_of[a], theirs.kind_of[b], siblings, _overlap(one, other))
            if case not in known:
                known[case] = judge(one, other)
            judgement = known[case]
            if judgement is not None:
                yield _PairHit(judgement, a, b)


def _overlap(a: Claim, b: Claim) -> bool:
    first, second = a.evidence[0].span, b.evidence[0].span
    return first.start < second.end and second.start < first.end


def _list_sides(hits: Sequence[_Hit], mine: _Camp, theirs: _Camp) -> tuple[list[Claim], list[Claim]]:
    """Who takes part: of the first camp in its order, of the second in the order of those whom they oppose first."""
    against: defaultdict[_Kind, list[_Lead]] = defaultdict(list)
    opposed_by: defaultdict[_Kind, list[_Lead]] = defaultdict(list)
    taking: set[int] = set()
    firsts: dict[int, int] = {}
    for hit in hits:
        if isinstance(hit, _PairHit):
            taking.add(hit.left)
            firsts[hit.right] = min(hit.left, firsts.get(hit.right, hit.left))
        else:
            against[hit.left] += theirs.leads[hit.right]
            opposed_by[hit.right] += mine.leads[hit.left]
    for kind, leads in against.items():
        taking.update(place for place, _ in _match_leads(mine, kind, leads))
    for kind, leads in opposed_by.items():
        for place, lead in _match_leads(theirs, kind, leads):
            firsts[place] = min(lead.place, firsts.get(place, lead.place))
    order = sorted(firsts, key=lambda place: (firsts[place], place))
    return [mine.claims[place] for place in sorted(taking)], [theirs.claims[place] for place in order]


def _match_leads(camp: _Camp, kind: _Kind, leads: Iterable[_Lead]) -> Iterator[tuple[int, _Lead]]:
    """Each place of a kind with the first of the leads that stands in another article."""
    two = _find_leads(sorted(leads))
    for place in camp.kinds[kind]:
        lead = next((one for one in two if one.article != camp.articles[place]), None)
        if lead is not None:
            yield place, lead
