"""`hfcheck extract --explain`: a sentence's tree, what was read from it by which construction, and what was not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hfcheck.errors import ConfigError
from hfcheck.model import Modality, Phrase, Polarity, Proposition, Sentence, Token, Voice
from hfcheck.report.visible import make_visible
from hfcheck.yamlsource import load_yaml

_WIDTH = 80
_WORDS = 46
_LABEL = 14


class ExplainedReference(msgspec.Struct, frozen=True):
    """A pronoun or definite description, what it stands for ("" where it stays as written), and why."""

    text: str
    meant: str
    reason: str


class ExplainedSentence(msgspec.Struct, frozen=True):
    """One sentence: its `words`, each proposition with the claims that it became, its references and abstentions."""

    words: str
    sentence: Sentence
    facts: tuple[tuple[Proposition, tuple[str, ...]], ...]
    references: tuple[ExplainedReference, ...]
    skipped: tuple[str, ...]


@cache
def load_constructions() -> dict[str, str]:
    """The constructions in words, by a proposition's kind."""
    words = load_yaml(Path(__file__).parent / "constructions.yaml", ConfigError).data
    return msgspec.convert(words, dict[str, str])


def render_explained(sentences: Iterable[ExplainedSentence]) -> str:
    """Lay sentences out for a terminal of 80 columns."""
    return "\n".join("\n".join(_lay_out(number, one)) + "\n" for number, one in enumerate(sentences, 1))


def _lay_out(number: int, one: ExplainedSentence) -> Iterator[str]:
    yield from _wrap(f"{number}. ", make_visible(one.words))
    yield ""
    yield from draw_tree(one.sentence.tokens)
    yield ""
    yield "  claims" if one.facts else "  no claim"
    for proposition, claims in one.facts:
        yield from _lay_out_fact(proposition, claims)
    if one.references:
        yield "  references"
    for reference in one.references:
        told = f"→ {reference.meant}" if reference.meant else "stays as written"
        yield from _wrap("    ", make_visible(f"“{reference.text}” {told}: {reference.reason}"))
    if one.skipped:
        yield "  left out"
    for reason in one.skipped:
        yield from _wrap("    ", reason)


def _lay_out_fact(proposition: Proposition, claims: tuple[str, ...]) -> Iterator[str]:
    for claim in claims:
        yield from _wrap("    • ", make_visible(claim))
    surface = " | ".join((proposition.subject.text, proposition.relation, *(_word_argument(proposition))))
    yield from _wrap("      ", make_visible(surface))
    how = load_constructions().get(proposition.kind, proposition.kind)
    yield from _wrap("      ", f"from {how}")
    yield from _wrap("      ", make_visible(", ".join(_describe_certainty(proposition))))


def _word_argument(proposition: Proposition) -> list[str]:
    return [f"{a.phrase.text} ({a.role.removeprefix('obl:') or a.role})" for a in proposition.arguments]


def _describe_certainty(proposition: Proposition) -> Iterator[str]:
    yield proposition.modality.value if proposition.modality is not Modality.ASSERTED else "asserted"
    if proposition.polarity is Polarity.DENIED:
        yield "denied"
    for voice in proposition.attribution:
        yield f"on the word of {_name_voice(voice)}"
    yield f"confidence {proposition.confidence:.2f}"


def _name_voice(voice: Voice) -> str:
    source = voice.source.full if voice.source else "nobody named"
    return f"{source} ({voice.cue}{', denied' if voice.stance == 'denies' else ''})"


def _wrap(first: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    ) or [first.rstrip()]


# ── the tree ──────────────────────────────────────────────────────────────────────────────────


def draw_tree(tokens: tuple[Token, ...]) -> Iterator[str]:
    """The words of a sentence, each below its head, with label, part of speech and type; at most 80 columns."""
    children: dict[int, list[Token]] = {}
    for token in tokens:
        children.setdefault(token.head, []).append(token)
    pending = [(root, "", "") for root in reversed(children.get(-1, []))]
    while pending:
        token, before, indent = pending.pop()
        yield _draw_word(token, before)
        below = children.get(token.index, [])
        for kid in reversed(below):
            last = kid is below[-1]
            pending.append((kid, indent + ("└─ " if last else "├─ "), indent + ("   " if last else "│  ")))


def _draw_word(token: Token, before: str) -> str:
    shown = before + make_visible(token.text)
    if len(shown) >= _WORDS:
        shown = shown[: _WORDS - 2] + "…"
    line = f"  {shown.ljust(_WORDS)}{token.deprel.ljust(_LABEL)}{token.upos.ljust(6)}{token.entity}"
    return line[:_WIDTH].rstrip()


# ── for programs ──────────────────────────────────────────────────────────────────────────────


def explained_object(one: ExplainedSentence) -> dict[str, Any]:
    """Give the JSON object of an explained sentence; heads and words count from 1, 0 is no head."""
    return {
        "sentence": one.words,
        "start": one.sentence.start,
        "end": one.sentence.end,
        "words": [_word_object(token) for token in one.sentence.tokens],
        "claims": [_fact_object(proposition, claims) for proposition, claims in one.facts],
        "references": [{"text": r.text, "stands_for": r.meant or None, "why": r.reason} for r in one.references],
        "skipped": list(one.skipped),
    }


def _word_object(token: Token) -> dict[str, Any]:
    own = {"word": token.text, "lemma": token.lemma, "upos": token.upos, "head": token.head + 1}
    return {**own, "label": token.deprel, "type": token.entity or None}


def _fact_object(proposition: Proposition, claims: tuple[str, ...]) -> dict[str, Any]:
    return {
        "claims": list(claims),
        "construction": proposition.kind,
        "subject": _phrase_object(proposition.subject),
        "relation": proposition.relation,
        "arguments": [{"role": a.role, **_phrase_object(a.phrase)} for a in proposition.arguments],
        "polarity": proposition.polarity.value,
        "modality": proposition.modality.value,
        "attribution": [
            {"source": v.source.full if v.source else None, "stance": v.stance, "cue": v.cue, "direct": v.direct}
            for v in proposition.attribution
        ],
        "confidence": round(proposition.confidence, 4),
    }


def _phrase_object(phrase: Phrase) -> dict[str, Any]:
    return {"text": phrase.text, "resolved": phrase.full}
