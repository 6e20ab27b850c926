"""News articles of a made-up world, any number of them, with conflicts that are known beforehand; the same per seed.

Companies, people and towns are made of syllables. Companies are spread as names are in news: the k-th commonest is
told of about 1/k as often as the commonest (Zipf). What is told of a company is the same in all articles, but for a
hundredth of the sentences: these are one side of a planted conflict each, about a company that nothing else tells of.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

RATE = 100
"""One sentence of so many is one side of a planted conflict."""

SENTENCES = 8
"""Sentences of an article."""

_HEADS = ("Bal", "Cor", "Dran", "Fel", "Gar", "Hol", "Jor", "Kes", "Lum", "Mar", "Nor", "Pel", "Quil", "Ras", "Sten")
_MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "in", "or", "el")
_TAILS = ("bach", "den", "fort", "gren", "holm", "kor", "lund", "mont", "nick", "rath", "sen", "ton", "vik", "wald")
_FORMS = ("Motors", "Energy", "Airlines", "Systems", "Bank", "Foods", "Steel", "Media")
_FIRST = ("Anna", "Paul", "Maria", "David", "Laura", "Peter", "Sarah", "Martin", "Julia", "Robert", "Emma", "Frank")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
_PRODUCTS = ("cars", "buses", "engines", "turbines", "tractors")
_DAY = "2024-06-03"
_TEMPLATES = (
    "{company} is based in {city}.",
    "{company}, which is based in {city}, was founded in {founded}.",
    "{chief}, the chief executive of {company}, said that demand had been strong.",
    "{company} reported revenue of ${sold} million for {year}.",
    "For {year} {company} reported revenue of ${sold} million, according to its annual report.",
    "{company} has its headquarters in {city} and makes {product}.",
    "“We are proud of what our people have done,” said {chief}, chief executive of {company}.",
    "{company} and {partner} have signed a cooperation agreement.",
    "Analysts expect that {company} may open a new plant near {elsewhere} next year.",
    "A spokesman for {company} declined to comment on reports about {partner}.",
    "Shares of {company} fell after the announcement, traders in {elsewhere} said.",
    "A former mayor of {elsewhere}, who had long opposed the plan, will advise {partner} on its {product}.",
    "{company} was founded in {founded} and is led by {chief}.",
    "Unions had asked for higher wages, but the talks that began in {month} ended without a result.",
    "The government said on Monday that it would look into the prices of {product}.",
    "If the regulators agree, {company} could buy a stake in {partner} before the end of the year.",
)
_PLANTS = (
    ("{company} is based in {city}.", "{company} is based in {elsewhere}."),
    ("{company} was founded in {founded}.", "{company} was founded in {later}."),
    (
        "{company} reported revenue of ${sold} million for {year}.",
        "{company} reported revenue of ${more} million for {year}.",
    ),
    ("{company} is a member of the {city} Council.", "{company} is not a member of the {city} Council."),
)


class Texts(NamedTuple):
    """Path → text of each article, and the pairs of paths whose articles cannot both be true."""

    articles: dict[str, str]
    conflicts: tuple[tuple[str, str], ...]


def make_texts(count: int, seed: int = 1) -> Texts:
    """`count` articles, at least two, each in Markdown, all of one day: what differs is no change."""
    draw = random.Random(seed)
    names = max(10, count // 2)
    weights = list(accumulate(1 / rank for rank in range(1, names + 1)))
    bodies = [
        [_tell(draw, rank, names) for rank in draw.choices(range(names), cum_weights=weights, k=SENTENCES)]
        for _ in range(count)
    ]
    conflicts = []
    for number in range(max(1, count * SENTENCES // (2 * RATE))):
        one, other = sorted(draw.sample(range(count), 2))
        for at, template in zip((one, other), _PLANTS[number % len(_PLANTS)], strict=True):
            bodies[at].insert(draw.randrange(len(bodies[at]) + 1), _fill(template, names + number, number))
        conflicts.append((name_article(one), name_article(other)))
    return Texts({name_article(at): _lay_out(at, body) for at, body in enumerate(bodies)}, tuple(conflicts))


def list_sentences(count: int, seed: int = 1) -> list[str]:
    """`count` sentences as the articles have them."""
    draw = random.Random(seed)
    return [_tell(draw, draw.randrange(count), count) for _ in range(count)]


def name_article(number: int) -> str:
    """The path of an article below the folder of them all."""
    return f"{number // 100:04d}/{number:06d}.md"


def _lay_out(number: int, body: list[str]) -> str:
    halves = (body[: len(body) // 2], body[len(body) // 2 :])
    paragraphs = "\n\n".join(" ".join(half) for half in halves)
    return f"---\npublished: {_DAY}\noutlet: {_name_town(number % 40)} Times\n---\n\n{paragraphs}\n"


def _tell(draw: random.Random, rank: int, names: int) -> str:
    return _fill(draw.choice(_TEMPLATES), rank, draw.randrange(names * 3))


def _fill(template: str, rank: int, free: int) -> str:
    """A sentence about the company of a rank; what is told of it depends on the rank and, for a time, on that."""
    month, year = _MONTHS[free % len(_MONTHS)], 2015 + free % 9
    sold = 2_000 + 37 * ((rank * 131 + year * 12) % 2_003)
    founded = 1900 + (rank * 7) % 90
    return template.format(
        company=_name_company(rank),
        partner=_name_company(rank + 1 + free % 5),
        chief=_name_person(rank),
        city=_name_town(rank),
        elsewhere=_name_town(rank + 1 + free % 50),
        product=_PRODUCTS[rank % len(_PRODUCTS)],
        month=month,
        year=year,
        sold=f"{sold:,}",
        more=f"{sold * 2 + 1:,}",
        founded=founded,
        later=founded + 11,
    )


def _name_company(rank: int) -> str:
    return f"{_spell(rank * 3)} {_FORMS[rank % len(_FORMS)]}"


def _name_person(rank: int) -> str:
    return f"{_FIRST[rank % len(_FIRST)]} {_spell(rank * 3 + 1)}"


def _name_town(rank: int) -> str:
    return _spell((rank % 200) * 3 + 2)


def _spell(number: int) -> str:
    """A name of its own for each number."""
    return "".join(_split_number(number))


def _split_number(number: int) -> Iterator[str]:
    sizes = len(_HEADS), len(_TAILS)
    yield _HEADS[number % sizes[0]]
    number //= sizes[0]
    while number >= sizes[1]:
        yield _MIDDLES[number % len(_MIDDLES)]
        number //= len(_MIDDLES)
    yield _TAILS[number]
