"""What one text denies and the other tells: clauses of two texts on one deed of the same participants.

A denial counts where its own text says it, or a speaker whom nobody in that text opposes. Everyone who takes part in
what is denied must take part in what is told, each in the same part: who did not buy A may have bought B.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hfcheck.model import (
    Argument,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Extract,
    Modality,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Span,
    Text,
)
from hfcheck.normalise import word_claim
from hfcheck.scene.disowned import Disowned, find_disowned
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import Node
from hfcheck.scene.rebuttals import find_rebutted
from hfcheck.scene.setting import SCENE
from hfcheck.scene.terms import Terms, match_deeds, match_phrase, match_words, read_deed

_DOER, _DONE_TO = "doer", "done to"
_TELLING = (Modality.ASSERTED, Modality.PLANNED)
_CIRCUMSTANCES = ("time", "adv")
_CONFIDENCE, _CONFIDENCE_NARROWED = 0.8, 0.6
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "going"})
DEED = "is the case"


class Denial(NamedTuple):
    """A clause of one text that denies what one of the other tells. `exact`: nothing narrows the denial further."""

    denied: Proposition
    told: Proposition
    exact: bool


class Scene(NamedTuple):
    """One text as told of a scene: its words, clauses and nodes."""

    text: str
    extract: Extract
    nodes: Sequence[Node]


def compare_denials(a: Scene, b: Scene) -> list[Claim]:
    """Pairs of claims of what one text denies and the other tells, by the place of what is denied."""
    found = [
        *_find_in(a.extract, b.extract, Terms(b.nodes), a.text, b.text),
        *_find_in(b.extract, a.extract, Terms(a.nodes), b.text, a.text),
    ]
    texts = {a.extract.article: a.text, b.extract.article: b.text}
    claims = [claim for number, one in enumerate(found, 1) for claim in _make_claims(one, number, texts)]
    stories = [*find_disowned(a.nodes, b.nodes), *find_disowned(b.nodes, a.nodes)]
    stories = stories or [*find_rebutted(a.nodes, b.nodes), *find_rebutted(b.nodes, a.nodes)]
    for number, (story, teller) in enumerate(stories, 1):
        claims += _make_story_claims(story, teller, number)
    return claims


def _find_in(denying: Extract, telling: Extract, terms: Terms, text: str, teller: str) -> Iterator[Denial]:
    for denied in denying.propositions:
        if denied.polarity is not Polarity.DENIED or denied.modality not in _TELLING:
            continue
        if any(_tells_same(denied, one) for one in denying.propositions):
            # The text sets the two positions side by side and takes none.
            continue
        for told in telling.propositions:
            exact = _oppose(denied, told, terms, text, teller)
            if exact is not None:
                yield Denial(denied, told, exact)
                break


def _tells_same(denied: Proposition, other: Proposition) -> bool:
    """Whether the same text also tells what it denies: by another speaker, or in its own voice."""
    told = other.polarity is Polarity.AFFIRMED and other.modality in _TELLING and other.lemma == denied.lemma
    return told and other.subject.full.casefold() == denied.subject.full.casefold()


def _oppose(denied: Proposition, told: Proposition, terms: Terms, text: str, teller: str) -> bool | None:
    """Whether a denial meets what is told, and if so whether it denies no more than that; None where it does not."""
    if not _is_told(told) or not _match_predicates(denied, told):
        return None
    if not match_deeds(read_deed(denied), read_deed(told)):
        return None
    if _lacks_object(denied, told):
        return None
    mine, yours = _read_parts(denied), _read_parts(told)
    if not mine or any(not _fits(role, phrase, yours, terms) for role, phrase in mine):
        return None
    further = [a.phrase for a in denied.arguments if a.role.startswith("obl:") and a.role != "obl:agent"]
    if any(not terms.have(phrase) for phrase in further):
        return None
    narrowed = any(not terms.have_all(phrase) for phrase in (*(p for _, p in mine), *further))
    exact = not narrowed and not any(a.role in _CIRCUMSTANCES for a in denied.arguments)
    if not exact and not _is_rebuttal(denied, text):
        return None
    entangled = _count_negations(denied, text) > 1 or _count_negations(told, teller) > 0
    loose = entangled or _is_quantified(denied) or _is_quantified(told) or _is_alternative(told, teller)
    return None if loose else exact


def _is_alternative(one: Proposition, text: str) -> bool:
    """Whether a clause stands in a sentence of alternatives: "either he has a boat or he has a car"."""
    return "either" in text[one.sentence_start : one.sentence_end].casefold().split()


def _count_negations(one: Proposition, text: str) -> int:
    """The particles of negation in the sentence of a clause, without a "No" that opens it."""
    words = text[one.sentence_start : one.sentence_end].casefold().replace("’", "'").split()[1:]
    return sum(
        word.strip(",.!?:;") in ("not", "no", "never", "neither", "nor") or word.endswith("n't") for word in words
    )


def _is_rebuttal(denied: Proposition, text: str) -> bool:
    """Whether a denial answers what others have told: "No, A did not …", "A denies …"; then it denies all of it."""
    words = load_scene_words()
    opening = text[denied.sentence_start : denied.sentence_end].casefold().split()
    return any(v.stance == "denies" for v in denied.attribution) or opening[0].strip(",:.!") in words.rebuttals


def _is_quantified(proposition: Proposition) -> bool:
    """Whether a clause is told of all, any, some or none, so that what is denied of it needs a reading of its own."""
    words = load_scene_words()
    told = (proposition.subject, *(a.phrase for a in proposition.arguments if a.role in ("obj", "pred", "iobj")))
    counted = any(p.text.casefold().startswith(("no ", "not ")) for p in told)
    openings = {w for p in told if p.kind is not PhraseKind.NAME for w in p.text.casefold().split()[:2]}
    relation = {w.removesuffix("n't") for w in proposition.relation.casefold().split()}
    return counted or bool(openings & words.guarded_determiners) or bool(relation & words.guarded_manners)


def _lacks_object(denied: Proposition, told: Proposition) -> bool:
    """ "A did not merge with B", "A merged C with B": who merged is another one in each."""
    alone = not denied.verb and not any(a.role in ("obj", "iobj", "pred", "agent") for a in denied.arguments)
    return alone and any(a.role == "obj" for a in told.arguments)


def _is_told(one: Proposition) -> bool:
    """Whether a clause is told as so, or as sure to come; what somebody hopes or tries is not."""
    sure = one.modality is Modality.ASSERTED
    coming = one.modality is Modality.PLANNED and bool(_FUTURE & set(one.relation.casefold().split()))
    return one.polarity is Polarity.AFFIRMED and (sure or coming)


def _match_predicates(denied: Proposition, told: Proposition) -> bool:
    """Whether what is denied to be so narrows the noun no more than what is told: "a large animal", "an animal"."""
    mine, yours = (next((a.phrase for a in p.arguments if a.role == "pred"), None) for p in (denied, told))
    if mine is None or yours is None:
        return True
    return all(any(match_words(one, other) for other in yours.modifiers) for one in mine.modifiers)


def _fits(role: str, phrase: Phrase, parts: Sequence[tuple[str, Phrase]], terms: Terms) -> bool:
    """Whether a participant of what is denied is one of what is told, in the same part where both are known."""
    same = [other for other, told in parts if match_phrase(phrase, told)]
    if same:
        return role in same
    taken = {other for other, _ in parts}
    return role not in taken and terms.have(phrase)


def _read_parts(proposition: Proposition) -> list[tuple[str, Phrase]]:
    """The participants: who does it and to whom it is done, of a passive too; pronouns left open are none."""
    passive = bool(proposition.verb) or proposition.lemma.startswith("be ")
    found = [(_DONE_TO if passive else _DOER, proposition.subject)]
    for argument in proposition.arguments:
        role = _name_part(argument, passive)
        if role:
            found.append((role, argument.phrase))
    spread = [(role, one) for role, phrase in found for one in _spread(phrase)]
    return [(role, phrase) for role, phrase in spread if phrase.kind is not PhraseKind.PRONOUN]


def _name_part(argument: Argument, passive: bool) -> str:
    if argument.role == "agent":
        return _DOER
    return _DONE_TO if argument.role in ("obj", "iobj") and not passive else ""


def _spread(phrase: Phrase) -> tuple[Phrase, ...]:
    return phrase.antecedents if len(phrase.antecedents) == 1 else (phrase,)


def _make_claims(denial: Denial, number: int, texts: Mapping[str, str]) -> tuple[Claim, Claim]:
    """The two claims of a denial, about a subject that is theirs alone; `texts` are the articles' texts by id."""
    denied, told = (_make_claim(denial, one, number, texts) for one in (denial.denied, denial.told))
    return denied, told


