"""How fast names are linked, and how well on the pairs of tests/cases/names.

    python -m bench.names [COUNT …]

COUNT is a number of different names, 10000 and 100000 unless given. They are made of syllables with a fixed seed:
people with surnames alone after the full name, companies with and without legal form, initials, hyphens, models.
No article is parsed: what is measured is the processor's time from propositions to the finished table of names.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hfcheck.knowledge import load_knowledge
from hfcheck.model import Argument, Article, Extract, Modality, Phrase, PhraseKind, Polarity, Proposition
from hfcheck.normalise.names import read_names
from hfcheck.sources import make_article

_COUNTS = (10_000, 100_000)
_NAMES_AN_ARTICLE = 25
_USUAL, _USUAL_AN_ARTICLE = 500, 4
_SYLLABLES = (
    "ar", "bel", "bren", "cor", "dal", "dor", "el", "fen", "gar", "hol", "il", "jor", "kel", "lun", "mar", "nor", "or",
    "pel", "quil", "ras", "sel", "tor", "ul", "vel", "wyn", "yor", "zan", "mond", "berg", "lin", "ton", "vik", "sen",
)  # fmt: skip
_FORMS = ("Inc.", "Ltd.", "Group", "Holdings", "AG", "Motor", "Airlines", "Energy")


def main() -> None:
    """Print the seconds for each number of names, then the table of pairs."""
    knowledge = load_knowledge(["core", "business"], Path("."))
    for count in [int(word) for word in sys.argv[1:]] or _COUNTS:
        articles, extracts, made = make_articles(count)
        start = time.process_time()
        table = read_names(articles, extracts, knowledge)
        built = time.process_time() - start
        start = time.process_time()
        readings = table.list_readings()
        asked = time.process_time() - start
        things = len({reading.entity.id for reading in readings})
        print(
            f"{made} names, {len(readings)} uses in {len(articles)} articles: linked in {built:.2f} s, "
            f"all asked for in {asked:.2f} s, {things} things"
        )
    _measure_pairs()


def _measure_pairs() -> None:
    from tests.normalise.pairs import judge_group, load_groups

    found = Counter((pair.label, pair.merged) for _, group in load_groups() for pair in judge_group(group))
    right = found["same", True] + found["missed", True]
    one = right + found["same", False] + found["missed", False]
    two = sum(found[label, merged] for label in ("different", "unclear") for merged in (True, False))
    wrong = found["different", True] + found["unclear", True]
    print(f"pairs that are one: {right} of {one} found ({right / one:.1%})")
    print(f"pairs that are two, or that nobody can tell: {wrong} of {two} merged")


# ── made names ────────────────────────────────────────────────────────────────────────────────


def make_articles(count: int, seed: int = 1) -> tuple[list[Article], list[Extract], int]:
    """Articles that use `count` different names in all, as propositions without a parse; and how many were made."""
    dice = random.Random(seed)
    articles: list[Article] = []
    extracts: list[Extract] = []
    seen: dict[str, None] = {}
    usual: list[str] = []
    while len(seen) < count:
        names = [name for _ in range(_NAMES_AN_ARTICLE // 2) for name in _make_names(dice)]
        # News comes back to the same names.
        names += dice.sample(usual, min(_USUAL_AN_ARTICLE, len(usual)))
        usual += names[: max(0, _USUAL - len(usual))]
        seen.update(dict.fromkeys(names))
        article, extract = make_extract(f"{len(articles):06d}.txt", names)
        articles.append(article)
        extracts.append(extract)
    return articles, extracts, len(seen)


def _make_names(dice: random.Random) -> Iterator[str]:
    def word(length: int) -> str:
        return "".join(dice.choice(_SYLLABLES) for _ in range(length)).capitalize()

    kind = dice.randrange(5)
    if kind < 2:
        first, last = word(2), word(3)
        yield f"{first} {last}"
        yield last if dice.random() < 0.6 else f"{first} {chr(65 + dice.randrange(26))}. {last}"
    elif kind == 2:
        stem = word(3)
        yield f"{stem} {dice.choice(_FORMS)}"
        yield stem
    elif kind == 3:
        stem = f"{word(2)} {word(2)} {word(2)}"
        yield stem
        yield "".join(part[0] for part in stem.split())
    else:
        yield f"{word(2)} {chr(65 + dice.randrange(26))}{dice.randrange(1, 99)}"
        yield f"{word(2)}-{word(2)}"


def make_extract(name: str, names: list[str]) -> tuple[Article, Extract]:
    """An article that holds each name in a sentence of its own, with one proposition about each."""
    text = ""
    propositions = []
    for one in names:
        start = len(text)
        text += f"{one} left.\n"
        phrase = Phrase(one, start, start + len(one), one, PhraseKind.NAME, names=((start, start + len(one)),))
        propositions.append(_make_proposition(name, phrase))
    article = make_article(text, id=name)
    return article, Extract(name, article.sha256, tuple(propositions), (), ((0, len(text)),))


def _make_proposition(article: str, phrase: Phrase) -> Proposition:
    return Proposition(
        article=article,
        kind="clause",
        subject=phrase,
        relation="left",
        lemma="leave",
        arguments=tuple[Argument, ...](),
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        attribution=(),
        start=phrase.start,
        end=phrase.end,
        sentence_start=phrase.start,
        sentence_end=phrase.end,
        confidence=1.0,
    )


if __name__ == "__main__":
    main()
