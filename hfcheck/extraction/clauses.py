"""Clauses of a tree → propositions: who does what, clause by clause from the top down.

The clause typing follows ClausIE (Del Corro and Gemulla, 2013); polarity and factuality are carried
down through embedding verbs as in TruthTeller (Lotan, Stern and Dagan, 2013).
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from hfcheck.extraction.arguments import Emitter
from hfcheck.extraction.attribution import Voices, read_voices
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.verbs import VerbGroup, flip, read_verb, weaken
from hfcheck.model import Argument, Modality, Phrase, PhraseKind, Polarity, Voice


class Frame(NamedTuple):
    """What a clause inherits from the clauses above it."""

    subject: Phrase | None = None
    chain: tuple[int, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    voices: Voices = ()
    disputed: bool = False
    time: tuple[Argument, ...] = ()
    past: bool = False


class ClauseReader:
    """Walks the clauses of one sentence and puts what it reads into a `Sink`."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink
        self.visited: set[int] = set()

    def read(self) -> None:
        self._note_groups()
        voices, disputed = read_voices(self.phrases, self.tree.root)
        self.read_clause(self.tree.root, Frame(voices=voices, disputed=disputed))

    def _note_groups(self) -> None:
        """Plural parties anywhere in the sentence: "they" may mean them."""
        parties = self.cues.party_nouns | self.cues.organisation_nouns | self.cues.person_nouns
        for token in self.tree.tokens:
            if token.xpos == "NNS" and token.lemma.lower() in parties and token.deprel in ("nmod", "obl"):
                self.sink.note_mention(self.phrases.read(token.index), token.index, "other")

    # ── one clause ───────────────────────────────────────────────────────────────────────────

    def read_clause(self, head: int, frame: Frame) -> None:
        if head in self.visited:
            return
        self.visited.add(head)
        token = self.tree.word(head)
        if self._is_question(head):
            self.sink.skip(head, "question")
            self._read_below(head, frame)
            return
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
        bare = token.xpos == "VBG" and not self.tree.kids(head, "aux")
        past = group.past or (bare and frame.past)
        inner = inner._replace(subject=subject, past=past)
        group = group._replace(past=past)
        if not self._follow_chain(head, group, inner):
            self._emit_clause(head, group, inner)
        self._read_complements(head, group, inner)
        self._read_below(head, inner)
        self._read_conjuncts(head, group, frame, inner)

    def _is_question(self, head: int) -> bool:
        """ "how many wives he has", "what would have brought them": nothing is told."""
        tree = self.tree
        if tree.word(head).deprel in ("acl:relcl", "acl", "advcl:relcl"):
            return False
        asked = [k for k in tree.kids(head, "obj", "nsubj", "nsubj:pass", "obl", "advmod") if k < head]
        words = [w for k in asked for w in (k, *tree.kids(k, "det", "amod", "advmod"), *(g for a in tree.kids(k, "amod") for g in tree.kids(a, "advmod")))]
        return any(tree.word(w).lemma.lower() in ("how", "what", "why") for w in words)

    def _find_subject(self, head: int, frame: Frame) -> Phrase | None:
        own = self.tree.kid(head, "nsubj", "nsubj:pass")
        own = own if own is not None else self.tree.kid(head, "nsubj:outer", "csubj")
        if own is None:
            return frame.subject
        token = self.tree.word(own)
        if token.deprel == "csubj" or self.tree.kids(head, "expl"):
            return None
        if token.lemma.lower() in ("which", "that", "who", "whom", "whose") and token.upos in ("PRON", "DET", "SCONJ"):
            return frame.subject
        told = self.phrases.read(own, whole=True)
        self.sink.note_mention(told, own, "subject")
        phrase = self._name_examples(own) or told
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
        return (
            named[0]
            if len(named) == 1
            else msgspec.structs.replace(self.phrases.join_names(tuple(named)), kind=PhraseKind.NOMINAL)
        )

    # ── embedding ────────────────────────────────────────────────────────────────────────────

    def _follow_chain(self, head: int, group: VerbGroup, frame: Frame) -> bool:
        """ "aims to bolster": read the embedded verb with this one as its beginning. True if done."""
        tree = self.tree
        lemma = tree.word(head).lemma.lower()
        inner = next(
            (
                k
                for k in tree.kids(head, "xcomp", "ccomp")
                if (tree.word(k).upos in ("VERB", "AUX") or tree.kids(k, "cop"))
                and not tree.kids(k, "nsubj", "nsubj:pass")
                and (tree.word(k).deprel == "xcomp" or lemma in self.cues.planning - self.cues.speech)
            ),
            None,
        )
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
        if group.passive and lemma in self.cues.speech:
            frame = frame._replace(voices=(*frame.voices, Voice(None, "says", lemma, False)))
            modality = frame.modality
        if (
            (controller is not None
            and tree.word(controller).upos != "PRON")
            or (controller is not None and lemma in self.cues.preventing)
        ):
            return self._control_object(
                head, inner, controller, group, frame._replace(polarity=polarity, modality=modality)
            )
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
            elif tree.case(kid) == "to" and tree.word(head).deprel == "acl":
                inner = inner._replace(modality=weaken(frame.modality, Modality.PLANNED))
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
            return inner._replace(
                modality=Modality.ASSERTED if frame.modality is not Modality.HYPOTHETICAL else frame.modality
            )
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
        told = tree.kid(head, "ccomp")
        if not own and told is not None and told < kid < head and tree.word(head).lemma in self.cues.speech:
            # "A did it, killing six, B said": what follows the report's clause belongs to it.
            inner = inner._replace(subject=self._find_subject(told, inner._replace(subject=None)))
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
            paid = tree.kid(head, "iobj") or next((k for k in tree.kids(head, "obj") if tree.word(k).upos == "PRON"), None)
            doer = self.phrases.read(paid) if paid is not None else self._join_partners(head, frame.subject)
            inner = inner._replace(subject=doer)
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
        partners = [
            self.phrases.read(m)
            for k in tree.kids(holder, "obl", "nmod")
            if tree.case(k) == "with"
            for m in tree.conjuncts(k)
        ]
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
                shared = shared._replace(
                    chain=frame.chain
                    or tuple(k for k in group.words if k < head and self.tree.word(k).deprel in ("aux", "advmod"))
                )
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
            elif (
                token.deprel not in ("ccomp", "advcl", "advcl:relcl", "xcomp", "parataxis", "csubj")
                and kid not in self.visited
            ):
                if (
                    token.deprel == "conj"
                    and (token.upos in ("VERB", "AUX") or tree.kids(kid, "cop", "nsubj"))
                    and tree.word(head).upos in ("VERB", "AUX", "ADJ")
                ):
                    continue
                self._read_below(kid, frame)
            elif token.deprel in ("advcl", "advcl:relcl", "ccomp", "parataxis") and tree.word(head).upos in (
                "NOUN",
                "PROPN",
                "ADJ",
                "NUM",
            ):
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
        relative = next(
            (
                k
                for k in tree.kids(kid, "nsubj", "nsubj:pass", "obj", "obl", "advmod", "nmod:poss")
                if tree.word(k).lemma.lower() in ("which", "that", "who", "whom", "whose", "where", "when")
            ),
            None,
        )
        if relative is not None and tree.word(relative).deprel not in ("nsubj", "nsubj:pass"):
            self._read_object_relative(kid, relative, noun, inner)
            return
        antecedent = self._choose_antecedent(noun, kid)
        if relative is not None and tree.word(relative).lemma.lower() == "who":
            antecedent = self._find_person_before(relative, antecedent)
        self.read_clause(kid, inner._replace(subject=self.phrases.read(antecedent)))

    def _find_person_before(self, relative: int, noun: int) -> int:
        """ "the mystery around Ann Lee, who …": who is a person, not the mystery."""
        lemma = self.tree.word(noun).lemma.lower()
        if self.phrases.name_at(noun) or lemma in self.cues.person_nouns | self.cues.either_nouns:
            return noun
        before = relative - 1
        while before > noun and self.tree.word(before).upos == "PUNCT":
            before -= 1
        name = self.phrases.name_at(before)
        return name[1] if name and name[0] > noun else noun

    def _choose_antecedent(self, noun: int, clause: int) -> int:
        """The noun that a relative clause is about: "the registration for X by Y, which could become a brand".

        A comma leaves the attachment open. Where the clause says what the thing is or becomes, an event
        noun gives way to the named thing that it is of or for.
        """
        tree = self.tree
        predicate = (
            tree.kid(clause, "xcomp")
            if tree.word(clause).lemma in ("become", "remain")
            else clause
            if tree.kids(clause, "cop")
            else None
        )
        if predicate is None or tree.word(predicate).upos != "NOUN" or self.phrases.name_at(noun):
            return noun
        if tree.word(noun).deprel == "obj":
            return noun
        below = [
            w
            for w in tree.subtree(noun)
            if w < clause and self.phrases.name_at(w) and tree.word(w).deprel in ("nmod", "nmod:poss")
        ]
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
        return self.tree.word(noun).deprel in (
            "obj",
            "nsubj",
            "nsubj:pass",
            "obl",
            "nmod",
            "appos",
            "conj",
            "root",
            "xcomp",
        )

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
        marks = [
            k
            for k in self.tree.kids(group.head, "mark")
            if self.tree.kids(group.head, "cop") and self.tree.word(k).text == "to"
        ]
        return sorted(
            {
                w
                for k in (*group.words, *marks)
                for w in ([k] if self.tree.word(k).deprel != "advmod" else self.tree.subtree(k))
            }
        )

    def _emit_clause(self, head: int, group: VerbGroup, frame: Frame) -> None:
        if frame.subject is None:
            return
        draft = self.sink.open(head, group, frame.chain, frame.subject)
        draft = draft._replace(
            polarity=frame.polarity,
            modality=frame.modality,
            voices=frame.voices,
            disputed=frame.disputed,
            relation=self._relation_words(group),
            inherited=frame.time,
        )
        Emitter(self.phrases, self.sink).emit(head, draft)
