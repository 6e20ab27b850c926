"""Who says it: speakers above and beside a clause, and words that set reports against each other."""

from __future__ import annotations

from hfcheck.extraction.antecedents import find_subject
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.tree import Tree
from hfcheck.model import PhraseKind, Voice

Voices = tuple[Voice, ...]


def read_voices(phrases: PhraseReader, head: int) -> tuple[Voices, bool]:
    """The voices of the clause that `head` is the predicate of, outermost first, and whether its
    text says that reports conflict ("conflicting reports suggest …")."""
    tree = phrases.tree
    voices, disputed = _read_reporting_verb(phrases, head)
    for kid in tree.kids(head, "obl", "advmod", "parataxis", "advcl", "nmod"):
        label, lemma = tree.tokens[kid].deprel, tree.lemma(kid)
        if tree.case(kid) == "according to":
            disputed = disputed or _is_disputed(phrases, kid)
            voices.append(make_voice(phrases, kid, "says", "according to", head))
        elif label == "advmod" and lemma in phrases.cues.reportives:
            voices.append(Voice(None, "says", lemma, False))
        elif label in ("parataxis", "advcl") and lemma in phrases.cues.speech and _reports(phrases, kid):
            voices.append(make_voice(phrases, tree.kid(kid, "nsubj", "obl:agent"), "says", lemma, head))
    return tuple(voices or _trailing_source(phrases, head)), disputed


def _read_reporting_verb(phrases: PhraseReader, head: int) -> tuple[list[Voice], bool]:
    """ "X denies that …", "X, which says that …": the speaker of the verb above, and whether it is in dispute."""
    tree = phrases.tree
    above = tree.tokens[head].head
    if tree.tokens[head].deprel != "ccomp" or above < 0:
        return [], False
    nearer = find_verb_before_that(phrases, head)
    if nearer is not None and nearer != above:
        outer = make_voice(phrases, tree.kid(above, "nsubj"), "says", tree.lemma(above), head)
        return [outer, _read_voice_of(phrases, nearer, head)], False
    lemma = tree.lemma(above)
    denials = unite(phrases.cues.deny, phrases.cues.doubting_verbs)
    if lemma not in phrases.cues.speech and lemma not in denials:
        return [], False
    speaker = tree.kid(above, "nsubj", "obl:agent", "nsubj:pass")
    if speaker is None and find_subject(tree, above) >= 0:
        # "An official named her and said that …": the first verb's subject says it.
        speaker = find_subject(tree, above)
    if speaker is not None and tree.lemma(speaker) in ("which", "who", "that"):
        speaker = tree.tokens[above].head if tree.tokens[above].deprel == "acl:relcl" else None
    if speaker is not None and is_disowned(tree, speaker):
        return [], False
    stance = "denies" if lemma in denials else "says"
    disputed = speaker is not None and _is_disputed(phrases, speaker)
    return [make_voice(phrases, speaker, stance, lemma, head)], disputed


def is_disowned(tree: Tree, speaker: int) -> bool:
    """Whether the text itself calls a source false: "a fake report", "a hoax video", "a fake news report"."""
    cues = load_cues()
    words = [w for k in (speaker, *tree.kids(speaker, "compound")) for w in (k, *tree.kids(k, "amod"))]
    modifiers = {tree.lemma(w) for w in words if w != speaker}
    false = unite(cues.disowned_modifiers, cues.false_nouns, cues.false_adjectives)
    return bool(modifiers & false) and tree.lemma(speaker) in unite(
        cues.story_nouns, cues.dispute_nouns, cues.outlet_nouns
    )


def find_verb_before_that(phrases: PhraseReader, head: int) -> int | None:
    """The verb that "that" follows at once, in "A denied that …, B reported", where the parser took B's for it."""
    tree = phrases.tree
    mark = next((k for k in tree.kids(head, "mark") if tree.lemma(k) == "that"), None)
    if mark is None or mark < 1:
        return None
    told = tree.lemma(mark - 1) in unite(phrases.cues.speech, phrases.cues.deny)
    return mark - 1 if told and tree.kid(mark - 1, "nsubj") is not None else None


def _read_voice_of(phrases: PhraseReader, verb: int, head: int) -> Voice:
    lemma = phrases.tree.lemma(verb)
    stance = "denies" if lemma in phrases.cues.deny else "says"
    return make_voice(phrases, phrases.tree.kid(verb, "nsubj"), stance, lemma, head)


def _reports(phrases: PhraseReader, clause: int) -> bool:
    """Whether a clause beside another one reports it: ", X said", "as reported by X"."""
    tree = phrases.tree
    if tree.tokens[clause].deprel == "parataxis":
        return bool(tree.kids(clause, "nsubj")) and not tree.kids(clause, "ccomp", "obj")
    return tree.case(clause) == "as" and not tree.kids(clause, "nsubj")


def _trailing_source(phrases: PhraseReader, head: int) -> list[Voice]:
    """ "…, according to the company's filings" that the parser hung below an object."""
    tree = phrases.tree
    sources = tree.words_with_case("according to")
    for word in tree.subtree(head) if sources else ():
        if word in sources and tree.tokens[word].head != head and word > head:
            clauses = [a for a in tree.ancestors(word) if tree.tokens[a].upos == "VERB"]
            if clauses and head in clauses[: 1 + _count_participles(phrases, clauses, word)]:
                return [make_voice(phrases, word, "says", "according to", head)]
    return []


def _count_participles(phrases: PhraseReader, clauses: list[int], source: int) -> int:
    """How many participle clauses a source closes beside what they hang on: "did A, causing B, according to C"."""
    tree = phrases.tree
    count = 0
    while count < len(clauses) - 1 and tree.has_comma_before(source):
        token = tree.tokens[clauses[count]]
        if token.deprel != "advcl" or token.xpos != "VBG" or tree.case(token.index) or token.index < clauses[count + 1]:
            break
        count += 1
    return count


def make_voice(phrases: PhraseReader, speaker: int | None, stance: str, cue: str, head: int) -> Voice:
    """The voice of a speaker; an "it" that stands for nothing is nobody's."""
    tree = phrases.tree
    direct = any(tree.tokens[w].text in ("“", '"', "”") for w in tree.subtree(head))
    source = phrases.read(speaker, whole=True) if speaker is not None else None
    if source is not None and source.kind is PhraseKind.PRONOUN and source.text.lower() == "it":
        source = source if source.antecedents else None
    return Voice(source, stance, cue, direct)


def _is_disputed(phrases: PhraseReader, speaker: int) -> bool:
    """Whether the speaker is "conflicting reports", "contrary accounts" and the like."""
    tree, cues = phrases.tree, phrases.cues
    words = {w for k in tree.kids(speaker, "amod") for w in (tree.lemma(k), tree.tokens[k].text.lower())}
    return tree.lemma(speaker) in cues.dispute_nouns and bool(words & cues.dispute_modifiers)
