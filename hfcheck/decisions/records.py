"""What an editor decides: verdicts on findings, and corrections of claims."""

from __future__ import annotations

import enum
from datetime import date

import msgspec
from msgspec import UNSET, UnsetType

from hfcheck.migration import Form
from hfcheck.model import Attribution, Entity, EventRef, Modality, Moment, Polarity, Record, Role, Value

FORM = Form(1)
"""The form of both files. No release wrote another yet. A newer file is refused, an older one brought up."""
SCHEMA = FORM.schema


class Choice(enum.StrEnum):
    """What an editor can say of a finding. A and B are its sides in the order in which it was shown."""

    KEEP_A = "keep-a"
    KEEP_B = "keep-b"
    BOTH_STAND = "both-stand"
    NOT_THE_SAME = "not-the-same"
    FALSE_ALARM = "false-alarm"
    LATER = "later"


class Mark(Record, frozen=True):
    """What stands on one side: a whole sentence, the quote in it, and the claim read from it; white space folded."""

    sentence: str
    quote: str
    text: str


class KnownFinding(Record, frozen=True):
    """A finding by which a later one is known again. `fingerprint` only names it; `sides` are what counts."""

    fingerprint: str
    rule: str
    sides: tuple[Mark, ...]


class Decision(Record, frozen=True):
    """An editor's verdict on a finding. It holds up to and including the day `until`, or for good."""

    fingerprint: str
    rule: str
    verdict: Choice
    reason: str
    who: str
    sides: tuple[Mark, ...]
    until: date | None = None

    @property
    def known(self) -> KnownFinding:
        """The finding that was decided."""
        return KnownFinding(self.fingerprint, self.rule, self.sides)


class ClaimName(Record, frozen=True):
    """A claim by what it says and where; ids move when articles change, and are no names."""

    article: str
    quote: str
    text: str


class ClaimValues(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a correction states of a claim, in the words of the ledger; what is not stated is left as it is."""

    text: str
    subject: Entity | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    object: Value | UnsetType = UNSET
    participants: tuple[Role, ...] | UnsetType = UNSET
    polarity: Polarity | UnsetType = UNSET
    modality: Modality | UnsetType = UNSET
    measure: str | UnsetType | None = UNSET
    quantifier: str | UnsetType | None = UNSET
    scope: str | UnsetType | None = UNSET
    place: Entity | UnsetType | None = UNSET
    time: Moment | UnsetType | None = UNSET
    event: EventRef | UnsetType | None = UNSET
    attribution: tuple[Attribution, ...] | UnsetType = UNSET
    disputed: bool | UnsetType = UNSET
    bygone: bool | UnsetType = UNSET


class AddedClaim(ClaimValues, frozen=True, kw_only=True, omit_defaults=True):
    """A claim that the reading missed; `quote` must stand in `article`."""

    article: str
    quote: str
    subject: Entity
    relation: str
    object: Value


class Correction(Record, frozen=True, rename={"values": "with"}):
    """One of: `drop` a claim; `replace` what is said of it by `values`; `add` a claim."""

    reason: str
    who: str
    drop: ClaimName | None = None
    replace: ClaimName | None = None
    values: ClaimValues | None = None
    add: AddedClaim | None = None

    @property
    def article(self) -> str | None:
        """The path of the article that it is about."""
        part = self.drop or self.replace or self.add
        return part.article if part else None


class Decisions(Record, frozen=True):
    """All that decisions.yaml holds. `schema` is the form that it had; what is written always has today's."""

    schema: int = SCHEMA
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Baseline(Record, frozen=True):
    """The findings that are known and do not fail a run. `schema` is the form that the file had."""

    schema: int = SCHEMA
    findings: tuple[KnownFinding, ...] = ()


def fold_space(text: str) -> str:
    """Write every run of white space as one space, none at the ends."""
    return " ".join(text.split())
