"""A working database with the columns that dbt's contracts promise and a few rows, without dbt.

Lives here: making it. Columns come from the contracts (`dbt_project/models/**/_*.yml`), units and indicators from the
seeds, so that the tests meet what a real release holds. Not here: what must come of it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from schemas import strict_yaml
from schemas.pillars import PILLARS

PROJECT = Path(__file__).resolve().parents[3] / "dbt_project"
HOSTILE = "<script>document.title = 'taken'</script>"
HOSTILE_ADDRESS = "javascript:alert(1)"
UNITS = {
    *("quang-ngai", "kon-tum", "quang-ngai-2025", "lao-cai", "yen-bai", "lao-cai-2025", "ha-noi"),
    *("bac-kan", "thai-nguyen", "thai-nguyen-2025", "da-nang", "quang-nam", "da-nang-2025"),
}
INDICATORS = (
    *("digital_economy_grdp_share", "bank_accounts_individual", "online_dossier_share", "dti_rank"),
    "full_online_dossier_share",
)
FIGURES = [
    # pillar, unit, indicator, period, value, bound
    ("economy", "quang-ngai", "digital_economy_grdp_share", "2022", 8.15, "exact"),
    ("economy", "quang-ngai", "digital_economy_grdp_share", "2023", 9.5, "exact"),
    ("economy", "lao-cai", "digital_economy_grdp_share", "2023", 7.0, "at_least"),
    ("economy", "vn", "digital_economy_grdp_share", "2023", 16.5, "exact"),
    ("society", "lao-cai", "bank_accounts_individual", "2023", 450000.0, "at_least"),
    ("government", "bac-kan", "online_dossier_share", "2023", 28.0, "exact"),
    ("government", "lao-cai", "online_dossier_share", "2023", 40.0, "exact"),
    ("government", "quang-ngai", "online_dossier_share", "2023", 85.0, "exact"),
    ("foundation", "da-nang", "dti_rank", "2022", 1.0, "exact"),
    ("foundation", "bac-kan", "dti_rank", "2022", 63.0, "exact"),
    ("foundation", "lao-cai", "dti_rank", "2022", 38.0, "exact"),
    ("foundation", "lao-cai", "dti_rank", "2023", 20.0, "exact"),
]


def contracts() -> Iterator[tuple[str, str, str, list[dict[str, str]]]]:
    """Schema, table, description and columns (name, data_type, description) of every published model."""
    for folder in ("core", "quality", "marts"):
        for path in sorted((PROJECT / "models" / folder).glob("_*.yml")):
            for model in strict_yaml.load(path.read_text(encoding="utf-8")).get("models", []):
                if model["name"].startswith("stg_"):
                    continue  # described beside the public table that reads it
                pillar, _, name = model["name"].partition("_")
                schema, table = (pillar, name) if folder == "marts" else (folder, model["name"])
                yield schema, table, model["description"], model["columns"]


def build(path: Path) -> None:
    """Write the database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("begin")
        for schema, table, description, columns in contracts():
            connection.execute(f"create schema if not exists {schema}")
            typed = ", ".join(f'"{c["name"]}" {c["data_type"]}' for c in columns)
            connection.execute(f"create table {schema}.{table} ({typed})")
            connection.execute(f"comment on table {schema}.{table} is {_text(description)}")
            for column in columns:
                said = _text(column.get("description", ""))
                connection.execute(f'comment on column {schema}.{table}."{column["name"]}" is {said}')
        history = " union all ".join(f"select * from {pillar}.indicator_values" for pillar in PILLARS)  # noqa: S608 - ours
        connection.execute(
            f"create macro main.indicator_history(code) as table select * from ({history})"  # noqa: S608 - ours
            " where indicator_code = code"
        )
        _reference(connection)
        _sources(connection)
        for figure in FIGURES:
            add_figure(connection, *figure)
        _add_republished(connection)
        insert(
            connection,
            "core.fct_target",
            target_id="t1",
            origin="law",
            scope="national",
            unit_id="vn",
            indicator_code="digital_economy_grdp_share",
            target_year=2025,
            operator=">=",
            value_text="20",
            value_low=20.0,
            unit="percent",
            legal_ref="411/QĐ-TTg",
            certainty="general knowledge",
        )
        for value, is_chosen in ((28.0, True), (29.5, False)):
            insert(
                connection,
                "quality.conflicts",
                unit_id="bac-kan",
                province_name_vi="Bắc Kạn",
                indicator_code="online_dossier_share",
                indicator_name_vi="Tỷ lệ hồ sơ trực tuyến",
                period="2023",
                value=value,
                bound="exact",
                is_chosen=is_chosen,
                quote=f"Câu nêu {value:g} % {HOSTILE}",
                url=HOSTILE_ADDRESS,
                choice_reason_vi="Chọn nguồn có thẩm quyền cao hơn.",
                source_id="bao-tinh",
                authority_name_vi="Báo tỉnh",
            )
        connection.execute("commit")


