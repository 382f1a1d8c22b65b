"""What the README prints below its queries is what they answer on the sample web.

Lives here: reading the printed tables. Not here: that the queries run on other data (`tests/dbt`).
"""

from __future__ import annotations

import re
from typing import Any

import duckdb
import pytest

from tests.end_to_end.conftest import REPOSITORY, DailyRun
from warehouse.paths import DATABASE_NAME

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
ANSWERED = re.findall(r"```sql\n((?:(?!```).*\n)+)```\n\n((?:\|.*\n)+)", README)
LEFT_OUT = "…"


def printed(value: Any) -> str:
    """A value the way the README writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def fits(shown: list[str], row: list[str]) -> bool:
    patterns = [".*".join(map(re.escape, cell.split(LEFT_OUT))).replace("\\ .*", ".*") for cell in shown]
    return all(re.fullmatch(pattern, cell, re.DOTALL) for pattern, cell in zip(patterns, row, strict=True))


@pytest.mark.parametrize(("query", "table"), ANSWERED, ids=range(len(ANSWERED)))
def test_the_printed_answer_is_the_answer(first_run: DailyRun, query: str, table: str) -> None:
    with duckdb.connect(str(first_run.release / DATABASE_NAME), read_only=True) as connection:
        answer = connection.execute(query)
        columns = [column[0] for column in answer.description or []]
        rows = iter([[printed(value) for value in row] for row in answer.fetchall()])
    head, _, *shown = table.splitlines()
    assert cells(head) == columns
    for line in shown:
        if cells(line)[0] != LEFT_OUT:  # rows that are left out
            assert any(fits(cells(line), row) for row in rows), f"not among the answers, or not in this order: {line}"
    if cells(shown[-1])[0] != LEFT_OUT:
        assert list(rows) == [], "the answer has more rows than are printed"


def test_every_question_has_its_answer_printed() -> None:
    assert len(ANSWERED) == README.count("```sql\n")
