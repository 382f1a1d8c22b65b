"""The extract step: what cannot be true ends in quarantine under its rule, and the other rows stay.

Lives here: validation and the isolation of documents. What the engine reads is tested beside the engine.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.steps.extract import extract_source, read_documents, validate
from schemas.lake import DOCUMENT_READINGS, DOCUMENTS, OBSERVATIONS, QUARANTINE
from schemas.records import Block, Document, DocumentReading, Observation, UnmappedQuantity
from scrapers.extraction import Reading
from scrapers.parsing.codec import document_to_row
from scrapers.reference import Reference, load_reference
from tests.lake import read_table
from warehouse.datasets import Partition, count_rows
from warehouse.paths import Home

CAPTURED = dt.datetime(2024, 1, 15, 6, 0, tzinfo=dt.UTC)
SENTENCE = "Năm 2023, tỉnh Lạng Sơn có 61,2% hồ sơ trực tuyến."
NUMBER = "61,2%"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def make_document(number: int = 1, text: str = SENTENCE) -> Document:
    return Document(
        document_id=f"{number:016x}",
        article_id=f"{number:016x}",
        source_id="thu",
        capture_id=f"{number:016x}",
        url=f"http://thu.test/{number}.html",
        title=None,
        lead=None,
        author=None,
        published_at=None,
        published_on=dt.date(2024, 1, 10),
        date_source=None,
        captured_at=CAPTURED,
        province_code="lang-son",
        text=text,
        blocks=(Block("paragraph", 0, len(text)),),
        links=(),
        original_publisher=None,
        parser="test",
        parser_version="1",
    )


DOCUMENT = make_document()
VALID = Observation(
    observation_id="a" * 16,
    document_id=DOCUMENT.document_id,
    source_id=DOCUMENT.source_id,
    url=DOCUMENT.url,
    published_on=DOCUMENT.published_on,
    captured_at=CAPTURED,
    indicator_code="online_dossier_share",
    province_code="lang-son",
    unit_id="lang-son",
    area_level="province",
    area_name=None,
    kind="actual",
    value=61.2,
    unit="percent",
    out_of=None,
    bound="exact",
    period="2023",
    period_start=dt.date(2023, 1, 1),
    period_end=dt.date(2023, 12, 31),
    period_basis="explicit",
    quote=SENTENCE,
    quote_start=0,
    quote_end=len(SENTENCE),
    value_text=NUMBER,
    value_start=SENTENCE.index(NUMBER),
    value_end=SENTENCE.index(NUMBER) + len(NUMBER),
    confidence=0.9,
    rule="noun_after",
    flags="",
    extractor_version="1",
)
OTHER = dataclasses.replace(VALID, observation_id="c" * 16)

# What is changed in a valid row, and the rule that it then breaks.
BROKEN: list[tuple[str, dict[str, object]]] = [
    ("unknown_indicator", {"indicator_code": "no_such_indicator"}),
    ("unit_mismatch", {"unit": "count"}),
    ("value_beyond_limit", {"value": 1473.0}),
    ("negative_value", {"value": -3.0}),
    ("ambiguous_number", {"flags": "ocr_term,ambiguous_separator"}),
    ("rank_beyond_total", {"indicator_code": "dti_rank", "unit": "rank", "value": 40.0, "out_of": 34.0}),
    ("rank_not_a_place", {"indicator_code": "dti_rank", "unit": "rank", "value": 3.5}),
    ("rank_not_a_place", {"indicator_code": "dti_rank", "unit": "rank", "value": 0.0}),
    ("period_ends_before_start", {"period_start": dt.date(2024, 1, 1)}),
    ("unit_not_valid_in_period", {"province_code": "lao-cai", "unit_id": "lao-cai-2025"}),
    ("unit_not_valid_in_period", {"province_code": "atlantis", "unit_id": "atlantis"}),
    ("quote_not_in_text", {"quote": SENTENCE.replace("61,2%", "71,2%")}),
    ("value_outside_quote", {"quote": SENTENCE[:9], "quote_end": 9}),
    ("bound:isin", {"bound": "roughly"}),
    ("confidence:less_than_or_equal_to", {"confidence": 1.5}),
    ("value:type", {"value": float("inf")}),
]


@pytest.mark.parametrize(("rule", "changes"), BROKEN, ids=[f"{r.split(':')[0]}-{i}" for i, (r, _) in enumerate(BROKEN)])
def test_a_row_that_cannot_be_true_ends_in_quarantine(
    reference: Reference, rule: str, changes: dict[str, object]
) -> None:
    broken = dataclasses.replace(VALID, observation_id="b" * 16, **changes)  # type: ignore[arg-type]
    valid, (wrong,) = validate([(VALID, DOCUMENT), (broken, DOCUMENT), (OTHER, DOCUMENT)], reference)
    assert valid == [VALID, OTHER]
    assert (wrong.stage, wrong.rule, wrong.subject_id) == ("validate", rule, "b" * 16)
    assert wrong.reason
    assert json.loads(wrong.row_json)["quote"] == broken.quote


def test_a_row_that_can_be_true_stays_as_it_is(reference: Reference) -> None:
    assert validate([(VALID, DOCUMENT)], reference) == ([VALID], [])


def test_a_change_may_be_negative_and_a_goal_may_be_beyond_the_unit(reference: Reference) -> None:
    change = dataclasses.replace(VALID, kind="change", value=-3.0)
    goal = dataclasses.replace(
        VALID,
        observation_id="c" * 16,
        kind="target",
        period="2030",
        period_start=dt.date(2030, 1, 1),
        period_end=dt.date(2030, 12, 31),
    )
    valid, wrong = validate([(change, DOCUMENT), (goal, DOCUMENT)], reference)
    assert (valid, wrong) == ([change, goal], [])


def test_all_that_is_wrong_with_a_row_is_said_at_once(reference: Reference) -> None:
    broken = dataclasses.replace(VALID, bound="roughly", kind="hope")  # type: ignore[arg-type]
    _, (wrong,) = validate([(broken, DOCUMENT)], reference)
    assert "'roughly'" in wrong.reason
    assert "'hope'" in wrong.reason


def test_of_two_rows_with_one_id_the_second_is_quarantined_whole(reference: Reference) -> None:
    second = dataclasses.replace(VALID, value=75.0)
    third = dataclasses.replace(VALID, value=80.0)
    valid, wrong = validate([(VALID, DOCUMENT), (second, DOCUMENT), (third, DOCUMENT)], reference)
    assert valid == [VALID]
    assert {row.rule for row in wrong} == {"observation_id:unique"}
    assert {json.loads(row.row_json)["value"] for row in wrong} == {75.0, 80.0}
    assert len({row.quarantine_id for row in wrong}) == 2


def test_the_same_fault_has_the_same_quarantine_id_for_ever(reference: Reference) -> None:
    broken = dataclasses.replace(VALID, value=1473.0)
    (_, (first,)), (_, (second,)) = (validate([(broken, DOCUMENT)], reference) for _ in range(2))
    assert first == second


# ── engine ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Engine:
    """An engine that says what it is told to, and cannot read one document."""

    fingerprint = "engine"

    def __init__(self, say: Callable[[Document], tuple[Observation, ...]]) -> None:
        self._say = say

    def read(self, document: Document) -> Reading:
        rows = self._say(document)
        left = UnmappedQuantity(
            "d" * 16, document.document_id, "thu", document.url, SENTENCE, "12", 12.0, "xe", None, 0, 2, "proposed", "1"
        )
        summary = DocumentReading(document.document_id, "thu", len(rows) + 1, len(rows), 1, 0, "{}", "1")
        return Reading(document.document_id, rows, (left,), (), summary)


def test_a_document_that_the_engine_cannot_read_is_quarantined_and_the_others_go_on(reference: Reference) -> None:
    unreadable, readable = make_document(1), make_document(2)

    def say(document: Document) -> tuple[Observation, ...]:
        if document is unreadable:
            raise RecursionError("a table inside a table inside a table")
        return (dataclasses.replace(VALID, document_id=document.document_id),)

    rows = read_documents([unreadable, readable], Engine(say), reference)  # type: ignore[arg-type]
    (wrong,) = rows.quarantined
    assert (wrong.stage, wrong.rule, wrong.subject_id) == ("extract", "RecursionError", unreadable.document_id)
    assert "inside a table" in wrong.reason
    assert wrong.url == unreadable.url
    assert [row.document_id for row in rows.observations] == [readable.document_id]
    assert [row.document_id for row in rows.readings] == [readable.document_id]
    assert len(rows.unmapped) == 1


def test_rows_are_checked_against_their_own_document(reference: Reference) -> None:
    first, second = make_document(1), make_document(2, "Câu khác hẳn, không có con số nào như vậy ở đây cả đâu nhé.")

    def say(document: Document) -> tuple[Observation, ...]:
        return (dataclasses.replace(VALID, observation_id=document.document_id, document_id=document.document_id),)

    rows = read_documents([first, second], Engine(say), reference)  # type: ignore[arg-type]
    assert [row.document_id for row in rows.observations] == [first.document_id]
    assert [(row.rule, row.subject_id) for row in rows.quarantined] == [("quote_not_in_text", second.document_id)]


# ── partitions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_month_is_read_once_and_again_when_its_documents_change(tmp_path: Path) -> None:
    home = Home(tmp_path)
    documents = Partition(home.lake, DOCUMENTS, "thu", "2024-01")
    documents.write([document_to_row(DOCUMENT)], "first")
    assert extract_source(home, "thu")
    (row,) = read_table(home.lake, OBSERVATIONS)
    assert (row["indicator_code"], row["province_code"], row["period"], row["value"]) == (
        "online_dossier_share",
        "lang-son",
        "2023",
        61.2,
    )
    assert row["quote"] == SENTENCE
    assert count_rows(home.lake, DOCUMENT_READINGS) == 1
    assert not extract_source(home, "thu")
    documents.write([document_to_row(DOCUMENT), document_to_row(make_document(2))], "second")
    assert extract_source(home, "thu")
    assert count_rows(home.lake, OBSERVATIONS) == count_rows(home.lake, DOCUMENT_READINGS) == 2


def test_a_month_of_which_a_file_was_lost_is_read_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    Partition(home.lake, DOCUMENTS, "thu", "2024-01").write([document_to_row(DOCUMENT)], "first")
    extract_source(home, "thu")
    Partition(home.lake, QUARANTINE, "thu", "2024-01", "extract").path.unlink()
    assert extract_source(home, "thu")


def test_a_misprint_is_quarantined_in_its_partition(tmp_path: Path) -> None:
    home = Home(tmp_path)
    text = "Năm 2022, tỉnh Quảng Ninh có tỷ lệ sản phẩm OCOP lên sàn thương mại điện tử là 1.473%."
    Partition(home.lake, DOCUMENTS, "thu", "2024-01").write([document_to_row(make_document(1, text))], "first")
    extract_source(home, "thu")
    (row,) = read_table(home.lake, QUARANTINE)
    assert row["rule"] == "ambiguous_number"
    assert "1.473%" in row["reason"]
    assert count_rows(home.lake, OBSERVATIONS) == 0
