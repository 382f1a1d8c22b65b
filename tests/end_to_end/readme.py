"""The questions of the README with the answers that it prints, and how a printed answer is compared with a real one."""

from __future__ import annotations

import re
from typing import Any

from tests.end_to_end.conftest import REPOSITORY

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
