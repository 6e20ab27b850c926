"""Clauses of a tree → propositions: who does what, clause by clause from the top down.

The clause typing follows ClausIE (Del Corro and Gemulla, 2013); polarity and factuality are carried
down through embedding verbs as in TruthTeller (Lotan, Stern and Dagan, 2013).
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from hfcheck.extraction.attribution import Voices, read_voices
from hfcheck.extraction.phrases import PhraseReader, join_parties
from hfcheck.extraction.sink import Draft, Sink
from hfcheck.extraction.verbs import VerbGroup, flip, read_verb, weaken
from hfcheck.model import Argument, Modality, Phrase, PhraseKind, Polarity, Reading


class Frame(NamedTuple):
    """What a clause inherits from the clauses above it."""

    subject: Phrase | None = None
    chain: tuple[int, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    voices: Voices = ()
    disputed: bool = False
    time: tuple[Argument, ...] = ()


class ClauseReader:
    """Walks the clauses of one sentence and puts what it reads into a `Sink`."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink
        self.visited: set[int] = set()

    def read(self) -> None:
        voices, disputed = read_voices(self.phrases, self.tree.root)
        self.read_clause(self.tree.root, Frame(voices=voices, disputed=disputed))

    # ── one clause ───────────────────────────────────────────────────────────────────────────

    def read_clause(self, head: int, frame: Frame) -> None:
        if head in self.visited:
            return
        self.visited.add(head)
        token = self.tree.word(head)
        nominal_root = token.upos not in ("VERB", "AUX") and not self.tree.kids(head, "cop", "nsubj", "nsubj:pass")
        if nominal_root and token.deprel not in ("acl", "acl:relcl"):
            self._read_below(head, frame)
            return
        group = read_verb(self.tree, head)
        voices, disputed = read_voices(self.phrases, head) if head != self.tree.root else ((), False)
        inner = frame._replace(
            polarity=flip(frame.polarity, group.polarity),
            modality=weaken(frame.modality, group.modality),
            voices=(*frame.voices, *voices),
            disputed=frame.disputed or disputed,
        )
        subject = self._find_subject(head, frame)
        inner = inner._replace(subject=subject)
        if not self._follow_chain(head, group, inner):
            self._emit_clause(head, group, inner)
        self._read_complements(head, group, inner)
        self._read_below(head, inner)
        self._read_conjuncts(head, group, frame, inner)

    def _find_subject(self, head: int, frame: Frame) -> Phrase | None:
        own = self.tree.kid(head, "nsubj", "nsubj:pass") or self.tree.kid(head, "nsubj:outer", "csubj")
        if own is None:
            return frame.subject
        token = self.tree.word(own)
        if token.deprel == "csubj" or self.tree.kids(head, "expl"):
            return None
        if token.lemma.lower() in ("which", "that", "who", "whom", "whose") and token.upos in ("PRON", "DET", "SCONJ"):
            return frame.subject
        phrase = self._name_examples(own) or self.phrases.read(own, whole=True)
        self.sink.note_mention(phrase, own, "subject")
        for word in self.tree.subtree(own):
            if self.tree.word(word).deprel == "nmod:poss" and self.phrases.name_at(word) and len(phrase.parties) < 2:
                self.sink.note_mention(self.phrases.read(word), own, "other")
        return phrase

    def _name_examples(self, own: int) -> Phrase | None:
        """ "rivals such as A and B": what they do, A does and B does."""
        members = [m for e in self.phrases.exemplars_of(own) for m in self.tree.conjuncts(e)]
        named = [self.phrases.read(m) for m in members if self.phrases.name_at(m)]
        if not named or len(named) < len(members) or len(self.tree.conjuncts(own)) > 1:
            return None
        return named[0] if len(named) == 1 else msgspec.structs.replace(self.phrases.join_names(tuple(named)), kind=PhraseKind.NOMINAL)

    # ── embedding ────────────────────────────────────────────────────────────────────────────

    def _follow_chain(self, head: int, group: VerbGroup, frame: Frame) -> bool:
        """ "aims to bolster": read the embedded verb with this one as its beginning. True if done."""
        tree = self.tree
        inner = next((k for k in tree.kids(head, "xcomp", "ccomp") if tree.word(k).upos in ("VERB", "AUX") and not tree.kids(k, "nsubj", "nsubj:pass")), None)
        lemma = tree.word(head).lemma.lower()
        controller = tree.kid(head, "obj", "iobj")
        if inner is None and lemma in self.cues.preventing:
            inner = next((k for k in tree.kids(head, "advcl") if tree.case(k) == "from"), None)
        if inner is None and lemma == "commit":
            inner = next((k for k in tree.kids(head, "advcl") if tree.case(k) == "to"), None)
        if inner is None and group.passive and lemma in self.cues.planning:
            inner = next((k for k in tree.kids(head, "advcl") if tree.case(k) == "to"), None)
        bare = tree.word(head).deprel == "acl" and not tree.kids(head, "aux:pass")
        if inner is None or (bare and group.passive and tree.kids(head, "obl")):
            return False
        polarity, modality = self._embed(lemma, frame)
        if controller is not None and tree.word(controller).upos != "PRON" or (controller is not None and lemma in self.cues.preventing):
            return self._control_object(head, inner, controller, group, frame._replace(polarity=polarity, modality=modality))
        marks = tuple(k for k in tree.kids(inner, "mark"))
        chain = (*frame.chain, *self._relation_words(group), *marks)
        times, others = Emitter(self.phrases, self.sink).read_obliques(head)
        passed = (*frame.time, *times, *(o[0] for o in others if len(o) == 1 and o[0].role != "agent"))
        self.read_clause(inner, frame._replace(chain=chain, polarity=polarity, modality=modality, time=passed))
        return True

    def _embed(self, lemma: str, frame: Frame) -> tuple[Polarity, Modality]:
        if lemma in self.cues.negative_implicative:
            return flip(frame.polarity, Polarity.DENIED), frame.modality
        if lemma in self.cues.implicative:
            return frame.polarity, frame.modality
        if lemma in self.cues.possible_verbs:
            return frame.polarity, weaken(frame.modality, Modality.POSSIBLE)
        if lemma in self.cues.planning:
            return frame.polarity, weaken(frame.modality, Modality.PLANNED)
        return frame.polarity, frame.modality

    def _control_object(self, head: int, inner: int, controller: int, group: VerbGroup, frame: Frame) -> bool:
        """ "barred Acme from buying parts", "join forces to build": one claim with the embedded verb."""
        tree = self.tree
        lemma = tree.word(head).lemma.lower()
        words = [*self._relation_words(group), *self.phrases.own_words(controller), *tree.kids(inner, "mark")]
        prevented = lemma in self.cues.preventing
        # The matrix verb carries the denial ("barred … from"); the claim as worded affirms it.
        shown = frame._replace(chain=(*frame.chain, *words), polarity=frame.polarity)
        self.sink.note_mention(self.phrases.read(controller, whole=True), controller, "object")
        if prevented or lemma in self.cues.planning | self.cues.implicative or lemma in ("help", "allow", "enable"):
            self.read_clause(inner, shown)
            return True
        return False

    def _read_complements(self, head: int, group: VerbGroup, frame: Frame) -> None:
        tree = self.tree
        lemma = tree.word(head).lemma.lower()
        for kid in tree.kids(head, "ccomp", "csubj", "parataxis", "xcomp"):
            if kid in self.visited:
                continue
            inner = frame._replace(chain=(), time=())
            relation = tree.word(kid).deprel
            if relation == "ccomp":
                inner = self._enter_report(lemma, frame)
            elif relation == "parataxis":
                inner = inner._replace(subject=None, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
            elif relation == "csubj":
                inner = inner._replace(subject=None)
            elif lemma in self.cues.possible_verbs | self.cues.planning:
                inner = inner._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
            own = tree.kids(kid, "nsubj", "nsubj:pass", "nsubj:outer")
            if relation == "xcomp" and not own:
                controller = tree.kid(head, "obj")
                if controller is not None:
                    inner = inner._replace(subject=self.phrases.read(controller, whole=True))
            self.read_clause(kid, inner)
        for kid in tree.kids(head, "advcl", "advcl:relcl"):
            self._read_adverbial(kid, head, frame)

    def _enter_report(self, lemma: str, frame: Frame) -> Frame:
        """The frame of what someone says: nothing of the reporting clause's own modality but a doubt."""
        inner = frame._replace(chain=(), subject=None, time=(), polarity=Polarity.AFFIRMED)
        if lemma in self.cues.deny:
            return inner._replace(polarity=flip(frame.polarity, Polarity.DENIED))
        if lemma in self.cues.speech:
            return inner._replace(modality=Modality.ASSERTED if frame.modality is not Modality.HYPOTHETICAL else frame.modality)
        return inner

    def _read_adverbial(self, kid: int, head: int, frame: Frame) -> None:
        tree = self.tree
        if kid in self.visited:
            return
        mark = tree.case(kid)
        own = tree.kids(kid, "nsubj", "nsubj:pass")
        modality = Modality.ASSERTED
        if mark in ("if", "unless", "whether"):
            modality = Modality.HYPOTHETICAL
        elif mark == "to" or (mark == "" and tree.word(kid).xpos == "VB"):
            modality = weaken(frame.modality, Modality.PLANNED)
        elif not own and mark != "by":
            modality = frame.modality
        inner = frame._replace(chain=(), time=(), modality=modality, polarity=Polarity.AFFIRMED)
        if own:
            inner = inner._replace(subject=None)
        if not own and tree.kids(head, "obl:agent") and tree.word(kid).xpos == "VBG":
            inner = inner._replace(subject=None)
        if mark in ("by", "as", "in") and not own:
            # "by leveraging …", "as reported by …": means and sources, not facts of their own.
            self.visited.add(kid)
            self._read_below(kid, inner)
            return
        if tree.word(kid).deprel == "advcl:relcl":
            inner = inner._replace(subject=None)
        if mark == "to" and not own:
            inner = inner._replace(subject=self._join_partners(head, frame.subject))
        self.read_clause(kid, inner)

    def _join_partners(self, head: int, subject: Phrase | None) -> Phrase | None:
        """ "A teamed up with B to build X": both build."""
        tree = self.tree
        if subject is None or subject.kind is not PhraseKind.NAME:
            return subject
        deals = [k for k in tree.kids(head, "obj") if tree.word(k).lemma in self.cues.deal_nouns]
        if tree.word(head).lemma.lower() not in self.cues.comitative and not deals:
            return subject
        holder = deals[0] if deals else head
        partners = [self.phrases.read(m) for k in tree.kids(holder, "obl", "nmod") if tree.case(k) == "with" for m in tree.conjuncts(k)]
        named = [p for p in partners if p.kind is PhraseKind.NAME]
        if not named or len(named) != len(partners):
            return subject
        return self.phrases.join_names((*(subject.parties or (subject,)), *named))

    def _read_conjuncts(self, head: int, group: VerbGroup, frame: Frame, inner: Frame) -> None:
        for kid in self.tree.kids(head, "conj"):
            if self.tree.word(kid).upos not in ("VERB", "AUX") and not self.tree.kids(kid, "cop", "nsubj"):
                continue
            own = self.tree.kids(kid, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass")
            shared = frame._replace(subject=inner.subject, disputed=False)
            if not own:
                # "may sign and build": the auxiliary holds for both.
                modality, polarity = inner.modality, inner.polarity if not self._contrasts(kid) else frame.polarity
                shared = shared._replace(modality=modality, polarity=polarity)
                shared = shared._replace(chain=frame.chain or tuple(k for k in group.words if k < head and self.tree.word(k).deprel in ("aux", "advmod")))
            self.read_clause(kid, shared)

    def _contrasts(self, head: int) -> bool:
        return any(self.tree.word(k).lemma == "but" for k in self.tree.kids(head, "cc"))

    # ── clauses below nominals ───────────────────────────────────────────────────────────────

    def _read_below(self, head: int, frame: Frame) -> None:
        """Relative clauses and participles anywhere in the nominals of this clause."""
        tree = self.tree
        for kid in tree.children[head]:
            token = tree.word(kid)
            if token.deprel in ("acl", "acl:relcl"):
                self._read_modifier(kid, head, frame)
            elif token.deprel not in ("ccomp", "advcl", "advcl:relcl", "xcomp", "parataxis", "csubj") and kid not in self.visited:
                if token.deprel == "conj" and (token.upos in ("VERB", "AUX") or tree.kids(kid, "cop", "nsubj")) and tree.word(head).upos in ("VERB", "AUX", "ADJ"):
                    continue
                self._read_below(kid, frame)
            elif token.deprel in ("advcl", "advcl:relcl", "ccomp", "parataxis") and tree.word(head).upos in ("NOUN", "PROPN", "ADJ", "NUM"):
                self._read_adverbial(kid, head, frame._replace(subject=frame.subject))

    def _read_modifier(self, kid: int, noun: int, frame: Frame) -> None:
        tree = self.tree
        inner = frame._replace(chain=(), time=(), polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
        mark = tree.case(kid)
        token = tree.word(kid)
        if token.deprel == "acl" and (mark in ("to", "of", "for", "towards", "toward") or token.xpos == "VB"):
            self._read_infinitive(kid, noun, frame)
            return
        if token.deprel == "acl" and mark:
            self.visited.add(kid)
            self._read_below(kid, inner)
            return
        relative = next((k for k in tree.kids(kid, "nsubj", "nsubj:pass", "obj", "obl", "advmod", "nmod:poss") if tree.word(k).lemma.lower() in ("which", "that", "who", "whom", "whose", "where", "when")), None)
        if relative is not None and tree.word(relative).deprel not in ("nsubj", "nsubj:pass"):
            self._read_object_relative(kid, relative, noun, inner)
            return
        antecedent = self._choose_antecedent(noun, kid)
        self.read_clause(kid, inner._replace(subject=self.phrases.read(antecedent)))

    def _choose_antecedent(self, noun: int, clause: int) -> int:
        """The noun that a relative clause is about: "the registration for X by Y, which could become a brand".

        A comma leaves the attachment open. Where the clause says what the thing is or becomes, an event
        noun gives way to the named thing that it is of or for.
        """
        tree = self.tree
        predicate = tree.kid(clause, "xcomp") if tree.word(clause).lemma in ("become", "remain") else clause if tree.kids(clause, "cop") else None
        if predicate is None or tree.word(predicate).upos != "NOUN" or self.phrases.name_at(noun):
            return noun
        if tree.word(noun).deprel == "obj":
            return noun
        below = [w for w in tree.subtree(noun) if w < clause and self.phrases.name_at(w) and tree.word(w).deprel in ("nmod", "nmod:poss")]
        things = [w for w in below if tree.case(w) in ("of", "for")]
        return things[0] if len(things) == 1 else noun

    def _read_infinitive(self, kid: int, noun: int, frame: Frame) -> None:
        """ "plans to build X", "the agreement to build X": planned by whoever has the plan."""
        tree = self.tree
        lemma = tree.word(noun).lemma.lower()
        self.visited.add(kid)
        inner = frame._replace(chain=(), time=(), polarity=Polarity.AFFIRMED, modality=Modality.PLANNED)
        verb = next((a for a in tree.ancestors(kid) if tree.word(a).upos == "VERB"), None)
        if self.phrases.name_at(noun) and verb is not None and tree.case(kid) == "to":
            self.visited.discard(kid)
            self.read_clause(kid, inner._replace(subject=self._join_partners(verb, frame.subject)))
            return
        if lemma not in self.cues.plan_nouns or not self._is_argument(noun):
            self._read_below(kid, inner)
            return
        owner = self.phrases.read(noun)
        subject = owner if owner.parties else owner.owner or frame.subject
        self.visited.discard(kid)
        self.read_clause(kid, inner._replace(subject=subject))

    def _is_argument(self, noun: int) -> bool:
        return self.tree.word(noun).deprel in ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "appos", "conj", "root", "xcomp")

    def _read_object_relative(self, kid: int, relative: int, noun: int, frame: Frame) -> None:
        """ "risks, which the company denies", "Paris, where Acme is based": the noun is the object."""
        role = self.tree.word(relative)
        if self.tree.word(kid).lemma in self.cues.deny:
            # What is denied is a whole proposition, and a relative clause does not say which.
            self.visited.add(kid)
            self.sink.skip(kid, "unclear denial")
            return
        self.sink.fillers[kid] = (role.lemma.lower(), noun)
        self.read_clause(kid, frame._replace(subject=None))

    # ── emission ─────────────────────────────────────────────────────────────────────────────

    def _relation_words(self, group: VerbGroup) -> list[int]:
        marks = [k for k in self.tree.kids(group.head, "mark") if self.tree.kids(group.head, "cop") and self.tree.word(k).text == "to"]
        return sorted({w for k in (*group.words, *marks) for w in ([k] if self.tree.word(k).deprel != "advmod" else self.tree.subtree(k))})

    def _emit_clause(self, head: int, group: VerbGroup, frame: Frame) -> None:
        if frame.subject is None:
            return
        draft = self.sink.open(head, group, frame.chain, frame.subject)
        draft = draft._replace(
            polarity=frame.polarity, modality=frame.modality, voices=frame.voices, disputed=frame.disputed,
            relation=self._relation_words(group), inherited=frame.time,
        )
        Emitter(self.phrases, self.sink).emit(head, draft)


class Emitter:
    """Arguments of a clause → one proposition each, split where the parts are separate facts."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink

    def emit(self, head: int, draft: Draft) -> None:
        times, obliques = self.read_obliques(head)
        inherited_times = [a for a in draft.inherited if a.role == "time"]
        times = times or inherited_times
        obliques += [[a] for a in draft.inherited if a.role != "time"]
        objects = self._read_objects(head) or self._share_object(head)
        if not objects and head in self.sink.fillers:
            objects, obliques = self._fill(head, obliques)
        objects = [(role, [join_parties(p, draft.subject) for p in options]) for role, options in objects]
        self._note_mentions(head, draft.subject)
        self._read_endowment(head, draft)
        self._read_contrast(head, draft)
        tail = [argument for options in obliques for argument in options[:1]]
        if objects:
            for role, options in objects:
                for option in options:
                    self._put(draft, head, [Argument(role, option), *tail, *times], options)
            return
        spread = next((options for options in obliques if len(options) > 1), None)
        if spread is not None:
            rest = [options[0] for options in obliques if options is not spread]
            for option in spread:
                self._put(draft, head, [option, *rest, *times], [o.phrase for o in spread])
        elif tail and times and draft.passive:
            self._put(draft, head, times, [])
            self._put(draft, head, [*tail, *times], [])
        elif tail or times:
            self._put(draft, head, [*tail, *times], [])
        elif self.tree.kids(head, "xcomp", "ccomp") or head in self.sink.fillers or self.tree.word(head).deprel in ("advcl", "acl"):
            return
        elif draft.subject.text.lower().startswith(("this ", "that ", "these ", "those ")) and not draft.subject.antecedents:
            self.sink.skip(head, "unresolved pronoun")
        else:
            self._put(draft, head, [], [])

    def _put(self, draft: Draft, head: int, arguments: list[Argument], siblings: list[Phrase]) -> None:
        subjects = self._split_subject(draft.subject)
        many = len(siblings) > 1 or len(subjects) > 1
        for subject in subjects:
            self.sink.put(draft._replace(
                subject=subject,
                arguments=tuple(sorted(arguments, key=lambda a: a.phrase.start)),
                group=f"{self.tree.sentence.start}:{head}" if many else None,
                members=tuple(siblings) if len(siblings) > 1 else (),
                reading=Reading.COLLECTIVE if subject.parties and subject.kind is PhraseKind.NAME else Reading.DISTRIBUTIVE,
            ))

    @staticmethod
    def _split_subject(subject: Phrase) -> tuple[Phrase, ...]:
        """Coordinated names act together; other coordinated subjects are facts of their own."""
        joint = subject.kind is PhraseKind.NAME or subject.head in ("", None) or not subject.plural
        return (subject,) if joint or len(subject.parties) < 2 or " and " not in subject.text and ", " not in subject.text else _shared_tail(subject)

    def _read_objects(self, head: int) -> list[tuple[str, list[Phrase]]]:
        tree = self.tree
        found: list[tuple[str, list[Phrase]]] = []
        if tree.kids(head, "cop") and tree.word(head).upos not in ("VERB",):
            return [("pred", [self._predicate(k) for k in self._predicates(head)])]
        for kid in tree.kids(head, "xcomp"):
            if tree.word(kid).upos in ("NOUN", "PROPN", "ADJ", "NUM"):
                found.append(("pred", [self._predicate(k) for k in tree.conjuncts(kid)]))
        for kid in tree.kids(head, "obj"):
            if tree.word(kid).lemma.lower() in ("which", "that", "what", "whom", "who"):
                continue
            found.append(("obj", self.spread(kid)))
        return found[:1] if len(found) > 1 and found[0][0] != "pred" else found[-1:]

    def _predicates(self, head: int) -> list[int]:
        kids = [k for k in self.tree.kids(head, "conj") if not self.tree.kids(k, "nsubj", "cop") and self.tree.word(k).upos != "VERB"]
        return [head, *kids]

    def _predicate(self, head: int) -> Phrase:
        phrase = self.phrases.read(head)
        tree = self.tree
        prepositions = [k for k in tree.kids(head, "case") if tree.word(k).xpos != "POS"]
        extra = [w for k in tree.kids(head, "obl") if tree.word(head).upos == "ADJ" and tree.word(head).deprel == "xcomp" for w in tree.subtree(k)]
        if not prepositions and not extra:
            return phrase
        words = sorted({*prepositions, *self.phrases.own_words(head), *extra})
        start, end = tree.span(words)
        told = " ".join([*(tree.word(k).text for k in prepositions), phrase.full, tree.join(extra)]).strip()
        return msgspec.structs.replace(phrase, text=tree.join(words), start=start, end=end, resolved=told)

    def _fill(self, head: int, obliques: list[list[Argument]]) -> tuple[list[tuple[str, list[Phrase]]], list[list[Argument]]]:
        relative, noun = self.sink.fillers[head]
        phrase = self.phrases.read(noun)
        if relative == "where":
            return [], [[Argument("obl:in", phrase)], *obliques]
        if relative in ("when", "whose"):
            return [], obliques
        stranded = next((k for k in self.tree.kids(head, "obl") if self.tree.word(k).lemma.lower() == relative), None)
        if stranded is not None:
            return [], [[Argument("obl:" + (self.tree.case(stranded) or "in"), phrase)], *obliques]
        return [("obj", [phrase])], obliques

    def spread(self, head: int) -> list[Phrase]:
        """The facts that a coordinated nominal holds: its conjuncts, or the named examples of one."""
        tree = self.tree
        found: list[Phrase] = []
        conjuncts = self._conjuncts(head)
        for conjunct in conjuncts:
            examples = self.phrases.exemplars_of(conjunct)
            inner = next((k for k in tree.kids(conjunct, "nmod") if tree.word(conjunct).lemma in self.cues.container_nouns), None)
            if not examples and inner is not None:
                examples = self.phrases.exemplars_of(inner)
            listed = self._listed(conjunct)
            if listed:
                found += [self.phrases.read(conjunct), *listed]
                continue
            many = tree.word(conjunct).xpos in ("NNS", "NNPS") or inner is not None
            if examples and many:
                found += [self.phrases.read(m) for e in examples for m in tree.conjuncts(e) if not self.phrases.is_title_of_next(m)]
            else:
                found.append(self.phrases.read(conjunct))
        return self._share_complement(conjuncts, found) if len(found) == len(conjuncts) > 1 else found

    def _listed(self, head: int) -> list[Phrase]:
        """The names after a colon: "ten models: the A1, A2, …"."""
        tree = self.tree
        first = next((k for k in tree.kids(head, "appos") if any(tree.word(w).text == ":" for w in (tree.subtree(k)[0], tree.subtree(k)[0] - 1) if w >= 0)), None)
        if first is None:
            return []
        names = [n for n in self.phrases.names if n[0] > head and n[1] <= tree.subtree(head)[-1] + 1]
        return [self.phrases.make(b, list(range(a, b + 1))) for a, b in names] if len(names) > 1 else []

    def _share_complement(self, conjuncts: list[int], found: list[Phrase]) -> list[Phrase]:
        """ "production, sales, and service of systems": what follows the last bare noun holds for all."""
        tree = self.tree
        owners = [c for c in conjuncts if tree.kids(c, "nmod") and tree.subtree(tree.kids(c, "nmod")[0])[0] > conjuncts[-1]]
        bare = all(len(p.text.split()) == 1 for c, p in zip(conjuncts, found, strict=True) if c not in owners)
        if len(owners) != 1 or not bare or owners[0] not in (conjuncts[0], conjuncts[-1]) or any(p.kind is PhraseKind.NAME for p in found):
            return found
        words = [w for k in tree.kids(owners[0], "nmod") for w in tree.subtree(k) if w > conjuncts[-1]]
        tail = tree.join(words)
        return [p if c == owners[0] else msgspec.structs.replace(p, resolved=f"{p.text} {tail}") for c, p in zip(conjuncts, found, strict=True)]

    def _conjuncts(self, head: int) -> list[int]:
        tree = self.tree
        kept = [k for k in tree.conjuncts(head) if tree.word(k).upos != "VERB" or k == head or tree.kids(k, "det", "amod")]
        return [k for k in kept if not self.phrases.is_title_of_next(k)]

    def read_obliques(self, head: int) -> tuple[list[Argument], list[list[Argument]]]:
        tree = self.tree
        times: list[int] = []
        others: list[list[Argument]] = []
        kids = list(tree.kids(head, "obl", "obl:agent", "obl:unmarked", "iobj", "nmod"))
        for kid in list(kids):
            kids += [k for k in tree.kids(kid, "obl:unmarked", "obl") if self._is_time(k)]
        # "has been named the winner in 2020": obliques of a copula's predicate are its nmods.
        for kid in sorted(set(kids)):
            if self._is_time(kid):
                times.append(kid)
                continue
            role = tree.word(kid).deprel
            if role == "nmod" or tree.word(kid).lemma.lower() in ("which", "that", "whom", "where"):
                continue
            case = tree.case(kid)
            endowed = case == "with" and tree.subtree(kid)[0] == 0 and bool(tree.kids(kid, "nummod"))
            if self._is_connective(kid, case) or endowed or not case and role != "iobj":
                continue
            name = "iobj" if role == "iobj" else "agent" if role == "obl:agent" else f"obl:{case}"
            others.append([Argument(name, phrase) for phrase in self.spread(kid)])
        objects = tree.kids(head, "obj")
        for kid in tree.kids(head, "advmod"):
            if objects and kid > objects[0] and tree.word(kid).text.endswith("ly"):
                token = tree.word(kid)
                others.append([Argument("adv", Phrase(text=token.text, start=token.start, end=token.end, head=token.lemma, kind=PhraseKind.ADJECTIVE))])
        for kid in tree.kids(head, "advcl"):
            if tree.case(kid) == "in" and not tree.kids(kid, "nsubj"):
                words = [w for w in tree.subtree(kid) if w not in tree.kids(kid, "mark")]
                start, end = tree.span(words)
                text = tree.join(words)
                others.append([Argument("obl:in", Phrase(text=text, start=start, end=end, head=tree.word(kid).lemma, kind=PhraseKind.CLAUSE))])
        return self._join_times(times), others

    def _is_connective(self, kid: int, case: str) -> bool:
        tree = self.tree
        token = tree.word(kid)
        if case == "in" and token.lemma in self.cues.generic_deals:
            return True
        if case in ("according to", "despite", "unlike", "like", "such as", "as per") or token.lemma in self.cues.connective_heads:
            return True
        # ", with a focus on …" adds a remark, not an argument.
        return case == "with" and tree.has_comma_before(kid) and kid > token.head

    def _is_time(self, kid: int) -> bool:
        token = self.tree.word(kid)
        if token.lemma.lower() in self.cues.time_nouns and token.deprel != "nsubj":
            return not any(self.tree.case(k) == "of" and self.tree.word(k).lemma.lower() not in self.cues.time_nouns for k in self.tree.kids(kid, "nmod")) or bool(
                self.tree.kids(kid, "amod", "det"))
        if token.upos != "NUM" and not token.text.isdigit():
            return any(self.tree.word(k).lemma.lower() in self.cues.time_nouns for k in self.tree.kids(kid, "nmod:unmarked")) and token.text.isdigit()
        months = any(self.tree.word(k).lemma.lower() in self.cues.time_nouns for k in self.tree.children[kid])
        year = token.text.isdigit() and len(token.text) == 4
        return year or months

    def _join_times(self, heads: list[int]) -> list[Argument]:
        """Time phrases that stand side by side are one: "in December" "last year"."""
        tree = self.tree
        words = sorted({w for h in heads for w in tree.subtree(h) if tree.word(w).deprel not in ("acl", "acl:relcl")})
        runs: list[list[int]] = []
        for word in words:
            if runs and all(tree.word(w).upos == "PUNCT" for w in range(runs[-1][-1] + 1, word)):
                runs[-1].append(word)
            else:
                runs.append([word])
        found = []
        for run in runs:
            while run and tree.word(run[-1]).upos == "PUNCT":
                run.pop()
            while run and tree.word(run[0]).upos == "PUNCT":
                run.pop(0)
            if run:
                start, end = tree.span(run)
                found.append(Argument("time", Phrase(text=tree.join(run), start=start, end=end, head="", kind=PhraseKind.NOMINAL)))
        return found

    def _share_object(self, head: int) -> list[tuple[str, list[Phrase]]]:
        """ "develop and expand its presence": the object after the last verb is that of all."""
        tree = self.tree
        token = tree.word(head)
        if token.deprel == "conj" and not tree.kids(head, "obl", "ccomp", "xcomp"):
            return [(role, options) for role, options in self._read_objects(token.head) if options[0].start > token.end and role == "obj"]
        following = [k for k in tree.kids(head, "conj") if tree.word(k).upos == "VERB" and not tree.kids(k, "nsubj", "aux")]
        if following and not tree.kids(head, "obl", "ccomp", "xcomp", "advmod", "advcl") and following[0] - head <= 3:
            return [(role, options) for role, options in self._read_objects(following[0]) if role == "obj"]
        return []

    def _read_contrast(self, head: int, draft: Draft) -> None:
        """ "Unlike A, B …": B is not like A."""
        for kid in self.tree.kids(head, "obl"):
            if self.tree.case(kid) == "unlike":
                phrase = self.phrases.read(kid)
                self.sink.put(draft._replace(kind="contrast", lemma="be like", relation=[kid], chain=(), words="is not like", arguments=(Argument("obj", phrase),),
                                             polarity=Polarity.DENIED, modality=Modality.ASSERTED))

    def _read_endowment(self, head: int, draft: Draft) -> None:
        """ "With 27 years of experience, X …": X has them."""
        tree = self.tree
        for kid in tree.kids(head, "obl"):
            counted = tree.kids(kid, "nummod")
            if tree.case(kid) == "with" and counted and tree.subtree(kid)[0] == 0 and tree.kids(kid, "nmod"):
                self.sink.put(draft._replace(kind="possession", lemma="have", relation=[kid], chain=(), head=kid, words="has",
                                             arguments=(Argument("obj", self.phrases.read(kid)),), polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED))

    def _note_mentions(self, head: int, subject: Phrase) -> None:
        for kid in self.tree.kids(head, "obj", "iobj", "obl", "obl:agent"):
            phrase = join_parties(self.phrases.read(kid, whole=True), subject)
            role = "object" if self.tree.word(kid).deprel != "obl" else "other"
            self.sink.note_mention(phrase, kid, role)


def _shared_tail(subject: Phrase) -> tuple[Phrase, ...]:
    return subject.parties
