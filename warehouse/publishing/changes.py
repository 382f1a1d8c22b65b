"""What differs between two releases, figure by figure: new, changed, cited anew, withdrawn.

Lives here: comparing the long marts of two published databases, and the text `CHANGES.md`. A figure is unit × indicator
× period. Not here: tables other than the long marts, and what the terminal shows.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import duckdb

from schemas.pillars import PILLARS
from warehouse.publishing.sql import text

VALUES = "indicator_values"
Figures = dict[tuple[str, str, str], dict[str, object]]
Kind = Literal["new", "changed", "cited_anew", "withdrawn"]
HEADINGS: dict[Kind, str] = {
    "new": "mới / new",
    "changed": "đổi giá trị / changed",
    "cited_anew": "đổi câu trích hoặc nguồn / cited anew",
    "withdrawn": "rút lại / withdrawn",
}
_SHOWN = ("unit_id", "province_name_vi", "indicator_code", "indicator_name_vi", "period", "unit", "value", "bound")
_BOUNDS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs; `before` and `after` are values as shown (`≥ 85 percent`), None where there is none."""

    kind: Kind
    pillar: str
    unit_id: str
    province: str
    indicator_code: str
    indicator: str
    period: str
    before: str | None
    after: str | None


@dataclasses.dataclass(frozen=True)
class Comparison:
    """The figures that differ, and how many there are in each release by pillar (`before` is empty for a first one)."""

    changes: tuple[Change, ...]
    before: dict[str, int]
    after: dict[str, int]


def compare(before: Path | None, after: Path) -> Comparison:
    """Compare two published databases; the changes come by province, indicator and period.

    A pillar that one of them lacks counts as without figures; without `before` nothing is said to have changed.

    Raises:
        duckdb.Error: a file cannot be read.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach {text(str(after))} as after (read_only)")
        new = {pillar: _figures(connection, "after", pillar) for pillar in PILLARS}
        counts = {pillar: len(figures) for pillar, figures in new.items()}
        if before is None:
            return Comparison((), {}, counts)
        connection.execute(f"attach {text(str(before))} as before (read_only)")
        old = {pillar: _figures(connection, "before", pillar) for pillar in PILLARS}
    changes = [change for pillar in PILLARS for change in _compare(pillar, old[pillar], new[pillar])]
    changes.sort(key=lambda c: (c.province, c.unit_id, c.indicator, c.indicator_code, c.period))
    return Comparison(tuple(changes), {pillar: len(figures) for pillar, figures in old.items()}, counts)


def render(comparison: Comparison, *, number: int, previous: int | None, released_on: str) -> str:
    """`CHANGES.md`: counts, then the figures by province and indicator."""
    changes, figures = comparison.changes, sum(comparison.after.values())
    lines = [f"# Bản phát hành {number} / Release {number} ({released_on})", ""]
    if previous is None:
        lines += [f"Bản đầu tiên: {figures} số liệu. / The first release: {figures} figures.", ""]
        return "\n".join(lines)
    counts = Counter(change.kind for change in changes)
    lines += [f"So với bản {previous} / Compared with release {previous}:", ""]
    lines += [f"- {heading}: {counts[kind]}" for kind, heading in HEADINGS.items()]
    lines += [f"- tổng số liệu / figures in all: {figures}", ""]
    for (province, unit_id), mine in itertools.groupby(changes, lambda c: (c.province, c.unit_id)):
        lines += [f"## {_escape(province)} (`{unit_id}`)", ""]
        lines += [f"- {line}" for line in describe(mine)]
        lines.append("")
    return "\n".join(lines)


def describe(changes: Iterable[Change]) -> Iterable[str]:
    """A line of Markdown per figure: indicator, period, what it was and is."""
    for change in changes:
        said = {
            "new": f"**{change.after}**",
            "changed": f"{change.before} → **{change.after}**",
            "cited_anew": f"{change.after}",
            "withdrawn": f"~~{change.before}~~",
        }[change.kind]
        figure = f"{_escape(change.indicator)} (`{change.indicator_code}`), {change.period}"
        yield f"{HEADINGS[change.kind]}: {figure}: {said}"


def _compare(pillar: str, old: Figures, new: Figures) -> list[Change]:
    changes = []
    for key in old.keys() | new.keys():
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        row = now or was or {}
        if was is None or now is None:
            kind: Kind = "new" if was is None else "withdrawn"
        else:
            kind = "changed" if _shown(was) != _shown(now) else "cited_anew"
        changes.append(
            Change(
                kind,
                pillar,
                key[0],
                str(row["province_name_vi"]),
                key[1],
                str(row["indicator_name_vi"]),
                key[2],
                _shown(was) if was else None,
                _shown(now) if now else None,
            )
        )
    return changes


def _figures(connection: duckdb.DuckDBPyConnection, database: str, pillar: str) -> Figures:
    columns = [*_SHOWN, "quote", "url"]
    query = f"select {', '.join(columns)} from {database}.{pillar}.{VALUES}"  # noqa: S608 - names are constants
    try:
        rows = connection.execute(query).fetchall()
    except duckdb.CatalogException:
        return {}
    return {(row[0], row[2], row[4]): dict(zip(columns, row, strict=True)) for row in rows}


def _shown(row: dict[str, object]) -> str:
    value = row["value"]
    number = f"{value:.15g}" if isinstance(value, float) else str(value)
    return f"{_BOUNDS.get(str(row['bound']), '')}{number} {row['unit']}"


def _escape(said: str) -> str:
    """Text of others, harmless in Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in said)
