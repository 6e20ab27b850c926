"""What pronouns stand for, with abstention where two readings remain.

A mention-ranking by number, kind, grammatical role and distance, after Hobbs (1978) and Lappin and
Leass (1994) in spirit: subjects before objects, the same sentence before the one before it.
"""

from __future__ import annotations

from hfcheck.extraction.discourse import Discourse, Mention, choose_mention, expand_phrase
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase

_PARAGRAPHS_BACK = 1
_SENTENCES_BACK = 3
_EMBEDDED = frozenset({"advcl", "ccomp", "acl:relcl", "acl", "xcomp", "parataxis", "conj"})


def resolve_pronoun(discourse: Discourse, pronoun: str, tree: Tree, word: int) -> tuple[Phrase, ...]:
    """The antecedent of a lower-case pronoun at `word`, or nothing where none or more than one fits."""
    cues = load_cues()
    wanted = _find_wanted(pronoun)
    if not wanted:
        return ()
    here = _find_here(discourse, tree, word, wanted, pronoun)
    if here is None and pronoun in cues.personal_pronouns:
        here = _find_here(discourse, tree, word, ("maybe",), pronoun)
    if here is not None:
        return expand_phrase(here)
    single = pronoun in cues.singular_pronouns
    if single and any(m.word < word and m.role == "subject" and m.kind == "noun" for m in discourse.mentions_here()):
        # An unnamed thing stands nearer than any name.
        return ()
    if pronoun in cues.personal_pronouns:
        before = [m for m in discourse.mentions if m.sentence >= discourse.sentence - _SENTENCES_BACK]
        if not any(m.kind in wanted for m in before):
            wanted = (*wanted, "maybe")
    else:
        earliest = discourse.paragraph - _PARAGRAPHS_BACK
        before = [m for m in discourse.mentions_before() if m.paragraph >= earliest]
    before = [m for m in before if _may_be(pronoun, m.phrase, discourse)]
    if tree.word(word).deprel in ("obj", "iobj") and pronoun not in cues.possessive_pronouns:
        own = {m.phrase.head for m in discourse.mentions_here() if tree.word(m.word).head == tree.word(word).head}
        before = [m for m in before if m.phrase.head not in own]
    if pronoun in cues.plural_pronouns:
        before = [m for m in before if m.role == "subject"]
    if pronoun in cues.personal_pronouns and _count_latest(before, wanted) > 1:
        # Two people in one sentence: either may be meant.
        return ()
    return choose_mention(before, wanted, rivals=single)


def _count_latest(mentions: list[Mention], wanted: tuple[str, ...]) -> int:
    """How many people the latest sentence that has any names."""
    people = [m for m in mentions if m.kind in (*wanted, "maybe")]
    latest = max((m.sentence for m in people), default=0)
    return len({m.phrase.full for m in people if m.sentence == latest and m.role != "other"})


def _find_wanted(pronoun: str) -> tuple[str, ...]:
    """The kinds of mention that a pronoun can stand for; none for a pronoun that is not resolved."""
    cues = load_cues()
    if pronoun in cues.personal_pronouns:
        return ("person", "either")
    if pronoun in cues.singular_pronouns:
        return ("thing", "either")
    return ("group", "thing", "either") if pronoun in cues.plural_pronouns else ()


def _find_here(discourse: Discourse, tree: Tree, word: int, wanted: tuple[str, ...], pronoun: str) -> Phrase | None:
    """The antecedent in the pronoun's own sentence."""
    cues = load_cues()
    here = [m for m in discourse.mentions_here() if _may_be(pronoun, m.phrase, discourse)]
    if pronoun in cues.plural_pronouns:
        here = [m for m in here if m.kind != "thing"]
    before = _rank_before(here, tree, word, wanted, pronoun)
    if not before:
        near = [m for m in here if m.word < word and m.role != "subject" and m.kind == "group" and m.kind in wanted]
        before = [m for m in near if m.role == "object"]
        if not before and len({m.phrase.start for m in near}) == 1:
            before = near
    own_subject = tree.word(word).deprel.startswith("nsubj") and pronoun not in cues.possessive_pronouns
    if not before or (own_subject and not _is_embedded(tree, word)):
        return None
    return before[-1].phrase


def _rank_before(here: list[Mention], tree: Tree, word: int, wanted: tuple[str, ...], pronoun: str) -> list[Mention]:
    """The mentions that the pronoun's place in the clause points to: its subject, or for an object another object."""
    possessive = pronoun in load_cues().possessive_pronouns
    role = "subject"
    if (tree.word(word).deprel in ("obj", "iobj", "obl") or tree.kids(word, "cop")) and not possessive:
        # A verb's object is never its own subject ("… develop a brand, positioning it as …").
        role = "object"
    before = [m for m in here if m.word < word and m.role == role and m.kind in wanted]
    if before or not possessive:
        return before
    # "By leveraging their strengths, A and B aim …": the subject follows in the main clause.
    clause = next((a for a in tree.ancestors(word) if tree.word(a).deprel == "advcl"), None)
    if clause is None or clause >= tree.word(clause).head:
        return []
    return [m for m in here if m.role == "subject" and m.kind in wanted]


def _is_embedded(tree: Tree, word: int) -> bool:
    return any(tree.word(a).deprel in _EMBEDDED for a in tree.ancestors(word))


def _may_be(pronoun: str, phrase: Phrase, discourse: Discourse) -> bool:
    """Whether sex allows a pronoun: "he" is no woman, "she" no man."""
    cues = load_cues()
    nouns = discourse.nouns_of(phrase.head) | {phrase.head.lower(), *phrase.modifiers}
    if pronoun in cues.male_pronouns:
        return not nouns & cues.female_nouns
    if pronoun in cues.female_pronouns:
        return not nouns & cues.male_nouns
    return True
