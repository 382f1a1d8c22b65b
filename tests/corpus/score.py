"""Scores the extraction on the project's annotated texts: `python -m tests.corpus.score [--verbose]`.

Lives here: precision, recall and F1 by split, and what became of the numbers. `core`: indicator, province, kind and
value agree; `full`: area level, bound and the year of the period, too. The held-out split is printed as figures only.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.reference import load_reference

FOLDER = Path(__file__).parent
SPLITS = ("development", "held_out")
CORE = (("indicator", "indicator_code"), ("province", "province_code"), ("kind", "kind"))
Row = dict[str, Any]
FULL = ("area_level", "bound", "period")


@dataclasses.dataclass
class Score:
    """Counts over one split."""

    texts: int = 0
    gold: int = 0
    found: int = 0
    core: int = 0
    full: int = 0
    numbers: Counter[str] = dataclasses.field(default_factory=Counter)

    def figures(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = hits / self.found if self.found else 1.0
        recall = hits / self.gold if self.gold else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def score_split(split: str, extractor: Extractor, *, verbose: bool = False) -> Score:
    """Read every text of a split and compare it with its annotation."""
    score = Score()
    for path in sorted((FOLDER / split).glob("*.txt")):
        facts = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["facts"]
        reading = extractor.read(parse_file(path))
        rows = [dataclasses.asdict(row) for row in reading.observations]
        pairs = _pairs(facts, rows)
        score.texts += 1
        score.gold += len(facts)
        score.found += len(rows)
        score.core += len(pairs)
        score.full += sum(_agreement(fact, row) == len(FULL) for fact, row in pairs)
        score.numbers.update(number.fate for number in reading.numbers)
        if verbose:
            _explain(path.stem, facts, rows, pairs)
    return score


def _pairs(facts: list[Row], rows: list[Row]) -> list[tuple[Row, Row]]:
    candidates = sorted(
        (-_agreement(fact, row), f, r)
        for f, fact in enumerate(facts)
        for r, row in enumerate(rows)
        if all(fact[a] == row[b] for a, b in CORE) and math.isclose(fact["value"], row["value"], rel_tol=1e-6)
    )
    used_facts: set[int] = set()
    used_rows: set[int] = set()
    pairs = []
    for _, f, r in candidates:
        if f not in used_facts and r not in used_rows:
            used_facts.add(f)
            used_rows.add(r)
            pairs.append((facts[f], rows[r]))
    return pairs


def _agreement(fact: Row, row: Row) -> int:
    return sum(_comparable(fact.get(name), name) == _comparable(row.get(name), name) for name in FULL)


def _comparable(value: object, name: str) -> object:
    if name != "period":
        return value
    years = re.findall(r"\d{4}", str(value or ""))
    return years[-1] if years else None


def _explain(name: str, facts: list[Row], rows: list[Row], pairs: list[tuple[Row, Row]]) -> None:
    matched_facts = {id(fact) for fact, _ in pairs}
    matched_rows = {id(row) for _, row in pairs}
    for fact in facts:
        if id(fact) not in matched_facts:
            print(f"{name}: missed {fact['indicator']} {fact['kind']} {fact['value']}: {fact['quote']}")
    for row in rows:
        if id(row) not in matched_rows:
            what = f"{row['indicator_code']} {row['kind']} {row['value']} [{row['rule']}]"
            print(f"{name}: extra {what}: {row['quote'][:120]}")


def main() -> None:
    """Print all splits; what was missed is shown for the development split only."""
    extractor = Extractor(load_reference())
    for split in SPLITS:
        score = score_split(split, extractor, verbose="--verbose" in sys.argv and split == "development")
        print(f"{split}: {score.texts} texts, {score.gold} facts, {score.found} observations")
        for name, hits in (("core", score.core), ("full", score.full)):
            precision, recall, f1 = score.figures(hits)
            print(f"  {name}: precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}")
        seen = sum(score.numbers.values())
        shares = ", ".join(f"{fate} {count / seen:.1%}" for fate, count in sorted(score.numbers.items()))
        print(f"  of {seen} numbers: {shares} (together 100 %)")


if __name__ == "__main__":
    main()
