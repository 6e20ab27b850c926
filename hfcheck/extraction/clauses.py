"""Clauses of a tree → propositions: who does what, clause by clause from the top down.

The clause typing follows ClausIE (Del Corro and Gemulla, 2013).
"""

from __future__ import annotations

from hfcheck.extraction.arguments import ArgumentReader
from hfcheck.extraction.attribution import read_voices
from hfcheck.extraction.drafts import Draft, Filler
from hfcheck.extraction.embedding import (
    adverbial_modality,
    controls_object,
    embed_frame,
    enter_complement,
    find_embedded,
    infinitive_holder,
    is_absolute,
    is_comment,
    shared_infinitive,
)
from hfcheck.extraction.existentials import read_existential
from hfcheck.extraction.frames import Frame
from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.obliques import is_verbless
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.purposes import find_aimer, find_purposer, governing_verb, lend_owner
from hfcheck.extraction.relatives import find_antecedent, find_place, find_relative, leaves_object_out
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.subjects import SubjectReader
from hfcheck.extraction.veracity import deny_as, judge_carrier, tells_content
from hfcheck.extraction.verbs import VerbGroup, flip, read_verb, shares_passive, weaken
from hfcheck.model import BlockKind, Modality, Phrase, PhraseKind, Polarity

# The parser's labels of clauses that are read with the verb above them, not below its nominals.
_CLAUSES = ("ccomp", "advcl", "advcl:relcl", "xcomp", "parataxis", "csubj")
_NOMINAL_ROLES = ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "appos", "conj", "root", "xcomp")


