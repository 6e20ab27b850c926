"""Names as written → entities: packs, short names in brackets, legal forms, name parts, spelling.

A link is made only where one candidate remains; an ambiguous name stays unresolved, with a notice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Entity, Extract, Notice, Phrase, PhraseKind, Proposition

_TRIM = re.compile(r"^(?:the|The|a|an)\s+|[’']s?$|^[“\"']|[”\"',.]$")
_SIMILAR = 94.0
_LEAST_LETTERS = 8


def fold_name(name: str) -> str:
    """A name without article, possessive, diacritics and doubled space; case is kept."""
    trimmed = " ".join(name.split())
    while (shorter := _TRIM.sub("", trimmed)) != trimmed:
        trimmed = shorter
    plain = unicodedata.normalize("NFKD", trimmed)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def make_slug(text: str) -> str:
    """Canonical id of a name or nominal: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"\w+", fold_name(text).casefold()))


class NameTable:
    """Who is meant by a name in an article; built once over all articles."""

    def __init__(self, articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.texts: Mapping[str, str] = {article.id: article.text for article in articles}
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.by_article: dict[str, set[str]] = defaultdict(set)
        self.links: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.ambiguous: dict[str, tuple[str, ...]] = {}
        self.why: dict[tuple[str, str], str] = {}
        for extract in extracts:
            for proposition in extract.propositions:
                self._gather(extract.article, proposition)
        self.known = sorted({name for names in self.by_article.values() for name in names})
        self._roots = self._link_all()

    # ── gathering ────────────────────────────────────────────────────────────────────────────

    def _gather(self, article: str, proposition: Proposition) -> None:
        for phrase in _phrases_of(proposition):
            for name in self._names_in(article, phrase):
                self.by_article[article].add(name)
        subject = proposition.subject
        if subject.kind is not PhraseKind.NAME:
            return
        name = fold_name(subject.head)
        if proposition.kind == "alias":
            short = fold_name(proposition.arguments[0].phrase.head)
            self.by_article[article] |= {name, short}
            self.links[article].add((name, short))
        elif proposition.kind in ("description", "member") or proposition.lemma == "be":
            predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
            kind = self._class_of(predicate) if predicate is not None else ""
            if kind and not proposition.subject.parties:
                self.kinds[name].add(kind)

    def _class_of(self, phrase: Phrase) -> str:
        words = [*phrase.modifiers, phrase.head]
        for start in range(len(words)):
            found = self.knowledge.class_of_word.get(" ".join(words[start:]))
            if found:
                return found
            if self.knowledge.title_of_words.get(" ".join(words[start:])):
                return "person"
        return ""

    def _names_in(self, article: str, phrase: Phrase) -> Iterable[str]:
        text = self.texts.get(article, "")
        for start, end in phrase.names:
            name = fold_name(text[start:end])
            if name:
                yield name

    # ── linking ──────────────────────────────────────────────────────────────────────────────

    def _link_all(self) -> dict[tuple[str, str], str]:
        """(article, name) → canonical name; "" as article holds everywhere."""
        roots: dict[tuple[str, str], str] = {}
        self._cases = self._split_cases()
        self._stems = self._strip_designators()
        for article, names in sorted(self.by_article.items()):
            for name in sorted(names):
                roots[article, name] = self._canonical(article, name)
        for article, pairs in sorted(self.links.items()):
            for full, short in sorted(pairs):
                self._unite(roots, article, full, short)
        return roots

    def _split_cases(self) -> dict[str, str]:
        """Names that differ in case only are one, unless one article uses both ("POLO" and "Polo")."""
        groups: dict[str, set[str]] = defaultdict(set)
        for name in self.known:
            groups[name.casefold()].add(name)
        chosen: dict[str, str] = {}
        for folded, names in sorted(groups.items()):
            together = any(len(names & own) > 1 for own in self.by_article.values())
            best = sorted(names, key=lambda n: (n.isupper(), n))[0]
            for name in names:
                shouted = len(folded) > 4 and name.isupper()
                chosen[name] = name if together and not shouted else best
        return chosen

    def _strip_designators(self) -> dict[str, str]:
        """ "Ford Motor" is Ford where nothing else is called Ford and a designator."""
        designators = {word.casefold().rstrip(".") for word in self.knowledge.designators}
        variants: dict[str, set[str]] = defaultdict(set)
        for name in self.known:
            words = name.split()
            kept = len(words)
            while kept > 1 and words[kept - 1].casefold().rstrip(".,") in designators:
                kept -= 1
            if kept < len(words):
                variants[" ".join(words[:kept])].add(name)
        stems: dict[str, str] = {}
        for base, names in sorted(variants.items()):
            tails = sorted({name[len(base) :].strip().casefold() for name in names})
            one = len(tails) == 1 or all(t.startswith(tails[0]) for t in tails)
            if one:
                for name in names:
                    stems[name] = base
            elif base in self.known:
                self.ambiguous[base] = tuple(sorted(names))
        return stems

    def _canonical(self, article: str, name: str) -> str:
        ids = self._in_packs(name)
        if len(ids) == 1:
            return "@" + ids[0]
        if len(ids) > 1:
            self.ambiguous[name] = ids
            return name
        name = self._cases.get(name, name)
        stem = self._stems.get(name, name)
        if stem != name:
            ids = self._in_packs(stem)
            if len(ids) == 1:
                return "@" + ids[0]
            name = self._cases.get(stem, stem)
        return self._find_person(article, name) or self._find_spelling(name) or name

    def _in_packs(self, name: str) -> tuple[str, ...]:
        ids = self.knowledge.alias_index.get(name.casefold(), ())
        # "Polo" beside "POLO" in one article is not the pack's POLO.
        if ids and name in self._cases and self._cases[name] == name:
            twins = [n for n in self.known if n.casefold() == name.casefold() and n != name]
            exact = {n for i in ids if (e := self.knowledge.entity(i)) for n in (e.name, *e.aliases)}
            if twins and name not in exact and any(t in exact for t in twins):
                return ()
        return ids

    def _find_person(self, article: str, name: str) -> str:
        """A surname, or first name, stands for the one person of the article who bears it."""
        if " " in name:
            return ""
        candidates = [
            n
            for n in sorted(self.by_article[article])
            if " " in n and name in (n.split()[-1], n.split()[0]) and self._is_person(n)
        ]
        roots = {self._canonical(article, n) for n in candidates}
        return roots.pop() if len(roots) == 1 else ""

    def _is_person(self, name: str) -> bool:
        ids = self.knowledge.alias_index.get(name.casefold(), ())
        kinds = {e.kind for i in ids if (e := self.knowledge.entity(i))} | self.kinds.get(name, set())
        return any(self.knowledge.is_a(kind, "person") for kind in kinds)

    def _find_spelling(self, name: str) -> str:
        """One other name that differs by a letter or two, and no digits anywhere."""
        if sum(c.isalpha() for c in name) < _LEAST_LETTERS or any(c.isdigit() for c in name):
            return ""
        block = [n for n in self._spelling_block(name) if n != name]
        close = [n for n in block if fuzz.ratio(name, n) >= _SIMILAR]
        return min(close[0], name) if len(close) == 1 else ""

    def _spelling_block(self, name: str) -> list[str]:
        if not hasattr(self, "_blocks"):
            blocks: dict[tuple[str, int, int], list[str]] = defaultdict(list)
            for other in self.known:
                if not any(c.isdigit() for c in other):
                    for length in range(len(other) - 2, len(other) + 3):
                        blocks[other[0], len(other.split()), length].append(other)
            self._blocks = blocks
        return self._blocks.get((name[0], len(name.split()), len(name)), [])

    def _unite(self, roots: dict[tuple[str, str], str], article: str, full: str, short: str) -> None:
        one, other = roots.get((article, full), full), roots.get((article, short), short)
        if one == other:
            return
        target = one if one.startswith("@") else other if other.startswith("@") else one
        # Initials hold everywhere; any other short name in its own article only.
        everywhere = _are_initials(short, full) or _are_initials(full, short)
        for key, root in list(roots.items()):
            if root in (one, other) and (everywhere or key[0] == article):
                roots[key] = target

    # ── asking ───────────────────────────────────────────────────────────────────────────────

    def resolve(self, article: str, name: str) -> Entity:
        """The entity that `name` stands for in `article`; unresolved where several may be meant."""
        folded = fold_name(name)
        root = self._roots.get((article, folded)) or self._canonical(article, folded)
        if folded in self.ambiguous and not root.startswith("@"):
            return Entity(id="?" + make_slug(folded), name=folded, resolved=False)
        if root.startswith("@"):
            entry = self.knowledge.entity(root[1:])
            if entry is not None:
                return Entity(id=entry.id, name=entry.name, kind=entry.kind)
        slug = make_slug(root)
        clash = self._cases.get(root, root) == root and any(
            n != root and n.casefold() == root.casefold() and self._cases.get(n) == n for n in self.known
        )
        return Entity(
            id=slug + ("~" + root if clash and not root.isupper() else ""), name=root, kind=self._kind(root, folded)
        )

    def _kind(self, *names: str) -> str:
        kinds = {kind for name in names for kind in self.kinds.get(name, set())}
        narrow = sorted(k for k in kinds if not any(k != other and self.knowledge.is_a(other, k) for other in kinds))
        return narrow[0] if len(narrow) == 1 else ""

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each ambiguous name."""
        return tuple(
            Notice(
                kind="ambiguous-name", message=f"“{name}” may be {' or '.join(candidates)}; its claims are not compared"
            )
            for name, candidates in sorted(self.ambiguous.items())
        )


def _are_initials(short: str, full: str) -> bool:
    words = [w for w in re.split(r"[\s-]+", full) if w]
    return len(words) > 1 and short.casefold() == "".join(w[0] for w in words).casefold()


def _phrases_of(proposition: Proposition) -> Iterable[Phrase]:
    pending = [
        proposition.subject,
        *(a.phrase for a in proposition.arguments),
        *(v.source for v in proposition.attribution if v.source),
    ]
    while pending:
        phrase = pending.pop()
        yield phrase
        pending += [*phrase.parties, *(p for _, p in phrase.complements), *([phrase.owner] if phrase.owner else [])]
