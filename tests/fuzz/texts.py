"""What holds for every text, whatever stands in it: nothing raises, offsets index, quotes verify, twice is the same."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

import msgspec

from hfcheck.audit import audit
from hfcheck.compare import compare_values, explain_comparison
from hfcheck.coverage import measure_coverage, sum_coverage
from hfcheck.extraction import extract_propositions
from hfcheck.language import read_sentences
from hfcheck.language.conllu import parse_conllu, render_conllu
from hfcheck.model import Article, Claim, Extract, Moment, Phrase, Proposition, Report, Sentence, Skipped, Value
from hfcheck.normalise import normalise
from hfcheck.report.claims import render_claims
from hfcheck.report.explained import explained_object, render_explained
from hfcheck.report.formats import FORMATS, Material
from hfcheck.report.pieces import verify_quotes
from hfcheck.sources import make_article
from hfcheck.texts import Line, compare_texts, explain_article, extract_lines
from hfcheck.values.calendars import check_calendar
from hfcheck.values.changes import read_changes
from hfcheck.values.mentions import find_mentions, find_weekdays
from hfcheck.values.moments import parse_date, read_moments
from hfcheck.values.quantities import read_quantities
from hfcheck.values.ranks import read_place, read_rank
from hfcheck.values.steps import explain_value
from hfcheck.values.sums import check_sums
from tests.extraction.reading import general_knowledge
from tests.report.renderings import PAGES

LONGEST_QUOTE = 400


def read_stages(article: Article) -> tuple[tuple[Sentence, ...], Extract]:
    """The two stages that read one article alone."""
    sentences, skipped = read_sentences(article)
    return sentences, extract_propositions(article, sentences, skipped)


def gather_claims(articles: Sequence[Article]) -> tuple[tuple[Claim, ...], Report]:
    """The claims of some articles, and their report."""
    extracts = [read_stages(article)[1] for article in articles]
    claims, notices = normalise(articles, extracts, general_knowledge())
    coverage = sum_coverage(measure_coverage(extracts, claims))
    skipped = tuple(part for extract in extracts for part in extract.skipped)
    report = audit(claims, general_knowledge(), skipped=skipped, notices=notices, coverage=coverage)
    return claims, report


# ── sentences and propositions ────────────────────────────────────────────────────────────────


def check_sentences(text: str, sentences: Sequence[Sentence], skipped: Sequence[Skipped]) -> None:
    """Offsets are those of the text, in order; each word stands where its token says."""
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)
    for sentence in sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert sentence.tokens
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        assert sum(token.head < 0 for token in sentence.tokens) == 1
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert -1 <= token.head < len(sentence.tokens)
            assert token.lemma
    for part in skipped:
        assert 0 <= part.start <= part.end <= len(text)
        assert part.reason


def list_phrases(phrase: Phrase) -> list[Phrase]:
    """A phrase and all that it holds."""
    inner = [*phrase.antecedents, *phrase.parties, *(other for _, other in phrase.complements)]
    inner += [phrase.owner] if phrase.owner else []
    return [phrase, *(one for other in inner for one in list_phrases(other))]


def check_proposition(text: str, proposition: Proposition) -> None:
    """Every phrase stands where it says; the confidence is a share."""
    assert 0 <= proposition.sentence_start <= proposition.start < proposition.end <= len(text)
    assert 0 <= proposition.confidence <= 1
    sources = [voice.source for voice in proposition.attribution if voice.source]
    outer = [proposition.subject, *(argument.phrase for argument in proposition.arguments), *proposition.members]
    for phrase in (one for other in (*outer, *sources) for one in list_phrases(other)):
        assert 0 <= phrase.start <= phrase.end <= len(text)
        assert all(0 <= start < end <= len(text) for start, end in phrase.names)


def check_claims(articles: Sequence[Article], claims: Sequence[Claim]) -> None:
    """Every quote verifies; every claim is a line; no id stands twice."""
    texts = {article.id: article.text for article in articles}
    for claim in claims:
        assert claim.evidence
        for evidence in claim.evidence:
            span = evidence.span
            assert 0 <= span.start < span.end <= len(texts[span.article])
            assert texts[span.article][span.start : span.end] == evidence.quote
            assert len(evidence.quote) <= LONGEST_QUOTE or claim.relation == "lists"
        assert 0 <= claim.confidence <= 1
        assert claim.text.strip()
        assert "\n" not in claim.text
    assert len({claim.id for claim in claims}) == len(claims)


def check_text(case: tuple[str, bool]) -> None:
    """A text is read by every stage, twice alike."""
    text, title = case
    article = make_article(text, id="a.txt", title=title)
    sentences, skipped = read_sentences(article)
    check_sentences(text, sentences, skipped)
    extract = extract_propositions(article, sentences, skipped)
    for proposition in extract.propositions:
        check_proposition(text, proposition)
    claims, notices = normalise((article,), (extract,), general_knowledge())
    check_claims((article,), claims)
    for line in render_claims(claims, steps=True).splitlines():
        json.loads(line)
    assert (sentences, skipped) == read_sentences(article)
    assert extract == extract_propositions(article, sentences, skipped)
    assert (claims, notices) == normalise((article,), (extract,), general_knowledge())
    check_kept(extract, claims)


def check_kept(extract: Extract, claims: Sequence[Claim]) -> None:
    """What the cache keeps of an article comes back as it was, unless its text is no Unicode, which no file holds."""
    try:
        kept = msgspec.json.encode(extract)
    except UnicodeEncodeError:
        return
    assert msgspec.json.decode(kept, type=Extract) == extract
    assert msgspec.json.decode(msgspec.json.encode(list(claims)), type=list[Claim]) == list(claims)


def check_trees(text: str) -> None:
    """A text is printed as CoNLL-U, and its words read again."""
    article = make_article(text)
    sentences, _ = read_sentences(article)
    printed = render_conllu(sentences, text)
    assert sum(line[:1].isdigit() for line in printed.splitlines()) >= len(sentences)
    if sentences and "\ud800" not in printed:
        parse_conllu(printed, "x.conllu")


def check_explained(text: str) -> None:
    """How a text was read can be shown, for people and for programs."""
    found = explain_article(make_article(text, id="a.txt", title=True), general_knowledge())
    assert render_explained(found) or not found
    assert all(json.dumps(explained_object(one)) for one in found)


# ── several texts ─────────────────────────────────────────────────────────────────────────────


def check_articles(several: list[str]) -> None:
    """Articles give the same claims and the same report in any order, and every format can show it."""
    articles = tuple(make_article(text, id=f"{number}.txt", title=True) for number, text in enumerate(several))
    claims, report = gather_claims(articles)
    check_claims(articles, claims)
    assert [problem.message for problem in report.problems] == []
    by_id = {article.id: article for article in articles}
    shown = verify_quotes(report, by_id)
    assert shown == report
    material = Material(shown, by_id, claims, PAGES, "1.0.0")
    for name in FORMATS:
        assert FORMATS[name].render(material) == FORMATS[name].render(material)
    for order in itertools.permutations(articles):
        other, again = gather_claims(order)
        assert other == claims
        assert again.findings == report.findings


def check_pair(case: tuple[str, str]) -> None:
    """Any two texts are compared, twice alike."""
    result = compare_texts(*case, general_knowledge())
    assert [problem.message for problem in result.report.problems] == []
    assert 0 <= result.confidence <= 1
    assert result.why
    again = compare_texts(*case, general_knowledge())
    assert (again.verdict, again.rule, again.confidence, again.why) == (
        result.verdict,
        result.rule,
        result.confidence,
        result.why,
    )


def check_lines(lines: list[str]) -> None:
    """Any line gives its facts, in its own words."""
    for line in extract_lines(lines, general_knowledge()):
        assert isinstance(line, Line), line.message
        text = lines[line.number - 1]
        assert 0 <= line.told.proposition.start < line.told.proposition.end <= len(text)
        assert line.told.relation
        assert line.claim


# ── values ────────────────────────────────────────────────────────────────────────────────────


def check_values(case: tuple[str, Moment | None, Moment | None]) -> None:
    """Every reader of values takes every text; what it finds stands there and can be compared with anything."""
    text, published, context = case
    moments = read_moments(text, published, context)
    quantities = read_quantities(text)
    changes = read_changes(text, published)
    places = [(one.start, one.end) for one in moments] + [(one.start, one.end) for one in quantities]
    places += [(one.start, one.end) for one in changes] + [(one.start, one.end) for one in find_mentions(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    find_weekdays(text), check_calendar(text), check_sums(text), read_rank(text), read_place(text)
    values: list[Value] = [one.moment for one in moments]
    values += [one.quantity for one in quantities]
    values += [one.change for one in changes if one.change]
    date = parse_date(text)
    values += [date] if date else []
    for value in values:
        if isinstance(value, Moment) and value.start and value.end:
            assert value.start <= value.end
        explain_value(value)
    for a, b in itertools.product(values[:6], values[:6]):
        assert compare_values(a, b) == compare_values(b, a)
        explain_comparison(a, b)
    assert moments == read_moments(text, published, context)
    assert quantities == read_quantities(text)
