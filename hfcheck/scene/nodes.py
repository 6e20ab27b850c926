"""Sentences as trees of meaning: one node for each thing, event, trait, amount and time; function words are features.

A node fuses what is one: the words of a name, of an amount with its unit, of a date. Articles, prepositions,
auxiliaries, copulas and negations are features of the node that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.negation import is_inverted, leaves_affirmed
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.verbs import read_modality
from hfcheck.knowledge.families import PREPOSITION, list_facing
from hfcheck.knowledge.senses import NOUN, find_senses
from hfcheck.model import Modality, Moment, Sentence, Token
from hfcheck.scene.figures import Figure, read_figures
from hfcheck.values.moments import FoundMoment, read_moments

NAME, THING, EVENT, TRAIT, MANNER, AMOUNT, RANK, TIME, PRONOUN, OTHER = (
    "name",
    "thing",
    "event",
    "trait",
    "manner",
    "amount",
    "rank",
    "time",
    "pronoun",
    "other",
)
_KINDS = {
    "NOUN": THING,
    "PROPN": NAME,
    "VERB": EVENT,
    "ADJ": TRAIT,
    "ADV": MANNER,
    "NUM": AMOUNT,
    "PRON": PRONOUN,
}
# The longest thing that the lexicon is asked for, and the most adverbs before a preposition.
_MOST_JOINED, _MOST_LEADING = 3, 2
_SUBJECT, _OBJECT = "subject", "object"
_ROLES = {
    "nsubj": _SUBJECT,
    "csubj": _SUBJECT,
    "nsubj:pass": _OBJECT,
    "obj": _OBJECT,
    "iobj": "receiver",
    "obl:agent": _SUBJECT,
    "amod": "trait",
    "nummod": "count",
    "compound": "trait",
    "nmod:desc": "trait",
    "nmod:poss": "owner",
    "appos": "also",
    "conj": "conj",
    "advmod": "manner",
}
_FUSED = ("flat", "compound", "flat:name", "flat:foreign")
_FEATURES = frozenset({"punct", "cc", "cc:preconj", "cop", "aux", "aux:pass", "det", "case", "mark", "fixed", "expl"})

_SPANNED = frozenset({"det", "det:predet", "cop", "aux", "aux:pass"})


class Node:
    """A piece of meaning. `key` tells what it is, the same for the same; `words` are indexes into the sentence.

    `role` is how it hangs on `parent`: subject and object as of the active verb, "at X" for what stands with a
    preposition, trait, count, owner, also (an apposition), conj, or the parser's own label. `joint` is the "and" or
    "or" that ties it to what stands before.
    """

    __slots__ = (
        "amount", "denied", "determiner", "index", "joint", "key", "kids", "kind", "modality", "moment",
        "parent", "passive", "preposition", "role", "tree", "words",
    )  # fmt: skip

    def __init__(self, tree: Tree, index: int, words: list[int]) -> None:
        self.tree = tree
        self.index = index
        self.words = words
        self.kind = OTHER
        self.key = ""
        self.role = ""
        self.parent: Node | None = None
        self.kids: list[Node] = []
        self.amount: Figure | None = None
        self.moment: FoundMoment | None = None
        self.determiner = ""
        self.preposition = ""
        self.joint = ""
        self.denied = False
        self.passive = False
        self.modality = Modality.ASSERTED

    @property
    def token(self) -> Token:
        """The word that the node hangs by."""
        return self.tree.word(self.index)

    @property
    def text(self) -> str:
        """The node's own words."""
        return self.tree.join(self.words)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, from the left."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def lineage(self) -> Iterator[Node]:
        """The node's parent, that one's parent, up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def list_words(self) -> list[int]:
        """Indexes of the words of the node and of all below it."""
        return sorted(word for node in self.walk() for word in node.words)

    @property
    def phrase(self) -> str:
        """The words of the node and of all below it."""
        return self.tree.join(self.list_words())

    @property
    def span(self) -> tuple[int, int]:
        """Where the phrase stands in the article, from "no" or "all" in front of it to its last word."""
        words = frozenset(self.list_words())
        around = (token.index for token in self.tree.tokens if token.head in words and token.deprel in _SPANNED)
        return self.tree.span((*words, *around))


def read_nodes(text: str, sentences: Sequence[Sentence], published: Moment | None = None) -> list[Node]:
    """The root node of each sentence that has words."""
    roots = []
    context: Moment | None = None
    for sentence in sentences:
        if sentence.tokens:
            reader = _Reader(Tree(sentence, text), published, context)
            roots.append(reader.read())
            context = reader.last_moment or context
    return roots


class _Reader:
    """Builds the nodes of one sentence."""

    def __init__(self, tree: Tree, published: Moment | None, context: Moment | None) -> None:
        self.tree = tree
        start, end = tree.sentence.start, tree.sentence.end
        text = tree.text[start:end]
        self._at: dict[int, int] = {}
        self.moments: dict[int, FoundMoment] = {}
        self.amounts: dict[int, Figure] = {}
        self.last_moment: Moment | None = None
        for moment in read_moments(text, published, context):
            first = moment.parts[0] if len(moment.parts) == 1 else (moment.start, moment.end)
            anchor = self._fuse(start + first[0], start + first[1])
            if anchor is not None:
                self.moments[anchor] = moment
                self.last_moment = moment.moment if moment.moment.start is not None else self.last_moment
        for figure in read_figures(text):
            anchor = self._fuse(start + figure.start, start + figure.end)
            if anchor is not None:
                self.amounts[anchor] = figure
        self._fuse_names()
        self._fuse_compounds()
        self._leading, self._led = _find_complex_prepositions(self.tree)
        self._cues = load_cues()

    def _fuse(self, start: int, end: int) -> int | None:
        """Make the words between two offsets one node; the word that it hangs by."""
        inside = [t.index for t in self.tree.tokens if t.start < end and start < t.end and t.index not in self._at]
        if not inside:
            return None
        tops = [w for w in inside if self.tree.word(w).head not in inside]
        heavy = [w for w in tops if self.tree.word(w).upos in ("NUM", "NOUN", "PROPN", "SYM", "ADJ")] or tops
        anchor = heavy[-1]
        self._at.update(dict.fromkeys(inside, anchor))
        return anchor

    def _fuse_names(self) -> None:
        for token in self.tree.tokens:
            if token.index in self._at or token.upos not in ("PROPN", "X"):
                continue
            head = token.index
            while self._is_part(head):
                head = self.tree.word(head).head
            self._at[token.index] = head

    def _fuse_compounds(self) -> None:
        """ "dining room" and "French horn" are one thing each, as the lexicon has them as one word."""
        for token in self.tree.tokens:
            start = token.index
            if token.index in self._at or token.upos != "NOUN":
                continue
            while start > 0 and token.index - start < _MOST_JOINED and self._belongs(start - 1, token.index):
                start -= 1
            for first in range(start, token.index):
                words = range(first, token.index + 1)
                if find_senses(" ".join(self.tree.lemma(word) for word in words), NOUN):
                    self._at.update(dict.fromkeys(words, token.index))
                    break

    def _belongs(self, index: int, head: int) -> bool:
        token = self.tree.word(index)
        return token.head == head and token.deprel in ("compound", "amod") and index not in self._at

    def _is_part(self, index: int) -> bool:
        token = self.tree.word(index)
        head = token.head
        if token.deprel not in _FUSED or head < 0 or (head in self._at and self._at[head] != head):
            return False
        low, high = sorted((index, head))
        inner = range(low, high + 1)
        joined = all(self.tree.word(w).upos in ("PROPN", "X", "NUM", "PART", "ADP", "DET", "PUNCT") for w in inner)
        return self.tree.word(head).upos in ("PROPN", "X") and joined

    def read(self) -> Node:
        """The root node with all below it."""
        tree = self.tree
        groups: dict[int, list[int]] = {}
        for token in tree.tokens:
            anchor = self._at.get(token.index, token.index)
            groups.setdefault(anchor, []).append(token.index)
        nodes: dict[int, Node] = {}
        for anchor, words in groups.items():
            if anchor not in words:
                groups[self._at.get(anchor, anchor)] = words
            nodes[anchor] = self._make(anchor, words)
        root = nodes[self._at.get(tree.root, tree.root)]
        for anchor, node in nodes.items():
            self._hang(anchor, node, nodes, root)
        for node in nodes.values():
            node.kids.sort(key=lambda kid: kid.index)
        for node in list(root.walk()):
            _set_role(node)
        for node in list(root.walk()):
            _lift_denial(node)
            if not node.denied and is_inverted(tree, node.index):
                node.denied = True
                for kid in node.kids:
                    kid.denied = False
        return root

    def _make(self, anchor: int, words: list[int]) -> Node:
        tree = self.tree
        token = tree.word(anchor)
        node = Node(tree, anchor, words)
        node.kind = _KINDS.get(token.upos, OTHER)
        node.key = tree.lemma(anchor)
        if anchor in self.moments:
            node.kind, node.moment, node.key = TIME, self.moments[anchor], tree.join(words).casefold()
        elif anchor in self.amounts:
            node.amount = self.amounts[anchor]
            node.kind = RANK if node.amount.role == "ordinal" else AMOUNT
            node.key = tree.join(words).casefold()
        elif node.kind == NAME:
            node.key = tree.join(words).casefold()
        elif len(words) > 1:
            node.key = " ".join(tree.lemma(word) for word in words)
        particles = [tree.lemma(k) for k in tree.kids(anchor, "compound:prt")]
        node.key = " ".join([node.key, *particles])
        node.passive = bool(tree.kids(anchor, "nsubj:pass", "aux:pass")) or (
            token.deprel in ("acl", "acl:relcl") and token.xpos == "VBN" and not tree.kids(anchor, "aux", "nsubj")
        )
        node.modality = read_modality(tree, anchor)
        node.denied = node.key in self._cues.negative_pronouns
        return node

    def _hang(self, anchor: int, node: Node, nodes: dict[int, Node], root: Node) -> None:
        """Put a node below the one that its head is in, or turn it into a feature of that."""
        if node is root:
            return
        token = self.tree.word(anchor)
        head = token.head
        while head >= 0 and (self._at.get(head, head) == anchor or head in self._led):
            head = self.tree.word(head).head
        above = nodes[self._at.get(head, head)] if head >= 0 else root
        if above is node:
            above = root
        if self._is_feature(node, above):
            return
        node.parent = above
        node.role = token.deprel
        above.kids.append(node)

    def _is_feature(self, node: Node, above: Node) -> bool:
        token = node.token
        lemma = self.tree.lemma(node.index)
        negates = lemma in self._cues.negations and token.deprel in ("advmod", "neg", "cc:preconj", "cc", "aux")
        if negates and lemma == "not" and leaves_affirmed(self.tree, node.index, above.index):
            return True
        if negates or (token.deprel == "det" and lemma in self._cues.negative_determiners | self._cues.negations):
            above.denied = not above.denied
            return lemma not in ("hardly", "scarcely")
        if token.deprel == "compound:prt" or node.index in self._led:
            return True
        if token.deprel in ("det", "det:predet"):
            above.denied = above.denied != node.denied
            above.determiner = f"{above.determiner} {lemma}".strip()
            return True
        if token.deprel in ("case", "mark") and token.xpos != "POS":
            fixed = [self.tree.lemma(k) for k in self.tree.kids(node.index, "fixed")]
            lemma = self._leading.get(node.index, lemma)
            above.preposition = " ".join(filter(None, [above.preposition, lemma, *fixed]))
            return True
        if token.deprel == "expl" and lemma == "there":
            above.determiner = f"{above.determiner} there".strip()
            return True
        if token.deprel in ("cc", "cc:preconj"):
            above.joint = above.joint or lemma
            return True
        return token.deprel in _FEATURES and not (node.amount or node.moment)


def _find_complex_prepositions(tree: Tree) -> tuple[dict[int, str], frozenset[int]]:
    """Prepositions with the adverbs that open them ("from": "far away from") by index, and the indexes of these."""
    known = list_facing(PREPOSITION)
    found: dict[int, str] = {}
    led: set[int] = set()
    for token in tree.tokens:
        for first in range(max(0, token.index - _MOST_LEADING), token.index if token.deprel == "case" else 0):
            words = range(first, token.index)
            text = " ".join(tree.lemma(word) for word in (*words, token.index))
            adverbs = all(tree.word(word).upos == "ADV" and tree.word(word).head >= 0 for word in words)
            if adverbs and text in known:
                found[token.index] = text
                led.update(words)
                break
    return found, frozenset(led)


def _set_role(node: Node) -> None:
    """The role by the parser's label, the voice of the verb and the preposition."""
    label = node.role
    if node.moment is not None and label in ("obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked", "advmod"):
        node.role = f"time {node.moment.bound}".strip()
        return
    if label == "obl" and node.preposition == "by" and node.parent is not None and node.parent.passive:
        node.role = _SUBJECT if node.kind in (NAME, THING, PRONOUN) else "at by"
        return
    if label in ("obl", "nmod") and node.preposition:
        node.role = "owner" if node.preposition == "of" else f"at {node.preposition}"
        return
    node.role = _ROLES.get(label, label)


