"""Which articles tell of one story: they name the same people, bodies or places, and no dates part them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from hfcheck.model import Article, Moment
from hfcheck.normalise.names import NameTable

_LEAST_SHARED = 2
_MOST_DAYS = 10
_NO_NAMES = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)


def group_stories(articles: Sequence[Article], names: NameTable) -> Mapping[str, str]:
    """Article → its story, called by the first article of it; an article that is alone has none."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for reading in names.list_readings():
        if reading.entity.resolved and not _NO_NAMES.fullmatch(reading.name.casefold()):
            told[reading.article].add(reading.entity.id)
    stories: dict[str, str] = {}
    for a, b in combinations(sorted(articles, key=lambda one: one.id), 2):
        known = a.id in stories and stories.get(a.id) == stories.get(b.id)
        if known or not _are_near(a.published, b.published) or len(told[a.id] & told[b.id]) < _LEAST_SHARED:
            continue
        first, other = sorted((stories.get(a.id, a.id), stories.get(b.id, b.id)))
        stories |= {one: first for one, story in stories.items() if story == other}
        stories |= {a.id: first, b.id: first}
    return stories


def _are_near(a: Moment | None, b: Moment | None) -> bool:
    """Whether two days of publication lie close, or one of them is not known."""
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return abs((a.start - b.start).days) <= _MOST_DAYS