class ClauseReader:
    """Walks the clauses of one sentence and puts what it reads into a `Sink`."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink
        self.subjects = SubjectReader(phrases, sink)
        self.arguments = ArgumentReader(phrases, sink)
        self._visited: set[int] = set()
        self._fillers: dict[int, Filler] = {}

    def read(self) -> None:
        """Read all clauses of the sentence."""
        self.subjects.note_groups()
        voices, disputed = read_voices(self.phrases, self.tree.root)
        self._read_clause(self.tree.root, Frame(voices=voices, disputed=disputed))

    # ── one clause ───────────────────────────────────────────────────────────────────────────

    def _read_clause(self, head: int, frame: Frame) -> None:
        if head in self._visited:
            return
        self._visited.add(head)
        if self._is_question(head):
            self.sink.skip("question")
            self._read_below(head, frame)
            return
        if self._is_bare_nominal(head):
            self._read_below(head, frame)
            return
        group, inner = self._enter_clause(head, frame)
        if not self._follow_chain(head, group, inner):
            self._read_arguments(head, group, inner)
        self._read_complements(head, inner)
        self._read_below(head, inner)
        self._read_conjuncts(head, group, frame, inner)

    def _is_question(self, head: int) -> bool:
        """ "how many wives he has", "what would have brought them": nothing is told."""
        tree = self.tree
        if tree.tokens[head].deprel in ("acl:relcl", "acl", "advcl:relcl"):
            return False
        if head == tree.root and tree.sentence.block is BlockKind.PARAGRAPH and tree.tokens[-1].text.endswith("?"):
            return True
        asked = {k for k in tree.kids(head, "obj", "nsubj", "nsubj:pass", "obl", "advmod") if k < head}
        inside = {w for k in asked for w in tree.kids(k, "det", "amod", "advmod")}
        degree = {w for k in asked for a in tree.kids(k, "amod") for w in tree.kids(a, "advmod")}
        return any(tree.lemma(w) in self.cues.question_words for w in asked | inside | degree)

    def _is_bare_nominal(self, head: int) -> bool:
        """Whether a head is no predicate: the noun of a headline, or of a fragment."""
        token = self.tree.tokens[head]
        predicate = token.upos in ("VERB", "AUX") or bool(self.tree.kids(head, "cop", "nsubj", "nsubj:pass"))
        return not predicate and token.deprel not in ("acl", "acl:relcl")

    def _enter_clause(self, head: int, frame: Frame) -> tuple[VerbGroup, Frame]:
        """The verb group of a clause, and what its own words make of the frame it is read in."""
        group = read_verb(self.tree, head)
        voices, disputed = read_voices(self.phrases, head) if head != self.tree.root else ((), False)
        bare = self.tree.tokens[head].xpos == "VBG" and not self.tree.kids(head, "aux")
        past = group.past or (bare and frame.past)
        aimer = find_aimer(self.phrases, head)
        if aimer is not None:
            group = group._replace(lemma=self.tree.tokens[head].lemma.lower(), modality=Modality.PLANNED)
        inner = frame._replace(
            subject=aimer or self.subjects.read(head, frame.subject),
            polarity=flip(frame.polarity, group.polarity),
            modality=weaken(frame.modality, group.modality),
            voices=(*frame.voices, *(v for v in voices if v not in frame.voices)),
            disputed=frame.disputed or disputed,
            past=past,
        )
        return group._replace(past=past), inner

    def _read_arguments(self, head: int, group: VerbGroup, frame: Frame) -> None:
        if frame.subject is not None:
            self.arguments.read(head, self._open_draft(head, group, frame, frame.subject))
        elif self.tree.kids(head, "expl"):
            nobody = self._open_draft(head, group, frame, self.phrases.read(head))
            there = read_existential(self.phrases, nobody, head)
            if there is not None:
                self.arguments.read_existing(head, there)

    def _open_draft(self, head: int, group: VerbGroup, frame: Frame, subject: Phrase) -> Draft:
        return Draft(
            kind="clause",
            subject=subject,
            lemma=group.lemma,
            head=head,
            relation=self._relation_words(group),
            chain=frame.chain,
            passive=group.passive,
            past=group.past,
            inherited=frame.time,
            filler=self._fillers.get(head),
            polarity=frame.polarity,
            modality=frame.modality,
            voices=frame.voices,
            disputed=frame.disputed,
        )

    def _relation_words(self, group: VerbGroup) -> list[int]:
        """The words of a verb group with all of its adverbs, and the "to" of a copula ("to be ready")."""
        tree = self.tree
        copular = bool(tree.kids(group.head, "cop"))
        marks = [k for k in tree.kids(group.head, "mark") if copular and tree.tokens[k].text == "to"]
        words = (*(w for w in group.words if not self._is_dropped(w, group)), *marks)
        plain = [k for k in words if tree.tokens[k].deprel == "advmod" and not tree.kids(k, "obl", "nmod")]
        adverbs = {w for k in plain for w in tree.subtree(k)}
        return sorted(adverbs | set(words))

    def _is_dropped(self, word: int, group: VerbGroup) -> bool:
        """Whether a "not" belongs to "not only" or "not even" before the subject, and not to the verb."""
        following = self.tree.lemma(word + 1) if word + 1 < group.head else ""
        restricts = following in self.cues.restrictive_adverbs
        return self.tree.lemma(word) == "not" and restricts and word + 1 not in group.words

    # ── clauses that hang on the verb ────────────────────────────────────────────────────────

    def _follow_chain(self, head: int, group: VerbGroup, frame: Frame) -> bool:
        """ "aims to bolster": read the embedded verb with this one as its beginning. True if done."""
        tree = self.tree
        inner = find_embedded(self.phrases, group)
        participle = tree.tokens[head].deprel == "acl" and not tree.kids(head, "aux:pass")
        if inner is None or (participle and group.passive and tree.kids(head, "obl")):
            return False
        embedded = embed_frame(self.phrases, group, frame)
        words = [*self._relation_words(group)]
        marks = tree.kids(inner, "mark")
        controller = next(iter((*tree.kids(head, "iobj"), *tree.kids(head, "obj"))), None)
        prevented = tree.lemma(head) in self.cues.preventing
        if controller is not None and (tree.tokens[controller].upos != "PRON" or prevented):
            self.sink.discourse.add(self.phrases.read(controller, whole=True), controller, "object")
            if not controls_object(self.phrases, head):
                return False
            chain = (*frame.chain, *words, *self.phrases.extents.own_words(controller), *marks)
            self._read_clause(inner, embedded._replace(chain=chain))
            return True
        times, others = self.arguments.obliques.read(head)
        passed = [options[0] for options in others if len(options) == 1 and options[0].role != "agent"]
        chain = (*frame.chain, *words, *marks)
        self._read_clause(inner, embedded._replace(chain=chain, time=(*frame.time, *times, *passed)))
        return True

    def _read_complements(self, head: int, frame: Frame) -> None:
        for kid in self.tree.kids(head, "ccomp", "csubj", "parataxis", "xcomp"):
            if kid not in self._visited:
                self._read_clause(kid, enter_complement(self.phrases, head, kid, frame))
        for kid in self.tree.kids(head, "advcl", "advcl:relcl"):
            self._read_adverbial(kid, head, frame)

    def _read_adverbial(self, kid: int, head: int, frame: Frame) -> None:
        """ "after A left", "killing six", "to build X": a clause of its own, with whose subject it lacks."""
        if kid in self._visited:
            return
        tree = self.tree
        modality = adverbial_modality(self.phrases, kid, frame)
        denied = tree.case(kid) == "without"
        inner = frame.open()._replace(modality=modality, polarity=Polarity.DENIED if denied else Polarity.AFFIRMED)
        if tree.kids(kid, "nsubj", "nsubj:pass"):
            if is_verbless(tree, kid):
                self._pass_over(kid, inner)
            else:
                self._read_clause(kid, inner._replace(subject=None))
            return
        inner = inner._replace(subject=self._find_doer(kid, head, inner))
        mark = tree.case(kid)
        if mark in ("by", "as", "in", *self.cues.replacing_marks) or is_comment(self.phrases, kid, head):
            # "by leveraging …", "as reported by …": means and sources, not facts of their own.
            self._pass_over(kid, inner)
            return
        if mark == "to":
            inner = inner._replace(subject=find_purposer(self.phrases, self.subjects, head, frame.subject))
        elif tree.tokens[kid].deprel == "advcl:relcl":
            inner = inner._replace(subject=None)
        self._read_clause(kid, inner)

    def _find_doer(self, kid: int, head: int, inner: Frame) -> Phrase | None:
        """Whose deed an adverbial clause without a subject tells."""
        tree = self.tree
        subject = inner.subject
        if tree.case(kid) == "for" and tree.tokens[kid].xpos == "VBG":
            return self._find_judged(head, subject)
        told = tree.kid(head, "ccomp")
        if told is not None and told < kid < head and tree.tokens[head].lemma in self.cues.speech:
            # "A did it, killing six, B said": what follows the report's clause belongs to it.
            subject = self.subjects.read(told, None)
        # "was bought by A, becoming …": whether A became it, or what A bought, stays open.
        return None if tree.kids(head, "obl:agent") and tree.tokens[kid].xpos == "VBG" else subject

    def _read_conjuncts(self, head: int, group: VerbGroup, frame: Frame, inner: Frame) -> None:
        """ "A may sign and build": the second verb has the subject, and without its own auxiliary the first one's."""
        tree = self.tree
        for kid in self._conjuncts_of(head):
            if tree.tokens[kid].upos not in ("VERB", "AUX") and not tree.kids(kid, "cop", "nsubj"):
                continue
            shared = frame._replace(subject=inner.subject, disputed=False)
            if not tree.kids(kid, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass"):
                contrasted = any(tree.tokens[k].lemma == "but" for k in tree.kids(kid, "cc"))
                helpers = ("aux", "aux:pass") if shares_passive(tree, kid) else ("aux",)
                apart = group.passive and not shares_passive(tree, kid)
                lent = tuple(k for k in group.words if k < head and self._is_lent(k, helpers) and not apart)
                if contrasted:
                    # "not to sell but to rent": the "not" goes with the first alone.
                    lent = tuple(k for k in lent if tree.lemma(k) not in self.cues.negations)
                shared = shared._replace(
                    modality=inner.modality,
                    polarity=frame.polarity if contrasted else inner.polarity,
                    chain=frame.chain or lent,
                )
            self._read_clause(kid, shared)

    def _is_lent(self, word: int, helpers: tuple[str, ...]) -> bool:
        """Whether a word before one verb counts for the next too: its auxiliary, its negation, its hedge."""
        adverbs = unite(self.cues.negations, self.cues.hedges)
        return self.tree.tokens[word].deprel in helpers or self.tree.lemma(word) in adverbs

    def _find_judged(self, head: int, subject: Phrase | None) -> Phrase | None:
        """ "fined A for dumping waste": A dumped it; "won a prize for designing X": the winner did."""
        tree = self.tree
        if tree.lemma(head) in self.cues.judging_verbs:
            judged = tree.kid(head, "obj")
            if judged is not None:
                return self.phrases.read(judged, whole=True)
            return subject if tree.kids(head, "aux:pass") else None
        return None if tree.kids(head, "aux:pass") else subject

    def _conjuncts_of(self, head: int) -> list[int]:
        """The verbs coordinated with this one; "are meeting to plan X, build Y and sell Z": all three are planned."""
        tree = self.tree
        own = [k for k in tree.kids(head, "conj") if shared_infinitive(tree, k) is None]
        above = {k for a in tree.ancestors(head) for k in tree.kids(a, "conj") if k > head}
        return sorted({*own, *(k for k in above if shared_infinitive(tree, k) == head)})

    # ── clauses below nominals ───────────────────────────────────────────────────────────────

    def _read_below(self, head: int, frame: Frame) -> None:
        """Relative clauses and participles anywhere in the nominals of this clause."""
        for kid in self.tree.children[head]:
            label = self.tree.tokens[kid].deprel
            if label in ("acl", "acl:relcl"):
                self._read_modifier(kid, head, frame)
            elif label not in _CLAUSES and kid not in self._visited:
                if not self._is_clause_conjunct(kid, head):
                    self._read_below(kid, frame)
            elif label in ("advcl", "advcl:relcl", "ccomp", "parataxis") and self._can_hold_clause(head):
                self._read_adverbial(kid, head, frame)

    def _can_hold_clause(self, head: int) -> bool:
        return self.tree.tokens[head].upos in ("NOUN", "PROPN", "ADJ", "NUM")

    def _is_clause_conjunct(self, kid: int, head: int) -> bool:
        """Whether a conjunct is a clause beside another one, which is read with that one."""
        tree = self.tree
        if tree.tokens[kid].deprel != "conj" or tree.tokens[head].upos not in ("VERB", "AUX", "ADJ"):
            return False
        return tree.tokens[kid].upos in ("VERB", "AUX") or bool(tree.kids(kid, "cop", "nsubj"))

    def _read_modifier(self, kid: int, noun: int, frame: Frame) -> None:
        """ "Acme, which sells X", "a car made by Acme", "its plan to leave"."""
        token = self.tree.tokens[kid]
        mark = self.tree.case(kid)
        inner = self._frame_below(noun, frame)
        if is_comment(self.phrases, kid, noun):
            self._pass_over(kid, inner)
            return
        if self._read_carried(kid, noun, frame):
            return
        if is_absolute(self.tree, kid, noun):
            self._read_clause(kid, inner._replace(subject=self.phrases.read(noun, whole=True)))
            return
        if token.deprel == "acl" and (mark in ("to", "of", "for", "towards", "toward") or token.xpos == "VB"):
            self._read_infinitive(kid, noun, frame)
            return
        if token.deprel == "acl" and mark:
            self._pass_over(kid, inner)
            return
        relative = find_relative(self.phrases, kid)
        if relative is None and leaves_object_out(self.phrases, kid, noun):
            self._fillers[kid] = Filler("that", noun)
            self._read_clause(kid, inner._replace(subject=None))
            return
        if relative is not None and self.tree.tokens[relative].deprel not in ("nsubj", "nsubj:pass"):
            self._read_object_relative(kid, relative, noun, inner)
            return
        antecedent = find_antecedent(self.phrases, noun, kid)
        told = self._told_of(antecedent, frame) or lend_owner(self.phrases, antecedent, frame.subject)
        self._read_clause(kid, inner._replace(subject=told))

    def _read_carried(self, kid: int, noun: int, frame: Frame) -> bool:
        """ "reports that A left", "plans to leave, which A denies": told as a report, or denied. True if done."""
        if not tells_content(self.phrases, kid, noun):
            return False
        veracity = judge_carrier(self.phrases, noun)
        if veracity is None or (self.tree.case(kid) == "to" and veracity.polarity is Polarity.AFFIRMED):
            return False
        inner = veracity.apply(frame)
        if self.tree.case(kid) == "to":
            holder = infinitive_holder(self.phrases, noun, frame)
            inner = inner._replace(subject=holder, modality=weaken(inner.modality, Modality.PLANNED))
        self._read_again(kid, inner)
        return True

    def _frame_below(self, noun: int, frame: Frame) -> Frame:
        """ "could open a plant employing 300": what is told of a thing is no surer than the thing itself."""
        tree = self.tree
        articles = {tree.tokens[k].text.lower() for k in tree.kids(noun, "det")}
        named = self.phrases.extents.name_at(noun) or tree.tokens[noun].upos not in ("NOUN", "NUM")
        inner = frame.assert_anew()
        planned = frame.modality is Modality.PLANNED and frame.polarity is Polarity.AFFIRMED
        if (
            planned
            or named
            or tree.kids(noun, "nmod:poss")
            or articles - {"a", "an"}
            or tree.tokens[noun].deprel != "obj"
        ):
            return inner
        return inner._replace(modality=Modality.HYPOTHETICAL if frame.polarity is Polarity.DENIED else frame.modality)

    def _told_of(self, noun: int, frame: Frame) -> Phrase | None:
        """ "Acme is a bank that lends to farmers": Acme lends to them."""
        subject = frame.subject
        token = self.tree.tokens[noun]
        if token.deprel == "appos" and token.upos == "NOUN" and self.phrases.extents.name_at(token.head):
            # "Ajax, a club based in Oslo": Ajax is based there.
            return self.phrases.read(token.head)
        predicate = bool(self.tree.kids(noun, "cop")) and not self.tree.kids(noun, "expl")
        sure = frame.polarity is Polarity.AFFIRMED and frame.modality is Modality.ASSERTED
        if subject is None or not predicate or not sure or subject.parties:
            return None
        if subject.kind is PhraseKind.PRONOUN and subject.text.lower() not in self.cues.personal_pronouns:
            # "It was the firm that left": the firm did.
            return None
        return subject if subject.plural == (self.tree.tokens[noun].xpos in ("NNS", "NNPS")) else None

    def _read_infinitive(self, kid: int, noun: int, frame: Frame) -> None:
        """ "plans to build X", "the agreement to build X": planned by whoever has the plan."""
        tree = self.tree
        inner = frame.assert_anew()._replace(modality=Modality.PLANNED)
        verb = governing_verb(self.phrases, kid, noun)
        if tree.kids(kid, "aux:pass"):
            # "a bridge to be opened in May"
            self._read_again(kid, inner._replace(subject=self.phrases.read(noun)))
        elif verb is not None:
            purposer = find_purposer(self.phrases, self.subjects, verb, frame.subject)
            modality = Modality.HYPOTHETICAL if frame.polarity is Polarity.DENIED else frame.modality
            self._read_again(kid, inner._replace(subject=purposer, modality=weaken(modality, Modality.PLANNED)))
        elif tree.lemma(noun) in self.cues.plan_nouns and tree.tokens[noun].deprel in _NOMINAL_ROLES:
            if tree.tokens[noun].deprel == "obj" and tree.lemma(tree.tokens[noun].head) in self.cues.dropping_verbs:
                inner = inner._replace(modality=Modality.HYPOTHETICAL)
            self._read_again(kid, inner._replace(subject=infinitive_holder(self.phrases, noun, frame)))
        else:
            self._pass_over(kid, inner)

    def _read_again(self, kid: int, frame: Frame) -> None:
        self._visited.discard(kid)
        self._read_clause(kid, frame)

    def _read_object_relative(self, kid: int, relative: int, noun: int, frame: Frame) -> None:
        """ "risks, which the company denies", "Paris, where Acme is based": the noun is the object."""
        if self.tree.tokens[kid].lemma in self.cues.deny:
            self._visited.add(kid)
            self._deny_again(kid, noun, frame)
            return
        place = find_place(self.phrases, noun, kid) if self.tree.lemma(relative) == "where" else noun
        if place is not None:
            self._fillers[kid] = Filler(self.tree.lemma(relative), place)
        self._read_clause(kid, frame._replace(subject=None))

    def _deny_again(self, kid: int, noun: int, frame: Frame) -> None:
        """ "risks associated with B, which B denies": the participle before it is denied; else it is unclear what."""
        tree = self.tree
        around = (*tree.kids(noun, "acl"), noun, *tree.ancestors(noun))
        told = next((w for w in around if tree.tokens[w].deprel == "acl"), None)
        if told is None or tree.tokens[told].xpos != "VBN" or not tree.kids(told, "obl", "obl:agent"):
            self.sink.skip("unclear denial")
            return
        voices = (*frame.voices, *deny_as(self.phrases, kid))
        anew = frame.assert_anew()._replace(polarity=Polarity.DENIED, voices=voices)
        told_of = self.phrases.read(tree.tokens[told].head)
        self._read_arguments(told, read_verb(tree, told), anew._replace(subject=told_of))

    def _pass_over(self, kid: int, frame: Frame) -> None:
        """Leave a clause out, and read what hangs below it."""
        self._visited.add(kid)
        self._read_below(kid, frame)
