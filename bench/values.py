"""How well amounts and dates are read, and how fast values are compared.

    python -m bench.values EVAL [OUT]

EVAL is the folder of the evaluation kit (its README names the scorers and data); OUT, where the predictions go, is
`predictions` unless given. Beside hfcheck's figures stand quantulum3's where that package can be imported (0.10 at the
time of writing, without its classifier, which needs a model file that current scikit-learn cannot read); it is no
dependency, so put it on PYTHONPATH for this run.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

from hfcheck.compare import compare_values
from hfcheck.model import Moment, Precision, Quantity, Value
from hfcheck.values.moments import FoundMoment, read_moments
from hfcheck.values.quantities import read_quantities

Row = dict[str, Any]

_NO_AMOUNT = ("ordinal", "score")
_SETS = ("quantities_ambiguity", "quantities")
_SECONDS = 2.0


def main() -> None:
    """Write the predictions, run the scorers, print what they say."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    kit, out = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "predictions")
    out.mkdir(parents=True, exist_ok=True)
    units = yaml.safe_load((Path(__file__).parent / "units.yaml").read_text(encoding="utf-8"))
    (out / "units.json").write_text(json.dumps(units), encoding="utf-8")
    for name in _SETS:
        _measure_amounts(kit, out, name)
    _measure_dates(kit, out)
    _measure_comparisons()


# ── amounts ───────────────────────────────────────────────────────────────────────────────────


def predict_amounts(text: str) -> list[Row]:
    """The amounts of a text as the scorer reads them: a value, or the two ends of a range."""
    rows = []
    for found in read_quantities(text):
        low, high = found.stated if found.stated != (None, None) else (found.quantity.low, found.quantity.high)
        if found.role in _NO_AMOUNT or (low is None and high is None):
            continue
        one = low if high is None else high
        ends = {"low": float(low), "high": float(high)} if low is not None and high is not None else {}
        value = ends or {"value": float(one) if one is not None else 0.0}
        rows.append({"text": text, **value, "unit": found.quantity.unit})
    return rows


def predict_amounts_elsewhere(text: str) -> list[Row] | None:
    """quantulum3's reading of a text; None where it cannot be imported."""
    try:
        parser = importlib.import_module("quantulum3.parser")
    except ImportError:
        return None
    rows = []
    for one in parser.parse(text):
        margin = one.uncertainty or 0
        ends = {"low": one.value - margin, "high": one.value + margin} if margin else {"value": one.value}
        rows.append({"text": text, **ends, "unit": one.unit.name})
    return rows


def _measure_amounts(kit: Path, out: Path, name: str) -> None:
    gold = kit / "quantities" / f"{name}.json"
    texts = [case["req"] for case in json.loads(gold.read_text(encoding="utf-8"))]
    for who, predict in (("hfcheck", predict_amounts), ("quantulum3", predict_amounts_elsewhere)):
        rows = [predict(text) for text in texts]
        if any(row is None for row in rows):
            print(f"── {name}: {who} is not installed")
            continue
        path = _write(out / f"{name}.{who}.jsonl", (row for some in rows for row in some or ()))
        print(f"── {name}: {who}")
        print(_score(kit, "score_quantities.py", "--units", str(out / "units.json"), str(gold), str(path)))


# ── dates ─────────────────────────────────────────────────────────────────────────────────────


def predict_dates(document: str, text: str) -> list[Row]:
    """The calendar dates of a text: days, months and years, ranges as their two ends."""
    rows = []
    for found in read_moments(text):
        for start, end, value in _list_values(found):
            rows.append({"doc": document, "start": start, "end": end, "value": value})
    return rows


def _list_values(found: FoundMoment) -> Iterable[tuple[int, int, str]]:
    for start, end, moment in found.parts or ((found.start, found.end, found.moment),):
        value = _name_value(moment)
        if value is not None:
            yield start, end, value


