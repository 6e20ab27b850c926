"""Names as written → sets of names for one thing: first over all articles, then within each.

A link is made only where one candidate remains. Of a name that several may bear, the candidates are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.normalise.folding import are_initials, list_words, make_key
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.links import Links, Node
from hfcheck.normalise.mentions import Mentions
from hfcheck.normalise.people import PersonNames, split_title
from hfcheck.normalise.renderings import link_middles, link_orders, link_short_forms, link_transliterations
from hfcheck.normalise.variants import FormReader, Same, choose_cases, group_by_case, link_slips, link_spellings

PACK = "@"
"""Opens the name of a node that is an entity of the packs, before its id."""
KIND = "~"
"""Opens the article of a node that is a name in all articles that say it to be of one kind."""
_ORGANISATION, _PLACE, _BRAND = "organisation", "place", "brand"


class Meaning(NamedTuple):
    """Whom a name of an article stands for: a node, and why, or several candidates."""

    target: Node | None
    why: str = ""
    candidates: tuple[str, ...] = ()


class NameLinker:
    """Links the names of all articles."""

    def __init__(self, mentions: Mentions, knowledge: Knowledge, people: PersonNames) -> None:
        self.mentions = mentions
        self.knowledge = knowledge
        self.people = people
        self.links = Links(PACK, knowledge.kept_apart)
        self.unclear: dict[Node, tuple[str, ...]] = {}
        self.names = mentions.names()
        self.cases = choose_cases(self.names, mentions.first)
        self._letters = group_by_case(self.names)
        self._forms = FormReader(knowledge.designators)
        self._by_key: dict[str, str] = {make_key(name): name for name in reversed(self.names)}
        self._pack_keys = _index_packs(knowledge)
        self._short: dict[Node, Node | None] = {}
        self._codes: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._placed = {name for names in mentions.places.values() for name in names}
        self._bodies = self._find_bodies()
        self._parted = self._part_kinds()

    def link(self) -> None:
        """Make all links, those that hold everywhere first."""
        for name in self.names:
            self.links.add(("", name))
            self._link_pack(name)
        self._join(link_spellings(self.names, self.cases, self.mentions.digraphs))
        forms = self._forms.link(self.names, self._may_be_short)
        self._join(forms.same)
        self.unclear |= {("", short): found for short, found in forms.shared.items() if not self._in_packs(short)}
        for read in (link_orders, link_transliterations, link_short_forms, link_middles):
            self._join(read(self.names, self.people.may_be_person))
        self._join(link_slips(self.names, self.mentions.first))
        for article in sorted(self.mentions.first):
            self._read_short_names(article)
        self._part_short_names()
        for article in sorted(self.mentions.first):
            self._link_article(article)
        self._spread_initials()

    def _join(self, same: Iterable[Same]) -> None:
        for one, other, why in same:
            if ("", one) not in self.unclear and ("", other) not in self.unclear:
                self.links.join(("", one), ("", other), why)

    # ── packs ────────────────────────────────────────────────────────────────────────────────

    def _in_packs(self, name: str) -> tuple[str, ...]:
        """The ids of the packs' entities that bear a name, in any spelling of it."""
        ids = self.knowledge.alias_index.get(name.casefold()) or self._pack_keys.get(make_key(name), ())
        if not ids or self.cases.get(name) != name:
            return ids
        # "Polo" beside "POLO" in one article is not the pack's POLO.
        twins = [n for n in self._letters.get(name.casefold(), ()) if n != name]
        exact = {n for i in ids if (e := self.knowledge.entity(i)) for n in (e.name, *e.aliases)} if twins else set()
        return () if name not in exact and any(twin in exact for twin in twins) else ids

    def find_pack(self, name: str) -> Meaning:
        """The entity of the packs that a name is, with or without its legal form."""
        ids = self._in_packs(name)
        if len(ids) > 1:
            return Meaning(None, candidates=ids)
        if ids:
            return Meaning(("", PACK + ids[0]), f"“{name}” is a name of {self._name_of(ids[0])} in the packs")
        words = list_words(name)
        stem = self._forms.strip_legal(words)
        ids = self._pack_keys.get(make_key(" ".join(stem)), ()) if len(stem) < len(words) else ()
        if len(ids) == 1 and not self._is_kind(self._kind_of(ids[0]), _PLACE):
            why = f"“{name}” is {self._name_of(ids[0])} of the packs with its legal form"
            return Meaning(("", PACK + ids[0]), why)
        return Meaning(None)

    def _link_pack(self, name: str) -> None:
        found = self.find_pack(name)
        if found.target is not None:
            self.links.join(("", name), found.target, found.why)
        elif found.candidates:
            self.unclear["", name] = found.candidates

    def _name_of(self, id: str) -> str:
        entry = self.knowledge.entity(id)
        return entry.name if entry is not None else id

    def _kind_of(self, id: str) -> str:
        entry = self.knowledge.entity(id)
        return entry.kind if entry is not None else ""

    def _is_kind(self, kind: str, wanted: str) -> bool:
        return bool(kind) and self.knowledge.is_a(kind, wanted)

    # ── kinds ────────────────────────────────────────────────────────────────────────────────

    def _find_bodies(self) -> frozenset[str]:
        """Keys of what opens the names of bodies and places: "duke" for "Duke University"."""
        found: set[str] = set()
        for name in self.names:
            words = list_words(name)
            kind = self.knowledge.class_of_word.get(words[-1], "") if len(words) > 1 else ""
            stem = self._forms.strip_trade(words)
            body = self._is_kind(kind, _ORGANISATION) or self._is_kind(kind, _PLACE)
            # "Ford" opens "Ford Credit Bank" as well, which is no Ford and a word of trade.
            if len(stem) < len(words) or body:
                found |= {make_key(" ".join(stem[:at])) for at in range(1, len(stem))}
        return frozenset(found)

    def _may_be_short(self, name: str) -> bool:
        """Whether a name may be short for a company's: no place, person or common word, and no other body's too."""
        lower = name.casefold()
        common = lower in load_words().place_openings or lower in self.knowledge.class_of_word
        if common or name in self._placed or make_key(name) in self._bodies or any(c.isdigit() for c in name):
            return False
        kinds = set(self.mentions.kinds_of.get(name, ())) | {self._kind_of(i) for i in self._in_packs(name)}
        return all(self._is_kind(k, _ORGANISATION) or self._is_kind(k, _BRAND) for k in kinds if k)

    def _part_kinds(self) -> dict[str, dict[str, str]]:
        """Names of which articles state kinds that exclude each other: name → article → which of them, by one kind."""
        told: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for article, by_name in self.mentions.stated.items():
            for name, kinds in by_name.items():
                if not self._in_packs(name):
                    told[name][article] = kinds
        parted: dict[str, dict[str, str]] = {}
        for name, by_article in sorted(told.items()):
            groups: list[set[str]] = []
            for kind in sorted({kind for kinds in by_article.values() for kind in kinds}):
                group = next((g for g in groups if not any(self.knowledge.excludes(kind, k) for k in g)), None)
                if group is None:
                    groups.append({kind})
                else:
                    group.add(kind)
            if len(groups) > 1:
                where = {a: [min(g) for g in groups if g & kinds] for a, kinds in by_article.items()}
                if all(len(found) == 1 for found in where.values()):
                    parted[name] = {a: found[0] for a, found in where.items()}
        return parted

    # ── short names in brackets ──────────────────────────────────────────────────────────────

    def _read_short_names(self, article: str) -> None:
        """Note what stands in brackets after a name: its short form, or another thing that looks like one."""
        for full, short in sorted(self.mentions.short_names.get(article, ())):
            held = are_initials(full, short) and not are_initials(short, full)
            one, other = (short, full) if held else (full, short)
            self._short[article, other] = (article, one)
        for short, before in sorted(self.mentions.brackets.get(article, {}).items()):
            if (article, short) in self._short or self._in_packs(short):
                continue
            spelled = [name for name in sorted(before) if name != short and _has_letters(short, name)]
            if spelled:
                self._short[article, short] = (article, max(spelled, key=len))

    def _part_short_names(self) -> None:
        """Initials that one article explains, and that stand after some other name in another, are two short names."""
        explained = {short for (_, short), full in self._short.items() if full is not None}
        for article, by_short in self.mentions.brackets.items():
            for short, before in by_short.items():
                own = (article, short) in self._short or self._in_packs(short)
                if short in explained and before - {short} and not own:
                    self._short[article, short] = None

    def _spread_initials(self) -> None:
        """Initials that one name explains stand for it in the articles that do not explain them."""
        explained: dict[str, list[Node]] = defaultdict(list)
        for (_, short), full in sorted(self._short.items(), key=lambda item: item[0]):
            if full is not None and are_initials(short, full[1]):
                explained[short].append(full)
        for short, fulls in sorted(explained.items()):
            if self.links.entity_of(("", short)) is not None:
                continue
            if len({self.links.find(full) for full in fulls}) == 1:
                why = f"“{short}” stands in brackets after “{fulls[0][1]}” in {fulls[0][0]}"
                self.links.join(("", short), fulls[0], why)
            else:
                self.unclear["", short] = tuple(sorted({full for _, full in fulls}))

    # ── within an article ────────────────────────────────────────────────────────────────────

    def _link_article(self, article: str) -> None:
        names = sorted(self.mentions.names_of(article), key=lambda name: (-len(name.split()), name))
        for name in names:
            words = list_words(name)
            if len(words) > 1 and _is_code(words[-1]):
                self._codes[article, words[-1]].append(name)
        for name in names:
            node = (article, name)
            self.links.add(node)
            meaning = self.find_meaning(article, name)
            if meaning.candidates:
                self.unclear[node] = meaning.candidates
            elif meaning.target is not None and meaning.target != node:
                self.links.join(node, meaning.target, meaning.why)

    def find_meaning(self, article: str, name: str) -> Meaning:
        """Whom a name stands for in an article: one that it explains, bears or tells apart, else one over all."""
        meaning = self._find_meaning(article, name)
        if meaning.target is not None and self.links.bars(name, meaning.target):
            return Meaning(("", name))
        return meaning

    def _find_meaning(self, article: str, name: str) -> Meaning:
        node = (article, name)
        if node in self._short:
            full = self._short[node]
            where = f" stands beside “{full[1]}” in brackets" if full is not None else ""
            return Meaning(full or node, f"“{name}”{where}")
        part = self._find_part(article, name)
        if part is not None:
            return part
        kinds = self._parted.get(name)
        if kinds is not None:
            if article not in kinds:
                return Meaning(None, candidates=tuple(sorted({f"{name} ({kind})" for kind in kinds.values()})))
            kind = kinds[article]
            return Meaning((KIND + kind, name), f"“{name}” is called {kind} here, and otherwise elsewhere")
        return self._find_everywhere(name)

    def _find_everywhere(self, name: str) -> Meaning:
        if ("", name) in self.unclear:
            return Meaning(None, candidates=self.unclear["", name])
        if ("", name) in self.links:
            return Meaning(("", name))
        stem = make_key(" ".join(self._forms.strip_legal(list_words(name))))
        known = self._by_key.get(make_key(name)) or self._by_key.get(stem)
        if known is None:
            return Meaning(("", name))
        if ("", known) in self.unclear:
            return Meaning(None, candidates=self.unclear["", known])
        return Meaning(("", known), f"“{name}” is “{known}” in another spelling or with its legal form")

    def _find_part(self, article: str, name: str) -> Meaning | None:
        """The one name of the article that has `name` as its part; None where it is no part of any."""
        title, bare = split_title(name)
        polite = f"“{name}” is “{bare}” with an honorific"
        if title and " " in bare:
            meaning = self.find_meaning(article, bare)
            return meaning._replace(why=meaning.why or polite)
        bearers: tuple[str, ...] = ()
        if not self.people.is_other(article, bare):
            bearers = self.people.find_bearers(article, bare)
        elif not title and (known := [n for n in self.people.find_bearers(article, bare) if self.people.is_person(n)]):
            # A country of the packs, or the person of that surname.
            places = [i for i in self._in_packs(bare) if self._is_kind(self._kind_of(i), _PLACE)]
            return Meaning(None, candidates=(*known, *places)) if places else None
        words = list_words(name)
        if not bearers and len(words) == 1 and _is_code(words[0]):
            bearers = tuple(n for n in self._codes.get((article, words[0]), ()) if n != name)
        if title and len(bearers) > 1:
            bearers = self.people.of_gender(article, bearers, title) or bearers
        if not bearers:
            return Meaning(("", bare), polite) if title else None
        rivals = (*bearers, *(self.people.find_rivals(article, bare) if not title else ()))
        if len({self.links.find((article, bearer)) for bearer in rivals}) > 1:
            return Meaning(None, candidates=tuple(dict.fromkeys(rivals)))
        return Meaning((article, bearers[0]), f"“{name}” is a part of “{bearers[0]}” and of no other name here")


def _index_packs(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Key of a name or alias → ids of the entities that bear it, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in knowledge.entities:
        for name in (entry.name, *entry.aliases):
            found[make_key(name)].add(entry.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _is_code(word: str) -> bool:
    """ "X7", "S9T": a word of letters and digits, as models have."""
    return any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _has_letters(short: str, name: str) -> bool:
    """Whether the letters of a short name stand in a name in order, the first at its beginning.

    After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions".
    """
    words = [word for word in name.casefold().split() if word]
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(words) < 2 or len(letters) < 2 or words[0][0] != letters[0]:
        return False
    rest = iter(" ".join(words)[1:])
    return all(letter in rest for letter in letters[1:])
