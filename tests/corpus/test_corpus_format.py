"""What must hold for every annotated text, so that a score means something: form, codes, areas, verbatim quotes.

Lives here: checks of the files beside it. Not here: measuring an extractor, and whether an annotation is right.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
SEEDS = FOLDER.parents[1] / "dbt_project" / "seeds"
SPLITS = ("development", "held_out")
TEXTS = sorted(path for split in SPLITS for path in (FOLDER / split).glob("*.txt"))

FIELDS = {
    "indicator", "province", "area_level", "area_name", "value", "unit", "out_of", "kind", "bound", "period",
    "period_basis", "quote",
}  # fmt: skip
VOCABULARY = {
    "area_level": {"province", "district", "commune", "agency", "country"},
    "kind": {"actual", "target", "change"},
    "bound": {"exact", "at_least", "at_most", "about"},
    "period_basis": {"explicit", "context", "document"},
}
POINT = r"\d{4}(?:-H[12]|-Q[1-4]|-\d{2}(?:-\d{2})?)?"
PERIOD = re.compile(rf"{POINT}(?:\.\.{POINT})?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What a word after a number, or a unit of the codebook (billions, per 100 people), makes of it.
SCALES = (1.0, 1e3, 1e6, 1e9, 1e2, 1e-3)


def gold_of(text: Path) -> dict[str, Any]:
    """The annotation that belongs to a text."""
    gold: dict[str, Any] = json.loads(text.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return gold


def seed_rows(name: str) -> list[dict[str, str]]:
    """Rows of a dbt seed; skips the test where the seed is not there."""
    path = SEEDS / name
    if not path.exists():
        pytest.skip(f"no seed {name} to compare with")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def readings(written: str) -> set[float]:
    """Every value that a number may have as it is written: separators as thousands or as decimal sign."""
    found = {float(re.sub(r"[.,]", "", written))}
    found.add(float(written.replace(".", "").replace(",", ".")) if written.count(",") <= 1 else 0.0)
    if written.count(".") + written.count(",") == 1:
        found.add(float(written.replace(",", ".")))
    return found


def states(quote: str, value: float) -> bool:
    """Whether a quote holds a number that may be read as `value`, whatever its sign and scale."""
    aims = [abs(value) / scale for scale in SCALES]
    values = [reading for match in NUMBER.findall(quote) for reading in readings(match)]
    return any(abs(reading - aim) <= 1e-9 * max(1.0, aim) for reading in values for aim in aims)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.473", 1473),
        ("77.93", 77.93),
        ("0,6514", 0.6514),
        ("2,5 triệu", 2.5e6),
        ("850 triệu đồng", 0.85),
        ("1.187.600", 1187600),
    ],
)
def test_a_number_is_recognised_in_its_quote(written: str, value: float) -> None:
    """The check below must see the forms that numbers take."""
    assert states(f"đạt {written}", value)
    assert not states(f"đạt {written}", value + 7)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_annotation_is_complete_and_verbatim(text: Path) -> None:
    """Fields, words, period, and a quote that stands in the text and holds the number and its denominator."""
    body, gold = text.read_text(encoding="utf-8"), gold_of(text)
    assert set(gold) == {"doc", "published", "facts"}
    assert gold["doc"] == text.stem
    assert gold["published"] is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", gold["published"])
    assert body == unicodedata.normalize("NFC", body)
    for fact in gold["facts"]:
        assert set(fact) == FIELDS
        assert all(fact[field] in words for field, words in VOCABULARY.items()), fact
        assert PERIOD.fullmatch(fact["period"]), fact
        assert fact["quote"] in body, fact
        assert states(fact["quote"], fact["value"]), fact
        assert fact["out_of"] is None or states(fact["quote"], fact["out_of"]), fact
        assert fact["value"] >= 0 or fact["kind"] == "change", fact
        assert fact["value"] <= 100 or fact["unit"] != "percent" or fact["indicator"] == "fiber_household_share", fact


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_areas_agree_with_their_level(text: Path) -> None:
    """The country has no province; what is below the province is named as the text names it."""
    body = text.read_text(encoding="utf-8")
    for fact in gold_of(text)["facts"]:
        assert (fact["area_level"] == "country") == (fact["province"] == "vn"), fact
        if fact["area_level"] in {"province", "country"}:
            assert fact["area_name"] is None, fact
        else:
            assert fact["area_name"], fact
            assert fact["area_name"] in body, fact


def test_codes_and_units_are_those_of_the_codebook() -> None:
    """An annotation that names an unknown code could never be found."""
    units = {row["indicator_code"]: row["unit"] for row in seed_rows("indicators.csv")}
    facts = [(text.stem, fact) for text in TEXTS for fact in gold_of(text)["facts"]]
    wrong = [
        (name, fact["indicator"], fact["unit"]) for name, fact in facts if units.get(fact["indicator"]) != fact["unit"]
    ]
    assert not wrong


def test_provinces_are_known() -> None:
    """Slugs are those of the territorial units, or `vn`."""
    known = {row["province_code"] for row in seed_rows("territorial_units.csv")} | {"vn"}
    named = {fact["province"] for text in TEXTS for fact in gold_of(text)["facts"]}
    assert named <= known
    assert len(named) >= 30


def test_the_corpus_is_broad_enough_to_measure_with() -> None:
    """Enough texts, enough without any fact, enough codes; two splits of about one size with no text in both."""
    sizes = {split: len(list((FOLDER / split).glob("*.txt"))) for split in SPLITS}
    assert sum(sizes.values()) >= 88
    assert min(sizes.values()) >= 0.4 * sum(sizes.values())
    assert len({text.stem for text in TEXTS}) == len(TEXTS)
    assert {text.stem for text in TEXTS} == {
        path.name.removesuffix(".gold.json") for path in FOLDER.glob("*/*.gold.json")
    }
    golds = [gold_of(text) for text in TEXTS]
    assert sum(not gold["facts"] for gold in golds) >= 15
    assert len({fact["indicator"] for gold in golds for fact in gold["facts"]}) >= 100


def test_no_number_is_annotated_twice() -> None:
    """The same indicator, area, kind, value, period and quote is one fact."""
    for text in TEXTS:
        keys = [json.dumps(fact, sort_keys=True) for fact in gold_of(text)["facts"]]
        assert len(keys) == len(set(keys)), text.stem
