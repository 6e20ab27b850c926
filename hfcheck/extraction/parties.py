"""Several that act together: one phrase for them, and the words that enumerate them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.model import Phrase, PhraseKind


def enumerate_parts(parts: Sequence[str]) -> str:
    """ "A", "A and B", "A, B, and C"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return ", ".join(parts[:-1]) + ", and " + parts[-1]


def make_possessive(name: str) -> str:
    """ "Shell" → "Shell’s", "Barclays" → "Barclays’"."""
    return name + ("’" if name.endswith("s") else "’s")


def join_names(members: tuple[Phrase, ...]) -> Phrase:
    """One phrase for several that act together, at least one of them: "A, B, and C"."""
    text = enumerate_parts([m.text for m in members])
    resolved = enumerate_parts([m.full for m in members])
    named = all(m.kind is PhraseKind.NAME for m in members)
    return Phrase(
        text=text,
        start=min(m.start for m in members),
        end=max(m.end for m in members),
        head=members[0].head,
        kind=PhraseKind.NAME if named else PhraseKind.NOMINAL,
        plural=True,
        names=tuple(n for m in members for n in m.names),
        parties=members,
        resolved="" if resolved == text else resolved,
    )


def join_parties(phrase: Phrase, subject: Phrase) -> Phrase:
    """A deal "with B" that a clause's subject makes is between the two."""
    if len(phrase.parties) != 1 or subject.full == phrase.parties[0].full:
        return phrase
    first = subject.parties or subject.antecedents or (subject,)
    if not all(p.kind is PhraseKind.NAME for p in first):
        return phrase
    return msgspec.structs.replace(phrase, parties=(*first, *phrase.parties))


def settle_reference(phrase: Phrase) -> Phrase:
    """A pronoun or description that stands for one thing gives way to it."""
    return phrase.antecedents[0] if len(phrase.antecedents) == 1 else phrase


def spell_out(phrase: Phrase, antecedents: tuple[Phrase, ...]) -> str:
    """A definite description as the names of its antecedents; a deal keeps its noun and gains its parties.

    "the firm" gives "Shell", "the agreement" gives "the agreement between Shell and Eni".
    """
    first = antecedents[0]
    if len(first.parties) > 1 and len(antecedents) == 1:
        if first.kind is PhraseKind.NAME:
            return f"{phrase.text} ({first.full})"
        return f"{phrase.text} between {enumerate_parts([p.full for p in first.parties])}"
    return enumerate_parts([a.full for a in antecedents])


# ── owners ────────────────────────────────────────────────────────────────────────────────────


def give_owner(phrase: Phrase, owner: Phrase | None) -> Phrase:
    """ "Acme's director and chairman of the cloud unit": the unit is Acme's as well."""
    if owner is None or find_first_owner(phrase) is owner:
        return phrase
    if phrase.owner is None:
        return add_owner(phrase, owner)
    if phrase.owner.kind is PhraseKind.NAME or phrase.owner.owner is not None:
        return phrase
    unit = add_owner(phrase.owner, owner)
    complements = tuple((p, unit if c == phrase.owner else c) for p, c in phrase.complements)
    return msgspec.structs.replace(phrase, owner=unit, complements=complements)


def add_owner(phrase: Phrase, owner: Phrase) -> Phrase:
    """The phrase with an owner, who is named in its resolved text where the text does not."""
    known = {w.lower() for w in phrase.text.split()}
    told = phrase.owner is None and owner.full.split()[0].lower() not in known
    resolved = f"{phrase.full} of {owner.full}" if told else phrase.resolved
    return msgspec.structs.replace(phrase, owner=owner, resolved=resolved)


def find_first_owner(phrase: Phrase) -> Phrase | None:
    """The owner's owner and so on, to the last: Acme in "the head of the cloud unit of Acme"."""
    owner = phrase.owner
    while owner is not None and owner.owner is not None:
        owner = owner.owner
    return owner
