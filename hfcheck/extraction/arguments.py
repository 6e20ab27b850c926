"""The arguments of a clause → one proposition each, split where the parts are separate facts."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.drafts import Draft, Filler
from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.objects import ObjectReader, Told
from hfcheck.extraction.obliques import ObliqueReader
from hfcheck.extraction.parties import join_names, join_parties, make_possessive
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.times import is_time
from hfcheck.extraction.verbs import weaken
from hfcheck.model import Argument, Modality, Phrase, PhraseKind, Polarity, Reading

Options = list[list[Argument]]


class ArgumentReader:
    """Reads the arguments of one sentence's clauses and puts their propositions into the sink."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink
        self.objects = ObjectReader(phrases)
        self.obliques = ObliqueReader(phrases, self.objects)

    def read(self, head: int, draft: Draft) -> None:
        """Put one proposition for each fact of the clause that `head` heads."""
        times, obliques = self.obliques.read(head)
        times = times or [a for a in draft.inherited if a.role == "time"]
        obliques += [[a] for a in draft.inherited if a.role != "time"]
        objects = self.objects.read(head)
        if not objects and draft.filler is not None:
            objects, obliques = self._fill_gap(head, draft.filler, obliques)
        objects = [(role, [join_parties(p, draft.subject) for p in options]) for role, options in objects]
        self._note_mentions(head, draft.subject)
        self._read_endowment(head, draft)
        self._read_contrast(head, draft)
        if objects:
            tail = [_join_options(options) for options in obliques]
            for role, told in objects:
                for phrase in told:
                    self._put(self._contrast(draft, phrase), head, [Argument(role, phrase), *tail, *times], told)
        else:
            self._put_without_object(draft, head, obliques, times)

    def read_existing(self, head: int, draft: Draft) -> None:
        """Put what there is, with its time: "there were 14 provinces in Ostavia in 1990"."""
        times, obliques = self.obliques.read(head)
        place = draft.subject if draft.arguments else None
        others = [o[0] for o in obliques if place is None or o[0].phrase.start != place.start]
        self._put(draft, head, [*draft.arguments, *others, *times], [])

    def _put_without_object(self, draft: Draft, head: int, obliques: Options, times: list[Argument]) -> None:
        """What an intransitive or passive clause tells: "was sold to A and B", "was opened in May", "resigned"."""
        spread = next((options for options in obliques if len(options) > 1), None)
        tail = [options[0] for options in obliques if options is not spread]
        if spread is not None:
            for argument in spread:
                self._put(draft, head, [argument, *tail, *times], [a.phrase for a in spread])
        elif tail and times and draft.passive:
            self._put(draft, head, times, [])
            self._put(draft, head, [*tail, *times], [])
        elif tail or times:
            self._put(draft, head, [*tail, *times], [])
        elif self._is_told_elsewhere(head, draft):
            return
        elif self._is_open_demonstrative(draft.subject):
            self.sink.skip("unresolved pronoun")
        else:
            self._put(draft, head, [], [])

    def _is_open_demonstrative(self, subject: Phrase) -> bool:
        """ "This move" that stands for nothing known."""
        first, space, _ = subject.text.lower().partition(" ")
        return bool(space) and first in self.cues.demonstratives and not subject.antecedents

    def _is_told_elsewhere(self, head: int, draft: Draft) -> bool:
        """Whether a bare verb says nothing by itself: its complement or the clause above it does."""
        tree = self.tree
        embedding = tree.kids(head, "xcomp", "ccomp") or draft.filler is not None
        label, own = tree.tokens[head].deprel, tree.kids(head, "nsubj", "nsubj:pass")
        carried = label == "acl" and tree.case(head) == "that" and bool(own)
        return bool(embedding) or (label in ("advcl", "acl") and not carried)

    def _contrast(self, draft: Draft, phrase: Phrase) -> Draft:
        """ "not a bank but a shipyard": what follows "but" is affirmed."""
        tree = self.tree
        conjuncts = [t for t in tree.tokens if t.deprel == "conj" and phrase.start <= t.start < phrase.end]
        contrasted = any(tree.lemma(c) == "but" for t in conjuncts for c in tree.kids(t.index, "cc"))
        if draft.polarity is not Polarity.DENIED or not contrasted:
            return draft
        kept = tuple(w for w in draft.relation if tree.lemma(w) not in self.cues.negations)
        return draft._replace(polarity=Polarity.AFFIRMED, relation=kept)

    def _are_alternatives(self, siblings: list[Phrase]) -> bool:
        """ "bought A or B": one of them, and nobody says which."""
        if len(siblings) < 2:
            return False
        start, end = siblings[0].end, siblings[-1].start
        return any(t.deprel == "cc" and t.lemma == "or" and start <= t.start < end for t in self.tree.tokens)

    def _put(self, draft: Draft, head: int, arguments: list[Argument], siblings: list[Phrase]) -> None:
        """One proposition for each subject; with siblings, or several subjects, they are one group."""
        subjects = self._split_subject(draft, arguments)
        several = len(siblings) > 1
        if draft.polarity is Polarity.AFFIRMED and self._are_alternatives(siblings):
            draft = draft._replace(modality=weaken(draft.modality, Modality.POSSIBLE))
        ordered = sorted(arguments, key=lambda a: a.phrase.start)
        for subject in subjects:
            joint = bool(subject.parties) and subject.kind is PhraseKind.NAME
            self.sink.put(
                draft._replace(
                    subject=subject,
                    arguments=tuple(_share_out(a, draft.subject, subject) for a in ordered),
                    group=f"{self.tree.sentence.start}:{head}" if several or len(subjects) > 1 else None,
                    members=tuple(siblings) if several else (),
                    reading=Reading.COLLECTIVE if joint else Reading.DISTRIBUTIVE,
                )
            )

    def _split_subject(self, draft: Draft, arguments: list[Argument]) -> tuple[Phrase, ...]:
        """Coordinated names act together, but each of them is in a state; other subjects are facts of their own."""
        subject = draft.subject
        if len(subject.parties) < 2 or not (" and " in subject.text or ", " in subject.text):
            return (subject,)
        if subject.parties[0].head != subject.head:
            # "talks between A and B": the parties of a tie are no subjects of their own.
            return (subject,)
        if subject.kind is not PhraseKind.NAME:
            return subject.parties if subject.head and subject.plural else (subject,)
        told = next((a.phrase for a in arguments if a.role == "pred"), None)
        if draft.polarity is Polarity.DENIED and self.tree.lemma(draft.head) not in unite(
            self.cues.joint_verbs, self.cues.comitative
        ):
            # "A and B did not sign": neither of them did.
            return subject.parties
        if self.tree.lemma(draft.head) in self.cues.solo_verbs or self._are_both(subject):
            return subject.parties
        state = draft.lemma == "be" or (draft.passive and self.tree.lemma(draft.head) not in self.cues.joint_verbs)
        return subject.parties if state and (told is None or not told.plural) else (subject,)

    def _are_both(self, subject: Phrase) -> bool:
        """ "both A and B": each of them."""
        before = [t for t in self.tree.tokens if t.end <= subject.parties[0].start]
        return bool(before) and before[-1].lemma.lower() == "both"

    def _fill_gap(self, head: int, filler: Filler, obliques: Options) -> tuple[Told, Options]:
        """What a relative clause is about, in its place: "Paris, where Acme is based", "the car that Acme sells"."""
        if filler.relative in ("when", "whose"):
            return [], obliques
        phrase = self.phrases.read(filler.noun)
        if filler.relative == "where":
            return [], [[Argument("obl:in", phrase)], *obliques]
        for kid in self.tree.kids(head, "obl"):
            if self.tree.lemma(kid) == filler.relative:
                return [], [[Argument("obl:" + (self.tree.case(kid) or "in"), phrase)], *obliques]
        return [("obj", [phrase])], obliques

    def _note_mentions(self, head: int, subject: Phrase) -> None:
        for kid in self.tree.kids(head, "obj", "iobj", "obl", "obl:agent"):
            if not is_time(self.tree, kid):
                phrase = join_parties(self.phrases.read(kid, whole=True), subject)
                role = "other" if self.tree.tokens[kid].deprel == "obl" else "object"
                self.sink.discourse.add(phrase, kid, role)

    # ── facts beside the clause ──────────────────────────────────────────────────────────────

    def _read_endowment(self, head: int, draft: Draft) -> None:
        """ "With 27 years of experience, X …": X has them."""
        for kid in self.tree.kids(head, "obl"):
            if self.obliques.is_endowment(kid) and self.tree.kids(kid, "nmod"):
                had = draft._replace(kind="possession", lemma="have", words="has", head=kid, polarity=Polarity.AFFIRMED)
                self._put_beside(kid, had)

    def _read_contrast(self, head: int, draft: Draft) -> None:
        """ "Unlike A, B …": B is not like A."""
        for kid in self.tree.kids(head, "obl"):
            if self.tree.case(kid) == "unlike":
                unlike = draft._replace(kind="contrast", lemma="be like", words="is not like", polarity=Polarity.DENIED)
                self._put_beside(kid, unlike)

    def _put_beside(self, kid: int, draft: Draft) -> None:
        told = (Argument("obj", self.phrases.read(kid)),)
        self.sink.put(draft._replace(relation=(kid,), chain=(), arguments=told, modality=Modality.ASSERTED))


def _share_out(argument: Argument, several: Phrase, one: Phrase) -> Argument:
    """ "A and B raised their taxes": A raised A's."""
    own, shared = make_possessive(one.full), make_possessive(several.full)
    phrase = argument.phrase
    if one is several or shared not in phrase.resolved:
        return argument
    return Argument(argument.role, msgspec.structs.replace(phrase, resolved=phrase.resolved.replace(shared, own)))


def _join_options(options: list[Argument]) -> Argument:
    """What qualifies each object is not parted: "sold cars in A and B"."""
    if len(options) == 1:
        return options[0]
    return Argument(options[0].role, join_names(tuple(a.phrase for a in options)))
