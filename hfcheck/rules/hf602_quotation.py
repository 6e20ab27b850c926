"""One speaker is quoted in two wordings of one sentence.

The words inside the quotation marks are laid beside each other: most must be the same, and a word that carries meaning
must stand in the place of another one. A longer cut of the same words, other punctuation, capitals, brackets, dots of
omission, spelling and inflection are no difference. What somebody said in another language is translated by each paper
anew, so that one word more or less is not enough where the rest differs as well.

FAIL  “We will sell three plants this year,” said Brandt.  / “We will sell two plants this year,” said Brandt.
PASS  “We will sell three plants,” said Brandt.            / “We will sell three plants this year,” said Brandt.
PASS  “We will sell [the] three plants,” said Brandt.      / “We will sell three plants …,” said Brandt.
PASS  “We will sell three plants this year,” said Brandt.  / Brandt said they would sell two plants this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Modality, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.verdicts import SPEAKER, Judgement, find_article, find_lane
from hfcheck.rules.wording import name_article, say_tail

ID = "HF602"
TITLE = "words of a quotation differ"
SEVERITY = Severity.WARNING

# So many words, and this part of them the same, before two quotations count as one sentence.
_SHORTEST = 5
_SHARED = 0.75
# Above it two words are one in two spellings or forms.
_ALIKE = 75.0
_LONGEST_CHANGE = 2
_KEY_WORDS = 2

_MARKED = re.compile(r"[“\"]([^“”\"]+)(?:[”\"]|$)")
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What somebody is cited with."""
    return concern_if(shape.spoken)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The speaker, with how the words begin, and with how they end."""
    lane, speaker = find_lane(claim)
    if lane != SPEAKER or not claim.attribution[-1].direct:
        return
    words = read_quoted(claim)
    if len(words) >= _SHORTEST:
        yield f"{speaker}|begins {' '.join(words[:_KEY_WORDS])}"
        yield f"{speaker}|ends {' '.join(words[-_KEY_WORDS:])}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Lay each two quotations of one speaker that begin or end alike beside each other."""
    yield from oppose_all(
        Kind(ID, "speaker"), claims, _judge, _word, Split(read_quoted, near=_list_frames, weigh=_lead_none)
    )


def _list_frames(claim: Claim) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words before and behind each spot that another wording may stand in."""
    words = read_quoted(claim)
    for length in range(1, _LONGEST_CHANGE + 1):
        for start in range(1, len(words) - length):
            yield words[:start], words[start + length :]


def _lead_none(claims: Sequence[Claim]) -> int:
    return 0


def read_quoted(claim: Claim) -> tuple[str, ...]:
    """The words inside the quotation marks, folded; all words where the marks stand around the whole."""
    quote = claim.evidence[0].quote
    marked = " ".join(_MARKED.findall(quote)) or quote
    plain = _ASIDE.sub(" ", marked.replace("’", "'")).casefold()
    return tuple(_WORD.findall(plain))


def _judge(a: Claim, b: Claim) -> Judgement | None:
    if find_article(a) == find_article(b) or Modality.HYPOTHETICAL in (a.modality, b.modality):
        return None
    # Where so many words are the same, it was one occasion; what the words are about may be unresolved.
    if find_change(read_quoted(a), read_quoted(b)) is None:
        return None
    return Judgement(Verdict.CONFLICT, Severity.WARNING)


def find_change(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """The words that one quotation has in place of those of the other; None where they may be one wording."""
    if tuple(other) < tuple(one):
        # What is found between two sequences may hang on their order, but a finding must not.
        change = find_change(other, one)
        return change and (change[1], change[0])
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    same = sum(end - start for kind, start, end, _, _ in opcodes if kind == "equal")
    inner = [code for code in opcodes[1:-1] if code[0] in ("insert", "delete")]
    changed = [code for code in opcodes if code[0] == "replace"]
    if len(changed) != 1 or inner or opcodes[0][0] != "equal":
        return None
    _, start, end, other_start, other_end = changed[0]
    mine, theirs = " ".join(one[start:end]), " ".join(other[other_start:other_end])
    longest = max(end - start, other_end - other_start)
    # What stands at the end of one alone may be cut off in the other.
    shorter = min(len(one), len(other))
    if same < _SHARED * shorter or longest > _LONGEST_CHANGE or _is_one_wording(mine, theirs):
        return None
    return mine, theirs


def _is_one_wording(mine: str, theirs: str) -> bool:
    """Whether two spots are the same words: spelled otherwise, in another form, or joined."""
    if any(c.isdigit() for c in mine + theirs):
        return mine.replace(",", "") == theirs.replace(",", "")
    bare = [re.sub(r"[^\w]", "", text) for text in (mine, theirs)]
    # "unlawful" begins otherwise than "lawful", "southern" than "northern".
    shorter, longer = sorted(bare, key=len)
    return shorter[:1] == longer[:1] and (fuzz.ratio(shorter, longer) >= _ALIKE or longer.startswith(shorter))


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    change = find_change(read_quoted(a), read_quoted(b)) or ("", "")
    speaker = a.attribution[-1].source
    sides = f"“{change[0]}” in {name_article(a)}, “{change[1]}” in {name_article(b)}"
    settle = f"A recording or the full text of what {speaker} said."
    return Wording(f"Words of {speaker}: {sides}{say_tail(verdict)}.", settle)
