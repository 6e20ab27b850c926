"""Facts inside nominals: descriptions, titles, appositions, short names, possessions, ties, lists."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.coreference import NUMBERS
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Draft, Sink
from hfcheck.extraction.tree import NOMINAL
from hfcheck.model import Argument, Phrase, PhraseKind

_LOCATED = frozenset(
    {"headquarters", "headquarter", "office", "plant", "factory", "base", "campus", "store", "home", "hq"}
)


class NominalReader:
    """Reads the nominals of one sentence, left to right."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.sink = sink

    def describe(self) -> None:
        """Note in the discourse what the sentence calls its names, before anything is resolved."""
        for head in range(len(self.tree.tokens)):
            if self.tree.word(head).upos not in NOMINAL:
                continue
            described = self.phrases.split_description(head)
            if described:
                noun = self.tree.word(described.description[-1]).lemma
                self.sink.discourse.describe(self.tree.join(described.name), noun)
            for kid in self._appositions_of(head):
                self._describe_apposition(head, kid)

    def _describe_apposition(self, head: int, kid: int) -> None:
        left, right = self.phrases.name_at(head), self.phrases.name_at(kid)
        bracket = kid > 0 and self._in_brackets(kid)
        if left and right and bracket:
            long = self._longer(left, right)
            short = right if long is left else left
            last = self.tree.word(long[1]).text.lower()
            self.sink.discourse.describe(self.tree.join(range(short[0], short[1] + 1)), last)
        elif left and not right:
            self.sink.discourse.describe(self.tree.join(range(left[0], left[1] + 1)), self.tree.word(kid).lemma)
        elif right and not left:
            self.sink.discourse.describe(self.tree.join(range(right[0], right[1] + 1)), self.tree.word(head).lemma)

    @staticmethod
    def _longer(left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        return left if left[1] - left[0] >= right[1] - right[0] else right

    def _in_brackets(self, index: int) -> bool:
        first = self.tree.subtree(index)[0]
        while first < index and self.tree.word(first).text != "(":
            first += 1
        return self.tree.word(first).text == "(" or (first > 0 and self.tree.word(first - 1).text == "(")

    def read(self) -> None:
        owner: Phrase | None = None
        for head in range(len(self.tree.tokens)):
            if self.tree.word(head).upos not in NOMINAL:
                continue
            owner = self._read_description(head, owner)
            for kid in self._appositions_of(head):
                self._read_apposition(head, kid)
            self._read_location(head)
            self._read_deed(head)
            self._read_tie(head)
            self._read_examples(head)
            self._read_list(head)
            self._read_counted(head)

    # ── descriptions and titles ──────────────────────────────────────────────────────────────

    def _read_description(self, head: int, owner: Phrase | None) -> Phrase | None:
        described = self.phrases.split_description(head)
        if described is None:
            return owner
        noun = described.description[-1]
        phrase = self._description_phrase(described.description, head)
        title = self.tree.word(noun).lemma.lower() in self.cues.person_nouns
        # "its chairman A, general manager B": in one list of people the second is of the same body.
        if title and phrase.owner is None and owner is not None and self._in_list(head):
            phrase = _with_owner(phrase, owner)
        name = self.phrases.make(head, described.name)
        self._put_is(name, phrase, described.description, 0.85)
        return _root_owner(phrase.owner) if title and phrase.owner else owner

    def _in_list(self, head: int) -> bool:
        token = self.tree.word(head)
        return token.deprel == "conj" or (token.head >= 0 and self.tree.word(token.head).deprel == "conj")

    def _description_phrase(self, words: list[int], head: int) -> Phrase:
        tree = self.tree
        noun = words[-1]
        owner = self._owner_among(words) or (self.phrases.owner_of(noun) if noun != head else None)
        start, end = tree.span(words)
        text = tree.join(w for w in words if tree.word(w).text not in ("(", ")"))
        names = tuple(
            (tree.word(a).start, tree.word(b).end) for a, b in self.phrases.names if words[0] <= a and b <= words[-1]
        )
        return Phrase(
            text=text,
            start=start,
            end=end,
            head=tree.word(noun).lemma.lower(),
            kind=PhraseKind.NOMINAL,
            names=names,
            modifiers=tuple(
                tree.word(w).lemma.lower() for w in words[:-1] if tree.word(w).upos in ("ADJ", "NOUN", "PROPN", "VERB")
            ),
            owner=owner,
        )

    def _owner_among(self, words: list[int]) -> Phrase | None:
        """ "Acme's rotating chairman", "Acme chairman": the possessor or the name that opens the description."""
        for word in words[:-1]:
            following = self.tree.word(word + 1)
            if following.xpos == "POS":
                return self.phrases.read(word)
            name = self.phrases.name_at(word)
            if name and name[0] == words[0] and name[1] < words[-1]:
                return self.phrases.make(name[1], list(range(name[0], name[1] + 1)))
        return None

    def _put_is(self, subject: Phrase, predicate: Phrase, words: list[int], confidence: float) -> None:
        self.sink.put(
            Draft(
                kind="description",
                subject=subject,
                lemma="be",
                chain=(),
                relation=list(words),
                head=words[-1],
                words="is",
                arguments=(Argument("pred", predicate),),
                confidence=confidence,
            )
        )

    # ── appositions ──────────────────────────────────────────────────────────────────────────

    def _appositions_of(self, head: int) -> list[int]:
        kids = self.tree.kids(head, "appos")
        if self.phrases.is_titled_above(head):
            return [k for k in kids if not self.phrases.name_at(k) or self._in_brackets(k)]
        far = self.phrases.apposed_name(head)
        return kids if far is None or far in kids else [*kids, far]

    def _read_apposition(self, head: int, kid: int) -> None:
        tree = self.tree
        left, right = self.phrases.name_at(head), self.phrases.name_at(kid)
        if self._in_brackets(kid):
            self._read_short_name(head, kid)
        elif self.phrases.split_description(kid) is not None:
            return
        elif right and not left and len(tree.conjuncts(kid)) == 1:
            name = self.phrases.read(kid)
            if self.tree.word(head).lemma.lower() not in self.cues.person_nouns | self.cues.organisation_nouns:
                return
            titles = [(self.phrases.own_words(noun), noun) for noun in self._titles_of(head)]
            phrases = [self.phrases.make(noun, words) for words, noun in titles]
            owner = next((o for p in phrases if (o := _root_owner(p.owner)) and o.kind is PhraseKind.NAME), None)
            for (words, _), phrase in zip(titles, phrases, strict=True):
                self._put_is(name, _give_owner(phrase, owner), words, 0.85)
        elif not left and not right and self._is_indefinite(kid) and tree.has_comma_before(kid):
            self._put_is(self.phrases.read(head), self.phrases.read(kid), self.phrases.own_words(kid), 0.7)
        elif left and not right and tree.word(kid).upos == "NOUN":
            for noun in tree.conjuncts(kid):
                if tree.word(noun).upos == "NOUN" and self.phrases.split_description(noun) is None:
                    words = self.phrases.own_words(noun)
                    self._put_is(self.phrases.read(head), self.phrases.read(noun), words, 0.8)

    def _is_indefinite(self, word: int) -> bool:
        return self.tree.word(word).upos == "NOUN" and any(
            self.tree.word(k).lemma == "a" for k in self.tree.kids(word, "det")
        )

    def _titles_of(self, head: int) -> list[int]:
        """ "managing director and chairman of the unit, X": every coordinated title is X's."""
        above = self.tree.word(head)
        first = above.head if above.deprel == "conj" else head
        return [
            k
            for k in self.tree.conjuncts(first)
            if self.tree.word(k).upos in ("NOUN", "PROPN") and not self.phrases.name_at(k)
        ] or [head]

    def _read_short_name(self, head: int, kid: int) -> None:
        if not self.phrases.name_at(kid):
            return
        words = [
            w for w in self.tree.subtree(kid) if self.tree.word(w).upos != "PUNCT" or self.tree.word(w).text == "-"
        ]
        name = self.phrases.name_at(head)
        full = self.phrases.make(head, list(range(name[0], name[1] + 1))) if name else self.phrases.read(head)
        short = self.phrases.make(kid, words)
        if full.kind is not PhraseKind.NAME:
            return
        self.sink.put(
            Draft(
                kind="alias",
                subject=full,
                lemma="stand for",
                chain=(),
                relation=words,
                head=kid,
                words="is also called",
                arguments=(Argument("obj", short),),
                confidence=0.9,
            )
        )

    # ── possession, ties, lists ──────────────────────────────────────────────────────────────

    def _read_event_place(self, head: int) -> None:
        """ "the forum in Oslo": it was held there."""
        place = next(
            (k for k in self.tree.kids(head, "nmod") if self.tree.case(k) == "in" and self.phrases.name_at(k)), None
        )
        if place is None:
            return
        words = [w for w in self.phrases.own_words(head) if w <= head]
        self.sink.put(
            Draft(
                kind="possession",
                subject=self.phrases.make(head, words),
                lemma="be held",
                chain=(),
                relation=[head],
                head=head,
                words="was held",
                arguments=(Argument("obl:in", self.phrases.read(place)),),
                confidence=0.8,
                past=True,
            )
        )

    def _read_named_kinds(self, head: int) -> None:
        """ "its A, B, and C brands": each is a brand of its."""
        token = self.tree.word(head)
        name = self.phrases.name_at(head - 1) if head else None
        if (
            token.xpos != "NNS"
            or token.lemma.lower() not in self.cues.organisation_nouns
            or name is None
            or token.deprel != "conj"
        ):
            return
        first = token.head
        owner = self.tree.kid(first, "nmod:poss")
        names = [n for n in self.phrases.names if first <= n[0] and n[1] < head]
        if owner is None or len(names) < 2 or not self.phrases.name_at(first):
            return
        subject = self.phrases.read(owner)
        for start, end in names:
            self.sink.put(
                Draft(
                    kind="possession",
                    subject=subject,
                    lemma="have " + token.lemma.lower(),
                    chain=(),
                    relation=[head],
                    head=head,
                    words="has the " + token.lemma,
                    arguments=(Argument("obj", self.phrases.make(end, list(range(start, end + 1)))),),
                    confidence=0.8,
                    group=f"{self.tree.sentence.start}:{head}:kinds",
                )
            )

    def _read_deed(self, head: int) -> None:
        """ "the acquisition of A by B", "B's launch of A": B acquired A."""
        tree = self.tree
        token = tree.word(head)
        verb = self.cues.deverbal.get(token.lemma.lower())
        if verb is None or token.xpos != "NN":
            return
        told = next((k for k in tree.kids(head, "nmod") if tree.case(k) == "of"), None)
        below = [w for w in tree.subtree(head) if w > head and tree.case(w) == "by" and tree.word(w).deprel == "nmod"]
        doer = next((w for w in (*below, *tree.kids(head, "nmod:poss")) if self.phrases.name_at(w)), None)
        if told is None or doer is None or tree.word(told).upos not in ("NOUN", "PROPN"):
            return
        self.sink.put(Draft(
            kind="deed", subject=self.phrases.read(doer), lemma=verb, chain=(), relation=[head], head=head, words=verb,
            arguments=(Argument("obj", self._without(told, doer)),), confidence=0.75, past=True,
        ))

    def _without(self, head: int, other: int) -> Phrase:
        """A phrase without the words of another one that hangs below it."""
        apart = set(self.tree.subtree(other))
        return self.phrases.make(head, [w for w in self.phrases.own_words(head) if w not in apart])

    def _read_location(self, head: int) -> None:
        """ "X's headquarters in Y"."""
        token = self.tree.word(head)
        if token.lemma.lower() in self.cues.event_nouns:
            self._read_event_place(head)
        self._read_named_kinds(head)
        if token.lemma.lower() not in _LOCATED:
            return
        place = next(
            (k for k in self.tree.kids(head, "nmod") if self.tree.case(k) == "in" and self.phrases.name_at(k)), None
        )
        owner = self.tree.kid(head, "nmod:poss")
        if place is None or owner is None:
            return
        subject = self.phrases.read(owner)
        self.sink.put(
            Draft(
                kind="possession",
                subject=subject,
                lemma="have " + token.lemma.lower(),
                chain=(),
                relation=[head],
                head=head,
                words="has " + token.text,
                arguments=(Argument("obl:in", self.phrases.read(place)),),
                confidence=0.85,
            )
        )

    def _read_tie(self, head: int) -> None:
        """ "X's partnership with Y": X has a partnership with Y."""
        token = self.tree.word(head)
        owner = self.tree.kid(head, "nmod:poss")
        if token.lemma.lower() in self.cues.deal_nouns and token.xpos == "NNS":
            self._read_spread_tie(head)
        if token.lemma.lower() not in self.cues.deal_nouns or owner is None or token.deprel in ("obj", "xcomp"):
            return
        phrase = self.phrases.read(head)
        partners = [p for p in phrase.parties if p.kind is PhraseKind.NAME or p.antecedents]
        first = self.phrases.read(owner)
        others = [p for p in partners if p.full != first.full]
        whose = set(self.tree.subtree(owner))
        words = [
            w
            for w in self.phrases.own_words(head)
            if w <= head and w not in whose and self.tree.word(w).upos in ("ADJ", "NOUN", "VERB")
        ]
        if first.kind is PhraseKind.PRONOUN and not first.antecedents:
            return
        for other in others:
            self.sink.put(
                Draft(
                    kind="tie",
                    subject=first,
                    lemma="have " + token.lemma.lower(),
                    chain=(),
                    relation=words,
                    head=head,
                    words="has a " + self.tree.join(words),
                    arguments=(Argument("obl:with", other),),
                    confidence=0.8,
                    group=f"{self.tree.sentence.start}:{head}" if len(others) > 1 else None,
                    members=tuple(others) if len(others) > 1 else (),
                )
            )

    def _read_spread_tie(self, head: int) -> None:
        """ "joint ventures between A and makers like B and C": A has one with B, and one with C."""
        tree = self.tree
        between = next((k for k in tree.kids(head, "nmod") if tree.case(k) == "between"), None)
        if between is None or not self.phrases.name_at(between):
            return
        others = [
            m for k in tree.conjuncts(between)[1:] for e in self.phrases.exemplars_of(k) for m in tree.conjuncts(e)
        ]
        words = [w for w in self.phrases.own_words(head) if w < head and tree.word(w).upos in ("ADJ", "NOUN")]
        named = [self.phrases.read(m) for m in others if self.phrases.name_at(m)]
        for other in named:
            self.sink.put(
                Draft(
                    kind="tie",
                    subject=self.phrases.read(between),
                    lemma="have " + tree.word(head).lemma.lower(),
                    chain=(),
                    relation=[head],
                    head=head,
                    words=" ".join(["has a", tree.join(words), tree.word(head).lemma]),
                    arguments=(Argument("obl:with", other),),
                    confidence=0.75,
                    group=f"{tree.sentence.start}:{head}" if len(named) > 1 else None,
                )
            )

    def _read_examples(self, head: int) -> None:
        """ "automakers like A, B, and C": each is one."""
        for example in self.phrases.exemplars_of(head):
            if (
                self.tree.word(head).xpos not in ("NNS", "NNPS")
                or (self.tree.case(example) in ("include", "including")
                and not self.phrases.name_at(example))
            ):
                continue
            noun = self.phrases.make(head, [w for w in self.phrases.own_words(head) if w < example and w <= head])
            members = [self.phrases.read(m) for m in self.tree.conjuncts(example)]
            self._put_members(head, noun, [m for m in members if m.kind is PhraseKind.NAME], closed=False)

    def _read_list(self, head: int) -> None:
        """ "ten models: A, B, …": a closed list, and the count beside it."""
        first = next((k for k in self.tree.kids(head, "appos") if self._after_colon(k)), None)
        if first is None or self.tree.word(head).xpos not in ("NNS", "NNPS"):
            return
        listed = [n for n in self.phrases.names if n[0] > head and n[1] <= self.tree.subtree(head)[-1] + 1]
        members = [self.phrases.make(n[1], list(range(n[0], n[1] + 1))) for n in listed]
        words = [w for w in self.phrases.own_words(head) if w <= head]
        noun = self.phrases.make(head, words)
        count = self.tree.kid(head, "nummod")
        if len(members) < 2:
            return
        group = f"{self.tree.sentence.start}:{head}:list"
        if self.tree.word(head).deprel != "obj":
            # The members of an object's list are read with its verb.
            self._put_members(head, noun, members, closed=True)
        if count is not None:
            number = self.phrases.make(count, [count])
            self.sink.put(
                Draft(
                    kind="count",
                    subject=noun,
                    lemma="number",
                    chain=(),
                    relation=[count],
                    head=head,
                    words="number",
                    arguments=(Argument("obj", number),),
                    group=group,
                    members=tuple(members),
                    closed=True,
                    confidence=0.9,
                )
            )

    def _read_counted(self, head: int) -> None:
        """ "… five brands. A, B, C, D, and E …": a list of as many names in the next sentence are these."""
        tree = self.tree
        token = tree.word(head)
        number = next((n for k in tree.kids(head, "nummod") if (n := NUMBERS.get(tree.word(k).lemma.lower()))), None)
        if number and token.lemma.lower() in self.cues.party_nouns and token.xpos == "NNS" and not tree.kids(head, "appos", "det"):
            self.sink.discourse.count(number, self.phrases.read(head))
            return
        heads = tree.conjuncts(head)
        if token.deprel != "nsubj" or len(heads) < 3 or not all(self.phrases.name_at(k) for k in heads):
            return
        noun = self.sink.discourse.counted_before(len(heads))
        if noun is not None:
            self._put_members(head, noun, [self.phrases.read(k) for k in heads], closed=True)

    def _after_colon(self, kid: int) -> bool:
        first = self.tree.subtree(kid)[0]
        return any(self.tree.word(w).text == ":" for w in (first, first - 1) if w >= 0)

    def _put_members(self, head: int, noun: Phrase, members: list[Phrase], *, closed: bool) -> str:
        group = f"{self.tree.sentence.start}:{head}:list"
        for member in members:
            self.sink.put(
                Draft(
                    kind="member",
                    subject=member,
                    lemma="be",
                    chain=(),
                    relation=[head],
                    head=head,
                    words="is one of",
                    arguments=(Argument("pred", noun),),
                    group=group,
                    members=tuple(members),
                    closed=closed,
                    confidence=0.8,
                )
            )
        return group


def _give_owner(phrase: Phrase, owner: Phrase | None) -> Phrase:
    """ "Acme's director and chairman of the cloud unit": the unit is Acme's as well."""
    if owner is None or _root_owner(phrase.owner) is owner:
        return phrase
    if phrase.owner is None:
        return _with_owner(phrase, owner)
    if phrase.owner.kind is PhraseKind.NAME or phrase.owner.owner is not None:
        return phrase
    unit = _with_owner(phrase.owner, owner)
    complements = tuple((p, unit if c == phrase.owner else c) for p, c in phrase.complements)
    return msgspec.structs.replace(phrase, owner=unit, complements=complements)


def _with_owner(phrase: Phrase, owner: Phrase) -> Phrase:
    """The phrase with an owner, who is named in its resolved text."""
    known = {w.lower() for w in phrase.text.split()}
    told = phrase.owner is None and owner.full.split()[0].lower() not in known
    resolved = f"{phrase.full} of {owner.full}" if told else phrase.resolved
    return msgspec.structs.replace(phrase, owner=owner, resolved=resolved)


def _root_owner(owner: Phrase | None) -> Phrase | None:
    while owner is not None and owner.owner is not None:
        owner = owner.owner
    return owner