def _make_story_claims(story: Disowned, teller: Node, number: int) -> Iterator[Claim]:
    """The claims that a story is false, and what the other text tells of it."""
    about = f"scene:story-{number}"
    for tree, polarity in ((story.tree, Polarity.DENIED), (teller.tree, Polarity.AFFIRMED)):
        sentence = tree.sentence
        quote = tree.text[sentence.start : sentence.end]
        yield Claim(
            id=f"{sentence.article}#{about}",
            text=" ".join(quote.split()),
            subject=Entity(id=about, name=story.text),
            relation=DEED,
            object=Text(text=f"what is told of {story.text}"),
            polarity=polarity,
            modality=Modality.ASSERTED,
            evidence=(Evidence(Span(sentence.article, sentence.start, sentence.end), quote),),
            confidence=_CONFIDENCE_NARROWED,
            event=EventRef(kind=about, participants=()),
            time=SCENE,
        )


def _make_claim(denial: Denial, one: Proposition, number: int, texts: Mapping[str, str]) -> Claim:
    about = f"scene:denial-{number}"
    return Claim(
        id=f"{one.article}#{about}",
        text=word_claim(one),
        subject=Entity(id=about, name=denial.told.subject.full),
        relation=DEED,
        object=Text(text=word_claim(denial.told)),
        polarity=one.polarity,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(one.article, one.start, one.end), texts[one.article][one.start : one.end]),),
        confidence=_CONFIDENCE if denial.exact else _CONFIDENCE_NARROWED,
        event=EventRef(kind=about, participants=()),
        time=SCENE,
    )