def insert(connection: duckdb.DuckDBPyConnection, table: str, **values: Any) -> None:
    """One row; columns that are not named stay empty."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    connection.execute(f"insert into {table} ({names}) values ({marks})", list(values.values()))  # noqa: S608 - ours


def add_figure(
    connection: duckdb.DuckDBPyConnection,
    pillar: str,
    unit_id: str,
    indicator: str,
    period: str,
    value: float,
    bound: str = "exact",
) -> None:
    """A figure with its document, its observation, its value of the year and its cell of the coverage."""
    key = hashlib.sha256(f"{unit_id} {indicator} {period}".encode()).hexdigest()[:16]
    ((code, name_vi, name_en, indicator_vi, indicator_en, unit, direction, tier, successor),) = connection.execute(
        "select p.province_code, p.short_name_vi, p.short_name_en, i.name_vi, i.name_en, i.unit, i.direction, i.tier,"
        " p.unit_id_2025 from core.dim_province as p, core.dim_indicator as i"
        " where p.unit_id = ? and i.indicator_code = ?",
        [unit_id, indicator],
    ).fetchall()
    year = int(period[:4])
    start, end, day = dt.date(year, 1, 1), dt.date(year, 12, 31), dt.date(year + 1, 1, 15)
    url = f"https://bao.example.vn/{key}"
    quote = f"Năm {period}, {name_vi} đạt {value:g}; {HOSTILE}."
    if not connection.execute("select 1 from core.dim_period where period = ?", [period]).fetchone():
        insert(connection, "core.dim_period", period=period, period_type="year", year=year, label_vi=f"Năm {period}")
    insert(connection, "core.dim_document", document_id=key, source_id="bao-tinh", url=url, title=HOSTILE)
    shared = {"observation_id": key, "indicator_code": indicator, "unit_id": unit_id, "period": period, "value": value}
    insert(
        connection,
        "core.fct_observation",
        **shared,
        document_id=key,
        source_id="bao-tinh",
        province_code=code,
        kind="actual",
        quote=quote,
        url=url,
        bound=bound,
    )
    insert(connection, "core.fct_indicator_value", **shared, bound=bound, document_id=key, source_id="bao-tinh")
    insert(connection, "core.fct_indicator_year", **shared, year=year, bound=bound)
    if successor == unit_id:  # else it would have to be combined with its neighbours
        insert(
            connection,
            "core.fct_indicator_value_2025_boundaries",
            unit_id=successor,
            indicator_code=indicator,
            year=year,
            value=value,
            bound=bound,
            method="as_reported",
            observation_id=key,
        )
    insert(
        connection,
        "quality.coverage",
        unit_id=unit_id,
        province_code=code,
        indicator_code=indicator,
        pillar=pillar,
        tier=tier,
        year=year,
        status="observed",
    )
    insert(
        connection,
        f"{pillar}.indicator_values",
        **shared,
        province_code=code,
        province_name_vi=name_vi,
        province_name_en=name_en,
        indicator_name_vi=indicator_vi,
        indicator_name_en=indicator_en,
        unit=unit,
        direction=direction,
        period_type="year",
        period_label_vi=f"Năm {period}",
        period_label_en=period,
        period_start=start,
        period_end=end,
        year=year,
        bound=bound,
        national_target=20.0 if indicator == "digital_economy_grdp_share" else None,
        national_target_year=2025 if indicator == "digital_economy_grdp_share" else None,
        target_met=False if indicator == "digital_economy_grdp_share" else None,
        quote=quote,
        url=url,
        source_id="bao-tinh",
        source_name_vi=f"Báo tỉnh {HOSTILE}",
        published_on=day,
        n_sources=1,
        is_conflicting=False,
        choice_reason_vi="Chỉ có một con số.",
        choice_reason_en="There is only one figure.",
        confidence=0.9,
        document_id=key,
    )


def _add_republished(connection: duckdb.DuckDBPyConnection) -> None:
    """A rank of 2022 among today's 34 units, as its source published it."""
    shared: dict[str, Any] = {
        "observation_id": "republished",
        "indicator_code": "dti_rank",
        "value": 14.0,
        "bound": "exact",
    }
    said = {"quote": "Năm 2022, Lào Cai (mới) xếp thứ 14/34.", "url": "https://bao.example.vn/xep-lai"}
    insert(connection, "core.fct_observation", **shared, **said, unit_id="lao-cai", period="2022", source_id="bao-tinh")
    insert(
        connection,
        "core.fct_indicator_value_2025_boundaries",
        **shared,
        unit_id="lao-cai-2025",
        year=2022,
        method="published_on_these_boundaries",
    )


