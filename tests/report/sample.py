"""A hand-made report on four short articles: every severity, every verdict that is drawn differently."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hfcheck.model import (
    Article,
    ArticleCoverage,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Coverage,
    Entity,
    Evidence,
    Finding,
    Modality,
    Moment,
    Notice,
    Polarity,
    Precision,
    Problem,
    Quantity,
    Report,
    Severity,
    Side,
    Skipped,
    Span,
    Text,
    Value,
    Verdict,
)

CATALOGUE = {
    "HF101": "polarity differs",
    "HF201": "quantity differs",
    "HF401": "exclusive value differs",
    "HF408": "form of a tie differs",
}

_TEXTS = {
    "news/001_harbour.txt": (
        "Northwind Opens a Second Yard\n\n"
        "Shipbuilder Northwind reported a strong year. "
        "The company is based in Bergen, where it employs 1,200 people. "
        "It delivered 14 ferries in 2023, its annual report says. Orders for the coming year are firm.\n\n"
        "Northwind and Sealine will establish a joint company for electric ferries. Terms were not disclosed."
    ),
    "news/002_profile.txt": (
        "Northwind, a shipbuilder based in Oslo, is a household name on the coast. "
        "The firm handed over 11 ferries in 2023. Its founder retired in 2019.\n"
    ),
    "news/003_alliance.md": (
        "Sealine and Northwind signed a cooperation agreement in Tromsø. "
        "The ministry said the yard is not linked to the navy's programme. Rivals doubt it.\n"
    ),
    "news/004_hostile.txt": (
        "The yard is [bold]linked[/bold] to the navy\x1b[2J programme\u202e, two officials said. "
        "Nobody else confirmed.\n"
    ),
}

_DAY = Moment(date(2024, 5, 3), date(2024, 5, 3), Precision.DAY, "", None, "front matter")
_MONTH = Moment(date(2024, 6, 1), date(2024, 6, 30), Precision.MONTH, "", None, "configuration")
_NOT_BEFORE = Moment(date(2023, 11, 30), None, Precision.RANGE, "", None, "text")


def _article(
    name: str, title: str, outlet: str | None, published: Moment | None, reliability: float | None = None
) -> Article:
    text = _TEXTS[name]
    blocks, at = [], 0
    for part in text.split("\n"):
        if part:
            kind = BlockKind.TITLE if part == title else BlockKind.PARAGRAPH
            blocks.append(Block(kind, at, at + len(part)))
        at += len(part) + 1
    return Article(name, name, title, outlet, reliability, published, text, tuple(blocks), "0" * 64)


ARTICLES: dict[str, Article] = {
    article.id: article
    for article in (
        _article("news/001_harbour.txt", "Northwind Opens a Second Yard", "The Harbour Post", _DAY, 0.8),
        _article("news/002_profile.txt", "", None, None),
        _article("news/003_alliance.md", "", "Coastal Wire", _MONTH),
        _article("news/004_hostile.txt", "", None, _NOT_BEFORE),
    )
}


def _evidence(name: str, quote: str) -> Evidence:
    start = _TEXTS[name].index(quote)
    return Evidence(Span(name, start, start + len(quote)), quote)


def make_claim(
    number: int,
    name: str,
    quote: str,
    text: str,
    subject: str,
    relation: str,
    value: Value,
    *,
    polarity: Polarity = Polarity.AFFIRMED,
    modality: Modality = Modality.ASSERTED,
    attribution: tuple[Attribution, ...] = (),
    measure: str | None = None,
) -> Claim:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Claim(
        f"{stem}:{number:02}",
        text,
        Entity(subject.casefold(), subject, "organisation"),
        relation,
        value,
        polarity,
        modality,
        (_evidence(name, quote),),
        0.9,
        attribution=attribution,
        measure=measure,
    )


BASED_BERGEN = make_claim(
    1,
    "news/001_harbour.txt",
    "The company is based in Bergen",
    "Northwind is headquartered in Bergen.",
    "Northwind",
    "headquartered_in",
    Entity("bergen", "Bergen", "place"),
)
BASED_OSLO = make_claim(
    1,
    "news/002_profile.txt",
    "Northwind, a shipbuilder based in Oslo",
    "Northwind is headquartered in Oslo.",
    "Northwind",
    "headquartered_in",
    Entity("oslo", "Oslo", "place"),
)
FOURTEEN = make_claim(
    2,
    "news/001_harbour.txt",
    "It delivered 14 ferries in 2023",
    "Northwind delivered 14 ferries in 2023.",
    "Northwind",
    "deliver",
    Quantity(Decimal(14), Decimal(14), "ferry", "14"),
    measure="delivered",
    attribution=(Attribution("Northwind's annual report", "states", "says", False),),
)
ELEVEN = make_claim(
    2,
    "news/002_profile.txt",
    "The firm handed over 11 ferries in 2023",
    "Northwind delivered 11 ferries in 2023.",
    "Northwind",
    "deliver",
    Quantity(Decimal(11), Decimal(11), "ferry", "11"),
    measure="delivered",
)
JOINT = make_claim(
    3,
    "news/001_harbour.txt",
    "Northwind and Sealine will establish a joint company",
    "Northwind and Sealine plan a joint company.",
    "Northwind",
    "tie",
    Text("joint_company"),
    modality=Modality.PLANNED,
)
AGREEMENT = make_claim(
    1,
    "news/003_alliance.md",
    "Sealine and Northwind signed a cooperation agreement",
    "Northwind and Sealine are bound by a cooperation agreement.",
    "Northwind",
    "tie",
    Text("cooperation_agreement"),
)
NOT_LINKED = make_claim(
    2,
    "news/003_alliance.md",
    "the yard is not linked to the navy's programme",
    "The yard is not linked to the navy's programme.",
    "The yard",
    "linked_to",
    Entity("navy", "navy's programme"),
    polarity=Polarity.DENIED,
    attribution=(Attribution("the ministry", "states", "said", False),),
)
LINKED = make_claim(
    1,
    "news/004_hostile.txt",
    "The yard is [bold]linked[/bold] to the navy\x1b[2J programme\u202e",
    "The yard is linked to the navy's programme.",
    "The yard",
    "linked_to",
    Entity("navy", "navy's programme"),
    attribution=(Attribution(None, "states", "two officials said", False),),
)
CLAIMS = (BASED_BERGEN, FOURTEEN, JOINT, BASED_OSLO, ELEVEN, AGREEMENT, NOT_LINKED, LINKED)

FINDINGS = (
    Finding(
        "3fa21c09b1d0",
        "HF401",
        Severity.ERROR,
        Verdict.CONFLICT,
        0.86,
        (
            Side((BASED_BERGEN,), articles=("news/001_harbour.txt",), sources=1),
            Side(
                (BASED_OSLO,),
                more=2,
                articles=("news/002_profile.txt", "news/003_alliance.md", "news/004_hostile.txt"),
                sources=2,
            ),
        ),
        "Northwind has one head office at a time, but The Harbour Post says Bergen and 002_profile says Oslo.",
        "The company's entry in the register of business enterprises on both dates.",
        ("key headquartered_in of northwind", "Bergen and Oslo are two places"),
    ),
    Finding(
        "88b0de51c2f7",
        "HF101",
        Severity.WARNING,
        Verdict.CONFLICT,
        0.7,
        (Side((NOT_LINKED,)), Side((LINKED,))),
        "Coastal Wire denies what 004_hostile affirms: that the yard is linked to the navy's programme.",
        "A statement of the navy.",
    ),
    Finding(
        "c90e6f7a1123",
        "HF408",
        Severity.WARNING,
        Verdict.UNORDERED,
        0.6,
        (Side((JOINT,)), Side((AGREEMENT,))),
        "Northwind and Sealine are bound by a joint company here and by a cooperation agreement there.",
        "The date and the text of each deal.",
    ),
    Finding(
        "d41d8cd98f00",
        "HF201",
        Severity.NOTE,
        Verdict.UPDATE,
        0.9,
        (Side((FOURTEEN,)), Side((ELEVEN,))),
        "14 and 11 ferries are given as delivered in 2023.",
        "",
        (),
        "the annual report is final (editor, 2024-07-01)",
    ),
)

COVERAGE = Coverage(
    4,
    11,
    8,
    3,
    {
        "news/001_harbour.txt": ArticleCoverage(6, 3, 2),
        "news/002_profile.txt": ArticleCoverage(3, 2, 1),
        "news/003_alliance.md": ArticleCoverage(3, 2, 0),
        "news/004_hostile.txt": ArticleCoverage(2, 1, 0),
    },
)

REPORT = Report(
    FINDINGS,
    (Notice("undated", "no date found; its states are compared as undated", "news/002_profile.txt"),),
    (
        Skipped("news/001_harbour.txt", 0, 4, "opinion"),
        Skipped("news/001_harbour.txt", 5, 9, "opinion"),
        Skipped("news/003_alliance.md", 0, 4, "unresolved reference"),
    ),
    (Problem("source", "not UTF-8 (byte 0xff at 17); save it as UTF-8", "news/005_latin.txt", None),),
    COVERAGE,
    ("HF101", "HF201", "HF401", "HF408"),
    ("HF202",),
)

CLEAN = Report((), (), (Skipped("news/002_profile.txt", 0, 4, "opinion"),), (), COVERAGE, ("HF101", "HF401"), ())
EMPTY = Report((), (), (), (), Coverage(0, 0, 0, 0, {}), ("HF101",), ())
