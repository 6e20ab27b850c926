"""What a text says of each thing: what it is, what it does, what is done to it; one statement for each clause.

Relative clauses, participles, appositions and coordinated predicates say something of the thing that they belong to, as
the clause of their sentence does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues
from hfcheck.scene.nodes import EVENT, NAME, PRONOUN, THING, TRAIT, Node

_SUBJECT, _OBJECT = "subject", "object"
_OF_NOUN = ("acl", "acl:relcl")


class Statement(NamedTuple):
    """What a clause says of `about`, whose part in it is `part`: of a class or trait it is the subject, of a deed the
    "subject" or the "object". `told` is the class, trait or deed.
    """

    about: Node
    part: str
    told: Node
    denied: bool

    @property
    def is_deed(self) -> bool:
        """Whether something is done or happens."""
        return self.told.kind == EVENT


def read_statements(roots: Sequence[Node]) -> list[Statement]:
    """The statements of a text, in the order of its words."""
    return [one for root in roots for node in root.walk() for one in _read_node(node)]


def _read_node(node: Node) -> Iterator[Statement]:
    denied = node.denied != _is_undone(node)
    if node.role == "also" and node.parent is not None and node.kind in (THING, TRAIT):
        yield Statement(_find_bearer(node.parent) or node.parent, _SUBJECT, node, denied)
        return
    if node.kind not in (EVENT, THING, TRAIT, NAME):
        return
    named = _find_name(node)
    if named is not None:
        yield Statement(named, _SUBJECT, node, denied)
    for part in (_SUBJECT, _OBJECT):
        if part == _OBJECT and node.kind != EVENT:
            continue
        about = _find_part(node, part)
        if about is not None and about is not node:
            yield Statement(about, part, node, denied)


def _find_name(node: Node) -> Node | None:
    """ "There is a town called Norwick": the name of what there is."""
    there = any("there" in one.determiner.split() for one in (node, node.parent) if one is not None)
    if node.kind != THING or not there:
        return None
    naming = [kid for kid in node.kids if kid.role in _OF_NOUN and kid.key in ("call", "name")]
    names = [kid for one in naming for kid in one.kids if kid.kind == NAME]
    return names[0] if len(names) == 1 else None


def _is_undone(node: Node) -> bool:
    """ "He refused to go", "they failed to": what is told is denied by the verb above it."""
    above = node.parent
    return node.role in ("xcomp", "ccomp") and above is not None and is_undoing(above) != above.denied


def is_told(node: Node) -> bool:
    """Whether a clause is told as a fact: it hangs on no attitude, attempt, condition or other clause's complement."""
    for one in (node, *node.lineage()):
        if one.role in ("ccomp", "csubj", "advcl", "acl") and (one.preposition or one.role in ("ccomp", "csubj")):
            return False
        if one.role == "xcomp" and one.parent is not None and one.parent.kind == EVENT and not _is_implied(one.parent):
            return False
    return True


def _is_implied(above: Node) -> bool:
    cues = load_cues()
    return above.key in cues.implicative or is_undoing(above)


def is_undoing(node: Node) -> bool:
    """Whether what stands below a verb is denied by it."""
    return node.key in load_cues().negative_implicative


def _find_part(node: Node, part: str) -> Node | None:
    """Who takes a part in a deed or is of a class; None where nobody says so."""
    own = [kid for kid in node.kids if kid.role == part]
    if own:
        return _find_antecedent(node, own[0])
    if node.kind == EVENT and node.role in _OF_NOUN:
        by_noun = _OBJECT if node.passive or part == _OBJECT else _SUBJECT
        taken = any(kid.role == _SUBJECT for kid in node.kids) and not node.passive
        wanted = part == by_noun and (node.passive or (part == _SUBJECT and not taken))
        return _find_bearer(node.parent) if wanted and node.preposition != "to" else None
    if node.role == "conj" and node.parent is not None and (node.kind == EVENT or part == _SUBJECT):
        above = node.parent
        passive = above.kind == EVENT and node.kind == EVENT and node.token.xpos == "VBN"
        if above.kind == EVENT and node.kind == EVENT and above.passive != (node.passive or passive):
            return None
        return _find_part(above, part)
    if node.role == "xcomp" and part == _SUBJECT and node.parent is not None:
        return _find_part(node.parent, part)
    if node.role == "advcl" and part == (_OBJECT if node.token.xpos == "VBN" else _SUBJECT) and not node.preposition:
        main = node.parent
        return None if main is None else (_find_part(main, _SUBJECT) or _find_part(main, _OBJECT))
    return None


def _find_antecedent(node: Node, told: Node) -> Node:
    """ "A band that tours": the pronoun of a relative clause stands for what the clause hangs on."""
    relative = told.kind == PRONOUN and told.key in ("who", "which", "that", "whom")
    if relative and node.role in _OF_NOUN and node.parent is not None:
        return _find_bearer(node.parent) or told
    return told


def _find_bearer(node: Node | None) -> Node | None:
    """ "Norwick is a town that grew": what is told of the class is told of the thing that is of the class."""
    if node is None:
        return None
    subjects = [kid for kid in node.kids if kid.role == _SUBJECT]
    if subjects and node.kind in (THING, TRAIT):
        return subjects[0]
    if node.role == "also" and node.parent is not None:
        return _find_bearer(node.parent)
    return node


def list_joined(node: Node) -> list[Node]:
    """A node and what is coordinated with it."""
    return [node, *(one for kid in node.kids if kid.role == "conj" for one in list_joined(kid))]
