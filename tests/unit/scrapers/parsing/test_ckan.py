"""Tables of open-data catalogues: every row or a failure, and numbers as Vietnamese tables print them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scrapers.fetching.json_listing import parse_datasets
from scrapers.parsing import BrokenRecord, IncompleteTable
from scrapers.parsing.families.ckan import MAX_ROWS
from tests.unit.scrapers.parsing.support import read, shown

SITE = "https://data.example.vn"
TABLE = f"{SITE}/api/3/action/datastore_search?resource_id=t-1"
LISTED = f"{TABLE}&limit={MAX_ROWS}"


def said(
    url: str = LISTED, *, kind: str = "text", values: Any = None, count: int = 2, **result: Any
) -> list[list[str]]:
    values = values if values is not None else [f"xã {n}" for n in range(count)]
    table = {
        "fields": [{"id": "_id", "type": "int"}, {"id": "Đơn vị", "type": "text"}, {"id": "Giá trị", "type": kind}],
        "records": [{"_id": n, "Đơn vị": f"Xã {n}", "Giá trị": value} for n, value in enumerate(values, 1)],
        **result,
    }
    answer = json.dumps({"success": True, "result": table})
    return shown(read(answer, "ckan", url=url, final_url=url, content_type="application/json"))


def written(kind: str, value: Any) -> str:
    ((_, table),) = said(kind=kind, values=["x", value], total=2)
    return table.splitlines()[-1].removeprefix("Xã 2 | ")


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("numeric", "12.345", "12,345"),
        ("numeric", "12345", "12345"),
        ("numeric(10,3)", "-0.5", "-0,5"),
        ("float8", "1e-07", "0,0000001"),
        ("double precision", " 91.70 ", "91,70"),
        ("numeric", "NaN", "NaN"),
        ("numeric", "1e999", "1e999"),
        ("numeric", "", ""),
        ("int4", "1200", "1200"),
        ("text", "12.345", "12.345"),
        ("text", "12.345,6", "12.345,6"),
        ("interval", "1.500", "1.500"),
        ("timestamp", "2024-03-01T00:00:00", "2024-03-01T00:00:00"),
        ("text", 91.7, "91,7"),
        ("float8", 1e-07, "0,0000001"),
        ("float8", 1e22, "10000000000000000000000"),
        ("int8", 12345, "12345"),
        ("bool", True, "True"),
        ("numeric", None, ""),
    ],
)
def test_values_are_written_by_the_type_of_their_column(kind: str, value: Any, cell: str) -> None:
    assert written(kind, value) == cell


@pytest.mark.parametrize("number", ["0.10", "3.14159265358979323846", "1.0"])
def test_numbers_keep_their_digits(number: str) -> None:
    answer = json.dumps({"result": {"records": [{"a": "x", "b": 7}], "total": 1}}).replace("7", number)
    ((_, table),) = shown(read(answer, "ckan", final_url=LISTED, content_type="application/json"))
    assert table.endswith(number.replace(".", ","))


@pytest.mark.parametrize("number", ["1e999999999999999999999", "-1e-999999999", "1e41", "NaN", "-Infinity"])
def test_numbers_beyond_all_measure_are_no_load(number: str) -> None:
    answer = json.dumps({"result": {"records": [{"a": "x", "b": 7}], "total": 1}}).replace("7", number)
    ((_, table),) = shown(read(answer, "ckan", final_url=LISTED, content_type="application/json"))
    assert len(table) < 60


def test_a_table_that_goes_on_is_a_failure_and_not_a_shorter_table() -> None:
    with pytest.raises(IncompleteTable, match=r"t-1.*ends with row 5000 of 5001\. .*filters="):
        said(count=MAX_ROWS, total=MAX_ROWS + 1)
    assert said(count=MAX_ROWS, total=MAX_ROWS)


def test_a_part_of_a_table_has_to_reach_its_end() -> None:
    assert said(f"{LISTED}&offset=5", total=7)
    assert said(offset=5, total=7)
    with pytest.raises(IncompleteTable, match="row 7 of 8"):
        said(f"{LISTED}&offset=5", total=8)


@pytest.mark.parametrize(
    ("url", "result"),
    [
        (f"{TABLE}&limit=100", {"count": 100}),
        (TABLE, {"count": 100}),
        (f"{TABLE}&limit=nhiều", {"count": 100}),
        (LISTED, {"count": 50, "limit": 50}),
        (LISTED, {"count": 50, "limit": 50, "total": 50, "total_was_estimated": True}),
    ],
)
def test_where_no_total_is_told_a_full_answer_is_doubted(url: str, result: dict[str, Any]) -> None:
    with pytest.raises(IncompleteTable, match="as many as its limit"):
        said(url, **result)
    assert said(url, **{**result, "count": result["count"] - 1})


def test_more_rows_than_are_read_are_a_failure() -> None:
    with pytest.raises(IncompleteTable, match="5001 rows, at most 5000 are read"):
        said(f"{TABLE}&limit=9000", count=MAX_ROWS + 1, total=MAX_ROWS + 1)


def test_rows_without_names_are_a_failure() -> None:
    with pytest.raises(BrokenRecord, match="row 2 is a list"):
        said(records=[{"_id": 1}, [2, "x"]], total=2)


def test_as_many_rows_are_asked_for_as_are_read() -> None:
    package = {"name": "a", "resources": [{"id": "t-1", "datastore_active": True}]}
    found, _ = parse_datasets(json.dumps({"result": {"count": 1, "results": [package]}}).encode(), f"{SITE}/search")
    assert f"{SITE}{found[1].href}" == LISTED
