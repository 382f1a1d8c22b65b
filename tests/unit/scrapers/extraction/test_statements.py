"""Whole statements of the genre with all their facts; the statements stand in `statements.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

STATEMENTS = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("statement", STATEMENTS, ids=[statement["text"][:60] for statement in STATEMENTS])
def test_a_statement_gives_its_facts_and_no_more(
    facts: Callable[..., list[tuple[str, str, float]]], statement: dict[str, object]
) -> None:
    expected = [tuple(fact) for fact in statement["facts"]]  # type: ignore[attr-defined]
    assert facts(statement["text"]) == expected
