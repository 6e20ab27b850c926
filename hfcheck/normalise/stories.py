"""Which articles tell of one story: they name the same people, bodies or places, and no dates part them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from hfcheck.model import Moment
from hfcheck.normalise.names import Names

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


def group_stories(published: Mapping[str, Moment | None], leads: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Article → its story, called by the first article of it; an article that is alone has none.

    `leads` are the ids of what each article names near its beginning.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for article, named in leads.items():
        for entity in named:
            holders[entity].add(article)
    shared: Counter[tuple[str, str]] = Counter()
    for _, held in sorted(holders.items()):
        if len(held) <= _MOST_HOLDERS:
            shared.update(combinations(sorted(held), 2))
    stories: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for (a, b), count in sorted(shared.items()):
        known = a in stories and stories.get(a) == stories.get(b)
        if known or count < _LEAST_SHARED or not _are_near(published.get(a), published.get(b)):
            continue
        first, other = sorted((stories.get(a, a), stories.get(b, b)))
        members[first] = [*members.get(first, [first]), *members.pop(other, [other])]
        stories |= dict.fromkeys(members[first], first)
    return stories


def list_leads(article: str, names: Names) -> Iterator[str]:
    """The entities that an article names near its beginning: what it is about, as news is written."""
    for name in names.names_of(article):
        reading = names.read(article, name)
        told = reading.entity.resolved and not _NO_NAMES.fullmatch(reading.name.casefold())
        if told and reading.start < _LEAD and reading.entity.kind not in _WIDE:
            yield reading.entity.id


def _are_near(a: Moment | None, b: Moment | None) -> bool:
    """Whether two days of publication lie close, or one of them is not known."""
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return abs((a.start - b.start).days) <= _MOST_DAYS