def _reference(connection: duckdb.DuckDBPyConnection) -> None:
    insert(
        connection,
        "core.dim_province",
        unit_id="vn",
        province_code="vn",
        territory_id="vn",
        short_name_vi="Cả nước",
        short_name_en="Viet Nam",
        is_country=True,
        sort_key=0,
        unit_id_2025="vn",
    )
    with (PROJECT / "seeds" / "territorial_units.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate((row for row in csv.DictReader(lines) if row["unit_id"] in UNITS), 1):
            insert(
                connection,
                "core.dim_province",
                unit_id=row["unit_id"],
                province_code=row["province_code"],
                territory_id=row["territory_id"],
                unit_id_2025=row["successor_codes"] or row["unit_id"],
                name_vi=row["name_vi"],
                name_en=row["name_en"],
                short_name_vi=row["short_name_vi"],
                short_name_en=row["name_en"].removesuffix(" Province").removesuffix(" City"),
                is_country=False,
                region_code=row["region_code"],
                region_vi=row["region"],
                valid_from=row["valid_from"] or None,
                valid_to=row["valid_to"] or None,
                sort_key=number,
            )
            if row["successor_codes"]:
                insert(
                    connection,
                    "core.bridge_province_succession",
                    predecessor_unit_id=row["unit_id"],
                    successor_unit_id=row["successor_codes"],
                    change="merged",
                )
    columns = "indicator_code, name_vi, name_en, pillar, unit, direction, definition_vi, official_ref, tier"
    connection.execute(
        f"insert into core.dim_indicator ({columns}) select {columns}"  # noqa: S608 - constants
        f" from read_csv({_text(str(PROJECT / 'seeds' / 'indicators.csv'))}, all_varchar = true)"
        " where list_contains(?, indicator_code)",
        [list(INDICATORS)],
    )


def _sources(connection: duckdb.DuckDBPyConnection) -> None:
    for source_id, name, address, rank in (
        ("bao-tinh", f"Báo tỉnh {HOSTILE}", "https://bao.example.vn", 2),
        ("trang-la", "Trang lạ", HOSTILE_ADDRESS, 3),
    ):
        insert(
            connection,
            "core.dim_source",
            source_id=source_id,
            name_vi=name,
            kind="newspaper",
            base_url=address,
            authority_rank=rank,
            authority_name_vi="Báo tỉnh",
            is_enabled=True,
        )
        insert(connection, "quality.source_health", source_id=source_id, name_vi=name, status="ok", n_attempts=1)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
