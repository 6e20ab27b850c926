"""An audit that goes on from the last one: only the groups that a change touches are checked again.

What a group gives depends on its rule, its key, its claims and the knowledge. The claims of an article, inferred ones
included, are as they were while their digest is; a group all of whose claims are as they were keeps its findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from hfcheck.audit import ALONE, Progress, check_all
from hfcheck.infer import infer, order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Problem
from hfcheck.rules import Rule
from hfcheck.rules.contract import Concern, Shape, find_shape
from hfcheck.sealed import digest_record, read_sealed, write_sealed

_ENCODER = msgspec.msgpack.Encoder()
_FILE = "groups.msgpack"


class Groups(msgspec.Struct):
    """A rule's groups: the ids of the claims by key that concern it fully and beside others, and what was found."""

    full: dict[str, list[str]] = {}
    beside: dict[str, list[str]] = {}
    found: dict[str, tuple[Finding, ...]] = {}


class Memory(msgspec.Struct):
    """What an audit leaves for the next one: the digest and ids of each article's claims, and the groups by rule."""

    articles: dict[str, tuple[str, list[str]]] = {}
    groups: dict[str, Groups] = {}


class GroupCache:
    """The memory of the last audit, in one file under `folder`, for one `version` of code and knowledge."""

    def __init__(self, folder: Path, version: Sequence[str]) -> None:
        self._path = folder / _FILE
        self._version = version

    def load(self) -> Memory:
        """What the last audit of this version left; an empty memory where there is none."""
        payload = read_sealed(self._path, self._version)
        try:
            return msgspec.msgpack.decode(payload, type=Memory) if payload is not None else Memory()
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return Memory()

    def save(self, memory: Memory) -> None:
        """Keep it for the next audit; quietly nothing where it cannot be kept."""
        try:
            payload = _ENCODER.encode(memory)
        except UnicodeError:
            return
        write_sealed(self._path, self._version, payload)

    def check(
        self,
        claims: Sequence[Claim],
        knowledge: Knowledge,
        rules: Sequence[Rule],
        progress: Progress | None = None,
    ) -> tuple[list[Finding], list[Problem]]:
        """As `check_all`, going on from the last run; after a problem the next run meets everything again."""
        memory = self.load()
        try:
            findings = recheck(claims, knowledge, rules, memory, progress)
        except Exception:
            # A rule that raises is named by the run over everything.
            return check_all(claims, knowledge, rules, progress)
        self.save(memory)
        return findings, []


def recheck(
    claims: Sequence[Claim],
    knowledge: Knowledge,
    rules: Sequence[Rule],
    memory: Memory,
    progress: Progress | None = None,
) -> list[Finding]:
    """What `rules` find among `claims`, in the order of rules and keys; `memory`, of a run before, becomes this run's.

    Raises whatever a rule raises, and ValueError where two claims bear one id.
    """
    told = infer(claims, knowledge)
    known = {claim.id: claim for claim in told}
    if len(known) < len(told):
        raise ValueError("two claims bear one id")
    articles = _digest_articles(told)
    changed = {id for id, state in articles.items() if memory.articles.get(id) != state}
    stale = changed | (memory.articles.keys() - articles.keys())
    gone = {claim for id in stale if id in memory.articles for claim in memory.articles[id][1]}
    fresh = _shape_claims(known[claim] for id in sorted(changed) for claim in articles[id][1])
    findings: list[Finding] = []
    before, memory.articles, memory.groups = memory.groups, articles, {}
    for done, rule in enumerate(rules, 1):
        # A rule that the last run left out has seen no claim yet.
        groups = before.get(rule.ID, Groups())
        added = fresh if rule.ID in before else _shape_claims(told)
        touched = _drop_claims(groups, gone) | _add_claims(groups, rule, added, knowledge)
        for key in sorted(touched):
            _check(groups, rule, key, known, knowledge)
        memory.groups[rule.ID] = groups
        findings += (finding for key in sorted(groups.found) for finding in groups.found[key])
        if progress:
            progress(done, len(rules), rule.ID)
    return findings


def _digest_articles(claims: Iterable[Claim]) -> dict[str, tuple[str, list[str]]]:
    """Article → a digest of all its claims, in their order, and their ids."""
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.evidence[0].span.article].append(claim)
    return {article: (digest_record(told), [claim.id for claim in told]) for article, told in held.items()}


def _shape_claims(claims: Iterable[Claim]) -> dict[Shape, list[Claim]]:
    shapes: defaultdict[Shape, list[Claim]] = defaultdict(list)
    for claim in claims:
        shapes[find_shape(claim)].append(claim)
    return shapes


def _drop_claims(groups: Groups, gone: set[str]) -> set[str]:
    """Take claims out of the groups; the keys of those that had one."""
    touched = set()
    for held in (groups.full, groups.beside):
        for key in [key for key, ids in held.items() if not gone.isdisjoint(ids)] if gone else ():
            touched.add(key)
            held[key] = [id for id in held[key] if id not in gone]
            if not held[key]:
                del held[key]
    return touched


def _add_claims(groups: Groups, rule: Rule, shapes: Mapping[Shape, Sequence[Claim]], knowledge: Knowledge) -> set[str]:
    """Put claims into the groups; the keys of those that got one."""
    touched = set()
    for shape, claims in shapes.items():
        concern = rule.concern(shape, knowledge)
        held = groups.full if concern is Concern.FULL else groups.beside
        for claim in claims if concern is not Concern.NONE else ():
            for key in rule.keys(claim, knowledge):
                touched.add(key)
                held.setdefault(key, []).append(claim.id)
    return touched


def _check(groups: Groups, rule: Rule, key: str, known: Mapping[str, Claim], knowledge: Knowledge) -> None:
    """Check one group anew. Raises what the rule raises."""
    full = groups.full.get(key, ())
    members = sorted((known[id] for id in (*full, *groups.beside.get(key, ()))), key=order_claim)
    groups.found.pop(key, None)
    if full and len(members) >= (1 if rule.ID in ALONE else 2):
        found = tuple(rule.check(key, members, knowledge))
        if found:
            groups.found[key] = found
