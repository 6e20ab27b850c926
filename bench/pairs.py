"""How well contradictions between two texts are found, and the table that confidences are read from.

    python -m bench.pairs FOLDER [--held] [--every K] [--workers N] [--calibrate]

FOLDER has sets of pairs, one JSON object a line: {"id", "a", "b", "label"}, the label "contradiction" or anything else.
A fifth of each set, by a hash of the id, is held back: without --held the other four fifths are measured, with it that
fifth alone. --calibrate writes hfcheck/rules/confidence.yaml from what is measured: for each rule, how many of its
findings were right, by how sure the claims behind them are; sets that consist of contradictions are left out of it. No
text goes into that file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Verdict
from hfcheck.pool import map_ordered
from hfcheck.rules.confidence import TABLE, find_step
from hfcheck.texts import compare_texts

CONTRADICTION = "contradiction"
MOST_OPPOSED = 0.6
"""Sets in which a greater share contradicts say nothing of precision: whatever is flagged there is mostly right."""
HEADER = (
    "# By rule: of its findings on sets of pairs, how many were right. Made by python -m bench.pairs --calibrate.\n"
)


class Pair(NamedTuple):
    """Two texts of a set, and whether people say that they contradict each other."""

    dataset: str
    id: str
    a: str
    b: str
    opposed: bool


class Flag(NamedTuple):
    """What was found on a pair: the rule and how sure the claims behind it are; no rule where nothing was."""

    pair: Pair
    rule: str | None
    surety: float


def read_pairs(folder: Path, *, held: bool, every: int = 1) -> Iterator[Pair]:
    """The pairs of all sets in `folder`, by set and line: the fifth that is held back, or the others."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        kept = [row for row in rows if is_held(str(row["id"])) is held]
        for row in kept[::every]:
            yield Pair(path.stem, str(row["id"]), row["a"], row["b"], row["label"] == CONTRADICTION)


def is_held(id: str) -> bool:
    """Whether a pair is of the fifth that nothing is tuned on."""
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % 5 == 0


def flag_pair(pair: Pair, knowledge: Knowledge) -> Flag:
    """Compare the two texts of a pair."""
    result = compare_texts(pair.a, pair.b, knowledge)
    if result.verdict is not Verdict.CONFLICT:
        return Flag(pair, None, 0.0)
    leads = [
        c.confidence for f in result.report.findings if f.rule == result.rule for s in f.sides for c in s.claims[:1]
    ]
    return Flag(pair, result.rule, min(leads, default=0.0))


def print_table(flags: Sequence[Flag]) -> None:
    """Print precision and recall by set, with what each rule has of it."""
    print(f"{'set':22}{'pairs':>7}{'flagged':>9}{'wrong':>7}{'P':>7}{'R':>7}  right of flagged by rule")
    for name in sorted({flag.pair.dataset for flag in flags}):
        of_set = [flag for flag in flags if flag.pair.dataset == name]
        raised = [flag for flag in of_set if flag.rule]
        right = sum(flag.pair.opposed for flag in raised)
        opposed = sum(flag.pair.opposed for flag in of_set)
        rules = " ".join(f"{rule} {good}/{all_}" for rule, good, all_ in count_rules(raised))
        precision, recall = _share(right, len(raised)), _share(right, opposed)
        print(f"{name:22}{len(of_set):7}{len(raised):9}{len(raised) - right:7}{precision:>7}{recall:>7}  {rules}")
    for rule, good, all_ in count_rules([flag for flag in flags if flag.rule]):
        print(f"{rule}: {good} of {all_} right ({_share(good, all_)})")


def count_rules(flags: Sequence[Flag]) -> list[tuple[str, int, int]]:
    """For each rule, by id: how many of its findings are right, and how many it has."""
    right = Counter(flag.rule for flag in flags if flag.pair.opposed and flag.rule)
    return [(rule, right[rule], n) for rule, n in sorted(Counter(flag.rule for flag in flags if flag.rule).items())]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def render_confidence(flags: Sequence[Flag]) -> str:
    """The table of confidences as YAML: a rule a line, under each step of surety how many were right of how many."""
    counts: defaultdict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)
    natural = {name for name, share in _share_opposed(flags).items() if share <= MOST_OPPOSED}
    for flag in flags:
        if flag.rule and flag.pair.dataset in natural:
            counts[flag.rule][find_step(flag.surety), flag.pair.opposed] += 1
    lines = []
    for rule, found in sorted(counts.items()):
        steps = sorted({step for step, _ in found})
        cells = [f"{{from: {s}, right: {found[s, True]}, of: {found[s, True] + found[s, False]}}}" for s in steps]
        lines.append(f"{rule}: [{', '.join(cells)}]\n")
    return HEADER + "".join(lines)


def _share_opposed(flags: Sequence[Flag]) -> dict[str, float]:
    """For each set, the share of its pairs that contradict."""
    seen = Counter(flag.pair.dataset for flag in flags)
    opposed = Counter(flag.pair.dataset for flag in flags if flag.pair.opposed)
    return {name: opposed[name] / n for name, n in seen.items()}


def main() -> None:
    """Measure, print, and with --calibrate write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--packs", default="core,business")
    parser.add_argument("--calibrate", action="store_true")
    options = parser.parse_args()
    knowledge = load_knowledge(options.packs.split(","), Path())
    pairs = list(read_pairs(options.folder, held=options.held, every=options.every))
    flags = list(map_ordered(partial(flag_pair, knowledge=knowledge), pairs, options.workers))
    print_table(flags)
    if options.calibrate:
        TABLE.write_text(render_confidence(flags), encoding="utf-8")


if __name__ == "__main__":
    main()
