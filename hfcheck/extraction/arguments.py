"""The arguments of a clause → one proposition each, split where the parts are separate facts."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.phrases import PhraseReader, join_parties
from hfcheck.extraction.sink import Draft, Sink
from hfcheck.model import Argument, Modality, Phrase, PhraseKind, Polarity, Reading


class Emitter:
    """Reads the arguments of one sentence's clauses and puts their propositions into the sink."""

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
            for argument in spread:
                self._put(draft, head, [argument, *rest, *times], [a.phrase for a in spread])
        elif tail and times and draft.passive:
            self._put(draft, head, times, [])
            self._put(draft, head, [*tail, *times], [])
        elif tail or times:
            self._put(draft, head, [*tail, *times], [])
        elif (
            self.tree.kids(head, "xcomp", "ccomp")
            or head in self.sink.fillers
            or self.tree.word(head).deprel in ("advcl", "acl")
        ):
            return
        elif (
            draft.subject.text.lower().startswith(("this ", "that ", "these ", "those "))
            and not draft.subject.antecedents
        ):
            self.sink.skip(head, "unresolved pronoun")
        else:
            self._put(draft, head, [], [])

    def _put(self, draft: Draft, head: int, arguments: list[Argument], siblings: list[Phrase]) -> None:
        subjects = self._split_subject(draft.subject)
        many = len(siblings) > 1 or len(subjects) > 1
        for subject in subjects:
            self.sink.put(
                draft._replace(
                    subject=subject,
                    arguments=tuple(sorted(arguments, key=lambda a: a.phrase.start)),
                    group=f"{self.tree.sentence.start}:{head}" if many else None,
                    members=tuple(siblings) if len(siblings) > 1 else (),
                    reading=Reading.COLLECTIVE
                    if subject.parties and subject.kind is PhraseKind.NAME
                    else Reading.DISTRIBUTIVE,
                )
            )

    @staticmethod
    def _split_subject(subject: Phrase) -> tuple[Phrase, ...]:
        """Coordinated names act together; other coordinated subjects are facts of their own."""
        joint = subject.kind is PhraseKind.NAME or subject.head in ("", None) or not subject.plural
        return (
            (subject,)
            if joint or len(subject.parties) < 2 or (" and " not in subject.text and ", " not in subject.text)
            else _shared_tail(subject)
        )

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
        kids = [
            k
            for k in self.tree.kids(head, "conj")
            if not self.tree.kids(k, "nsubj", "cop") and self.tree.word(k).upos != "VERB"
        ]
        return [head, *kids]

    def _predicate(self, head: int) -> Phrase:
        phrase = self.phrases.read(head)
        tree = self.tree
        prepositions = [k for k in tree.kids(head, "case") if tree.word(k).xpos != "POS"]
        extra = [
            w
            for k in tree.kids(head, "obl")
            if tree.word(head).upos == "ADJ" and tree.word(head).deprel == "xcomp"
            for w in tree.subtree(k)
        ]
        if not prepositions and not extra:
            return phrase
        words = sorted({*prepositions, *self.phrases.own_words(head), *extra})
        start, end = tree.span(words)
        told = " ".join([*(tree.word(k).text for k in prepositions), phrase.full, tree.join(extra)]).strip()
        return msgspec.structs.replace(phrase, text=tree.join(words), start=start, end=end, resolved=told)

    def _fill(
        self, head: int, obliques: list[list[Argument]]
    ) -> tuple[list[tuple[str, list[Phrase]]], list[list[Argument]]]:
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
            inner = next(
                (k for k in tree.kids(conjunct, "nmod") if tree.word(conjunct).lemma in self.cues.container_nouns), None
            )
            if not examples and inner is not None:
                examples = self.phrases.exemplars_of(inner)
            listed = self._listed(conjunct)
            if listed:
                found += [self.phrases.read(conjunct), *listed]
                continue
            many = tree.word(conjunct).xpos in ("NNS", "NNPS") or inner is not None
            if examples and many:
                found += [
                    self.phrases.read(m)
                    for e in examples
                    for m in tree.conjuncts(e)
                    if not self.phrases.is_title_of_next(m)
                ]
            else:
                found.append(self.phrases.read(conjunct))
        return self._share_complement(conjuncts, found) if len(found) == len(conjuncts) > 1 else found

    def _listed(self, head: int) -> list[Phrase]:
        """The names after a colon: "ten models: the A1, A2, …"."""
        tree = self.tree
        first = next(
            (
                k
                for k in tree.kids(head, "appos")
                if any(tree.word(w).text == ":" for w in (tree.subtree(k)[0], tree.subtree(k)[0] - 1) if w >= 0)
            ),
            None,
        )
        if first is None:
            return []
        names = [n for n in self.phrases.names if n[0] > head and n[1] <= tree.subtree(head)[-1] + 1]
        return [self.phrases.make(b, list(range(a, b + 1))) for a, b in names] if len(names) > 1 else []

    def _share_complement(self, conjuncts: list[int], found: list[Phrase]) -> list[Phrase]:
        """ "production, sales, and service of systems": what follows the last bare noun holds for all."""
        tree = self.tree
        owners = [
            c for c in conjuncts if tree.kids(c, "nmod") and tree.subtree(tree.kids(c, "nmod")[0])[0] > conjuncts[-1]
        ]
        bare = all(len(p.text.split()) == 1 for c, p in zip(conjuncts, found, strict=True) if c not in owners)
        if (
            len(owners) != 1
            or not bare
            or owners[0] not in (conjuncts[0], conjuncts[-1])
            or any(p.kind is PhraseKind.NAME for p in found)
        ):
            return found
        words = [w for k in tree.kids(owners[0], "nmod") for w in tree.subtree(k) if w > conjuncts[-1]]
        tail = tree.join(words)
        return [
            p if c == owners[0] else msgspec.structs.replace(p, resolved=f"{p.text} {tail}")
            for c, p in zip(conjuncts, found, strict=True)
        ]

    def _conjuncts(self, head: int) -> list[int]:
        tree = self.tree
        kept = [
            k for k in tree.conjuncts(head) if tree.word(k).upos != "VERB" or k == head or tree.kids(k, "det", "amod")
        ]
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
            if self._is_connective(kid, case) or endowed or (not case and role != "iobj"):
                continue
            name = "iobj" if role == "iobj" else "agent" if role == "obl:agent" else f"obl:{case}"
            together = case in ("between", "among", "amongst")
            phrases = [self.phrases.read(kid, whole=True)] if together else self.spread(kid)
            others.append([Argument(name, phrase) for phrase in phrases])
        objects = tree.kids(head, "obj")
        for kid in tree.kids(head, "advmod"):
            if objects and kid > objects[0] and tree.word(kid).text.endswith("ly"):
                token = tree.word(kid)
                others.append(
                    [
                        Argument(
                            "adv",
                            Phrase(
                                text=token.text,
                                start=token.start,
                                end=token.end,
                                head=token.lemma,
                                kind=PhraseKind.ADJECTIVE,
                            ),
                        )
                    ]
                )
        for kid in tree.kids(head, "advcl"):
            if tree.case(kid) == "in" and not tree.kids(kid, "nsubj"):
                words = [w for w in tree.subtree(kid) if w not in tree.kids(kid, "mark")]
                start, end = tree.span(words)
                text = tree.join(words)
                others.append(
                    [
                        Argument(
                            "obl:in",
                            Phrase(text=text, start=start, end=end, head=tree.word(kid).lemma, kind=PhraseKind.CLAUSE),
                        )
                    ]
                )
        return self._join_times(times), others

    def _is_connective(self, kid: int, case: str) -> bool:
        tree = self.tree
        token = tree.word(kid)
        if case == "in" and token.lemma in self.cues.generic_deals:
            return True
        if (
            case in ("according to", "despite", "unlike", "like", "such as", "as per")
            or token.lemma in self.cues.connective_heads
        ):
            return True
        # ", with a focus on …" adds a remark, not an argument.
        return case == "with" and tree.has_comma_before(kid) and kid > token.head

    def _is_time(self, kid: int) -> bool:
        token = self.tree.word(kid)
        if token.lemma.lower() in self.cues.time_nouns and token.deprel != "nsubj":
            return not any(
                self.tree.case(k) == "of" and self.tree.word(k).lemma.lower() not in self.cues.time_nouns
                for k in self.tree.kids(kid, "nmod")
            ) or bool(self.tree.kids(kid, "amod", "det"))
        if token.upos != "NUM" and not token.text.isdigit():
            return (
                any(
                    self.tree.word(k).lemma.lower() in self.cues.time_nouns
                    for k in self.tree.kids(kid, "nmod:unmarked")
                )
                and token.text.isdigit()
            )
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
                found.append(
                    Argument(
                        "time", Phrase(text=tree.join(run), start=start, end=end, head="", kind=PhraseKind.NOMINAL)
                    )
                )
        return found

    def _share_object(self, head: int) -> list[tuple[str, list[Phrase]]]:
        """ "develop and expand its presence": the object after the last verb is that of all."""
        tree = self.tree
        token = tree.word(head)
        if token.deprel == "conj" and not tree.kids(head, "obl", "ccomp", "xcomp"):
            return [
                (role, options)
                for role, options in self._read_objects(token.head)
                if options[0].start > token.end and role == "obj"
            ]
        following = [
            k for k in tree.kids(head, "conj") if tree.word(k).upos == "VERB" and not tree.kids(k, "nsubj", "aux")
        ]
        if following and not tree.kids(head, "obl", "ccomp", "xcomp", "advmod", "advcl") and following[0] - head <= 3:
            return [(role, options) for role, options in self._read_objects(following[0]) if role == "obj"]
        return []

    def _read_contrast(self, head: int, draft: Draft) -> None:
        """ "Unlike A, B …": B is not like A."""
        for kid in self.tree.kids(head, "obl"):
            if self.tree.case(kid) == "unlike":
                phrase = self.phrases.read(kid)
                self.sink.put(
                    draft._replace(
                        kind="contrast",
                        lemma="be like",
                        relation=[kid],
                        chain=(),
                        words="is not like",
                        arguments=(Argument("obj", phrase),),
                        polarity=Polarity.DENIED,
                        modality=Modality.ASSERTED,
                    )
                )

    def _read_endowment(self, head: int, draft: Draft) -> None:
        """ "With 27 years of experience, X …": X has them."""
        tree = self.tree
        for kid in tree.kids(head, "obl"):
            counted = tree.kids(kid, "nummod")
            if tree.case(kid) == "with" and counted and tree.subtree(kid)[0] == 0 and tree.kids(kid, "nmod"):
                self.sink.put(
                    draft._replace(
                        kind="possession",
                        lemma="have",
                        relation=[kid],
                        chain=(),
                        head=kid,
                        words="has",
                        arguments=(Argument("obj", self.phrases.read(kid)),),
                        polarity=Polarity.AFFIRMED,
                        modality=Modality.ASSERTED,
                    )
                )

    def _note_mentions(self, head: int, subject: Phrase) -> None:
        for kid in self.tree.kids(head, "obj", "iobj", "obl", "obl:agent"):
            if self._is_time(kid):
                continue
            phrase = join_parties(self.phrases.read(kid, whole=True), subject)
            role = "object" if self.tree.word(kid).deprel != "obl" else "other"
            self.sink.note_mention(phrase, kid, role)


def _shared_tail(subject: Phrase) -> tuple[Phrase, ...]:
    return subject.parties
