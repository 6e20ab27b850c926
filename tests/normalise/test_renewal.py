"""After an edit only what it touches is read again, and the claims are those of a full run."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import msgspec
import pytest

from hfcheck.model import Article, Claim, Extract
from hfcheck.normalise import Normalised, Reading, renew_claims
from hfcheck.sources import make_article
from tests.extraction.reading import general_knowledge, read_extract

# Two stories that share people, a body with a short name, a thing of the story, a relative without a name, and ages.
TEXTS = {
    "a.txt": """Corven leader held at border

Dana Morrow, the chairman of the Halvern Trading Group (HTG), was arrested on Monday with her son. Police seized a
ring that she wore. Morrow, 52, denied that HTG had sold 4,000 rifles to the Corven rebels.""",
    "b.txt": """Police hold Morrow

The wife of Corven leader Ivo Talmar was detained on Tuesday in Arvel. HTG is based in Arvel, police said. The ring
was not seized. Dana Morrow, 53, was arrested with a child.""",
    "c.txt": """Talmar speaks

Ivo Talmar, the leader of Corven, said that his wife had been released. The chairman of HTG is not his wife, the
Halvern Trading Group said. HTG has 300 employees.""",
    "d.txt": """Ferry company grows

Lindqvist Ferries sold 80,000 tickets in 2019. The shipping company is based in Ostrava. Erik Lindqvist founded it in
1987.""",
    "e.txt": """A ferry line shrinks

Lindqvist Ferries sold 60,000 tickets in 2019. Mr Lindqvist said the company had 42 ships. The ship line is not based
in Ostrava.""",
}
ADDED = (
    "Talmar met Erik Lindqvist in Ostrava on Friday.",
    "The Halvern Trading Group belongs to Lindqvist Ferries.",
    "HTG stands for the Hotel and Tourism Guild (HTG).",
    "Dana Morrow is the wife of Ivo Talmar.",
    "The bank was founded in 1951 by Dana Lindqvist.",
)

read = cache(read_extract)
Folder = dict[str, str]


def renew(folder: Folder, known: Mapping[str, Reading], fetch: Callable[[Article], Extract] = read) -> Normalised:
    articles = [make_article(text, id=id) for id, text in folder.items()]
    return renew_claims(articles, fetch, general_knowledge(), known)


def strip(claims: Iterable[Claim]) -> list[Claim]:
    return [msgspec.structs.replace(claim, steps=()) for claim in claims]


def keep(result: Normalised) -> dict[str, Reading]:
    """The readings as the next run finds them."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(result.readings), type=dict[str, Reading])


def edit(folder: Folder, draw: random.Random) -> Folder:
    """The folder with one article changed, added, removed or renamed."""
    article = draw.choice(sorted(folder))
    text = folder[article]
    sentences = re.split(r"(?<=\.)\s+", text)
    match draw.randrange(7):
        case 0:
            return folder | {article: re.sub(r"\d", lambda m: str(draw.randrange(1, 10)), text, count=3)}
        case 1:
            return folder | {article: " ".join([*sentences, draw.choice(ADDED)])}
        case 2:
            return folder | {article: " ".join(s for s in sentences if s is not draw.choice(sentences))}
        case 3:
            return folder | {article: text.replace("Lindqvist", draw.choice(["Lindquist", "Talmar", "Hart"]))}
        case 4:
            return folder | {f"n{draw.randrange(100)}.txt": folder[draw.choice(sorted(folder))]}
        case 5:
            return {id: text for id, text in folder.items() if id != article} or folder
        case _:
            return folder | {article: text.replace(" was ", " was not ", 1)}


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_give_what_a_full_run_gives(seed: int) -> None:
    draw = random.Random(seed)
    folder = dict(TEXTS)
    known = keep(renew(folder, {}))
    for _ in range(12):
        folder = edit(folder, draw)
        again, full = renew(folder, known), renew(folder, {})
        assert strip(again.claims) == strip(full.claims)
        assert again.notices == full.notices
        known = keep(again)
        # What is kept is what was read anew, so that the next edit starts from the truth.
        assert {id: strip(r.claims) for id, r in known.items()} == {
            id: strip(r.claims) for id, r in full.readings.items()
        }


def test_nothing_is_read_again_where_nothing_has_changed() -> None:
    first = renew(TEXTS, {})
    assert first.renewed == TEXTS.keys()
    again = renew(dict(reversed(TEXTS.items())), keep(first))
    assert not again.renewed
    assert strip(again.claims) == strip(first.claims)


def test_an_edit_without_names_reads_its_own_article_alone() -> None:
    fetched: list[str] = []

    def fetch(article: Article) -> Extract:
        fetched.append(article.id)
        return read(article)

    known = keep(renew(TEXTS, {}))
    folder = TEXTS | {"d.txt": TEXTS["d.txt"].replace("80,000", "81,000")}
    assert renew(folder, known, fetch).renewed == {"d.txt"}
    assert fetched == ["d.txt"]


def test_an_edit_of_a_name_reads_those_again_that_it_is_told_to() -> None:
    known = keep(renew(TEXTS, {}))
    told = TEXTS["a.txt"].replace("Halvern Trading Group (HTG)", "Halvern Trading Group")
    assert renew(TEXTS | {"a.txt": told}, known).renewed >= {"a.txt", "b.txt", "c.txt"}
