"""The cache gives back what was put in, for the same bytes and version; anything else is a miss."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hfcheck.ledger import PropositionCache
from hfcheck.model import (
    Argument,
    Extract,
    Modality,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Skipped,
    Voice,
)

HE = Phrase("he", 0, 2, "he", PhraseKind.PRONOUN, antecedents=(Phrase("Ann Ó", 9, 14, "Ann", PhraseKind.NAME),))
SAID = Proposition(
    article="news/a.txt",
    kind="clause",
    subject=HE,
    relation="sold",
    lemma="sell",
    arguments=(Argument("obj", Phrase("“ten”\u2028bikes", 3, 9, "bike", PhraseKind.NOMINAL, plural=True)),),
    polarity=Polarity.DENIED,
    modality=Modality.POSSIBLE,
    attribution=(Voice(HE, "report", "said", True), Voice(None, "report", "reportedly", False)),
    start=0,
    end=9,
    sentence_start=0,
    sentence_end=20,
    confidence=0.1 + 0.2,
)
EXTRACT = Extract("news/a.txt", "ab" * 32, (SAID,), (Skipped("news/a.txt", 30, 40, "question"),), ((0, 20), (30, 40)))


@pytest.fixture
def cache(tmp_path: Path) -> PropositionCache:
    made = PropositionCache(tmp_path / "root" / ".hfcheck" / "cache")
    made.put(EXTRACT, "1")
    return made


def find_entry(cache: PropositionCache) -> Path:
    (entry,) = cache.folder.glob("*.json")
    return entry


def test_what_was_put_in_comes_back(cache: PropositionCache) -> None:
    assert cache.get(EXTRACT.sha256, EXTRACT.article, "1") == EXTRACT


def test_other_bytes_version_or_article_are_a_miss(cache: PropositionCache) -> None:
    assert cache.get("cd" * 32, EXTRACT.article, "1") is None
    assert cache.get(EXTRACT.sha256, EXTRACT.article, "2") is None
    assert cache.get(EXTRACT.sha256, "news/b.txt", "1") is None


def test_an_entry_under_another_name_is_a_miss(cache: PropositionCache) -> None:
    other = PropositionCache(cache.folder)
    other.put(msgspec.structs.replace(EXTRACT, article="news/b.txt"), "1")
    first, second = sorted(cache.folder.glob("*.json"))
    first.write_bytes(second.read_bytes())
    found = [cache.get(EXTRACT.sha256, name, "1") for name in ("news/a.txt", "news/b.txt")]
    assert found.count(None) == 1


@pytest.mark.parametrize("keep", [0, 10, 64, 65, 200, -1])
def test_a_cut_entry_is_a_miss(cache: PropositionCache, keep: int) -> None:
    entry = find_entry(cache)
    entry.write_bytes(entry.read_bytes()[:keep])
    assert cache.get(EXTRACT.sha256, EXTRACT.article, "1") is None


def test_a_changed_entry_is_a_miss_although_it_would_decode(cache: PropositionCache) -> None:
    entry = find_entry(cache)
    entry.write_bytes(entry.read_bytes().replace(b"denied", b"affirmed"))
    assert cache.get(EXTRACT.sha256, EXTRACT.article, "1") is None


def test_a_cache_that_is_gone_is_a_miss_and_one_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    cache = PropositionCache(in_the_way / "cache")
    cache.put(EXTRACT, "1")
    assert cache.get(EXTRACT.sha256, EXTRACT.article, "1") is None


def test_version_control_passes_it_over(cache: PropositionCache) -> None:
    assert (cache.folder / ".gitignore").read_text() == "*\n"


def test_one_article_keeps_one_entry(cache: PropositionCache) -> None:
    cache.put(msgspec.structs.replace(EXTRACT, sha256="cd" * 32), "1")
    assert find_entry(cache)
    assert cache.get("cd" * 32, EXTRACT.article, "1") is not None
