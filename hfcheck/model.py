"""The records that pass from stage to stage. Frozen, comparable, JSON-ready; no logic of any stage.

Offsets are Python string offsets into `Article.text`, which is the file's bytes decoded as UTF-8
with nothing translated, so that every span can be checked against the untouched file.
"""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal

import msgspec


class Record(msgspec.Struct, frozen=True, tag=True, omit_defaults=True, gc=False):
    """Base of every record: immutable, hashable, and tagged with its class name in JSON.

    Records hold no cycles, so that the garbage collector need not look at them.
    """


# ── vocabulary ────────────────────────────────────────────────────────────────────────────────


class Polarity(enum.StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(enum.StrEnum):
    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Reading(enum.StrEnum):
    """How a coordination applies: to all of its items together, or to each alone."""

    COLLECTIVE = "collective"
    DISTRIBUTIVE = "distributive"


class Origin(enum.StrEnum):
    EXTRACTED = "extracted"
    INFERRED = "inferred"
    MANUAL = "manual"


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


class Verdict(enum.StrEnum):
    CONFLICT = "conflict"
    UNORDERED = "unordered"
    DISPUTED = "disputed"
    UPDATE = "update"
    OTHER_PERIOD = "other-period"
    OTHER_SCOPE = "other-scope"
    OTHER_EVENT = "other-event"
    REPORTED = "reported"
    ROUNDING = "rounding"
    AMBIGUOUS_NAME = "ambiguous-name"
    COMPATIBLE = "compatible"
    UNRELATED = "unrelated"


class Comparison(enum.StrEnum):
    """What comparing two values, or two sets of possible values, can give."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


class Precision(enum.StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


STORY = "one story"
"""The kind of event of claims on what a story has one of, told by articles whose days nobody knows."""
SLOT = "slot of one event"
"""The relation of what fills one slot of one event or one place in one scene: it takes one filler."""
OPPOSED_SLOT = "opposites in one event"
CLASS_SLOT = "classes in one event"
"""The same of words that the lexicon has as opposites, and as members of one family."""


class BlockKind(enum.StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"
    META = "meta"


# ── articles and sentences ────────────────────────────────────────────────────────────────────


class Moment(Record, frozen=True):
    """A time as the closed interval of days `start`..`end`; None is an open end.

    `symbol` stands in while the article's date is unknown, for instance "published.year-1/12"
    ("December of the year before publication"); then start and end are None. `basis` says where
    the interval comes from: "stated", "front matter", "configuration", "text", "context" (a date before it),
    "published".
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.DAY
    surface: str = ""
    symbol: str | None = None
    basis: str = "stated"


class Span(Record, frozen=True):
    article: str
    start: int
    end: int


class Evidence(Record, frozen=True):
    span: Span
    quote: str


class Block(Record, frozen=True):
    kind: BlockKind
    start: int
    end: int


class Article(Record, frozen=True):
    """One file. `id` is its path: POSIX, relative to the configuration. `sha256` is of its bytes."""

    id: str
    path: str
    title: str
    outlet: str | None
    reliability: float | None
    published: Moment | None
    text: str
    blocks: tuple[Block, ...]
    sha256: str


class Token(Record, frozen=True):
    """A word of Universal Dependencies. `head` is an index into the sentence, -1 for the root.

    `entity` is the type of the thing that the phrase under this word stands for: "person", "organization", "place",
    "object", "event", "time", "abstract", "animal", "plant", "substance"; "" where it stands for none.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    entity: str = ""


class Sentence(Record, frozen=True):
    article: str
    start: int
    end: int
    block: BlockKind
    paragraph: int
    tokens: tuple[Token, ...]


class Skipped(Record, frozen=True):
    """An abstention: a sentence (or a part of one) that gives no claim, and why."""

    article: str
    start: int
    end: int
    reason: str


# ── propositions: surface words, nothing normalised ───────────────────────────────────────────


class PhraseKind(enum.StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    NUMBER = "number"
    CLAUSE = "clause"
    ADJECTIVE = "adjective"


class Phrase(Record, frozen=True):
    """A run of words as it stands in the article.

    `head` is the head word's lemma; `names` the spans of the outermost names inside; `antecedents` what
    a pronoun or definite description stands for; `owner` the possessor or what the nominal is of, for
    or by; `parties` those whom a collective nominal joins ("the partnership between A and B");
    `complements` its prepositions and what follows them; `modifiers` the lemmas that narrow the head;
    `resolved` is the text with pronouns and definite descriptions spelled out, "" where that changes
    nothing.
    """

    text: str
    start: int
    end: int
    head: str
    kind: PhraseKind
    definite: bool = False
    plural: bool = False
    names: tuple[tuple[int, int], ...] = ()
    modifiers: tuple[str, ...] = ()
    antecedents: tuple[Phrase, ...] = ()
    owner: Phrase | None = None
    parties: tuple[Phrase, ...] = ()
    complements: tuple[tuple[str, Phrase], ...] = ()
    resolved: str = ""

    @property
    def full(self) -> str:
        """The text as it stands alone."""
        return self.resolved or self.text


class Argument(Record, frozen=True):
    """`role`: obj, iobj, pred (of a copula), agent, xcomp, or obl:PREPOSITION."""

    role: str
    phrase: Phrase


class Voice(Record, frozen=True):
    """A speaker as the text names him; `source` None for "reportedly"."""

    source: Phrase | None
    stance: str
    cue: str
    direct: bool


class Proposition(Record, frozen=True):
    """Who does what, in the sentence's own words. `kind` is the construction it was read from.

    `verb` is the verb of a passive as a lemma with its particle: "take over" of "be taken over"; "" elsewhere.
    """

    article: str
    kind: str
    subject: Phrase
    relation: str
    lemma: str
    arguments: tuple[Argument, ...]
    polarity: Polarity
    modality: Modality
    attribution: tuple[Voice, ...]
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    confidence: float
    block: BlockKind = BlockKind.PARAGRAPH
    tense: str = ""
    group: str | None = None
    reading: Reading = Reading.DISTRIBUTIVE
    members: tuple[Phrase, ...] = ()
    closed: bool = False
    disputed: bool = False
    verb: str = ""


# ── claims: normalised ────────────────────────────────────────────────────────────────────────


class Entity(Record, frozen=True):
    """A thing with an identity. `id` is canonical; `kind` a class of the knowledge, "" if unknown.

    `resolved` is False for a mention that could not be tied to one entity: such a claim is kept
    and never held against another.
    """

    id: str
    name: str
    kind: str = ""
    resolved: bool = True


class Quantity(Record, frozen=True):
    """A set of possible amounts low..high (None: open), in `unit`; "nearly 300 employees"."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    surface: str


class Change(Record, frozen=True):
    amount: Quantity
    base: Moment | None
    direction: str


class Share(Record, frozen=True):
    amount: Quantity
    whole: str


class Members(Record, frozen=True):
    items: tuple[Entity, ...]
    closed: bool


class Text(Record, frozen=True):
    text: str


Value = Entity | Quantity | Change | Share | Moment | Members | Text


class Role(Record, frozen=True):
    """One participant of something that is true of several at once."""

    role: str
    entity: Entity


class EventRef(Record, frozen=True):
    """The event that a claim is about, told apart by kind, participants and time."""

    kind: str
    participants: tuple[str, ...]
    time: Moment | None = None


class Attribution(Record, frozen=True):
    source: str | None
    stance: str
    cue: str
    direct: bool


class Claim(Record, frozen=True):
    """One atomic, normalised fact. `text` is the sentence that stands alone, names resolved.

    `bygone`: told in the past tense with no time, so that a state held at some time or other.
    """

    id: str
    text: str
    subject: Entity
    relation: str
    object: Value
    polarity: Polarity
    modality: Modality
    evidence: tuple[Evidence, ...]
    confidence: float
    participants: tuple[Role, ...] = ()
    event: EventRef | None = None
    time: Moment | None = None
    place: Entity | None = None
    scope: str | None = None
    measure: str | None = None
    quantifier: str | None = None
    attribution: tuple[Attribution, ...] = ()
    group: str | None = None
    reading: Reading = Reading.DISTRIBUTIVE
    origin: Origin = Origin.EXTRACTED
    premises: tuple[str, ...] = ()
    disputed: bool = False
    headline: bool = False
    bygone: bool = False
    steps: tuple[str, ...] = ()

    @property
    def things(self) -> tuple[Entity, ...]:
        """What takes part: the subject, the object or its members, and the participants; one may stand twice."""
        match self.object:
            case Entity():
                objects: tuple[Entity, ...] = (self.object,)
            case Members(items=items):
                objects = items
            case _:
                objects = ()
        return (self.subject, *objects, *(role.entity for role in self.participants))


# ── findings ──────────────────────────────────────────────────────────────────────────────────


class Side(Record, frozen=True):
    """One camp: claims that agree, most direct first, at most three; `more` counts the rest.

    `articles` are the ids of all articles that make one of its claims, sorted; `sources` counts them with near copies
    as one, 0 where that was not looked at. `rest` are the claims that `more` counts: no report shows them, but a
    decision still finds its sentence among them.
    """

    claims: tuple[Claim, ...]
    more: int = 0
    articles: tuple[str, ...] = ()
    sources: int = 0
    rest: tuple[Claim, ...] = ()


class Finding(Record, frozen=True):
    """Claims that cannot all be true. `decision` says why it fails no run, None while it is open; `known`: a baseline
    says so, and no editor."""

    fingerprint: str
    rule: str
    severity: Severity
    verdict: Verdict
    confidence: float
    sides: tuple[Side, ...]
    message: str
    settle: str = ""
    steps: tuple[str, ...] = ()
    decision: str | None = None
    known: bool = False


class Problem(Record, frozen=True):
    """Something that could not be read or run. `kind`: source, ledger, config, crash, stale."""

    kind: str
    message: str
    path: str | None = None
    line: int | None = None


class Notice(Record, frozen=True):
    kind: str
    message: str
    path: str | None = None


class Extract(Record, frozen=True):
    """What was read off one article: its propositions, its abstentions and its sentence count."""

    article: str
    sha256: str
    propositions: tuple[Proposition, ...]
    skipped: tuple[Skipped, ...]
    sentences: tuple[tuple[int, int], ...]


class ArticleCoverage(Record, frozen=True):
    sentences: int
    claims: int
    sentences_without_claim: int


class Coverage(Record, frozen=True):
    articles: int
    sentences: int
    claims: int
    sentences_without_claim: int
    by_article: dict[str, ArticleCoverage]


class Report(Record, frozen=True):
    """What an audit gave. `left_out` counts the findings that are not shown, as an older state had them already."""

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    coverage: Coverage
    rules_run: tuple[str, ...]
    rules_off: tuple[str, ...]
    today: date | None = None
    left_out: int = 0
