"""Names as written → entities: packs, short names in brackets, legal forms, name parts, spelling.

A link is made only where one candidate remains; an ambiguous name stays unresolved, with a notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Entity, Extract, Notice
from hfcheck.normalise.folding import are_initials, fold_name, make_slug
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.mentions import gather_mentions
from hfcheck.normalise.people import PersonNames
from hfcheck.normalise.variants import SpellingIndex, choose_cases, group_by_case, strip_designators

_LEAST_SURNAME = 2
# Opens a canonical name that is the id of an entity of the packs.
_PACK = "@"


class NameTable:
    """Who is meant by a name in an article; built once over all articles."""

    def __init__(self, articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge) -> None:
        self.texts: Mapping[str, str] = {article.id: article.text for article in articles}
        self._knowledge = knowledge
        self._mentions = gather_mentions(articles, extracts, knowledge)
        known = self._mentions.names()
        self._same_letters = group_by_case(known)
        self._cases = choose_cases(known, self._mentions.by_article)
        self._stems, self._ambiguous = strip_designators(known, knowledge.designators)
        self._spellings = SpellingIndex(known)
        self._words = load_words()
        self._people = PersonNames(self._mentions, knowledge)
        self._unclear: dict[tuple[str, str], tuple[str, ...]] = {}
        self._roots = self._link_all()

    # ── linking ──────────────────────────────────────────────────────────────────────────────

    def _link_all(self) -> dict[tuple[str, str], str]:
        """(article, name) → canonical name."""
        roots = {
            (article, name): self._canonical(article, name)
            for article, names in sorted(self._mentions.by_article.items())
            for name in sorted(names)
        }
        for article, pairs in sorted(self._mentions.short_names.items()):
            for full, short in sorted(pairs):
                self._unite(roots, article, full, short)
        return roots

    def _canonical(self, article: str, name: str) -> str:
        ids = self._in_packs(name)
        if len(ids) > 1:
            self._ambiguous[name] = ids
            return name
        if ids:
            return _PACK + ids[0]
        name = self._cases.get(name, name)
        stem = self._stems.get(name, name)
        if stem != name:
            ids = self._in_packs(stem)
            if len(ids) == 1:
                return _PACK + ids[0]
            name = self._cases.get(stem, stem)
        return self._find_bearer(article, name) or self._spellings.find(name) or name

    def _in_packs(self, name: str) -> tuple[str, ...]:
        """The ids of the packs' entities that bear a name."""
        ids = self._knowledge.alias_index.get(name.casefold(), ())
        if not ids or self._cases.get(name) != name:
            return ids
        # "Polo" beside "POLO" in one article is not the pack's POLO.
        exact = {n for i in ids if (e := self._knowledge.entity(i)) for n in (e.name, *e.aliases)}
        return () if name not in exact and any(twin in exact for twin in self._twins_of(name)) else ids

    def _twins_of(self, name: str) -> list[str]:
        """The other names of the same letters."""
        return [n for n in self._same_letters.get(name.casefold(), ()) if n != name]

    def _find_bearer(self, article: str, name: str) -> str:
        """A surname, or a first name, stands for the one person of the article who bears it; "" for none or several."""
        bare = name.partition(" ")[2]
        if self._is_titled(name):
            return self._canonical(article, bare) if " " in bare else self._find_bearer(article, bare)
        if bare or len(name) < _LEAST_SURNAME or self._people.is_other(article, name):
            return ""
        longer = [n for n in sorted(self._mentions.by_article.get(article, ())) if " " in n and not self._is_titled(n)]
        # A legal form at its end makes a name no person's, whatever the text calls it.
        longer = [n for n in longer if self._cases.get(n, n) not in self._stems]
        bearers = [n for n in longer if self._people.bears(article, n, name)]
        roots = sorted({self._canonical(article, n) for n in bearers})
        if len(roots) > 1:
            self._unclear[article, name] = tuple(bearers)
        return roots[0] if len(roots) == 1 else ""

    def _is_titled(self, name: str) -> bool:
        """ "Mrs Lee", which names nobody in full."""
        title, _, bare = name.partition(" ")
        return bool(bare) and title.casefold().rstrip(".") in self._words.honorifics

    def _unite(self, roots: dict[tuple[str, str], str], article: str, full: str, short: str) -> None:
        """Let a full name and its short one be one thing."""
        one, other = roots.get((article, full), full), roots.get((article, short), short)
        if one == other:
            return
        target = one if one.startswith(_PACK) or not other.startswith(_PACK) else other
        # Initials hold everywhere; any other short name in its own article only.
        everywhere = are_initials(short, full) or are_initials(full, short)
        for key, root in list(roots.items()):
            if root in (one, other) and (everywhere or key[0] == article):
                roots[key] = target

    def looks_like_person(self, name: str) -> bool:
        """Whether a name is a person's, by what is said of it or by its shape."""
        return self._people.is_person(name) or self._people.looks_like_person(name)

    # ── asking ───────────────────────────────────────────────────────────────────────────────

    def resolve(self, article: str, name: str) -> Entity:
        """The entity that `name` stands for in `article`; unresolved where several may be meant."""
        folded = fold_name(name)
        root = self._roots.get((article, folded)) or self._canonical(article, folded)
        if root.startswith(_PACK):
            entry = self._knowledge.entity(root.removeprefix(_PACK))
            if entry is not None:
                return Entity(id=entry.id, name=entry.name, kind=entry.kind)
        elif folded in self._ambiguous or (article, folded) in self._unclear:
            return Entity(id="?" + make_slug(folded), name=folded, resolved=False)
        mark = f"~{root}" if self._clashes(root) and not root.isupper() else ""
        return Entity(id=make_slug(root) + mark, name=root, kind=self._find_kind(root, folded))

    def _clashes(self, root: str) -> bool:
        """Whether another thing is written with the same letters in another case."""
        return self._cases.get(root, root) == root and any(self._cases.get(n) == n for n in self._twins_of(root))

    def _find_kind(self, *names: str) -> str:
        """The one narrowest kind that the articles give to a name; "" for none or several."""
        is_a = self._knowledge.is_a
        kinds = {kind for name in names for kind in self._mentions.kinds.get(name, set())}
        narrow = sorted(k for k in kinds if not any(k != other and is_a(other, k) for other in kinds))
        return narrow[0] if len(narrow) == 1 else ""

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each ambiguous name."""
        unclear = {name: ids for (_, name), ids in sorted(self._unclear.items(), reverse=True)}
        return tuple(
            Notice(
                kind="ambiguous-name", message=f"“{name}” may be {' or '.join(candidates)}; its claims are not compared"
            )
            for name, candidates in sorted((unclear | self._ambiguous).items())
        )
