"""How the time of each regular expression, and of each reader, grows with hostile text: `python -m bench.regexes`.

For every pattern texts are made that repeat what its repeats take, with an end that does not fit; for every reader,
runs of each sign and of short phrases. Time is the processor's, the least of two runs, at lengths n, 2n and 4n; the
exponent is the logarithm to base 2 of the ratio of the last two. 1 is linear. A search that starts anew in each place
of a run may reach 2; it is used only where a sentence, of at most 4,000 characters, is what is searched.
"""

from __future__ import annotations

import argparse
import math
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bench.patterns import ALPHABET, Found, collect_patterns, find_pumps
from hfcheck.errors import SourceError
from hfcheck.language.prose import judge_prose
from hfcheck.language.sentences import split_sentences
from hfcheck.language.words import split_words
from hfcheck.report.inert import escape_markdown
from hfcheck.report.visible import make_visible
from hfcheck.sources import make_article
from hfcheck.sources.dating import infer_published
from hfcheck.sources.frontmatter import read_front_matter
from hfcheck.sources.html import split_html
from hfcheck.sources.markdown import split_markdown
from hfcheck.sources.plain import split_plain
from hfcheck.values.mentions import find_mentions
from hfcheck.values.quantities import read_quantities

LEAST = 0.002
"""Seconds below which a time says nothing."""
PATIENCE = 20.0
PHRASES = (
    *ALPHABET,
    *("a ", "A ", "1 ", "1,", "1.", "a.", "a-", "a\n", "\n ", ". ", "\r\n", "“a” ", "(a) ", "[a](", "[1]", "- a\n"),
    *("# a\n", "<a ", "<a b=", "<a b='", '<a b=" >', "<!--", "<!-- >", "</", "<![", "<?", "<b>x", "<h2>a</h2>"),
    *("<i></i>", "&#", "&a;", "5 May 2019 ", "In 2019 ", "$1 ", "1% ", "1st ", "and ", "--\n", "a: 1\n", "- ["),
    *("&a *a ", "a,\n", "def a(", "www.a"),
)


class Growth(NamedTuple):
    """The exponent of one text, and the seconds of the longest."""

    exponent: float
    seconds: float
    what: str
    text: str


def measure(run: Callable[[str], object], pump: str, end: str, size: int, what: str, lead: str = "") -> Growth | None:
    """How the time of `run` grows on `pump` repeated; None where it is too short to tell."""

    def take(length: int) -> float:
        text = lead + pump * max(1, length // len(pump)) + end
        times = []
        for _ in range(2):
            start = time.process_time()
            run(text)
            times.append(time.process_time() - start)
        return min(times)

    try:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        first, second = take(size), take(2 * size)
        if second < LEAST or math.log2(second / max(first, 1e-9)) < 1.2:
            return None
        third = take(4 * size)
        return Growth(math.log2(third / second), third, what, f"{pump!r}…{end!r}")
    except TimeoutError:
        return Growth(math.inf, PATIENCE, what, f"{pump!r}…{end!r}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _read_front(text: str) -> None:
    try:
        read_front_matter(f"---\na: 1\n{text}\n---\n", "x")
    except SourceError:
        return


READERS: dict[str, Callable[[str], object]] = {
    "html": split_html,
    "markdown": lambda text: split_markdown(text, 0),
    "plain": lambda text: split_plain(text, 0),
    "front matter": _read_front,
    "make_article": lambda text: make_article(text, title=True),
    "dating": lambda text: infer_published(text, make_article(text).blocks),
    "sentences": split_sentences,
    "words": split_words,
    "prose": judge_prose,
    "mentions": lambda text: find_mentions(text[:4000]),
    "quantities": lambda text: read_quantities(text[:4000]),
    "visible": make_visible,
    "escape": escape_markdown,
}


def measure_readers(size: int) -> Iterator[Growth]:
    """The growth of each reader on each phrase, where it tells anything."""
    for name, run in READERS.items():
        for phrase in PHRASES:
            found = measure(run, phrase, "", size, name)
            if found:
                yield found


def measure_patterns(patterns: Sequence[Found], size: int) -> Iterator[Growth]:
    """The growth of one match of each pattern, from one place, on texts made from its own repeats."""
    for one in patterns:
        compiled = re.compile(one.pattern, one.flags)
        for lead, pump in find_pumps(one.pattern, one.flags):
            for end in ("", "\0"):
                found = measure(compiled.match, pump, end, size, one.place, lead)
                if found:
                    yield found


def main() -> None:
    """Print the worst growths of patterns and of readers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=20_000, help="the shortest text, in characters")
    options.add_argument("--most", type=int, default=10, help="how many to print of each")
    chosen = options.parse_args()

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    patterns = collect_patterns()
    tried = sum(2 * len(find_pumps(one.pattern, one.flags)) for one in patterns)
    parts = (
        (f"{len(patterns)} patterns, {tried} texts", measure_patterns(patterns, chosen.size)),
        (f"{len(READERS)} readers, {len(READERS) * len(PHRASES)} texts", measure_readers(chosen.size)),
    )
    for title, found in parts:
        worst = sorted(found, reverse=True)[: chosen.most]
        lines = [f"  {one.exponent:5.2f}  {one.seconds:7.3f} s  {one.what}  {one.text}" for one in worst]
        sys.stdout.write("\n".join([title, *lines, ""]))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
