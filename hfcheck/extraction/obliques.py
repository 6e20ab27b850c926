"""The prepositional phrases, adverbs and times of a clause."""

from __future__ import annotations

from hfcheck.extraction.objects import ObjectReader
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.times import is_shifted_time, is_time, join_times
from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, Phrase, PhraseKind

# How far apart two participles may stand that share the agent after the second: "designed and later built by A".
_NEAR = 3


class ObliqueReader:
    """Reads what qualifies one sentence's clauses."""

    def __init__(self, phrases: PhraseReader, objects: ObjectReader) -> None:
        self.phrases = phrases
        self.objects = objects
        self.tree = phrases.tree
        self.cues = phrases.cues

    def read(self, head: int) -> tuple[list[Argument], list[list[Argument]]]:
        """The times of the clause that `head` heads, and its other qualifiers, each as its options.

        Several options are as many facts: "sells to A and to B".
        """
        tree = self.tree
        receiver = self.objects.find_receiver(head)
        given = [] if receiver is None else [receiver]
        kids = [
            *given,
            *tree.kids(head, "obl", "obl:agent", "obl:unmarked", "iobj", "nmod"),
            *self._shared_agents(head),
        ]
        below = [k for kid in kids for k in tree.kids(kid, "obl:unmarked", "obl") if is_time(tree, k)]
        heads = sorted({*kids, *below})
        heads = [k for k in heads if not self._is_base(k)]
        times = [k for k in heads if is_time(tree, k)]
        times += [k for k in tree.kids(head, "advmod") if is_shifted_time(tree, k)]
        options = [self._read_oblique(k) for k in heads if k not in times and self._is_argument(k)]
        told = [o for o in options if o]
        told += [[Argument("obj", self.phrases.read(k))] for k in kids if k not in times and self._is_extent(k, head)]
        told += [[a] for kid in tree.kids(head, "obj") for a in self.objects.lift_places(kid)]
        beside = [*self._read_adverbs(head), *self._read_means(head), *self._read_company(head)]
        return join_times(tree, times), [*told, *beside]

    def _is_base(self, kid: int) -> bool:
        """ "sold 80,000 cars, up 12% from 2021": the year is what the change counts from, and no time of the sale."""
        tree = self.tree
        before = tree.first_below(kid) - 1
        if tree.case(kid) not in ("from", "on", "over", "compared with", "compared to") or before < 0:
            return False
        share = tree.tokens[before].text in ("%", "percent") or tree.tokens[before].upos in ("NUM", "SYM")
        return share and tree.case(before) in ("up", "down")

    def _shared_agents(self, head: int) -> list[int]:
        """ "was designed and built by A": A designed it too."""
        tree = self.tree
        if not tree.kids(head, "aux:pass") or tree.kids(head, "obl", "obl:agent", "obj", "advcl"):
            return []
        second = next((k for k in tree.kids(head, "conj") if tree.tokens[k].xpos in ("VBN", "VBD")), None)
        if second is None or second - head > _NEAR or tree.kids(second, "nsubj", "nsubj:pass", "aux", "aux:pass"):
            return []
        return tree.kids(second, "obl:agent")

    def is_endowment(self, kid: int) -> bool:
        """ "With 27 years of experience, …": what opens the sentence and says what its subject has."""
        tree = self.tree
        return tree.case(kid) == "with" and tree.first_below(kid) == 0 and bool(tree.kids(kid, "nummod"))

    def _is_argument(self, kid: int) -> bool:
        """Whether a nominal qualifies the deed, rather than connect the clause or remark on it."""
        tree = self.tree
        label, case = tree.tokens[kid].deprel, tree.case(kid)
        if label == "obj":
            return True
        if label == "nmod" or tree.lemma(kid) in ("which", "that", "whom", "where") or (not case and label != "iobj"):
            return False
        return not self._is_connective(kid, case) and not self.is_endowment(kid)

    def _is_extent(self, kid: int, head: int) -> bool:
        """ "ran 42 kilometres", "fell 7 percent": an amount straight behind a verb that has no object."""
        tree = self.tree
        bare = tree.tokens[kid].deprel == "obl:unmarked" and not tree.case(kid) and not tree.kids(head, "obj", "cop")
        counted = any(k < kid for k in tree.kids(kid, "nummod"))
        return bare and counted and tree.first_below(kid) == head + 1 and tree.tokens[head].upos == "VERB"

    def _is_connective(self, kid: int, case: str) -> bool:
        """ "on the other hand", "according to X", ", with a focus on Y"."""
        tree = self.tree
        token = tree.tokens[kid]
        if case == "in" and token.lemma in self.cues.bridging_nouns:
            return self._find_partner(kid) is None
        if case == "in" and token.lemma in self.cues.generic_deals:
            return True
        fixed = token.lemma in self.cues.connective_heads and (token.xpos != "NNS" or token.lemma == "term")
        if case in self.cues.connective_cases or fixed:
            return True
        # ", with a focus on …" adds a remark, not an argument.
        return case == "with" and tree.has_comma_before(kid) and kid > token.head

    def _find_partner(self, kid: int) -> int | None:
        """Who stands in "in cooperation with B": B shares the deed."""
        tree = self.tree
        if tree.case(kid) != "in" or tree.lemma(kid) not in self.cues.bridging_nouns:
            return None
        return next((k for k in tree.kids(kid, "nmod") if tree.case(k) == "with"), None)

    def _read_oblique(self, kid: int) -> list[Argument]:
        label, case = self.tree.tokens[kid].deprel, self.tree.case(kid)
        partner = self._find_partner(kid)
        if partner is not None:
            return [Argument("obl:with", phrase) for phrase in self.objects.spread(partner)]
        role = {"iobj": "iobj", "obj": "iobj", "obl:agent": "agent"}.get(label, f"obl:{case}")
        opening = self._find_opening(kid)
        if opening is not None:
            return [Argument(f"obl:{self.tree.lemma(opening)}", self._read_after(kid, opening))]
        joint = case in self.cues.joint_cases
        phrases = [self.phrases.read(kid, whole=True)] if joint else self.objects.spread(kid)
        return [Argument(role, phrase) for phrase in phrases]

    def _find_opening(self, kid: int) -> int | None:
        """ "from 3 to 5 million euros": the preposition of a number before that of the noun."""
        tree = self.tree
        cases = [k for k in tree.kids(kid, "case") if k < kid]
        apart = len(cases) > 1 and cases[1] - cases[0] > 1 and tree.tokens[cases[0] + 1].upos in ("NUM", "SYM")
        return cases[0] if apart else None

    def _read_after(self, kid: int, opening: int) -> Phrase:
        """The words of a nominal behind its first preposition, as they stand."""
        words = [w for w in self.tree.subtree(kid) if w > opening]
        start, end = self.tree.span(words)
        head = self.tree.tokens[kid].lemma
        return Phrase(text=self.tree.join(words), start=start, end=end, head=head, kind=PhraseKind.NOMINAL)

    def _read_adverbs(self, head: int) -> list[list[Argument]]:
        """ "sells cars domestically": an adverb after the object narrows the deed."""
        objects = self.tree.kids(head, "obj")
        adverbs = [self.tree.tokens[k] for k in self.tree.kids(head, "advmod") if objects and k > objects[0]]
        return [
            [Argument("adv", Phrase(text=a.text, start=a.start, end=a.end, head=a.lemma, kind=PhraseKind.ADJECTIVE))]
            for a in adverbs
            if a.text.endswith("ly") or a.text.lower() in self.cues.place_adverbs
        ]

    def _read_means(self, head: int) -> list[list[Argument]]:
        """ "succeeded in building X": the participle is what it is in."""
        tree = self.tree
        kids = [k for k in tree.kids(head, "advcl") if tree.case(k) == "in" and not tree.kids(k, "nsubj")]
        return [[Argument("obl:in", self._read_clause(k, k))] for k in kids]

    def _read_company(self, head: int) -> list[list[Argument]]:
        """ "sank with 40 people on board": a clause without a verb is what the deed is done with."""
        tree = self.tree
        kids = [k for k in tree.kids(head, "advcl") if is_verbless(tree, k) and not tree.has_comma_before(k)]
        return [[Argument("obl:with", self._read_clause(k, tree.kids(k, "nsubj")[0]))] for k in kids]

    def _read_clause(self, clause: int, head: int) -> Phrase:
        tree = self.tree
        marks = [k for k in tree.kids(clause, "mark", "case") if k < min(head, clause)]
        words = [w for w in tree.subtree(clause) if w not in marks]
        start, end = tree.span(words)
        lemma = tree.tokens[head].lemma
        return Phrase(text=tree.join(words), start=start, end=end, head=lemma, kind=PhraseKind.CLAUSE)


def is_verbless(tree: Tree, clause: int) -> bool:
    """Whether an adverbial clause is "with" and a subject and no verb: "with 40 people on board"."""
    marks = {tree.lemma(k) for k in tree.kids(clause, "mark")}
    verbal = tree.tokens[clause].upos in ("VERB", "AUX") or tree.kids(clause, "cop", "aux")
    return "with" in marks and bool(tree.kids(clause, "nsubj")) and not verbal