def _lift_denial(node: Node) -> None:
    """ "No dog barks", "he has no dog": what is denied is the deed, and of any dog."""
    above = node.parent
    negative = node.denied != ("no" in node.determiner.split())
    liftable = node.role == _SUBJECT or (node.role == _OBJECT and node.kind in (THING, NAME, PRONOUN))
    if negative and above is not None and liftable:
        node.denied, above.denied = False, not above.denied
        node.determiner = " ".join([*(word for word in node.determiner.split() if word != "no"), "any"])


def is_unfolding(node: Node) -> bool:
    """Whether a node is told of as going on, as captions do: "a man is eating", "a man eating"; or of what is there."""
    chain = (node, *node.lineage())
    deeds = [one for one in chain if one.kind == EVENT]
    if not deeds:
        return not any(kid.role == _SUBJECT for one in chain[1:] for kid in one.kids)
    first = deeds[0]
    actors = [kid for one in deeds for kid in one.kids if kid.role == _SUBJECT]
    if any(kid.kind in (NAME, PRONOUN) for kid in actors):
        return False
    aux = [first.tree.word(k) for k in first.tree.kids(first.index, "aux", "aux:pass")]
    present = all(word.xpos in ("VBZ", "VBP") and word.lemma == "be" for word in aux)
    return first.token.xpos == "VBG" and present