def _name_value(moment: Moment) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD, with BC before years before Christ."""
    if moment.symbol is not None:
        before = re.fullmatch(r"BC(\d+)(?:/(\d\d))?(?:/(\d\d))?", moment.symbol)
        return "-".join([f"BC{int(before[1]):04d}", *(p for p in before.groups()[1:] if p)]) if before else None
    if moment.start is None or moment.end is None:
        return None
    width = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(moment.precision)
    return moment.start.isoformat()[:width] if width else None


def _measure_dates(kit: Path, out: Path) -> None:
    gold = kit / "time" / "wikiwars_dev.jsonl"
    documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for document in documents for row in predict_dates(document["doc"], document["text"])]
    path = _write(out / "wikiwars.jsonl", rows)
    print("── WikiWars")
    print(_score(kit, "score_dates.py", str(gold), str(path)))
    missed, wrong = _count_misses(documents, rows)
    print("kind of date             missed  wrong value")
    for kind in sorted(missed | wrong, key=lambda one: (-(missed[one] + wrong[one]), one)):
        print(f"{kind:25}{missed[kind]:6}{wrong[kind]:13}")


def _count_misses(documents: list[Row], rows: list[Row]) -> tuple[Counter[str], Counter[str]]:
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for document in documents:
        mine = [row for row in rows if row["doc"] == document["doc"]]
        for one in document["times"]:
            if re.fullmatch(r"(BC)?\d{4}(-\d\d(-\d\d)?)?", one["value"] or ""):
                near = [row for row in mine if row["start"] < one["end"] and one["start"] < row["end"]]
                if not near:
                    missed[_name_kind(one)] += 1
                elif one["value"] not in [row["value"] for row in near]:
                    wrong[_name_kind(one)] += 1
    return missed, wrong


_KINDS = (
    ("before Christ", r"\bBCE?\b"),
    ("later, following, same", r"\b(?:later|follow\w*|same|next|previous|earlier|after|before|ago|that|this|last)\b"),
    ("day, month, year", r"\d{1,2}\b.*[A-Z][a-z]{2}.*\d{4}|[A-Z][a-z]{2}.*\d{1,2}\b.*\d{4}"),
    ("month, year", r"[A-Z][a-z]{2}.*\d{4}"),
    ("year", r"\d{3,4}"),
    ("day, month", r"\d{1,2}.*[A-Z][a-z]{2}|[A-Z][a-z]{2}.*\d{1,2}"),
    ("day", r"\d"),
    ("month", r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"),
)


def _name_kind(gold: Row) -> str:
    if gold["value"].startswith("BC"):
        return _KINDS[0][0]
    return next((kind for kind, pattern in _KINDS if re.search(pattern, gold["text"])), "other words")


# ── comparisons ───────────────────────────────────────────────────────────────────────────────


def _measure_comparisons() -> None:
    """Comparisons a second on one core, over pairs as rules make them: half agree, half do not."""
    print("── comparisons a second")
    amounts = [Quantity(Decimal(n), Decimal(n), "car", "") for n in range(1000, 1100)]
    over = [Quantity(Decimal(n), None, "car", "") for n in range(1000, 1100)]
    lengths = [Quantity(Decimal(n), Decimal(n), unit, "") for n in range(50) for unit in ("mile", "kilometre")]
    first = date(2024, 1, 1)
    days = [Moment(first + timedelta(n), first + timedelta(n + 30)) for n in range(100)]
    sets: tuple[tuple[str, list[Any]], ...] = (
        ("amounts", amounts),
        ("bounds", over),
        ("amounts in two units", lengths),
        ("times", days),
        ("mixed", [value for some in zip(amounts, over, days, strict=True) for value in some]),
    )
    for name, values in sets:
        print(f"{name:22}{_time(compare_values, cast(list[Value], values)):12,.0f}")


def _time(compare: Callable[[Value, Value], object], values: list[Value]) -> float:
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < _SECONDS:
        for a in values:
            for b in values:
                compare(a, b)
        done += len(values) ** 2
    return done / spent


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def _write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path.resolve()


def _score(kit: Path, scorer: str, *arguments: str) -> str:
    """What a scorer of the kit prints."""
    files = [str(Path(one).resolve()) if not one.startswith("-") else one for one in arguments]
    return subprocess.run([sys.executable, scorer, *files], cwd=kit, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
