"""The objects and predicates of a clause, spread where each part is a fact of its own."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.phrases import PhraseReader
from hfcheck.model import Argument, Phrase, PhraseKind

Told = list[tuple[str, list[Phrase]]]
"""What is told under each role; several phrases under one role are as many facts."""

# How far apart two verbs may stand that share the object after the second: "develop and expand X".
_SHARED_WITHIN = 3


class ObjectReader:
    """Reads the objects of one sentence's clauses."""

    def __init__(self, phrases: PhraseReader) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.extents = phrases.extents
        self.naming = phrases.naming
        self.cues = phrases.cues

    def read(self, head: int) -> Told:
        """The object or predicate of the clause that `head` heads, or that it shares with a coordinated verb."""
        return self._read_own(head) or self._read_shared(head)

    def _read_own(self, head: int, shared: bool = False) -> Told:
        """`shared`: with the object that stands after a coordinated verb, which is not that of a passive."""
        tree = self.tree
        if tree.kids(head, "cop") and tree.tokens[head].upos != "VERB":
            return [("pred", [self._read_predicate(k) for k in self._predicates_of(head)])]
        found: Told = []
        for kid in tree.kids(head, "xcomp"):
            if tree.tokens[kid].upos in ("NOUN", "PROPN", "ADJ", "NUM"):
                found.append(("pred", [self._read_predicate(k) for k in tree.conjuncts(kid)]))
        active = shared or not tree.kids(head, "aux:pass")
        verbs = [k for k in tree.kids(head, "conj") if tree.tokens[k].upos == "VERB"]
        for kid in self._objects_of(head):
            if (active or not any(head < k < kid for k in verbs)) and tree.lemma(kid) not in (
                "which",
                "that",
                "what",
                "whom",
                "who",
            ):
                found.append(("obj", [self._without_places(kid, phrase) for phrase in self.spread(kid)]))
        # "named her its chief": of predicate and object the claim is about the object.
        return found[-1:] if found and found[0][0] == "pred" else found[:1]

    def _objects_of(self, head: int) -> list[int]:
        """The objects of a verb; of two side by side the second, as the first is who gets it."""
        kids = self.tree.kids(head, "obj")
        return kids if self.find_receiver(head) is None else kids[1:]

    def find_receiver(self, head: int) -> int | None:
        """ "awarded Ann Lee the medal": Ann Lee, where the parser has her for an object too."""
        kids = self.tree.kids(head, "obj")
        if (
            len(kids) != 2
            or self.tree.kids(head, "iobj", "xcomp")
            or self.tree.lemma(head) not in self.cues.giving_verbs
        ):
            return None
        return kids[0] if kids[0] > head else None

    def _read_shared(self, head: int) -> Told:
        """ "develop and expand its presence": the object after the last verb is that of all."""
        tree = self.tree
        token = tree.tokens[head]
        if token.deprel == "conj" and not tree.kids(head, "obl", "ccomp", "xcomp"):
            above = [(role, options) for role, options in self._read_own(token.head, shared=True) if role == "obj"]
            return [(role, options) for role, options in above if options and options[0].start > token.end]
        verbs = [
            k for k in tree.kids(head, "conj") if tree.tokens[k].upos == "VERB" and not tree.kids(k, "nsubj", "aux")
        ]
        if (
            tree.kids(head, "aux:pass")
            or not verbs
            or verbs[0] - head > _SHARED_WITHIN
            or tree.kids(head, "obl", "ccomp", "xcomp", "advmod", "advcl")
        ):
            return []
        return [(role, options) for role, options in self._read_own(verbs[0]) if role == "obj"]

    # ── predicates ───────────────────────────────────────────────────────────────────────────

    def _predicates_of(self, head: int) -> list[int]:
        """ "is rich and the owner of X": each predicate of one copula."""
        kids = [
            k for k in self.tree.kids(head, "conj") if self.tree.tokens[k].upos != "VERB" and not self._is_denied(k)
        ]
        return [head, *(k for k in kids if not self.tree.kids(k, "nsubj", "cop"))]

    def _read_predicate(self, head: int) -> Phrase:
        """A predicate with its preposition ("under the roof") and, for an adjective, its complement."""
        tree = self.tree
        phrase = self.phrases.read(head)
        prepositions = [k for k in tree.kids(head, "case") if tree.tokens[k].xpos != "POS"]
        completed = (
            tree.tokens[head].upos == "ADJ" and tree.tokens[head].deprel == "xcomp" and not tree.kids(head, "cop")
        )
        extra = [w for k in tree.kids(head, "obl") for w in tree.subtree(k)] if completed else []
        complement = self._complement_of(head)
        if complement:
            kept = sorted({*(w for w in self.extents.own_words(head) if w <= head), *complement})
            return self.phrases.make(head, kept)
        if not prepositions and not extra:
            return phrase
        words = sorted({*prepositions, *self.extents.own_words(head), *extra})
        start, end = tree.span(words)
        told = " ".join([*(tree.tokens[k].text for k in prepositions), phrase.full, tree.join(extra)]).strip()
        return msgspec.structs.replace(phrase, text=tree.join(words), start=start, end=end, resolved=told)

    def _complement_of(self, head: int) -> list[int]:
        """ "easy to use", "crucial for winning": what an adjective is not complete without."""
        tree = self.tree
        if tree.tokens[head].upos != "ADJ":
            return []
        kids = [k for k in tree.kids(head, "xcomp", "advcl", "ccomp") if k > head and not tree.has_comma_before(k)]
        told = [k for k in kids if tree.case(k) in ("to", "for", "of", "about", "on", "at")]
        without = frozenset({"acl:relcl", "advcl:relcl", "parataxis"})
        return [w for k in told if not tree.kids(k, "nsubj") for w in tree.subtree(k, without)]

    # ── places of the deed ───────────────────────────────────────────────────────────────────────

    def lift_places(self, kid: int) -> list[Argument]:
        """Where the deed is done, which the parser hangs on a new object: "opened a laboratory in Bergen"."""
        return [Argument("obl:in", self.phrases.read(place)) for place in self._places_below(kid)]

    def _places_below(self, kid: int) -> list[int]:
        tree = self.tree
        token = tree.tokens[kid]
        new = not any(tree.tokens[k].text.lower() not in ("a", "an") for k in tree.kids(kid, "det", "nmod:poss"))
        stative = token.head >= 0 and tree.lemma(token.head) in self.cues.stative_verbs
        if token.upos != "NOUN" or token.deprel != "obj" or not new or stative or tree.kids(kid, "conj"):
            return []
        kids = tree.kids(kid, "nmod")
        last = [k for k in kids[-1:] if tree.case(k) == "in" and not tree.kids(k, "conj", "appos")]
        return [k for k in last if tree.tokens[k].entity == "place" and tree.subtree(k)[-1] == tree.subtree(kid)[-1]]

    def _without_places(self, kid: int, phrase: Phrase) -> Phrase:
        """The phrase of an object without the place of the deed at its end."""
        for place in self._places_below(kid):
            words = self.tree.subtree(place)
            tail, start = self.tree.join(words), self.tree.tokens[words[0]].start
            if phrase.text.endswith(" " + tail) and phrase.full.endswith(" " + tail):
                complements = tuple(c for c in phrase.complements if c[1].start < start)
                cut, told = phrase.text.removesuffix(tail).rstrip(), phrase.full.removesuffix(tail).rstrip()
                phrase = msgspec.structs.replace(
                    phrase,
                    text=cut,
                    end=self.tree.tokens[words[0] - 1].end,
                    resolved="" if told == cut else told,
                    complements=complements,
                    names=tuple(n for n in phrase.names if n[1] <= start),
                )
        return phrase

    # ── coordination ─────────────────────────────────────────────────────────────────────────

    def spread(self, head: int) -> list[Phrase]:
        """The facts that a coordinated nominal holds: its conjuncts, or the named examples of one."""
        conjuncts = self._conjuncts_of(head)
        found = [phrase for conjunct in conjuncts for phrase in self._spread_conjunct(conjunct)]
        return self._share_complement(conjuncts, found) if len(found) == len(conjuncts) > 1 else found

    def _conjuncts_of(self, head: int) -> list[int]:
        """The coordinated nominals, without verbs and without titles of the name after them."""
        tree = self.tree
        nominals = [
            k for k in tree.conjuncts(head) if k == head or tree.tokens[k].upos != "VERB" or tree.kids(k, "det", "amod")
        ]
        told = [k for k in nominals if not self.naming.is_title_of_next(k)]
        # "not in Graz but in Linz": what is denied among others is left out.
        return [k for k in told if not self._is_denied(k)] or told

    def _is_denied(self, conjunct: int) -> bool:
        """ "in Graz and not in Linz", "a type rather than a breed": the second of them is not told."""
        tree = self.tree
        return any(tree.lemma(k) in self.cues.excluding_words for k in tree.kids(conjunct, "advmod", "cc"))

    def _spread_conjunct(self, conjunct: int) -> list[Phrase]:
        """ "makers such as A and B" gives A and B; "ten models: A, B, …" gives the ten models and each of them."""
        tree = self.tree
        listed = self._read_listed(conjunct)
        if listed:
            return [self.phrases.read(conjunct), *listed]
        container = tree.tokens[conjunct].lemma in self.cues.container_nouns
        inner = next(iter(tree.kids(conjunct, "nmod")), None) if container else None
        examples = self.naming.exemplars_of(conjunct)
        if not examples and inner is not None:
            examples = self.naming.exemplars_of(inner)
        many = tree.tokens[conjunct].xpos in ("NNS", "NNPS") or inner is not None
        if not examples or not many:
            return [self.phrases.read(conjunct)]
        members = [m for e in examples for m in self.naming.members_of(e)]
        told = [self.phrases.read(m) for m in members if not self.naming.is_title_of_next(m)]
        whole = [self.phrases.read(conjunct)] if self._includes(examples) else []
        return [*whole, *told]

    def _includes(self, examples: list[int]) -> bool:
        """ "several films, including A": what is told of all is told of the films too."""
        return all(self.tree.case(e) in ("include", "including") for e in examples)

    def _read_listed(self, head: int) -> list[Phrase]:
        """The names after a colon: "ten models: the A1, A2, …"."""
        if not any(self.tree.has_colon_before(k) for k in self.tree.kids(head, "appos")):
            return []
        names = self.phrases.read_names_below(head)
        return names if len(names) > 1 else []

    def _share_complement(self, conjuncts: list[int], found: list[Phrase]) -> list[Phrase]:
        """ "production, sales, and service of systems": what follows the last bare noun holds for all."""
        tree = self.tree
        last = conjuncts[-1]
        owners = [c for c in conjuncts if (kids := tree.kids(c, "nmod")) and tree.subtree(kids[0])[0] > last]
        if len(owners) != 1 or owners[0] not in (conjuncts[0], last):
            return found
        bare = all(len(p.text.split()) == 1 for c, p in zip(conjuncts, found, strict=True) if c not in owners)
        if not bare or any(p.kind is PhraseKind.NAME for p in found):
            return found
        tail = tree.join(w for k in tree.kids(owners[0], "nmod") for w in tree.subtree(k) if w > last)
        return [
            p if c == owners[0] else msgspec.structs.replace(p, resolved=f"{p.text} {tail}")
            for c, p in zip(conjuncts, found, strict=True)
        ]
