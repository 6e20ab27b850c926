"""Which articles tell of one story: they name the same people, bodies or places, and no dates part them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from hfcheck.model import Article, Moment
from hfcheck.normalise.names import NameTable

_LEAST_SHARED = 2
_MOST_DAYS = 10
# In so many characters an article says what it is about.
_LEAD = 1000
# A name that more articles open with is one of the trade, or of a paper, and tells no story apart.
_MOST_HOLDERS = 60
_WIDE = ("country", "continent")
_NO_NAMES = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)


def group_stories(articles: Sequence[Article], names: NameTable) -> Mapping[str, str]:
    """Article → its story, called by the first article of it; an article that is alone has none."""
    published = {article.id: article.published for article in articles}
    shared: Counter[tuple[str, str]] = Counter()
    for _, holders in sorted(_find_leads(names).items()):
        if len(holders) <= _MOST_HOLDERS:
            shared.update(combinations(sorted(holders), 2))
    stories: dict[str, str] = {}
    for (a, b), count in sorted(shared.items()):
        known = a in stories and stories.get(a) == stories.get(b)
        if known or count < _LEAST_SHARED or not _are_near(published.get(a), published.get(b)):
            continue
        first, other = sorted((stories.get(a, a), stories.get(b, b)))
        stories |= {one: first for one, story in stories.items() if story == other}
        stories |= {a: first, b: first}
    return stories


def _find_leads(names: NameTable) -> dict[str, set[str]]:
    """Entity → the articles that name it near their beginning: what they are about, as news is written."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for reading in names.list_readings():
        told = reading.entity.resolved and not _NO_NAMES.fullmatch(reading.name.casefold())
        if told and reading.start < _LEAD and reading.entity.kind not in _WIDE:
            found[reading.entity.id].add(reading.article)
    return found


def _are_near(a: Moment | None, b: Moment | None) -> bool:
    """Whether two days of publication lie close, or one of them is not known."""
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return abs((a.start - b.start).days) <= _MOST_DAYS
