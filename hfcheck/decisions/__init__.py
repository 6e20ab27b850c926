"""What editors decide: verdicts on findings, corrections of claims, and baselines of what is known.

Everything is matched by the sentences that clash, never by line or path, so that an edit elsewhere reopens nothing and
a reworded sentence always does. Nothing that stands in an article can decide anything.
"""

from hfcheck.decisions.apply import (
    Clock,
    apply_decisions,
    cut_text,
    describe_decision,
    describe_known,
    find_decisions,
    make_decision,
    replace_decision,
)
from hfcheck.decisions.baseline import apply_baseline, keep_new, make_baseline
from hfcheck.decisions.cases import append_case, render_case
from hfcheck.decisions.corrections import (
    apply_corrections,
    find_corrections,
    make_addition,
    make_drop,
    make_replacement,
    name_added,
    name_claim,
)
from hfcheck.decisions.dump import dump_baseline, dump_decisions, save_baseline, save_decisions
from hfcheck.decisions.load import describe_form, load_baseline, load_decisions, parse_decisions
from hfcheck.decisions.match import FindingIndex, find_sentence, know_finding, mark_finding
from hfcheck.decisions.records import (
    AddedClaim,
    Baseline,
    Choice,
    ClaimName,
    ClaimValues,
    Correction,
    Decision,
    Decisions,
    KnownFinding,
    Mark,
)
from hfcheck.decisions.renew import renew_decisions

__all__ = [
    "AddedClaim",
    "Baseline",
    "Choice",
    "ClaimName",
    "ClaimValues",
    "Clock",
    "Correction",
    "Decision",
    "Decisions",
    "FindingIndex",
    "KnownFinding",
    "Mark",
    "append_case",
    "apply_baseline",
    "apply_corrections",
    "apply_decisions",
    "cut_text",
    "describe_decision",
    "describe_form",
    "describe_known",
    "dump_baseline",
    "dump_decisions",
    "find_corrections",
    "find_decisions",
    "find_sentence",
    "keep_new",
    "know_finding",
    "load_baseline",
    "load_decisions",
    "make_addition",
    "make_baseline",
    "make_decision",
    "make_drop",
    "make_replacement",
    "mark_finding",
    "name_added",
    "name_claim",
    "parse_decisions",
    "render_case",
    "renew_decisions",
    "replace_decision",
    "save_baseline",
    "save_decisions",
]
