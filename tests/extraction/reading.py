"""Texts → claims by the public verbs alone, and cases in YAML that say which claims should come out.

    name of the case:
      text: The museum bought a mill in 2019.      # or articles: {a.txt: …, b.txt: …}
      published: 2019-05-10                        # of all articles; left out: undated
      title: true                                  # titles and headings are looked for
      expects:
        - {says: bought a mill, time: 2019}
      forbids:
        - {says: bought a 2019}
      one: [[museum, gallery]]                     # the claims that say so have one subject
      apart: [[museum, mill]]                      # and these have two, or leave it open

A claim under `expects` is asserted, affirmed, in the article's own voice and about a known subject unless the case
says otherwise; under `forbids` only what is written counts, and `{}` forbids every claim. Names compare without
article and case. Keys: subject, relation, object, says (in the text of the claim; a list: all of them), lacks (not in
it), text (all of it), polarity, modality, source (null: nobody is named), stance, measure, amount ("80", "50..",
"270..300"), unit, change ("up 12 %"; null: no change), base (of a change: as a time), time (as
in the cases of rules, a symbol, or null), place, scope, quantifier, items, closed, parties, about, roles (the names
of all further participants), seller and other such names (who has that role), kind, event, resolved, disputed,
headline, quote (in the evidence), in (the article).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hfcheck.errors import HfcheckError
from hfcheck.extraction import extract_propositions
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.language import read_sentences
from hfcheck.model import Article, Change, Claim, Entity, Extract, Members, Moment, Notice, Quantity, Text
from hfcheck.normalise import normalise
from hfcheck.sources import make_article
from hfcheck.yamlsource import load_yaml
from tests.rules.shorthand import read_time

CASES = Path(__file__).parent.parent / "cases"
PLAIN = {"polarity": "affirmed", "modality": "asserted", "source": (), "resolved": True}
CASE_KEYS = {"text", "articles", "published", "title", "expects", "forbids", "one", "apart", "notices"}


@functools.cache
def general_knowledge() -> Knowledge:
    return load_knowledge(["core", "business"], Path("."))


def read_extract(article: Article) -> Extract:
    sentences, skipped = read_sentences(article)
    return extract_propositions(article, sentences, skipped)


def read_articles(
    texts: Mapping[str, str], published: Moment | None = None, title: bool = False
) -> tuple[tuple[Article, ...], tuple[Claim, ...], tuple[Notice, ...]]:
    """The articles that `texts` (id → text) are, their claims and notices."""
    made = [make_article(text, id=name, title=title) for name, text in texts.items()]
    articles = tuple(msgspec.structs.replace(article, published=published) for article in made)
    claims, notices = normalise(articles, [read_extract(article) for article in articles], general_knowledge())
    return articles, claims, notices


def read_claims(text: str) -> tuple[Claim, ...]:
    return read_articles({"a.txt": text})[1]


def load_cases(stage: str) -> dict[tuple[str, str], Any]:
    """(file, name) → case, over all files of a stage."""
    cases: dict[tuple[str, str], Any] = {}
    for path in sorted((CASES / stage).glob("*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        cases |= {(path.stem, name): case for name, case in data.items()}
    return cases


def load_known_failures(stage: str) -> dict[tuple[str, str], str]:
    """(file, name) → what comes out today instead."""
    data: Any = load_yaml(CASES / "known_failures.yaml", HfcheckError).data
    return {(file, name): why for file, names in data[stage].items() for name, why in names.items()}


def mark_cases(stage: str) -> list[Any]:
    """The cases of a stage as parameters of a test, its known failures as strict xfails."""
    failures = load_known_failures(stage)
    return [
        pytest.param(
            case,
            id=f"{file}-{name}",
            marks=[pytest.mark.xfail(reason=failures[file, name], raises=AssertionError, strict=True)]
            if (file, name) in failures
            else [],
        )
        for (file, name), case in load_cases(stage).items()
    ]


# ── one case ──────────────────────────────────────────────────────────────────────────────────


def check_case(case: Mapping[str, Any]) -> None:
    """Raises AssertionError, with all claims that came out, where a case does not hold."""
    assert set(case) <= CASE_KEYS, f"unknown keys {set(case) - CASE_KEYS}"
    published = read_time(str(case["published"])) if "published" in case else None
    texts = case.get("articles") or {"a.txt": case["text"]}
    _, claims, notices = read_articles(texts, published, case.get("title", False))
    shown = "\n".join(show_claim(claim) for claim in claims) or "no claim"
    for wanted in case.get("expects", ()):
        assert any(fits(claim, PLAIN | wanted) for claim in claims), f"missing {wanted} in\n{shown}"
    for unwanted in case.get("forbids", ()):
        assert not any(fits(claim, unwanted) for claim in claims), f"unwanted {unwanted} in\n{shown}"
    for says in case.get("one", ()):
        assert len(_identities(claims, says)) == 1, f"not one {says} in\n{shown}"
    for says in case.get("apart", ()):
        assert len(_identities(claims, says)) == len(says), f"not apart {says} in\n{shown}"
    for words in case.get("notices", ()):
        assert any(words in notice.message for notice in notices), f"no notice of {words}"


def _identities(claims: Sequence[Claim], says: Sequence[str]) -> set[str]:
    """Who the claims with these words are about; one that is not resolved is nobody but itself."""
    found: set[str] = set()
    for words in says:
        about = next((claim for claim in claims if words in claim.text), None)
        assert about is not None, f"no claim says {words!r}"
        found.add(about.subject.id if about.subject.resolved else f"{about.id} of {about.subject.id}")
    return found


def show_claim(claim: Claim) -> str:
    parts = [name_value(claim.subject), claim.relation, name_value(claim.object), claim.polarity, claim.modality]
    speakers = [f"{voice.stance} {voice.source}" for voice in claim.attribution]
    more = [claim.measure, claim.scope, claim.time and (claim.time.symbol or f"{claim.time.start}..{claim.time.end}")]
    return f"  {claim.text!r}: " + " | ".join(str(part) for part in [*parts, *speakers, *more] if part)


def name_value(value: object) -> str:
    match value:
        case Entity():
            return value.name + ("" if value.resolved else "?")
        case Quantity():
            return f"{value.low}..{value.high} {value.unit}"
        case Change():
            return f"{value.direction} {name_value(value.amount)}"
        case Members():
            return ", ".join(item.name for item in value.items)
        case Text():
            return value.text
        case _:
            return getattr(value, "surface", "")


# ── one expectation ───────────────────────────────────────────────────────────────────────────


def fits(claim: Claim, wanted: Mapping[str, Any]) -> bool:
    assert set(wanted) <= set(TESTS), f"unknown keys {set(wanted) - set(TESTS)}"
    return all(TESTS[key](claim, value) for key, value in wanted.items())


def fold(name: str) -> str:
    folded = " ".join(name.casefold().replace("’", "'").split())
    return folded.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def says_all(claim: Claim, words: str | Sequence[str]) -> bool:
    text = fold(claim.text)
    return all(fold(part) in text for part in ([words] if isinstance(words, str) else words))


def has_source(claim: Claim, wanted: str | tuple[()] | None) -> bool:
    if wanted == ():
        return not claim.attribution
    sources = [None if voice.source is None else fold(voice.source) for voice in claim.attribution]
    return (None if wanted is None else fold(str(wanted))) in sources


def has_amount(claim: Claim, wanted: object) -> bool:
    low, dots, high = str(wanted).partition("..")
    ends = (low, high) if dots else (low, low)
    bounds = tuple(Decimal(end) if end else None for end in ends)
    return isinstance(claim.object, Quantity) and (claim.object.low, claim.object.high) == bounds


def has_time(claim: Claim, wanted: object) -> bool:
    if wanted is None or claim.time is None:
        return wanted is None and claim.time is None
    if str(wanted).startswith(("published.", "then.", "every.")):
        return claim.time.symbol == wanted
    open_start = str(wanted).startswith("..")
    moment = read_time(str(wanted).removeprefix(".."))
    start = None if open_start else moment.start
    same_basis = (claim.time.basis == "publication") == str(wanted).startswith("published ")
    return (claim.time.start, claim.time.end) == (start, moment.end) and same_basis


def has_change(claim: Claim, wanted: str | None) -> bool:
    """Direction, amount and unit: "up 12 %", "up 2.. times"; null: the object is no change."""
    if wanted is None or not isinstance(claim.object, Change):
        return wanted is None and not isinstance(claim.object, Change)
    direction, amount, unit = wanted.split(" ", 2)
    told = msgspec.structs.replace(claim, object=claim.object.amount)
    return claim.object.direction == direction and has_amount(told, amount) and claim.object.amount.unit == unit


def has_base(claim: Claim, wanted: object) -> bool:
    return isinstance(claim.object, Change) and has_time(msgspec.structs.replace(claim, time=claim.object.base), wanted)


def has_items(claim: Claim, wanted: Sequence[str]) -> bool:
    items = claim.object.items if isinstance(claim.object, Members) else ()
    return sorted(fold(item.name) for item in items) == sorted(fold(name) for name in wanted)


ROLES = ("seller", "parent", "licensor", "giver", "former", "mover", "origin", "namer")


def has_roles(claim: Claim, role: str, names: Sequence[str]) -> bool:
    found = {fold(one.entity.name) for one in claim.participants if one.role == role}
    return found == {fold(name) for name in names}


TESTS: dict[str, Callable[[Claim, Any], bool]] = {
    "subject": lambda claim, wanted: fold(claim.subject.name) == fold(wanted),
    "relation": lambda claim, wanted: claim.relation == wanted,
    "object": lambda claim, wanted: fold(name_value(claim.object).removesuffix("?")) == fold(wanted),
    "says": says_all,
    "lacks": lambda claim, wanted: fold(wanted) not in fold(claim.text),
    "text": lambda claim, wanted: claim.text == wanted,
    "polarity": lambda claim, wanted: claim.polarity == wanted,
    "modality": lambda claim, wanted: claim.modality == wanted,
    "source": has_source,
    "stance": lambda claim, wanted: wanted in [voice.stance for voice in claim.attribution],
    "measure": lambda claim, wanted: claim.measure == wanted,
    "amount": has_amount,
    "unit": lambda claim, wanted: isinstance(claim.object, Quantity) and claim.object.unit == wanted,
    "time": has_time,
    "place": lambda claim, wanted: claim.place is not None and fold(claim.place.name) == fold(wanted),
    "scope": lambda claim, wanted: wanted in (claim.scope or "") if wanted else not claim.scope,
    "quantifier": lambda claim, wanted: claim.quantifier == wanted,
    "items": has_items,
    "closed": lambda claim, wanted: isinstance(claim.object, Members) and claim.object.closed is wanted,
    "parties": lambda claim, wanted: has_roles(claim, "party", wanted),
    "about": lambda claim, wanted: has_roles(claim, "about", [wanted]),
    "roles": lambda claim, wanted: sorted(role.role for role in claim.participants) == sorted(wanted),
    "kind": lambda claim, wanted: claim.subject.kind == wanted,
    "event": lambda claim, wanted: claim.event is not None and claim.event.kind == wanted,
    "resolved": lambda claim, wanted: claim.subject.resolved is wanted or wanted is None,
    "disputed": lambda claim, wanted: claim.disputed is wanted,
    "headline": lambda claim, wanted: claim.headline is wanted,
    "change": has_change,
    "base": has_base,
    "quote": lambda claim, wanted: fold(wanted) in fold(claim.evidence[0].quote),
    "in": lambda claim, wanted: claim.evidence[0].span.article == wanted,
    **{role: functools.partial(lambda role, claim, wanted: has_roles(claim, role, [wanted]), role) for role in ROLES},
}
