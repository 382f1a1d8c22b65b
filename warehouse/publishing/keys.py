"""The keys of the published tables: what identifies a row, and to which table a column points.

Lives here: keys as data, used by the gates and by `datapackage.json`. A table or column that a release does not have is
passed over. Not here: checking them (`gates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.pillars import PILLARS
from warehouse.publishing.catalogue import Table

PRIMARY_KEYS: Mapping[str, tuple[str, ...]] = {
    "core.dim_province": ("unit_id",),
    "core.dim_indicator": ("indicator_code",),
    "core.dim_period": ("period",),
    "core.dim_source": ("source_id",),
    "core.dim_document": ("document_id",),
    "core.fct_document_span": ("article_id", "known_from"),
    "core.fct_observation": ("observation_id",),
    "core.fct_indicator_value": ("unit_id", "indicator_code", "period"),
    "core.fct_indicator_year": ("unit_id", "indicator_code", "year"),
    "core.fct_indicator_value_2025_boundaries": ("unit_id", "indicator_code", "year"),
    "core.fct_target": ("target_id",),
    "core.fct_derived_value": ("unit_id", "indicator_code", "period"),
    **{f"{pillar}.indicator_values": ("unit_id", "indicator_code", "period") for pillar in PILLARS},
    **{f"{pillar}.province_scorecard": ("unit_id", "year") for pillar in PILLARS},
    "quality.coverage": ("unit_id", "indicator_code", "year"),
    "quality.source_health": ("source_id",),
    "quality.corrections": ("correction_id",),
    "quality.observation_changes": ("observation_id",),
    "quality.quarantine": ("quarantine_id",),
    "quality.unmapped_quantities": ("unmapped_id",),
}
REFERENCES: Mapping[str, str] = {
    "unit_id": "core.dim_province",
    "indicator_code": "core.dim_indicator",
    "period": "core.dim_period",
    "source_id": "core.dim_source",
    "document_id": "core.dim_document",
    "observation_id": "core.fct_observation",
}
"""Columns that point to the column of the same name in another table, wherever they stand in a mart or a fact."""
REFERRING_SCHEMAS = ("core", *PILLARS)


def primary_key(table: Table) -> tuple[str, ...]:
    """The columns that identify a row; none where no key is known or a column is missing."""
    key = PRIMARY_KEYS.get(table.full_name, ())
    return key if set(key) <= set(table.column_names) else ()


def foreign_keys(table: Table, tables: Iterable[Table]) -> list[tuple[str, Table]]:
    """The columns of the table that point to another table of the release."""
    if table.schema not in REFERRING_SCHEMAS:
        return []
    by_name = {other.full_name: other for other in tables}
    found = []
    for column in table.column_names:
        other = by_name.get(REFERENCES.get(column, ""))
        if other is not None and other.full_name != table.full_name and column in other.column_names:
            found.append((column, other))
    return found
